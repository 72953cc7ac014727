//! Whole rows of a table: deleted, moved, duplicated; each is one step of undo.

use super::{history, sheet::go_to};
use crate::{
  document::{Change, row_id_after},
  expr::GroupIx,
  lang::Message,
  tui::{
    Effect, Model,
    model::{GridLook, GridState},
  },
};
use std::sync::Arc;

/// Takes the selected rows out.
pub(super) fn delete_rows(model: &mut Model, table: GroupIx) -> Vec<Effect> {
  let lang = model.lang();
  let Some(session) = &model.session else { return Vec::new() };
  let group = session.form.group(table);
  let rows = session.document.rows(&group.path);
  let state = session.grid(table);
  let doomed: Vec<usize> = state.rows().filter_map(|place| session.row_at(table, place)).collect();
  let [first, ..] = doomed[..] else { return Vec::new() };
  let remove = |row: &usize| Change::RemoveRow { group: Arc::clone(&group.path), row: Arc::clone(&rows[*row].id), prune: false };
  let changes: Vec<Change> = doomed.iter().map(remove).collect();
  let label = group.label.get(lang).to_owned();
  let count = changes.len();
  let label = match count {
    1 => Message::new("step-row-deleted").with("table", label).with("row", first + 1),
    _ => Message::new("step-rows-deleted").with("table", label).with("count", count),
  };
  let label = model.words.say(&label);
  let effects = history::apply(model, changes, label, false);
  go_to(model, table, *state.rows().start());
  model.note = Some(model.words.say(&Message::new("note-rows-deleted").with("count", count)));
  effects
}

/// Moves the selected rows up or down in the document; only where the table stands in the document's order.
pub(super) fn move_rows(model: &mut Model, table: GroupIx, by: isize) -> Vec<Effect> {
  let lang = model.lang();
  let Some(session) = &model.session else { return Vec::new() };
  if session.look(table).is_some_and(GridLook::is_arranged) {
    model.note = Some(model.words.get("note-cannot-move-arranged"));
    return Vec::new();
  }
  let state = session.grid(table);
  let (first, last) = (*state.rows().start(), *state.rows().end());
  // The row beside them goes to their other end.
  let (beside, to) = if by < 0 { (first.checked_sub(1), last) } else { (last.checked_add(1), first) };
  let group = session.form.group(table);
  let rows = session.document.rows(&group.path);
  let Some(row) = beside.and_then(|beside| rows.get(beside)).filter(|_| last < rows.len()) else { return Vec::new() };
  let change = Change::MoveRow { group: Arc::clone(&group.path), row: Arc::clone(&row.id), index: to };
  let moved = first.saturating_add_signed(by);
  let label = Message::new("step-row-moved").with("table", group.label.get(lang)).with("row", first + 1).with("to", moved + 1);
  let label = model.words.say(&label);
  let effects = history::apply(model, vec![change], label, false);
  if let Some(session) = &mut model.session {
    let anchor = state.anchor.map(|(row, column)| (row.saturating_add_signed(by), column));
    session.grids.insert(table, GridState { row: state.row.saturating_add_signed(by), anchor, ..state });
  }
  effects
}

/// Copies of the selected rows, without their key, behind the last of them; one step.
pub(super) fn duplicate_rows(model: &mut Model, table: GroupIx) -> Vec<Effect> {
  let lang = model.lang();
  let Some(session) = &model.session else { return Vec::new() };
  let group = session.form.group(table);
  let state = session.grid(table);
  let copied: Vec<usize> = state.rows().filter_map(|place| session.row_at(table, place)).collect();
  let rows = session.document.rows(&group.path);
  let Some(at) = copied.iter().max().map(|row| row + 1) else { return Vec::new() };
  if rows.len() + copied.len() > group.max_rows {
    model.note = Some(model.words.get("note-table-full"));
    return Vec::new();
  }
  let mut id = row_id_after(rows);
  let copies = copied.iter().filter_map(|row| session.row_copied(table, *row)).enumerate().map(|(index, mut row)| {
    row["_row"] = (*id()).into();
    Change::InsertRow { group: Arc::clone(&group.path), index: at + index, row }
  });
  let changes: Vec<Change> = copies.collect();
  let count = changes.len();
  let label = Message::new(if count == 1 { "step-row-added" } else { "step-rows-added" }).with("table", group.label.get(lang));
  let label = model.words.say(&label.with("row", at + 1).with("count", count));
  let effects = history::apply(model, changes, label, false);
  if let Some(session) = &mut model.session {
    let place = session.place_of(table, at).unwrap_or(0);
    // Of several the first column is selected: most often the key, which is to be given.
    let anchor = (count > 1).then_some((place + count - 1, 0));
    session.grids.insert(table, GridState { row: place, column: if count > 1 { 0 } else { state.column }, anchor });
    let inside = session.grid(table);
    session.grids.insert(table, inside);
  }
  effects
}
