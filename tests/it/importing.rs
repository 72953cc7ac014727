//! Bringing a ledger in on the screen: the file, the columns, what would change; one step of undo, nothing changed before the last key.

use crate::{
  pty::Pty,
  snapshots::{USUAL, compare},
  stage::Stage,
  support::{Sandbox, root},
};
use jiliang::{
  document::{Document, FormRef},
  lang::Lang,
  ledger::{Plan, Progress, Step, Stopped, read_bytes, unwatched},
  tui::{Effect, FileItem, FolderItem, ImportStage, Msg, Page},
};
use serde_json::Value;
use std::{path::PathBuf, sync::Arc};

const LEDGER: &str =
  "管理编号,器具名称,型号规格,有效期至,状态,责任人\nA,卡尺,0-150,2025-08-31,合格,张示例\nB,天平,FA,2025-03-14,合格,李示例\n";
const LATER: &str = "管理编号,器具名称,型号规格,有效期至,状态,责任人\nA,卡尺,0-200,2026-08-31,合格,张示例\nC,直尺,500,九月,,\n";

/// An empty draft with the table of instruments open.
fn table(lang: Lang, size: (u16, u16)) -> Stage {
  let form = crate::stage::form("capability");
  let form = FormRef { id: form.id.clone(), version: form.version.clone(), digest: None };
  let mut stage = Stage::open(lang, size, Document::new(form, uuid::Uuid::nil(), ""));
  stage.press("<C-g><Home><Down><Down><Down><Enter>");
  stage
}

/// The folder that is listed.
fn folder() -> FolderItem {
  let item = |name: &str, is_folder, about: &str| FileItem { name: name.to_owned(), is_folder, about: about.to_owned() };
  FolderItem {
    folder: "data/".to_owned(),
    entries: vec![
      item("2024年", true, ""),
      item("设备台账.xlsx", false, "  38 KiB  2025-06-12 09:30"),
      item("设备台账-旧.xls", false, "  52 KiB  2024-06-20 16:02"),
      item("仪表.csv", false, "   2 KiB  2025-01-08 08:00"),
    ],
    recent: vec!["/data/质检部/计量器具台账2025.xlsx".to_owned()],
    trouble: None,
  }
}

/// Does what the host would: lists the folder, reads `bytes` for whatever file is asked for, plans.
fn serve(stage: &mut Stage, bytes: &[u8]) {
  while let Some(effect) = (!stage.effects.is_empty()).then(|| stage.effects.remove(0)) {
    let words = stage.model.words.clone();
    let said = |stopped: Stopped| match stopped {
      Stopped::Failed(failure) => failure.say(&words),
      Stopped::Cancelled => "cancelled".to_owned(),
    };
    match effect {
      Effect::ListFolder(_) => drop(stage.tell(Msg::Folder(folder()))),
      Effect::ReadLedger(ticket, _) => {
        let book = read_bytes(bytes, &mut unwatched).map(Arc::new).map_err(said);
        stage.tell(Msg::LedgerRead(ticket, book));
      }
      Effect::PlanLedger { ticket, book, table, wishes, document } => {
        let form = crate::stage::form("capability");
        let plan = Plan::new(&form, &document, table, &book, &wishes, &mut unwatched).map(Arc::new).map_err(said);
        stage.tell(Msg::LedgerPlanned(ticket, plan));
      }
      _ => {}
    }
  }
}

/// Types keys and does what they ask for outside.
fn press(stage: &mut Stage, keys: &str, bytes: &[u8]) {
  stage.press(keys);
  serve(stage, bytes);
}

/// At the page of columns with this ledger.
fn read(stage: &mut Stage, bytes: &[u8]) {
  press(stage, "<F5>", bytes);
  press(stage, "sb<Enter>", bytes);
  press(stage, "", bytes);
  if !matches!(stage.model.page(), Page::Import(import) if matches!(import.stage, ImportStage::Columns(_))) {
    press(stage, "<Down><Down><Down><Enter>", bytes);
  }
}

fn column(stage: &Stage, field: &str) -> Vec<String> {
  let rows = stage.model.session.as_ref().unwrap().document.rows("instruments");
  rows.iter().map(|row| row.cells.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_ledger_comes_in_and_goes_again_as_one_step() {
  let mut stage = table(Lang::En, (120, 40));
  read(&mut stage, LEDGER.as_bytes());
  assert!(stage.screen().contains("Goes into"), "{}", stage.screen());
  assert!(column(&stage, "asset_no").is_empty());
  stage.press("<F9>");
  assert!(stage.screen().contains("[x] New rows: 2"), "{}", stage.screen());
  assert!(column(&stage, "asset_no").is_empty());
  stage.press("<C-s>");
  assert_eq!(column(&stage, "asset_no"), ["A", "B"]);
  assert!(matches!(stage.effects.last(), Some(Effect::KeepLedger(..))));
  stage.press("<C-z>");
  assert!(column(&stage, "asset_no").is_empty());
  stage.press("<C-y>");
  assert_eq!(column(&stage, "due"), ["2025-08-31", "2025-03-14"]);
}

#[test]
fn what_is_left_out_stays_out() {
  // What a person presses on the preview of the later ledger, and what the table holds then: number and model of each row.
  for (keys, expected) in [
    ("<C-s>", vec!["A 0-200", "B FA", "C 500"]),
    // The parts in order: problems, new, changed, vanished.
    ("<Down><Down><Space><C-s>", vec!["A 0-200", "B FA"]),
    ("<Down><Down><Down><Space><C-s>", vec!["A 0-200", "B FA"]),
    ("<Down><Down><Down><Down><Space><C-s>", vec!["A 0-150", "B FA", "C 500"]),
    ("<Down><Down><Down><Down><Down><Space><C-s>", vec!["A 0-150", "B FA", "C 500"]),
    ("<End><Space><Space><C-s>", vec!["A 0-200", "C 500"]),
    ("<End><Space><Space><Space><C-s>", vec!["A 0-200", "B FA", "C 500"]),
    ("<Esc><Esc><Esc>", vec!["A 0-150", "B FA"]),
  ] {
    let mut stage = table(Lang::Zh, (120, 40));
    read(&mut stage, LEDGER.as_bytes());
    stage.press("<F9><C-s>");
    read(&mut stage, LATER.as_bytes());
    stage.press("<F9>").press(keys);
    let found: Vec<String> =
      column(&stage, "asset_no").into_iter().zip(column(&stage, "model")).map(|(key, model)| format!("{key} {model}")).collect();
    assert_eq!(found, expected, "{keys}\n{}", stage.screen());
    if keys.contains("<C-s>") {
      stage.press("<C-z>");
      assert_eq!(column(&stage, "model"), ["0-150", "FA"], "{keys}");
    }
  }
}

#[test]
fn what_was_edited_here_stays_and_is_told() {
  let mut stage = table(Lang::En, (120, 40));
  read(&mut stage, LEDGER.as_bytes());
  stage.press("<F9><C-s><C-Home><Right><Right>0-150 digital<Enter>");
  assert_eq!(column(&stage, "model"), ["0-150 digital", "FA"]);
  read(&mut stage, LEDGER.as_bytes());
  stage.press("<F9>");
  assert!(stage.screen().contains("Edited here and left as they are: 1"), "{}", stage.screen());
  stage.press("<Esc><Esc><Esc>");
  // The ledger changes the same cell: what stands here stays unless the person says otherwise.
  let moved = LEDGER.replace("0-150", "0-300");
  for (keys, expected) in [("<C-s>", "0-150 digital"), ("<Space><C-s>", "0-300"), ("<Down><Space><C-s>", "0-300")] {
    let mut stage = Stage::open(Lang::En, (120, 40), (*stage.model.session.as_ref().unwrap().document).clone());
    stage.press("<C-g><Home><Down><Down><Down><Enter>");
    read(&mut stage, moved.as_bytes());
    stage.press("<F9>").press(keys);
    assert_eq!(column(&stage, "model")[0], expected, "{keys}");
  }
}

#[test]
fn columns_are_given_to_fields_by_hand() {
  let ledger = "甲,乙,管理编号,器具名称\nY-100,1号,A,压力表\n";
  let mut stage = table(Lang::Zh, (120, 40));
  read(&mut stage, ledger.as_bytes());
  // 甲 becomes the model, by pinyin; the name is left out.
  press(&mut stage, "<Home><Down><Down><Enter>xhgg<Enter>", ledger.as_bytes());
  press(&mut stage, "<End><Del>", ledger.as_bytes());
  stage.press("<F9><C-s>");
  assert_eq!((column(&stage, "model"), column(&stage, "name")), (vec!["Y-100".to_owned()], vec![String::new()]));
  let Some(Effect::KeepLedger(_, _, said)) = stage.effects.last() else { panic!("nothing is remembered") };
  assert_eq!(
    said.iter().map(|(heading, target)| (heading.as_str(), target.is_some())).collect::<Vec<_>>(),
    [("甲", true), ("器具名称", false)]
  );
}

#[test]
fn without_a_header_that_is_known_the_person_says_where_it_is() {
  let ledger = "本厂的单子,,\n甲,乙,丙\nA,压力表,Y-100\nB,卡尺,0-150\n";
  let mut stage = table(Lang::Zh, (120, 40));
  read(&mut stage, ledger.as_bytes());
  assert!(stage.screen().contains("没有找到"), "{}", stage.screen());
  press(&mut stage, "<Down><Enter>2<Enter>", ledger.as_bytes());
  press(&mut stage, "<Down><Enter>glbh<Enter>", ledger.as_bytes());
  press(&mut stage, "<Down><Enter>qjmc<Enter>", ledger.as_bytes());
  stage.press("<F9><C-s>");
  assert_eq!(
    (column(&stage, "asset_no"), column(&stage, "name")),
    (vec!["A".to_owned(), "B".to_owned()], vec!["压力表".to_owned(), "卡尺".to_owned()])
  );
}

#[test]
fn reading_can_be_stopped_and_late_answers_are_passed_over() {
  let mut stage = table(Lang::En, (80, 24));
  stage.press("<F5>").tell(Msg::Folder(folder()));
  stage.press("yb<Enter>");
  let Some(Effect::ReadLedger(ticket, _)) = stage.effects.last().cloned() else { panic!("{:?}", stage.effects) };
  stage.tell(Msg::LedgerProgress(ticket, Progress { step: Step::Reading, done: 1, total: 4 }));
  assert!(stage.screen().contains("25 %"), "{}", stage.screen());
  stage.press("<Esc>");
  assert_eq!(stage.effects.last(), Some(&Effect::StopLedger));
  let book = read_bytes(LEDGER.as_bytes(), &mut unwatched).map(Arc::new).map_err(|_| String::new());
  stage.effects.clear();
  stage.tell(Msg::LedgerRead(ticket, book));
  assert!(stage.effects.is_empty() && matches!(stage.model.page(), Page::Import(import) if import.stage == ImportStage::File));
  stage.press("<Esc>");
  assert!(stage.screen().contains("no rows yet"));
}

#[test]
fn a_file_is_typed_completed_chosen_or_dragged() {
  // What is pressed or pasted, and the file that is read.
  for (keys, pasted, expected) in [
    ("sbtz<Enter>", "", None),
    ("仪<Enter>", "", Some("data/仪表.csv")),
    ("yb<Enter>", "", Some("data/仪表.csv")),
    ("sb<Tab>.<Enter>", "", Some("data/设备台账.xlsx")),
    ("<Down><Enter>", "", Some("/data/质检部/计量器具台账2025.xlsx")),
    ("<Down><Down><Down><Enter>", "", Some("data/设备台账.xlsx")),
    ("", "'/home/a/我的 台账.xlsx'", Some("/home/a/我的 台账.xlsx")),
    ("", "file:///home/a/%E5%8F%B0%E8%B4%A6.xlsx\n", Some("/home/a/台账.xlsx")),
    ("没有.xlsx<Enter>", "", Some("data/没有.xlsx")),
    ("<Enter>", "", None),
  ] {
    let mut stage = table(Lang::Zh, (80, 24));
    stage.press("<F5>").tell(Msg::Folder(folder()));
    stage.effects.clear();
    stage.press(keys);
    if !pasted.is_empty() {
      stage.paste(pasted).press("<Enter>");
    }
    let found = stage.effects.iter().find_map(|effect| if let Effect::ReadLedger(_, path) = effect { Some(path.clone()) } else { None });
    let several = keys == "sbtz<Enter>";
    assert_eq!(found.filter(|_| !several), expected.map(PathBuf::from), "{keys} {pasted}");
  }
}

#[test]
fn a_folder_is_gone_into() {
  let mut stage = table(Lang::Zh, (80, 24));
  stage.press("<F5>").tell(Msg::Folder(folder()));
  stage.press("2024<Enter>");
  assert_eq!(stage.effects.last(), Some(&Effect::ListFolder(Some("data/2024年/".to_owned()))));
}

#[test]
fn what_cannot_be_read_is_told_and_nothing_changes() {
  let mut stage = table(Lang::Zh, (80, 24));
  for bytes in [&b"%PDF-1.7"[..], b"", b"PK\x03\x04broken"] {
    press(&mut stage, "<F5>", bytes);
    press(&mut stage, "yb<Enter>", bytes);
    assert!(matches!(stage.model.page(), Page::Import(import) if import.trouble.is_some()), "{}", stage.screen());
    stage.press("<Esc>");
    assert!(column(&stage, "asset_no").is_empty());
  }
}

#[test]
fn screens() {
  let ledger = std::fs::read(root().join("tests/ledgers/02-titles.xlsx")).unwrap();
  let doubtful = "序号,管理编号,器具名称,本厂规格型号说明,检定日期\n1,A,卡尺,0-150,2025.1.6\n2,B,天平,FA2004,九月\n";
  compare("import-file", USUAL, |lang, size| {
    let mut stage = table(lang, size);
    stage.press("<F5>").tell(Msg::Folder(folder()));
    stage.press("<Down><Down>");
    stage
  });
  compare("import-reading", USUAL, |lang, size| {
    let mut stage = table(lang, size);
    stage.press("<F5>").tell(Msg::Folder(folder()));
    stage.press("yb<Enter>").tell(Msg::LedgerProgress(1, Progress { step: Step::Understanding, done: 2560, total: 10_000 }));
    stage
  });
  compare("import-columns", USUAL, |lang, size| {
    let mut stage = table(lang, size);
    read(&mut stage, &ledger);
    stage
  });
  compare("import-doubtful", USUAL, |lang, size| {
    let mut stage = table(lang, size);
    read(&mut stage, doubtful.as_bytes());
    stage
  });
  compare("import-column", USUAL, |lang, size| {
    let mut stage = table(lang, size);
    read(&mut stage, doubtful.as_bytes());
    stage.press("<Enter>");
    stage
  });
  compare("import-preview", USUAL, |lang, size| {
    let mut stage = table(lang, size);
    read(&mut stage, LEDGER.as_bytes());
    stage.press("<F9><C-s><C-Home><Right><Right>0-150 S<Enter>FA 2<Enter>");
    read(&mut stage, LATER.replace("A,卡尺", "B,电子天平,FA,2025-03-14,合格,\nA,卡尺").as_bytes());
    stage.press("<F9><Down><Down>");
    stage
  });
  compare("import-no-header", USUAL, |lang, size| {
    let mut stage = table(lang, size);
    read(&mut stage, "本厂的单子,,\n甲,乙,丙\n1,2,3\n".as_bytes());
    stage
  });
}

/// A ledger of 300 rows as other programs lay it out: titles above, real dates, one cell that is no date.
fn workbook(path: &std::path::Path) {
  let mut book = rust_xlsxwriter::Workbook::new();
  let sheet = book.add_worksheet();
  sheet.set_name("设备台账").unwrap();
  sheet.write(0, 0, "2025年计量器具台账").unwrap();
  for (column, heading) in ["序号", "管理编号", "器具名称", "型号规格", "出厂编号", "检定日期", "有效期至", "备注"].iter().enumerate()
  {
    sheet.write(2, column as u16, *heading).unwrap();
  }
  let format = rust_xlsxwriter::Format::new().set_num_format("yyyy/m/d");
  for row in 0..300_u32 {
    let at = row + 3;
    sheet.write(at, 0, row + 1).unwrap();
    sheet.write(at, 1, format!("JX-{:04}", row + 1)).unwrap();
    sheet.write(at, 2, "数显卡尺").unwrap();
    sheet.write(at, 3, "0-150/0.01").unwrap();
    sheet.write(at, 4, format!("A{row:05}")).unwrap();
    sheet.write_with_format(at, 5, 45_500 + row % 30, &format).unwrap();
    if row == 16 {
      sheet.write(at, 6, "长期").unwrap();
    } else {
      sheet.write_with_format(at, 6, 45_864 + row % 30, &format).unwrap();
    }
  }
  book.save(path).unwrap();
}

#[test]
fn three_hundred_rows_in_a_real_terminal() {
  let sandbox = Sandbox::new();
  sandbox.run(&["new", "-o", "d.json"]).expect(0);
  workbook(&sandbox.path("台账 2025.xlsx"));
  let env =
    [("JILIANG_LANG", "zh"), ("JILIANG_DATA_DIR", &*sandbox.path("data").to_string_lossy())].map(|(name, value)| (name, value.to_owned()));
  let env: Vec<(&str, &str)> = env.iter().map(|(name, value)| (*name, value.as_str())).collect();
  let mut pty = Pty::start(env!("CARGO_BIN_EXE_jiliang"), &["edit", "d.json"], &env, &sandbox.path(""), (100, 30));
  pty.wait_for("企业名称");
  pty.send("<C-g><Home><Down><Down><Down><Enter>");
  pty.wait_for("F5 从 Excel 导入");
  pty.send("<F5>");
  pty.wait_for("台账 2025.xlsx");
  // As a terminal gives a file that is dragged onto it.
  pty.paste(&format!("'{}'", sandbox.path("台账 2025.xlsx").display()));
  pty.send("<Enter>");
  pty.wait_for("导入到");
  pty.send("<F9>");
  pty.wait_for("新增 300 行");
  assert!(pty.screen().contains("设备台账!G20") && pty.screen().contains("长期"), "{}", pty.screen());
  pty.send("<C-s>");
  pty.wait_for("300 行");
  pty.wait_for("JX-0001");
  pty.send("<C-z>");
  pty.wait_for("还没有行");
  pty.send("<C-y>");
  pty.wait_for("JX-0001");
  // The second time the file is offered, and nothing is new.
  pty.send("<F5>");
  pty.wait_for("最近用过");
  pty.send("<Down><Enter>");
  pty.wait_for("导入到");
  pty.send("<F9>");
  pty.wait_for("其中 300 行没有变化");
  pty.send("<C-q>");
  assert!(pty.end().success());
  let draft: Value = serde_json::from_str(&sandbox.read("d.json")).unwrap();
  assert_eq!(draft["answers"]["instruments"].as_array().map(Vec::len), Some(300));
  assert_eq!(draft["answers"]["instruments"][16]["due"], "长期");
}
