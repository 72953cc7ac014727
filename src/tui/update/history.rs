//! Edits: each is applied, recorded for undo, checked and saved.

use super::{carried, fields};
use crate::{
  document::Change,
  lang::Message,
  session::{change_of, label_of},
  store::{Entry, Step},
  tui::{
    Effect, Model, Page, Session,
    model::{Leap, Saved},
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
  let text = session.in_full(cell, &text).into_owned();
  let Some(path) = session.path_of(cell) else { return Vec::new() };
  let form = Arc::clone(&session.form);
  let field = form.field(cell.group, cell.field);
  if matches!(field.kind, crate::form::Kind::Attachment { .. }) && !text.trim().is_empty() {
    return vec![Effect::ReadAttachment(path, text)];
  }
  let (change, shown) = change_of(&form, &path, field, &text, lang);
  let continues = session.open_cell.as_ref() == Some(&path);
  if continues && session.undo.last().is_some_and(|step| restores(step, &change)) {
    // What was typed was taken back again: nothing is left of the step.
    session.open_cell = None;
    return match session.step_back(false) {
      Some(Ok((entry, _))) => saved(session, entry),
      _ => Vec::new(),
    };
  }
  let before = match session.undo.last().filter(|_| continues).map(|step| &step.edit.backward[..]) {
    Some([Change::Set { value, .. }]) => value.as_ref(),
    _ => session.document.answer(&path.group, cell.row, &path.field),
  };
  let before = before.map(|json| form.text_of_answer(field, json, lang)).unwrap_or_default();
  let label = label_of(&form, cell, &before, &shown, lang);
  let effects = apply(model, vec![change], label, continues);
  if let Some(session) = &mut model.session {
    session.open_cell = Some(path);
  }
  effects
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
  session.draft.now.clone_from(&model.now);
  match session.apply(changes, label, continues) {
    Ok(entry) => {
      session.open_cell = None;
      saved(session, entry)
    }
    Err(error) => {
      model.note = Some(model.words.say(&Message::new("note-change-refused").with("problem", format!("{error:?}"))));
      Vec::new()
    }
  }
}

/// Has the document saved.
fn saved(session: &mut Session, entry: Entry) -> Vec<Effect> {
  session.saved = Saved::Saving;
  session.follow_rows();
  let reopened = carried::reopen(session, &entry);
  reopened.into_iter().chain([Effect::Save(Some(entry), Arc::clone(&session.document))]).collect()
}

/// Whether `change` only does what taking `step` back does.
fn restores(step: &Step, change: &Change) -> bool {
  match (&step.edit.backward[..], change) {
    ([Change::Set { cell: before, value: was, .. }], Change::Set { cell, value, .. }) => before == cell && was == value,
    _ => false,
  }
}

/// Takes the last step back: typing in the field that has the focus word by word, then the answers.
pub(super) fn undo(model: &mut Model) -> Vec<Effect> {
  if super::editor(model).is_some_and(|editor| editor.buffer_mut().undo()) {
    return Vec::new();
  }
  step_back(model, false, "note-nothing-to-undo", "note-undone")
}

/// Does the last undone step again.
pub(super) fn redo(model: &mut Model) -> Vec<Effect> {
  if super::editor(model).is_some_and(|editor| editor.buffer_mut().redo()) {
    return Vec::new();
  }
  step_back(model, true, "note-nothing-to-redo", "note-redone")
}

fn step_back(model: &mut Model, forward: bool, nothing: &'static str, done: &'static str) -> Vec<Effect> {
  let mut effects = leave(model);
  let Some(session) = &mut model.session else { return effects };
  match session.step_back(forward) {
    None => {
      model.note = Some(model.words.get(nothing));
      fields::settle(model);
    }
    Some(Err(_)) => model.note = Some(model.words.get("note-cannot-undo")),
    Some(Ok((entry, step))) => {
      effects.extend(saved(session, entry));
      show(model, step.edit.forward.first().cloned());
      model.note = Some(model.words.say(&Message::new(done).with("what", step.label)));
    }
  }
  effects
}

/// Opens the list of steps; the cursor stands on what is now.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
  let effects = commit(model);
  if let Some(session) = &model.session {
    let now = session.redo.len();
    model.pages.push(Page::Steps(now));
  }
  effects
}

/// Goes to the point at which `done` steps are done: takes back those after it, or does those before it again.
pub(super) fn go_to(model: &mut Model, done: usize) -> Vec<Effect> {
  let mut effects = leave(model);
  model.pages.retain(|page| !matches!(page, Page::Steps(_)));
  let Some(session) = &mut model.session else { return effects };
  let mut last = None;
  while session.undo.len() != done {
    let forward = session.undo.len() < done;
    match session.step_back(forward) {
      Some(Ok((entry, step))) => {
        effects.extend(saved(session, entry));
        last = step.edit.forward.first().cloned();
      }
      Some(Err(_)) => {
        model.note = Some(model.words.get("note-cannot-undo"));
        break;
      }
      None => break,
    }
  }
  if last.is_some() && model.note.is_none() {
    model.note = Some(model.words.get("note-went-to-step"));
  }
  show(model, last);
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
    Some(Change::InsertRow { group, index, .. } | Change::InsertRows { group, index, .. } | Change::MoveRow { group, index, .. }) => {
      session.form.group_by_path(group).map(|group| (group, Some(*index), None))
    }
    Some(Change::RemoveRow { group, .. } | Change::RemoveRows { group, .. }) => {
      session.form.group_by_path(group).map(|group| (group, None, None))
    }
    Some(Change::Override { .. } | Change::Imported { .. }) | None => None,
  };
  if let Some((group, row, field)) = place {
    super::jump::leap(model, Leap::History, |model| super::jump::to(model, group, row, field));
  }
  fields::settle(model);
}
