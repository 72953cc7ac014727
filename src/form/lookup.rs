use crate::lang::Lang;
use std::collections::HashMap;

/// A table of facts, looked up by a key.
#[derive(Debug)]
pub struct Lookup {
  /// Its name in expressions.
  pub id: String,
  /// The column names.
  pub columns: Vec<String>,
  /// Which columns hold numbers.
  pub numbers: Vec<bool>,
  /// The columns shown in Chinese and English, and the longer name.
  pub(super) label_zh: usize,
  pub(super) label_en: usize,
  pub(super) detail: Option<usize>,
  pub(super) key: usize,
  /// Where the facts come from, their date, and how sure they are.
  pub source: String,
  /// The date of the facts.
  pub vintage: String,
  /// `high`, `medium` or `low`.
  pub confidence: String,
  pub(super) rows: Vec<Vec<String>>,
  pub(super) index: HashMap<String, usize>,
}

impl Lookup {
  /// The cell in the row with this key; `None` where there is none or it is empty.
  pub fn cell(&self, key: &str, column: usize) -> Option<&str> {
    let row = &self.rows[*self.index.get(key)?];
    row.get(column).map(String::as_str).filter(|text| !text.is_empty())
  }

  /// What people read for a key.
  pub fn label(&self, key: &str, lang: Lang) -> Option<&str> {
    self.cell(key, if lang == Lang::Zh { self.label_zh } else { self.label_en })
  }

  /// The longer name of a key.
  pub fn detail(&self, key: &str) -> Option<&str> {
    self.cell(key, self.detail?)
  }

  /// The keys of the rows in which every column of `filter` holds one of its values.
  pub fn keys<'a>(&'a self, filter: &'a [(usize, Vec<String>)]) -> impl Iterator<Item = &'a str> {
    self.rows.iter().filter(|row| passes(row, filter)).map(|row| row[self.key].as_str())
  }

  /// Whether there is a row with this key that passes `filter`.
  pub fn has(&self, key: &str, filter: &[(usize, Vec<String>)]) -> bool {
    self.index.get(key).is_some_and(|row| passes(&self.rows[*row], filter))
  }
}

fn passes(row: &[String], filter: &[(usize, Vec<String>)]) -> bool {
  filter.iter().all(|(column, values)| row.get(*column).is_some_and(|value| values.contains(value)))
}
