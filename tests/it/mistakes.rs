//! The mistakes that people really make (domain.md §7.4): each is made in the draft of an invented enterprise that has none, and is told by its code.

use Severity::{Error, Info, Warning};
use jiff::civil::Date;
use jiliang::{
  check::{Report, check},
  document::Document,
  form::{Form, Severity},
  store::Library,
};
use serde_json::{Value, json};
use std::sync::{Arc, OnceLock};

/// The number in domain.md, the code, how much it weighs, and the changes to the draft of the machining shop (or the food plant) that make the mistake.
pub(crate) type Mistake = (&'static str, &'static str, Severity, Vec<(&'static str, Value)>);

pub(crate) const AS_OF: Date = Date::constant(2025, 6, 30);

pub(crate) fn form() -> Arc<Form> {
  static FORM: OnceLock<Arc<Form>> = OnceLock::new();
  let load = || {
    let files = Library::read_folder(&crate::support::root().join("forms/capability")).unwrap();
    Arc::new(Form::load(&files).unwrap_or_else(|problems| panic!("{problems:#?}")))
  };
  Arc::clone(FORM.get_or_init(load))
}

/// The example draft with changes at JSON Pointers below `/answers`; `null` takes an answer away, `/-` adds a row like the first.
pub(crate) fn draft(example: &str, changes: &[(&str, Value)]) -> Document {
  let mut json: Value = serde_json::from_str(Library::example("capability", example).unwrap()).unwrap();
  for (pointer, value) in changes {
    if *pointer == "updated_at" {
      json["updated_at"] = value.clone();
      continue;
    }
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    if let Some(table) = parent.strip_suffix("/-") {
      let rows = json.pointer_mut(&format!("/answers{table}")).and_then(Value::as_array_mut).unwrap();
      let mut row = rows[0].clone();
      row["_row"] = json!("added");
      row[field] = value.clone();
      rows.push(row);
      continue;
    }
    let parent = json.pointer_mut(&format!("/answers{parent}")).unwrap_or_else(|| panic!("no {pointer}"));
    parent[field] = value.clone();
  }
  Document::from_json(json).unwrap()
}

fn report(example: &str, changes: &[(&str, Value)], as_of: Date) -> Report {
  check(&form(), &draft(example, changes), as_of)
}

fn codes(report: &Report) -> Vec<(&str, Severity)> {
  report.findings.iter().map(|finding| (&*finding.code, finding.severity)).collect()
}

/// The 32 of domain.md §7.4, and those of its "also" list from 40 on.
pub(crate) fn mistakes() -> Vec<Mistake> {
  let shop = |number, code, severity, changes: &[(&'static str, Value)]| (number, code, severity, changes.to_vec());
  let id_number = "11010519491231002X";
  let quantity = |value: &str, unit: &str| json!({ "value": value, "unit": unit });
  let range = |low: &str, high: &str, unit: &str| json!({ "low": low, "high": high, "unit": unit });
  let absolute = |value: &str| json!({ "form": "absolute", "value": value, "unit": "mm", "k": "2", "p": "0.95" });
  vec![
    shop("1", "uscc-len", Error, &[("/enterprise/uscc", json!("91330110XYYY0015P"))]),
    shop("1", "uscc-len", Error, &[("/enterprise/uscc", json!("91330110XYYY00015PP"))]),
    shop("1", "code-notation", Warning, &[("/enterprise/uscc", json!("91330110 XYYY00015P"))]),
    shop("2", "uscc-char", Error, &[("/enterprise/uscc", json!("9133O110XYYY00015P"))]),
    shop("3", "uscc-check", Error, &[("/enterprise/uscc", json!("914403001922038215"))]),
    shop("4", "uscc-org", Warning, &[("/enterprise/uscc", json!("91330110XYYY00016T"))]),
    shop("5", "region", Error, &[("/enterprise/reg_region", json!("330100"))]),
    shop("5", "region", Error, &[("/enterprise/reg_region", json!("370181"))]),
    shop("6", "industry", Error, &[("/enterprise/industry", json!("F1462"))]),
    shop("6", "industry", Error, &[("/enterprise/industry", json!("P8210"))]),
    shop(
      "7",
      "size",
      Error,
      &[("/enterprise/size", json!("medium")), ("/enterprise/employees", json!(299)), ("/enterprise/revenue", json!("50000"))],
    ),
    shop("8", "unit-wan", Warning, &[("/enterprise/revenue", json!("52000000"))]),
    shop("9", "pii-id", Error, &[("/enterprise/legal_rep", json!(format!("张示例 {id_number}")))]),
    shop("9", "pii-id", Error, &[("/instruments/3/place", json!(id_number))]),
    shop("9", "pii-id", Error, &[("/declaration/limits", json!("身份证：１１０１０５１９４９１２３１００２Ｘ"))]),
    shop("10", "date-future", Error, &[("/instruments/0/date", json!("2025-07-01"))]),
    shop("11", "due-calc", Error, &[("/instruments/0/due", json!("2025-12-31"))]),
    shop(
      "12",
      "overdue",
      Error,
      &[
        ("/instruments/0/date", json!("2024-06-30")),
        ("/instruments/0/due", json!("2025-06-29")),
        ("/instruments/0/status", json!("in_use")),
      ],
    ),
    shop("13", "due-soon", Info, &[("/instruments/0/date", json!("2024-07-10")), ("/instruments/0/due", json!("2025-07-09"))]),
    shop("14", "mand-cal", Error, &[("/instruments/11/traceability", json!("calibration"))]),
    shop("15", "mand-itv", Error, &[("/instruments/11/interval", json!(12))]),
    shop(
      "16",
      "mand-miss",
      Warning,
      &[
        ("/instruments/15/name", json!("电子汽车衡")),
        ("/instruments/15/use", json!("trade")),
        ("/instruments/15/mandatory", json!(false)),
      ],
    ),
    shop("17", "abc", Error, &[("/instruments/11/abc_class", json!("C"))]),
    shop(
      "18",
      "reg-kind",
      Warning,
      &[("/instruments/0/traceability", json!("verification")), ("/instruments/0/regulation", json!("JJF 1102-2003"))],
    ),
    shop("18", "reg-kind", Warning, &[("/instruments/0/regulation", json!("JJG 30"))]),
    shop("19", "dup-no", Error, &[("/instruments/1/asset_no", json!("JX-001"))]),
    shop("20", "dup-serial", Warning, &[("/instruments/-/asset_no", json!("JX-099"))]),
    shop("21", "acc-bare", Error, &[("/instruments/0/accuracy", json!("0.02"))]),
    shop("22", "acc-unit", Error, &[("/instruments/0/accuracy", json!({ "kind": "mpe", "text": "±0.02 kg" }))]),
    shop("23", "range", Error, &[("/instruments/0/range", range("150", "0", "mm"))]),
    shop("23", "range", Error, &[("/instruments/0/resolution", quantity("200", "mm"))]),
    shop("24", "unit-case", Error, &[("/instruments/11/range", range("0", "1.6", "Mpa"))]),
    shop("24", "unit-case", Error, &[("/instruments/15/range", range("0.2", "60", "KG"))]),
    shop("24", "unit-case", Warning, &[("/instruments/0/resolution", quantity("20", "um"))]),
    shop("24", "unit-case", Warning, &[("/instruments/13/range", range("20", "100", "N.m"))]),
    shop("25", "unit-forbid", Error, &[("/instruments/15/range", range("0.2", "60", "斤"))]),
    shop("25", "unit-forbid", Error, &[("/instruments/0/range", range("0", "3", "尺"))]),
    shop("26", "unit-restrict", Error, &[("/instruments/11/range", range("0", "150", "psi"))]),
    shop("26", "unit-restrict", Error, &[("/instruments/11/range", range("0", "760", "mmHg"))]),
    shop("26", "unit-restrict", Error, &[("/instruments/11/accuracy", json!({ "kind": "mpe", "text": "±0.4 kgf/cm²" }))]),
    shop("27", "unit-milli", Warning, &[("/instruments/11/range", range("0", "1.6", "mPa"))]),
    shop("28", "u-digits", Error, &[("/capabilities/0/uncertainty", absolute("0.0123"))]),
    shop("29", "u-nok", Error, &[("/capabilities/0/uncertainty", json!({ "form": "absolute", "value": "0.0022", "unit": "mm" }))]),
    shop("30", "cap-trace", Error, &[("/capabilities/0/traceability", json!(["JX-099"]))]),
    shop("30", "cap-trace", Error, &[("/instruments/4/status", json!("out_of_use"))]),
    shop("31", "std-cert", Error, &[("/enterprise/reg_region", json!("370281"))]),
    shop(
      "31",
      "std-cert",
      Error,
      &[("/standards/0/cert_no", json!("〔2023〕国企量标字第1号")), ("/standards/0/cert_due", json!("2027-01-01"))],
    ),
    shop("32", "dec-sign", Error, &[("/declaration/signer", json!("李示例")), ("/declaration/signer_title", json!("质量部经理"))]),
    shop("32", "dec-sign", Error, &[("/declaration/truth", json!(false))]),
    shop("32", "dec-sign", Error, &[("/declaration/valid_to", json!("2028-07-01"))]),
    shop("32", "dec-sign", Error, &[("/declaration/date", json!("2025-06-20"))]),
    // Formulas of uncertainty, own standards, units in free words.
    shop(
      "33",
      "u-formula",
      Error,
      &[(
        "/capabilities/0/uncertainty",
        json!({ "form": "linear", "constant": "0.5", "slope": "2", "slope_unit": "N", "unit": "μm", "variable": "F", "text": "0.5 μm+2 N·F", "k": "2" }),
      )],
    ),
    shop(
      "33",
      "u-large",
      Warning,
      &[(
        "/capabilities/0/uncertainty",
        json!({ "form": "quadrature", "constant": "9", "slope": "0.5", "unit": "mm", "variable": "L", "text": "Q[9 mm, 0.5L]", "k": "2" }),
      )],
    ),
    shop(
      "34",
      "cap-trace",
      Error,
      &[("/capabilities/0/traceability", json!(["BZ-01"])), ("/standards/0/accuracy", json!("U=0.003 mm, k=2"))],
    ),
    shop("35", "unit-restrict", Warning, &[("/standards/0/range", json!("0~60 kgf/cm²"))]),
    shop("35", "unit-case", Warning, &[("/standards/0/range", json!("0~2.5 Mpa"))]),
    shop("35", "unit-forbid", Warning, &[("/capabilities/0/cond", json!("样品 2 斤"))]),
    shop(
      "36",
      "ins-verdict",
      Error,
      &[
        ("/instruments/0/accuracy", json!({ "kind": "mpe", "text": "±0.02 mm" })),
        ("/instruments/0/largest_error", quantity("-0.016", "mm")),
        ("/instruments/0/calibration_u", absolute("0.0090")),
        ("/instruments/0/conclusion", json!("pass")),
      ],
    ),
    // The "also" list.
    shop("40", "cma-no", Error, &[("/system/certs/0/type", json!("cma")), ("/system/certs/0/no", json!("173200140123"))]),
    shop("41", "cap-cover", Warning, &[("/capabilities/0/range", range("0", "30", "mm"))]),
    shop("42", "required", Error, &[("/instruments/-/asset_no", json!("JX-099")), ("/instruments/16/name", Value::Null)]),
    shop("43", "code-notation", Warning, &[("/enterprise/uscc", json!("９1330110XYYY00015P"))]),
    shop("44", "not-a-date", Error, &[("/instruments/0/date", json!("45567"))]),
    shop("45", "not-a-date", Error, &[("/instruments/0/date", json!("24/9/1"))]),
    shop("46", "not-a-date", Error, &[("/instruments/0/date", json!("2024年9月1日"))]),
    shop(
      "47",
      "too-few-rows",
      Error,
      &[("/system/certs/0/type", json!("mms")), ("/system/certs/0/level", json!("AAA")), ("/processes", json!([]))],
    ),
  ]
}

#[test]
fn every_mistake_is_told_and_nothing_is_told_without_one() {
  let clean = report("machining-shop", &[], AS_OF);
  assert!(clean.findings.iter().all(|finding| finding.severity == Info), "{:?}", codes(&clean));
  for (number, code, severity, changes) in mistakes() {
    assert!(!codes(&clean).contains(&(code, severity)), "{number} {code} stands in the clean draft");
    let found = report("machining-shop", &changes, AS_OF);
    assert!(codes(&found).contains(&(code, severity)), "{number} {code}: {changes:?} tells {:?}", codes(&found));
    for finding in found.findings.iter().filter(|finding| finding.code == code) {
      let words = jiliang::lang::Words::new(jiliang::lang::Lang::Zh);
      let said = finding.sentence(&form(), &words);
      assert!(!said.contains('{') && said.chars().count() > 6, "{said}");
      assert!(!said.contains("19491231"), "an identity number is repeated: {said}");
    }
  }
}

#[test]
fn mistakes_of_a_maker_of_prepackaged_goods() {
  let clean = report("food-plant", &[], AS_OF);
  assert!(clean.findings.iter().all(|finding| finding.severity == Info), "{:?}", codes(&clean));
  let cases: [(&str, Vec<(&str, Value)>); 3] = [
    ("ppk-unit-size", vec![("/prepackaged/items/2/net_content", json!({ "value": "1000", "unit": "g" }))]),
    ("ppk-label-unit", vec![("/prepackaged/items/0/label", json!("净含量:500 ML"))]),
    ("ppk-label-words", vec![("/prepackaged/items/0/label", json!("净重500 mL"))]),
  ];
  for (code, changes) in cases {
    let found = report("food-plant", &changes, AS_OF);
    assert!(codes(&found).contains(&(code, Error)), "{code}: {:?}", codes(&found));
  }
}

/// Nothing but the date changes: instruments are overdue.
#[test]
fn a_year_later_the_same_draft_is_overdue() {
  let later = report("machining-shop", &[], Date::constant(2026, 2, 1));
  assert!(codes(&later).iter().filter(|found| **found == ("overdue", Error)).count() > 5);
}

/// Whatever is typed beside it, a cell with an identity number says only that.
#[test]
fn a_cell_with_an_identity_number_tells_nothing_else() {
  let found = report("machining-shop", &[("/enterprise/uscc", json!("110105 19491231 002X"))], AS_OF);
  let here: Vec<_> = found.findings.iter().filter(|finding| finding.place.pointer(&form()) == "/answers/enterprise/uscc").collect();
  assert_eq!(here.iter().map(|finding| &*finding.code).collect::<Vec<_>>(), ["pii-id"]);
}
