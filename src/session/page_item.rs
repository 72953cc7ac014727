use super::CellRef;
use crate::expr::{FieldIx, GroupIx};

/// Something on a page of fields.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PageItem {
  /// A field.
  Field(GroupIx, FieldIx),
  /// A table, opened with Enter.
  Table(GroupIx),
  /// A cell of a row that is shown as a form.
  Cell(CellRef),
}
