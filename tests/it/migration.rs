//! Versions of a form: what differs, and drafts that move from one to the next without losing an answer.

use crate::{
  stage::Stage,
  support::{Ran, Sandbox, every_type, root},
};
use jiliang::{
  document::{Document, diff, migration},
  form::{Form, FormFiles},
  lang::{Lang, Words},
  store::Library,
  tui::{Effect, Msg},
};
use serde_json::{Value, json};
use std::{io::Write, process::Stdio};

const SECTION: &str = r#"
id = "shop"
title = { zh = "车间", en = "Shop" }
[[field]]
id = "name"
type = "text"
label = { zh = "名称", en = "Name" }
max_len = 20
[[field]]
id = "state"
type = "choice"
label = { zh = "状态", en = "State" }
choices = [ { code = "open", zh = "开", en = "Open" }, { code = "shut", zh = "关", en = "Shut" } ]
[[field]]
id = "tools"
type = "table"
label = { zh = "工具", en = "Tools" }
[[field.column]]
id = "serial"
type = "text"
label = { zh = "编号", en = "Serial" }
[[rule]]
id = "short"
on = "shop"
at = "name"
assert = "size(shop.name) > 1"
severity = "warning"
message = { zh = "太短", en = "too short" }
tests = [ { shop = { name = "a" }, expect = "fail" }, { shop = { name = "ab" }, expect = "pass" } ]
"#;

const MAIN: &str = r#"
id = "t"
version = "1.0.0"
title = { zh = "t", en = "t" }
notice = { zh = "t", en = "t" }
sections = ["shop"]
summary = { name = "shop.name", organisation = "shop.name" }
"#;

/// The form as it is, and one of the next version, in which nearly everything has another name.
fn files() -> (FormFiles, FormFiles) {
  let old = FormFiles { files: vec![("form.toml".into(), MAIN.into()), ("sections/shop.toml".into(), SECTION.into())] };
  let section = SECTION
    .replace("id = \"shop\"", "id = \"works\"")
    .replace("shop", "works")
    .replace("id = \"name\"", "id = \"title\"")
    .replace("at = \"name\"", "at = \"title\"")
    .replace("works.name", "works.title")
    .replace("name = \"a", "title = \"a")
    .replace("\"shut\"", "\"closed\"")
    .replace("id = \"serial\"", "id = \"serial_no\"")
    .replace("id = \"short\"", "id = \"too-short\"")
    .replace("max_len = 20", "max_len = 10");
  let main = MAIN.replace("1.0.0", "2.0.0").replace("\"shop\"", "\"works\"").replace("shop.name", "works.title");
  let renames = r#"
migrates = "1.0.0"
[[rename]]
from = "shop"
to = "works"
since = "2.0.0"
[[rename]]
from = "works.name"
to = "works.title"
since = "2.0.0"
[[rename]]
from = "works.tools[].serial"
to = "works.tools[].serial_no"
since = "2.0.0"
[[rename]]
from = "works.state=shut"
to = "works.state=closed"
since = "2.0.0"
[[rename]]
from = "rule:short"
to = "rule:too-short"
since = "2.0.0"
"#;
  let new = FormFiles { files: vec![("form.toml".into(), format!("{main}{renames}")), ("sections/works.toml".into(), section)] };
  (old, new)
}

fn old_draft() -> Document {
  let draft = json!({
    "format": "jiliang-draft/1", "declaration_id": "00000000-0000-7000-8000-000000000000", "revision": 1,
    "form": { "id": "t", "version": "1.0.0" },
    "answers": { "shop": {
      "name": "a", "state": "shut", "gone": "an answer nobody asks for",
      "tools": [ { "_row": "r1", "serial": "S1" }, { "_row": "r2", "serial": "S2", "note": "kept" } ],
    } },
    "overrides": [ { "rule": "short", "row": null, "reason": "it is called so" } ],
    "typed": { "shop/name": "ａ" },
    "created_at": "", "updated_at": "",
  });
  Document::from_json(draft).unwrap()
}

#[test]
fn a_draft_moves_with_everything_in_it_and_back() {
  let (_, new) = files();
  let form = Form::load(&new).unwrap_or_else(|problems| panic!("{problems:#?}"));
  let before = old_draft();
  let mut after = before.clone();
  let migration = migration(&form, &before).unwrap().unwrap();
  let edit = after.apply_all(migration.changes).unwrap();
  let json = serde_json::to_value(&after).unwrap();
  assert_eq!(
    json["answers"],
    json!({ "works": {
      "title": "a", "state": "closed", "gone": "an answer nobody asks for",
      "tools": [ { "_row": "r1", "serial_no": "S1" }, { "_row": "r2", "serial_no": "S2", "note": "kept" } ],
    } })
  );
  assert_eq!(json["overrides"][0]["rule"], "too-short");
  assert_eq!(after.typed.get("works/title").map(String::as_str), Some("ａ"));
  // Each answer is counted once for each rename that moved it.
  assert_eq!(migration.moved.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [5, 1, 2, 1, 1]);
  // One step takes it back.
  after.apply_all(edit.backward).unwrap();
  assert!(diff(&before, &after).is_empty());
}

#[test]
fn an_answer_whose_new_place_is_taken_stays() {
  let (_, new) = files();
  let form = Form::load(&new).unwrap();
  let mut json = serde_json::to_value(old_draft()).unwrap();
  json["answers"]["works"] = json!({ "title": "there already" });
  let mut document = Document::from_json(json).unwrap();
  let migration = migration(&form, &document).unwrap().unwrap();
  document.apply_all(migration.changes).unwrap();
  let answers = serde_json::to_value(&document.answers).unwrap();
  assert_eq!((&answers["works"]["title"], &answers["works"]["name"]), (&json!("there already"), &json!("a")));
}

#[test]
fn a_draft_of_this_or_a_newer_version_is_left_alone() {
  let (old, new) = files();
  let (old, new) = (Form::load(&old).unwrap(), Form::load(&new).unwrap());
  let mut document = old_draft();
  assert!(migration(&old, &document).unwrap().is_none());
  document.answer_form(&new);
  assert!(migration(&new, &document).unwrap().is_none());
  assert!(migration(&old, &document).unwrap().is_none());
}

#[test]
fn renames_that_lead_nowhere_are_told() {
  let (_, mut new) = files();
  for (from, to, id) in [
    ("works.title", "works.state", "form-rename-still-there"),
    ("works.old", "works.none", "form-rename-nowhere"),
    ("works.old", "works.tools[].serial_no", "form-rename-kinds"),
    ("Works", "works.title", "form-rename-name"),
  ] {
    let text = format!("{MAIN}\n[[rename]]\nfrom = \"{from}\"\nto = \"{to}\"\nsince = \"1.0.0\"\n");
    new.files[0].1 = text.replace("\"shop\"", "\"works\"").replace("shop.name", "works.title");
    let problems = Form::load(&new).err().unwrap();
    assert_eq!(problems.iter().map(|problem| problem.message.id).collect::<Vec<_>>(), [id], "{from} {to}");
  }
}

#[test]
fn what_breaks_is_marked() {
  let (old, new) = files();
  let (old, new) = (Form::load(&old).unwrap(), Form::load(&new).unwrap());
  let words = Words::new(Lang::En);
  let told: Vec<String> = jiliang::form::diff(&old, &new)
    .iter()
    .map(|change| format!("{} {} {}", if change.breaking { "!" } else { "-" }, change.path, words.say(&change.message)))
    .collect();
  assert_eq!(
    told,
    [
      "- works renamed from shop",
      "- works.title renamed from shop.name",
      "! works.title takes fewer answers than before",
      "- works.state choices added (1): closed",
      "- works.tools[] renamed from shop.tools[]",
      "- works.tools[].serial_no renamed from shop.tools[].serial",
      "- rule:too-short rule added (warning)",
      "- rule:short gone",
    ]
  );
  assert!(jiliang::form::diff(&old, &old).is_empty());
  assert!(jiliang::form::diff(&every_type(), &every_type()).is_empty());
}

#[test]
fn the_command_line_previews_moves_and_compares() {
  let sandbox = Sandbox::new();
  let (old, new) = files();
  for (folder, files) in [("old", &old), ("forms/t", &new)] {
    for (name, text) in &files.files {
      let path = sandbox.path(folder).join(name);
      std::fs::create_dir_all(path.parent().unwrap()).unwrap();
      std::fs::write(path, text).unwrap();
    }
  }
  std::fs::write(sandbox.path("d.json"), old_draft().to_text()).unwrap();
  let forms = sandbox.path("forms").to_string_lossy().into_owned();
  let before = sandbox.read("d.json");
  let preview = sandbox.run(&["--forms", &forms, "migrate", "d.json", "--dry-run"]).expect(0);
  assert!(preview.stdout.contains("works.name → works.title: 1") && preview.stdout.contains("gone"), "{}", preview.stdout);
  assert_eq!(sandbox.read("d.json"), before);
  // A check sees the draft as it will be, and leaves the file alone.
  let checked = sandbox.run(&["--forms", &forms, "check", "d.json", "--format", "json"]).expect(0).json();
  assert!(
    checked["findings"].as_array().unwrap().iter().any(|finding| finding["code"] == "too-short" && finding["overridden"] != Value::Null)
  );
  assert_eq!(sandbox.read("d.json"), before);
  sandbox.run(&["--forms", &forms, "migrate", "d.json"]).expect(0);
  let moved: Value = serde_json::from_str(&sandbox.read("d.json")).unwrap();
  assert_eq!((&moved["form"]["version"], &moved["answers"]["works"]["title"]), (&json!("2.0.0"), &json!("a")));

  let (old, new) = (sandbox.path("old").to_string_lossy().into_owned(), sandbox.path("forms/t").to_string_lossy().into_owned());
  let compared = sandbox.run(&["forms", "diff", &old, &new, "--format", "json"]).expect(1).json();
  assert_eq!(compared["breaking"], 1);
  sandbox.run(&["forms", "diff", &old, &old]).expect(0);
}

/// Before a draft is moved, the person sees what that changes, and may leave it.
#[test]
fn a_person_is_asked_first() {
  let sandbox = Sandbox::new();
  let (_, new) = files();
  for (name, text) in &new.files {
    let path = sandbox.path("forms/t").join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
  }
  std::fs::write(sandbox.path("d.json"), old_draft().to_text()).unwrap();
  let forms = sandbox.path("forms").to_string_lossy().into_owned();
  let before = sandbox.read("d.json");
  let edit = |input: &str| {
    let mut command = sandbox.command(&["--forms", &forms, "--lang", "en", "edit", "--plain", "d.json"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    Ran::of(child.wait_with_output().unwrap())
  };
  let left = edit("no\n").expect(0);
  for said in ["1.0.0", "2.0.0", "works.name → works.title: 1", "kept, without a place", "No answer is lost", "not moved"] {
    assert!(left.stdout.contains(said), "{said}: {}", left.stdout);
  }
  assert_eq!(sandbox.read("d.json"), before);
  edit("yes\n:quit\n");
  assert!(sandbox.read("d.json").contains("\"2.0.0\""), "{}", sandbox.read("d.json"));

  // A check takes it as the newer version, and says so.
  std::fs::write(sandbox.path("d.json"), before).unwrap();
  let checked = sandbox.run(&["--forms", &forms, "--lang", "en", "check", "d.json"]).expect(0);
  assert!(checked.stderr.contains("taken as version 2.0.0"), "{}", checked.stderr);
}

/// On the screen it is a question; nothing is opened before the answer.
#[test]
fn the_screen_asks_before_it_moves() {
  let lines = vec!["1.0.0 → 2.0.0".to_owned(), "works.name → works.title：1 处".to_owned()];
  let to_move = || Msg::ToMove { path: "d.json".into(), lines: lines.clone() };
  let mut stage = Stage::home(Lang::Zh, (80, 24));
  stage.tell(to_move());
  let shown = stage.screen();
  assert!(shown.contains("转换到新版表单") && shown.contains("works.title") && shown.contains("Ctrl-S"), "{shown}");
  stage.press("x<Esc>");
  assert!(stage.effects.is_empty() && !stage.screen().contains("works.title"), "{}", stage.screen());
  stage.tell(to_move()).press("<C-s>");
  assert_eq!(stage.effects, [Effect::OpenMoved("d.json".into())]);
  stage.effects.clear();
  stage.model.single = true;
  stage.tell(to_move()).press("<Esc>");
  assert_eq!(stage.effects, [Effect::Quit]);
}

/// The form of the program compared with itself, read from its folder.
#[test]
fn the_capability_form_does_not_differ_from_itself() {
  let read = || Form::load(&Library::read_folder(&root().join("forms/capability")).unwrap()).unwrap();
  assert!(jiliang::form::diff(&read(), &read()).is_empty());
}
