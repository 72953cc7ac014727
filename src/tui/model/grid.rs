use std::ops::RangeInclusive;

/// Where one is in a table, and what is selected. Rows and columns are counted among those shown.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct GridState {
  /// The row.
  pub row: usize,
  /// The column.
  pub column: usize,
  /// The other corner of the selection, row and column; `None` where only the cell itself is meant.
  pub anchor: Option<(usize, usize)>,
}

impl GridState {
  /// At a cell, with nothing else selected.
  pub fn at(row: usize, column: usize) -> Self {
    Self { row, column, anchor: None }
  }

  /// The rows that are selected.
  pub fn rows(&self) -> RangeInclusive<usize> {
    let other = self.anchor.map_or(self.row, |(row, _)| row);
    self.row.min(other)..=self.row.max(other)
  }

  /// The columns that are selected.
  pub fn columns(&self) -> RangeInclusive<usize> {
    let other = self.anchor.map_or(self.column, |(_, column)| column);
    self.column.min(other)..=self.column.max(other)
  }

  /// Whether more than one cell is selected.
  pub fn is_block(&self) -> bool {
    self.anchor.is_some_and(|anchor| anchor != (self.row, self.column))
  }
}
