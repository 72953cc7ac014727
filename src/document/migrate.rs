use super::{CellPath, Change, ChangeError, Document, FormRef};
use crate::form::{Form, Name, Rename, Version};
use serde_json::Value as Json;
use std::sync::Arc;

/// How a draft of an older version becomes one of a form's: by the renames that the form declares. Nothing is dropped: an answer whose new place
/// is taken, or that has none, stays where it is.
#[derive(Clone, Debug)]
pub struct Migration {
  /// In order; applying them is one step that can be taken back.
  pub changes: Vec<Change>,
  /// Each rename that moved something, with how many answers, rows or reasons it moved.
  pub moved: Vec<(Rename, usize)>,
  /// The version the draft comes from.
  pub from: String,
}

/// What moves `document` to the version of `form`; `None` where it is of that version, or of a newer one.
pub fn migration(form: &Form, document: &Document) -> Result<Option<Migration>, ChangeError> {
  let (Ok(old), Ok(new)) = (document.form.version.parse::<Version>(), form.version.parse::<Version>()) else { return Ok(None) };
  if old >= new {
    return Ok(None);
  }
  let mut renames: Vec<&Rename> = form.renames.iter().filter(|rename| rename.since > old).collect();
  renames.sort_by_key(|rename| rename.since);
  // Each rename sees what those before it left.
  let mut state = document.clone();
  let mut migration = Migration { changes: Vec::new(), moved: Vec::new(), from: document.form.version.clone() };
  for rename in renames {
    let (changes, moved) = of_rename(&state, rename);
    if moved > 0 {
      state.apply_all(changes.clone())?;
      migration.changes.extend(changes);
      migration.moved.push((rename.clone(), moved));
    }
  }
  Ok(Some(migration))
}

impl Document {
  /// Notes that the document answers this form from now on.
  pub fn answer_form(&mut self, form: &Form) {
    self.form =
      FormRef { id: form.id.clone(), version: form.version.clone(), digest: self.form.digest.as_ref().map(|_| form.digest.clone()) };
  }
}

/// The changes of one rename, and how many things it moves.
fn of_rename(document: &Document, rename: &Rename) -> (Vec<Change>, usize) {
  let mut changes = Vec::new();
  let mut moved = 0;
  match (&rename.from, &rename.to) {
    (Name::Group { path: from, is_table: true }, Name::Group { path: to, is_table: true }) => {
      moved += table(document, from, to, &mut changes);
    }
    (Name::Group { path: from, .. }, Name::Group { path: to, .. }) => {
      let fields: Vec<_> = document.record(from).into_iter().flat_map(super::Record::iter).map(|(field, _)| Arc::clone(field)).collect();
      for field in fields {
        moved += cell(document, &CellPath::field(from, &field), &CellPath::field(to, &field), &mut changes);
      }
      for (group, is_table) in document.answers.groups() {
        if let Some(inner) = group.strip_prefix(&format!("{from}.")).filter(|_| is_table) {
          moved += table(document, &group, &format!("{to}.{inner}"), &mut changes);
        }
      }
    }
    (Name::Field { group: from, is_table: true, field: old }, Name::Field { field: new, .. }) => {
      for row in document.rows(from) {
        moved += cell(document, &CellPath::cell(from, &row.id, old), &CellPath::cell(from, &row.id, new), &mut changes);
      }
    }
    (Name::Field { group: from, field: old, .. }, Name::Field { group: to, field: new, .. }) => {
      moved += cell(document, &CellPath::field(from, old), &CellPath::field(to, new), &mut changes);
    }
    (Name::Code { group, is_table, field, code: old }, Name::Code { code: new, .. }) => {
      let cells: Vec<CellPath> = match is_table {
        true => document.rows(group).iter().map(|row| CellPath::cell(group, &row.id, field)).collect(),
        false => vec![CellPath::field(group, field)],
      };
      for cell in cells {
        if let Some(value) = answer(document, &cell).and_then(|json| recoded(json, old, new)) {
          changes.push(Change::Set { cell, value: Some(value), typed: None, prune: false });
          moved += 1;
        }
      }
    }
    (Name::Rule(from), Name::Rule(to)) => {
      for known in document.overrides.iter().filter(|known| known.rule == *from) {
        let change = |rule: &str, reason| Change::Override { rule: rule.into(), row: known.row.clone(), reason };
        changes.extend([change(from, None), change(to, Some(known.reason.clone()))]);
        moved += 1;
      }
    }
    // `forms check` refuses other pairs.
    _ => {}
  }
  (changes, moved)
}

fn answer<'a>(document: &'a Document, cell: &CellPath) -> Option<&'a Json> {
  match &cell.row {
    None => document.answer(&cell.group, None, &cell.field),
    Some(id) => document.rows(&cell.group).iter().find(|row| row.id == *id)?.cells.get(&cell.field),
  }
}

/// Moves an answer with what was typed; one whose place is taken stays.
fn cell(document: &Document, from: &CellPath, to: &CellPath, changes: &mut Vec<Change>) -> usize {
  let Some(value) = answer(document, from).cloned() else { return 0 };
  if answer(document, to).is_some() {
    return 0;
  }
  let typed = document.typed_text(from).map(str::to_owned);
  changes.push(Change::Set { cell: to.clone(), value: Some(value), typed, prune: false });
  changes.push(Change::Set { cell: from.clone(), value: None, typed: None, prune: true });
  1
}

/// Moves the rows of a table behind those that stand at its new place.
fn table(document: &Document, from: &str, to: &str, changes: &mut Vec<Change>) -> usize {
  let (rows, there) = (document.rows(from), document.rows(to));
  let free: Vec<_> = rows.iter().filter(|row| !there.iter().any(|known| known.id == row.id)).collect();
  let (from, to): (Arc<str>, Arc<str>) = (from.into(), to.into());
  for (at, row) in free.iter().enumerate() {
    let json = serde_json::to_value(&***row).unwrap_or_default();
    changes.push(Change::InsertRow { group: Arc::clone(&to), index: there.len() + at, row: json });
    changes.push(Change::RemoveRow { group: Arc::clone(&from), row: Arc::clone(&row.id), prune: true });
  }
  free.len()
}

/// The answer with one code in place of another; `None` where it does not hold it.
fn recoded(json: &Json, old: &str, new: &str) -> Option<Json> {
  match json {
    Json::String(code) if code == old => Some(new.into()),
    Json::Array(codes) if codes.iter().any(|code| code == old) => {
      let mut codes: Vec<Json> = codes.iter().map(|code| if code == old { new.into() } else { code.clone() }).collect();
      codes.dedup();
      Some(Json::Array(codes))
    }
    _ => None,
  }
}
