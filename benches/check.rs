//! A large ledger: its check, one edit in it, its first frame, its keys and its memory, each against a baseline in the same run.
//!
//! `cargo bench --bench check` prints medians over several runs, the programs in turn. The baseline is a process that parses the same file into a
//! `serde_json` `Value`.

#[path = "../examples/generate/mod.rs"]
mod generated;
mod measure;
#[path = "../tests/shared/pty.rs"]
mod pty;

use generated::{Plan, Random, generate};
use jiliang::{
  check::{Live, check},
  document::{CellPath, Change, Document},
  store::Library,
};
use measure::{build_example, report};
use pty::Pty;
use std::{
  path::Path,
  process::{Command, Stdio},
  time::{Duration, Instant},
};

const RUNS: usize = 9;
const EDITS: usize = 400;
const KEYS: usize = 60;
/// Asks this program to run another one and to print its peak memory in KiB.
const PEAK_OF: &str = "--peak-of";

fn main() {
  let args: Vec<String> = std::env::args().collect();
  // `cargo test --benches` only asks whether it builds.
  if args.iter().any(|argument| argument == "--test") {
    return;
  }
  if let Some(at) = args.iter().position(|argument| argument == PEAK_OF) {
    println!("{}", peak_of_child(&args[at + 1..]));
    return;
  }
  let baseline = build_example("parse_value").to_string_lossy().into_owned();
  let jiliang = env!("CARGO_BIN_EXE_jiliang");
  let folder = tempfile::tempdir().expect("a folder");
  for defects in [0, 200] {
    let draft = write(folder.path(), &Plan { instruments: 10_000, capabilities: 1_000, seed: 1, defects });
    println!("10,000 instruments, 1,000 capabilities, {defects} defects, {:.1} MB", megabytes(&draft));
    processes(jiliang, &baseline, &draft, folder.path());
    edits(&draft);
  }
  // 3.5 MB, of which issue 5 speaks.
  let draft = write(folder.path(), &Plan { instruments: 2_950, capabilities: 300, seed: 1, defects: 50 });
  println!("2,950 instruments, 300 capabilities, 50 defects, {:.1} MB", megabytes(&draft));
  first_frame(jiliang, &baseline, &draft, folder.path());
  let few = write(folder.path(), &Plan { instruments: 100, capabilities: 30, seed: 1, defects: 5 });
  let many = write(folder.path(), &Plan { instruments: 10_000, capabilities: 30, seed: 1, defects: 5 });
  keys(jiliang, &few, &many, folder.path());
}

fn write(folder: &Path, plan: &Plan) -> String {
  let path = folder.join(format!("{}-{}.json", plan.instruments, plan.defects));
  let document = generate(plan).expect("the sample of the form");
  std::fs::write(&path, document.to_text()).expect("a file");
  path.to_string_lossy().into_owned()
}

fn megabytes(path: &str) -> f64 {
  std::fs::metadata(path).map_or(0.0, |metadata| metadata.len() as f64 / 1e6)
}

/// `jiliang check` and the baseline as whole processes: time and peak memory.
fn processes(jiliang: &str, baseline: &str, draft: &str, folder: &Path) {
  let (mut ours, mut theirs) = (Vec::new(), Vec::new());
  for _ in 0..RUNS {
    ours.push(run(jiliang, &["check", draft], folder));
    theirs.push(run(baseline, &[draft], folder));
  }
  report("check, whole process", &mut ours, "Value parse", &mut theirs);
  if let (Some(ours), Some(theirs)) = (peak(&[jiliang, "check", draft]), peak(&[baseline, draft])) {
    println!("  peak memory: {:.1} MiB; Value parse: {:.1} MiB; ratio {:.2}", ours / 1024.0, theirs / 1024.0, ours / theirs);
  }
}

/// One cell edited and the report brought up to date, against a full check.
fn edits(draft: &str) {
  let mut document = Document::from_text(&std::fs::read_to_string(draft).expect("the draft")).expect("a draft");
  let form = Library::new(Vec::new()).by_id("capability").expect("the form");
  let as_of = document.as_of.expect("a date");
  let (mut live, mut findings) = Live::new(&form, &document, as_of);
  let mut random = Random(7);
  let (mut updates, mut full) = (Vec::new(), Vec::new());
  for edit in 0..EDITS {
    // Each cell gets the answer of another row in that column, so that every kind of edit comes up, breaking and mending.
    let group = if random.below(5) == 0 { "capabilities" } else { "instruments" };
    let rows = document.rows(group);
    let (to, from) = (&rows[random.below(rows.len())], &rows[random.below(rows.len())]);
    let fields: Vec<_> = from.cells.iter().collect();
    let (field, value) = fields[random.below(fields.len())];
    let change = Change::Set { cell: CellPath::cell(group, &to.id, field), value: Some(value.clone()), typed: None, prune: false };
    document.apply(change).expect("the change fits");
    let start = Instant::now();
    live.update(&mut findings, &document);
    updates.push(start.elapsed());
    if edit % 40 == 0 {
      let start = Instant::now();
      let fresh = check(&form, &document, as_of);
      full.push(start.elapsed());
      assert!(fresh == findings, "the report kept up to date is another one");
    }
  }
  report("one cell edited, report brought up to date", &mut updates, "full check", &mut full);
}

fn first_frame(jiliang: &str, baseline: &str, draft: &str, folder: &Path) {
  let (mut ours, mut counted, mut theirs, mut peaks) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
  for _ in 0..RUNS {
    let start = Instant::now();
    let mut pty = open(jiliang, draft, folder);
    ours.push(start.elapsed());
    pty.wait_for_counts();
    counted.push(start.elapsed());
    into_the_ledger(&mut pty);
    for _ in 0..10 {
      pty.send("<PageDown>");
      pty.settle_briefly();
    }
    peaks.extend(pty.peak_memory());
    pty.send("<C-q>");
    pty.end();
    theirs.push(run(baseline, &[draft], folder));
  }
  report("first frame in the terminal", &mut ours, "Value parse", &mut theirs);
  report("frame with the counts", &mut counted, "Value parse", &mut theirs);
  if let Some(peak) = peaks.iter().max() {
    println!("  peak memory of the terminal: {:.1} MiB", *peak as f64 / 1024.0);
  }
}

/// Key to paint in a table of many rows against one of few.
fn keys(jiliang: &str, few: &str, many: &str, folder: &Path) {
  let (mut ours, mut theirs) = (Vec::new(), Vec::new());
  for _ in 0..3 {
    for (draft, times) in [(many, &mut ours), (few, &mut theirs)] {
      let mut pty = open(jiliang, draft, folder);
      into_the_ledger(&mut pty);
      for key in 0..KEYS {
        let before = pty.raw.len();
        let start = Instant::now();
        pty.send(if key % 40 < 20 { "<Down>" } else { "<Up>" });
        pty.wait_for_output(before);
        times.push(start.elapsed());
        pty.settle_briefly();
      }
      pty.send("<C-q>");
      pty.end();
    }
  }
  report("key to paint in 10,000 rows", &mut ours, "in 100 rows", &mut theirs);
}

fn open(jiliang: &str, draft: &str, folder: &Path) -> Pty {
  let data = folder.join("data").to_string_lossy().into_owned();
  let mut pty = Pty::start(jiliang, &["edit", draft], &[("JILIANG_LANG", "zh"), ("JILIANG_DATA_DIR", &data)], folder, (120, 40));
  pty.wait_for("计量器具台账");
  pty
}

/// To the ledger, the fourth section; the program opens where one was.
fn into_the_ledger(pty: &mut Pty) {
  pty.settle();
  pty.send("<C-g><Home><Down><Down><Down><Enter>");
  pty.wait_for("JX-001");
  pty.settle();
}

fn run(program: &str, args: &[&str], folder: &Path) -> Duration {
  let start = Instant::now();
  let status = Command::new(program).args(args).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null()).status();
  assert!(status.is_ok(), "{program} does not run");
  start.elapsed()
}

/// The peak memory of a process in KiB, measured by a process that has no other child.
fn peak(command: &[&str]) -> Option<f64> {
  let output = Command::new(std::env::current_exe().ok()?).arg(PEAK_OF).args(command).output().ok()?;
  String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

#[cfg(unix)]
fn peak_of_child(command: &[String]) -> i64 {
  use nix::sys::resource::{UsageWho, getrusage};
  let [program, args @ ..] = command else { return 0 };
  let status = Command::new(program).args(args).stdout(Stdio::null()).stderr(Stdio::null()).status();
  assert!(status.is_ok(), "{program} does not run");
  getrusage(UsageWho::RUSAGE_CHILDREN).map_or(0, |usage| usage.max_rss())
}

#[cfg(not(unix))]
fn peak_of_child(_: &[String]) -> &'static str {
  "unknown"
}
