//! What of the instruments in all drafts falls due, on the home screen.

use super::Canvas;
use crate::{
  lang::Message,
  ledger::DueCounts,
  text::{fit, width, wrap},
  tui::Model,
};
use ratatui::{layout::Rect, style::Style};

/// How wide the panel beside the list is, its line included.
pub(super) const WIDTH: u16 = 34;
/// Rows of the panel below the list.
pub(super) const ROWS: u16 = 3;

/// Each span with its mark and how many fall due in it; the words are keys of the locale files.
fn spans(model: &Model, counts: DueCounts) -> [(&'static str, &'static str, usize, Style); 4] {
  let theme = model.theme;
  let style = |count: usize, wanted: Style| if count > 0 { wanted } else { theme.quiet() };
  [
    ("x", "home-due-overdue", counts.overdue, style(counts.overdue, theme.error())),
    ("!", "home-due-within-30", counts.within_30, style(counts.within_30, theme.warning())),
    (" ", "home-due-within-60", counts.within_60, style(counts.within_60, theme.value())),
    (" ", "home-due-within-90", counts.within_90, style(counts.within_90, theme.value())),
  ]
}

/// A mark stands only before what there is.
fn mark(mark: &'static str, count: usize) -> &'static str {
  if count > 0 { mark } else { " " }
}

/// The panel beside the list.
pub(super) fn beside(model: &Model, counts: DueCounts, canvas: &mut Canvas<'_>, area: Rect) {
  let (words, theme) = (&model.words, model.theme);
  canvas.column(area.x, area, theme.quiet());
  let (x, cells) = (area.x + 2, usize::from(area.width) - 3);
  canvas.clip(x, area.y, &words.get("home-due"), theme.title(), cells);
  let mut y = area.y + 1;
  for (sign, label, count, style) in spans(model, counts) {
    let number = count.to_string();
    let label = fit(&format!("{} {}", mark(sign, count), words.get(label)), cells - width(&number));
    canvas.clip(x, y, &format!("{label}{number}"), style, cells);
    y += 1;
  }
  y += 1;
  let told = words.say(&Message::new("home-due-of").with("total", counts.total));
  for line in wrap(&told, cells) {
    canvas.clip(x, y, &line, theme.quiet(), cells);
    y += 1;
  }
}

/// The same in two rows, below the list.
pub(super) fn below(model: &Model, counts: DueCounts, canvas: &mut Canvas<'_>, area: Rect) {
  let (words, theme) = (&model.words, model.theme);
  let x = canvas.put(area.x, area.y, &words.get("home-due"), theme.title());
  canvas.clip(x + 2, area.y, &words.say(&Message::new("home-due-of").with("total", counts.total)), theme.quiet(), usize::from(area.width));
  let mut x = area.x;
  for (sign, label, count, style) in spans(model, counts) {
    let text = format!("{} {} {count}", mark(sign, count), words.get(label));
    x = canvas.put(x, area.y + 1, &text, style) + 2;
  }
}
