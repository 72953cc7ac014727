//! What a sheet cannot say exactly stands beside it in a hidden sheet, together with the text it belongs to: where a person has changed that text
//! since, it no longer counts.

use crate::ledger::Book;
use serde_json::Value as Json;
use std::collections::HashMap;

/// The heading of the hidden column with row ids, by which rows come back as the ones they were.
pub(in crate::ledger) const ROW_HEADING: &str = "_row";
/// The heading of the hidden column with the places of answers on the sheet of sections.
pub(in crate::ledger) const FIELD_HEADING: &str = "_field";
/// The hidden sheet.
pub(super) const SHEET: &str = "_jiliang";
/// Stands first in it.
pub(super) const FORMAT: &str = "jiliang-workbook/1";
/// The most characters of a cell that spreadsheets keep.
pub(super) const CELL: usize = 32_000;

/// Answers that the hidden sheet gives, by table, row and field.
#[derive(Clone, Debug, Default)]
pub(in crate::ledger) struct Exact {
  answers: HashMap<(String, String, String), (String, Json)>,
}

impl Exact {
  pub(in crate::ledger) fn of(book: &Book) -> Self {
    let Some(sheet) = book.sheets.iter().find(|sheet| sheet.name == SHEET) else { return Self::default() };
    let mut answers = HashMap::new();
    let mut rows = sheet.rows.iter();
    if rows.next().is_none_or(|row| row.cell(0).as_text() != Some(FORMAT)) {
      return Self::default();
    }
    for row in rows {
      let text = |column: u32| row.cell(column).as_text().unwrap_or_default().to_owned();
      let json: String = (4..row.cells.len() as u32).map(text).collect();
      if let Ok(json) = serde_json::from_str(&json) {
        answers.insert((text(0), text(1), text(2)), (text(3), json));
      }
    }
    Self { answers }
  }

  /// The answer behind the text of a cell, where it was written with it.
  pub(in crate::ledger) fn find(&self, group: &str, row: &str, field: &str, shown: &str) -> Option<&Json> {
    if self.answers.is_empty() {
      return None;
    }
    let (text, json) = self.answers.get(&(group.to_owned(), row.to_owned(), field.to_owned()))?;
    (text == shown).then_some(json)
  }

  /// Answers of a group that no column stands for, with row and field.
  pub(in crate::ledger) fn without_column<'a>(
    &'a self,
    group: &'a str,
    known: impl Fn(&str) -> bool + 'a,
  ) -> impl Iterator<Item = (&'a str, &'a str, &'a Json)> {
    let of_group = self.answers.iter().filter(move |((path, _, field), _)| path == group && !known(field));
    of_group.map(|((_, row, field), (_, json))| (row.as_str(), field.as_str(), json))
  }
}
