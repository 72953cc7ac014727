//! Wrong answers, one file each in `tests/bad_answers/`: which finding they give, where, and what it says in both languages.
//!
//! `JILIANG_ACCEPT=1` writes what is found into files that hold no message yet; read them before they are kept.

use crate::support::{document, every_type, root};
use jiliang::{
  check::check,
  lang::{Lang, Words},
};
use serde_json::Value;
use std::fs;

#[test]
fn each_wrong_answer_gives_its_finding_and_no_other_at_its_place() {
  let form = every_type();
  let (zh, en) = (Words::new(Lang::Zh), Words::new(Lang::En));
  let mut names: Vec<_> = fs::read_dir(root().join("tests/bad_answers")).unwrap().flatten().map(|entry| entry.path()).collect();
  names.sort();
  assert!(names.len() >= 40);
  let mut wrong = Vec::new();
  for path in names {
    let mut case: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let document = document(&form, &case["answers"]);
    let report = check(&form, &document, "2025-06-30".parse().unwrap());
    let at = case["path"].as_str().unwrap();
    let here: Vec<_> = report.findings.iter().filter(|finding| finding.place.pointer(&form) == at).collect();
    let [finding] = here[..] else {
      let all: Vec<String> = report.findings.iter().map(|finding| format!("{} {}", finding.place.pointer(&form), finding.code)).collect();
      wrong.push(format!("{name}: {} findings at {at}; all: {all:?}", here.len()));
      continue;
    };
    let said = [("code", finding.code.to_string()), ("zh", finding.message.say(&zh)), ("en", finding.message.say(&en))];
    let accept = std::env::var_os("JILIANG_ACCEPT").is_some() && case["code"] == "";
    for (key, text) in said {
      if accept {
        case[key] = text.into();
      } else if case[key] != text.as_str() {
        wrong.push(format!("{name}: {key} is “{text}”, expected {}", case[key]));
      }
    }
    if accept {
      fs::write(&path, format!("{}\n", serde_json::to_string_pretty(&case).unwrap())).unwrap();
    }
  }
  assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
