use super::OpenDraft;
use crate::{
  document::{Change, row_id},
  expr::GroupIx,
  lang::{Message, Words},
};
use serde_json::Value as Json;
use std::sync::Arc;

/// A change of rows and what the step is called.
pub type RowChange = (Change, String);

impl OpenDraft {
  /// A row with these cells in place `at`; `None` where the table is full.
  pub fn row_added(&self, table: GroupIx, at: usize, cells: Json, words: &Words) -> Option<RowChange> {
    let group = self.form.group(table);
    let rows = self.document.rows(&group.path);
    if rows.len() >= group.max_rows {
      return None;
    }
    let at = at.min(rows.len());
    let mut row = cells;
    row["_row"] = (*row_id(rows)).into();
    let label = Message::new("step-row-added").with("table", group.label.get(words.lang())).with("row", at + 1);
    Some((Change::InsertRow { group: Arc::clone(&group.path), index: at, row }, words.say(&label)))
  }

  /// The cells of a row for a copy of it, without the key: a copied key would only be an error to be put right.
  pub fn row_copied(&self, table: GroupIx, at: usize) -> Option<Json> {
    let group = self.form.group(table);
    let row = self.document.rows(&group.path).get(at)?;
    let mut json = serde_json::to_value(&**row).ok()?;
    if let (Some(key), Some(object)) = (group.key, json.as_object_mut()) {
      object.remove(&*group.fields[usize::from(key.0)].id);
    }
    Some(json)
  }

  /// A row taken out.
  pub fn row_removed(&self, table: GroupIx, at: usize, words: &Words) -> Option<RowChange> {
    let group = self.form.group(table);
    let row = self.document.rows(&group.path).get(at)?;
    let label = Message::new("step-row-deleted").with("table", group.label.get(words.lang())).with("row", at + 1);
    Some((Change::RemoveRow { group: Arc::clone(&group.path), row: Arc::clone(&row.id), prune: false }, words.say(&label)))
  }
}
