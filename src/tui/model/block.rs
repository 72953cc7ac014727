use super::CellRef;
use crate::{document::Change, expr::GroupIx};

/// Cells about to be written into a table, looked at before anything changes.
#[derive(Clone, Debug)]
pub struct Block {
  /// The table.
  pub table: GroupIx,
  /// What writing it changes; one step of undo.
  pub changes: Vec<Change>,
  /// Cells that held something else: where, what stands there, what comes.
  pub overwritten: Vec<(CellRef, String, String)>,
  /// How many cells are written, those of new rows included.
  pub cells: usize,
  /// How many rows come to the table.
  pub new_rows: usize,
  /// Columns of the block that the table has no place for.
  pub left_out: usize,
  /// Rows that the table has no place for.
  pub rows_left_out: usize,
  /// Invisible marks that were taken out.
  pub removed_marks: usize,
}

impl Block {
  /// Nothing yet, for `table`.
  pub fn new(table: GroupIx) -> Self {
    Self { table, changes: Vec::new(), overwritten: Vec::new(), cells: 0, new_rows: 0, left_out: 0, rows_left_out: 0, removed_marks: 0 }
  }
}
