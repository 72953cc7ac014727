use crate::expr::{FieldIx, GroupIx};

/// Somewhere in a draft to go to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Place {
  /// The section or table.
  pub group: GroupIx,
  /// The row, for tables.
  pub row: Option<usize>,
  /// The field or column; the section or row as a whole where `None`.
  pub field: Option<FieldIx>,
}
