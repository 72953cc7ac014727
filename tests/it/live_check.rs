//! A report that is kept up to date says what a full check says, in the same order, after every one of any changes.
//!
//! `JILIANG_CHANGES=N` sets how many changes a run makes, `JILIANG_RANDOM_SEED=S` with what seed it begins.

use crate::{
  generated::{Plan, Random, generate},
  support::{document, every_type},
};
use jiff::civil::{Date, date};
use jiliang::{
  check::{Live, Report, check},
  document::{CellPath, Change, Document, Row, row_id},
  expr::GroupIx,
  form::{Form, Kind},
  store::Library,
};
use serde_json::{Value, json};
use std::{collections::HashMap, env, sync::Arc};

const TODAY: Date = date(2025, 6, 30);
const CHANGES: usize = 400;

/// Answers that fit no field, or some field by chance.
fn odd_values() -> Vec<Value> {
  vec![
    json!(null),
    json!(""),
    json!([]),
    json!(true),
    json!(false),
    json!(-3),
    json!(7),
    json!("7"),
    json!("2025-06-30"),
    json!("2024-02-29"),
    json!("无"),
    json!("不认识的"),
    json!("A\u{202e}B"),
    json!(["x", "x"]),
    json!({ "value": "1.50", "unit": "mm" }),
    json!({ "low": "9", "high": "1", "unit": "mm" }),
    json!({ "form": "absolute", "value": "0.01234", "unit": "mm", "k": "2" }),
    json!({ "kind": "mpe", "text": "±0.02 mm" }),
  ]
}

/// Makes changes to a document that hit every kind of dependency.
struct Changes {
  random: Random,
  /// Answers seen in a field, of which others may be made: other rows' keys, codes, dates.
  seen: HashMap<(GroupIx, usize), Vec<Value>>,
  odd: Vec<Value>,
}

impl Changes {
  fn new(seed: u64, form: &Form, document: &Document) -> Self {
    let mut seen: HashMap<(GroupIx, usize), Vec<Value>> = HashMap::new();
    for (group, definition) in form.groups() {
      for (field, definition_of_field) in definition.fields() {
        let values = seen.entry((group, usize::from(field.0))).or_default();
        let rows = document.rows(&definition.path).iter().filter_map(|row| row.cells.get(&definition_of_field.id));
        values
          .extend(rows.chain(document.record(&definition.path).and_then(|record| record.get(&definition_of_field.id))).take(40).cloned());
        if let Kind::Choice(jiliang::form::Choices::List(list)) | Kind::Choices(jiliang::form::Choices::List(list)) =
          &definition_of_field.kind
        {
          let many = matches!(definition_of_field.kind, Kind::Choices(_));
          values.extend(list.iter().map(|choice| if many { json!([choice.code]) } else { json!(choice.code) }));
        }
        if let Kind::Boolean = definition_of_field.kind {
          values.extend([json!(true), json!(false)]);
        }
      }
    }
    Self { random: Random(seed), seen, odd: odd_values() }
  }

  fn row(&mut self, document: &Document, group: &str) -> Option<Arc<Row>> {
    let rows = document.rows(group);
    (!rows.is_empty()).then(|| Arc::clone(&rows[self.random.below(rows.len())]))
  }

  fn value(&mut self, form: &Form, document: &Document, group: GroupIx, field: usize) -> Option<Value> {
    let definition = &form.group(group).fields[field];
    match self.random.below(10) {
      0 => None,
      1 => Some(self.odd[self.random.below(self.odd.len())].clone()),
      2..5 => {
        // What references name, and what names them.
        let Kind::Reference { to, many } = &definition.kind else { return self.known(group, field) };
        let table = to[self.random.below(to.len())];
        let key = form.group(table).key?;
        let path = Arc::clone(&form.group(table).path);
        let row = self.row(document, &path)?;
        let key = row.cells.get(&form.field(table, key).id)?.clone();
        Some(if *many { json!([key]) } else { key })
      }
      _ => self.known(group, field),
    }
  }

  fn known(&mut self, group: GroupIx, field: usize) -> Option<Value> {
    let seen = self.seen.get(&(group, field)).map_or(0, Vec::len);
    if seen == 0 {
      return Some(self.odd[self.random.below(self.odd.len())].clone());
    }
    let at = self.random.below(seen);
    self.seen.get(&(group, field)).map(|values| values[at].clone())
  }

  fn next(&mut self, form: &Form, document: &Document) -> Option<Change> {
    let group = GroupIx(self.random.below(form.groups.len()) as u16);
    let definition = form.group(group);
    let path = Arc::clone(&definition.path);
    if definition.fields.is_empty() {
      return None;
    }
    let field = self.random.below(definition.fields.len());
    let mut id = Arc::clone(&definition.fields[field].id);
    if self.random.below(60) == 0 {
      id = "没有的".into();
    }
    if !definition.is_table {
      let value = self.value(form, document, group, field);
      return Some(Change::Set {
        cell: CellPath { group: path, row: None, field: id },
        value,
        typed: None,
        prune: self.random.below(2) == 0,
      });
    }
    match self.random.below(12) {
      0 => {
        let rows = document.rows(&path);
        let mut row = match self.row(document, &path) {
          Some(row) if self.random.below(2) == 0 => serde_json::to_value(&*row).ok()?,
          _ => json!({}),
        };
        row["_row"] = json!(&*row_id(rows));
        Some(Change::InsertRow { group: path, index: self.random.below(rows.len() + 1), row })
      }
      1 => {
        let row = self.row(document, &path)?;
        Some(Change::RemoveRow { group: path, row: Arc::clone(&row.id), prune: self.random.below(2) == 0 })
      }
      2 => {
        let row = self.row(document, &path)?;
        let index = self.random.below(document.rows(&path).len());
        Some(Change::MoveRow { group: path, row: Arc::clone(&row.id), index })
      }
      3 => {
        let rule = &form.rules[self.random.below(form.rules.len())];
        let path = &form.group(rule.on).path;
        let row = self.row(document, path).map(|row| Arc::clone(&row.id));
        let reason = (self.random.below(3) > 0).then(|| "核对过".to_owned());
        Some(Change::Override { rule: rule.id.as_str().into(), row, reason })
      }
      _ => {
        let row = self.row(document, &path)?;
        let value = self.value(form, document, group, field);
        Some(Change::Set { cell: CellPath { group: path, row: Some(Arc::clone(&row.id)), field: id }, value, typed: None, prune: false })
      }
    }
  }
}

#[track_caller]
fn assert_same(live: &Report, full: &Report, told: &str) {
  if live == full {
    return;
  }
  for (at, (ours, theirs)) in live.findings.iter().zip(&full.findings).enumerate() {
    assert_eq!(ours, theirs, "finding {at}, {told}");
  }
  assert_eq!(live.findings.len(), full.findings.len(), "{told}");
}

fn storm(form: &Arc<Form>, mut document: Document, seed: u64, changes: usize) {
  let seed = env::var("JILIANG_RANDOM_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(seed);
  let changes = env::var("JILIANG_CHANGES").ok().and_then(|text| text.parse().ok()).unwrap_or(changes);
  let (mut live, mut report) = Live::new(form, &document, TODAY);
  assert_same(&report, &check(form, &document, TODAY), "at the beginning");
  let mut plan = Changes::new(seed, form, &document);
  let (mut parts, mut undone) = (0, Vec::new());
  for step in 0..changes {
    let Some(change) = plan.next(form, &document) else { continue };
    let told = format!("seed {seed}, step {step}, {change:?}");
    let Ok(inverse) = document.apply(change) else { continue };
    undone.push(inverse);
    // Some changes come one by one, others together or are taken back.
    match plan.random.below(8) {
      0 => continue,
      1 => {
        for inverse in undone.drain(undone.len().saturating_sub(3)..).rev() {
          document.apply(inverse).expect("what was done can be undone");
        }
      }
      _ => {}
    }
    parts += usize::from(live.update(&mut report, &document) != jiliang::check::Extent::Whole);
    assert_same(&report, &check(form, &document, TODAY), &told);
    for (table, definition) in form.groups().filter(|(_, definition)| definition.is_table) {
      for row in 0..document.rows(&definition.path).len().min(3) {
        let found: Vec<usize> = live.of_row(&report, table, row).collect();
        let is_here = |place: &jiliang::check::Place| place.group == table && place.row.as_ref().is_some_and(|(at, _)| *at == row);
        let wanted: Vec<usize> = (0..report.findings.len()).filter(|at| is_here(&report.findings[*at].place)).collect();
        assert_eq!(found, wanted, "of row {row}, {told}");
      }
    }
  }
  assert!(parts * 3 > changes, "seed {seed}: of {changes} changes only {parts} were followed without looking at everything");
}

#[test]
fn of_the_form_with_every_type_of_field() {
  let form = every_type();
  let empty = document(&form, &json!({}));
  for seed in 0..4 {
    storm(&form, empty.clone(), seed, CHANGES * 2);
  }
}

#[test]
fn of_a_generated_declaration_with_mistakes() {
  let form = Library::new(Vec::new()).by_id("capability").unwrap();
  for seed in 1..3 {
    let plan = Plan { instruments: 120, capabilities: 40, seed, defects: 40 };
    storm(&form, generate(&plan).unwrap(), seed, CHANGES);
  }
}

#[test]
fn of_many_rows_that_share_answers() {
  let form = Library::new(Vec::new()).by_id("capability").unwrap();
  let text = generate(&Plan { instruments: 300, capabilities: 10, seed: 5, defects: 150 }).unwrap().to_text();
  storm(&form, Document::from_text(&text).unwrap(), 5, CHANGES / 4);
}

#[test]
fn of_the_food_plant() {
  let form = Library::new(Vec::new()).by_id("capability").unwrap();
  let text = Library::example("capability", "food-plant").unwrap();
  storm(&form, Document::from_text(text).unwrap(), 7, CHANGES);
}

#[test]
fn a_generated_declaration_is_without_errors() {
  let form = Library::new(Vec::new()).by_id("capability").unwrap();
  let document = generate(&Plan { instruments: 400, capabilities: 60, ..Plan::default() }).unwrap();
  let report = check(&form, &document, TODAY);
  let errors: Vec<_> = report.findings.iter().filter(|finding| finding.blocks()).collect();
  assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn the_rows_of_a_large_table_are_shared_out_and_say_the_same() {
  let form = Library::new(Vec::new()).by_id("capability").unwrap();
  let ledger = form.group_by_path("instruments").unwrap();
  let large = generate(&Plan { instruments: 2_600, capabilities: 40, seed: 3, defects: 900 }).unwrap();
  let mut small = large.clone();
  for row in &large.rows("instruments")[1_900..] {
    small.apply(Change::RemoveRow { group: "instruments".into(), row: Arc::clone(&row.id), prune: false }).unwrap();
  }
  let of_the_first = |document: &Document| {
    let mut findings = check(&form, document, TODAY).findings;
    findings.retain(|finding| finding.place.group == ledger && finding.place.row.as_ref().is_some_and(|(row, _)| *row < 1_900));
    findings
  };
  let (of_large, of_small) = (of_the_first(&large), of_the_first(&small));
  assert!(of_small.len() > 500, "{}", of_small.len());
  assert!(of_large == of_small);
}
