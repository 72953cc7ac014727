use super::{CellPath, Change, Document, Record, Row};
use std::{collections::HashMap, sync::Arc};

/// The changes that make the answers and overrides of `new` out of those of `old`. Rows are matched by id, never by place.
pub fn diff(old: &Document, new: &Document) -> Vec<Change> {
  let mut changes = Vec::new();
  let mut groups = old.answers.groups();
  for group in new.answers.groups() {
    if !groups.contains(&group) {
      groups.push(group);
    }
  }
  for (group, is_table) in groups {
    let group: Arc<str> = group.into();
    if is_table {
      rows(&group, old.rows(&group), new.rows(&group), &mut changes);
    } else {
      let empty = Record::default();
      let (before, after) = (old.record(&group).unwrap_or(&empty), new.record(&group).unwrap_or(&empty));
      cells(&group, None, before, after, &mut changes);
    }
  }
  for known in &old.overrides {
    if !new.overrides.iter().any(|other| other.rule == known.rule && other.row == known.row) {
      changes.push(Change::Override { rule: known.rule.as_str().into(), row: known.row.clone(), reason: None });
    }
  }
  for wanted in new.overrides.iter().filter(|wanted| !old.overrides.contains(wanted)) {
    changes.push(Change::Override { rule: wanted.rule.as_str().into(), row: wanted.row.clone(), reason: Some(wanted.reason.clone()) });
  }
  changes
}

fn cells(group: &Arc<str>, row: Option<&Arc<str>>, old: &Record, new: &Record, changes: &mut Vec<Change>) {
  let path = |field: &Arc<str>| CellPath { group: Arc::clone(group), row: row.cloned(), field: Arc::clone(field) };
  for (field, _) in old.iter().filter(|(field, _)| new.get(field).is_none()) {
    changes.push(Change::Set { cell: path(field), value: None, typed: None, prune: false });
  }
  for (field, value) in new.iter().filter(|(field, value)| old.get(field) != Some(value)) {
    changes.push(Change::Set { cell: path(field), value: Some(value.clone()), typed: None, prune: false });
  }
}

fn rows(group: &Arc<str>, old: &[Arc<Row>], new: &[Arc<Row>], changes: &mut Vec<Change>) {
  let before: HashMap<&str, &Row> = old.iter().map(|row| (&*row.id, &**row)).collect();
  let after: HashMap<&str, &Row> = new.iter().map(|row| (&*row.id, &**row)).collect();
  // The order of rows as it stands after the changes so far.
  let mut order: Vec<&str> = Vec::new();
  for row in old {
    if after.contains_key(&*row.id) {
      order.push(&row.id);
    } else {
      changes.push(Change::RemoveRow { group: Arc::clone(group), row: Arc::clone(&row.id), prune: false });
    }
  }
  for (index, row) in new.iter().enumerate() {
    match before.get(&*row.id) {
      None => {
        let json = serde_json::to_value(&**row).unwrap_or_default();
        changes.push(Change::InsertRow { group: Arc::clone(group), index, row: json });
        order.insert(index, &row.id);
      }
      Some(known) => {
        if order.get(index) != Some(&&*row.id)
          && let Some(from) = order.iter().position(|id| *id == &*row.id)
        {
          order.remove(from);
          order.insert(index, &row.id);
          changes.push(Change::MoveRow { group: Arc::clone(group), row: Arc::clone(&row.id), index });
        }
        cells(group, Some(&row.id), &known.cells, &row.cells, changes);
      }
    }
  }
}
