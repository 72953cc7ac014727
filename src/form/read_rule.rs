//! Rules and their tests as TOML says them.

use super::{
  Expect, RuleTest, Severity,
  raw::{Located, LocatedPair, RawRule},
  read::SEVERITIES,
  read_field::check_confidence,
  toml_reader::Reader,
};
use crate::lang::Message;

/// The keys of a rule.
pub(super) const RULE_KEYS: &[&str] =
  &["id", "code", "on", "at", "when", "assert", "severity", "override", "message", "hint", "ref", "confidence", "fix", "tests"];

/// A rule as it is written.
pub(super) fn raw_rule(reader: &Reader<'_>) -> RawRule {
  const FIX_KEYS: &[&str] = &["label", "set"];
  let is_list = reader.value("fix").is_some_and(|value| value.get_ref().is_array());
  let fixes = if is_list { reader.tables("fix", FIX_KEYS) } else { reader.table("fix", FIX_KEYS).into_iter().collect() };
  let fixes: Vec<(LocatedPair, Located)> = fixes.iter().map(|fix| (fix.required_pair("label"), fix.required_text("set"))).collect();
  let at = reader.texts("at");
  if at.is_empty() {
    reader.missing("at");
  }
  if reader.value("severity").is_none() {
    reader.missing("severity");
  }
  let confidence = reader.text("confidence");
  if let Some(confidence) = &confidence {
    check_confidence(reader, confidence);
  }
  RawRule {
    id: reader.id("id", true),
    code: reader.value("code").map(|_| reader.id("code", true).text),
    on: reader.required_text("on"),
    at,
    when: reader.text("when"),
    assert: reader.required_text("assert"),
    severity: reader.word("severity", SEVERITIES).unwrap_or(Severity::Error),
    overridable: reader.boolean("override"),
    message: reader.required_pair("message"),
    hint: reader.bilingual("hint"),
    reference: reader.text("ref").map(|reference| reference.text),
    confidence: confidence.map(|confidence| confidence.text),
    fixes,
    tests: tests(reader),
  }
}

fn tests(reader: &Reader<'_>) -> Vec<RuleTest> {
  let Some(list) = reader.value("tests").and_then(|value| value.get_ref().as_array()) else { return Vec::new() };
  let keys: Vec<String> = list
    .iter()
    .filter_map(|item| item.get_ref().as_table())
    .flat_map(|table| table.keys().map(|key| key.get_ref().as_ref().to_owned()))
    .collect();
  let known: Vec<&str> = keys.iter().map(String::as_str).collect();
  let expectations = [("pass", Expect::Pass), ("fail", Expect::Fail), ("silent", Expect::Silent)];
  let mut tests = Vec::new();
  for test in reader.tables("tests", &known) {
    if test.value("expect").is_none() {
      test.missing("expect");
    }
    let date = |key: &str| {
      let value = test.value(key)?;
      let text = match value.get_ref() {
        toml::de::DeValue::Datetime(date) => date.to_string(),
        other => other.as_str().unwrap_or_default().to_owned(),
      };
      let date = text.parse().ok();
      if date.is_none() {
        test.report_value(value, Message::new("form-bad-date").with("found", text));
      }
      date
    };
    let (as_of, last_edit) = (date("as_of"), date("last_edit"));
    let mut answers = serde_json::Map::new();
    let mut row = None;
    for (key, value) in test.entries() {
      match key {
        "expect" | "as_of" | "last_edit" => {}
        "row" => row = Some(value),
        section => drop(answers.insert(section.to_owned(), value)),
      }
    }
    let place = test.place();
    tests.push(RuleTest {
      row,
      answers,
      as_of,
      last_edit,
      expect: test.word("expect", &expectations).unwrap_or(Expect::Silent),
      position: reader.sink().position(place.file, place.at),
    });
  }
  tests
}
