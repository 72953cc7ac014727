//! The statement to be signed: its text in full, who will see what, then what must be confirmed and who signs.

use super::{
  Canvas,
  fields::{self, Span},
  way,
};
use crate::{
  form::Disclosure,
  lang::Message,
  session::told_change,
  text::wrap,
  tui::{
    Model, Session,
    model::{CarriedLine, carried_lines},
  },
};
use ratatui::layout::{Position, Rect};

/// On pages higher than this the number of sections that each sees is told again; check-your-answers told them one by one.
const ROOMY: u16 = 20;

/// Up to how many differences from the declaration before are listed on a high page; a low one has room for their number alone.
const LISTED: usize = 8;

/// Draws the page; gives the caret.
pub(super) fn draw(model: &Model, session: &Session, at: usize, canvas: &mut Canvas<'_>, body: Rect) -> Option<Position> {
  let (lang, theme, words) = (model.lang(), model.theme, &model.words);
  let room = super::layout::page_width(model).saturating_sub(4);
  way::draw(model, way::Stage::Sign, canvas, body);
  let mut head: Vec<Vec<Span>> = Vec::new();
  let mut add = |text: &str, style| head.extend(wrap(text, room).into_iter().map(|line| vec![(format!("  {line}"), style)]));
  add(session.form.notice.get(lang), theme.quiet());
  add(" ", theme.value());
  if let Some(statement) = &session.form.statement {
    add(statement.text.get(lang), theme.title());
    add(" ", theme.value());
  }
  let shown =
    |who| session.form.sections.iter().filter(|section| section.disclose == who && session.shown_groups.contains(&section.group)).count();
  let disclosed = Message::new("statement-disclosed")
    .with("public", shown(Disclosure::Public))
    .with("partner", shown(Disclosure::Partner))
    .with("regulator", shown(Disclosure::Regulator));
  if body.height > ROOMY {
    add(&words.say(&disclosed), theme.value());
    add(" ", theme.value());
  }
  for (text, is_head) in differing(model, session, if body.height > ROOMY { LISTED } else { 0 }) {
    add(&text, if is_head { theme.title() } else { theme.value() });
  }
  if session.carried.is_some() {
    add(" ", theme.value());
  }
  let accepted = session.report.findings.iter().filter(|finding| finding.overridden.is_some()).count();
  if accepted > 0 {
    add(&words.say(&Message::new("statement-accepted").with("count", accepted)), theme.value());
    add(" ", theme.value());
  }
  let counts = session.counts;
  let (text, style) = match (&model.platform, counts.blocking()) {
    (_, 1..) => (words.say(&Message::new("statement-blocked").with("what", counts.blockers())), theme.error()),
    (None, _) => (words.get("note-no-platform"), theme.warning()),
    (Some(name), 0) => (words.say(&Message::new("statement-ready").with("name", name)), theme.good()),
  };
  let items = session.statement_items();
  let ready = wrap(&text, room);
  let below = Rect { y: body.y + 2, height: body.height - 2 - ready.len() as u16 - 1, ..body };
  for (row, line) in ready.iter().enumerate() {
    canvas.clip(body.x + 2, below.bottom() + 1 + row as u16, line, style, room);
  }
  fields::page(model, session, &items, at, head, canvas, below)
}

/// What differs from the declaration that the draft was made from, for the signer: a line that sums it up (which is told by `true`), then up to
/// `most` differences, then how many more there are.
fn differing(model: &Model, session: &Session, most: usize) -> Vec<(String, bool)> {
  let (Some(carried), words) = (&session.carried, &model.words) else { return Vec::new() };
  let lines = carried_lines(session, carried);
  let sections = lines.iter().filter_map(|line| match line {
    CarriedLine::Section(index, changes, open) => Some((*changes, carried.confirmed.contains(index) && *open == 0)),
    _ => None,
  });
  let (changes, left) = sections.fold((0, 0), |(sum, left), (changes, confirmed)| (sum + changes, left + usize::from(!confirmed)));
  let mut told = vec![(words.say(&Message::new("statement-carried").with("changes", changes).with("left", left)), true)];
  let mut listed = 0;
  for line in lines.iter() {
    let CarriedLine::Change(_, change) = line else { continue };
    if listed < most {
      listed += 1;
      told
        .push((format!("  {}", told_change(&session.form, &carried.earlier, &session.document, change, words).replace('\n', " ")), false));
    }
  }
  if changes > listed && most > 0 {
    told.push((format!("  {}", words.say(&Message::new("ledger-report-more").with("count", changes - listed))), false));
  }
  told
}
