use super::GridFilter;
use crate::{document::Row, expr::FieldIx};
use std::{
  collections::{BTreeSet, HashMap},
  sync::Arc,
};

/// How a table is looked at: order, filter, columns. It never changes the document.
#[derive(Clone, Debug, Default)]
pub struct GridLook {
  /// The column that the rows are sorted by, and whether the greatest comes first.
  pub sort: Option<(FieldIx, bool)>,
  /// Which rows are shown; all where `None`.
  pub filter: Option<GridFilter>,
  /// Columns that are not shown.
  pub hidden: BTreeSet<FieldIx>,
  /// Columns whose width was set by hand, in cells.
  pub widths: HashMap<FieldIx, usize>,
  /// The rows that are shown, in order, by their place in the document; `None` where all are, in the order of the document.
  pub(super) rows: Option<Vec<usize>>,
  /// All rows, in the order of the document, when `rows` was made. Held and not only their ids, so that a key that changes nothing compares pointers.
  pub(super) all: Vec<Arc<Row>>,
}

impl GridLook {
  /// Whether rows are left out or stand in another order than in the document.
  pub fn is_arranged(&self) -> bool {
    self.rows.is_some()
  }
}
