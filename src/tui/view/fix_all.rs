//! What all fixes of a kind would change, before they are taken.

use super::{Canvas, fields::more};
use crate::{
  lang::Message,
  text::{fit, wrap_to},
  tui::Model,
};
use ratatui::layout::Rect;

/// The findings of one code with the answers before and after.
pub(super) fn draw(model: &Model, code: &str, at: usize, canvas: &mut Canvas<'_>, body: Rect) {
  let Some(session) = &model.session else { return };
  let found = session.report.fixable(Some(code));
  let lines: Vec<_> = found.iter().flat_map(|finding| finding.before_and_after(&session.form, &session.document, &model.words)).collect();
  let about =
    found.first().map(|first| wrap_to(&first.message.say(&model.words), usize::from(body.width).saturating_sub(6), 2)).unwrap_or_default();
  let rows = (about.len() + 1 + lines.len() + 2).min(usize::from(body.height));
  let area = Rect { x: body.x + 1, width: body.width.saturating_sub(2), height: rows as u16, ..body };
  let title = model.words.say(&Message::new("fix-all-title").with("count", found.len()));
  let inner = canvas.boxed(area, &title, model.theme.quiet(), model.theme.title());
  let cells = usize::from(inner.width);
  let mut top = inner.y;
  for line in &about {
    canvas.clip(inner.x, top, line, model.theme.quiet(), cells);
    top += 1;
  }
  top += 1;
  let height = usize::from(inner.bottom().saturating_sub(top));
  let list = Rect { y: top, height: height as u16, ..inner };
  let first = canvas.first(list, at, (at, at + 1), lines.len());
  more(model, canvas, Rect { width: list.width + 1, ..list }, first, lines.len());
  let place_width = (cells * 2 / 5).min(44);
  for (row, (place, before, after)) in lines.iter().skip(first).take(height).enumerate() {
    let text = format!("{}  {before} → {after}", fit(place, place_width));
    canvas.clip(inner.x, top + row as u16, &fit(&text, cells), model.theme.value(), cells);
  }
}
