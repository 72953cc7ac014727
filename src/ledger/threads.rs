//! Work on several threads. Who watches is asked on the thread that began it, and what was begun elsewhere ends when nobody wants it any longer.

use super::{Progress, Step, Stopped, Watch, progress::tell};
use crate::share::{share_out, threads};
use std::{
  cell::RefCell,
  ops::{ControlFlow, Range},
  sync::{
    atomic::{AtomicBool, Ordering},
    mpsc::{RecvTimeoutError, channel},
  },
  thread,
  time::Duration,
};

/// How often it is asked whether a person still waits, where this thread itself does nothing but wait.
const PACE: Duration = Duration::from_millis(30);
/// How many items are done between two looks at whether a person still waits.
const PIECE: usize = 256;
/// Whether work is done sooner when it is shared out.
pub(super) fn are_many() -> bool {
  threads() > 1
}

/// Does `here` on this thread and `there` beside it, one after the other where there is only one core.
pub(super) fn beside<A, B: Send>(
  watch: Watch<'_>,
  here: impl FnOnce(Watch<'_>) -> Result<A, Stopped>,
  there: impl FnOnce(Watch<'_>) -> Result<B, Stopped> + Send,
) -> (Result<A, Stopped>, Result<B, Stopped>) {
  if !are_many() {
    let other = there(watch);
    return (here(watch), other);
  }
  let stopped = AtomicBool::new(false);
  let (done, result) = channel();
  thread::scope(|scope| {
    let stopped = &stopped;
    let thread = scope.spawn(move || {
      let mut asked = |_: Progress| if stopped.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
      let _ = done.send(there(&mut asked));
    });
    let mut last = Progress { step: Step::Reading, done: 0, total: 0 };
    let ours = here(&mut |progress| {
      last = progress;
      watch(progress)
    });
    if matches!(ours, Err(Stopped::Cancelled)) {
      stopped.store(true, Ordering::Relaxed);
    }
    loop {
      match result.recv_timeout(PACE) {
        Ok(theirs) => return (ours, theirs),
        Err(RecvTimeoutError::Timeout) => {
          if watch(last).is_break() {
            stopped.store(true, Ordering::Relaxed);
          }
        }
        Err(RecvTimeoutError::Disconnected) => match thread.join() {
          Err(panic) => std::panic::resume_unwind(panic),
          Ok(()) => return (ours, Err(Stopped::Cancelled)),
        },
      }
    }
  })
}

/// Does `work` for pieces of `0..count` on as many threads as help, each with what `make` gives it; what came of them, in order.
pub(super) fn in_pieces<S, T: Send>(
  count: usize,
  watch: Watch<'_>,
  step: Step,
  make: impl Fn() -> S + Sync,
  work: impl Fn(&mut S, Range<usize>) -> T + Sync,
) -> Result<Vec<T>, Stopped> {
  tell(watch, step, 0, count as u64)?;
  let stopped = AtomicBool::new(false);
  let mine = (RefCell::new(make()), Some(RefCell::new(watch)));
  let pieces = share_out(
    count.div_ceil(PIECE),
    threads(),
    &mine,
    || (RefCell::new(make()), None),
    |(state, watch), at| {
      let piece = at * PIECE..((at + 1) * PIECE).min(count);
      // Only this thread has somebody to ask.
      if let Some(watch) = watch
        && !stopped.load(Ordering::Relaxed)
        && tell(&mut **watch.borrow_mut(), step, piece.start as u64, count as u64).is_err()
      {
        stopped.store(true, Ordering::Relaxed);
      }
      (!stopped.load(Ordering::Relaxed)).then(|| work(&mut state.borrow_mut(), piece))
    },
  );
  if stopped.into_inner() {
    return Err(Stopped::Cancelled);
  }
  Ok(pieces.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
  use super::*;
  use crate::ledger::unwatched;

  #[test]
  fn pieces_come_in_order() {
    for count in [0, 1, PIECE, 5 * PIECE + 3] {
      let pieces = in_pieces(count, &mut unwatched, Step::Understanding, || (), |(), piece| piece.collect::<Vec<_>>());
      let all: Vec<usize> = pieces.expect("nobody stops it").into_iter().flatten().collect();
      assert_eq!(all, (0..count).collect::<Vec<_>>());
    }
  }

  #[test]
  fn what_nobody_wants_ends() {
    let mut left = 3;
    let mut watch = |_: Progress| {
      left -= 1;
      if left < 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    // Slow enough that the others are not through before this thread has looked four times.
    let slow = |(): &mut (), piece: Range<usize>| {
      thread::sleep(Duration::from_millis(1));
      piece.len()
    };
    let stopped = in_pieces(1 << 20, &mut watch, Step::Understanding, || (), slow);
    assert!(matches!(stopped, Err(Stopped::Cancelled)));
    let forever = |watch: Watch<'_>| -> Result<(), Stopped> {
      loop {
        tell(watch, Step::Reading, 0, 0)?;
        thread::yield_now();
      }
    };
    let (_, stopped) = beside(&mut |_| ControlFlow::Break(()), |_| Ok(()), forever);
    assert!(matches!(stopped, Err(Stopped::Cancelled)));
  }
}
