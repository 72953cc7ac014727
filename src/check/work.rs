use super::{Effective, Finding, engine::Engine};
use crate::{
  expr::GroupIx,
  form::{Form, Item, Section, Unique},
  share::share_out,
};
use std::ops::Range;

/// So many rows are one piece of work.
const ROWS: usize = 64;

/// A piece of a check. No piece depends on what is found in another.
#[derive(Debug)]
pub(super) enum Work<'a> {
  /// The fields and rules of a section.
  Fields(&'a Section),
  /// The number of rows of a table.
  NumberOfRows(GroupIx),
  /// Some rows of a table.
  Rows(GroupIx, Range<usize>),
  /// Values that must not stand twice in a table.
  Unique(GroupIx, Unique),
}

impl<'a> Work<'a> {
  /// The work on a section and its tables that are shown; on hidden ones too where only their structure is checked.
  pub(super) fn on_section(facts: &Effective<'a>, section: &'a Section, structure_only: bool) -> Vec<Self> {
    let form: &'a Form = facts.form();
    let is_shown = |group: GroupIx| structure_only || facts.is_group_shown(group);
    let on_table = |group: GroupIx| {
      let count = facts.all_rows(group).len();
      let rows = (0..count).step_by(ROWS).map(move |from| Self::Rows(group, from..(from + ROWS).min(count)));
      let uniques = form.group(group).uniques().filter(|_| !structure_only).map(move |unique| Self::Unique(group, unique));
      std::iter::once(Self::NumberOfRows(group)).chain(rows).chain(uniques)
    };
    if !is_shown(section.group) {
      return Vec::new();
    }
    if form.group(section.group).is_table {
      return on_table(section.group).collect();
    }
    let tables = section.items.iter().filter_map(|item| if let Item::Table(group) = item { Some(*group) } else { None });
    std::iter::once(Self::Fields(section)).chain(tables.filter(|group| is_shown(*group)).flat_map(on_table)).collect()
  }

  /// What is found by doing it.
  pub(super) fn found(&self, facts: &Effective<'a>, structure_only: bool) -> Vec<Finding> {
    let mut engine = Engine { facts, findings: Vec::new(), structure_only };
    match self {
      Self::Fields(section) => engine.own_fields(section),
      Self::NumberOfRows(group) => engine.number_of_rows(*group),
      Self::Rows(group, rows) => engine.rows(*group, rows.clone()),
      Self::Unique(group, unique) => engine.unique(*group, unique),
    }
    engine.findings
  }
}

/// Does work, shared out among threads where there is much of it; what was found comes in the order of the work.
pub(super) fn all_found<'a>(facts: &Effective<'a>, work: &[Work<'a>], structure_only: bool) -> Vec<Vec<Finding>> {
  // The large pieces first, so that nothing is waited for in the end.
  let (mut order, others): (Vec<usize>, Vec<usize>) = (0..work.len()).partition(|at| matches!(work[*at], Work::Unique(..)));
  order.extend(others);
  let found = share_out(work.len(), facts.threads(), facts, facts.again(), |facts, at| work[order[at]].found(facts, structure_only));
  let mut found: Vec<(usize, Vec<Finding>)> = order.into_iter().zip(found).collect();
  found.sort_unstable_by_key(|(at, _)| *at);
  found.into_iter().map(|(_, found)| found).collect()
}
