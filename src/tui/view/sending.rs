//! Handing in: the steps, then the receipt or what went wrong.

use super::Canvas;
use crate::{
  lang::Message,
  submit::Step,
  text::wrap,
  tui::{Model, Session, model::Sending},
};
use ratatui::layout::Rect;

/// Draws how handing in goes, and how it ended.
pub(super) fn draw(model: &Model, session: &Session, sending: &Sending, canvas: &mut Canvas<'_>, body: Rect) {
  let theme = model.theme;
  let words = &model.words;
  let room = usize::from(body.width).saturating_sub(4);
  let mut y = body.y + 1;
  let platform = words.say(&Message::new("sending-to").with("name", model.platform.clone().unwrap_or_default()));
  canvas.clip(2, y, &platform, theme.title(), room);
  y += 2;
  let over = !sending.said.is_empty();
  for (step, id) in [(Step::Seal, "step-seal"), (Step::Connect, "step-connect"), (Step::Send, "step-send"), (Step::Verify, "step-verify")] {
    let begun = sending.steps.contains(&step);
    let is_last = sending.steps.last() == Some(&step);
    let (mark, style) = match (begun, is_last, over) {
      (true, true, false) => (">", theme.focus()),
      (true, true, true) if !sending.delivered => ("x", theme.error()),
      (true, ..) => ("v", theme.good()),
      (false, ..) => (" ", theme.quiet()),
    };
    canvas.clip(4, y, &format!("{mark} {}", words.get(id)), style, room);
    y += 1;
  }
  y += 1;
  if !over {
    canvas.clip(2, y, &words.get("sending-wait"), theme.quiet(), room);
    return;
  }
  if let Some(reference) = &sending.reference {
    let spaced: String = reference.chars().flat_map(|c| [c, ' ']).collect();
    canvas.clip(2, y, &words.get("receipt-reference"), theme.value(), room);
    canvas.clip(6, y + 2, spaced.trim_end(), theme.cursor(), room);
    y += 4;
  }
  let mut lines = sending.said.clone();
  if let Some(proof) = &sending.proof {
    lines.push(words.say(&Message::new("submit-proof").with("path", proof.display().to_string())));
  }
  lines.push(words.get(if sending.delivered { "submit-what-next" } else { "sending-nothing-lost" }));
  lines.push(session.form.notice.get(model.lang()).to_owned());
  for line in lines.iter().flat_map(|line| wrap(line, room)) {
    if y >= body.bottom() {
      break;
    }
    canvas.clip(2, y, &line, theme.value(), room);
    y += 1;
  }
}
