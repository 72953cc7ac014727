//! The ledger in a real terminal: a block of 300 rows from a spreadsheet, a few cells put right, all of it taken back and done again, also after a
//! restart.

use crate::{pty::Pty, support::Sandbox};
use serde_json::Value;
use std::{fmt::Write as _, thread, time::Duration};

const ROWS: usize = 300;

/// A block as Excel puts it on the clipboard; the accuracy of three rows does not say what it is.
fn block() -> String {
  let mut block = String::new();
  for row in 1..=ROWS {
    let accuracy = if [5, 17, 300].contains(&row) { "0.03" } else { "±0.03 mm" };
    let _ = write!(
      block,
      "JX-{row:04}\t数显卡尺\t0-150/0.01\tA{row:05}\t虚构量具厂\t(0~150)mm\t0.01mm\t{accuracy}\t{}号工位\t质量检验\tB\t否\r\n",
      row % 20
    );
  }
  block
}

fn open(sandbox: &Sandbox) -> Pty {
  let env =
    [("JILIANG_LANG", "en"), ("JILIANG_DATA_DIR", &*sandbox.path("data").to_string_lossy())].map(|(name, value)| (name, value.to_owned()));
  let env: Vec<(&str, &str)> = env.iter().map(|(name, value)| (*name, value.as_str())).collect();
  let mut pty = Pty::start(env!("CARGO_BIN_EXE_jiliang"), &["edit", "d.json"], &env, &sandbox.path(""), (120, 40));
  pty.wait_for("Enterprise");
  pty.send("<C-g><Home><Down><Down><Down><Enter>");
  pty
}

/// A new draft into whose table the block was pasted.
fn pasted() -> (Sandbox, Pty) {
  let sandbox = Sandbox::new();
  sandbox.run(&["new", "-o", "d.json"]).expect(0);
  let mut pty = open(&sandbox);
  pty.wait_for("no rows yet");
  pty.paste(&block());
  pty.wait_for("300 rows");
  (sandbox, pty)
}

fn rows(sandbox: &Sandbox) -> Vec<Value> {
  let draft: Value = serde_json::from_str(&sandbox.read("d.json")).unwrap();
  draft["answers"]["instruments"].as_array().cloned().unwrap_or_default()
}

#[test]
fn a_pasted_ledger_is_put_right_taken_back_and_done_again() {
  let (sandbox, mut pty) = pasted();
  for row in [5, 17, 300] {
    pty.send(&format!("<A-g>{row}<Enter><Home>{}±0.03 mm<Enter>", "<Right>".repeat(7)));
  }
  pty.wait("the last row", |screen| screen.contains("JX-0300"));
  // Four steps back, the block being one of them; then all of it again.
  pty.send("<C-z><C-z><C-z><C-z>");
  pty.wait_for("no rows yet");
  pty.send("<C-y><C-y><C-y><C-y>");
  pty.wait_for("300 rows");
  pty.send("<C-q>");
  assert!(pty.end().success());
  let saved = rows(&sandbox);
  assert_eq!(saved.len(), ROWS);
  assert!(saved.iter().all(|row| row["accuracy"]["text"] == "±0.03 mm"), "{:?}", saved[4]);
  assert_eq!((&saved[299]["asset_no"], &saved[299]["range"]["high"]), (&"JX-0300".into(), &"150".into()));
  // After a restart the steps are still there.
  let mut pty = open(&sandbox);
  pty.wait_for("300 rows");
  pty.send("<C-z><C-z><C-z><C-z>");
  pty.wait_for("no rows yet");
  pty.send("<C-q>");
  assert!(pty.end().success());
  assert!(rows(&sandbox).is_empty());
}

#[test]
fn copied_cells_are_in_a_file_too() {
  let (sandbox, mut pty) = pasted();
  pty.send("<C-Home><Home><S-Down><A-a><A-c>");
  pty.wait_for("clipboard.tsv");
  pty.send("<C-q>");
  assert!(pty.end().success());
  let text = sandbox.read("data/clipboard.tsv");
  let cells: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
  assert!(text.starts_with('\u{feff}') && cells.len() == ROWS, "{text}");
  assert_eq!((cells[0], cells[299]), ("JX-0001", "JX-0300"));
}

#[test]
fn no_key_of_a_held_down_arrow_is_lost() {
  let (_sandbox, mut pty) = pasted();
  // The caret's row as the title tells it; a key too many would move on after that.
  let stands_at = |pty: &mut Pty, row: usize| {
    let told = format!("› row {row} ");
    pty.wait_for(&told);
    pty.settle();
    assert!(pty.screen().contains(&told), "{}", pty.screen());
  };
  // As the table is, sorted, and filtered to all of its rows.
  for look in ["", "<F3>", "<F8><Down><Down><Enter>JX<Enter>"] {
    pty.send(&format!("{look}<C-Home>"));
    stands_at(&mut pty, 1);
    for _ in 0..90 {
      pty.send("<Down>");
      thread::sleep(Duration::from_millis(3));
    }
    stands_at(&mut pty, 91);
    // All at once, as after the program was kept waiting.
    pty.send(&"<Down>".repeat(150));
    stands_at(&mut pty, 241);
    pty.send(&"<Up>".repeat(40));
    stands_at(&mut pty, 201);
    pty.send(&"<Down>".repeat(200));
    stands_at(&mut pty, 300);
  }
  pty.send("<C-q>");
  assert!(pty.end().success());
}
