//! The command line as scripts and people meet it.

use crate::support::{Sandbox, root};

fn forms() -> String {
  root().join("tests/forms").to_str().unwrap().to_owned()
}

fn filled(sandbox: &Sandbox) {
  let forms = forms();
  sandbox.run(&["new", "--forms", &forms, "--form", "every-type", "-o", "d.json"]).expect(0);
  let set = [
    "set",
    "--forms",
    &forms,
    "d.json",
    "/answers/all/name=虚构一号",
    "/answers/all/uscc=91330110XYYY00015P",
    "/answers/signed/signer=张示例",
    "/answers/signed/function=法定代表人",
    "/answers/signed/date=2025年6月30日",
    "/answers/signed/truth=是",
  ];
  sandbox.run(&set).expect(0);
}

#[test]
fn check_tells_errors_by_exit_code_and_json() {
  let (sandbox, forms) = (Sandbox::new(), forms());
  filled(&sandbox);
  let clean = sandbox.run(&["check", "d.json", "--forms", &forms, "--format", "json"]).expect(0).json();
  assert_eq!((&clean["errors"], &clean["findings"]), (&0.into(), &serde_json::json!([])));
  sandbox.run(&["set", "d.json", "--forms", &forms, "/answers/all/uscc=9133O110XYYY00015P"]).expect(0);
  let json = sandbox.run(&["check", "d.json", "--forms", &forms, "--format", "json"]).expect(1).json();
  assert_eq!(json["errors"], 1);
  let finding = &json["findings"][0];
  assert_eq!(
    (&finding["code"], &finding["severity"], &finding["path"]),
    (&"uscc-char".into(), &"error".into(), &"/answers/all/uscc".into())
  );
  assert_eq!(finding["fix"]["changes"][0]["value"], "91330110XYYY00015P");
  let chinese = sandbox.run(&["check", "d.json", "--forms", &forms, "--lang", "zh"]).expect(1);
  assert!(chinese.stdout.contains("x 全部类型 代码：第 5 位是字母 O，代码中不使用，应为数字 0"), "{}", chinese.stdout);
  assert!(chinese.stdout.contains("非官方模板"));
}

#[test]
fn fix_puts_right_what_is_certain_and_twice_changes_nothing_more() {
  let (sandbox, forms) = (Sandbox::new(), forms());
  filled(&sandbox);
  sandbox.run(&["set", "d.json", "--forms", &forms, "/answers/all/uscc=9133O110XYYY00015P"]).expect(0);
  let before = sandbox.read("d.json");
  sandbox.run(&["fix", "d.json", "--forms", &forms, "--dry-run"]).expect(0);
  assert_eq!(sandbox.read("d.json"), before);
  sandbox.run(&["fix", "d.json", "--forms", &forms]).expect(0);
  sandbox.run(&["check", "d.json", "--forms", &forms]).expect(0);
  let after = sandbox.read("d.json");
  sandbox.run(&["fix", "d.json", "--forms", &forms]).expect(0);
  assert_eq!(sandbox.read("d.json"), after);
}

#[test]
fn set_is_all_or_nothing() {
  let (sandbox, forms) = (Sandbox::new(), forms());
  filled(&sandbox);
  let before = sandbox.read("d.json");
  for (assignment, said) in [
    ("/answers/all/people=many", "'many' is not a whole number"),
    ("/answers/all/nmae=x", "the form has no /answers/all/nmae"),
    ("/answers/rows/3/no=x", "there is no row 3"),
    ("/answers/all/twice=4", "is computed and cannot be answered"),
    ("/answers/all/name", "has no equals sign"),
    ("name=x", "is not the place of an answer"),
    ("/answers/all/scan=x.pdf", "is an attachment"),
  ] {
    let ran = sandbox.run(&["set", "d.json", "--forms", &forms, "/answers/all/people=5", assignment]).expect(2);
    assert!(ran.stderr.contains(said), "{assignment}: {}", ran.stderr);
    assert_eq!(sandbox.read("d.json"), before);
  }
}

#[test]
fn diff_shows_cells_and_rows() {
  let (sandbox, forms) = (Sandbox::new(), forms());
  filled(&sandbox);
  std::fs::copy(sandbox.path("d.json"), sandbox.path("old.json")).unwrap();
  sandbox.run(&["diff", "old.json", "d.json", "--forms", &forms]).expect(0);
  sandbox.run(&["set", "d.json", "--forms", &forms, "/answers/all/people=5"]).expect(0);
  let ran = sandbox.run(&["diff", "old.json", "d.json", "--forms", &forms]).expect(1);
  assert!(ran.stdout.contains("All types People: — → 5"), "{}", ran.stdout);
}

#[test]
fn new_never_overwrites() {
  let (sandbox, forms) = (Sandbox::new(), forms());
  filled(&sandbox);
  let before = sandbox.read("d.json");
  let ran = sandbox.run(&["new", "--forms", &forms, "--form", "every-type", "-o", "d.json"]).expect(2);
  assert!(ran.stderr.contains("exists already"), "{}", ran.stderr);
  assert_eq!(sandbox.read("d.json"), before);
}

#[test]
fn wrong_calls_end_with_2() {
  let sandbox = Sandbox::new();
  for args in
    [vec!["nonsense"], vec!["check"], vec!["check", "none.json"], vec!["check", "."], vec!["demo"], vec!["forms", "schema", "none"]]
  {
    let ran = sandbox.run(&args).expect(2);
    assert!(!ran.stderr.is_empty() && !ran.stderr.contains("panicked"), "{args:?}: {}", ran.stderr);
  }
}

#[test]
fn every_command_has_help_in_both_languages() {
  let sandbox = Sandbox::new();
  for command in
    ["new", "edit", "check", "fix", "diff", "set", "import", "export", "due", "submit", "unit", "receipt", "outbox", "forms", "demo"]
  {
    let english = sandbox.run(&[command, "--help", "--lang", "en"]).expect(0).stdout;
    let chinese = sandbox.run(&[command, "--help", "--lang", "zh"]).expect(0).stdout;
    assert!(english.contains("Usage: jiliang") && english.is_ascii(), "{english}");
    assert!(chinese.contains("用法：jiliang"), "{chinese}");
  }
}

#[test]
fn unit_tells_what_a_text_is() {
  let sandbox = Sandbox::new();
  let texts = ["20 ℃", "-20℃～50℃", "16 kgf/cm²", "μm", "5斤", "m3/h", "Mpa", "KPa"];
  let json = sandbox.run(&[&["unit"], &texts[..], &["--format", "json"]].concat()).expect(1).json();
  let facts = |at: usize| {
    let text = |key: &str| json[at][key].as_str().unwrap_or("null").to_owned();
    let si = format!("{} {}", json[at]["si"]["value"].as_str().unwrap_or("null"), json[at]["si"]["unit"].as_str().unwrap_or(""));
    [text("input"), text("understood"), si, text("dimension"), text("status"), text("fix")].join(" | ")
  };
  let expected = [
    "20 ℃ | 20 ℃ | 293.15 K | Θ | legal | null",
    "-20℃～50℃ | (-20~50) ℃ | 253.15~323.15 K | Θ | legal | null",
    "16 kgf/cm² | 16 kgf/cm² | 1569064.0 Pa | L⁻¹·M·T⁻² | restricted | 1.569064 MPa",
    "μm | μm | 0.000001 m | L | legal | null",
    "5斤 | 5 斤 | 2.5 kg | M | forbidden | 2.5 kg",
    "m3/h | m³/h | 0.0002777777777777778 m³/s | L³·T⁻¹ | notation | m³/h",
    "Mpa | null | null  | null | null | null",
    "KPa | null | null  | null | notation | kPa",
  ];
  for (at, expected) in expected.iter().enumerate() {
    assert_eq!(&facts(at), expected);
    assert_eq!(json[at]["error"].is_null(), at < 6);
  }
  assert_eq!(json[6]["error"], "cannot read the unit 'Mpa' at character 1; say whether it is mPa or MPa");
  let chinese = sandbox.run(&["unit", "-20 ℃", "--lang", "zh"]).expect(0);
  assert!(chinese.stdout.contains("SI 值   253.15 K") && chinese.stdout.contains("法定计量单位"), "{}", chinese.stdout);
  sandbox.run(&["unit", "--ucum", "kg.m-3"]).expect(0);
  sandbox.run(&["unit"]).expect(2);
}
