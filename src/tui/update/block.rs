//! Blocks of cells: what a paste, a fill or a clear would change, looked at before it changes anything.

use super::{fields, history};
use crate::{
  document::{Change, row_id_after},
  expr::{FieldIx, GroupIx},
  form::Field,
  lang::{Lang, Message},
  text::{clean_input, half_width, read_block, write_block},
  tui::{
    Effect, Model, Page, Session,
    model::{Block, CellRef, QuestionFor},
  },
};
use serde_json::{Map, Value as Json};
use std::{borrow::Cow, sync::Arc};

/// Puts a block from elsewhere into the table, its first cell where the selection begins. What holds something already is overwritten only after a
/// question; rows that are missing are added at the end.
pub(super) fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
  let lang = model.lang();
  let mut effects = history::leave(model);
  let (Some(table), Some(session)) = (fields::table(model), &model.session) else { return effects };
  let cells = read_block(text);
  if cells.is_empty() {
    return effects;
  }
  let block = plan(session, table, cells, lang);
  if block.changes.is_empty() {
    model.note = Some(model.words.get("note-block-nothing"));
  } else if block.overwritten.is_empty() && block.left_out == 0 && block.rows_left_out == 0 {
    effects.extend(write(model, &block));
  } else {
    model.pages.push(Page::Question(QuestionFor::Block(Box::new(block))));
  }
  effects
}

/// Writes a block that was looked at, as one step.
pub(super) fn write(model: &mut Model, block: &Block) -> Vec<Effect> {
  let lang = model.lang();
  let Some(session) = &model.session else { return Vec::new() };
  let table = session.form.group(block.table).label.get(lang).to_owned();
  let label = Message::new("step-block").with("table", table).with("cells", block.cells).with("rows", block.new_rows);
  let label = model.words.say(&label);
  let effects = history::apply(model, block.changes.clone(), label, false);
  let note = Message::new("note-block-written").with("cells", block.cells).with("rows", block.new_rows);
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

/// What writing these cells from the selection on changes.
pub(super) fn plan(session: &Session, table: GroupIx, mut cells: Vec<Vec<String>>, lang: Lang) -> Block {
  let state = session.grid(table);
  let columns = session.columns(table);
  let mut block = Block::new(table);
  let mut targets: Vec<Option<FieldIx>> = columns.iter().skip(*state.columns().start()).copied().map(Some).collect();
  // A block that begins with the names of columns says itself where its cells belong.
  if let Some(named) = header(session, table, &cells[0]) {
    targets = named;
    cells.remove(0);
  } else if cells.len() == 1 && cells[0].len() == 1 && state.is_block() {
    // One value for everything that is selected.
    let (height, width) = (state.rows().count(), state.columns().count());
    let value = cells[0][0].clone();
    cells = vec![vec![value; width]; height];
  }
  let widest = cells.iter().map(Vec::len).max().unwrap_or(0);
  block.left_out = widest.saturating_sub(targets.len()) + targets.iter().take(widest).filter(|target| target.is_none()).count();
  let group = session.form.group(table);
  let rows = session.document.rows(&group.path);
  let mut next = row_id_after(rows);
  for (offset, texts) in cells.into_iter().enumerate() {
    let row = session.row_at(table, state.rows().start() + offset);
    let writes = targets.iter().zip(&texts).filter_map(|(target, text)| Some(((*target)?, text)));
    let writes = writes.filter(|(field, _)| session.form.field(table, *field).kind.is_answered());
    if let Some(row) = row {
      for (field, text) in writes {
        set(session, CellRef { group: table, row: Some(row), field }, text, lang, &mut block);
      }
      continue;
    }
    if rows.len() + block.new_rows >= group.max_rows {
      block.rows_left_out += 1;
      continue;
    }
    let id = next();
    let mut object = Map::from_iter([("_row".to_owned(), Json::from(&*id))]);
    let mut typed = Vec::new();
    for (field, text) in writes {
      let definition = session.form.field(table, field);
      let (value, kept) = answer(session, definition, text, lang, &mut block);
      if let Some(value) = value {
        block.cells += 1;
        if kept.is_some() {
          let cell =
            crate::document::CellPath { group: Arc::clone(&group.path), row: Some(Arc::clone(&id)), field: Arc::clone(&definition.id) };
          typed.push(Change::Set { cell, value: Some(value.clone()), typed: kept, prune: false });
        }
        object.insert(definition.id.to_string(), value);
      }
    }
    let index = rows.len() + block.new_rows;
    block.changes.push(Change::InsertRow { group: Arc::clone(&group.path), index, row: Json::Object(object) });
    block.changes.extend(typed);
    block.new_rows += 1;
  }
  block
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
  if before.is_some_and(|json| !crate::form::is_empty(json)) {
    let after = value.as_ref().map(|json| session.form.text_of_answer(field, json, lang)).unwrap_or_default();
    block.overwritten.push((cell, session.text_of(cell, lang), after));
  }
  block.cells += 1;
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

/// The columns that a row of names stands for; `None` where it does not name at least two columns and nothing else.
fn header(session: &Session, table: GroupIx, row: &[String]) -> Option<Vec<Option<FieldIx>>> {
  let plain = |text: &str| half_width(text.trim().trim_end_matches('*').trim()).to_lowercase();
  let named = |text: &str| {
    let columns = session.all_columns(table).into_iter();
    let mut found = columns.filter(|field| {
      let label = &session.form.field(table, *field).label;
      [&label.zh, &label.en].into_iter().any(|label| plain(label) == plain(text))
    });
    found.next()
  };
  let fields: Vec<Option<FieldIx>> = row.iter().map(|text| named(text)).collect();
  let all = row.iter().zip(&fields).all(|(text, field)| text.trim().is_empty() || field.is_some());
  (all && fields.iter().flatten().count() >= 2).then_some(fields)
}
