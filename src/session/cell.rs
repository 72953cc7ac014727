use crate::expr::{FieldIx, GroupIx};

/// A field of a section, or a cell of a row, by the place of the row.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct CellRef {
  /// The section or table.
  pub group: GroupIx,
  /// The row, for tables.
  pub row: Option<usize>,
  /// The field.
  pub field: FieldIx,
}
