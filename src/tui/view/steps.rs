//! The steps that can be undone or done again, the newest first.

use super::{Canvas, fields::more};
use crate::{
  store::Step,
  text::{fit, truncate},
  tui::{Model, Target},
};
use jiff::{Timestamp, ZonedDateTime};
use ratatui::layout::Rect;

/// Cells for the time of a step.
const TIME: usize = 11;

/// Draws the list with the time of each step and what it did; `>` is what is now.
pub(super) fn draw(model: &Model, at: usize, canvas: &mut Canvas<'_>, body: Rect) {
  let Some(session) = &model.session else { return };
  let (undone, done) = (session.redo.len(), session.undo.len());
  let rows = (undone + done + 3).min(usize::from(body.height));
  let area = Rect { x: body.x + 1, width: body.width.saturating_sub(2), height: rows as u16, ..body };
  let inner = canvas.boxed(area, &model.words.get("steps-title"), model.theme.quiet(), model.theme.title());
  let cells = usize::from(inner.width);
  if undone + done == 0 {
    canvas.put(inner.x, inner.y, &model.words.get("steps-none"), model.theme.value());
    return;
  }
  let count = undone + done + 1;
  let height = usize::from(inner.height);
  let first = canvas.first_of(inner, at, count);
  more(model, canvas, Rect { width: inner.width + 1, ..inner }, first, count);
  for (row, line) in (first..count).take(height).enumerate() {
    let step = if line < undone { session.redo.get(line) } else { session.undo.iter().rev().nth(line - undone) };
    let mark = if line == undone { "> " } else { "  " };
    let text = match step {
      Some(step) if line < undone => {
        format!("{mark}{} ({})", fit(&time(model, step), TIME), truncate(&step.label, cells.saturating_sub(TIME + 5)))
      }
      Some(step) => format!("{mark}{} {}", fit(&time(model, step), TIME), step.label),
      None => format!("{mark}{} {}", fit("", TIME), model.words.get("steps-first")),
    };
    let style = match (line == at, line < undone) {
      (true, _) => model.theme.cursor(),
      (_, true) => model.theme.quiet(),
      _ => model.theme.value(),
    };
    canvas.clip(inner.x, inner.y + row as u16, &fit(&text, cells), style, cells);
    canvas.target(Rect { y: inner.y + row as u16, height: 1, ..inner }, Target::Line(line));
  }
}

/// The time of a step as clocks here show it; the day too where it was another.
fn time(model: &Model, step: &Step) -> String {
  let local = |text: &str| text.parse::<Timestamp>().ok().map(|time| ZonedDateTime::new(time, model.zone.clone()));
  let Some(at) = local(&step.at) else { return String::new() };
  let today = local(&model.now).is_some_and(|now| now.date() == at.date());
  at.strftime(if today { "%H:%M" } else { "%m-%d %H:%M" }).to_string()
}
