//! What a person sees before there is any draft: one screen of what this is and how it is used.

use super::Canvas;
use crate::{
  text::{fit, wrap},
  tui::{Command, Context, Model},
};
use ratatui::layout::Rect;

/// Keys with what they do, the ones a beginner needs.
const LINES: [(Option<(Context, Command)>, &str); 8] = [
  (Some((Context::Home, Command::NewDraft)), "welcome-new"),
  (Some((Context::Home, Command::Exercise)), "welcome-tour"),
  (Some((Context::Fields, Command::Next)), "welcome-move"),
  (Some((Context::Fields, Command::Accept)), "welcome-enter"),
  (Some((Context::Fields, Command::Find)), "welcome-find"),
  (Some((Context::Fields, Command::Undo)), "welcome-undo"),
  (Some((Context::Home, Command::Quit)), "welcome-leave"),
  (None, "welcome-saved"),
];
/// Cells for a key.
const KEY: usize = 9;

/// Draws the page.
pub(super) fn draw(model: &Model, canvas: &mut Canvas<'_>, body: Rect) {
  let (words, theme) = (&model.words, model.theme);
  let room = usize::from(body.width).saturating_sub(8).min(84);
  let mut y = body.y + u16::from(body.height > 14);
  let mut line = |key: &str, text: &str, x: u16, style| {
    for (index, part) in wrap(text, room - usize::from(x)).iter().enumerate() {
      if y < body.bottom() {
        let from = canvas.clip(body.x + x, y, if index == 0 { key } else { "" }, theme.key(), room);
        canvas.clip(if key.is_empty() { from } else { body.x + x + KEY as u16 }, y, part, style, room);
      }
      y += 1;
    }
  };
  line("", &words.get("welcome-title"), 3, theme.title());
  line("", &words.get("welcome-what"), 3, theme.value());
  line("", " ", 3, theme.value());
  for (key, id) in LINES {
    let key = key.map(|(context, command)| model.keymap.first(context, command)).unwrap_or_default();
    let arrows = if id == "welcome-move" { " ↑ ↓" } else { "" };
    line(&fit(&format!("{key}{arrows}"), KEY), &words.get(id), 5, theme.value());
  }
}
