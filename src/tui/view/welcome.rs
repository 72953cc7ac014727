//! What a person sees before there is any draft: one screen of what this is and how it is used.

use super::Canvas;
use crate::{text::wrap, tui::Model};
use ratatui::layout::Rect;

/// Keys with what they do, the ones a beginner needs.
const LINES: [&str; 8] =
  ["welcome-new", "welcome-tour", "welcome-move", "welcome-enter", "welcome-find", "welcome-undo", "welcome-saved", "welcome-leave"];

/// Draws the page.
pub(super) fn draw(model: &Model, canvas: &mut Canvas<'_>, body: Rect) {
  let words = &model.words;
  let room = usize::from(body.width).saturating_sub(8).min(84);
  let mut y = body.y + u16::from(body.height > 14);
  let mut line = |text: &str, x: u16, style| {
    for part in wrap(text, room) {
      if y < body.bottom() {
        canvas.clip(body.x + x, y, &part, style, room);
      }
      y += 1;
    }
  };
  line(&words.get("welcome-title"), 3, model.theme.title());
  line(&words.get("welcome-what"), 3, model.theme.value());
  line(" ", 3, model.theme.value());
  for id in LINES {
    line(&words.get(id), 5, model.theme.value());
  }
}
