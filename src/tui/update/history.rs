//! Edits: each is applied, recorded for undo, checked and saved.

use super::fields;
use crate::{
  document::{CellPath, Change, ChangeError},
  form::{Field, Form},
  lang::{Lang, Message},
  store::{Entry, Step},
  tui::{
    Effect, Model,
    model::{CellRef, Saved},
  },
};
use std::sync::Arc;

/// Turns the text being typed into an answer; the editor stays.
pub(super) fn commit(model: &mut Model) -> Vec<Effect> {
  let lang = model.lang();
  let Some(session) = &mut model.session else { return Vec::new() };
  let Some(editor) = &mut session.editor else { return Vec::new() };
  if !editor.is_dirty() {
    return Vec::new();
  }
  let (cell, text) = (editor.cell, editor.text().to_owned());
  editor.original.clone_from(&text);
  let Some(path) = session.path_of(cell) else { return Vec::new() };
  let form = Arc::clone(&session.form);
  let field = form.field(cell.group, cell.field);
  if matches!(field.kind, crate::form::Kind::Attachment { .. }) && !text.trim().is_empty() {
    return vec![Effect::ReadAttachment(path, text)];
  }
  let (change, shown) = change_of(&form, &path, field, &text, lang);
  let label = label(&form, cell, &shown, lang);
  let continues = session.open_cell.as_ref() == Some(&path);
  let effects = apply(model, vec![change], label, continues);
  if let Some(session) = &mut model.session {
    session.open_cell = Some(path);
  }
  effects
}

/// What typed text means as a change, and how the answer reads then.
pub(in crate::tui) fn change_of(form: &Form, path: &CellPath, field: &Field, text: &str, lang: Lang) -> (Change, String) {
  let value = form.answer_from_text(field, text);
  let shown = value.as_ref().map(|json| form.text_of_answer(field, json, lang)).unwrap_or_default();
  let typed = (shown != text.trim() && !text.trim().is_empty()).then(|| text.to_owned());
  (Change::Set { cell: path.clone(), value, typed, prune: false }, shown)
}

/// Leaves the editor; what was typed is kept.
pub(super) fn leave(model: &mut Model) -> Vec<Effect> {
  let effects = commit(model);
  if let Some(session) = &mut model.session {
    session.editor = None;
    session.open_cell = None;
  }
  effects
}

/// Applies changes as one step of undo; `continues` joins them with the step before.
pub(super) fn apply(model: &mut Model, changes: Vec<Change>, label: String, continues: bool) -> Vec<Effect> {
  let Some(session) = &mut model.session else { return Vec::new() };
  let document = Arc::make_mut(&mut session.document);
  let before = if continues { session.undo.pop() } else { None };
  let amended = before.is_some();
  // A step that is typed on is taken back and made again, so that undo goes to where it began.
  if let Some(before) = &before
    && document.apply_all(before.edit.backward.clone()).is_err()
  {
    return Vec::new();
  }
  match document.apply_all(changes) {
    Ok(edit) => {
      let step = Step::new(&document.updated_at, label, edit);
      session.undo.push(step.clone());
      session.redo.clear();
      session.open_cell = None;
      saved(model, Some(if amended { Entry::Amended(step) } else { Entry::Done(step) }))
    }
    Err(error) => {
      if let Some(before) = before {
        let _ = document.apply_all(before.edit.forward.clone());
        session.undo.push(before);
      }
      model.note = Some(model.words.say(&refused(&error)));
      Vec::new()
    }
  }
}

fn refused(error: &ChangeError) -> Message {
  Message::new("note-change-refused").with("problem", format!("{error:?}"))
}

/// Checks the document again and has it saved.
fn saved(model: &mut Model, entry: Option<Entry>) -> Vec<Effect> {
  let Some(session) = &mut model.session else { return Vec::new() };
  session.recheck();
  session.saved = Saved::Saving;
  vec![Effect::Save(entry, Arc::clone(&session.document))]
}

/// Takes the last step back.
pub(super) fn undo(model: &mut Model) -> Vec<Effect> {
  let mut effects = leave(model);
  let Some(session) = &mut model.session else { return effects };
  let Some(step) = session.undo.pop() else {
    model.note = Some(model.words.get("note-nothing-to-undo"));
    fields::settle(model);
    return effects;
  };
  let document = Arc::make_mut(&mut session.document);
  if document.apply_all(step.edit.backward.clone()).is_err() {
    model.note = Some(model.words.get("note-cannot-undo"));
    return effects;
  }
  let (label, place) = (step.label.clone(), step.edit.forward.first().cloned());
  session.redo.push(step);
  effects.extend(saved(model, Some(Entry::Undone)));
  show(model, place);
  model.note = Some(model.words.say(&Message::new("note-undone").with("what", label)));
  effects
}

/// Does the last undone step again.
pub(super) fn redo(model: &mut Model) -> Vec<Effect> {
  let mut effects = leave(model);
  let Some(session) = &mut model.session else { return effects };
  let Some(step) = session.redo.pop() else {
    model.note = Some(model.words.get("note-nothing-to-redo"));
    fields::settle(model);
    return effects;
  };
  let document = Arc::make_mut(&mut session.document);
  if document.apply_all(step.edit.forward.clone()).is_err() {
    model.note = Some(model.words.get("note-cannot-undo"));
    return effects;
  }
  let (label, place) = (step.label.clone(), step.edit.forward.first().cloned());
  session.undo.push(step);
  effects.extend(saved(model, Some(Entry::Redone)));
  show(model, place);
  model.note = Some(model.words.say(&Message::new("note-redone").with("what", label)));
  effects
}

/// Goes to where a change happened, so that it is seen.
fn show(model: &mut Model, change: Option<Change>) {
  let Some(session) = &model.session else { return };
  let place = match &change {
    Some(Change::Set { cell, .. }) => session.form.group_by_path(&cell.group).map(|group| {
      let rows = session.document.rows(&cell.group);
      let row = cell.row.as_ref().map(|id| rows.iter().position(|row| row.id == *id).unwrap_or(0));
      (group, row, session.form.group(group).field_by_id(&cell.field))
    }),
    Some(Change::InsertRow { group, index, .. } | Change::MoveRow { group, index, .. }) => {
      session.form.group_by_path(group).map(|group| (group, Some(*index), None))
    }
    Some(Change::RemoveRow { group, .. }) => session.form.group_by_path(group).map(|group| (group, None, None)),
    Some(Change::Override { .. }) | None => None,
  };
  if let Some((group, row, field)) = place {
    super::jump::to(model, group, row, field);
  }
  fields::settle(model);
}

/// What a step is called: where and what.
pub(in crate::tui) fn label(form: &Form, cell: CellRef, value: &str, lang: Lang) -> String {
  let group = form.group(cell.group);
  let field = form.field(cell.group, cell.field).label.get(lang);
  let value = if value.is_empty() { "—" } else { value };
  match cell.row {
    Some(row) => format!("{} {} · {field} → {value}", group.label.get(lang), row + 1),
    None => format!("{field} → {value}"),
  }
}
