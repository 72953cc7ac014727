use super::difference::{Difference, GoneRows};
use crate::{
  document::{Document, Row},
  expr::{FieldIx, GroupIx},
  form::{Form, Group},
};
use serde_json::Value as Json;
use std::{
  collections::{HashMap, HashSet},
  sync::Arc,
};

/// The rows of a table by key.
#[derive(Debug, Default)]
pub(in crate::check) struct KeyIndex {
  rows: HashMap<Box<str>, Vec<u32>>,
}

/// The key of a row as it is referred to.
pub(super) fn key_of<'r>(group: &Group, column: FieldIx, row: &'r Row) -> Option<&'r str> {
  row.cells.get(&group.fields[usize::from(column.0)].id).and_then(Json::as_str)
}

impl KeyIndex {
  pub(super) fn of(group: &Group, column: FieldIx, rows: &[Arc<Row>]) -> Self {
    let mut index = Self::default();
    for (at, row) in rows.iter().enumerate() {
      if let Some(key) = key_of(group, column, row) {
        index.insert(key, at);
      }
    }
    index
  }

  /// The first row with this key.
  pub(in crate::check) fn first(&self, key: &str) -> Option<usize> {
    self.rows.get(key).and_then(|rows| rows.first()).map(|row| *row as usize)
  }

  pub(super) fn insert(&mut self, key: &str, row: usize) {
    let row = row as u32;
    match self.rows.get_mut(key) {
      Some(rows) => {
        if let Err(at) = rows.binary_search(&row) {
          rows.insert(at, row);
        }
      }
      None => drop(self.rows.insert(key.into(), vec![row])),
    }
  }

  pub(super) fn remove(&mut self, key: &str, row: usize) {
    let Some(rows) = self.rows.get_mut(key) else { return };
    rows.retain(|known| *known as usize != row);
    if rows.is_empty() {
      self.rows.remove(key);
    }
  }
}

/// Brings the keys up to date; gives the tables in which other keys stand than before.
pub(super) fn update_keys(
  keys: &mut [Option<KeyIndex>],
  form: &Form,
  document: &Document,
  differences: &[Difference],
  old_rows: &GoneRows,
) -> HashSet<GroupIx> {
  let mut changed = HashSet::new();
  for difference in differences {
    let definition = form.group(difference.table);
    let Some(column) = definition.key else { continue };
    let rows = document.rows(&definition.path);
    let key = |row: &Arc<Row>| key_of(definition, column, row).map(str::to_owned);
    let before: Vec<_> = old_rows.get(&difference.table).into_iter().flatten().map(key).collect();
    let after: Vec<_> = rows[difference.fresh()].iter().map(key).collect();
    if before != after {
      changed.insert(difference.table);
    }
    let Some(index) = &mut keys[usize::from(difference.table.0)] else { continue };
    if difference.removed != difference.inserted {
      *index = KeyIndex::of(definition, column, rows);
      continue;
    }
    for (row, (before, after)) in (difference.at..).zip(before.iter().zip(&after)) {
      if before != after {
        if let Some(before) = before {
          index.remove(before, row);
        }
        if let Some(after) = after {
          index.insert(after, row);
        }
      }
    }
  }
  changed
}
