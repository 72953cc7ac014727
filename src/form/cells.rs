use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The texts of a table, all in one: a table of thousands of rows costs two allocations, and none where it is part of the binary.
#[derive(Debug, Default, Deserialize, PartialEq, Serialize)]
pub(super) struct Cells {
  columns: usize,
  #[serde(borrow)]
  text: Cow<'static, str>,
  /// Where each cell ends in `text`, row by row.
  ends: Vec<u32>,
}

impl Cells {
  /// A table of so many columns, without rows.
  pub(super) fn new(columns: usize) -> Self {
    Self { columns, ..Self::default() }
  }

  /// Adds a row of as many cells as there are columns.
  pub(super) fn push<'a>(&mut self, row: impl Iterator<Item = &'a str>) {
    let text = self.text.to_mut();
    for cell in row {
      text.push_str(cell);
      self.ends.push(text.len() as u32);
    }
  }

  /// How many rows there are.
  pub(super) fn len(&self) -> usize {
    self.ends.len() / self.columns.max(1)
  }

  /// The cell in this row and column; empty where there is none.
  pub(super) fn get(&self, row: usize, column: usize) -> &str {
    if column >= self.columns {
      return "";
    }
    let place = row * self.columns + column;
    let end = |place: usize| self.ends.get(place).map_or(0, |end| *end as usize);
    self.text.get(place.checked_sub(1).map_or(0, end)..end(place)).unwrap_or_default()
  }
}
