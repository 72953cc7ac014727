//! A table as a spreadsheet: selecting, sorting, filtering, filling, laying out columns. What changes the document is one step of undo; how the table
//! is looked at is none.

use super::{fields, sheet_fill, sheet_rows};
use crate::{
  expr::GroupIx,
  lang::Message,
  text::Query,
  tui::{
    Command, Effect, Model, Page, Session,
    edit::{Line, Pick, PickItem},
    model::{CellRef, GridFilter, GridState, PickFor, PromptFor, tables::holds},
  },
};

/// The narrowest and widest that a column can be made by hand, and one step.
const WIDTHS: (usize, usize, usize) = (4, 80, 2);

/// Does what belongs to a spreadsheet; `None` where the command does not.
pub(super) fn run(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
  let table = fields::table(model)?;
  match command {
    Command::ExtendUp => extend(model, table, -1, 0),
    Command::ExtendDown => extend(model, table, 1, 0),
    Command::ExtendLeft => extend(model, table, 0, -1),
    Command::ExtendRight => extend(model, table, 0, 1),
    Command::SelectAll => select_all(model, table),
    Command::FirstRow => go_to(model, table, 0),
    Command::LastRow => go_to(model, table, usize::MAX),
    Command::GoToRow => model.pages.push(Page::Prompt(PromptFor::GoToRow(table), Line::default())),
    Command::FindInTable => model.pages.push(Page::Prompt(PromptFor::FindInTable(table), Line::selected(&model.looked_for))),
    Command::FindBack => find(model, table, false),
    Command::SortColumn => sort(model, table),
    Command::FilterRows => ask_filter(model, table),
    Command::ChooseColumns => ask_columns(model, table),
    Command::Narrower => widen(model, table, false),
    Command::Wider => widen(model, table, true),
    Command::Fill => sheet_fill::ask_fill(model, table),
    Command::MoveRowUp => return Some(sheet_rows::move_rows(model, table, -1)),
    Command::MoveRowDown => return Some(sheet_rows::move_rows(model, table, 1)),
    Command::RowForm => row_form(model, table),
    _ => return None,
  }
  Some(Vec::new())
}

fn session(model: &mut Model) -> Option<&mut Session> {
  model.session.as_mut()
}

fn extend(model: &mut Model, table: GroupIx, rows: isize, columns: isize) {
  let Some(session) = session(model) else { return };
  let state = session.grid(table);
  let anchor = state.anchor.unwrap_or((state.row, state.column));
  let moved =
    GridState { row: state.row.saturating_add_signed(rows), column: state.column.saturating_add_signed(columns), anchor: Some(anchor) };
  session.grids.insert(table, moved);
  let inside = session.grid(table);
  session.grids.insert(table, inside);
}

/// Selects all; where cells of one column are selected, first the whole column, and where cells of one row are, the whole row.
fn select_all(model: &mut Model, table: GroupIx) {
  let Some(session) = session(model) else { return };
  let (rows, columns) = (session.shown_rows(table), session.columns(table).len());
  if rows == 0 || columns == 0 {
    return;
  }
  let state = session.grid(table);
  let (down, across) = (state.rows().count(), state.columns().count());
  let (row, column) = match (down, across) {
    (2.., 1) if down < rows => (0..=rows - 1, state.columns()),
    (1, 2..) if across < columns => (state.rows(), 0..=columns - 1),
    _ => (0..=rows - 1, 0..=columns - 1),
  };
  session.grids.insert(table, GridState { row: *row.start(), column: *column.start(), anchor: Some((*row.end(), *column.end())) });
}

pub(super) fn go_to(model: &mut Model, table: GroupIx, row: usize) {
  let Some(session) = session(model) else { return };
  let state = session.grid(table);
  session.grids.insert(table, GridState::at(row, state.column));
  let inside = session.grid(table);
  session.grids.insert(table, inside);
}

/// Goes to the row with this number, as it stands at the left of the table.
pub(super) fn go_to_number(model: &mut Model, table: GroupIx, text: &str) {
  let folded = crate::text::half_width(text.trim());
  let Some(session) = session(model) else { return };
  let count = session.row_count(table);
  let row = folded.parse::<usize>().ok().filter(|row| (1..=count).contains(row));
  let place = row.and_then(|row| session.place_of(table, row - 1));
  match (row, place) {
    (_, Some(place)) => go_to(model, table, place),
    (Some(row), None) => model.note = Some(model.words.say(&Message::new("note-row-filtered").with("row", row))),
    (None, _) => model.note = Some(model.words.say(&Message::new("note-no-such-row").with("row", text.trim()).with("count", count))),
  }
}

/// Goes to the next cell that holds what is looked for, or to the one before; from the end on to the beginning.
pub(super) fn find(model: &mut Model, table: GroupIx, forward: bool) {
  let lang = model.lang();
  let query = Query::new(&model.looked_for);
  let Some(session) = &model.session else { return };
  if query.is_empty() {
    model.note = Some(model.words.get("note-nothing-looked-for"));
    return;
  }
  let (columns, rows, state) = (session.columns(table), session.shown_rows(table), session.grid(table));
  let (wide, count) = (columns.len(), columns.len() * rows);
  let facts = session.facts();
  let now = state.row * wide + state.column;
  let place = |step: usize| if forward { (now + step) % count } else { (now + count - step) % count };
  let hit = (1..=count).map(place).find(|place| {
    let row = session.row_at(table, place / wide);
    row.is_some_and(|row| {
      let cell = CellRef { group: table, row: Some(row), field: columns[place % wide] };
      holds(&query, &session.shown_text(&facts, cell, lang))
    })
  });
  let id = match hit {
    None => "note-not-in-table",
    Some(at) if at == now => "note-only-hit",
    Some(at) if (at > now) == forward => "note-hit",
    Some(_) => "note-hit-around",
  };
  model.note = Some(model.words.say(&Message::new(id).with("text", &model.looked_for)));
  if let (Some(at), Some(session)) = (hit, &mut model.session) {
    session.grids.insert(table, GridState::at(at / wide, at % wide));
  }
}

/// Sorts by the current column: up, then down, then not at all.
fn sort(model: &mut Model, table: GroupIx) {
  let lang = model.lang();
  let Some(session) = session(model) else { return };
  let Some(field) = session.columns(table).get(session.grid(table).column).copied() else { return };
  let look = session.looks.entry(table).or_default();
  look.sort = match look.sort {
    Some((known, false)) if known == field => Some((field, true)),
    Some((known, true)) if known == field => None,
    _ => Some((field, false)),
  };
  let way = match look.sort {
    Some((_, false)) => "note-sorted-up",
    Some((_, true)) => "note-sorted-down",
    None => "note-sorted-not",
  };
  rearrange(model, table);
  let label = model.session.as_ref().map(|session| session.form.field(table, field).label.get(lang).to_owned()).unwrap_or_default();
  model.note = Some(model.words.say(&Message::new(way).with("column", label)));
}

/// Arranges the table anew; the cursor stays on its row where that is still shown.
fn rearrange(model: &mut Model, table: GroupIx) {
  let lang = model.lang();
  let Some(session) = session(model) else { return };
  let row = session.grid_cell(table).and_then(|cell| cell.row);
  let column = session.grid(table).column;
  session.arrange(table, lang);
  let place = row.and_then(|row| session.place_of(table, row)).unwrap_or(0);
  session.grids.insert(table, GridState::at(place, column));
}

fn ask_filter(model: &mut Model, table: GroupIx) {
  let lang = model.lang();
  let Some(session) = &model.session else { return };
  let mut items = Vec::new();
  let mut offer = |code: &str, label: String| items.push(PickItem { code: code.to_owned(), label, ..PickItem::default() });
  if session.look(table).is_some_and(|look| look.filter.is_some()) {
    offer("all", model.words.get("filter-all"));
  }
  offer("findings", model.words.get("filter-findings"));
  if let Some(cell) = session.grid_cell(table) {
    let facts = session.facts();
    let text = session.shown_text(&facts, cell, lang);
    let shown = if text.is_empty() { model.words.get("filter-empty") } else { text };
    let message = Message::new("filter-value").with("column", session.field(cell).label.get(lang)).with("value", shown);
    offer("value", model.words.say(&message));
  }
  offer("text", model.words.get("filter-text"));
  model.pages.push(Page::Pick(PickFor::Filter(table), Box::new(Pick::new(items, &[], false))));
}

/// Takes the filter that was chosen.
pub(super) fn filter(model: &mut Model, table: GroupIx, chosen: &str) {
  let lang = model.lang();
  let Some(session) = session(model) else { return };
  let wanted = match chosen {
    "findings" => Some(GridFilter::Findings),
    "value" => session.grid_cell(table).map(|cell| {
      let facts = session.facts();
      GridFilter::Value(cell.field, session.shown_text(&facts, cell, lang))
    }),
    "text" => {
      model.pages.push(Page::Prompt(PromptFor::FilterText(table), Line::default()));
      return;
    }
    _ => None,
  };
  set_filter(model, table, wanted);
}

/// Shows the rows that pass; all where nothing is asked for.
pub(super) fn set_filter(model: &mut Model, table: GroupIx, wanted: Option<GridFilter>) {
  let Some(session) = session(model) else { return };
  session.looks.entry(table).or_default().filter = wanted;
  rearrange(model, table);
  let Some(session) = session_of(model) else { return };
  let (shown, all) = (session.shown_rows(table), session.row_count(table));
  model.note = Some(model.words.say(&Message::new("note-filtered").with("shown", shown).with("count", all)));
}

fn session_of(model: &Model) -> Option<&Session> {
  model.session.as_ref()
}

fn ask_columns(model: &mut Model, table: GroupIx) {
  let lang = model.lang();
  let Some(session) = &model.session else { return };
  let group = session.form.group(table);
  let fields = session.all_columns(table).into_iter().filter(|field| Some(*field) != group.key);
  let items: Vec<PickItem> = fields
    .map(|field| {
      let definition = session.form.field(table, field);
      PickItem { code: definition.id.to_string(), label: definition.label.get(lang).to_owned(), ..PickItem::default() }
    })
    .collect();
  let shown: Vec<String> = session.columns(table).into_iter().map(|field| session.form.field(table, field).id.to_string()).collect();
  let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
  let pick = Pick::new(items, &shown, true);
  model.pages.push(Page::Pick(PickFor::Columns(table), Box::new(pick)));
}

/// Shows the columns that were marked, and the key.
pub(super) fn show_columns(model: &mut Model, table: GroupIx, chosen: &[String]) {
  let Some(session) = session(model) else { return };
  let group = session.form.group(table);
  let hidden = session.all_columns(table).into_iter().filter(|field| {
    let id = &group.fields[usize::from(field.0)].id;
    Some(*field) != group.key && !chosen.iter().any(|code| **code == **id)
  });
  let hidden: std::collections::BTreeSet<_> = hidden.collect();
  if hidden.len() < session.all_columns(table).len() {
    session.looks.entry(table).or_default().hidden = hidden;
  }
  let state = session.grid(table);
  session.grids.insert(table, GridState::at(state.row, state.column));
}

fn widen(model: &mut Model, table: GroupIx, wider: bool) {
  let Some(session) = session(model) else { return };
  let Some(field) = session.columns(table).get(session.grid(table).column).copied() else { return };
  let look = session.looks.entry(table).or_default();
  let now = look.widths.get(&field).copied().unwrap_or(16);
  let next = if wider { now + WIDTHS.2 } else { now.saturating_sub(WIDTHS.2) };
  look.widths.insert(field, next.clamp(WIDTHS.0, WIDTHS.1));
}

/// One row as a form.
fn row_form(model: &mut Model, table: GroupIx) {
  let Some(session) = session(model) else { return };
  if session.grid_cell(table).is_none() {
    return;
  }
  let state = session.grid(table);
  session.grids.insert(table, GridState::at(state.row, state.column));
  model.pages.push(Page::Row(table));
  fields::settle(model);
}
