//! The table as a spreadsheet: sorting and filtering change only the view, blocks are one step, nothing is overwritten without a question.

use crate::stage::Stage;
use jiliang::{
  document::Document,
  lang::Lang,
  tui::{Effect, Model, Page},
};
use serde_json::{Value, json};

/// A draft with these instruments, its table open.
fn table(rows: &Value) -> Stage {
  let mut json = serde_json::to_value(crate::stage::sample()).unwrap();
  json["answers"]["instruments"] = rows.clone();
  let mut stage = Stage::open(Lang::En, (120, 40), Document::from_json(json).unwrap());
  stage.press("<C-g><Home><Down><Down><Down><Enter>");
  stage
}

fn three() -> Value {
  json!([
    { "_row": "r1", "asset_no": "JX-2", "name": "卡尺", "serial_no": "7" },
    { "_row": "r2", "asset_no": "JX-10", "name": "压力表", "serial_no": "30" },
    { "_row": "r3", "asset_no": "JX-1", "name": "天平", "serial_no": "" },
  ])
}

/// What stands in a column, in the order of the document.
fn column(model: &Model, field: &str) -> Vec<String> {
  let rows = model.session.as_ref().unwrap().document.rows("instruments");
  rows.iter().map(|row| row.cells.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()).collect()
}

/// The asset numbers as the screen shows them, from the top.
fn shown(stage: &Stage) -> Vec<String> {
  let session = stage.model.session.as_ref().unwrap();
  let table = session.form.group_by_path("instruments").unwrap();
  let rows = session.document.rows("instruments");
  (0..session.shown_rows(table))
    .map(|place| rows[session.row_at(table, place).unwrap()].cells.get("asset_no").and_then(Value::as_str).unwrap_or_default().to_owned())
    .collect()
}

#[test]
fn sorting_changes_the_view_and_never_the_document() {
  let mut stage = table(&three());
  for (keys, expected) in [("<F3>", ["JX-1", "JX-2", "JX-10"]), ("<F3>", ["JX-10", "JX-2", "JX-1"]), ("<F3>", ["JX-2", "JX-10", "JX-1"])] {
    stage.press(keys);
    assert_eq!(shown(&stage), expected);
    assert_eq!(column(&stage.model, "asset_no"), ["JX-2", "JX-10", "JX-1"]);
  }
  assert!(stage.model.session.as_ref().unwrap().undo.is_empty());
  // What is empty comes last, whichever way one sorts.
  stage.press("<Right><Right><Right><F3>");
  assert_eq!(shown(&stage).last().unwrap(), "JX-1");
  stage.press("<F3>");
  assert_eq!(shown(&stage).last().unwrap(), "JX-1");
}

#[test]
fn rows_that_come_and_go_are_followed_while_sorted() {
  let mut stage = table(&three());
  stage.press("<F3><C-Home>");
  // On JX-1, the first of the view and the last of the document.
  stage.press("<C-n>JX-5<Enter>");
  assert_eq!(shown(&stage), ["JX-1", "JX-5", "JX-2", "JX-10"]);
  assert_eq!(column(&stage.model, "asset_no"), ["JX-2", "JX-10", "JX-1", "JX-5"]);
  stage.press("<C-Home><C-x>");
  assert_eq!(shown(&stage), ["JX-5", "JX-2", "JX-10"]);
  stage.press("<C-z>");
  assert_eq!(column(&stage.model, "asset_no"), ["JX-2", "JX-10", "JX-1", "JX-5"]);
  assert_eq!(shown(&stage).len(), 4);
}

#[test]
fn filters_by_value_by_text_and_by_findings() {
  let mut stage = table(&three());
  stage.press("<Right><F8><Down><Enter>");
  assert_eq!(shown(&stage), ["JX-2"], "{}", stage.screen());
  assert!(stage.screen().contains("1 shown"), "{}", stage.screen());
  stage.press("<F8><Enter>");
  assert_eq!(shown(&stage).len(), 3);
  stage.press("<F8><Down><Down><Enter>天平<Enter>");
  assert_eq!(shown(&stage), ["JX-1"]);
  // A jump to a row that is left out shows all again.
  stage.press("<F8><Home><Enter><F8><Down><Down><Enter>没有这种<Enter>");
  assert!(shown(&stage).is_empty());
  assert!(stage.screen().contains("No row passes the filter"), "{}", stage.screen());
  stage.press("<F6>");
  assert_eq!(shown(&stage).len(), 3);
}

#[test]
fn a_block_is_pasted_as_cells_and_is_one_step() {
  let mut stage = table(&json!([]));
  stage.paste("JX-001\t游标卡尺\t0-150\tA1\nJX-002\t千分尺\t0-25\tB2\n");
  assert_eq!(column(&stage.model, "asset_no"), ["JX-001", "JX-002"]);
  assert_eq!(column(&stage.model, "serial_no"), ["A1", "B2"]);
  // Over what is there only after a question that shows what would be lost.
  stage.paste("JX-001\t数显卡尺\nJX-003\t千分尺\nJX-004\t百分表");
  assert!(matches!(stage.model.page(), Page::Import(_)));
  let screen = stage.screen();
  assert!(screen.contains("游标卡尺 → 数显卡尺") && screen.contains("JX-002 → JX-003"), "{screen}");
  stage.press("<Esc>");
  assert_eq!(column(&stage.model, "name"), ["游标卡尺", "千分尺"]);
  stage.paste("JX-001\t数显卡尺\nJX-003\t千分尺\nJX-004\t百分表");
  stage.press("<C-s>");
  assert_eq!(column(&stage.model, "asset_no"), ["JX-001", "JX-003", "JX-004"]);
  assert_eq!(column(&stage.model, "name"), ["数显卡尺", "千分尺", "百分表"]);
  stage.press("<C-z>");
  assert_eq!(column(&stage.model, "asset_no"), ["JX-001", "JX-002"]);
  stage.press("<C-z>");
  assert!(column(&stage.model, "asset_no").is_empty());
}

#[test]
fn a_block_with_the_names_of_columns_goes_where_they_say() {
  let mut stage = table(&json!([]));
  stage.paste("器具名称\t管理编号\n卡尺\tJX-1\n压力表\tJX-2\n");
  assert_eq!(column(&stage.model, "asset_no"), ["JX-1", "JX-2"]);
  assert_eq!(column(&stage.model, "name"), ["卡尺", "压力表"]);
}

#[test]
fn one_value_fills_all_that_is_selected() {
  let mut stage = table(&three());
  stage.press("<Right><S-Down><S-Down>").paste("量块");
  assert!(matches!(stage.model.page(), Page::Import(_)));
  stage.press("<C-s>");
  assert_eq!(column(&stage.model, "name"), ["量块", "量块", "量块"]);
}

#[test]
fn filling() {
  for (keys, field, before, expected) in [
    ("<S-Down><S-Down><C-e><Enter>", "asset_no", ["JX-008", "", ""], ["JX-008", "JX-008", "JX-008"]),
    ("<S-Down><S-Down><C-e><Down><Enter>", "asset_no", ["JX-008", "", ""], ["JX-008", "JX-009", "JX-010"]),
    ("<S-Down><S-Down><C-e><Down><Enter>", "asset_no", ["10", "20", ""], ["10", "20", "30"]),
    ("<S-Down><S-Down><C-e><Down><Down><Enter>X<Enter>", "asset_no", ["a", "b", ""], ["X", "X", "X"]),
    // One cell takes from the one above.
    ("<Down><C-e><Enter>", "asset_no", ["JX-1", "", ""], ["JX-1", "JX-1", ""]),
    // Del empties all that is selected.
    ("<S-Down><Del>", "asset_no", ["a", "b", "c"], ["", "", "c"]),
    // Several rows are taken out at once.
    ("<Down><S-Down><C-x>", "asset_no", ["a", "b", "c"], ["a", "", ""]),
  ] {
    let rows: Vec<Value> = before.iter().enumerate().map(|(at, text)| json!({ "_row": format!("r{at}"), field: text })).collect();
    let mut stage = table(&rows.into());
    stage.press(keys);
    let mut now = column(&stage.model, field);
    now.resize(3, String::new());
    assert_eq!(now, expected, "{keys} on {before:?}");
    stage.press("<C-z>");
    assert_eq!(column(&stage.model, field), before, "{keys} on {before:?}, taken back");
  }
}

#[test]
fn dates_fill_by_days_and_by_months() {
  for (before, expected) in [
    (["2025-01-31", "", ""], ["2025-01-31", "2025-02-01", "2025-02-02"]),
    (["2025-01-15", "2025-02-15", ""], ["2025-01-15", "2025-02-15", "2025-03-15"]),
    (["2025-01-01", "2025-01-08", ""], ["2025-01-01", "2025-01-08", "2025-01-15"]),
  ] {
    let rows: Vec<Value> =
      before.iter().enumerate().map(|(at, text)| json!({ "_row": format!("r{at}"), "asset_no": at.to_string(), "date": text })).collect();
    let mut stage = table(&rows.into());
    let session = stage.model.session.as_ref().unwrap();
    let group = session.form.group_by_path("instruments").unwrap();
    let date = session.form.group(group).field_by_id("date").unwrap();
    let at = session.columns(group).iter().position(|field| *field == date).unwrap();
    stage.press(&"<Right>".repeat(at)).press("<S-Down><S-Down><C-e><Down><Enter>");
    assert_eq!(column(&stage.model, "date"), expected);
  }
}

#[test]
fn rows_move_and_a_row_is_a_form() {
  let mut stage = table(&three());
  stage.press("<C-Down>");
  assert_eq!(column(&stage.model, "asset_no"), ["JX-10", "JX-2", "JX-1"]);
  stage.press("<F4>");
  assert!(stage.screen().contains("row 2"), "{}", stage.screen());
  stage.press("<Tab>数显<Esc>");
  assert_eq!(column(&stage.model, "name")[1], "卡尺数显");
  // The next row without leaving the form.
  stage.press("<F4><A-Down>");
  assert!(stage.screen().contains("row 3"), "{}", stage.screen());
}

#[test]
fn selected_rows_move_and_are_duplicated_together() {
  let mut stage = table(&three());
  stage.press("<S-Down><C-Down>");
  assert_eq!(column(&stage.model, "asset_no"), ["JX-1", "JX-2", "JX-10"]);
  // At the end they stay; they are still selected, and go back up.
  stage.press("<C-Down><C-Up>");
  assert_eq!(column(&stage.model, "asset_no"), ["JX-2", "JX-10", "JX-1"]);
  stage.press("<C-d>");
  assert_eq!(column(&stage.model, "name"), ["卡尺", "压力表", "卡尺", "压力表", "天平"]);
  assert_eq!(column(&stage.model, "asset_no"), ["JX-2", "JX-10", "", "", "JX-1"]);
  // One step.
  stage.press("<C-z>");
  assert_eq!(column(&stage.model, "asset_no"), ["JX-2", "JX-10", "JX-1"]);
}

#[test]
fn columns_are_hidden_and_shown_again_by_a_jump() {
  let mut stage = table(&three());
  let count = |stage: &Stage| {
    let session = stage.model.session.as_ref().unwrap();
    session.columns(session.form.group_by_path("instruments").unwrap()).len()
  };
  let all = count(&stage);
  stage.press("<A-v><Space><Enter>");
  assert_eq!(count(&stage), all - 1);
  assert!(stage.screen().contains("columns hidden: 1"), "{}", stage.screen());
}

#[test]
fn a_block_is_copied_as_cells_and_pasted_again() {
  let mut stage = table(&three());
  stage.press("<S-Right><S-Down><A-c>");
  let copied = stage.effects.iter().find_map(|effect| match effect {
    Effect::Copy(text) => Some(text.clone()),
    _ => None,
  });
  assert_eq!(copied.as_deref(), Some("JX-2\t卡尺\nJX-10\t压力表\n"));
  assert_eq!(stage.effects.last(), Some(&Effect::KeepCopy("JX-2\t卡尺\nJX-10\t压力表\n".into())));
  stage.press("<C-End><Home><C-n><C-v>");
  assert_eq!(column(&stage.model, "asset_no"), ["JX-2", "JX-10", "JX-1", "JX-2", "JX-10"]);
}

#[test]
fn a_column_a_row_and_all_are_selected_and_copied() {
  // What is selected, and how many lines and cells in a line are copied.
  for (keys, lines, begin) in [
    ("<S-Down><A-a>", 3, "JX-2\nJX-10\n"),
    ("<Right><Down><S-Up><A-a>", 3, "卡尺\n压力表\n"),
    ("<Down><S-Right><A-a>", 1, "JX-10\t压力表\t"),
    ("<A-a>", 3, "JX-2\t卡尺\t"),
    ("<S-Down><A-a><A-a>", 3, "JX-2\t卡尺\t"),
  ] {
    let mut stage = table(&three());
    stage.press(keys).press("<A-c>");
    let Some(Effect::KeepCopy(text)) = stage.effects.last() else { panic!("{keys}: {:?}", stage.effects) };
    assert!(text.starts_with(begin) && text.lines().count() == lines, "{keys}: {text}");
  }
}

#[test]
fn a_table_is_looked_through_by_hanzi_pinyin_and_codes() {
  // What is pressed on three rows, and the cell that has the focus then: row and column from 0.
  for (keys, expected) in [
    ("<F7>天平<Enter>", (2, 1)),
    ("<F7>tp<Enter>", (2, 1)),
    ("<F7>yalibiao<Enter>", (1, 1)),
    ("<F7>jx-<Enter>", (1, 0)),
    ("<F7>jx-<Enter><F7><Enter>", (2, 0)),
    ("<F7>jx-<Enter><F7><Enter><F7><Enter>", (0, 0)),
    ("<F7>jx-<Enter><S-F7>", (0, 0)),
    ("<S-F7>", (0, 0)),
    ("<F7>没有<Enter>", (0, 0)),
    ("<F7>tp<Esc>", (0, 0)),
  ] {
    let mut stage = table(&three());
    stage.press(keys);
    let session = stage.model.session.as_ref().unwrap();
    let grid = session.grid(session.form.group_by_path("instruments").unwrap());
    assert_eq!((grid.row, grid.column), expected, "{keys}");
  }
  // Rows are filtered by pinyin too.
  let mut stage = table(&three());
  stage.press("<F8><Down><Down><Enter>ylb<Enter>");
  assert_eq!(shown(&stage), ["JX-10"]);
}

#[test]
fn columns_are_sorted_by_what_they_mean() {
  let cases: [(&str, Value, [&str; 3]); 5] = [
    // Hanzi by pinyin: 卡尺 ka, 天平 tian, 压力表 ya.
    ("name", json!(["卡尺", "压力表", "天平"]), ["0", "2", "1"]),
    (
      "range",
      json!([{ "low": "0", "high": "1", "unit": "m" }, { "low": "0", "high": "150", "unit": "mm" }, { "low": "-5", "high": "5", "unit": "mm" }]),
      ["2", "1", "0"],
    ),
    (
      "resolution",
      json!([{ "value": "0.1", "unit": "cm" }, { "value": "0.02", "unit": "mm" }, { "value": "2", "unit": "kg" }]),
      ["2", "1", "0"],
    ),
    ("date", json!(["2025-10-01", "2025-09-30", "不是日期"]), ["1", "0", "2"]),
    ("interval", json!([12, 6, 24]), ["1", "0", "2"]),
  ];
  for (field, values, expected) in cases {
    let rows: Vec<Value> = values
      .as_array()
      .unwrap()
      .iter()
      .enumerate()
      .map(|(at, value)| json!({ "_row": format!("r{at}"), "asset_no": at.to_string(), field: value }))
      .collect();
    let mut stage = table(&rows.into());
    let session = stage.model.session.as_ref().unwrap();
    let group = session.form.group_by_path("instruments").unwrap();
    let wanted = session.form.group(group).field_by_id(field).unwrap();
    let at = session.columns(group).iter().position(|field| *field == wanted).unwrap();
    stage.press(&"<Right>".repeat(at)).press("<F3>");
    assert_eq!(shown(&stage), expected, "{field}");
  }
}

#[test]
fn a_step_moves_the_cursor_and_not_the_page() {
  let rows: Vec<Value> =
    (0..200).map(|row| json!({ "_row": format!("r{row}"), "asset_no": format!("JX-{row:03}"), "name": "卡尺" })).collect();
  let mut stage = table(&Value::from(rows));
  stage.press("<C-Home>").paint();
  let seen = |stage: &Stage| -> Vec<usize> {
    let screen = stage.screen();
    let body = screen.split_once('\n').unwrap().1;
    (0..200).filter(|row| body.contains(&format!("JX-{row:03}"))).collect()
  };
  let first = seen(&stage);
  assert_eq!(first[0], 0);
  // To the last row that is seen nothing else moves; from there on a row at a time.
  for _ in 1..first.len() {
    stage.press("<Down>").paint();
    assert_eq!(seen(&stage), first);
  }
  stage.press("<Down>").paint();
  assert_eq!(seen(&stage)[0], 1);
  // Up again through the same page.
  for _ in 1..first.len() {
    stage.press("<Up>").paint();
    assert_eq!(seen(&stage)[0], 1);
  }
  stage.press("<Up>").paint();
  assert_eq!(seen(&stage)[0], 0);
  // A jump puts the row where its neighbours are seen on both sides; a step from there moves nothing, nor does a list that lay over it.
  stage.press("<PageDown><PageDown><PageDown>").paint();
  let jumped = seen(&stage);
  stage.press("<Down>").paint().press("<F1>").paint().press("<Esc><Down>").paint();
  assert_eq!(seen(&stage), jumped);
}
