use super::{
  Book, Cell, Plan, Problem, Stopped, Watch, Wishes,
  export::{Exact, FIELD_HEADING, ROW_HEADING},
  value::ValueReader,
};
use crate::{
  document::{CellPath, Change, Document},
  form::{Form, is_empty},
  lang::Message,
};
use std::sync::Arc;

/// What a workbook of this program, edited or not, would change in a document: each table, and the answers of sections.
#[derive(Clone, Debug)]
pub struct Restored {
  /// The tables that have a sheet.
  pub tables: Vec<Plan>,
  /// Answers of sections that differ.
  pub fields: Vec<Change>,
  /// Answers of sections a person should look at.
  pub problems: Vec<Problem>,
}

/// Reads a workbook written by [`super::workbook`] or [`super::template`].
///
/// # Errors
/// A workbook without the sheets this program writes.
pub fn restore(form: &Form, document: &Document, book: &Book, watch: Watch<'_>) -> Result<Restored, Stopped> {
  let mut restored = Restored { tables: Vec::new(), fields: Vec::new(), problems: Vec::new() };
  let tables: Vec<_> = form.groups().filter(|(_, group)| group.is_table).collect();
  let mut sheets = book.sheets.iter().filter(|sheet| sheet.row(0).is_some_and(|row| row.cell(0).as_text() == Some(ROW_HEADING)));
  // Sheets stand in the order of the form; a name that was changed does no harm, a sheet taken out shows in its name.
  for (table, group) in tables {
    let labels = [&group.label.zh, &group.label.en];
    let named = |name: &str| labels.iter().any(|label| super::export::same_sheet(label, name));
    let Some(sheet) = sheets.clone().find(|sheet| named(&sheet.name)) else { continue };
    if sheet.rows.len() <= 1 && document.rows(&group.path).is_empty() {
      continue;
    }
    let wishes = Wishes { sheets: vec![sheet.name.clone()], ..Wishes::default() };
    restored.tables.push(Plan::new(form, document, table, book, &wishes, watch)?);
  }
  let fields = book.sheets.iter().find(|sheet| sheet.row(0).is_some_and(|row| row.cell(0).as_text() == Some(FIELD_HEADING)));
  if fields.is_none() && sheets.next().is_none() {
    return Err(Message::new("ledger-not-ours").into());
  }
  let exact = Exact::of(book);
  let Some(sheet) = fields else { return Ok(restored) };
  for row in sheet.rows.iter().skip(1) {
    let Some((path, id)) = row.cell(0).as_text().and_then(|place| place.rsplit_once('.')) else { continue };
    let Some(group) = form.group_by_path(path) else { continue };
    let Some(index) = form.group(group).field_by_id(id) else { continue };
    let field = form.field(group, index);
    let cell: &Cell = row.cell(3);
    let shown = cell.shown().to_string();
    let answer = match exact.find(path, "", id, &shown) {
      Some(json) => Some(json.clone()),
      None => {
        let understood = ValueReader::new(form, field, None, std::iter::empty()).read(cell);
        if let Some(message) = understood.fault {
          let at = super::Address::new(row.number, 3);
          restored.problems.push(Problem { at, cell: sheet.address(at), field: index, text: shown, message });
        }
        understood.answer
      }
    };
    let before = document.answer(path, None, id).filter(|json| !is_empty(json));
    if before != answer.as_ref().filter(|json| !is_empty(json)) {
      restored.fields.push(Change::Set { cell: CellPath::field(path, id), value: answer, typed: None, prune: false });
    }
  }
  for (_, group) in form.groups().filter(|(_, group)| !group.is_table) {
    let has_line = |id: &str| sheet.rows.iter().any(|row| row.cell(0).as_text() == Some(&format!("{}.{id}", group.path)));
    for (_, id, json) in exact.without_column(&group.path, has_line) {
      if document.answer(&group.path, None, id) != Some(json) {
        let cell = CellPath { group: Arc::clone(&group.path), row: None, field: id.into() };
        restored.fields.push(Change::Set { cell, value: Some(json.clone()), typed: None, prune: false });
      }
    }
  }
  Ok(restored)
}
