use super::numbers::Numbers;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The texts of a table, all in one: a table of thousands of rows costs two allocations, and nothing where it is part of the binary.
#[derive(Debug, Default, Deserialize, PartialEq, Serialize)]
pub(super) struct Cells {
  columns: usize,
  #[serde(borrow)]
  text: Cow<'static, [u8]>,
  /// Where each cell ends in `text`, row by row.
  ends: Numbers,
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
      text.extend(cell.as_bytes());
      self.ends.push(text.len());
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
    let end = |place: usize| self.ends.get(place).unwrap_or(0);
    let cell = self.text.get(place.checked_sub(1).map_or(0, end)..end(place)).unwrap_or_default();
    str::from_utf8(cell).unwrap_or_default()
  }
}
