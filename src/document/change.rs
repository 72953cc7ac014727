use super::{CellPath, Document, Override, Row, record::ROW_KEY};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::{collections::HashSet, sync::Arc};

/// The only way to edit a document. Applying one gives the change that takes it back.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Change {
  /// Sets an answer, or takes it away.
  Set {
    /// The cell.
    cell: CellPath,
    /// The answer; `None` takes it away.
    value: Option<Json>,
    /// What was typed, where it differs from how the answer is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    typed: Option<String>,
    /// Take the section out where this leaves it empty.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    prune: bool,
  },
  /// Puts a row into a table.
  InsertRow {
    /// The table.
    group: Arc<str>,
    /// Its place; at most the number of rows.
    index: usize,
    /// The row as in a document, with `_row`.
    row: Json,
  },
  /// Puts rows into a table, one below the other.
  InsertRows {
    /// The table.
    group: Arc<str>,
    /// The place of the first; at most the number of rows.
    index: usize,
    /// The rows as in a document. They are shared with it.
    rows: Vec<Arc<Row>>,
  },
  /// Takes rows that follow each other out of a table.
  RemoveRows {
    /// The table.
    group: Arc<str>,
    /// The rows, in order.
    rows: Vec<Arc<str>>,
    /// Take the table out where this leaves it empty.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    prune: bool,
  },
  /// Takes a row out of a table.
  RemoveRow {
    /// The table.
    group: Arc<str>,
    /// The row.
    row: Arc<str>,
    /// Take the table out where this leaves it empty.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    prune: bool,
  },
  /// Moves a row to another place.
  MoveRow {
    /// The table.
    group: Arc<str>,
    /// The row.
    row: Arc<str>,
    /// Its new place.
    index: usize,
  },
  /// Notes what a ledger said of rows when it was last read.
  Imported {
    /// The table.
    group: Arc<str>,
    /// Rows with what was said, as digests; `None` forgets it.
    marks: Vec<(Arc<str>, Option<Arc<str>>)>,
  },
  /// States, or takes back, why a warning is accepted.
  Override {
    /// The rule.
    rule: Arc<str>,
    /// The row, for tables.
    row: Option<Arc<str>>,
    /// The reason; `None` takes the override back.
    reason: Option<String>,
  },
}

impl Change {
  /// The group whose answers it changes; `None` where it changes none.
  pub fn group(&self) -> Option<&str> {
    match self {
      Self::Set { cell, .. } => Some(&cell.group),
      Self::InsertRow { group, .. }
      | Self::InsertRows { group, .. }
      | Self::RemoveRow { group, .. }
      | Self::RemoveRows { group, .. }
      | Self::MoveRow { group, .. } => Some(group),
      Self::Imported { .. } | Self::Override { .. } => None,
    }
  }
}

/// A change that does not fit the document; nothing was changed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ChangeError {
  /// Something else stands where the group should be.
  NotAGroup(String),
  /// There is no such row.
  NoRow(String),
  /// There is such a row already.
  RowExists(String),
  /// The place is beyond the end of the table.
  BadIndex(usize),
  /// The row is not an object with an id.
  BadRow,
}

/// One step of undo: what a person did, and how to take it back.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Edit {
  /// In order.
  pub forward: Vec<Change>,
  /// In order.
  pub backward: Vec<Change>,
}

impl Document {
  /// Applies one change and gives its inverse; on an error the document is as it was.
  pub fn apply(&mut self, change: Change) -> Result<Change, ChangeError> {
    match change {
      Change::Set { cell, value, typed, prune } => self.set(cell, value, typed, prune),
      Change::InsertRow { group, index, row } => self.insert_row(group, index, &row, false),
      Change::InsertRows { group, index, rows } => self.insert_rows(group, index, rows),
      Change::RemoveRows { group, rows, prune } => self.remove_rows(group, &rows, prune),
      Change::RemoveRow { group, row, prune } => {
        let index = self.row_index(&group, &row)?;
        let rows = self.answers.rows_mut(&group).ok_or_else(|| ChangeError::NotAGroup(group.to_string()))?;
        let removed = rows.remove(index);
        if prune {
          self.answers.prune(&group);
        }
        let row = serde_json::to_value(&*removed).map_err(|_| ChangeError::BadRow)?;
        Ok(Change::InsertRow { group, index, row })
      }
      Change::MoveRow { group, row, index } => {
        let from = self.row_index(&group, &row)?;
        let rows = self.answers.rows_mut(&group).ok_or_else(|| ChangeError::NotAGroup(group.to_string()))?;
        if index >= rows.len() {
          return Err(ChangeError::BadIndex(index));
        }
        let moved = rows.remove(from);
        rows.insert(index, moved);
        Ok(Change::MoveRow { group, row, index: from })
      }
      Change::Imported { group, marks } => {
        let known = self.imported.entry(group.to_string()).or_default();
        let before = marks.iter().map(|(row, _)| (Arc::clone(row), known.get(row).cloned())).collect();
        for (row, _) in marks.iter().filter(|(_, mark)| mark.is_none()) {
          known.remove(row);
        }
        // A ledger brings thousands: in order they are put in faster than one by one.
        known.append(&mut marks.into_iter().filter_map(|(row, mark)| Some((row, mark?))).collect());
        self.imported.retain(|_, marks| !marks.is_empty());
        Ok(Change::Imported { group, marks: before })
      }
      Change::Override { rule, row, reason } => {
        let known = self.overrides.iter().position(|known| *known.rule == *rule && known.row == row);
        let before = known.map(|at| self.overrides[at].reason.clone());
        match (known, reason) {
          (Some(at), Some(reason)) => self.overrides[at].reason = reason,
          (Some(at), None) => drop(self.overrides.remove(at)),
          (None, Some(reason)) => self.overrides.push(Override { rule: rule.to_string(), row: row.clone(), reason }),
          (None, None) => {}
        }
        Ok(Change::Override { rule, row, reason: before })
      }
    }
  }

  /// Applies several changes as one step; on an error the document is as it was.
  pub fn apply_all(&mut self, changes: Vec<Change>) -> Result<Edit, ChangeError> {
    let mut backward = Vec::with_capacity(changes.len());
    // A ledger puts in thousands of rows: their ids are looked up, not searched for.
    let mut ids: Option<(Arc<str>, HashSet<String>)> = None;
    for change in &changes {
      let sure = match change {
        Change::InsertRow { group, row, .. } => {
          if ids.as_ref().is_none_or(|(known, _)| known != group) {
            ids = Some((Arc::clone(group), self.answers.rows(group).iter().map(|row| row.id.to_string()).collect()));
          }
          let id = row.get(ROW_KEY).and_then(Json::as_str);
          ids.as_mut().zip(id).is_some_and(|((_, known), id)| known.insert(id.to_owned()))
        }
        Change::InsertRows { .. } | Change::RemoveRow { .. } | Change::RemoveRows { .. } => {
          ids = None;
          false
        }
        _ => false,
      };
      let applied = match change {
        // Without a copy of the row as it came.
        Change::InsertRow { group, index, row } => self.insert_row(Arc::clone(group), *index, row, sure),
        other => self.apply(other.clone()),
      };
      match applied {
        Ok(inverse) => backward.push(inverse),
        Err(error) => {
          for inverse in backward.into_iter().rev() {
            // The inverse of what was just applied always fits.
            let _ = self.apply(inverse);
          }
          return Err(error);
        }
      }
    }
    backward.reverse();
    Ok(Edit { forward: changes, backward })
  }

  /// Puts a row into a table; `sure` where it is known that no row has its id.
  fn insert_row(&mut self, group: Arc<str>, index: usize, row: &Json, sure: bool) -> Result<Change, ChangeError> {
    let rows = self.answers.rows(&group);
    let row = Row::from_json_like(row, rows.last().map(|row| &row.cells)).ok_or(ChangeError::BadRow)?;
    if !sure && rows.iter().any(|known| known.id == row.id) {
      return Err(ChangeError::RowExists(row.id.to_string()));
    }
    if index > rows.len() {
      return Err(ChangeError::BadIndex(index));
    }
    let prune = !self.answers.has_group(&group);
    let id = Arc::clone(&row.id);
    let rows = self.answers.rows_mut(&group).ok_or_else(|| ChangeError::NotAGroup(group.to_string()))?;
    rows.insert(index, Arc::new(row));
    Ok(Change::RemoveRow { group, row: id, prune })
  }

  fn insert_rows(&mut self, group: Arc<str>, index: usize, new: Vec<Arc<Row>>) -> Result<Change, ChangeError> {
    let rows = self.answers.rows(&group);
    if index > rows.len() {
      return Err(ChangeError::BadIndex(index));
    }
    let mut known: HashSet<&str> = HashSet::with_capacity(rows.len() + new.len());
    known.extend(rows.iter().map(|row| &*row.id));
    if let Some(twice) = new.iter().find(|row| !known.insert(&row.id)) {
      return Err(ChangeError::RowExists(twice.id.to_string()));
    }
    let ids = new.iter().map(|row| Arc::clone(&row.id)).collect();
    let prune = !self.answers.has_group(&group);
    let rows = self.answers.rows_mut(&group).ok_or_else(|| ChangeError::NotAGroup(group.to_string()))?;
    rows.splice(index..index, new);
    Ok(Change::RemoveRows { group, rows: ids, prune })
  }

  fn remove_rows(&mut self, group: Arc<str>, ids: &[Arc<str>], prune: bool) -> Result<Change, ChangeError> {
    let index = match ids.first() {
      Some(first) => self.row_index(&group, first)?,
      None => 0,
    };
    let rows = self.answers.rows(&group).get(index..).unwrap_or_default();
    let stranger = ids.iter().enumerate().find(|(at, id)| rows.get(*at).is_none_or(|row| row.id != **id));
    if let Some((_, id)) = stranger {
      return Err(ChangeError::NoRow(id.to_string()));
    }
    let rows = self.answers.rows_mut(&group).ok_or_else(|| ChangeError::NotAGroup(group.to_string()))?;
    let removed = rows.drain(index..index + ids.len()).collect();
    if prune {
      self.answers.prune(&group);
    }
    Ok(Change::InsertRows { group, index, rows: removed })
  }

  fn row_index(&self, group: &str, row: &str) -> Result<usize, ChangeError> {
    let rows = self.answers.rows(group);
    rows.iter().position(|known| &*known.id == row).ok_or_else(|| ChangeError::NoRow(row.to_owned()))
  }

  fn set(&mut self, cell: CellPath, value: Option<Json>, typed: Option<String>, prune: bool) -> Result<Change, ChangeError> {
    let index = match &cell.row {
      Some(row) => Some(self.row_index(&cell.group, row)?),
      None => None,
    };
    let created = !self.answers.has_group(&cell.group);
    let not_a_group = || ChangeError::NotAGroup(cell.group.to_string());
    let before = match index {
      None => self.answers.record_mut(&cell.group).ok_or_else(not_a_group)?.set(&cell.field, value),
      Some(index) => {
        let rows = self.answers.rows_mut(&cell.group).ok_or_else(not_a_group)?;
        Arc::make_mut(&mut rows[index]).cells.set(&cell.field, value)
      }
    };
    if prune || (created && before.is_none()) {
      self.answers.prune(&cell.group);
    }
    let typed_before = match typed {
      Some(typed) => self.typed.insert(cell.key(), typed),
      None => self.typed.remove(&cell.key()),
    };
    Ok(Change::Set { cell, value: before, typed: typed_before, prune: created })
  }
}
