//! The sections and how far each is: a column beside the page, and a list over it.

use super::{Canvas, first_seen, marks};
use crate::{
  check::State,
  lang::{Message, Words},
  text::{fit, width},
  tui::{Model, Session, Target},
};
use ratatui::{layout::Rect, style::Style};
use std::rc::Rc;

/// What stands before a title: the cursor, the mark, the number.
const LEAD: usize = 8;

/// How far each section is, in words, and how wide a row is that cuts nothing.
pub(super) struct Told {
  /// As wide as a state usually is, so that the columns do not move while one types.
  state_width: usize,
  row_width: usize,
  /// The mark, the state filled to its width, and how both look.
  rows: Vec<(&'static str, String, Style)>,
  in_all: String,
}

impl Told {
  fn new(model: &Model, session: &Session) -> Self {
    let words = &model.words;
    let state_width = state_width(words);
    let titles = session.form.sections.iter().map(|section| width(section.title.get(model.lang())));
    let row_width = LEAD + titles.max().unwrap_or(0) + 2 + state_width;
    let sections = session.form.sections.iter().zip(&session.progress);
    let rows = sections.map(|(section, progress)| {
      let (mark, state, style) = marks::of_progress(model.theme, words, progress, session.form.group(section.group).is_table);
      (mark, fit(&state, state_width), style)
    });
    Self { state_width, row_width, rows: rows.collect(), in_all: in_all(words, session) }
  }

  fn of(model: &Model, session: &Session) -> Rc<Self> {
    model.memo.outline(session, || Self::new(model, session))
  }
}

/// How far the whole is.
fn in_all(words: &Words, session: &Session) -> String {
  let applies = || session.progress.iter().filter(|progress| progress.state != State::NotApplicable);
  let complete = applies().filter(|progress| progress.state == State::Complete).count();
  let answered: usize = applies().filter(|progress| progress.total > 0).map(|progress| progress.answered).sum();
  let total: usize = applies().map(|progress| progress.total).sum();
  let message = Message::new("outline-in-all").with("complete", complete).with("sections", applies().count());
  words.say(&message.with("answered", answered).with("total", total))
}

/// The list over the page, to go to a section.
pub(super) fn popup(model: &Model, at: usize, canvas: &mut Canvas<'_>, body: Rect) {
  let Some(session) = &model.session else { return };
  let rows = (session.form.sections.len() as u16 + 2).min(body.height);
  let columns = (row_width(model, session) as u16 + 4).min(body.width.saturating_sub(4));
  let area = Rect { x: body.x + 2, y: body.y, width: columns, height: rows };
  let inner = canvas.boxed(area, &model.words.get("outline-title"), model.theme.quiet(), model.theme.title());
  rows_of(model, session, Some(at), canvas, inner);
}

/// The column beside the page; how far the whole is stands under it.
pub(super) fn column(model: &Model, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
  let count = session.form.sections.len() as u16;
  let rows = area.height.min(count);
  rows_of(model, session, None, canvas, Rect { height: rows, ..area });
  if area.height < count + 3 || !session.is_checked() {
    return;
  }
  canvas.clip(area.x + 1, area.y + count + 1, &Told::of(model, session).in_all, model.theme.quiet(), usize::from(area.width));
}

/// How wide a row is that cuts no title.
pub(super) fn row_width(model: &Model, session: &Session) -> usize {
  Told::of(model, session).row_width
}

fn state_width(words: &Words) -> usize {
  let usual = [
    words.get("state-not-started"),
    words.get("state-not-applicable"),
    words.say(&Message::new("state-warnings").with("count", 88_usize)),
    words.say(&Message::new("state-rows").with("count", 888_usize)),
  ];
  usual.iter().map(|text| width(text)).max().unwrap_or(0)
}

fn rows_of(model: &Model, session: &Session, at: Option<usize>, canvas: &mut Canvas<'_>, area: Rect) {
  let theme = model.theme;
  let height = usize::from(area.height);
  let count = session.form.sections.len();
  let current = at.unwrap_or(session.section);
  let first = if at.is_some() { canvas.first_of(area, current, count) } else { first_seen(current, count, height) };
  let cells = usize::from(area.width);
  let told = Told::of(model, session);
  // Beside the page a row that is cut does not touch the line.
  let gap = usize::from(at.is_none() && told.row_width >= cells);
  let title_width = cells.saturating_sub(LEAD + told.state_width + 2 + gap);
  for (line, index) in (first..count).take(height).enumerate() {
    let section = &session.form.sections[index];
    let (mark, state, state_style) = &told.rows[index];
    let is_off = session.progress[index].state == State::NotApplicable;
    let here = index == current;
    let (x, y) = (area.x, area.y + line as u16);
    canvas.target(Rect { y, height: 1, ..area }, Target::Section(index));
    let lead = format!(" {} {mark} {:>2} ", if here { ">" } else { " " }, index + 1);
    let mut title = fit(section.title.get(model.lang()), title_width);
    title.push_str("  ");
    if here && at.is_some() {
      canvas.clip(x, y, &fit(&format!("{lead}{title}{state}"), cells), theme.cursor(), cells);
      continue;
    }
    let title_style = match (here, is_off) {
      (true, _) => theme.focus(),
      (_, true) => theme.quiet(),
      _ => theme.value(),
    };
    // The mark and the state carry the colour, the title is for reading.
    canvas.clip(x, y, &lead, title_style, cells);
    canvas.clip(x + 3, y, mark, *state_style, cells);
    let after = canvas.clip(x + LEAD as u16, y, &title, title_style, cells);
    canvas.clip(after, y, state, *state_style, told.state_width);
  }
}
