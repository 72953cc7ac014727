//! Tables: a cell has the focus; typing replaces it, Enter edits it.

use super::{answer, fields, fields::is_text, history, tell_removed};
use crate::{
  expr::GroupIx,
  form::Kind,
  tui::{
    Command, Effect, Model, Session,
    model::{FieldEditor, GridState},
  },
};

/// How far a page key goes.
const PAGE: isize = 10;

fn with<T>(model: &mut Model, act: impl FnOnce(&mut Session, GroupIx) -> T) -> Option<T> {
  let table = fields::table(model)?;
  model.session.as_mut().map(|session| act(session, table))
}

/// Moves by rows and columns, inside the table.
fn go(model: &mut Model, rows: isize, columns: isize) {
  with(model, |session, table| {
    let state = session.grid(table);
    let moved = GridState::at(state.row.saturating_add_signed(rows), state.column.saturating_add_signed(columns));
    session.grids.insert(table, moved);
    let inside = session.grid(table);
    session.grids.insert(table, inside);
  });
}

/// A command in a table, or in a cell that is edited.
pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
  let editing = model.session.as_ref().is_some_and(|session| session.editor.is_some());
  let mut effects = Vec::new();
  if editing {
    effects = history::leave(model);
    match command {
      Command::Accept => go(model, 1, 0),
      Command::Next => go(model, 0, 1),
      Command::Previous => go(model, -1, 0),
      _ => {}
    }
    return effects;
  }
  if let Some(effects) = super::sheet::run(model, command) {
    return effects;
  }
  match command {
    Command::Up => go(model, -1, 0),
    Command::Down => go(model, 1, 0),
    Command::Left => go(model, 0, -1),
    Command::Right => right(model),
    Command::PageUp => go(model, -PAGE, 0),
    Command::PageDown => go(model, PAGE, 0),
    Command::First => go(model, 0, isize::MIN / 2),
    Command::Last => go(model, 0, isize::MAX / 2),
    Command::EditCell => effects = edit(model, None),
    Command::Clear => effects = clear(model),
    Command::AddRow => effects = add(model),
    Command::DuplicateRow => effects = duplicate(model),
    Command::DeleteRow => effects = delete(model),
    Command::Back => effects = fields::back(model),
    _ => {}
  }
  effects
}

/// Tab goes on to the next row from the last column.
fn right(model: &mut Model) {
  with(model, |session, table| {
    let state = session.grid(table);
    let last_column = state.column + 1 >= session.columns(table).len();
    let last_row = state.row + 1 >= session.shown_rows(table);
    let next = match (last_column, last_row) {
      (false, _) => GridState::at(state.row, state.column + 1),
      (true, false) => GridState::at(state.row + 1, 0),
      (true, true) => state,
    };
    session.grids.insert(table, next);
  });
}

/// Begins editing the cell: with what stands there, or with what was typed.
fn edit(model: &mut Model, typed: Option<&str>) -> Vec<Effect> {
  let lang = model.lang();
  let Some(cell) = fields::focused_cell(model) else {
    // A table without rows: typing begins the first one.
    let effects = add(model);
    return if fields::focused_cell(model).is_some() { effects } else { Vec::new() };
  };
  let Some(session) = &mut model.session else { return Vec::new() };
  match &session.field(cell).kind {
    Kind::Computed { .. } | Kind::Note(_) => {
      model.note = Some(model.words.get("note-computed"));
      Vec::new()
    }
    kind if is_text(kind) => {
      let text = session.text_of(cell, lang);
      let mut editor = FieldEditor::new(cell, &text, false);
      let mut removed = 0;
      if let Some(typed) = typed {
        editor = FieldEditor { original: text, ..FieldEditor::new(cell, "", false) };
        removed = editor.insert(typed);
      }
      session.editor = Some(editor);
      tell_removed(model, removed);
      Vec::new()
    }
    Kind::Boolean if typed.is_none() => answer::toggle(model, cell),
    _ => answer::open_pick(model, cell, typed.unwrap_or_default()).unwrap_or_default(),
  }
}

/// A character that is no command: it edits the cell, or replaces what stands there.
pub(super) fn typed(model: &mut Model, c: char) -> Vec<Effect> {
  let text = &c.to_string();
  if super::editor(model).is_some() {
    return super::text::insert(model, text);
  }
  if let Some(cell) = fields::focused_cell(model)
    && let Some(session) = &model.session
    && matches!(session.field(cell).kind, Kind::Boolean)
  {
    return answer::key_on_choice(model, cell, c);
  }
  let empty = fields::focused_cell(model).is_none();
  let mut effects = edit(model, Some(text));
  if empty {
    effects.extend(edit(model, Some(text)));
  }
  effects
}

/// Pasted text goes into the cell; several cells from a spreadsheet go into as many.
pub(super) fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
  // More than one cell, or one for all that is selected, is written as a block.
  let several = text.trim_end_matches(['\n', '\r']).contains(['\t', '\n', '\r']);
  let selected = with(model, |session, table| session.grid(table).is_block()).unwrap_or(false);
  if several || selected {
    return super::block::paste(model, text);
  }
  edit(model, Some(text.trim_end_matches(['\n', '\r'])))
}

/// Empties the cell, or all that is selected.
fn clear(model: &mut Model) -> Vec<Effect> {
  let block = with(model, |session, table| session.grid(table).is_block().then_some(table)).flatten();
  match (block, fields::focused_cell(model)) {
    (Some(table), _) => super::sheet_fill::clear(model, table),
    (None, Some(cell)) => answer::set(model, cell, None),
    (None, None) => Vec::new(),
  }
}

/// Puts a row behind the current one: empty, or with these cells.
fn add(model: &mut Model) -> Vec<Effect> {
  let (Some(table), Some(session)) = (fields::table(model), &model.session) else { return Vec::new() };
  let at = session.grid_cell(table).and_then(|cell| cell.row).map_or(session.row_count(table), |row| row + 1);
  let Some((change, label)) = session.row_added(table, at, serde_json::json!({}), &model.words) else {
    model.note = Some(model.words.get("note-table-full"));
    return Vec::new();
  };
  let effects = history::apply(model, vec![change], label, false);
  with(model, |session, table| {
    let column = if session.row_count(table) == 1 { 0 } else { session.grid(table).column };
    let place = session.place_of(table, at).unwrap_or(0);
    session.grids.insert(table, GridState::at(place, column));
  });
  effects
}

fn duplicate(model: &mut Model) -> Vec<Effect> {
  match fields::table(model) {
    Some(table) => super::sheet_rows::duplicate_rows(model, table),
    None => Vec::new(),
  }
}

fn delete(model: &mut Model) -> Vec<Effect> {
  match fields::table(model) {
    Some(table) => super::sheet_rows::delete_rows(model, table),
    None => Vec::new(),
  }
}

/// The cell of a finding, for jumps.
pub(super) fn place(
  session: &mut Session,
  table: GroupIx,
  row: Option<usize>,
  field: Option<crate::expr::FieldIx>,
  lang: crate::lang::Lang,
) {
  if let (Some(field), Some(look)) = (field, session.looks.get_mut(&table)) {
    look.hidden.remove(&field);
  }
  let before = session.grid(table);
  let column = field.and_then(|field| session.columns(table).iter().position(|known| *known == field));
  // A row or column that is not shown is shown again: whoever jumps wants to see where.
  let mut place = row.map_or(Some(before.row), |row| session.place_of(table, row));
  if place.is_none()
    && let Some(look) = session.looks.get_mut(&table)
  {
    look.filter = None;
    session.arrange(table, lang);
    place = row.and_then(|row| session.place_of(table, row));
  }
  session.grids.insert(table, GridState::at(place.unwrap_or(before.row), column.unwrap_or(before.column)));
}
