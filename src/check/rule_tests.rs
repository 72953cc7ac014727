use super::{Effective, engine::judge};
use crate::{
  document::Document,
  form::{Expect, Form, Problem, Rule, RuleTest},
  lang::Message,
};
use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};

/// Runs the tests that stand beside the rules of a form; gives each that does not come out as it says.
pub fn test_rules(form: &Form) -> Vec<Problem> {
  let mut problems = Vec::new();
  for rule in form.rules.iter() {
    for test in rule.tests.iter() {
      match run(form, rule, test) {
        Ok(found) if found == test.expect => {}
        Ok(found) => problems.push(problem(
          test,
          Message::new("form-test-failed").with("rule", &rule.id).with("expected", name(test.expect)).with("found", name(found)),
        )),
        Err(path) => problems.push(problem(test, Message::new("form-test-answers").with("rule", &rule.id).with("path", path))),
      }
    }
  }
  problems
}

fn problem(test: &RuleTest, message: Message) -> Problem {
  let (file, line, column) = test.position.clone();
  Problem { file, line, column, message }
}

fn name(expect: Expect) -> &'static str {
  match expect {
    Expect::Pass => "pass",
    Expect::Fail => "fail",
    Expect::Silent => "silent",
  }
}

/// Builds a document of the test's answers and looks at the rule alone; `Err` holds an answer that the form does not know or cannot read.
fn run(form: &Form, rule: &Rule, test: &RuleTest) -> Result<Expect, String> {
  let group = form.group(rule.on);
  let mut answers: Map<String, Json> = test.answers.clone();
  let mut row_index = None;
  if group.is_table {
    let mut row = test.row.clone().unwrap_or_else(|| json!({}));
    if let Some(row) = row.as_object_mut() {
      row.entry("_row").or_insert_with(|| "under-test".into());
    }
    let rows = match group.path.split_once('.') {
      None => answers.entry(&*group.path).or_insert_with(|| json!([])),
      Some((section, table)) => {
        let section = answers.entry(section).or_insert_with(|| json!({}));
        section.as_object_mut().ok_or_else(|| group.path.to_string())?.entry(table).or_insert_with(|| json!([]))
      }
    };
    let rows = rows.as_array_mut().ok_or_else(|| group.path.to_string())?;
    row_index = Some(rows.len());
    rows.push(row);
  }
  let document = Document::from_json(json!({
    "format": crate::document::FORMAT,
    "declaration_id": "00000000-0000-7000-8000-000000000000",
    "revision": 1,
    "form": { "id": form.id, "version": form.version },
    "answers": answers,
    "created_at": "",
    "updated_at": test.last_edit.map(|date| date.to_string()).unwrap_or_default(),
  }))
  .map_err(|error| format!("{error:?}"))?;
  let as_of = test.as_of.unwrap_or(Date::constant(2025, 6, 30));
  check_answers(form, &document, as_of)?;
  let facts = Effective::new(form, &document, as_of);
  if let Some(when) = &rule.when
    && facts.evaluate(when, rule.on, row_index).as_bool() != Some(true)
  {
    return Ok(Expect::Silent);
  }
  Ok(match facts.evaluate(&rule.assert, rule.on, row_index).as_bool() {
    None => Expect::Silent,
    Some(true) => Expect::Pass,
    // Whether it is also told depends on the field being shown.
    Some(false) if judge(&facts, rule, row_index).is_none() => Expect::Silent,
    Some(false) => Expect::Fail,
  })
}

/// A test with a misspelt or unreadable answer would pass for the wrong reason.
fn check_answers(form: &Form, document: &Document, as_of: Date) -> Result<(), String> {
  let report = super::check(form, document, as_of);
  if let Some(unknown) = report.findings.iter().find(|finding| finding.code == "unknown-answer") {
    return Err(match &unknown.message {
      super::Said::Program(message) => message.to_string(),
      super::Said::Form(text) => text.en.clone().into_owned(),
    });
  }
  let misread = super::structure(form, document, as_of).findings.into_iter().find(|finding| {
    let own_code =
      finding.place.field.is_some_and(|field| form.field(finding.place.group, field).invalid.as_deref() == Some(&*finding.code));
    own_code
      || finding.code.starts_with("not-a")
      || finding.code == "unknown-choice"
      || finding.code == "acc-bare"
      || finding.code == "unit-not-taken"
  });
  misread.map_or(Ok(()), |finding| Err(finding.place.pointer(form)))
}
