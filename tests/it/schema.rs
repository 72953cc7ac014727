//! The published schemas: our structural verdicts agree with those of a JSON Schema validator on generated documents.

use crate::support::{document, every_type, root};
use jiff::civil::Date;
use jiliang::check::structure;
use proptest::prelude::*;
use serde_json::{Value, json};

fn validator(schema: &Value) -> jsonschema::Validator {
  jsonschema::options().should_validate_formats(true).build(schema).unwrap()
}

/// Values of all shapes, right ones more often than chance would have it.
fn any_answer() -> impl Strategy<Value = Value> {
  let fixed = prop::sample::select(vec![
    json!(null),
    json!(true),
    json!(0),
    json!(86),
    json!(101),
    json!(-1),
    json!(1.5),
    json!(9_007_199_254_740_993_i64),
    json!(""),
    json!("虚构一号"),
    json!("x".repeat(21)),
    json!("0.020"),
    json!("1e3"),
    json!("1,5"),
    json!("2025-06-30"),
    json!("2025-02-30"),
    json!("2025-6-30"),
    json!("red"),
    json!("green"),
    json!("330110"),
    json!("330100"),
    json!(["a"]),
    json!(["a", "b"]),
    json!(["a", "c"]),
    json!([1]),
    json!([]),
    json!({"value": "0.02", "unit": "mm"}),
    json!({"value": "0.02", "unit": "kg"}),
    json!({"value": 0.02, "unit": "mm"}),
    json!({"value": "0.02"}),
    json!({"low": "0", "high": "150", "unit": "mm"}),
    json!({"low": "0", "unit": "mm"}),
    json!({"form": "absolute", "value": "0.0022", "unit": "mm", "k": "2", "p": "0.95"}),
    json!({"form": "absolute", "unit": "mm"}),
    json!({"form": "relative", "value": "2.5", "unit": "%"}),
    json!({"form": "not_evaluated"}),
    json!({"form": "guess", "value": "1", "unit": "mm"}),
    json!({"form": "absolute", "value": "1", "unit": "kg"}),
    json!({"form": "absolute", "value": "1", "unit": "mm", "k": 2}),
    json!({"kind": "mpe", "text": "±0.02 mm"}),
    json!({"kind": "mpe", "text": " "}),
    json!({"kind": "mpe"}),
    json!({"kind": "none"}),
    json!({"kind": "best", "text": "x"}),
    json!({"name": "a.pdf", "size": 12, "digest": "sha-256:00"}),
    json!({"name": "a.pdf", "size": -1, "digest": "sha-256:00"}),
    json!({"name": "a.pdf"}),
  ]);
  prop_oneof![4 => fixed, 1 => "\\PC{0,6}".prop_map(Value::from), 1 => any::<i32>().prop_map(Value::from)]
}

fn any_answers() -> impl Strategy<Value = Value> {
  let form = every_type();
  let mut fields: Vec<String> = Vec::new();
  let mut columns: Vec<String> = Vec::new();
  for group in &form.groups {
    for field in group.fields.iter().filter(|field| field.kind.is_answered()) {
      match &*group.path {
        "all" => fields.push(field.id.to_string()),
        "rows" => columns.push(field.id.to_string()),
        _ => {}
      }
    }
  }
  let record = |names: Vec<String>, most: usize| prop::collection::vec((prop::sample::select(names), any_answer()), 0..most);
  (record(fields, 4), prop::collection::vec(record(columns, 3), 0..3)).prop_map(|(fields, rows)| {
    // Lists of objects are rows to a document; no field of this section holds any.
    let all: serde_json::Map<String, Value> = fields.into_iter().collect();
    let rows: Vec<Value> = rows
      .into_iter()
      .enumerate()
      .map(|(index, cells)| {
        let mut row: serde_json::Map<String, Value> = cells.into_iter().collect();
        row.insert("_row".into(), json!(format!("r{index}")));
        Value::Object(row)
      })
      .collect();
    json!({ "all": all, "rows": rows })
  })
}

proptest! {
  #![proptest_config(ProptestConfig::with_cases(2000))]
  #[test]
  fn structural_verdicts_agree(answers in any_answers()) {
    let form = every_type();
    let schema = form.schema();
    thread_local! {
      static VALIDATOR: std::cell::OnceCell<jsonschema::Validator> = const { std::cell::OnceCell::new() };
    }
    let theirs = VALIDATOR.with(|cell| cell.get_or_init(|| validator(&schema)).is_valid(&answers));
    let findings = structure(&form, &document(&form, &answers), Date::constant(2025, 6, 30)).findings;
    let told: Vec<_> = findings.iter().map(|finding| (finding.code.clone(), finding.place.pointer(&form))).collect();
    prop_assert_eq!(findings.is_empty(), theirs, "{:?} for {}", told, answers);
  }
}

#[test]
fn schemas_are_valid_schemas() {
  for schema in [every_type().schema(), jiliang::document::schema()] {
    jsonschema::meta::validate(&schema).unwrap();
  }
}

#[test]
fn drafts_fit_the_published_schema() {
  let validator = validator(&jiliang::document::schema());
  for form in std::fs::read_dir(root().join("forms")).into_iter().flatten().flatten() {
    for example in std::fs::read_dir(form.path().join("examples")).into_iter().flatten().flatten() {
      let text = std::fs::read_to_string(example.path()).unwrap();
      let json: Value = serde_json::from_str(&text).unwrap();
      let errors: Vec<String> = validator.iter_errors(&json).map(|error| error.to_string()).collect();
      assert!(errors.is_empty(), "{}: {errors:?}", example.path().display());
    }
  }
}
