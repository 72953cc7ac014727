use super::{Finding, Report, Said};
use crate::document::Change;

/// A change that puts a finding right.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
  /// What it does.
  pub label: Said,
  /// How.
  pub changes: Vec<Change>,
}

impl Fix {
  /// Whether both change the same cell, so that only one of them can be taken.
  fn touches(&self, other: &Self) -> bool {
    let cell = |change: &Change| if let Change::Set { cell, .. } = change { Some(cell.clone()) } else { None };
    self.changes.iter().filter_map(cell).any(|ours| other.changes.iter().filter_map(cell).any(|theirs| ours == theirs))
  }
}

impl Finding {
  /// The fix that can be taken without asking: where there are several answers, the person chooses.
  pub fn certain_fix(&self) -> Option<&Fix> {
    match &self.fixes[..] {
      [only] if self.overridden.is_none() => Some(only),
      _ => None,
    }
  }
}

impl Report {
  /// The findings with one right answer that can be put right together, all or those of one code; of several that change the same cell the first.
  pub fn fixable(&self, code: Option<&str>) -> Vec<&Finding> {
    let mut found: Vec<&Finding> = Vec::new();
    // Findings of one cell stand near each other, yet a rule may fix the cell of another; only those of the same row can meet.
    for finding in self.findings.iter().filter(|finding| code.is_none_or(|code| finding.code == code)) {
      let Some(fix) = finding.certain_fix() else { continue };
      let same_row =
        found.iter().rev().take_while(|known| known.place.group == finding.place.group && known.place.row == finding.place.row);
      let mut same_row = same_row.filter_map(|known| known.certain_fix());
      if !same_row.any(|known| known.touches(fix)) {
        found.push(finding);
      }
    }
    found
  }
}
