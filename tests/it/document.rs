//! Documents: what is written is read back, what was done can be undone, what is unknown is kept.

use crate::support::{document, every_type};
use jiliang::document::{CellPath, Change, ChangeError, Document, Row, diff, row_id, row_id_after};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::Arc;

/// A change as a plan, made concrete on the document it meets.
#[derive(Clone, Debug)]
enum Plan {
  Set { row: Option<usize>, field: usize, value: Option<u8> },
  Insert { at: usize, nested: bool },
  InsertMany { at: usize, nested: bool, count: usize },
  RemoveMany { at: usize, nested: bool, count: usize },
  Remove { at: usize, nested: bool },
  Move { from: usize, to: usize },
  Override { rule: bool, reason: Option<u8> },
}

fn any_plan() -> impl Strategy<Value = Plan> {
  prop_oneof![
    (prop::option::of(0_usize..6), 0_usize..4, prop::option::of(any::<u8>())).prop_map(|(row, field, value)| Plan::Set {
      row,
      field,
      value
    }),
    (0_usize..6, any::<bool>()).prop_map(|(at, nested)| Plan::Insert { at, nested }),
    (0_usize..6, any::<bool>(), 0_usize..4).prop_map(|(at, nested, count)| Plan::InsertMany { at, nested, count }),
    (0_usize..6, any::<bool>(), 1_usize..4).prop_map(|(at, nested, count)| Plan::RemoveMany { at, nested, count }),
    (0_usize..6, any::<bool>()).prop_map(|(at, nested)| Plan::Remove { at, nested }),
    (0_usize..6, 0_usize..6).prop_map(|(from, to)| Plan::Move { from, to }),
    (any::<bool>(), prop::option::of(any::<u8>())).prop_map(|(rule, reason)| Plan::Override { rule, reason }),
  ]
}

fn change(document: &Document, plan: &Plan) -> Option<Change> {
  let fields = ["name", "money", "extras", "unknown"];
  let table = |nested: bool| if nested { "all.helpers" } else { "rows" };
  let id = |group: &str, at: usize| document.rows(group).get(at).map(|row| Arc::clone(&row.id));
  Some(match plan {
    Plan::Set { row: None, field, value } => Change::Set {
      cell: CellPath::field("all", fields[*field]),
      value: value.map(Value::from),
      typed: value.map(|v| v.to_string()),
      prune: false,
    },
    Plan::Set { row: Some(row), field, value } => {
      let row = id("rows", *row)?;
      Change::Set { cell: CellPath::cell("rows", &row, fields[*field]), value: value.map(Value::from), typed: None, prune: false }
    }
    Plan::Insert { at, nested } => {
      let group = table(*nested);
      let rows = document.rows(group);
      Change::InsertRow { group: group.into(), index: (*at).min(rows.len()), row: json!({ "_row": &*row_id(rows), "no": "A" }) }
    }
    Plan::InsertMany { at, nested, count } => {
      let group = table(*nested);
      let rows = document.rows(group);
      let mut next = row_id_after(rows);
      let row = |_| Row { id: next(), cells: [("no".into(), "B".into())].into_iter().collect() };
      Change::InsertRows { group: group.into(), index: (*at).min(rows.len()), rows: (0..*count).map(row).map(Arc::new).collect() }
    }
    Plan::RemoveMany { at, nested, count } => {
      let rows: Vec<_> = document.rows(table(*nested)).iter().skip(*at).take(*count).map(|row| Arc::clone(&row.id)).collect();
      Change::RemoveRows { group: table(*nested).into(), rows, prune: false }
    }
    Plan::Remove { at, nested } => Change::RemoveRow { group: table(*nested).into(), row: id(table(*nested), *at)?, prune: false },
    Plan::Move { from, to } => {
      let count = document.rows("rows").len();
      Change::MoveRow { group: "rows".into(), row: id("rows", *from)?, index: (*to).min(count.checked_sub(1)?) }
    }
    Plan::Override { rule, reason } => {
      Change::Override { rule: if *rule { "a" } else { "b" }.into(), row: None, reason: reason.map(|reason| reason.to_string()) }
    }
  })
}

proptest! {
  #[test]
  fn undoing_everything_returns_the_start(plans in prop::collection::vec(any_plan(), 0..40), filled in any::<bool>()) {
    let form = every_type();
    let answers = if filled { json!({ "all": { "name": "甲", "keep": null }, "rows": [{ "_row": "r001", "no": "A" }] }) } else { json!({}) };
    let start = document(&form, &answers);
    let mut edited = start.clone();
    let mut inverses = Vec::new();
    for plan in &plans {
      if let Some(change) = change(&edited, plan) {
        inverses.push(edited.apply(change).unwrap());
      }
    }
    let end = edited.clone();
    // A document is valid JSON at every moment, and reads back the same.
    prop_assert!(Document::from_text(&end.to_text()).unwrap().answers.same(&end.answers));
    let mut forwards = Vec::new();
    for inverse in inverses.into_iter().rev() {
      forwards.push(edited.apply(inverse).unwrap());
    }
    prop_assert!(edited.answers.same(&start.answers), "{} instead of {}", edited.to_text(), start.to_text());
    prop_assert_eq!(&edited.overrides.len(), &start.overrides.len());
    prop_assert_eq!(&edited.typed, &start.typed);
    for forward in forwards.into_iter().rev() {
      edited.apply(forward).unwrap();
    }
    prop_assert!(edited.answers.same(&end.answers));
  }

  #[test]
  fn a_diff_makes_the_new_out_of_the_old(before in prop::collection::vec(any_plan(), 0..20), after in prop::collection::vec(any_plan(), 0..20)) {
    let form = every_type();
    let mut old = document(&form, &json!({}));
    for plan in &before {
      if let Some(change) = change(&old, plan) {
        old.apply(change).unwrap();
      }
    }
    let mut new = old.clone();
    for plan in &after {
      if let Some(change) = change(&new, plan) {
        new.apply(change).unwrap();
      }
    }
    let mut made = old.clone();
    made.apply_all(diff(&old, &new)).unwrap();
    prop_assert!(diff(&made, &new).is_empty());
    prop_assert_eq!(made.rows("rows"), new.rows("rows"));
  }

  #[test]
  fn no_text_makes_reading_panic(text in "\\PC{0,200}") {
    let _ = Document::from_text(&text);
  }
}

#[test]
fn unknown_fields_survive() {
  let text = r#"{"format":"jiliang-draft/1","declaration_id":"00000000-0000-7000-8000-000000000000","revision":1,"supersedes":null,
    "form":{"id":"every-type","version":"1.0.0"},"as_of":null,"answers":{"all":{"name":"甲","of_tomorrow":{"a":[1,2]}},"new_section":"x",
    "rows":[{"_row":"r1","no":"A","colour":"green"}]},"overrides":[],"created_at":"","updated_at":"","stamp":{"by":"another program"}}"#;
  let written = Document::from_text(text).unwrap().to_text();
  let (before, after): (Value, Value) = (serde_json::from_str(text).unwrap(), serde_json::from_str(&written).unwrap());
  assert_eq!(before, after);
}

#[test]
fn a_step_that_does_not_fit_changes_nothing() {
  let form = every_type();
  let mut edited = document(&form, &json!({ "all": { "name": "甲" } }));
  let before = edited.clone();
  let set = Change::Set { cell: CellPath::field("all", "name"), value: Some("乙".into()), typed: None, prune: false };
  let no_such_row = Change::RemoveRow { group: "rows".into(), row: "r9".into(), prune: false };
  assert!(edited.apply_all(vec![set, no_such_row]).is_err());
  assert!(edited.answers.same(&before.answers));
}

#[test]
fn pointers() {
  let form = every_type();
  let known = document(&form, &json!({ "rows": [{ "_row": "r7", "no": "A" }], "all": { "helpers": [{ "_row": "h1" }] } }));
  let is_table = |path: &str| form.group_by_path(path).is_some_and(|group| form.group(group).is_table);
  for (given, shown) in [
    ("/answers/all/name", Some("/answers/all/name")),
    ("/answers/rows/0/no", Some("/answers/rows/0/no")),
    ("/answers/rows/r7/no", Some("/answers/rows/0/no")),
    ("/answers/all/helpers/0/who", Some("/answers/all/helpers/0/who")),
    ("/answers/rows/1/no", None),
    ("/answers/rows/no", None),
    ("/answers/all", None),
    ("all/name", None),
    ("/answers/all/name/x", None),
    ("", None),
  ] {
    let cell = CellPath::parse(given, &known, is_table).ok();
    assert_eq!(cell.map(|cell| cell.pointer(&known)).as_deref(), shown, "{given}");
  }
}

#[test]
fn many_rows_are_one_change() {
  let form = every_type();
  let mut edited = document(&form, &json!({ "rows": [{ "_row": "r001", "no": "A" }, { "_row": "r002", "no": "B" }] }));
  let start = edited.clone();
  let text = json!({ "do": "insert_rows", "group": "rows", "index": 1, "rows": [{ "_row": "r003", "no": "C" }, { "_row": "r004" }] });
  let change: Change = serde_json::from_value(text.clone()).unwrap();
  assert_eq!(serde_json::to_value(&change).unwrap(), text);
  let edit = edited.apply_all(vec![change.clone()]).unwrap();
  let ids: Vec<&str> = edited.rows("rows").iter().map(|row| &*row.id).collect();
  assert_eq!(ids, ["r001", "r003", "r004", "r002"]);
  assert_eq!(serde_json::to_value(&edit.backward).unwrap(), json!([{ "do": "remove_rows", "group": "rows", "rows": ["r003", "r004"] }]));
  // What does not fit changes nothing.
  let whole = edited.clone();
  assert_eq!(edited.apply(change), Err(ChangeError::RowExists("r003".into())));
  let apart = Change::RemoveRows { group: "rows".into(), rows: vec!["r001".into(), "r004".into()], prune: false };
  assert_eq!(edited.apply(apart), Err(ChangeError::NoRow("r004".into())));
  assert_eq!(edited, whole);
  edited.apply_all(edit.backward).unwrap();
  assert_eq!(edited, start);
}
