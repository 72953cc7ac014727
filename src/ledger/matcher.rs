//! Which row of a document a row of a ledger is.

use super::Vanished;
use crate::{
  document::{Document, Record, Row},
  expr::FieldIx,
  form::{Group, is_empty},
  text::fold_search,
};
use serde_json::Value as Json;
use std::{
  collections::{HashMap, HashSet},
  sync::Arc,
};

/// Places of rows by the text that tells them apart.
type Places = HashMap<String, Vec<usize>>;

/// Finds the row of the document that a row of the ledger is.
pub(super) struct Matcher<'a> {
  rows: &'a [Arc<Row>],
  by_id: HashMap<&'a str, usize>,
  /// Places by key, in order: the second row with a key in the ledger is the second here.
  by_key: HashMap<String, Vec<usize>>,
  /// Places by the other sets of columns that tell rows apart.
  by_set: Vec<(&'a [FieldIx], Places)>,
  group: &'a Group,
  taken: HashSet<usize>,
}

fn key_text(json: &Json) -> String {
  json.as_str().map_or_else(|| json.to_string(), fold_search)
}

impl<'a> Matcher<'a> {
  pub(super) fn new(group: &'a Group, rows: &'a [Arc<Row>]) -> Self {
    let answer =
      |row: &Row, field: FieldIx| row.cells.get(&group.fields[usize::from(field.0)].id).filter(|json| !is_empty(json)).map(key_text);
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::with_capacity(rows.len());
    if let Some(key) = group.key {
      for (place, row) in rows.iter().enumerate() {
        if let Some(text) = answer(row, key) {
          by_key.entry(text).or_default().push(place);
        }
      }
    }
    let by_set = group.unique.iter().map(|unique| {
      let mut places: HashMap<String, Vec<usize>> = HashMap::new();
      for (place, row) in rows.iter().enumerate() {
        let texts: Option<Vec<String>> = unique.columns.iter().map(|column| answer(row, *column)).collect();
        if let Some(texts) = texts {
          places.entry(texts.join("\u{1f}")).or_default().push(place);
        }
      }
      (unique.columns.as_slice(), places)
    });
    let by_id = rows.iter().enumerate().map(|(place, row)| (&*row.id, place)).collect();
    Self { rows, by_id, by_key, by_set: by_set.collect(), group, taken: HashSet::new() }
  }

  /// The row that `answers` is, where no other was it; `columns` are the fields that the ledger has.
  pub(super) fn find(&mut self, answers: &Record, columns: &[FieldIx], id: Option<&str>) -> Option<&'a Arc<Row>> {
    if self.rows.is_empty() {
      return None;
    }
    let place = self.place(answers, columns, id)?;
    self.taken.insert(place);
    Some(&self.rows[place])
  }

  fn id(&self, field: FieldIx) -> &'a str {
    &self.group.fields[usize::from(field.0)].id
  }

  fn place(&self, answers: &Record, columns: &[FieldIx], id: Option<&str>) -> Option<usize> {
    let free = |places: &Vec<usize>| places.iter().copied().find(|place| !self.taken.contains(place));
    if let Some(place) = id.and_then(|id| self.by_id.get(id)).copied().filter(|place| !self.taken.contains(place)) {
      return Some(place);
    }
    let get = |field: FieldIx| answers.get(self.id(field));
    let key = self.group.key.and_then(get).map(key_text);
    if let Some(key) = key {
      return self.by_key.get(&key).and_then(free);
    }
    // Without a key, another set of columns may tell; a row that has a key here is another one only if they differ.
    for (set, places) in &self.by_set {
      let texts: Option<Vec<String>> = set.iter().map(|column| get(*column).map(key_text)).collect();
      if let Some(place) = texts.and_then(|texts| places.get(&texts.join("\u{1f}"))).and_then(free) {
        return Some(place);
      }
    }
    // The same answers in every column that is answered.
    let same = |row: &Row| columns.iter().all(|field| row.cells.get(self.id(*field)) == get(*field));
    let keyless = |row: &Row| self.group.key.is_none_or(|key| row.cells.get(self.id(key)).is_none_or(is_empty));
    self.rows.iter().enumerate().find(|(place, row)| keyless(row) && !self.taken.contains(place) && same(row)).map(|(place, _)| place)
  }

  pub(super) fn vanished(&self, document: &Document, group: &Group) -> Vec<Vanished> {
    let rows = self.rows.iter().enumerate().filter(|(place, _)| !self.taken.contains(place));
    rows
      .map(|(place, row)| Vanished {
        row: Arc::clone(&row.id),
        place,
        name: name_of(group, |field| row.cells.get(&group.fields[usize::from(field.0)].id)),
        imported: document.imported_mark(&group.path, &row.id).is_some(),
      })
      .collect()
  }
}

/// What a row is called: its key, else its first answer.
pub(super) fn name_of<'j>(group: &Group, get: impl Fn(FieldIx) -> Option<&'j Json>) -> String {
  let fields = group.key.into_iter().chain((0..group.fields.len()).map(|index| FieldIx(index as u16)));
  let text = |json: &Json| json.as_str().map_or_else(|| json.to_string(), str::to_owned);
  fields.filter_map(get).find(|json| !is_empty(json)).map(text).unwrap_or_default()
}
