use super::{CellRef, GridState, Page};
use crate::expr::GroupIx;

/// Where a person was before a jump, so that going back returns there.
#[derive(Clone, Debug)]
pub struct Spot {
  /// The pages, without the lists one jumped from.
  pub pages: Vec<Page>,
  /// The section.
  pub section: usize,
  /// The item of it that had the focus.
  pub item: usize,
  /// The table, and where one was in it.
  pub grid: Option<(GroupIx, GridState)>,
  /// The cell that had the focus.
  pub cell: Option<CellRef>,
  /// How one left.
  pub by: Leap,
}

/// A way to get far away at once. Steps of the same tour count as one jump.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Leap {
  /// To the next or previous finding.
  Findings,
  /// To what was undone or done again.
  History,
  /// Anything else.
  Single,
}
