//! Spreadsheets in and out: every ledger of `tests/ledgers` comes to what stands beside it, workbooks come back exactly, files that mean harm do
//! none. The scripts in `tests/ledgers` make the ledgers.

use crate::support::{Sandbox, every_type, root};
use jiliang::{
  document::{Document, FormRef},
  form::{Choices, Form, Kind},
  lang::{Lang, Words},
  ledger::{
    Decision, Fate, OnVanished, Plan, Progress, Standing, Stopped, Wishes, calendar, carry_over, due, due_counts, read_bytes, read_file,
    restore, sending_list, template, unwatched, workbook,
  },
  store::Library,
};
use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};
use std::{
  fs,
  io::{Cursor, Write},
  ops::ControlFlow,
  sync::Arc,
};

fn capability() -> Arc<Form> {
  Library::new(Vec::new()).by_id("capability").unwrap()
}

fn empty(form: &Form) -> Document {
  let reference = FormRef { id: form.id.clone(), version: form.version.clone(), digest: None };
  Document::new(reference, uuid::Uuid::nil(), "2025-01-01T00:00:00Z")
}

fn plan(form: &Form, document: &Document, bytes: &[u8]) -> Plan {
  let book = read_bytes(bytes, &mut unwatched).unwrap();
  Plan::new(form, document, form.group_by_path("instruments").unwrap(), &book, &Wishes::default(), &mut unwatched).unwrap()
}

fn take(form: &Form, document: &mut Document, plan: &Plan, decision: Decision) -> jiliang::document::Edit {
  let changes = plan.changes(form, document, &decision);
  document.apply_all(changes).unwrap()
}

#[test]
fn every_ledger_comes_to_what_stands_beside_it() {
  let folder = root().join("tests/ledgers");
  let library = Library::new(Vec::new());
  let words = Words::new(Lang::En);
  let mut names: Vec<String> = fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.file_name().into_string().unwrap()).collect();
  names.sort();
  let mut wrong = Vec::new();
  let mut seen = 0;
  for name in names.iter().filter(|name| !name.ends_with(".json") && !name.ends_with(".py")) {
    let expected = fs::read_to_string(folder.join(format!("{}.expect.json", name.split('.').next().unwrap()))).unwrap();
    let expected: Json = serde_json::from_str(&expected).unwrap();
    let book = read_file(&folder.join(name), &mut unwatched).unwrap();
    let form = library.by_id(expected["form"].as_str().unwrap_or("capability")).unwrap();
    let table = form.group_by_path(expected["table"].as_str().unwrap_or("instruments")).unwrap();
    let plan = Plan::new(&form, &empty(&form), table, &book, &Wishes::default(), &mut unwatched);
    if let Some(refused) = expected["refused"].as_str() {
      assert!(matches!(&plan, Err(Stopped::Failed(failure)) if failure.message().id == refused), "{name}: {plan:?}");
      seen += 1;
      continue;
    }
    let found = plan.unwrap().to_json(&form, &words);
    let list = |key: &str| found[key].as_array().unwrap().clone();
    let rows: Vec<Json> = list("rows").into_iter().map(|row| row["answers"].clone()).collect();
    let unused: Vec<Json> =
      list("columns").into_iter().filter(|column| column["field"].is_null()).map(|column| column["heading"].clone()).collect();
    let problems: Vec<Json> = list("problems").into_iter().map(|problem| json!([problem["cell"], problem["code"]])).collect();
    let same = |a: &Json, b: &Json| a == b;
    let sorted = |list: &Json| {
      let mut texts: Vec<String> = list.as_array().unwrap().iter().map(Json::to_string).collect();
      texts.sort();
      texts
    };
    for (what, got, wanted) in [
      ("sheet", found["sheet"].clone(), &expected["sheet"]),
      ("header", found["header"].clone(), &expected["header"]),
      ("rows", Json::from(rows), &expected["rows"]),
      ("unused", Json::from(unused), &expected["unused"]),
    ] {
      if !same(&got, wanted) {
        wrong.push(format!("{name} {what}: {got}\n  wanted {wanted}"));
      }
    }
    if sorted(&Json::from(problems.clone())) != sorted(&expected["problems"]) {
      wrong.push(format!("{name} problems: {problems:?}"));
    }
    seen += 1;
  }
  assert!(seen >= 15 && wrong.is_empty(), "{seen} ledgers\n{}", wrong.join("\n"));
}

#[test]
fn every_heading_goes_where_it_says() {
  let form = capability();
  let (document, table) = (empty(&form), form.group_by_path("instruments").unwrap());
  let mut wrong = Vec::new();
  let headings = fs::read_to_string(root().join("tests/shared/ledger_headings.csv")).unwrap();
  for (heading, wanted) in headings.lines().skip(1).map(|line| line.split_once(',').unwrap()) {
    let beside =
      [("管理编号", "asset_no", "A-1"), ("器具名称", "name", "压力表"), ("型号规格", "model", "Y-100"), ("有效期至", "due", "2025.5.5")];
    let (mut names, mut cells): (Vec<&str>, Vec<&str>) =
      beside.iter().filter(|(_, field, _)| *field != wanted).map(|(name, _, cell)| (name, cell)).unzip();
    names.push(heading);
    cells.push("1");
    let book = read_bytes(format!("{}\n{}\n", names.join("\t"), cells.join("\t")).as_bytes(), &mut unwatched).unwrap();
    let plan = Plan::new(&form, &document, table, &book, &Wishes::default(), &mut unwatched).unwrap();
    let field = plan.columns.last().and_then(jiliang::ledger::Column::field).map_or("", |field| &*form.field(table, field).id);
    if field != wanted {
      wrong.push(format!("{heading}: {field:?}, not {wanted:?}"));
    }
  }
  assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const LEDGER: &str = "管理编号,器具名称,型号规格,有效期至,状态\nA,卡尺,0-150,2025-08-31,合格\nB,天平,FA,2025-03-14,合格\n";

#[test]
fn a_ledger_read_again_updates_by_key_and_keeps_what_was_edited_here() {
  let form = capability();
  let mut document = empty(&form);
  let first = plan(&form, &document, LEDGER.as_bytes());
  assert_eq!((first.counts().new, first.counts().changed), (2, 0));
  let before = document.clone();
  let edit = take(&form, &mut document, &first, Decision::default());
  assert_eq!(document.rows("instruments").len(), 2);

  // Nothing new: nothing to do.
  assert!(plan(&form, &document, LEDGER.as_bytes()).changes(&form, &document, &Decision::default()).is_empty());

  // Edited here; the ledger still says what it said.
  let cell = |row: usize, field: &str| jiliang::document::CellPath::cell("instruments", &document.rows("instruments")[row].id, field);
  let set = |cell, value: &str| jiliang::document::Change::Set { cell, value: Some(value.into()), typed: None, prune: false };
  let edits = vec![set(cell(0, "model"), "0-150 数显"), set(cell(1, "model"), "FA2004")];
  let mut edited = document.clone();
  edited.apply_all(edits).unwrap();
  let again = plan(&form, &edited, LEDGER.as_bytes());
  assert_eq!((again.counts().changed, again.counts().edited), (0, 2));
  assert!(again.changes(&form, &edited, &Decision::default()).is_empty());

  // The ledger moves on: one cell changed there, one on both sides, one row gone, one new.
  let later = "管理编号,器具名称,型号规格,有效期至,状态\nA,卡尺,0-200,2026-08-31,合格\nC,直尺,500,,\n";
  let next = plan(&form, &edited, later.as_bytes());
  let counts = next.counts();
  assert_eq!((counts.new, counts.changed, counts.conflicts, counts.vanished), (1, 1, 1, 1));
  assert_eq!(next.vanished[0].name, "B");
  let answer = |document: &Document, row: usize, field: &str| document.answer("instruments", Some(row), field).cloned();
  let mut kept = edited.clone();
  take(&form, &mut kept, &next, Decision::default());
  assert_eq!(kept.rows("instruments").len(), 3);
  assert_eq!(answer(&kept, 0, "due"), Some("2026-08-31".into()));
  assert_eq!(answer(&kept, 0, "model"), Some("0-150 数显".into()));
  let mut theirs = edited.clone();
  take(&form, &mut theirs, &next, Decision { ledger_wins: true, vanished: OnVanished::Retire, ..Decision::default() });
  assert_eq!(answer(&theirs, 0, "model"), Some("0-200".into()));
  assert_eq!(answer(&theirs, 1, "status"), Some("scrapped".into()));
  let mut removed = edited.clone();
  take(&form, &mut removed, &next, Decision { vanished: OnVanished::Remove, ..Decision::default() });
  assert_eq!(removed.rows("instruments").len(), 2);

  // One step of undo takes it all back, what the ledger said included.
  document.apply_all(edit.backward).unwrap();
  assert_eq!(document, before);
}

#[test]
fn a_block_from_the_clipboard_is_cells_from_the_caret_on() {
  let form = capability();
  let mut document = empty(&form);
  let table = form.group_by_path("instruments").unwrap();
  let first = plan(&form, &document, LEDGER.as_bytes());
  take(&form, &mut document, &first, Decision::default());
  let field = |id: &str| form.group(table).field_by_id(id).unwrap();
  let fields = [field("model"), field("serial_no"), field("date")];
  let rows: Vec<Arc<str>> = document.rows("instruments").iter().skip(1).map(|row| Arc::clone(&row.id)).collect();
  let block = "Y-100\t\"多\n行\"\t2024年9月1日\r\nZ\t7\t45567\r\n";
  let pasted = Plan::paste(&form, &document, table, &rows, &fields, block, (1, 1));
  assert!(pasted.needs_a_look());
  take(&form, &mut document, &pasted, Decision::default());
  assert_eq!(document.rows("instruments").len(), 3);
  for (row, field, expected) in
    [(1, "model", "Y-100"), (1, "serial_no", "多 行"), (1, "date", "2024-09-01"), (2, "model", "Z"), (2, "date", "2024-10-02")]
  {
    assert_eq!(document.answer("instruments", Some(row), field), Some(&Json::from(expected)), "{row} {field}");
  }
  // What has no place is told, and asks to be looked at.
  let wide = Plan::paste(&form, &document, table, &rows, &fields, "1\t2\t3\t4", (1, 1));
  assert!(wide.needs_a_look() && wide.notes[0].id == "ledger-paste-columns");
}

/// SplitMix64.
struct Random(u64);

impl Random {
  fn next(&mut self, below: usize) -> usize {
    self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = self.0;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)) as usize % below
  }

  fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
    from[self.next(from.len())]
  }
}

const TEXTS: &[&str] = &[
  "卡尺",
  "=1+1",
  "+86",
  "-5",
  "@x",
  "'x",
  "/",
  "无",
  "  两端空格 ",
  "多\n行",
  "𠮷",
  "_x000D_",
  "<b>&\"",
  "0012",
  "1E5",
  "2024.9.1",
  "a\tb",
  "Ｆｕｌｌ",
  "TRUE",
  "合计",
  "制表：张",
  "管理编号",
];

/// Some answer to a field: mostly of its kind, sometimes what nobody expects.
fn some_answer(form: &Form, kind: &Kind, random: &mut Random) -> Json {
  if random.next(12) == 0 {
    return match random.next(4) {
      0 => random.pick(TEXTS).into(),
      1 => json!({ "odd": [1, "x"] }),
      2 => json!(7),
      _ => json!(["a", "b"]),
    };
  }
  match kind {
    Kind::Integer { .. } => json!(random.next(1000) as i64 - 20),
    Kind::Decimal { .. } => random.pick(&["12.50", "0.020", "-3", "1000000.0", "00.5", "123456789012345678.9", "1e3"]).into(),
    Kind::Boolean => json!(random.next(2) == 0),
    Kind::Date => random.pick(&["2024-09-01", "1899-12-31", "2025-02-28", "2024-02-30", "0001-01-01"]).into(),
    Kind::Choice(Choices::List(list)) => list[random.next(list.len())].code.clone().into(),
    Kind::Choice(Choices::Lookup { lookup, filter }) => form.lookups[*lookup].keys(filter).nth(random.next(5)).unwrap_or("x").into(),
    Kind::Quantity(_) => json!({ "value": random.pick(&["0.02", "12.50", "-1"]), "unit": random.pick(&["mm", "kg", ""]) }),
    Kind::Range(_) => json!({ "low": "0", "high": random.pick(&["150", "1.60"]), "unit": random.pick(&["mm", "MPa"]) }),
    Kind::Accuracy => json!({ "kind": "mpe", "text": random.pick(&["±0.02 mm", "±1 %", "?"]) }),
    Kind::Uncertainty(_) => json!({ "form": "absolute", "value": "0.0022", "unit": "mm", "k": "2", "p": "0.95" }),
    Kind::Attachment { .. } => json!({ "name": "a.pdf", "size": 3, "digest": "sha-256:00" }),
    _ => random.pick(TEXTS).into(),
  }
}

fn some_document(form: &Form, seed: u64) -> Document {
  let mut random = Random(seed);
  let mut answers = Map::new();
  for group in &form.groups {
    let record = |random: &mut Random| {
      let mut record = Map::new();
      for field in group.fields.iter().filter(|field| field.kind.is_answered()) {
        if random.next(3) > 0 {
          record.insert(field.id.to_string(), some_answer(form, &field.kind, random));
        }
      }
      if random.next(9) == 0 {
        record.insert("not_in_the_form".into(), json!("kept"));
      }
      record
    };
    let value = if group.is_table {
      let rows = (0..random.next(4)).map(|row| {
        let mut fields = record(&mut random);
        fields.insert("_row".into(), format!("{}{row}", ["r00", "行 "][row % 2]).into());
        Json::Object(fields)
      });
      Json::Array(rows.collect())
    } else {
      Json::Object(record(&mut random))
    };
    match group.path.split_once('.') {
      None => drop(answers.insert(group.path.to_string(), value)),
      Some((section, table)) => {
        let section = answers.entry(section).or_insert_with(|| json!({}));
        section[table] = value;
      }
    }
  }
  crate::support::document(form, &Json::Object(answers))
}

proptest! {
  #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

  #[test]
  fn a_workbook_comes_back_exactly(seed: u64, english: bool) {
    let form = every_type();
    let words = Words::new(if english { Lang::En } else { Lang::Zh });
    let document = some_document(&form, seed);
    let bytes = workbook(&form, &document, &words).unwrap();
    let book = read_bytes(&bytes, &mut unwatched).unwrap();
    let mut restored = crate::support::document(&form, &json!({}));
    let found = restore(&form, &restored, &book, &mut unwatched).unwrap();
    let mut changes = found.fields.clone();
    changes.extend(found.tables.iter().flat_map(|plan| plan.changes(&form, &restored, &Decision::default())));
    restored.apply_all(changes).unwrap();
    let shown = |document: &Document| serde_json::to_string_pretty(&document.answers).unwrap();
    prop_assert!(restored.answers.same(&document.answers), "wanted {}\ngot {}", shown(&document), shown(&restored));
    // Into the document it came from, it changes nothing.
    let again = restore(&form, &document, &book, &mut unwatched).unwrap();
    prop_assert!(again.fields.is_empty(), "{:?}", again.fields);
    for plan in again.tables {
      prop_assert_eq!(plan.counts().changed + plan.counts().new + plan.counts().edited, 0, "{:?}", plan.rows);
    }
    // No cell can start a formula: the file has none.
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for index in 0..zip.len() {
      let mut part = zip.by_index(index).unwrap();
      if part.name().is_ok_and(|name| name.contains("worksheets/sheet")) {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        prop_assert!(!text.contains("<f>") && !text.contains("<f "));
      }
    }
  }

  #[test]
  fn no_bytes_make_it_panic(mut bytes in prop::collection::vec(any::<u8>(), 0..400), head in 0..4_usize) {
    let heads: [&[u8]; 4] = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"];
    bytes.splice(0..0, heads[head].iter().copied());
    let _ = read_bytes(&bytes, &mut unwatched);
  }
}

/// An XLSX with these parts beside the ones every workbook needs.
fn archive(sheet: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
  let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
  let options = zip::write::SimpleFileOptions::default();
  let relation = |id: &str, kind: &str, target: &str| {
    format!(
      r#"<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>"#
    )
  };
  let parts = [
    ("[Content_Types].xml", "<Types/>".to_owned()),
    ("_rels/.rels", format!("<Relationships>{}</Relationships>", relation("r1", "officeDocument", "xl/workbook.xml"))),
    ("xl/workbook.xml", r#"<workbook xmlns:r="r"><sheets><sheet name="台账" sheetId="1" r:id="r1"/></sheets></workbook>"#.to_owned()),
    ("xl/_rels/workbook.xml.rels", format!("<Relationships>{}</Relationships>", relation("r1", "worksheet", "worksheets/sheet1.xml"))),
    ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>")),
  ];
  for (name, content) in parts {
    zip.start_file(name, options).unwrap();
    zip.write_all(content.as_bytes()).unwrap();
  }
  for (name, content) in more {
    zip.start_file(*name, options).unwrap();
    zip.write_all(content).unwrap();
  }
  zip.finish().unwrap().into_inner()
}

fn told(bytes: &[u8]) -> String {
  match read_bytes(bytes, &mut unwatched) {
    Err(Stopped::Failed(failure)) => failure.message().id.to_owned(),
    other => panic!("{other:?}"),
  }
}

#[test]
fn files_that_mean_harm_are_told_within_bounds() {
  let text = |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
  // A part that unpacks to more than any ledger: half a GiB of blanks in half a MiB.
  let blanks = vec![b' '; 1 << 20];
  let mut zip = zip::ZipWriter::new_append(Cursor::new(archive("", &[]))).unwrap();
  zip.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default().large_file(true)).unwrap();
  for _ in 0..500 {
    zip.write_all(&blanks).unwrap();
  }
  assert_eq!(told(&zip.finish().unwrap().into_inner()), "ledger-bomb");
  // A cell at the far right corner; a grid of both corners would need 17 thousand million cells.
  assert_eq!(told(&archive(&format!("<row r=\"1\">{}</row>", text("XFD1", "x")), &[])), "ledger-too-wide");
  let far = archive(&format!("<row r=\"1\">{}</row><row r=\"1048576\">{}</row>", text("A1", "x"), text("A1048576", "y")), &[]);
  assert_eq!(read_bytes(&far, &mut unwatched).unwrap().sheets[0].rows.len(), 2);
  // Entities that grow without end stay what they are.
  let lol = archive(&format!("<row r=\"1\">{}</row>", text("A1", "&lol;")), &[]);
  assert_eq!(read_bytes(&lol, &mut unwatched).unwrap().sheets[0].rows[0].cells[0].shown().to_string(), "&lol;");
  // Macros and links to other files are never opened; formulas with errors are told of as such.
  let links = archive(
    "<row r=\"1\"><c r=\"A1\" t=\"e\"><f>[1]x!A1</f><v>#REF!</v></c><c r=\"B1\" t=\"str\"><f>HYPERLINK(1)</f><v>shown</v></c></row>",
    &[("xl/vbaProject.bin", b"\x00\x01"), ("xl/externalLinks/externalLink1.xml", b"<x/>")],
  );
  let book = read_bytes(&links, &mut unwatched).unwrap();
  assert_eq!(book.sheets[0].rows[0].cells[1].shown().to_string(), "shown");
  // A workbook with a password is a box with another inside.
  let mut boxed = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
  boxed.create_stream("EncryptedPackage").unwrap().write_all(b"x").unwrap();
  boxed.flush().unwrap();
  assert_eq!(told(&boxed.into_inner().into_inner()), "ledger-locked");
  // An old workbook with cells in two corners of many sheets.
  let mut old = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
  let mut stream = Vec::new();
  for _ in 0..40 {
    stream.extend([0x09, 0x08, 0x04, 0x00, 0x00, 0x06, 0x10, 0x00]);
    for (row, column) in [(0_u16, 0_u16), (65_535, 255)] {
      stream.extend([0x03, 0x02, 0x0e, 0x00]);
      stream.extend(row.to_le_bytes());
      stream.extend(column.to_le_bytes());
      stream.extend([0; 10]);
    }
  }
  old.create_stream("Workbook").unwrap().write_all(&stream).unwrap();
  old.flush().unwrap();
  assert_eq!(told(&old.into_inner().into_inner()), "ledger-bomb");
  for (bytes, id) in [
    (&b""[..], "ledger-empty-file"),
    (b"PK\x03\x04 but no more", "ledger-damaged"),
    (b"%PDF-1.7", "ledger-other-kind"),
    (b"<html><table><tr><td>1", "ledger-markup"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken", "ledger-damaged"),
  ] {
    assert_eq!(told(bytes), id);
  }
  let whole = archive(&format!("<row r=\"1\">{}</row>", text("A1", "x")), &[]);
  for cut in [whole.len() / 3, whole.len() / 2, whole.len() - 5] {
    assert_eq!(told(&whole[..cut]), "ledger-damaged");
  }
}

#[test]
fn a_long_reading_can_be_cancelled() {
  let text = format!("管理编号,器具名称\n{}", "A,卡尺\n".repeat(2000));
  let mut told = 0;
  let mut watch = |_: Progress| {
    told += 1;
    if told > 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
  };
  assert!(matches!(read_bytes(text.as_bytes(), &mut watch), Err(Stopped::Cancelled)));
}

#[test]
fn what_falls_due_is_listed_by_the_words_of_the_form() {
  let form = capability();
  let today = "2025-06-30".parse().unwrap();
  let row = |no: &str, due: &str, status: &str, body: &str| json!({ "_row": no, "asset_no": no, "name": "压力表", "model": "Y", "due": due, "status": status, "traceability": "verification", "traceability_body": body, "place": "一车间" });
  let rows = json!([
    row("A", "2025-06-29", "in_use", "甲所"),
    row("B", "2025-06-30", "in_use", "乙所"),
    row("C", "2025-08-20", "limited", "甲所"),
    row("D", "2025-01-01", "out_of_use", "甲所"),
    row("E", "2026-06-30", "in_use", "甲所"),
    { "_row": "F", "asset_no": "F", "date": "2024-07-01", "interval": 12, "status": "in_use", "traceability": "verification" },
  ]);
  let document = crate::support::document(&form, &json!({ "instruments": rows }));
  let items = due(&form, &document, 0, today, Lang::Zh);
  let keys: Vec<(&str, i32)> = items.iter().map(|item| (item.key.as_str(), item.days)).collect();
  assert_eq!(keys, [("A", -1), ("B", 0), ("F", 0), ("C", 51), ("E", 365)]);
  let counts = due_counts(&form, &document, today);
  assert_eq!((counts.total, counts.overdue, counts.within_30, counts.within_60, counts.within_90), (5, 1, 2, 1, 0));
  let text = calendar(&form, &[uuid::Uuid::nil()], &items, "2025-06-30T08:00:00Z".parse().unwrap(), &Words::new(Lang::Zh));
  assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n"));
  assert_eq!(text.matches("BEGIN:VEVENT").count(), 5);
  assert!(text.contains("DTSTART;VALUE=DATE:20250820\r\nDTEND;VALUE=DATE:20250821"), "{text}");
  assert!(text.split("\r\n").all(|line| line.len() <= 75));
  let list = sending_list(&form, &[document], &items, &Words::new(Lang::Zh)).unwrap();
  let book = read_bytes(&list, &mut unwatched).unwrap();
  let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
  assert!(names.contains(&"甲所") && names.contains(&"乙所"), "{names:?}");
}

#[test]
fn the_list_to_send_is_written_on_the_command_line() {
  let sandbox = Sandbox::new();
  sandbox.run(&["new", "-o", "d.json"]).expect(0);
  let ledger = "管理编号,器具名称,型号规格,出厂编号,检定机构,有效期至,管理状态,溯源方式\n\
    A-1,游标卡尺,0-150,0012,虚构一所,2025-06-29,在用,检定\n\
    A-2,压力表,Y-100,0013,虚构一所,2025-07-20,在用,检定\n\
    A-3,天平,T-1,0014,虚构二所,2025-07-25,在用,校准\n\
    A-4,砝码,F1,0015,虚构一所,2026-06-01,在用,检定\n\
    A-5,=1+1,F1,0016,,2025-07-02,在用,检定\n";
  fs::write(sandbox.path("l.csv"), ledger).unwrap();
  sandbox.run(&["import", "d.json", "l.csv", "--table", "instruments"]).expect(0);
  let before = sandbox.read("d.json");
  let args = ["due", "d.json", "--as-of", "2025-06-30", "--within", "30d", "--lang", "zh", "--send-list"];
  let list = |more: &[&str]| {
    let ran = sandbox.run(&[&args[..], more].concat()).expect(0);
    assert!(ran.stderr.contains(more[0]), "{}", ran.stderr);
    let book = read_bytes(&fs::read(sandbox.path(more[0])).unwrap(), &mut unwatched).unwrap();
    let rows = |sheet: &jiliang::ledger::Sheet| -> Vec<Vec<String>> {
      sheet.rows.iter().map(|row| row.cells.iter().map(|cell| cell.shown().to_string()).collect()).collect()
    };
    book.sheets.iter().map(|sheet| (sheet.name.clone(), rows(sheet))).collect::<Vec<_>>()
  };
  let sheets = list(&["out.xlsx"]);
  let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
  assert_eq!(names, ["未注明机构", "虚构一所", "虚构二所"]);
  let rows = &sheets[1].1;
  assert_eq!(rows[0], ["送检清单　虚构一所　共 2 件"]);
  let heading = "序号 管理编号 器具名称 型号规格 出厂编号 生产厂家 测量范围 准确度 溯源方式 证书编号 有效期至 备注";
  assert_eq!(rows[1], heading.split(' ').collect::<Vec<_>>());
  assert_eq!(rows[2], ["1", "A-1", "游标卡尺", "0-150", "0012", "", "", "", "检定", "", "2025-06-29"]);
  assert_eq!((rows[3][1].as_str(), rows.len()), ("A-2", 5));
  // A text that looks like a formula is a text.
  assert_eq!(sheets[0].1[2][2], "=1+1");
  assert_eq!((sheets[2].1[2][1].as_str(), sheets[2].1[2][8].as_str()), ("A-3", "校准"));
  // One body, or one for which nothing is due: still a file that tells so.
  assert_eq!(list(&["one.xlsx", "--body", "二所"]).len(), 1);
  let nothing = list(&["none.xlsx", "--body", "三所"]);
  assert_eq!(nothing[0].1.concat(), ["没有要到期的器具"]);
  assert_eq!(sandbox.read("d.json"), before);
}

#[test]
fn next_years_declaration_begins_without_what_has_expired() {
  let form = capability();
  let document = crate::support::document(
    &form,
    &json!({
      "instruments": [
        { "_row": "r001", "asset_no": "A", "certificate_no": "Z1", "date": "2023-07-01", "due": "2024-06-30" },
        { "_row": "r002", "asset_no": "B", "certificate_no": "Z2", "date": "2025-07-01", "due": "2026-06-30" },
      ],
      "declaration": { "signer": "张示例", "truth": true },
    }),
  );
  let (changes, cleared) = carry_over(&form, &document, "2025-12-31".parse().unwrap());
  let mut next = document.clone();
  next.apply_all(changes).unwrap();
  assert_eq!(next.answer("instruments", Some(0), "certificate_no"), None);
  assert_eq!(next.answer("instruments", Some(1), "certificate_no"), Some(&"Z2".into()));
  assert_eq!(next.answer("declaration", None, "truth"), None);
  assert_eq!(next.answer("declaration", None, "signer"), Some(&"张示例".into()));
  assert_eq!(cleared.len(), 4);
}

#[test]
fn the_template_comes_back_filled_in() {
  let form = capability();
  let bytes = template(&form, &Words::new(Lang::Zh)).unwrap();
  let book = read_bytes(&bytes, &mut unwatched).unwrap();
  let sheet = book.sheets.iter().find(|sheet| sheet.name == "计量器具台账").unwrap();
  let headings: Vec<String> = sheet.rows[0].cells.iter().map(|cell| cell.shown().to_string()).collect();
  assert_eq!(headings[..3], ["_row", "管理编号", "器具名称"]);
  assert_eq!(sheet.rows.len(), 1);
}

#[test]
fn import_and_export_on_the_command_line() {
  let sandbox = Sandbox::new();
  sandbox.run(&["new", "-o", "d.json"]).expect(0);
  fs::write(sandbox.path("l.csv"), "器具编号,怪名字,有效期\nA,卡尺,2025-08-31\nB,天平,24/9/1\n").unwrap();
  let before = sandbox.read("d.json");
  let dry = sandbox.run(&["import", "d.json", "l.csv", "--table", "instruments", "--dry-run", "--format", "json"]).expect(0).json();
  assert_eq!((&dry["new"], &dry["applied"]), (&json!(2), &json!(false)));
  assert_eq!(dry["problems"][0]["cell"], "C3");
  assert_eq!(sandbox.read("d.json"), before);
  // A column that no word fits is given once and remembered.
  let said = sandbox.run(&["import", "d.json", "l.csv", "--map", "怪名字=name", "--format", "json"]).expect(0).json();
  assert_eq!((&said["columns"][1]["why"], &said["applied"]), (&json!("said"), &json!(true)));
  let again = sandbox.run(&["import", "d.json", "l.csv", "--dry-run", "--format", "json"]).expect(0).json();
  assert_eq!((&again["columns"][1]["field"], &again["unchanged"]), (&json!("name"), &json!(2)));
  for (args, said) in [
    (vec!["import", "d.json", "l.csv", "--map", "x=nmae"], "there is no field nmae"),
    (vec!["import", "d.json", "l.csv", "--table", "instrument"], "is instruments meant?"),
    (vec!["import", "d.json", "none.xlsx"], "cannot read none.xlsx"),
    (vec!["import", "d.json", "d.json"], "no header row was found"),
    (vec!["export", "d.json", "--to", "json", "-o", "d.json"], "is the draft itself"),
    (vec!["due", "d.json", "--within", "soon"], "is no number of days"),
  ] {
    let ran = sandbox.run(&args).expect(2);
    assert!(ran.stderr.contains(said), "{args:?}: {}", ran.stderr);
  }
  sandbox.run(&["export", "d.json", "--to", "xlsx", "-o", "o.xlsx"]).expect(0);
  sandbox.run(&["export", "d.json", "--to", "csv", "-o", "o.csv"]).expect(0);
  sandbox.run(&["export", "d.json", "--to", "html", "-o", "o.html"]).expect(0);
  assert!(sandbox.read("o.csv").starts_with("\u{feff}Asset no.,Name,"), "{}", sandbox.read("o.csv"));
  let schema: Json = serde_json::from_str(&sandbox.read("o.schema.json")).unwrap();
  assert_eq!(schema["fields"][0]["jiliang:field"], "asset_no");
  assert!(sandbox.read("o.html").contains("<td>天平</td>"));
  let back = sandbox.run(&["import", "d.json", "o.xlsx", "--table", "all", "--format", "json"]).expect(0).json();
  assert_eq!((&back["applied"], &back["fields"]), (&json!(false), &json!(0)), "{back}");
  let ics = sandbox.run(&["due", "d.json", "--format", "ics"]).expect(0).stdout;
  assert!(ics.starts_with("BEGIN:VCALENDAR"));
  sandbox.run(&["new", "--from", "d.json", "--next-year", "--as-of", "2026-01-01", "-o", "next.json"]).expect(0);
  assert!(sandbox.path("next.carried").exists());
  let next: Json = serde_json::from_str(&sandbox.read("next.json")).unwrap();
  assert!(next["answers"]["instruments"][0].get("due").is_none(), "{next}");
}

#[test]
fn plans_tell_who_changed_a_cell() {
  let form = capability();
  let mut document = empty(&form);
  let first = plan(&form, &document, LEDGER.as_bytes());
  take(&form, &mut document, &first, Decision::default());
  let changed = LEDGER.replace("2025-08-31", "2026-08-31");
  let plan = plan(&form, &document, changed.as_bytes());
  let Fate::Known { cells, .. } = &plan.rows[0].fate else { panic!("{:?}", plan.rows[0]) };
  assert_eq!((cells.len(), cells[0].standing, cells[0].at.to_string().as_str()), (1, Standing::Ledger, "D2"));
}

#[test]
fn a_huge_file_is_refused_before_it_is_read() {
  let sandbox = Sandbox::new();
  let path = sandbox.path("huge.xlsx");
  let file = fs::File::create(&path).unwrap();
  // It takes no room on the disk; only its size is looked at.
  file.set_len(200 << 20).unwrap();
  let begin = std::time::Instant::now();
  match read_file(&path, &mut unwatched) {
    Err(Stopped::Failed(failure)) => assert_eq!(failure.message().id, "ledger-too-large"),
    other => panic!("{:?}", other.map(|book| book.sheets.len())),
  }
  assert!(begin.elapsed() < std::time::Duration::from_secs(1));
  sandbox.run(&["new", "-o", "d.json"]).expect(0);
  let before = sandbox.read("d.json");
  sandbox.run(&["import", "d.json", "huge.xlsx"]).expect(2);
  assert_eq!(sandbox.read("d.json"), before);
}

#[test]
fn sheets_of_workshops_are_read_together_and_those_of_years_are_not() {
  let (form, folder) = (capability(), root().join("tests/ledgers"));
  let of = |name: &str, sheets: &[&str]| {
    let book = read_file(&folder.join(name), &mut unwatched).unwrap();
    let wishes = Wishes { sheets: sheets.iter().map(|name| (*name).to_owned()).collect(), ..Wishes::default() };
    let plan = Plan::new(&form, &empty(&form), form.group_by_path("instruments").unwrap(), &book, &wishes, &mut unwatched).unwrap();
    (plan.sheets.clone(), plan.notes.iter().map(|note| note.id).collect::<Vec<_>>())
  };
  let (sheets, notes) = of("26-a-sheet-for-each-shop.xlsx", &[]);
  assert_eq!(sheets, ["机加车间", "装配车间", "化验室"]);
  assert!(notes.contains(&"ledger-note-sheets"), "{notes:?}");
  let (sheets, notes) = of("27-a-sheet-for-each-year.xlsx", &[]);
  assert_eq!(sheets, ["2025年"]);
  assert_eq!(notes, ["ledger-note-other-sheet", "ledger-note-other-sheet"]);
  assert_eq!(of("26-a-sheet-for-each-shop.xlsx", &["化验室", "报废"]).0, ["化验室", "报废"]);
}
