use super::{Bilingual, Field, Severity};
use crate::expr::{Expr, FieldIx};
use serde::{Deserialize, Serialize};
use std::{collections::HashMap, sync::Arc};

/// The fields of a section, or a table with its columns.
#[derive(Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Group {
  /// `enterprise`, `instruments`, or `org.people` for a table inside a section.
  pub path: Arc<str>,
  /// The place of its section in the form.
  pub section: usize,
  /// What it is called.
  pub label: Bilingual,
  /// One line of help.
  pub help: Option<Bilingual>,
  /// Whether it has rows.
  pub is_table: bool,
  /// Fields, or columns.
  pub fields: Vec<Field>,
  /// The column by which other tables name a row.
  pub key: Option<FieldIx>,
  /// Further sets of columns that must be unique together.
  pub unique: Vec<Unique>,
  /// The fewest rows.
  pub min_rows: usize,
  /// The most rows.
  pub max_rows: usize,
  /// When at least one row is needed.
  pub required: Option<Expr>,
  /// How its rows fall due; `None` where they do not.
  pub due: Option<Due>,
  /// The answer that marks a row as out of service.
  pub retire: Option<(FieldIx, String)>,
  /// When a table inside a section is shown.
  pub show_if: Option<Expr>,
  #[serde(skip)]
  pub(super) by_id: HashMap<Arc<str>, FieldIx>,
}

/// Which columns of a table say when a row falls due, for reminders, calendars and the list that is sent along.
#[derive(Debug, Deserialize, Serialize)]
pub struct Due {
  /// The last day it is valid.
  pub date: FieldIx,
  /// Which rows count; all where `None`.
  pub when: Option<Expr>,
  /// Who keeps it, or where.
  pub department: Option<FieldIx>,
  /// Who verifies or calibrates it.
  pub body: Option<FieldIx>,
  /// What tells it apart, in the order of the list that is sent along.
  pub columns: Vec<FieldIx>,
  /// What no longer holds once it has expired; the next declaration begins without it.
  pub clear: Vec<FieldIx>,
}

/// Columns whose values together may stand in one row only.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Unique {
  /// The code of the finding.
  pub id: String,
  /// The columns.
  pub columns: Vec<FieldIx>,
  /// What it is when they stand twice.
  pub severity: Severity,
}

impl Group {
  /// The field with this id.
  pub fn field_by_id(&self, id: &str) -> Option<FieldIx> {
    self.by_id.get(id).copied()
  }

  /// Every field with its place.
  pub fn fields(&self) -> impl Iterator<Item = (FieldIx, &Field)> {
    self.fields.iter().enumerate().map(|(index, field)| (FieldIx(index as u16), field))
  }

  /// Every set of columns that must be unique together, the key first.
  pub fn uniques(&self) -> impl Iterator<Item = Unique> {
    let key = self.key.map(|key| Unique { id: "dup-no".to_owned(), columns: vec![key], severity: Severity::Error });
    key.into_iter().chain(self.unique.iter().cloned())
  }

  /// The name of a table inside its section, or of the section.
  pub fn name(&self) -> &str {
    self.path.rsplit('.').next().unwrap_or(&self.path)
  }
}
