use crate::{document::Row, expr::GroupIx};
use std::{collections::HashMap, ops::Range, sync::Arc};

/// The rows that gave way, by table.
pub(super) type GoneRows = HashMap<GroupIx, Vec<Arc<Row>>>;

/// Rows of a table that gave way to others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Difference {
  pub(super) table: GroupIx,
  pub(super) at: usize,
  pub(super) removed: usize,
  pub(super) inserted: usize,
}

impl Difference {
  /// Where the new rows stand.
  pub(super) fn fresh(&self) -> Range<usize> {
    self.at..self.at + self.inserted
  }
}
