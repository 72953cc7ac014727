//! What the benchmarks share: the programs they compare with, and how figures are told.

use std::{
  path::{Path, PathBuf},
  process::Command,
  time::Duration,
};

/// Tells two series of times and how they relate.
pub(crate) fn report(what: &str, ours: &mut [Duration], baseline: &str, theirs: &mut [Duration]) {
  let [(ours, ours_95), (theirs, theirs_95)] = [ours, theirs].map(|times| {
    times.sort_unstable();
    (milliseconds(times[times.len() / 2]), milliseconds(times[times.len() * 95 / 100]))
  });
  println!(
    "{what}: median {ours:.2} ms (p95 {ours_95:.2} ms); {baseline}: median {theirs:.2} ms (p95 {theirs_95:.2} ms); ratio {:.3} (p95 {:.3})",
    ours / theirs,
    ours_95 / theirs_95
  );
}

/// A time in milliseconds.
pub(crate) fn milliseconds(time: Duration) -> f64 {
  time.as_secs_f64() * 1e3
}

/// The example program, built in the profile of the benchmarks.
pub(crate) fn build_example(name: &str) -> PathBuf {
  let status = Command::new(env!("CARGO")).args(["build", "--release", "--quiet", "--example", name]).status();
  assert!(status.is_ok_and(|status| status.success()), "{name} does not build");
  let program = Path::new(env!("CARGO_BIN_EXE_jiliang"));
  program.parent().expect("a folder").join("examples").join(name)
}
