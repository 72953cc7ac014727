//! The first screen: drafts and declarations, what waits to be sent; and for a newcomer, what to do.

use super::{Canvas, due, first_seen, title, welcome};
use crate::{
  check::Counts,
  lang::Message,
  text::{fit, width},
  tui::{DraftItem, Model, Target, WaitingItem},
};
use ratatui::{layout::Rect, style::Style};

/// The widest list; names further apart than this are hard to follow across.
const WIDEST: usize = 150;
/// From this width on what falls due stands beside the list.
const DUE_FROM: u16 = 110;
/// Between columns.
const GAP: usize = 2;

/// Draws the page.
pub(super) fn draw(model: &Model, canvas: &mut Canvas<'_>, body: Rect) {
  let area = Rect { x: body.x + 1, width: body.width.saturating_sub(2), ..body };
  if !model.listed {
    canvas.put(area.x + 1, area.y + 1, &model.words.get("home-reading"), model.theme.quiet());
    return;
  }
  if model.drafts.is_empty() && model.waiting.is_empty() {
    welcome::draw(model, canvas, Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body });
    return;
  }
  let mut area = area;
  if let Some(place) = model.places.first() {
    let told = model.words.say(&Message::new("home-go-on").with("place", &place.said));
    canvas.clip(area.x, area.bottom().saturating_sub(1), &told, model.theme.value(), usize::from(area.width));
    area.height = area.height.saturating_sub(2);
  }
  // What falls due stands beside the list, or below it where there is room.
  if let Some(counts) = model.due.filter(|counts| counts.total > 0) {
    if body.width >= DUE_FROM {
      let left = (area.width - due::WIDTH).min(WIDEST as u16);
      due::beside(model, counts, canvas, Rect { x: area.x + left, width: due::WIDTH, ..area });
      area.width = left - 2;
    } else if usize::from(area.height) > model.drafts.len() + model.waiting.len() + 4 + usize::from(due::ROWS) {
      area.height -= due::ROWS;
      due::below(model, counts, canvas, Rect { y: area.bottom(), height: due::ROWS, ..area });
    }
  }
  // What waits is never pushed off the screen by drafts.
  let waiting_rows = if model.waiting.is_empty() { 0 } else { (model.waiting.len() as u16 + 2).min(area.height / 2) };
  let list = Rect { height: area.height - waiting_rows, ..area };
  drafts(model, canvas, list);
  if waiting_rows > 0 {
    let shown = (model.drafts.len() as u16 + 2).min(list.height);
    waiting(model, canvas, Rect { y: area.y + shown, height: waiting_rows, ..area });
  }
}

/// A title over a list, and how many things are in it.
fn heading(model: &Model, canvas: &mut Canvas<'_>, area: Rect, id: &str, count: usize) {
  let x = canvas.put(area.x, area.y, &model.words.get(id), model.theme.title());
  canvas.put(x + 2, area.y, &count.to_string(), model.theme.quiet());
}

fn drafts(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
  heading(model, canvas, area, "home-drafts", model.drafts.len());
  let room = usize::from(area.width).min(WIDEST);
  let rows: Vec<[Cell; 5]> = model.drafts.iter().map(|draft| columns(model, draft)).collect();
  let mut widths = [0; 5];
  for row in &rows {
    for (column, cell) in row.iter().enumerate() {
      widths[column] = widths[column].max(width(&cell.0));
    }
  }
  // The name is what people look for; where there is little room, a form that is the same for all is not told.
  let left = room.saturating_sub(2 + widths[2..].iter().map(|cells| cells + GAP).sum::<usize>());
  if widths[0] + GAP + widths[1] > left {
    let mut forms: Vec<&str> = model.drafts.iter().filter(|draft| draft.problem.is_none()).map(|draft| draft.form.as_str()).collect();
    forms.dedup();
    widths[1] = if forms.len() > 1 { (left / 3).min(widths[1]) } else { 0 };
    widths[0] = widths[0].min(left.saturating_sub(if widths[1] > 0 { widths[1] + GAP } else { 0 }));
  }
  let height = usize::from(area.height).saturating_sub(1);
  let list = Rect { y: area.y + 1, height: height as u16, ..area };
  let first = canvas.first_of(list, model.draft.min(rows.len().saturating_sub(1)), rows.len());
  for (line, (index, row)) in rows.iter().enumerate().skip(first).take(height).enumerate() {
    let row_area = Rect { y: area.y + 1 + line as u16, height: 1, ..area };
    put_row(model, canvas, row_area, row, &widths, index == model.draft);
    canvas.target(row_area, Target::Line(index));
  }
}

/// A cell: its text and how it looks.
type Cell = (String, Style);

fn put_row(model: &Model, canvas: &mut Canvas<'_>, area: Rect, row: &[Cell], widths: &[usize], here: bool) {
  let (mut x, y) = (area.x, area.y);
  x = canvas.put(x, y, if here { "> " } else { "  " }, if here { model.theme.cursor() } else { model.theme.value() });
  for (index, ((text, style), cells)) in row.iter().zip(widths).enumerate() {
    let gap = if index + 1 == row.len() || *cells == 0 { 0 } else { GAP };
    let text = format!("{}{}", fit(text, *cells), " ".repeat(gap));
    x = canvas.clip(x, y, &text, if here { model.theme.cursor() } else { *style }, cells + gap);
  }
}

/// Name, form, revision, state, time.
fn columns(model: &Model, draft: &DraftItem) -> [Cell; 5] {
  let (theme, words) = (model.theme, &model.words);
  let revision = words.say(&Message::new("title-revision").with("revision", draft.revision.to_string()));
  let is_waiting = model.waiting.iter().any(|waiting| waiting.draft.as_ref() == Some(&draft.path));
  let told = |counts: Counts| words.say(&Message::new("home-draft").with("counts", counts.say(words)));
  let (state, style) = match (&draft.problem, &draft.reference, draft.counts) {
    (Some(_), ..) => (words.get("home-unreadable"), theme.error()),
    (None, Some(reference), _) => (words.say(&Message::new("home-received").with("reference", reference)), theme.good()),
    (None, None, _) if is_waiting => (words.get("home-waiting"), theme.warning()),
    (None, None, Some(found)) if found == Counts::default() => (words.get("home-ready"), theme.good()),
    (None, None, Some(found)) => (told(found), title::counts_style(theme, found)),
    (None, None, None) => (String::new(), theme.value()),
  };
  [
    (draft.name.clone(), theme.value()),
    (draft.form.clone(), theme.quiet()),
    (if draft.problem.is_some() { String::new() } else { revision }, theme.value()),
    (state, style),
    (draft.time.clone(), theme.quiet()),
  ]
}

fn waiting(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
  heading(model, canvas, area, "home-outbox", model.waiting.len());
  let room = usize::from(area.width).min(WIDEST);
  let rows: Vec<[Cell; 4]> = model.waiting.iter().map(|item| waiting_columns(model, item)).collect();
  let mut widths = [0; 4];
  for row in &rows {
    for (column, cell) in row.iter().enumerate() {
      widths[column] = widths[column].max(width(&cell.0));
    }
  }
  let others: usize = widths[1..3].iter().map(|cells| cells + GAP).sum();
  widths[0] = widths[0].min((room / 3).max(12));
  widths[3] = room.saturating_sub(2 + widths[0] + GAP + others);
  let height = usize::from(area.height).saturating_sub(1);
  let at = model.draft.checked_sub(model.drafts.len());
  let first = first_seen(at.unwrap_or(0), rows.len(), height);
  for (line, (index, row)) in rows.iter().enumerate().skip(first).take(height).enumerate() {
    let row_area = Rect { y: area.y + 1 + line as u16, height: 1, ..area };
    put_row(model, canvas, row_area, row, &widths, at == Some(index));
    canvas.target(row_area, Target::Line(model.drafts.len() + index));
  }
}

/// Name, revision, platform, and how it stands.
fn waiting_columns(model: &Model, item: &WaitingItem) -> [Cell; 4] {
  let (theme, words) = (model.theme, &model.words);
  let state = match (item.held, &item.next, &item.said) {
    (true, ..) => words.get("outbox-held"),
    (_, Some(time), _) => words.say(&Message::new("outbox-again").with("attempts", i64::from(item.attempts)).with("time", time)),
    (_, None, Some(said)) => said.clone(),
    (_, None, None) => words.get("outbox-unsent"),
  };
  [
    (item.name.clone(), theme.value()),
    (words.say(&Message::new("title-revision").with("revision", i64::from(item.revision).to_string())), theme.value()),
    (item.platform.clone(), theme.quiet()),
    (state, theme.warning()),
  ]
}
