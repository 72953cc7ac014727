//! When the system or the person wants the program to end.

/// Waits for Ctrl-C, and on Unix for SIGTERM.
#[cfg(unix)]
pub(crate) async fn stop_signal() {
  use std::{future::poll_fn, pin::pin, task::Poll};
  use tokio::signal::unix::{SignalKind, signal};
  let mut terminate = signal(SignalKind::terminate()).ok();
  let mut interrupt = pin!(tokio::signal::ctrl_c());
  poll_fn(|context| {
    let asked = terminate.as_mut().is_some_and(|terminate| terminate.poll_recv(context).is_ready());
    if asked { Poll::Ready(()) } else { interrupt.as_mut().poll(context).map(drop) }
  })
  .await;
}

/// Waits for Ctrl-C.
#[cfg(not(unix))]
pub(crate) async fn stop_signal() {
  let _ = tokio::signal::ctrl_c().await;
}
