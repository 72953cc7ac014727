//! Work shared out among threads.

use std::sync::{
  LazyLock,
  atomic::{AtomicUsize, Ordering},
};

/// More threads than these bring little, and leave nothing to others.
const MOST_THREADS: usize = 4;

/// How many threads there are for much work.
pub(crate) fn threads() -> usize {
  // To ask the system takes files to be read.
  static THREADS: LazyLock<usize> = LazyLock::new(|| std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS));
  *THREADS
}

/// Does tasks that do not depend on each other, on so many threads: this one works with `mine`, each other with what `again` makes. The results come
/// in the order of the tasks, whichever was done first.
pub(crate) fn share_out<S, T: Send>(
  tasks: usize,
  threads: usize,
  mine: &S,
  again: impl Fn() -> S + Sync,
  task: impl Fn(&S, usize) -> T + Sync,
) -> Vec<T> {
  if threads.min(tasks) < 2 {
    return (0..tasks).map(|at| task(mine, at)).collect();
  }
  let next = AtomicUsize::new(0);
  let work = |with: &S| {
    let mut done = Vec::new();
    loop {
      let at = next.fetch_add(1, Ordering::Relaxed);
      if at >= tasks {
        return done;
      }
      done.push((at, task(with, at)));
    }
  };
  let mut done = std::thread::scope(|scope| {
    let others: Vec<_> = (1..threads.min(tasks)).map(|_| scope.spawn(|| work(&again()))).collect();
    let mut done = work(mine);
    done.extend(others.into_iter().flat_map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))));
    done
  });
  done.sort_unstable_by_key(|(at, _)| *at);
  done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn results_come_in_order() {
    for threads in 1..=4 {
      for tasks in [0, 1, 3, 100] {
        let squares = share_out(tasks, threads, &(), || (), |(), at| at * at);
        assert_eq!(squares, (0..tasks).map(|at| at * at).collect::<Vec<_>>());
      }
    }
  }
}
