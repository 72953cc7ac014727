//! Wrong forms, one file each in `tests/bad_forms/`, with the mistakes they must give: all of them, with line and column.
//!
//! A file holds a section; its last lines are comments `# expect: LINE:COLUMN ID words…` (the words of the English message, in part).

use crate::support::root;
use jiliang::{
  check::test_rules,
  form::{Form, FormFiles},
  lang::{Lang, Words},
};
use std::fs;

const FORM: &str = r#"
id = "bad"
version = "1.0.0"
title = { zh = "坏", en = "Bad" }
notice = { zh = "非官方模板", en = "Unofficial" }
sections = ["bad"]
summary = { name = "bad.name", organisation = "bad.name" }

[[choices]]
id = "states"
options = [ { code = "in_use", zh = "在用", en = "In use" }, { code = "stopped", zh = "停用", en = "Stopped" } ]
"#;

#[test]
fn each_wrong_form_gives_its_mistakes() {
  let words = Words::new(Lang::En);
  let mut seen = 0;
  for entry in fs::read_dir(root().join("tests/bad_forms")).unwrap().flatten() {
    seen += 1;
    let text = fs::read_to_string(entry.path()).unwrap();
    let name = entry.file_name().into_string().unwrap();
    let expected: Vec<(&str, &str, &str)> = text
      .lines()
      .filter_map(|line| line.strip_prefix("# expect: "))
      .map(|line| {
        let mut parts = line.splitn(3, ' ');
        (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap_or_default())
      })
      .collect();
    assert!(!expected.is_empty(), "{name} expects nothing");
    let files = FormFiles { files: vec![("form.toml".into(), FORM.into()), ("sections/bad.toml".into(), text.clone())] };
    let problems = match Form::load(&files) {
      Ok(form) => test_rules(&form),
      Err(problems) => problems,
    };
    let found: Vec<(String, &str, String)> = problems
      .iter()
      .map(|problem| (format!("{}:{}", problem.line, problem.column), problem.message.id, words.say(&problem.message)))
      .collect();
    let fits = found.len() == expected.len()
      && expected.iter().all(|(place, id, words)| found.iter().any(|(at, is, said)| at == place && is == id && said.contains(words)));
    assert!(fits, "{name}\nexpected: {expected:#?}\nfound: {found:#?}");
  }
  assert!(seen >= 15, "only {seen} wrong forms");
}
