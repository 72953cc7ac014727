use super::{Effective, Report};
use crate::{
  document::Document,
  expr::{Facts, GroupIx},
  form::{Form, Item, Severity, is_empty},
};
use jiff::civil::Date;

/// How far a section is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum State {
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

/// The progress of each section, in order.
pub fn progress(form: &Form, document: &Document, as_of: Date, report: &Report) -> Vec<Progress> {
  let facts = Effective::new(form, document, as_of);
  let sections = form.sections.iter().enumerate();
  sections.map(|(index, section)| of_section(&facts, report, index, section.group, &section.items)).collect()
}

fn of_section(facts: &Effective<'_>, report: &Report, index: usize, group: GroupIx, items: &[Item]) -> Progress {
  let form = facts.form();
  if !facts.is_group_shown(group) {
    return Progress { state: State::NotApplicable, answered: 0, total: 0, errors: 0, warnings: 0 };
  }
  let here = || report.findings.iter().filter(|finding| form.group(finding.place.group).section == index && finding.overridden.is_none());
  let errors = here().filter(|finding| finding.severity == Severity::Error).count();
  let missing = here().filter(|finding| matches!(&*finding.code, "required" | "too-few-rows")).count();
  let warnings = here().filter(|finding| finding.severity == Severity::Warning).count();
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
  let state = if errors > missing {
    State::Errors(errors)
  } else if answered == 0 && rows == 0 {
    State::NotStarted
  } else if missing > 0 {
    State::InProgress
  } else {
    State::Complete
  };
  Progress { state, answered, total, errors, warnings }
}
