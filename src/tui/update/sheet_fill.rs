//! Filling and clearing what is selected in a table; each is one step of undo.

use super::block;
use crate::{
  expr::GroupIx,
  form::Kind,
  text::{count_on, series_step},
  tui::{
    Effect, Model, Page,
    edit::{Line, Pick, PickItem},
    model::{Block, CellRef, PickFor, PromptFor},
  },
};
use jiff::{Span, civil::Date};

/// Asks how.
pub(super) fn ask_fill(model: &mut Model, table: GroupIx) {
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
