use crate::expr::{FieldIx, GroupIx, Value};
use serde_json::Value as Json;

/// The row that is being checked: each of its cells is looked for and read once, however many rules look at it.
#[derive(Default)]
pub(super) struct Frame<'a> {
  at: Option<(GroupIx, usize)>,
  cells: Vec<Memo<'a>>,
}

/// What stands in a cell that was looked at, if anything does.
#[derive(Clone, Copy)]
pub(super) struct Answer<'a>(pub(super) Option<&'a Json>);

/// What is known of a cell.
#[derive(Default)]
pub(super) struct Memo<'a> {
  /// The answer.
  pub(super) answer: Option<Answer<'a>>,
  /// The answer, where it can be read.
  pub(super) read: Option<Value<'a>>,
  /// The effective value.
  pub(super) value: Option<Value<'a>>,
}

impl<'a> Frame<'a> {
  /// Forgets the row before.
  pub(super) fn turn_to(&mut self, group: GroupIx, row: usize, columns: usize) {
    self.at = Some((group, row));
    self.cells.resize_with(columns, Memo::default);
    for cell in &mut self.cells {
      cell.answer = None;
      cell.read = None;
      cell.value = None;
    }
  }

  /// What is known of a cell of the row; `None` for any other.
  pub(super) fn cell(&self, group: GroupIx, row: Option<usize>, field: FieldIx) -> Option<&Memo<'a>> {
    if self.at? == (group, row?) { self.cells.get(usize::from(field.0)) } else { None }
  }

  /// The same, to note something.
  pub(super) fn cell_mut(&mut self, group: GroupIx, row: Option<usize>, field: FieldIx) -> Option<&mut Memo<'a>> {
    if self.at? == (group, row?) { self.cells.get_mut(usize::from(field.0)) } else { None }
  }
}
