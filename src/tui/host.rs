use super::{Effect, Reply};

/// Carries out effects. It runs on a thread of its own, so that the screen never waits for a disk or a network.
pub trait Host: Send {
  /// Carries out one effect; what comes of it is told through `reply`, now or later.
  fn handle(&mut self, effect: Effect, reply: &Reply);
}
