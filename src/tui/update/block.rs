//! Blocks of cells: what a paste, a fill or a clear would change, looked at before it changes anything.

use super::{fields, history};
use crate::{
  document::Change,
  expr::{FieldIx, GroupIx},
  form::Field,
  lang::{Lang, Message},
  ledger::{Decision, Fate, Plan},
  text::{clean_input, write_block},
  tui::{
    Effect, Model, Page, Session,
    model::{Block, CellRef, Import},
  },
};
use serde_json::Value as Json;
use std::{borrow::Cow, sync::Arc};

/// Puts a block from elsewhere into the table, its first cell where the selection begins. What holds something already is overwritten only after a
/// look at what would change; rows that are missing are added at the end.
pub(super) fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
  let mut effects = history::leave(model);
  let (Some(table), Some(session)) = (fields::table(model), &model.session) else { return effects };
  let state = session.grid(table);
  let rows = session.document.rows(&session.form.group(table).path);
  let below = (*state.rows().start()..session.shown_rows(table)).filter_map(|place| session.row_at(table, place));
  let ids: Vec<Arc<str>> = below.map(|row| Arc::clone(&rows[row].id)).collect();
  let columns: Vec<FieldIx> = session.columns(table).into_iter().skip(*state.columns().start()).collect();
  let span = (state.rows().count(), state.columns().count());
  let plan = Plan::paste(&session.form, &session.document, table, &ids, &columns, text, span);
  if plan.needs_a_look() {
    model.pages.push(Page::Import(Box::new(Import::pasted(table, plan))));
  } else if plan.written_cells() == 0 && plan.rows.iter().all(|row| matches!(row.fate, Fate::Known { .. })) {
    model.note = Some(model.words.get("note-block-nothing"));
  } else {
    effects.extend(super::import_preview::carry_out(model, &plan, &Decision::default(), None));
    let removed = clean_input(text, true).removed;
    super::tell_removed(model, removed);
  }
  effects
}

/// Writes a block that was looked at, as one step.
pub(super) fn write(model: &mut Model, block: &Block) -> Vec<Effect> {
  let lang = model.lang();
  let Some(session) = &model.session else { return Vec::new() };
  let table = session.form.group(block.table).label.get(lang).to_owned();
  let label = Message::new("step-block").with("table", table).with("cells", block.changes.len()).with("rows", 0_usize);
  let label = model.words.say(&label);
  let effects = history::apply(model, block.changes.clone(), label, false);
  let note = Message::new("note-block-written").with("cells", block.changes.len()).with("rows", 0_usize);
  model.note = Some(model.words.say(&note));
  super::tell_removed(model, block.removed_marks);
  fields::settle(model);
  effects
}

/// The selected cells as text for a spreadsheet: what they show, empty where they show nothing.
pub(super) fn copied(session: &Session, table: GroupIx, lang: Lang) -> String {
  let facts = session.facts();
  let rows = session.selected_cells(table).into_iter();
  write_block(rows.map(|row| row.into_iter().map(|cell| Cow::Owned(session.shown_text(&facts, cell, lang))).collect()))
}

/// Plans to write text into one cell of a row that is there.
pub(super) fn set(session: &Session, cell: CellRef, text: &str, lang: Lang, block: &mut Block) {
  let field = session.field(cell);
  let group = &session.form.group(cell.group).path;
  let before = session.document.answer(group, cell.row, &field.id);
  let (value, typed) = answer(session, field, text, lang, block);
  if value.as_ref() == before {
    return;
  }
  let Some(path) = session.path_of(cell) else { return };
  block.changes.push(Change::Set { cell: path, value, typed, prune: false });
}

/// The answer that a text means for a field, and the text itself where it differs from how the answer is shown.
fn answer(session: &Session, field: &Field, text: &str, lang: Lang, block: &mut Block) -> (Option<Json>, Option<String>) {
  let long = matches!(field.kind, crate::form::Kind::Text { long: true, .. });
  let cleaned = clean_input(text, long);
  block.removed_marks += cleaned.removed;
  let value = session.form.answer_from_text(field, &cleaned.text);
  let shown = value.as_ref().map(|json| session.form.text_of_answer(field, json, lang)).unwrap_or_default();
  let typed = (shown != cleaned.text.trim() && !cleaned.text.trim().is_empty()).then_some(cleaned.text);
  (value, typed)
}
