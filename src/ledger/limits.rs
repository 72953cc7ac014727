//! How much of a file is read. Ten times what a table may hold, and little enough for any machine.

use super::{Address, Stopped};
use crate::lang::Message;

/// The largest file.
pub const MAX_BYTES: u64 = 64 << 20;
/// The most that its parts may unpack to.
pub const MAX_UNPACKED: u64 = 384 << 20;
/// The most parts of an archive.
pub(super) const MAX_PARTS: usize = 20_000;
/// The rightmost column with content.
pub(super) const MAX_COLUMNS: u32 = 512;
/// The most cells with content in one file.
pub(super) const MAX_CELLS: usize = 4_000_000;
/// The most sheets.
pub(super) const MAX_SHEETS: usize = 500;

/// Counts cells and looks at their places.
#[derive(Debug, Default)]
pub(super) struct Counter {
  cells: usize,
}

impl Counter {
  /// One more cell with content in a sheet.
  pub(super) fn cell(&mut self, sheet: &str, at: Address) -> Result<(), Stopped> {
    if at.column >= MAX_COLUMNS {
      let message = Message::new("ledger-too-wide").with("sheet", sheet).with("cell", at.to_string());
      return Err(message.with("limit", MAX_COLUMNS.to_string()).into());
    }
    self.cells += 1;
    self.look()
  }

  /// The cells that another one counted.
  pub(super) fn add(&mut self, other: &Self) -> Result<(), Stopped> {
    self.cells += other.cells;
    self.look()
  }

  fn look(&self) -> Result<(), Stopped> {
    if self.cells > MAX_CELLS {
      return Err(Message::new("ledger-too-many-cells").with("limit", MAX_CELLS.to_string()).into());
    }
    Ok(())
  }
}
