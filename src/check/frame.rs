use crate::{
  document::Record,
  expr::{FieldIx, GroupIx, Value},
  form::Group,
};
use serde_json::Value as Json;
use std::sync::Arc;

/// So many times the names of its columns may be kept by the rows of a table, each time by many rows.
pub(super) const KEY_SETS: usize = 4;

/// The row that is being checked: each of its cells is looked for and read once, however many rules look at it.
#[derive(Default)]
pub(super) struct Frame<'a> {
  at: Option<(GroupIx, usize)>,
  /// What stands in its columns.
  answers: Vec<Option<&'a Arc<Json>>>,
  cells: Vec<Memo<'a>>,
  /// The cells of which something is known.
  noted: Vec<usize>,
  /// The columns that keys name. Rows share their keys with those read beside them, and mostly have them in one order.
  keys: Vec<(&'a Arc<str>, Option<usize>)>,
}

/// What is known of a cell.
#[derive(Default)]
pub(super) struct Memo<'a> {
  /// The answer, where it can be read.
  pub(super) read: Option<Value<'a>>,
  /// The effective value.
  pub(super) value: Option<Value<'a>>,
}

impl<'a> Frame<'a> {
  /// Turns to another row, and forgets the one before.
  pub(super) fn turn_to(&mut self, group: GroupIx, row: usize, definition: &Group, cells: &'a Record) {
    if self.at.is_none_or(|(known, _)| known != group) {
      self.keys.clear();
    }
    self.at = Some((group, row));
    for at in self.noted.drain(..) {
      self.cells[at] = Memo::default();
    }
    self.cells.resize_with(definition.fields.len(), Memo::default);
    self.answers.clear();
    self.answers.resize(definition.fields.len(), None);
    let mut next = 0;
    for (key, answer) in cells.shared() {
      let is_key = |at: &usize| self.keys.get(*at).is_some_and(|(known, _)| Arc::ptr_eq(known, key));
      let known = (next..self.keys.len()).chain(0..next).find(is_key);
      let column = match known {
        Some(at) => {
          next = at + 1;
          self.keys[at].1
        }
        None => {
          let column = definition.field_by_id(key).map(|field| usize::from(field.0));
          if self.keys.len() < KEY_SETS * definition.fields.len() {
            self.keys.push((key, column));
          }
          column
        }
      };
      if let Some(column) = column {
        self.answers[column] = Some(answer);
      }
    }
  }

  /// What stands in the columns of the row.
  pub(super) fn answers(&self) -> &[Option<&'a Arc<Json>>] {
    &self.answers
  }

  /// The same, where it is this row; `None` for any other.
  pub(super) fn answers_of(&self, group: GroupIx, row: Option<usize>) -> Option<&[Option<&'a Arc<Json>>]> {
    if self.at? == (group, row?) { Some(&self.answers) } else { None }
  }

  /// What is known of a cell of the row; `None` for any other.
  pub(super) fn cell(&self, group: GroupIx, row: Option<usize>, field: FieldIx) -> Option<&Memo<'a>> {
    if self.at? == (group, row?) { self.cells.get(usize::from(field.0)) } else { None }
  }

  /// The same, to note something.
  pub(super) fn cell_mut(&mut self, group: GroupIx, row: Option<usize>, field: FieldIx) -> Option<&mut Memo<'a>> {
    if self.at? != (group, row?) {
      return None;
    }
    self.noted.push(field.0.into());
    self.cells.get_mut(usize::from(field.0))
  }
}
