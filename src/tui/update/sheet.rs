//! A table as a spreadsheet: selecting, sorting, filtering, filling, laying out columns. What changes the document is one step of undo; how the table
//! is looked at is none.

use super::{block, fields, history};
use crate::{
  document::{Change, row_id_after},
  expr::GroupIx,
  form::Kind,
  lang::Message,
  text::{Query, count_on, series_step},
  tui::{
    Command, Effect, Model, Page, Session,
    edit::{Line, Pick, PickItem},
    model::{Block, CellRef, GridFilter, GridState, PickFor, PromptFor, tables::holds},
  },
};
use jiff::{Span, civil::Date};
use std::sync::Arc;

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
    Command::Fill => ask_fill(model, table),
    Command::MoveRowUp => return Some(move_rows(model, table, -1)),
    Command::MoveRowDown => return Some(move_rows(model, table, 1)),
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

fn go_to(model: &mut Model, table: GroupIx, row: usize) {
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

fn ask_fill(model: &mut Model, table: GroupIx) {
  let Some(session) = &model.session else { return };
  if session.grid_cell(table).is_none() {
    model.note = Some(model.words.get("note-nothing-to-fill"));
    return;
  }
  let items = [("down", "fill-down"), ("series", "fill-series"), ("with", "fill-with")].map(|(code, words)| PickItem {
    code: code.to_owned(),
    label: model.words.get(words),
    ..PickItem::default()
  });
  model.pages.push(Page::Pick(PickFor::Fill(table), Box::new(Pick::new(items.to_vec(), &[], false))));
}

/// Fills the selection: with its first row, with a series, or with a value still to be typed.
pub(super) fn fill(model: &mut Model, table: GroupIx, how: &str) -> Vec<Effect> {
  if how == "with" {
    model.pages.push(Page::Prompt(PromptFor::FillWith(table), Line::default()));
    return Vec::new();
  }
  let lang = model.lang();
  let Some(session) = &model.session else { return Vec::new() };
  let state = session.grid(table);
  let columns = session.columns(table);
  // Where one cell is selected, it takes from the one above.
  let first = if state.rows().count() > 1 { *state.rows().start() } else { state.row.saturating_sub(1) };
  let targets: Vec<usize> = (first + 1..=*state.rows().end()).collect();
  let mut block = Block::new(table);
  for column in state.columns() {
    let Some(field) = columns.get(column).copied() else { continue };
    if !session.form.field(table, field).kind.is_answered() {
      continue;
    }
    let text_at = |place: usize| {
      let row = session.row_at(table, place)?;
      Some(session.text_of(CellRef { group: table, row: Some(row), field }, lang))
    };
    let Some(from) = text_at(first) else { continue };
    let is_date = matches!(session.form.field(table, field).kind, Kind::Date);
    let second = if targets.len() > 1 { text_at(first + 1).filter(|text| !text.is_empty()) } else { None };
    for (count, place) in targets.iter().enumerate() {
      let count = i64::try_from(count + 1).unwrap_or(i64::MAX);
      let text = match how {
        "series" if is_date => date_on(&from, second.as_deref(), count),
        "series" => count_on(&from, count.saturating_mul(second.as_deref().and_then(|second| series_step(&from, second)).unwrap_or(1))),
        _ => Some(from.clone()),
      };
      let Some(row) = session.row_at(table, *place) else { continue };
      block::set(session, CellRef { group: table, row: Some(row), field }, text.as_deref().unwrap_or(&from), lang, &mut block);
    }
  }
  written(model, &block)
}

/// The date `count` steps after the first: days, or months where the second shows months; a day where there is no second.
fn date_on(first: &str, second: Option<&str>, count: i64) -> Option<String> {
  let first: Date = first.parse().ok()?;
  let second: Option<Date> = second.and_then(|second| second.parse().ok());
  let months = second
    .filter(|second| second.day() == first.day() && *second != first)
    .map(|second| i64::from(second.year() - first.year()) * 12 + i64::from(second.month()) - i64::from(first.month()));
  let days = second.and_then(|second| first.until(second).ok()).map_or(1, |span| i64::from(span.get_days()));
  let span = match months {
    Some(months) => Span::new().try_months(months.checked_mul(count)?).ok()?,
    None => Span::new().try_days(days.checked_mul(count)?).ok()?,
  };
  Some(first.checked_add(span).ok()?.to_string())
}

/// Writes one value into everything that is selected.
pub(super) fn fill_with(model: &mut Model, table: GroupIx, text: &str) -> Vec<Effect> {
  let lang = model.lang();
  let Some(session) = &model.session else { return Vec::new() };
  let mut block = Block::new(table);
  for cell in session.selected_cells(table).into_iter().flatten() {
    if session.field(cell).kind.is_answered() {
      block::set(session, cell, text, lang, &mut block);
    }
  }
  written(model, &block)
}

/// What a person asked for cell by cell is written without a question; one step takes it back.
fn written(model: &mut Model, block: &Block) -> Vec<Effect> {
  if block.changes.is_empty() {
    model.note = Some(model.words.get("note-block-nothing"));
    return Vec::new();
  }
  block::write(model, block)
}

/// Empties everything that is selected.
pub(super) fn clear(model: &mut Model, table: GroupIx) -> Vec<Effect> {
  fill_with(model, table, "")
}

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
fn move_rows(model: &mut Model, table: GroupIx, by: isize) -> Vec<Effect> {
  let lang = model.lang();
  let Some(session) = &model.session else { return Vec::new() };
  if session.look(table).is_some_and(super::super::model::GridLook::is_arranged) {
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
