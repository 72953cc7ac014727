//! A ledger: its import, and its table in the terminal, each against a baseline in the same run.
//!
//! `cargo bench --bench ledger` prints medians. The baselines are a process in which `calamine` only reads every cell, and a bare ratatui table that builds
//! only the rows that are seen.

#[path = "../examples/generate/mod.rs"]
#[expect(unused_imports, reason = "other users need all of it")]
mod generated;
mod measure;
#[path = "../tests/shared/pty.rs"]
mod pty;

use generated::{Plan, generate};
use jiliang::{
  check::check,
  document::{Document, FormRef},
  ledger::{self, Decision, Wishes, read_file, unwatched},
  store::Library,
};
use measure::{build_example, milliseconds, report};
use pty::Pty;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};
use std::{
  path::Path,
  process::{Command, Stdio},
  time::{Duration, Instant},
};

const RUNS: usize = 7;
const KEYS: usize = 60;
/// Keys of a held-down arrow, and the time between them, as keyboards repeat.
const HELD: u32 = 60;
const REPEAT: Duration = Duration::from_millis(33);
/// How the table is looked at: keys, and what the screen tells then. All rows pass the filter, so that as many are seen of either table.
const LOOKS: [(&str, &str, &str); 3] =
  [("as it is", "", "JX-0"), ("sorted", "<F3>", "升序"), ("filtered", "<F8><Down><Down><Enter>-0<Enter>", "显示")];
/// Asks this program to import a ledger, check what came of it, and end.
const IMPORT: &str = "--import";

const HEADINGS: [&str; 15] = [
  "管理编号",
  "器具名称",
  "型号规格",
  "出厂编号",
  "生产厂家",
  "测量范围",
  "准确度等级",
  "使用部门",
  "强检",
  "检定方式",
  "检定单位",
  "证书编号",
  "检定日期",
  "检定周期(月)",
  "有效期至",
];

fn main() {
  let args: Vec<String> = std::env::args().collect();
  // `cargo test --benches` only asks whether it builds.
  if args.iter().any(|argument| argument == "--test") {
    return;
  }
  if let Some(at) = args.iter().position(|argument| argument == IMPORT) {
    import(Path::new(&args[at + 1]));
    return;
  }
  let folder = tempfile::tempdir().expect("a folder");
  imports(folder.path());
  keys(folder.path());
}

fn imports(folder: &Path) {
  let (ledger, reader) = (folder.join("ledger.xlsx"), build_example("calamine_cells"));
  write(&ledger).expect("a ledger");
  let me = std::env::current_exe().expect("this program");
  let (mut ours, mut theirs) = (Vec::new(), Vec::new());
  for _ in 0..RUNS {
    ours.push(run(Command::new(&me).arg(IMPORT).arg(&ledger)));
    theirs.push(run(Command::new(&reader).arg(&ledger)));
  }
  report("import of 10,000 rows to a checked document", &mut ours, "calamine reads every cell", &mut theirs);
}

fn import(path: &Path) {
  let form = Library::new(Vec::new()).by_id("capability").expect("the form");
  let reference = FormRef { id: form.id.clone(), version: form.version.clone(), digest: None };
  let mut document = Document::new(reference, uuid::Uuid::nil(), "");
  let book = read_file(path, &mut unwatched).expect("the ledger");
  let table = form.group_by_path("instruments").expect("the table");
  let plan = ledger::Plan::new(&form, &document, table, &book, &Wishes::default(), &mut unwatched).expect("a plan");
  let changes = plan.changes(&form, &document, &Decision::default());
  document.apply_all(changes).expect("changes that fit");
  let report = check(&form, &document, jiff::civil::date(2025, 6, 30));
  assert_eq!(document.rows("instruments").len(), 10_000);
  println!("{}", report.findings.len());
  // As the command does: the process ends, and the system takes all of it back at once.
  std::mem::forget((book, plan, document, report));
}

/// Writes a ledger of 10,000 rows and 15 columns.
fn write(path: &Path) -> Result<(), XlsxError> {
  let mut workbook = Workbook::new();
  let days = Format::new().set_num_format("yyyy-mm-dd");
  let sheet = workbook.add_worksheet();
  for (column, heading) in (0..).zip(HEADINGS) {
    sheet.write_string(0, column, heading)?;
  }
  let names = ["卡尺", "外径千分尺", "压力表", "电子天平", "温度计"];
  let ranges = ["(0~150) mm", "(0~25) mm", "(0~1.6) MPa", "(0~200) g", "(-20~100) ℃"];
  let accuracies = ["±0.02 mm", "±0.004 mm", "1.6级", "Ⅰ", "±1 ℃"];
  for row in 1..=10_000_u32 {
    let kind = (row % 5) as usize;
    let texts = [
      format!("JX-{row:05}"),
      names[kind].to_owned(),
      format!("M-{}", row % 40),
      format!("{}", 80_000 + row),
      format!("虚构{}厂", row % 30),
      ranges[kind].to_owned(),
      accuracies[kind].to_owned(),
      format!("{}车间", row % 12),
      if kind == 2 { "是" } else { "否" }.to_owned(),
      if kind == 2 { "检定" } else { "校准" }.to_owned(),
      format!("虚构{}所", row % 6),
      format!("Z2024{row:06}"),
    ];
    for (column, text) in (0..).zip(&texts) {
      sheet.write_string(row, column, text)?;
    }
    let month = (row % 12 + 1) as u8;
    sheet.write_datetime_with_format(row, 12, ExcelDateTime::from_ymd(2024, month, 1)?, &days)?;
    sheet.write_number(row, 13, 12)?;
    sheet.write_datetime_with_format(row, 14, ExcelDateTime::from_ymd(2025, month, 1)?, &days)?;
  }
  workbook.save(path)
}

/// Key to paint in the table, however it is looked at, and how far the table lags behind a key that is held down.
fn keys(folder: &Path) {
  let bare = build_example("bare_table").to_string_lossy().into_owned();
  let few = draft(folder, 100);
  let many = draft(folder, 10_000);
  for (look, how, told) in LOOKS {
    let (mut ours, mut with_few, mut theirs, mut lags) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..2 {
      for (draft, times) in [(&many, &mut ours), (&few, &mut with_few)] {
        let mut pty = open(draft, folder);
        pty.send(how);
        pty.wait_for(told);
        pty.settle();
        times.extend(arrows(&mut pty));
        if draft == &many {
          lags.push(held(&mut pty));
        }
        pty.send("<C-q>");
        pty.end();
      }
      let mut pty = Pty::start(&bare, &[], &[], folder, (120, 40));
      pty.wait_for("JX-00001");
      pty.settle();
      theirs.extend(arrows(&mut pty));
      pty.send("<C-q>");
      pty.end();
    }
    report(&format!("key to paint, 10,000 rows {look}"), &mut ours, "bare ratatui table", &mut theirs);
    report(&format!("key to paint, 10,000 rows {look}"), &mut ours, "100 rows", &mut with_few);
    println!(
      "  p99 {:.2} ms; after {HELD} keys of a held-down arrow the last frame came at most {:.1} ms after the last key",
      milliseconds(ours[ours.len() * 99 / 100]),
      milliseconds(*lags.iter().max().expect("keys were held"))
    );
  }
}

fn draft(folder: &Path, instruments: usize) -> String {
  let path = folder.join(format!("{instruments}.json"));
  let document = generate(&Plan { instruments, capabilities: 30, seed: 1, defects: instruments / 20 }).expect("the sample of the form");
  std::fs::write(&path, document.to_text()).expect("a file");
  path.to_string_lossy().into_owned()
}

/// A draft with its ledger on the screen, the fourth section.
fn open(draft: &str, folder: &Path) -> Pty {
  // Nobody has been in it before: who comes back far down scrolls with every key.
  let data = folder.join("data");
  let _ = std::fs::remove_dir_all(&data);
  let data = data.to_string_lossy().into_owned();
  let jiliang = env!("CARGO_BIN_EXE_jiliang");
  let mut pty = Pty::start(jiliang, &["edit", draft], &[("JILIANG_LANG", "zh"), ("JILIANG_DATA_DIR", &data)], folder, (120, 40));
  pty.wait_for("计量器具台账");
  pty.settle();
  pty.send("<C-g><Home><Down><Down><Down><Enter>");
  pty.wait_for("JX-0");
  pty.settle();
  pty
}

fn arrows(pty: &mut Pty) -> Vec<Duration> {
  let key = |place| {
    let before = pty.raw.len();
    let start = Instant::now();
    pty.send(if place % 40 < 20 { "<Down>" } else { "<Up>" });
    pty.wait_for_output(before);
    let time = start.elapsed();
    pty.settle_briefly();
    time
  };
  (0..KEYS).map(key).collect()
}

/// Holds an arrow key down; the time from the last key to the last frame. No key may be lost: the same keys one after the other lead to the same row.
fn held(pty: &mut Pty) -> Duration {
  pty.send("<C-Home>");
  pty.settle();
  let from = place(pty);
  let mut last = Instant::now();
  for key in 0..HELD {
    if key > 0 {
      std::thread::sleep(REPEAT);
    }
    last = Instant::now();
    pty.send("<Down>");
  }
  let lag = pty.settle_until_quiet(last);
  let to = place(pty);
  pty.send("<C-Home>");
  pty.settle();
  for _ in 0..HELD {
    let before = pty.raw.len();
    pty.send("<Down>");
    pty.wait_for_output(before);
    pty.settle_briefly();
  }
  assert_ne!(from, to);
  assert_eq!(to, place(pty), "keys were lost");
  lag
}

/// The first line of the screen, which names the row with the cursor.
fn place(pty: &Pty) -> String {
  pty.screen().lines().next().unwrap_or_default().to_owned()
}

fn run(command: &mut Command) -> Duration {
  let start = Instant::now();
  let status = command.stdout(Stdio::null()).status();
  assert!(status.is_ok_and(|status| status.success()), "{command:?} does not run");
  start.elapsed()
}
