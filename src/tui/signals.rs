//! What the system asks of a running program: to end (a closed window, a shutdown, `kill`), to pause, to go on, to take another size.
//!
//! A thread of its own listens, because a terminal that is gone can leave the thread that reads keys, and the one that paints, waiting for ever.

use super::{Msg, Reply, term::restore, worker::Orders};
use std::{
  sync::{
    Arc,
    atomic::{AtomicBool, AtomicI32, Ordering},
    mpsc::{Receiver, RecvTimeoutError},
  },
  time::Duration,
};

/// How long the program has to save and end by itself before the listening thread does both.
const PATIENCE: Duration = Duration::from_secs(2);

/// What the listening thread and the program tell each other.
#[derive(Clone, Default)]
pub(super) struct Signals {
  /// The number of the signal that asked for the end; 0 where none did.
  number: Arc<AtomicI32>,
  /// Set once the terminal program is over.
  over: Arc<AtomicBool>,
}

impl Signals {
  /// The number of the signal that asked for the end.
  pub(super) fn number(&self) -> Option<i32> {
    Some(self.number.load(Ordering::Relaxed)).filter(|number| *number != 0)
  }

  /// The terminal program is over; from now on signals do what they do by themselves.
  pub(super) fn over(&self) {
    self.over.store(true, Ordering::Relaxed);
  }

  /// Asks the program to save and end. Where it does not within [`PATIENCE`], what can be saved is saved from here and the process ends.
  fn end(&self, number: i32, messages: &Reply, orders: &Orders, running: &Receiver<()>) {
    self.number.store(number, Ordering::Relaxed);
    let _ = messages.send(Msg::End);
    if running.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
      orders.finish(PATIENCE);
      restore();
      std::process::exit(128 + number);
    }
  }
}

/// Catches signals from now on, and does what they ask once it is told to begin. `running` ends when the program does.
#[cfg(unix)]
pub(super) fn listen(signals: Signals, messages: Reply, orders: Orders, running: Receiver<()>) -> std::io::Result<impl FnOnce()> {
  use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH},
    iterator::Signals as Incoming,
    low_level::emulate_default_handler,
  };
  let mut incoming = Incoming::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH])?;
  let work = move || {
    for number in incoming.forever() {
      if signals.over.load(Ordering::Relaxed) {
        let _ = emulate_default_handler(number);
        continue;
      }
      let _ = match number {
        SIGWINCH => super::term::size().map_or(Ok(()), |(columns, rows)| messages.send(Msg::Resize(columns, rows))),
        SIGTSTP => messages.send(Msg::Pause),
        SIGCONT => messages.send(Msg::Continue),
        _ => {
          signals.end(number, &messages, &orders, &running);
          Ok(())
        }
      };
    }
  };
  Ok(|| {
    std::thread::spawn(work);
  })
}

/// Catches what the console tells from now on, and does it once it is told to begin. The system gives a console that is closed about five seconds; the handler keeps it waiting until the process ends.
#[cfg(windows)]
pub(super) fn listen(signals: Signals, messages: Reply, orders: Orders, running: Receiver<()>) -> std::io::Result<impl FnOnce()> {
  use std::sync::mpsc::channel;
  use tokio::signal::windows::{ctrl_break, ctrl_close, ctrl_logoff, ctrl_shutdown};
  let runtime = tokio::runtime::Builder::new_current_thread().build()?;
  let (told, asked) = channel();
  let entered = runtime.enter();
  let (mut closed, mut off, mut down, mut broken) = (ctrl_close()?, ctrl_logoff()?, ctrl_shutdown()?, ctrl_break()?);
  drop(entered);
  let hear = move || {
    let (close, logoff, shutdown) = (told.clone(), told.clone(), told.clone());
    runtime.spawn(async move { closed.recv().await.map(|()| close.send(())) });
    runtime.spawn(async move { off.recv().await.map(|()| logoff.send(())) });
    runtime.spawn(async move { down.recv().await.map(|()| shutdown.send(())) });
    let _ = runtime.block_on(async move { broken.recv().await.map(|()| told.send(())) });
  };
  let work = move || {
    // As a process that was ended from outside is told on other systems.
    const TERMINATED: i32 = 15;
    if asked.recv().is_ok() && !signals.over.load(Ordering::Relaxed) {
      signals.end(TERMINATED, &messages, &orders, &running);
    }
  };
  Ok(|| {
    std::thread::spawn(hear);
    std::thread::spawn(work);
  })
}

/// Listens to nothing where neither signals nor console events are known.
#[cfg(not(any(unix, windows)))]
pub(super) fn listen(_: Signals, _: Reply, _: Orders, _: Receiver<()>) -> std::io::Result<impl FnOnce()> {
  Ok(|| ())
}

/// Stops the process until it is told to go on, as `SIGTSTP` does by itself.
pub(super) fn pause() {
  #[cfg(unix)]
  let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
}
