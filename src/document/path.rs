use super::Document;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A cell of a document: a field of a section, or of a row of a table. Rows are named by id, so that a path outlives sorting and inserting.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct CellPath {
  /// `enterprise`, `instruments` or `org.people`.
  pub group: Arc<str>,
  /// The row's id, for tables.
  #[serde(default, skip_serializing_if = "Option::is_none")]
  pub row: Option<Arc<str>>,
  /// The field's id.
  pub field: Arc<str>,
}

/// A pointer that names no cell of a document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PathError {
  /// It does not begin with `/answers/` or has too few or too many parts.
  Shape,
  /// There is no such row; holds what was given and how many rows there are.
  NoRow(String, usize),
}

impl CellPath {
  /// A field of a section.
  pub fn field(group: &str, field: &str) -> Self {
    Self { group: group.into(), row: None, field: field.into() }
  }

  /// A cell of a row.
  pub fn cell(group: &str, row: &str, field: &str) -> Self {
    Self { group: group.into(), row: Some(row.into()), field: field.into() }
  }

  /// The JSON Pointer with the row's place counted from 0: `/answers/instruments/36/due`. A row that is not there stands by its id.
  pub fn pointer(&self, document: &Document) -> String {
    let group = self.group.replace('.', "/");
    match &self.row {
      None => format!("/answers/{group}/{}", self.field),
      Some(id) => {
        let place = document.answers.rows(&self.group).iter().position(|row| row.id == *id);
        let row = place.map_or_else(|| id.to_string(), |place| place.to_string());
        format!("/answers/{group}/{row}/{}", self.field)
      }
    }
  }

  /// Reads `/answers/enterprise/uscc`, `/answers/instruments/36/due` (place or id of the row) or `/answers/org/people/0/role`.
  /// `is_table` tells which groups are tables.
  pub fn parse(pointer: &str, document: &Document, is_table: impl Fn(&str) -> bool) -> Result<Self, PathError> {
    let rest = pointer.strip_prefix("/answers/").ok_or(PathError::Shape)?;
    let parts: Vec<&str> = rest.split('/').collect();
    if parts.iter().any(|part| part.is_empty()) {
      return Err(PathError::Shape);
    }
    let row = |group: String, given: &str, field: &str| {
      let rows = document.answers.rows(&group);
      let by_id = || rows.iter().find(|row| &*row.id == given);
      let found = given.parse::<usize>().ok().and_then(|place| rows.get(place)).or_else(by_id);
      match found {
        Some(row) => Ok(Self { group: group.into(), row: Some(Arc::clone(&row.id)), field: field.into() }),
        None => Err(PathError::NoRow(given.to_owned(), rows.len())),
      }
    };
    match parts[..] {
      [group, field] if !is_table(group) => Ok(Self::field(group, field)),
      [group, given, field] if is_table(group) => row(group.to_owned(), given, field),
      [section, table, given, field] if is_table(&format!("{section}.{table}")) => row(format!("{section}.{table}"), given, field),
      _ => Err(PathError::Shape),
    }
  }

  /// A key under which the typed text of the cell is kept in a draft.
  pub(super) fn key(&self) -> String {
    match &self.row {
      None => format!("{}/{}", self.group, self.field),
      Some(row) => format!("{}/{row}/{}", self.group, self.field),
    }
  }
}
