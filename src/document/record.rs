use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser::SerializeMap};
use serde_json::Value as Json;
use std::{cell::Cell, sync::Arc};

/// The key under which a row keeps its id.
pub(super) const ROW_KEY: &str = "_row";

/// How far from its place of before an answer is looked for without comparing names.
const NEAR: usize = 4;

/// Where an answer stood when it was last looked for: rows of one table share their keys and mostly have them in one order.
#[derive(Debug, Default)]
pub(crate) struct Hint<'r>(Cell<Option<(usize, &'r Arc<str>)>>);

/// Answers by field id, in the order they were given. Rows of one table share their keys, and answers that come again and again; copies share
/// everything until one of them changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
  entries: Arc<[(Arc<str>, Arc<Json>)]>,
}

impl Record {
  /// A record of answers that other rows may have too. No field stands twice.
  pub(crate) fn of_shared(entries: impl IntoIterator<Item = (Arc<str>, Arc<Json>)>) -> Self {
    Self { entries: entries.into_iter().collect() }
  }

  /// The answer to `field`.
  pub fn get(&self, field: &str) -> Option<&Json> {
    self.entries.iter().find(|(key, _)| &**key == field).map(|(_, value)| &**value)
  }

  /// The answer to `field`, found faster where it stands as in the record looked at before. One hint is for one field.
  pub(crate) fn get_near<'r>(&'r self, field: &str, hint: &Hint<'r>) -> Option<&'r Json> {
    if let Some((place, known)) = hint.0.get() {
      // A row without some of the columns has the others nearer to its beginning.
      let places = self.entries.get(..=place).unwrap_or(&self.entries);
      if let Some((_, value)) = places.iter().rev().take(NEAR).find(|(key, _)| Arc::ptr_eq(key, known)) {
        return Some(value);
      }
    }
    let place = self.entries.iter().position(|(key, _)| &**key == field)?;
    let (key, value) = &self.entries[place];
    hint.0.set(Some((place, key)));
    Some(value)
  }

  /// Sets or takes away an answer; gives what stood there and where.
  pub(crate) fn set(&mut self, field: &Arc<str>, value: Option<Json>) -> Option<Json> {
    let before = match (self.entries.iter().position(|(key, _)| key == field), value) {
      (Some(at), Some(value)) => Some(std::mem::replace(&mut Arc::make_mut(&mut self.entries)[at].1, Arc::new(value))),
      (Some(at), None) => {
        let before = Arc::clone(&self.entries[at].1);
        self.entries = self.entries[..at].iter().chain(&self.entries[at + 1..]).cloned().collect();
        Some(before)
      }
      (None, Some(value)) => {
        self.entries = self.entries.iter().cloned().chain([(Arc::clone(field), Arc::new(value))]).collect();
        None
      }
      (None, None) => None,
    };
    before.map(Arc::unwrap_or_clone)
  }

  /// Field ids and answers.
  pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &Json)> {
    self.shared().map(|(key, value)| (key, &**value))
  }

  /// Field ids and answers, as they are shared with other rows.
  pub(crate) fn shared(&self) -> impl Iterator<Item = (&Arc<str>, &Arc<Json>)> {
    self.entries.iter().map(|(key, value)| (key, value))
  }

  /// How many fields are answered.
  pub fn len(&self) -> usize {
    self.entries.len()
  }

  /// Whether nothing is answered.
  pub fn is_empty(&self) -> bool {
    self.entries.is_empty()
  }

  /// Whether anything is answered; an empty list is as good as nothing.
  pub fn is_answered(&self) -> bool {
    self.entries.iter().any(|(_, value)| !is_empty_list(value))
  }

  /// Whether both hold the same answers, in whatever order. An empty list is as good as none.
  pub fn same(&self, other: &Self) -> bool {
    let answered = |record: &Self| record.entries.iter().filter(|(_, value)| !is_empty_list(value)).count();
    answered(self) == answered(other)
      && self.entries.iter().filter(|(_, value)| !is_empty_list(value)).all(|(key, value)| other.get(key) == Some(value))
  }
}

fn is_empty_list(value: &Json) -> bool {
  value.as_array().is_some_and(Vec::is_empty)
}

impl FromIterator<(Arc<str>, Json)> for Record {
  fn from_iter<I: IntoIterator<Item = (Arc<str>, Json)>>(entries: I) -> Self {
    Self::of_shared(entries.into_iter().map(|(key, value)| (key, Arc::new(value))))
  }
}

impl Serialize for Record {
  fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(self.iter())
  }
}

/// A row of a table, with an id that lasts while it is sorted, moved and edited.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
  /// Unique in its table.
  pub id: Arc<str>,
  /// Its cells.
  pub cells: Record,
}

impl Row {
  /// Reads a row from JSON; `None` where it is no object with a text under `_row`.
  pub fn from_json(json: Json) -> Option<Self> {
    let Json::Object(mut object) = json else { return None };
    let Some(Json::String(id)) = object.shift_remove(ROW_KEY) else { return None };
    Some(Self { id: id.into(), cells: object.into_iter().map(|(key, value)| (key.into(), value)).collect() })
  }

  /// Reads a row whose keys are mostly those of another.
  pub(super) fn from_json_like(json: &Json, like: Option<&Record>) -> Option<Self> {
    let object = json.as_object()?;
    let id = object.get(ROW_KEY)?.as_str()?;
    // Keys that stand at the same place in the other row are shared with it.
    let cells = object.iter().filter(|(key, _)| *key != ROW_KEY).enumerate().map(|(at, (key, value))| {
      let known = like.and_then(|like| like.entries.get(at)).filter(|(known, _)| **known == **key).map(|(known, _)| Arc::clone(known));
      (known.unwrap_or_else(|| key.as_str().into()), value.clone())
    });
    Some(Self { id: id.into(), cells: cells.collect() })
  }
}

impl<'de> Deserialize<'de> for Row {
  fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
    Self::from_json(Json::deserialize(deserializer)?).ok_or_else(|| D::Error::custom("a row without an id"))
  }
}

impl Serialize for Row {
  fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    map.serialize_entry(ROW_KEY, &*self.id)?;
    for (key, value) in self.cells.iter() {
      map.serialize_entry(&**key, value)?;
    }
    map.end()
  }
}

/// The rows of a table, shared between copies of a document until they change.
pub type Table = Vec<Arc<Row>>;
