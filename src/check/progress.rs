use super::{Effective, Report};
use crate::{
  expr::{Facts, GroupIx},
  form::{Item, Severity, is_empty},
};

/// How far a section is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum State {
  /// Not looked at yet.
  Unchecked,
  /// Switched off by other answers.
  NotApplicable,
  /// Nothing answered.
  NotStarted,
  /// Begun; what is needed is not all there.
  InProgress,
  /// Holds errors other than missing answers; how many.
  Errors(usize),
  /// All that is needed is there and right.
  Complete,
}

/// What an outline tells of a section.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Progress {
  /// How far it is.
  pub state: State,
  /// Answered fields of a section with fields; rows of a table.
  pub answered: usize,
  /// Fields that are shown and can be answered; 0 for a table.
  pub total: usize,
  /// Errors, missing answers included.
  pub errors: usize,
  /// Warnings.
  pub warnings: usize,
}

/// What the findings of a section come to, those accepted with a reason left out.
#[derive(Clone, Copy, Default)]
struct Tally {
  errors: usize,
  missing: usize,
  warnings: usize,
}

/// The progress of each section, in order; without a report no more than what is answered.
pub fn progress(facts: &Effective<'_>, report: Option<&Report>) -> Vec<Progress> {
  let form = facts.form();
  let mut tallies = vec![Tally::default(); form.sections.len()];
  for finding in report.iter().flat_map(|report| &report.findings).filter(|finding| finding.overridden.is_none()) {
    let tally = &mut tallies[form.group(finding.place.group).section];
    tally.errors += usize::from(finding.severity == Severity::Error);
    tally.warnings += usize::from(finding.severity == Severity::Warning);
    tally.missing += usize::from(finding.is_missing());
  }
  let sections = form.sections.iter().zip(tallies);
  sections.map(|(section, tally)| of_section(facts, report.map(|_| tally), section.group, &section.items)).collect()
}

fn of_section(facts: &Effective<'_>, tally: Option<Tally>, group: GroupIx, items: &[Item]) -> Progress {
  let form = facts.form();
  if !facts.is_group_shown(group) {
    return Progress { state: State::NotApplicable, answered: 0, total: 0, errors: 0, warnings: 0 };
  }
  let Tally { errors, missing, warnings } = tally.unwrap_or_default();
  let (mut answered, mut total, mut rows) = (0, 0, 0);
  if form.group(group).is_table {
    rows = facts.rows(group);
    answered = rows;
  }
  for item in items {
    match item {
      Item::Table(table) => rows += facts.rows(*table),
      Item::Field(field) => {
        let definition = form.field(group, *field);
        if !definition.kind.is_answered() || !facts.is_shown(group, None, *field) {
          continue;
        }
        total += 1;
        answered += usize::from(facts.answer(group, None, *field).is_some_and(|json| !is_empty(json)));
      }
    }
  }
  let state = if tally.is_none() {
    State::Unchecked
  } else if errors > missing {
    State::Errors(errors - missing)
  } else if answered == 0 && rows == 0 {
    State::NotStarted
  } else if missing > 0 {
    State::InProgress
  } else {
    State::Complete
  };
  Progress { state, answered, total, errors, warnings }
}
