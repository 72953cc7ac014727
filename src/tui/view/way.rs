//! The way from the answers to the receipt, as a line at the top of each of its pages.

use super::Canvas;
use crate::tui::Model;
use ratatui::layout::Rect;

/// Where one is on the way.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Stage {
  /// The answers are checked.
  Check,
  /// The statement is signed.
  Sign,
  /// It is handed in.
  Send,
  /// The receipt is there.
  Receipt,
}

/// Draws the way on the first row of the page; what lies behind is marked.
pub(super) fn draw(model: &Model, now: Stage, canvas: &mut Canvas<'_>, body: Rect) {
  let theme = model.theme;
  let mut x = body.x + 1;
  let way = [(Stage::Check, "way-check"), (Stage::Sign, "way-sign"), (Stage::Send, "way-send"), (Stage::Receipt, "way-receipt")];
  for (index, (stage, word)) in way.into_iter().enumerate() {
    if index > 0 {
      x = canvas.put(x, body.y, "  >  ", theme.quiet());
    }
    let is_done = stage < now || now == Stage::Receipt;
    let text = format!("{} {}", if is_done { "v".to_owned() } else { (index + 1).to_string() }, model.words.get(word));
    let style = match (stage == now, is_done) {
      (true, _) => theme.focus(),
      (_, true) => theme.good(),
      _ => theme.quiet(),
    };
    x = canvas.put(x, body.y, &text, style);
  }
}
