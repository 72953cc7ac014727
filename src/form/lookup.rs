use super::{Bilingual, cells::Cells, numbers::Numbers};
use crate::{
  expr::{Ability, Find},
  lang::Lang,
  metrology::Number,
  text::Pattern,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::{cmp::Reverse, collections::BTreeMap};

/// A table of facts, looked up by a key.
#[derive(Debug, Deserialize, Serialize)]
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
  pub source: Bilingual,
  /// The date of the facts.
  pub vintage: String,
  /// `high`, `medium` or `low`.
  pub confidence: &'static str,
  /// Names by their first character, the longest first, with the place of their row.
  pub(super) names: Option<BTreeMap<char, Vec<(String, usize)>>>,
  /// Numeric keys in rising order, with the place of their row.
  pub(super) bands: Option<Vec<(Number, usize)>>,
  /// First days in rising order, with the place of their row.
  pub(super) since: Option<Vec<(Date, usize)>>,
  /// The form that texts have, by row.
  pub(super) patterns: Option<Vec<Option<Pattern>>>,
  /// How many characters of a code name each level above it, the widest first; empty where codes do not nest.
  pub nest: Vec<usize>,
  pub(super) cells: Cells,
  /// The places of the rows in the order of their keys.
  pub(super) by_key: Numbers,
}

impl Lookup {
  /// The cell in the row with this key; `None` where there is none or it is empty.
  pub fn cell(&self, key: &str, column: usize) -> Option<&str> {
    Some(self.cells.get(self.place(key)?, column)).filter(|text| !text.is_empty())
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
    (0..self.cells.len()).filter(|place| self.passes(*place, filter)).map(|place| self.key_at(place))
  }

  /// The key of the row that is found in this way.
  pub fn find(&self, by: Find<'_>) -> Option<&str> {
    let place = match by {
      Find::Named(text) => self.named(text)?,
      Find::UpTo(number) => {
        let bands = self.bands.as_ref()?;
        bands.get(bands.partition_point(|(limit, _)| limit < number))?.1
      }
      Find::InForce(date) => {
        let days = self.since.as_ref()?;
        days.get(days.partition_point(|(first, _)| *first <= date).checked_sub(1)?)?.1
      }
    };
    Some(self.key_at(place))
  }

  /// The row with the longest name that occurs in `text`; of equal ones the first in the table.
  fn named(&self, text: &str) -> Option<usize> {
    let known = self.names.as_ref()?;
    let mut best: Option<(usize, Reverse<usize>)> = None;
    for (at, first) in text.char_indices() {
      let Some(names) = known.get(&first) else { continue };
      if let Some((name, place)) = names.iter().find(|(name, _)| text[at..].starts_with(name.as_str())) {
        best = best.max(Some((name.len(), Reverse(*place))));
      }
    }
    best.map(|(_, Reverse(place))| place)
  }

  /// Whether `text` has the form that the row with this key states; `None` where there is no such row.
  pub fn fits(&self, key: &str, text: &str) -> Option<bool> {
    let place = self.place(key)?;
    self.patterns.as_ref()?.get(place)?.as_ref().map(|pattern| pattern.is_match(text))
  }

  /// The key of `[[lookup]]` by which a table is able to do this, where it is not.
  pub(super) fn lacks(&self, ability: Ability) -> Option<&'static str> {
    let (is_able, key) = match ability {
      Ability::Names => (self.names.is_some(), "names"),
      Ability::Bands => (self.bands.is_some(), "bands"),
      Ability::Since => (self.since.is_some(), "since"),
      Ability::Patterns => (self.patterns.is_some(), "patterns"),
    };
    (!is_able).then_some(key)
  }

  /// Puts what is searched into its order, once all rows are there.
  pub(super) fn sort(&mut self) {
    for names in self.names.iter_mut().flat_map(BTreeMap::values_mut) {
      names.sort_by_key(|(name, place)| (Reverse(name.len()), *place));
    }
    if let Some(bands) = &mut self.bands {
      bands.sort();
    }
    if let Some(days) = &mut self.since {
      days.sort_unstable();
    }
    let mut by_key: Vec<usize> = (0..self.cells.len()).collect();
    by_key.sort_by_key(|place| self.key_at(*place));
    self.by_key = by_key.into_iter().collect();
  }

  /// How sure the facts of a row are: as its column `confidence` says, else as the table does.
  pub fn confidence_of(&self, key: &str) -> &str {
    let column = self.columns.iter().position(|name| name == "confidence");
    column.and_then(|column| self.cell(key, column)).unwrap_or(self.confidence)
  }

  /// The key of the row that `key` lies inside of: its longest beginning that names a level, filled up with zeros.
  pub fn above(&self, key: &str) -> Option<&str> {
    self.nest.iter().rev().find_map(|length| {
      let above = format!("{:0<1$}", key.get(..*length)?, key.len());
      self.place(&above).filter(|_| above != key).map(|place| self.key_at(place))
    })
  }

  /// Whether there is a row with this key that passes `filter`.
  pub fn has(&self, key: &str, filter: &[(usize, Vec<String>)]) -> bool {
    self.place(key).is_some_and(|place| self.passes(place, filter))
  }

  fn passes(&self, place: usize, filter: &[(usize, Vec<String>)]) -> bool {
    filter.iter().all(|(column, values)| values.iter().any(|value| value == self.cells.get(place, *column)))
  }

  fn key_at(&self, place: usize) -> &str {
    self.cells.get(place, self.key)
  }

  /// The place of the row with this key.
  fn place(&self, key: &str) -> Option<usize> {
    self.by_key.search(|place| self.key_at(place).cmp(key))
  }
}
