use crate::tui::Command;

/// How far a page key goes.
const PAGE: usize = 15;

/// Moves a cursor over `count` lines; `None` where the command moves nothing.
pub(super) fn moved(command: Command, at: usize, count: usize) -> Option<usize> {
  let last = count.saturating_sub(1);
  match command {
    Command::Up => Some(at.saturating_sub(1)),
    Command::Down => Some((at + 1).min(last)),
    Command::PageUp => Some(at.saturating_sub(PAGE)),
    Command::PageDown => Some((at + PAGE).min(last)),
    Command::First => Some(0),
    Command::Last => Some(last),
    _ => None,
  }
}
