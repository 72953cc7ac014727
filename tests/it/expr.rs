//! The rule language: what expressions mean, and that no text makes it panic or hang.

use crate::support::{document, every_type};
use jiff::civil::Date;
use jiliang::{
  check::{Effective, show_value},
  expr::{Env, Type, compile},
  form::Form,
  lang::Lang,
};
use proptest::prelude::*;
use serde_json::json;

/// A form's names are not public; expressions are tried as computed fields of a small form.
fn form_with(expression: &str) -> Result<Form, Vec<jiliang::form::Problem>> {
  let main = r#"
id = "t"
version = "1.0.0"
title = { zh = "t", en = "t" }
notice = { zh = "t", en = "t" }
sections = ["s", "rows"]
summary = { name = "s.text", organisation = "s.text" }
"#;
  let section = format!(
    r#"
id = "s"
title = {{ zh = "s", en = "s" }}
[[field]]
id = "text"
type = "text"
label = {{ zh = "t", en = "t" }}
[[field]]
id = "n"
type = "decimal"
label = {{ zh = "n", en = "n" }}
[[field]]
id = "m"
type = "decimal"
label = {{ zh = "m", en = "m" }}
[[field]]
id = "day"
type = "date"
label = {{ zh = "d", en = "d" }}
[[field]]
id = "q"
type = "quantity"
label = {{ zh = "q", en = "q" }}
[[field]]
id = "span"
type = "range"
label = {{ zh = "r", en = "r" }}
[[field]]
id = "u"
type = "uncertainty"
label = {{ zh = "u", en = "u" }}
[[field]]
id = "tags"
type = "choices"
label = {{ zh = "g", en = "g" }}
choices = [ {{ code = "a", zh = "甲", en = "First" }}, {{ code = "b", zh = "乙", en = "Second" }} ]
[[field]]
id = "ref"
type = "reference"
label = {{ zh = "f", en = "f" }}
to = "rows"
[[field]]
id = "result"
type = "computed"
label = {{ zh = "e", en = "e" }}
compute = '''{expression}'''
"#
  );
  let rows = r#"
id = "rows"
kind = "table"
key = "no"
title = { zh = "rows", en = "rows" }
[[field]]
id = "no"
type = "text"
label = { zh = "n", en = "n" }
[[field]]
id = "v"
type = "decimal"
label = { zh = "v", en = "v" }
"#;
  Form::load(&jiliang::form::FormFiles {
    files: vec![("form.toml".into(), main.into()), ("sections/s.toml".into(), section), ("sections/rows.toml".into(), rows.into())],
  })
}

/// What the expression shows for a fixed document; `missing` where it has no value.
fn value(expression: &str) -> String {
  let form = form_with(expression).unwrap_or_else(|problems| panic!("{expression}: {problems:?}"));
  let answers = json!({
    "s": {
      "text": "检定", "n": "0.3", "day": "2025-06-30", "tags": ["a"], "ref": "B",
      "q": { "value": "0.020", "unit": "mm" }, "span": { "low": "0", "high": "150", "unit": "mm" },
      "u": { "form": "absolute", "value": "0.0022", "unit": "mm", "k": "2" },
    },
    "rows": [ { "_row": "1", "no": "A", "v": "1.5" }, { "_row": "2", "no": "B", "v": "2" }, { "_row": "3", "no": "C" } ],
  });
  let document = document(&form, &answers);
  let facts = Effective::new(&form, &document, Date::constant(2025, 6, 30));
  let group = form.group_by_path("s").unwrap();
  let field = form.group(group).field_by_id("result").unwrap();
  let value = jiliang::expr::Facts::field(&facts, group, None, field);
  if value.is_missing() { "missing".into() } else { show_value(&form, &value, &Type::Text, Lang::En) }
}

#[test]
fn values() {
  for (expression, expected) in [
    // exact numbers, precedence
    ("0.1 + 0.2 == 0.3", "yes"),
    ("0.1 <= s.n / 3", "yes"),
    ("1 + 2 * 3", "7"),
    ("(1 + 2) * 3", "9"),
    ("10 - 2 - 3", "5"),
    ("7 % 3", "1"),
    ("-s.n", "-0.3"),
    ("1 / 0", "missing"),
    ("2 / 4", "0.5"),
    ("true || false && false", "yes"),
    ("!(1 > 2)", "yes"),
    ("1 < 2 ? 'a' : 'b'", "a"),
    // missing
    ("s.m", "missing"),
    ("s.m > 1", "missing"),
    ("s.m > 1 && false", "no"),
    ("s.m > 1 || true", "yes"),
    ("s.m > 1 || false", "missing"),
    ("has(s.m)", "no"),
    ("has(s.n)", "yes"),
    ("has(rows)", "yes"),
    ("s.m > 1 ? 1 : 2", "missing"),
    // text: characters, not bytes
    ("size(s.text)", "2"),
    ("s.text + '规程'", "检定规程"),
    ("s.text.startsWith('检')", "yes"),
    ("s.text.endsWith('x')", "no"),
    ("s.text.contains('定')", "yes"),
    ("'914403'.substring(0, 2)", "91"),
    ("s.text.substring(1)", "定"),
    ("'JJG 21-2008'.matches('^JJ[GF] \\d+')", "yes"),
    ("s.text in ['检定', '校准']", "yes"),
    // lists and choices
    ("'a' in s.tags", "yes"),
    ("'b' in s.tags", "no"),
    ("size(s.tags)", "1"),
    ("['x', 'y'][1]", "y"),
    ("['x', 'y'][2]", "missing"),
    // dates
    ("s.day == as_of", "yes"),
    ("s.day <= '2025-07-01'", "yes"),
    ("s.day.year", "2025"),
    ("add_months(s.day, 8)", "2026-02-28"),
    ("add_days(s.day, 1)", "2025-07-01"),
    ("due_date(s.day, 12)", "2026-06-29"),
    ("days_between(s.day, add_days(s.day, 30))", "30"),
    ("compact(s.day)", "20250630"),
    ("add_months(s.day, 999999999)", "missing"),
    ("add_days(s.day, 99999999999)", "missing"),
    // measured values
    ("s.q.value", "0.020"),
    ("s.q.unit", "mm"),
    ("s.q * 2", "0.040 mm"),
    ("s.q / s.q", "1"),
    ("s.q + s.q == s.q * 2", "yes"),
    ("s.span.high - s.span.low", "150"),
    ("s.span.contains(s.span)", "yes"),
    ("s.u.k * s.u.value", "0.0044"),
    ("s.u.form", "absolute"),
    ("s.u.p", "missing"),
    ("sig_digits(s.q)", "2"),
    ("decimals(s.q)", "3"),
    ("sig_digits(s.u)", "2"),
    ("abs(0 - 3)", "3"),
    ("round(5.625, 1)", "5.6"),
    ("round_up(37.5, 0)", "38"),
    ("least(3, s.m, 2)", "2"),
    ("greatest(s.m, 1)", "1"),
    ("least(s.m)", "missing"),
    ("tier(86, 20, 300, 1000)", "1"),
    ("tier(5200, 300, 2000, 40000)", "2"),
    ("tier(1, s.m)", "missing"),
    // tables and references
    ("rows.count()", "3"),
    ("size(rows)", "3"),
    ("rows.count(r, r.v > 1.5)", "1"),
    ("rows.sum(r, r.v)", "3.5"),
    ("rows.min(r, r.v)", "1.5"),
    ("rows.max(r, r.v)", "2"),
    ("rows.exists(r, r.no == 'C')", "yes"),
    ("rows.all(r, r.v > 1)", "yes"),
    ("rows.all(r, r.v > 1.5)", "no"),
    ("s.ref.v", "2"),
    ("s.ref == 'B'", "yes"),
  ] {
    assert_eq!(value(expression), expected, "{expression}");
  }
}

#[test]
fn mistakes_point_at_the_place() {
  for (expression, id) in [
    ("s.n +", "expr-unexpected-end"),
    ("s.n ++ 1", "expr-unexpected"),
    ("(s.n", "expr-expected"),
    ("s.n # 1", "expr-unexpected-character"),
    ("'open", "expr-text-not-closed"),
    ("s.x", "expr-unknown-field"),
    ("z.x", "expr-unknown-name"),
    ("row.x", "expr-no-row"),
    ("foo(1)", "expr-unknown-function"),
    ("s.tags == 'a' ", "expr-operands"),
    ("'c' in s.tags", "expr-unknown-code"),
    ("s.n.value", "expr-no-members"),
    ("s.n && true", "expr-wrong-type"),
    ("!s.n", "expr-wrong-type"),
    ("[1, 'a']", "expr-mixed-list"),
    ("true ? 1 : 'a'", "expr-branches-differ"),
    ("s.text.matches('(')", "expr-pattern"),
    ("rows.sum(r, r.no)", "expr-wrong-type"),
    ("s.text.count(r, true)", "expr-not-rows"),
    ("due_date(s.n, 1)", "expr-arguments"),
    ("lookup('x', s.text, 'y')", "expr-unknown-lookup"),
    ("s", "expr-needs-field"),
  ] {
    let problems = form_with(expression).expect_err(expression);
    assert_eq!(problems[0].message.id, id, "{expression}: {problems:?}");
    assert_eq!(problems[0].file, "sections/s.toml");
  }
  let deep = format!("{}1{}", "(".repeat(40), ")".repeat(40));
  assert_eq!(form_with(&deep).unwrap_err()[0].message.id, "expr-too-deep");
  let long = "1 + ".repeat(400) + "1";
  assert_eq!(form_with(&long).unwrap_err()[0].message.id, "expr-too-long");
}

struct NoNames;

impl jiliang::expr::Names for NoNames {
  fn group(&self, _: &str) -> Option<(jiliang::expr::GroupIx, bool)> {
    None
  }
  fn field(&self, _: jiliang::expr::GroupIx, _: &str) -> Option<(jiliang::expr::FieldIx, Type)> {
    None
  }
  fn nested_table(&self, _: jiliang::expr::GroupIx, _: &str) -> Option<jiliang::expr::GroupIx> {
    None
  }
  fn table_name(&self, _: jiliang::expr::GroupIx) -> String {
    String::new()
  }
  fn has_code(&self, _: jiliang::expr::GroupIx, _: jiliang::expr::FieldIx, _: &str) -> Option<bool> {
    None
  }
  fn lookup(&self, _: &str, _: &str) -> Result<(usize, usize, bool), jiliang::expr::LookupProblem> {
    Err(jiliang::expr::LookupProblem::Table(Vec::new()))
  }
  fn able(&self, _: &str, _: jiliang::expr::Ability) -> Result<usize, jiliang::expr::LookupProblem> {
    Err(jiliang::expr::LookupProblem::Table(Vec::new()))
  }
  fn known(&self, _: Option<jiliang::expr::GroupIx>) -> Vec<String> {
    Vec::new()
  }
  fn codes(&self, _: jiliang::expr::GroupIx, _: jiliang::expr::FieldIx) -> Vec<String> {
    Vec::new()
  }
}

proptest! {
  #![proptest_config(ProptestConfig::with_cases(3000))]
  #[test]
  fn no_text_panics(text in "\\PC{0,80}") {
    let _ = compile(&text, Env { names: &NoNames, row: None });
  }

  #[test]
  fn no_soup_of_tokens_panics(parts in prop::collection::vec(prop::sample::select(vec![
    "1", "'a'", "x", "as_of", "(", ")", "[", "]", "+", "-", "*", "/", "!", "&&", "||", "==", "<", "?", ":", ".", ",", "in", "true", "size", "least", "'", "\\",
  ]), 0..60)) {
    let _ = compile(&parts.join(" "), Env { names: &NoNames, row: None });
  }
}

#[test]
fn the_form_of_every_type_keeps_its_promises() {
  let form = every_type();
  assert!(jiliang::check::test_rules(&form).is_empty());
}
