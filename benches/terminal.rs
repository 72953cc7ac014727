//! First frame, key to paint and `check` of the sample, each against a baseline in the same run: machines are shared, so only the ratio counts. Then
//! what the program does while nobody does anything, and how much memory it had.
//!
//! `cargo bench` prints medians over several runs, the two programs in turn.

mod measure;
#[path = "../tests/shared/pty.rs"]
mod pty;

use measure::{build_example, report};
use pty::Pty;
use std::{
  path::Path,
  process::{Command, Stdio},
  time::{Duration, Instant},
};

const RUNS: usize = 9;
const KEYS: usize = 40;
/// How long nothing happens.
const QUIET: Duration = Duration::from_secs(3);

fn main() {
  // `cargo test --benches` only asks whether it builds.
  if std::env::args().any(|argument| argument == "--test") {
    return;
  }
  let jiliang = env!("CARGO_BIN_EXE_jiliang");
  let bare = build_example("bare_form");
  let folder = tempfile::tempdir().expect("a folder");
  let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("forms/capability/examples/machining-shop.json");
  let draft = folder.path().join("draft.json");
  std::fs::copy(&sample, &draft).expect("the sample");
  let draft = draft.to_string_lossy().into_owned();

  let (mut first, mut counted, mut first_bare, mut key, mut key_bare) = (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
  let mut peaks = Vec::new();
  for _ in 0..RUNS {
    let (frame, counts, keys, peak) = measure(jiliang, &["edit", &draft], folder.path(), "企业基本信息", Pty::wait_for_counts);
    first.push(frame);
    counted.push(counts);
    key.extend(keys);
    peaks.extend(peak);
    let (frame, _, keys, _) = measure(&bare.to_string_lossy(), &[], folder.path(), "企业名称第", |_| {});
    first_bare.push(frame);
    key_bare.extend(keys);
  }
  report("first frame", &mut first, "bare ratatui form", &mut first_bare);
  report("frame with the counts", &mut counted, "bare ratatui form", &mut first_bare);
  report("key to paint", &mut key, "bare ratatui form", &mut key_bare);

  match peaks.iter().max() {
    Some(peak) => println!("peak memory: {:.1} MiB", *peak as f64 / 1024.0),
    None => println!("peak memory: this system does not tell"),
  }
  idle(jiliang, &draft, folder.path());

  let (mut check, mut version) = (Vec::new(), Vec::new());
  for _ in 0..RUNS * 3 {
    check.push(run(jiliang, &["check", &draft, "--as-of", "2025-06-30"], folder.path()));
    version.push(run(jiliang, &["--version"], folder.path()));
  }
  report("check of the sample, whole process", &mut check, "jiliang --version", &mut version);
}

fn start(program: &str, args: &[&str], folder: &Path) -> Pty {
  let data = folder.join("data").to_string_lossy().into_owned();
  Pty::start(program, args, &[("JILIANG_LANG", "zh"), ("JILIANG_DATA_DIR", &data)], folder, (120, 40))
}

/// The time to the first frame, that to the frame that tells all, that of each key to its character on the screen, and the most memory in KiB.
fn measure(
  program: &str,
  args: &[&str],
  folder: &Path,
  ready: &str,
  told: impl Fn(&mut Pty),
) -> (Duration, Duration, Vec<Duration>, Option<u64>) {
  let start_of_all = Instant::now();
  let mut pty = start(program, args, folder);
  pty.wait_for(ready);
  let first = start_of_all.elapsed();
  told(&mut pty);
  let counted = start_of_all.elapsed();
  pty.settle();
  let mut keys = Vec::new();
  for index in 0..KEYS {
    // A character, then its removal, so that the line never scrolls.
    let before = pty.raw.len();
    let start = Instant::now();
    pty.send(if index % 2 == 0 { "k" } else { "<BS>" });
    pty.wait_for_output(before);
    keys.push(start.elapsed());
    pty.settle_briefly();
  }
  let peak = pty.peak_memory();
  pty.send("<C-q>");
  pty.end();
  (first, counted, keys, peak)
}

/// What the program does while nobody does anything.
fn idle(program: &str, draft: &str, folder: &Path) {
  let mut pty = start(program, &["edit", draft], folder);
  pty.wait_for("企业基本信息");
  pty.settle();
  let (before, written) = (pty.wake_ups(), pty.raw.len());
  std::thread::sleep(QUIET);
  let after = pty.wake_ups();
  pty.settle();
  let woken = before.zip(after).map_or("unknown".to_owned(), |(before, after)| (after - before).to_string());
  println!("{} s without a key: {woken} wake-ups, {} bytes written", QUIET.as_secs(), pty.raw.len() - written);
  pty.send("<C-q>");
  pty.end();
}

fn run(program: &str, args: &[&str], folder: &Path) -> Duration {
  let start = Instant::now();
  let status = Command::new(program).args(args).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null()).status();
  assert!(status.is_ok(), "{program} does not run");
  start.elapsed()
}
