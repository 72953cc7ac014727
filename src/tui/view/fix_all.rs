//! What all fixes of a kind would change, before they are taken.

use super::Canvas;
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
  let area = Rect { x: body.x + 1, width: body.width.saturating_sub(2), ..body };
  let title = model.words.say(&Message::new("fix-all-title").with("count", found.len()));
  let inner = canvas.boxed(area, &title, model.theme.quiet(), model.theme.title());
  let cells = usize::from(inner.width);
  let mut top = inner.y;
  if let Some(first) = found.first() {
    for line in &wrap_to(&first.message.say(&model.words), cells, 2) {
      canvas.clip(inner.x, top, line, model.theme.quiet(), cells);
      top += 1;
    }
    top += 1;
  }
  let lines: Vec<_> = found.iter().flat_map(|finding| finding.before_and_after(&session.form, &session.document, &model.words)).collect();
  let height = usize::from(inner.bottom().saturating_sub(top));
  let first = canvas.first(Rect { y: top, height: height as u16, ..inner }, at, (at, at + 1), lines.len());
  let place_width = (cells * 2 / 5).min(44);
  for (row, (place, before, after)) in lines.iter().skip(first).take(height).enumerate() {
    let text = format!("{}  {before} → {after}", fit(place, place_width));
    canvas.clip(inner.x, top + row as u16, &fit(&text, cells), model.theme.value(), cells);
  }
}
