//! A draft beside the declaration it was made from: what is the same and confirmed, what differs, what is to be given afresh.

use super::{Canvas, fields::more};
use crate::{
  lang::Message,
  session::told_change,
  text::{fit, width},
  tui::{
    Model, Session, Target,
    model::{CarriedLine, carried_lines},
  },
};
use ratatui::layout::Rect;

/// Draws the page.
pub(super) fn draw(model: &Model, session: &Session, at: usize, canvas: &mut Canvas<'_>, body: Rect) {
  let Some(carried) = &session.carried else { return };
  let (theme, words) = (model.theme, &model.words);
  let lines = carried_lines(session, carried);
  let area = Rect { x: body.x + 1, width: body.width.saturating_sub(2), ..body };
  let cells = usize::from(area.width);
  let sections = lines.iter().filter(|line| matches!(line, CarriedLine::Section(..))).count();
  let head = Message::new("carried-head").with("done", carried.confirmed.len()).with("all", sections);
  canvas.clip(area.x, area.y, &words.say(&head), theme.title(), cells);
  let top = area.y + 2;
  let list = Rect { y: top, height: area.bottom().saturating_sub(top), ..area };
  let height = usize::from(list.height);
  let first = canvas.first_of(list, at.min(lines.len().saturating_sub(1)), lines.len());
  for (row, (index, line)) in lines.iter().enumerate().skip(first).take(height).enumerate() {
    let (left, right, style) = match line {
      CarriedLine::Section(section, changes, open) => {
        let confirmed = carried.confirmed.contains(section) && *open == 0;
        let title = session.form.sections[*section].title.get(model.lang());
        let (id, style) = match (open, changes, confirmed) {
          (1.., ..) => ("carried-open", theme.warning()),
          (0, 0, true) => ("carried-confirmed-same", theme.good()),
          (0, _, true) => ("carried-confirmed", theme.good()),
          (0, 0, false) => ("carried-same", theme.value()),
          (0, ..) => ("carried-changed", theme.title()),
        };
        let state = words.say(&Message::new(id).with("open", *open).with("changes", *changes));
        (format!("{} {} {title}", if confirmed { "v" } else { "-" }, section + 1), state, style)
      }
      CarriedLine::Change(_, change) => {
        let text = told_change(&session.form, &carried.earlier, &session.document, change, words);
        (format!("      {}", text.replace('\n', " ")), String::new(), theme.value())
      }
      CarriedLine::More(_, count) => {
        (format!("      {}", words.say(&Message::new("ledger-report-more").with("count", *count))), String::new(), theme.quiet())
      }
    };
    let style = if index == at { theme.cursor() } else { style };
    let room = cells.saturating_sub(width(&right) + 2);
    let text = if right.is_empty() { fit(&left, cells) } else { format!("{}  {right}", fit(&left, room)) };
    canvas.clip(area.x, top + row as u16, &text, style, cells);
    canvas.target(Rect { y: top + row as u16, height: 1, ..area }, Target::Line(index));
  }
  more(model, canvas, Rect { x: body.x, width: body.width, ..list }, first, lines.len());
}
