use super::{CellRef, Session};
use crate::{
  check::Place,
  expr::GroupIx,
  form::{Item, Kind},
};
use std::borrow::Cow;

/// How many findings are listed before the answers; the list of findings tells all.
const FINDINGS: usize = 6;

/// A line of check-your-answers that the cursor can stand on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ReviewLine {
  /// Something that has to be put right first.
  Blocker {
    /// Which.
    code: Cow<'static, str>,
    /// Where.
    place: Place,
  },
  /// A section begins.
  Section {
    /// Its group.
    group: GroupIx,
    /// Its place in the form.
    index: usize,
  },
  /// A field.
  Answer {
    /// Where it is.
    cell: CellRef,
  },
  /// A table, in one line.
  Table {
    /// The table.
    group: GroupIx,
  },
  /// A warning that was accepted with a reason.
  Accepted {
    /// Which.
    code: Cow<'static, str>,
    /// Where.
    place: Place,
  },
  /// On to the statement.
  Onward,
}

/// All lines: what blocks, the answers in the order of the form, what was accepted. Sections that are switched off are left out.
pub fn review_lines(session: &Session) -> Vec<ReviewLine> {
  let findings = &session.report.findings;
  let blockers = findings.iter().filter(|finding| finding.blocks()).take(FINDINGS);
  let mut lines: Vec<ReviewLine> =
    blockers.map(|finding| ReviewLine::Blocker { code: finding.code.clone(), place: finding.place.clone() }).collect();
  for (index, section) in session.form.sections.iter().enumerate() {
    if !session.shown_groups.contains(&section.group) {
      continue;
    }
    lines.push(ReviewLine::Section { group: section.group, index });
    if session.form.group(section.group).is_table {
      lines.push(ReviewLine::Table { group: section.group });
    }
    for item in &section.items {
      match item {
        Item::Field(field) => {
          let is_note = matches!(session.form.field(section.group, *field).kind, Kind::Note(_));
          if session.shown.contains(&(section.group, *field)) && !is_note {
            lines.push(ReviewLine::Answer { cell: CellRef { group: section.group, row: None, field: *field } });
          }
        }
        Item::Table(table) if session.shown_groups.contains(table) => lines.push(ReviewLine::Table { group: *table }),
        Item::Table(_) => {}
      }
    }
  }
  let accepted = findings.iter().filter(|finding| finding.overridden.is_some());
  lines.extend(accepted.map(|finding| ReviewLine::Accepted { code: finding.code.clone(), place: finding.place.clone() }));
  lines.push(ReviewLine::Onward);
  lines
}
