//! Where one was in a draft: kept when it is left, gone to when it is opened.

use super::{fields, jump};
use crate::{
  lang::Message,
  store::{KeptPlace, draft_name},
  tui::{Effect, Model, Page},
};

/// What is to be kept of where one is; nothing where no draft is open.
pub(super) fn keep(model: &Model) -> Option<Effect> {
  let session = model.session.as_ref()?;
  let lang = model.lang();
  let ground = model.ground();
  let section = &session.form.sections[session.section];
  let table = fields::table_on(model, ground);
  let cell = fields::focused_cell_on(model, ground);
  let group = session.form.group(cell.map(|cell| cell.group).or(table).unwrap_or(section.group));
  let row = cell.and_then(|cell| cell.row).and_then(|row| Some((row, session.document.rows(&group.path).get(row)?)));
  let field = cell.map(|cell| session.field(cell));
  let mut said: Vec<String> = draft_name(&session.form, &session.document).into_iter().collect();
  said.push(format!("{} {}", session.section + 1, section.title.get(lang)));
  if session.form.group(section.group).path != group.path {
    said.push(group.label.get(lang).to_owned());
  }
  if let Some((row, _)) = row {
    said.push(model.words.say(&Message::new("row-number").with("row", row + 1)));
  }
  said.extend(field.map(|field| field.label.get(lang).to_owned()));
  Some(Effect::KeepPlace(KeptPlace {
    draft: session.path.clone(),
    group: group.path.to_string(),
    row: row.map(|(_, row)| row.id.to_string()),
    field: field.map(|field| field.id.to_string()),
    said: said.join(" › "),
  }))
}

/// Goes to where one was, unless the person has gone somewhere already.
pub(super) fn restore(model: &mut Model, place: &KeptPlace) {
  let Some(session) = &model.session else { return };
  let moved = session.section != 0 || session.editor.as_ref().is_some_and(crate::tui::model::FieldEditor::is_dirty);
  if moved || !matches!(model.page(), Page::Section) {
    return;
  }
  let Some(group) = session.form.group_by_path(&place.group) else { return };
  let definition = session.form.group(group);
  let rows = session.document.rows(&definition.path);
  let row = place.row.as_ref().and_then(|id| rows.iter().position(|row| *row.id == **id));
  let field = place.field.as_ref().and_then(|field| definition.field_by_id(field));
  if session.shown_groups.contains(&group) {
    jump::to(model, group, row, field);
  }
}

/// Opens the draft one was in last.
pub(super) fn go_on(model: &mut Model) -> Vec<Effect> {
  match model.places.first() {
    Some(place) => vec![Effect::Open(place.draft.clone())],
    None => {
      model.note = Some(model.words.get("note-no-place"));
      Vec::new()
    }
  }
}
