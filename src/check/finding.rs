use super::Fix;
use crate::{
  document::{CellPath, Document},
  expr::{FieldIx, GroupIx},
  form::{Bilingual, Form, Severity},
  lang::Message,
};
use std::{borrow::Cow, fmt::Write, sync::Arc};

/// Where a finding stands.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Place {
  /// The section or table.
  pub group: GroupIx,
  /// The row: its place in the table and its id.
  pub row: Option<(usize, Arc<str>)>,
  /// The field; `None` for a table as a whole.
  pub field: Option<FieldIx>,
}

impl Place {
  /// The cell, where the place is one.
  pub fn cell(&self, form: &Form) -> Option<CellPath> {
    let field = &form.field(self.group, self.field?).id;
    Some(CellPath {
      group: Arc::clone(&form.group(self.group).path),
      row: self.row.as_ref().map(|(_, id)| Arc::clone(id)),
      field: Arc::clone(field),
    })
  }

  /// The JSON Pointer of the place.
  pub fn pointer(&self, form: &Form) -> String {
    let mut pointer = format!("/answers/{}", form.group(self.group).path.replace('.', "/"));
    if let Some((index, _)) = &self.row {
      let _ = write!(pointer, "/{index}");
    }
    if let Some(field) = self.field {
      let _ = write!(pointer, "/{}", form.field(self.group, field).id);
    }
    pointer
  }
}

/// Words of a finding: the program's, or those of the form.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
  /// A sentence of `locales/`.
  Program(Message),
  /// A sentence of the form with its values filled in.
  Form(Bilingual),
}

/// Something to be told about a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
  /// Permanent: appears in overrides and statistics.
  pub code: Cow<'static, str>,
  /// How much it weighs.
  pub severity: Severity,
  /// Where it stands.
  pub place: Place,
  /// Other fields of the same row that it names.
  pub also: Vec<FieldIx>,
  /// What is wrong.
  pub message: Said,
  /// What to do next.
  pub hint: Option<Said>,
  /// Law or standard.
  pub reference: Option<String>,
  /// How sure that is: `high`, `medium` or `low`; `None` where nothing is said.
  pub confidence: Option<String>,
  /// The lookup tables of the form that decided it.
  pub lookups: Vec<usize>,
  /// Answers that put it right: one where it is certain, several where the person must choose.
  pub fixes: Vec<Fix>,
  /// Whether a person may accept it with a reason.
  pub overridable: bool,
  /// The reason, where it was accepted.
  pub overridden: Option<String>,
}

impl Finding {
  /// Whether it keeps the declaration from being submitted.
  pub fn blocks(&self) -> bool {
    self.severity == Severity::Error && self.overridden.is_none()
  }

  /// Whether an answer or rows that are needed are not there yet, rather than wrong.
  pub fn is_missing(&self) -> bool {
    self.severity == Severity::Error && matches!(&*self.code, "required" | "too-few-rows")
  }

  /// The row's id.
  pub fn row_id(&self) -> Option<&str> {
    self.place.row.as_ref().map(|(_, id)| &**id)
  }
}

/// All findings of a document, in its order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
  /// In the order of the form.
  pub findings: Vec<Finding>,
}

impl Report {
  /// How many findings of a severity are not accepted with a reason.
  pub fn count(&self, severity: Severity) -> usize {
    self.findings.iter().filter(|finding| finding.severity == severity && finding.overridden.is_none()).count()
  }

  /// How many errors keep it from being submitted.
  pub fn errors(&self) -> usize {
    self.count(Severity::Error)
  }

  /// Of a cell with an identity number only that is told: other findings would repeat it.
  pub(super) fn keep_personal_data_quiet(&mut self) {
    if let Some(told) = self.told() {
      let mut told = told.into_iter();
      self.findings.retain(|_| told.next() == Some(true));
    }
  }

  /// Which findings may be told where there are identity numbers; `None` where there are none.
  pub(super) fn told(&self) -> Option<Vec<bool>> {
    let cells: Vec<&Place> = self.findings.iter().filter(|finding| finding.code == "pii-id").map(|finding| &finding.place).collect();
    let names = |finding: &Finding, cell: &Place| {
      finding.place.group == cell.group
        && finding.place.row == cell.row
        && (finding.place.field == cell.field || cell.field.is_some_and(|field| finding.also.contains(&field)))
    };
    let told = |finding: &Finding| finding.code == "pii-id" || !cells.iter().any(|cell| names(finding, cell));
    (!cells.is_empty()).then(|| self.findings.iter().map(told).collect())
  }

  /// Notes which findings the document accepts with a reason.
  pub(super) fn note_overrides(&mut self, document: &Document) {
    if document.overrides.is_empty() {
      return;
    }
    for finding in self.findings.iter_mut().filter(|finding| finding.overridable) {
      let reason = document.override_reason(&finding.code, finding.place.row.as_ref().map(|(_, id)| &**id));
      finding.overridden = reason.filter(|reason| !reason.trim().is_empty()).map(str::to_owned);
    }
  }
}
