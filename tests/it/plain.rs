//! The form as a dialogue of lines, driven through pipes as a script or a screen reader would.

use crate::support::Sandbox;
use jiliang::{
  document::Document,
  form::{Form, Item, Kind},
  lang::Lang,
  store::Library,
};
use serde_json::Value as Json;
use std::{
  io::{BufRead, BufReader, Write},
  process::{Child, Stdio},
};

/// What the dialogue says to these lines, and how it ends.
fn talk(sandbox: &Sandbox, args: &[&str], lines: &str) -> (i32, String) {
  talk_with(sandbox, args, lines, &[])
}

fn talk_with(sandbox: &Sandbox, args: &[&str], lines: &str, env: &[(&str, &str)]) -> (i32, String) {
  let mut command = sandbox.command(args);
  command.envs(env.iter().copied()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
  let mut child = command.spawn().unwrap();
  child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
  let output = child.wait_with_output().unwrap();
  let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
  (output.status.code().unwrap(), said)
}

fn draft(sandbox: &Sandbox, form: &str) {
  sandbox.run(&["new", "--form", form, "-o", "d.json"]).expect(0);
}

fn answers(sandbox: &Sandbox) -> Json {
  let saved: Json = serde_json::from_str(&sandbox.read("d.json")).unwrap();
  saved["answers"].clone()
}

/// A hub of its own, ended with the test.
struct Hub {
  child: Child,
  address: String,
  token: String,
}

impl Hub {
  fn start(sandbox: &Sandbox, uscc: &str) -> Self {
    let database = format!("sqlite:{}", sandbox.path("hub.sqlite").display());
    let mut child = sandbox
      .command(&["hub", "serve", "--listen", "127.0.0.1:0", "--database", &database])
      .stdout(Stdio::piped())
      .stderr(Stdio::null())
      .spawn()
      .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("listening on ").unwrap_or_else(|| panic!("{line}")).to_owned();
    let token = sandbox.run(&["hub", "enrol", "--database", &database, "--uscc", uscc]).expect(0).stdout.trim().to_owned();
    Self { child, address, token }
  }
}

impl Drop for Hub {
  fn drop(&mut self) {
    let _ = self.child.kill();
    let _ = self.child.wait();
  }
}

/// A line that gives this answer.
fn line(form: &Form, kind: &Kind, field: &jiliang::form::Field, answer: &Json) -> String {
  match (kind, answer) {
    (Kind::Choice(_) | Kind::Reference { many: false, .. }, Json::String(code)) => code.clone(),
    (Kind::Choices(_) | Kind::Reference { many: true, .. }, Json::Array(codes)) => {
      codes.iter().filter_map(Json::as_str).collect::<Vec<_>>().join(", ")
    }
    _ => form.text_of_answer(field, answer, Lang::En),
  }
}

/// The lines that type a whole document into an empty draft, in the order of the form.
fn script(form: &Form, document: &Document) -> String {
  let mut all: Vec<String> = Vec::new();
  for section in &form.sections {
    let group = form.group(section.group);
    if group.is_table {
      all.extend(rows(form, document, group));
    }
    for item in &section.items {
      match item {
        Item::Table(inner) => all.extend(rows(form, document, form.group(*inner))),
        Item::Field(field) => {
          let field = form.field(section.group, *field);
          if let Some(answer) = document.answer(&group.path, None, &field.id) {
            all.push(format!(":go {}.{}", group.path, field.id));
            all.push(line(form, &field.kind, field, answer));
          }
        }
      }
    }
  }
  all.join("\n") + "\n"
}

fn rows(form: &Form, document: &Document, group: &jiliang::form::Group) -> Vec<String> {
  let mut lines = Vec::new();
  for row in document.rows(&group.path) {
    lines.push(format!(":go {}", group.path));
    lines.push(":add".to_owned());
    for field in group.fields.iter().filter(|field| !field.hidden && field.kind.is_answered()) {
      lines.push(row.cells.get(&field.id).map(|answer| line(form, &field.kind, field, answer)).unwrap_or_default());
    }
  }
  lines
}

#[test]
fn from_an_empty_draft_to_the_receipt() {
  let sandbox = Sandbox::new();
  let sample = Document::from_text(Library::example("prepackaged-c-mark", "food-plant").unwrap()).unwrap();
  let form = Library::new(Vec::new()).by_id("prepackaged-c-mark").unwrap();
  draft(&sandbox, "prepackaged-c-mark");
  // The sample is without errors on its own day.
  let mut empty: Json = serde_json::from_str(&sandbox.read("d.json")).unwrap();
  empty["as_of"] = sample.as_of.unwrap().to_string().into();
  std::fs::write(sandbox.path("d.json"), empty.to_string()).unwrap();
  let uscc = sample.record("enterprise").unwrap().get("uscc").unwrap().as_str().unwrap().to_owned();
  let hub = Hub::start(&sandbox, &uscc);

  let lines = script(&form, &sample) + ":review\n:findings\n:sign\n:submit\n:quit\n";
  let (code, said) = talk_with(&sandbox, &["edit", "--plain", "d.json", "--to", &hub.address], &lines, &[("JILIANG_TOKEN", &hub.token)]);
  assert_eq!(code, 0, "{said}");
  let sent = format!("Submitting to {}\nsealing\nconnecting\nsending\nverifying the receipt\nDelivered; receipt", hub.address);
  for expected in ["No errors.", &sent, "d.receipt-1.json"] {
    assert!(said.contains(expected), "{expected} in\n{said}");
  }
  // No frame, no colour, no mark that only an eye can read.
  assert!(!said.contains(['│', '─', '\u{1b}', '\r']));
  let saved: Json = serde_json::from_str(&sandbox.read("d.json")).unwrap();
  assert!(saved["submitted"]["reference"].is_string(), "{saved}");
  sandbox.run(&["receipt", "verify", "d.receipt-1.json"]).expect(0);
  // Everything that the sample holds was typed.
  let (mut typed, mut wanted) = (saved["answers"].clone(), serde_json::to_value(&sample).unwrap()["answers"].clone());
  forget_rows(&mut typed);
  forget_rows(&mut wanted);
  assert_eq!(typed, wanted);
}

/// Takes out the ids of rows, which differ.
fn forget_rows(json: &mut Json) {
  match json {
    Json::Object(object) => {
      object.remove("_row");
      object.values_mut().for_each(forget_rows);
      object.sort_keys();
    }
    Json::Array(list) => list.iter_mut().for_each(forget_rows),
    _ => {}
  }
}

#[test]
fn a_mistake_is_told_fixed_undone_and_done_again() {
  let sandbox = Sandbox::new();
  draft(&sandbox, "capability");
  let (code, said) = talk(&sandbox, &["edit", "--plain", "d.json"], ":go uscc\n9133O110XYYY00015P\n:fix\n:undo\n:redo\n?\n:nonsense\n");
  assert_eq!(code, 0, "{said}");
  for expected in [
    "Error: ",
    "letter O",
    "Fix: ",
    "Fixed: ",
    ":undo takes it back",
    "Undone: ",
    "Done again: ",
    "There is no command nonsense",
    "Saved. The draft is closed.",
  ] {
    assert!(said.contains(expected), "{expected} in\n{said}");
  }
  assert_eq!(answers(&sandbox)["enterprise"]["uscc"], "91330110XYYY00015P");
  // Undo knows the steps of the time before.
  let (_, said) = talk(&sandbox, &["edit", "--plain", "d.json"], ":undo\n:undo\n:undo\n");
  assert!(said.contains("nothing"), "{said}");
  assert_eq!(answers(&sandbox)["enterprise"]["uscc"], Json::Null);
}

#[test]
fn rows_are_added_changed_copied_and_deleted() {
  let sandbox = Sandbox::new();
  draft(&sandbox, "capability");
  let lines = ":go instruments\n:add\nJX-001\n游标卡尺\n:up\n:list\n:copy 1\n:up\n2\nJX-002\n:up\n:list 卡尺\n:delete 1\n:undo\n:delete 1\n:delete 9\n7\n";
  let (code, said) = talk(&sandbox, &["edit", "--plain", "d.json"], lines);
  assert_eq!(code, 0, "{said}");
  for expected in ["2 of 2 rows", "JX-002", ":undo brings it back", "There is no such row; this table has 1."] {
    assert!(said.contains(expected), "{expected} in\n{said}");
  }
  let rows = answers(&sandbox)["instruments"].clone();
  assert_eq!(rows.as_array().unwrap().len(), 1);
  assert_eq!((&rows[0]["asset_no"], &rows[0]["name"]), (&"JX-002".into(), &"游标卡尺".into()));
}

#[test]
fn a_choice_is_found_by_number_code_label_and_part() {
  let sandbox = Sandbox::new();
  draft(&sandbox, "capability");
  for (typed, expected) in [("330110", "330110"), ("余杭", "330110"), ("北京", "which"), ("nowhere", "none")] {
    let (_, said) = talk(&sandbox, &["edit", "--plain", "d.json"], &format!(":go reg_region\n:clear\n{typed}\n"));
    match expected {
      "which" => assert!(said.contains(" fit; type more"), "{said}"),
      "none" => assert!(said.contains("Nothing offered fits 'nowhere'"), "{said}"),
      code => assert_eq!(answers(&sandbox)["enterprise"]["reg_region"], code, "{typed}: {said}"),
    }
  }
}

#[test]
fn a_terminal_that_cannot_paint_is_asked_line_by_line() {
  let sandbox = Sandbox::new();
  draft(&sandbox, "capability");
  let (code, said) = talk_with(&sandbox, &["edit", "d.json"], "虚构三号量具厂\n：退出\n", &[("TERM", "dumb"), ("JILIANG_LANG", "zh")]);
  assert_eq!(code, 0, "{said}");
  assert!(said.contains("（必填）") && said.contains("已保存，草稿已关闭"), "{said}");
  assert_eq!(answers(&sandbox)["enterprise"]["name"], "虚构三号量具厂");
}

#[test]
fn submitting_with_errors_says_how_many_and_ends_with_1() {
  let sandbox = Sandbox::new();
  draft(&sandbox, "capability");
  let (code, said) = talk(&sandbox, &["edit", "--plain", "d.json"], ":submit\n:submit\n:next\n");
  assert_eq!(code, 1, "{said}");
  assert!(said.contains("The statement first:") && said.contains("still to be filled in before submitting"), "{said}");
}

#[test]
fn bytes_that_are_no_text_and_very_long_lines_change_nothing() {
  let sandbox = Sandbox::new();
  draft(&sandbox, "capability");
  let mut command = sandbox.command(&["edit", "--plain", "d.json"]);
  let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
  let mut bytes = b"\xc6\xf3\xd2\xb5\n:".to_vec();
  bytes.extend(std::iter::repeat_n(b'x', 100_000));
  bytes.extend(b"\n\x00\x1b[2J\n");
  child.stdin.take().unwrap().write_all(&bytes).unwrap();
  let output = child.wait_with_output().unwrap();
  let said = String::from_utf8(output.stdout).unwrap();
  assert!(output.status.success() && said.contains("not UTF-8") && !said.contains('\u{1b}'));
}
