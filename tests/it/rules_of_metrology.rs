//! The rules that a declaration is held to, each with a vector that breaks it and one that keeps it: the 40 of metrology.md §5, and the mistakes of domain.md
//! §7.4 (`mistakes.rs`). `docs/rules.md` is written from here; `JILIANG_WRITE_DOCS=1` writes it anew.

use crate::{mistakes, support::root};
use How::{NotApplied, Program, Rules};
use jiliang::{
  check::{Report, check},
  form::{Expect, Form, Rule},
};
use serde_json::{Value, json};
use std::fs;

/// How a rule is held.
enum How {
  /// Rules of the form `capability`; their tests are the vectors.
  Rules(&'static [&'static str]),
  /// A check of the program: the code, the place, an answer that breaks it, one that keeps it.
  Program(&'static str, &'static str, Value, Value),
  /// Not at all, and why.
  NotApplied(&'static str),
}

fn forty() -> Vec<(&'static str, &'static str, How)> {
  let range = |low: &str, high: &str, unit: &str| json!({ "low": low, "high": high, "unit": unit });
  let quantity = |value: &str, unit: &str| json!({ "value": value, "unit": unit });
  let absolute = || json!({ "form": "absolute", "value": "0.0022", "unit": "mm", "k": "2", "p": "0.95" });
  let (u, resolution) = ("/capabilities/0/uncertainty", "/instruments/0/resolution");
  vec![
    (
      "CAP-001",
      "the service is one of the taxonomy",
      Program("unknown-choice", "/capabilities/0/discipline", json!("gauges"), json!("length")),
    ),
    ("CAP-002", "the unit can be read", Program("unit", "/capabilities/0/range", range("0", "25", "N/mm2²"), range("0", "25", "mm"))),
    ("CAP-003", "the unit fits the quantity", Rules(&["cap-measurand", "acc-unit", "u-unit", "proc-cap-unit"])),
    (
      "CAP-004",
      "the unit is legal",
      Program("unit-restrict", "/instruments/11/range", range("0", "16", "kgf/cm²"), range("0", "1.6", "MPa")),
    ),
    (
      "CAP-005",
      "capitals are those of the symbol; where two are meant, a person chooses",
      Program("unit-case", "/instruments/11/range", range("0", "1.6", "Mpa"), range("0", "1.6", "MPa")),
    ),
    ("CAP-006", "notation put right is told", Program("unit-case", resolution, quantity("20", "um"), quantity("20", "μm"))),
    ("CAP-007", "numbers follow the grammar", Program("not-a-quantity", resolution, json!("1,500 mm"), quantity("0.02", "mm"))),
    ("CAP-008", "lower limit ≤ upper limit", Rules(&["range", "cap-range"])),
    (
      "CAP-009",
      "both ends have the unit, or one behind brackets",
      Program("not-a-range", "/capabilities/0/range", json!("0 mm~25"), range("0", "25", "mm")),
    ),
    ("CAP-010", "the range is plausible for its kind", NotApplied("no table of usual ranges with a source is known to us")),
    ("CAP-011", "a capability states an uncertainty", Program("required", u, Value::Null, absolute())),
    ("CAP-012", "U > 0 on the whole range", Rules(&["u-positive", "proc-u-positive"])),
    ("CAP-013", "the unit of U fits its form", Rules(&["u-unit", "u-rel"])),
    ("CAP-014", "U of a temperature is a difference, and never relative in ℃", Rules(&["u-rel-celsius", "u-span"])),
    ("CAP-015", "k is stated, from 1 to 4", Rules(&["u-nok", "u-k-bounds", "u-k", "crm-u-nok", "proc-u-nok"])),
    ("CAP-016", "k and p agree", Rules(&["u-k-p"])),
    ("CAP-017", "no open statement of U", Program("not-an-uncertainty", u, json!("U<0.01 mm, k=2"), absolute())),
    ("CAP-018", "at most two significant digits of U", Rules(&["u-digits", "crm-u-digits", "proc-u-digits"])),
    ("CAP-019", "two digits where the first is 1 or 2", Rules(&["u-few-digits"])),
    ("CAP-020", "the coefficients of a formula have the dimensions they need", Rules(&["u-formula"])),
    (
      "CAP-021",
      "variable and its unit are stated",
      Program(
        "not-an-uncertainty",
        u,
        json!("U=(0.5+L/500) μm, k=2"),
        json!({ "form": "linear", "constant": "0.5", "slope": "2e-6", "unit": "μm", "variable": "L", "variable_unit": "mm",
          "text": "U=(0.5+L/500) μm, L in mm, k=2", "k": "2" }),
      ),
    ),
    (
      "CAP-022",
      "the stated interval of U is what the formula gives",
      NotApplied("the form asks for the formula alone; what it gives over the range is computed and shown beside it (`u_worst`)"),
    ),
    ("CAP-023", "a relative U has no zero in its range", Rules(&["u-rel-zero"])),
    (
      "CAP-024",
      "segments have no gaps and do not contradict",
      NotApplied("a row is one range; rows of one measurand may rightly differ in object and method"),
    ),
    ("CAP-025", "U is not large against the range", Rules(&["u-large", "u-span"])),
    (
      "CAP-026",
      "U is not below that of what it is traced to, at equal k",
      Rules(&["cap-trace-u", "cap-trace-std", "cap-trace-ins", "proc-u-cap"]),
    ),
    ("CAP-027", "U is not below what the resolution contributes", Rules(&["cap-trace-res"])),
    (
      "CAP-028",
      "evidence is valid and numbered",
      Rules(&["cert-expired", "cnas-no", "std-cert-expired", "std-trace-expired", "off-basis-proof"]),
    ),
    ("CAP-029", "better than the best of the KCDB", NotApplied("no table of the KCDB with an open licence is bundled")),
    ("INS-001", "number and serial are unique", Program("dup-no", "/instruments/1/asset_no", json!("JX-001"), json!("JX-002"))),
    ("INS-002", "the range is valid", Rules(&["range"])),
    (
      "INS-003",
      "the resolution is positive, of the same quantity, within the range",
      Rules(&["resolution-sign", "resolution-unit", "resolution-span"]),
    ),
    (
      "INS-004",
      "the error limit is complete",
      Program("acc-bare", "/instruments/0/accuracy", json!("±0.02"), json!({ "kind": "mpe", "text": "±0.02 mm" })),
    ),
    (
      "INS-005",
      "the resolution is no coarser than the limit (told from ten times on: a micrometer of ±4 μm rightly has a scale of 0.01 mm)",
      Rules(&["resolution-coarse"]),
    ),
    ("INS-006", "the class is one of that kind of instrument", Rules(&["acc-class"])),
    ("INS-007", "dates agree", Rules(&["date-future", "due-calc"])),
    ("INS-008", "not overdue while in use", Rules(&["overdue"])),
    ("INS-009", "U of the calibration ≤ a third of the limit", Rules(&["ins-u-third"])),
    ("INS-010", "the verdict follows from the data", Rules(&["ins-verdict"])),
    (
      "INS-011",
      "traceability has no loop",
      NotApplied(
        "an instrument names the body that verified it, not another instrument; only standards refer to instruments, so no loop can be written",
      ),
    ),
  ]
}

/// The first test of a rule with this outcome, as a vector.
fn vector(rule: &Rule, expect: Expect) -> String {
  let Some(test) = rule.tests.iter().find(|test| test.expect == expect) else { return String::new() };
  let others = test.answers.iter().map(|(section, answers)| format!("{section} {answers}"));
  let row = test.row.iter().map(Value::to_string);
  let date = test.as_of.iter().map(|date| format!("as of {date}"));
  row.chain(others).chain(date).collect::<Vec<_>>().join("; ")
}

fn report(pointer: &str, value: &Value) -> Report {
  check(&mistakes::form(), &mistakes::draft("machining-shop", &[(pointer, value.clone())]), mistakes::AS_OF)
}

/// Whether a finding with this code stands at the place.
fn tells(pointer: &str, value: &Value, code: &str) -> bool {
  let at = format!("/answers{pointer}");
  report(pointer, value).findings.iter().any(|finding| finding.code == code && finding.place.pointer(&mistakes::form()) == at)
}

fn rule<'f>(form: &'f Form, id: &str) -> &'f Rule {
  form.rules.iter().find(|rule| rule.id == id).unwrap_or_else(|| panic!("no rule {id}"))
}

/// A cell of a table in Markdown.
fn cell(text: &str) -> String {
  format!("`{}`", text.replace('|', "\\|").replace('`', "'"))
}

#[test]
fn each_of_the_forty_rules_is_broken_by_one_vector_and_kept_by_another() {
  let form = mistakes::form();
  let forty = forty();
  assert_eq!((forty.iter().filter(|(id, ..)| id.starts_with("CAP-")).count(), forty.len()), (29, 40));
  for (id, what, how) in &forty {
    match how {
      Rules(ids) => {
        for id in *ids {
          let rule = rule(&form, id);
          assert!(rule.tests.iter().any(|test| test.expect == Expect::Fail), "{id} is never broken");
          assert!(rule.tests.iter().any(|test| test.expect == Expect::Pass), "{id} is never kept");
        }
      }
      Program(code, pointer, wrong, right) => {
        assert!(tells(pointer, wrong, code), "{id} {what}: {wrong} tells {:?}", report(pointer, wrong).findings);
        assert!(!tells(pointer, right, code), "{id} {what}: {right} is told");
      }
      NotApplied(why) => assert!(why.len() > 20),
    }
  }
}

/// Both languages of a rule name the values it is about, unless it is about nothing but a missing answer or a choice that its words repeat.
#[test]
fn what_a_rule_says_names_values_in_both_languages() {
  const WORDS_ALONE: [&str; 10] = [
    "cbn-key-unit",
    "cbn-plan",
    "dec-requirements-edition",
    "eng-key-unit",
    "itg-pledge",
    "itg-public",
    "staff-none",
    "staff-registered",
    "ppk-not-applicable",
    "proc-no-limit",
  ];
  let mut silent = Vec::new();
  for entry in fs::read_dir(root().join("forms/capability/sections")).unwrap() {
    let section: toml::Table = fs::read_to_string(entry.unwrap().path()).unwrap().parse().unwrap();
    for rule in section.get("rule").and_then(toml::Value::as_array).into_iter().flatten() {
      let names = |lang: &str| rule["message"][lang].as_str().unwrap().contains('{');
      let id = rule["id"].as_str().unwrap();
      if !(WORDS_ALONE.contains(&id) || names("zh") && names("en")) {
        silent.push(id.to_owned());
      }
    }
  }
  assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn the_page_of_rules_is_true() {
  let form = mistakes::form();
  let mut page = String::from(
    "# Rules that a declaration is held to\n\n\
     Written by `tests/it/rules_of_metrology.rs` (`JILIANG_WRITE_DOCS=1 cargo test --test it the_page_of_rules`), which also breaks and keeps every one\n\
     of them. Rules of the form stand in `forms/capability/sections/` with their sources and tests; checks of the program in `src/check/`.\n\n\
     ## The forty of measurement\n\n| | rule | held by | is broken by | is kept by |\n|---|---|---|---|---|\n",
  );
  let mut add = |line: String| page.push_str(&line);
  for (id, what, how) in forty() {
    match how {
      Rules(ids) => {
        for (index, id_of_rule) in ids.iter().enumerate() {
          let rule = rule(&form, id_of_rule);
          let (id, what) = if index == 0 { (id, what) } else { ("", "") };
          let held = if rule.code == rule.id { format!("`{}`", rule.id) } else { format!("`{}` (code `{}`)", rule.id, rule.code) };
          add(format!("| {id} | {what} | {held} | {} | {} |\n", cell(&vector(rule, Expect::Fail)), cell(&vector(rule, Expect::Pass))));
        }
      }
      Program(code, pointer, wrong, right) => {
        add(format!(
          "| {id} | {what} | program, code `{code}` | {} | {} |\n",
          cell(&format!("{pointer} = {wrong}")),
          cell(&format!("{pointer} = {right}"))
        ));
      }
      NotApplied(why) => add(format!("| {id} | {what} | not applied | {why} | |\n")),
    }
  }
  add(
    "\n## The mistakes that people make\n\nEach is made in the draft of an invented machining shop, which has none (`tests/it/mistakes.rs`): the draft is the vector that \
     keeps the rule.\n\n| | code | weight | is made by |\n|---|---|---|---|\n"
      .to_owned(),
  );
  for (number, code, severity, changes) in mistakes::mistakes() {
    let also = if number.parse::<u32>().is_ok_and(|number| number >= 40) { "also".to_owned() } else { number.to_owned() };
    let changes: Vec<String> = changes.iter().map(|(pointer, value)| format!("{pointer} = {value}")).collect();
    add(format!("| {also} | `{code}` | {severity:?} | {} |\n", cell(&changes.join("; "))));
  }
  let path = root().join("docs/rules.md");
  if std::env::var_os("JILIANG_WRITE_DOCS").is_some() {
    fs::write(&path, &page).unwrap();
  }
  assert!(fs::read_to_string(&path).is_ok_and(|text| text == page), "docs/rules.md is not as it would be written now");
}
