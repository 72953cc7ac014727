use crate::{document::Change, expr::GroupIx};

/// Cells about to be written into a table.
#[derive(Clone, Debug)]
pub struct Block {
  /// The table.
  pub table: GroupIx,
  /// What writing it changes, a change for each cell; one step of undo.
  pub changes: Vec<Change>,
  /// Invisible marks that were taken out.
  pub removed_marks: usize,
}

impl Block {
  /// Nothing yet, for `table`.
  pub fn new(table: GroupIx) -> Self {
    Self { table, changes: Vec::new(), removed_marks: 0 }
  }
}
