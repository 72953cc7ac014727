//! Reads answers straight into records and rows. A tree of JSON values in between would cost as much again, in time and in memory.

use super::{
  answers::{Answers, Section},
  record::{ROW_KEY, Record, Row, Table},
  row_id::row_id_after,
};
use serde::{
  Deserialize, Deserializer,
  de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
};
use serde_json::{Map, Number, Value as Json};
use std::{
  collections::{HashMap, HashSet},
  fmt,
  marker::PhantomData,
  sync::Arc,
};

/// A table that was read apart, to be put where its mark stands.
pub(super) struct Apart {
  name: String,
  /// What stands in its place.
  pub(super) mark: String,
  /// Its rows.
  pub(super) rows: Vec<RawRow>,
  /// Whether they were put in their place.
  pub(super) is_taken: bool,
}

impl Apart {
  pub(super) fn new(name: &str, mark: String) -> Self {
    Self { name: name.to_owned(), mark, rows: Vec::new(), is_taken: false }
  }
}

/// Reads a draft, of which some tables were read apart.
pub(super) fn read_parts(text: &str, apart: &mut [Apart]) -> Result<Parts, serde_json::Error> {
  let mut deserializer = serde_json::Deserializer::from_str(text);
  let parts = Members(apart).deserialize(&mut deserializer)?;
  deserializer.end().map(|()| parts)
}

/// Reads rows that stand in a text one behind the other; `None` where it is anything else.
pub(super) fn read_rows(text: &str, keys: &mut Keys) -> Option<Vec<RawRow>> {
  // As deep as in a draft, so that what is too deep there is so here.
  let mut list = String::with_capacity(text.len() + 6);
  list.extend(["[[[", text, "]]]"]);
  let mut deserializer = serde_json::Deserializer::from_str(&list);
  let rows = Within(2, Rows(keys)).deserialize(&mut deserializer).ok()?;
  deserializer.end().ok()?;
  if let Some(Read::Rows(rows)) = rows { Some(rows) } else { None }
}

/// The members of a draft file.
pub(super) struct Parts {
  /// `answers`; `None` where it is missing or no object.
  pub(super) answers: Option<Answers>,
  /// The first row whose id is not a text or stands twice: `/answers/…/_row`.
  pub(super) bad_row: Option<String>,
  /// All other members.
  pub(super) rest: Map<String, Json>,
}

impl<'de> Deserialize<'de> for Parts {
  fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
    Members(&mut []).deserialize(deserializer)
  }
}

/// A draft, with the tables that were read apart.
struct Members<'p>(&'p mut [Apart]);

impl<'de> DeserializeSeed<'de> for Members<'_> {
  type Value = Parts;

  fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Parts, D::Error> {
    deserializer.deserialize_map(self)
  }
}

impl<'de> Visitor<'de> for Members<'_> {
  type Value = Parts;

  fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("a draft")
  }

  fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Parts, A::Error> {
    let mut parts = Parts { answers: None, bad_row: None, rest: Map::new() };
    while let Some(key) = map.next_key::<String>()? {
      if key == "answers" {
        parts.bad_row = None;
        parts.answers = map.next_value_seed(Any(Sections { apart: self.0, bad_row: &mut parts.bad_row }))?;
      } else {
        parts.rest.insert(key, map.next_value()?);
      }
    }
    Ok(parts)
  }
}

/// What is made of a JSON value of a certain place.
trait Shape<'de>: Sized {
  type Made;

  fn object<A: MapAccess<'de>>(self, map: A) -> Result<Self::Made, A::Error>;
  fn list<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Made, A::Error>;
  fn other(self, json: Json) -> Self::Made;
}

/// Reads any JSON value as a shape.
struct Any<S>(S);

impl<'de, S: Shape<'de>> DeserializeSeed<'de> for Any<S> {
  type Value = S::Made;

  fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Made, D::Error> {
    deserializer.deserialize_any(self)
  }
}

impl<'de, S: Shape<'de>> Visitor<'de> for Any<S> {
  type Value = S::Made;

  fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("any JSON value")
  }

  fn visit_bool<E: Error>(self, value: bool) -> Result<S::Made, E> {
    Ok(self.0.other(Json::Bool(value)))
  }

  fn visit_i64<E: Error>(self, value: i64) -> Result<S::Made, E> {
    Ok(self.0.other(value.into()))
  }

  fn visit_u64<E: Error>(self, value: u64) -> Result<S::Made, E> {
    Ok(self.0.other(value.into()))
  }

  fn visit_f64<E: Error>(self, value: f64) -> Result<S::Made, E> {
    Ok(self.0.other(Number::from_f64(value).map_or(Json::Null, Json::Number)))
  }

  fn visit_str<E: Error>(self, value: &str) -> Result<S::Made, E> {
    Ok(self.0.other(value.into()))
  }

  fn visit_string<E: Error>(self, value: String) -> Result<S::Made, E> {
    Ok(self.0.other(value.into()))
  }

  fn visit_unit<E: Error>(self) -> Result<S::Made, E> {
    Ok(self.0.other(Json::Null))
  }

  fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<S::Made, A::Error> {
    self.0.object(map)
  }

  fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<S::Made, A::Error> {
    self.0.list(list)
  }
}

/// All answers: sections by id.
struct Sections<'b> {
  apart: &'b mut [Apart],
  bad_row: &'b mut Option<String>,
}

impl<'de> Shape<'de> for Sections<'_> {
  type Made = Option<Answers>;

  fn object<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Made, A::Error> {
    let mut sections: Vec<(Arc<str>, Section)> = Vec::new();
    while let Some(id) = map.next_key::<String>()? {
      let section = map.next_value_seed(Any(SectionOf { id: &id, apart: self.apart, bad_row: self.bad_row }))?;
      match sections.iter_mut().find(|(known, _)| **known == *id) {
        // Of a name that stands twice the last one counts, as everywhere in JSON.
        Some((_, known)) => *known = section,
        None => sections.push((id.into(), section)),
      }
    }
    Ok(Some(Answers::of(sections)))
  }

  fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Made, A::Error> {
    while list.next_element::<IgnoredAny>()?.is_some() {}
    Ok(None)
  }

  fn other(self, _: Json) -> Self::Made {
    None
  }
}

/// One section: fields, rows, or something else that is kept as it came.
struct SectionOf<'b> {
  id: &'b str,
  apart: &'b mut [Apart],
  bad_row: &'b mut Option<String>,
}

impl<'de> Shape<'de> for SectionOf<'_> {
  type Made = Section;

  fn object<A: MapAccess<'de>>(self, mut map: A) -> Result<Section, A::Error> {
    let (mut record, mut tables) = (Record::default(), Vec::new());
    while let Some(key) = map.next_key::<String>()? {
      let answer = map.next_value_seed(Any(Rows(&mut Keys::default())))?;
      let key: Arc<str> = key.into();
      tables.retain(|(known, _)| *known != key);
      match answer {
        Read::Json(json) => drop(record.set(&key, Some(json))),
        Read::Rows(rows) => {
          record.set(&key, None);
          let rows = table(rows, &format!("/answers/{}/{key}", self.id), self.bad_row);
          tables.push((key, rows));
        }
      }
    }
    Ok(Section::Fields { record, tables })
  }

  fn list<A: SeqAccess<'de>>(self, list: A) -> Result<Section, A::Error> {
    Ok(match rows_or_list(list, &mut Keys::default())? {
      Read::Rows(rows) => Section::Table(table(rows, &format!("/answers/{}", self.id), self.bad_row)),
      Read::Json(Json::Array(items)) if items.is_empty() => Section::Table(Table::new()),
      Read::Json(json) => Section::Other(json),
    })
  }

  fn other(self, json: Json) -> Section {
    let is_mark = |apart: &&mut Apart| apart.name == self.id && json.as_str() == Some(&apart.mark) && !apart.is_taken;
    match self.apart.iter_mut().find(is_mark) {
      Some(apart) => {
        apart.is_taken = true;
        Section::Table(table(std::mem::take(&mut apart.rows), &format!("/answers/{}", self.id), self.bad_row))
      }
      None => Section::Other(json),
    }
  }
}

/// The answer to a field, or all that stands under a table: a list of objects is rows.
struct Rows<'k>(&'k mut Keys);

enum Read {
  Rows(Vec<RawRow>),
  Json(Json),
}

impl<'de> Shape<'de> for Rows<'_> {
  type Made = Read;

  fn object<A: MapAccess<'de>>(self, map: A) -> Result<Read, A::Error> {
    Json::deserialize(MapAccessDeserializer::new(map)).map(Read::Json)
  }

  fn list<A: SeqAccess<'de>>(self, list: A) -> Result<Read, A::Error> {
    rows_or_list(list, self.0)
  }

  fn other(self, json: Json) -> Read {
    Read::Json(json)
  }
}

/// What stands so many lists deep, each with one element; `None` where it does not.
struct Within<'k>(usize, Rows<'k>);

impl<'de> DeserializeSeed<'de> for Within<'_> {
  type Value = Option<Read>;

  fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
    if self.0 == 0 { Any(self.1).deserialize(deserializer).map(Some) } else { deserializer.deserialize_seq(self) }
  }
}

impl<'de> Visitor<'de> for Within<'_> {
  type Value = Option<Read>;

  fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("a list")
  }

  fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
    Ok(list.next_element_seed(Within(self.0 - 1, self.1))?.flatten())
  }
}

/// Rows where every element is an object and there is one at least; else the list as it came.
fn rows_or_list<'de, A: SeqAccess<'de>>(mut list: A, keys: &mut Keys) -> Result<Read, A::Error> {
  let mut rows = Vec::new();
  while let Some(item) = list.next_element_seed(Any(RowOf { keys }))? {
    match item {
      Ok(row) => rows.push(row),
      Err(json) => {
        let mut items: Vec<Json> = rows.into_iter().map(RawRow::into_json).collect();
        items.push(json);
        while let Some(json) = list.next_element()? {
          items.push(json);
        }
        return Ok(Read::Json(Json::Array(items)));
      }
    }
  }
  Ok(if rows.is_empty() { Read::Json(Json::Array(Vec::new())) } else { Read::Rows(rows) })
}

/// A row as it stands in the file.
pub(super) struct RawRow {
  /// What stands under `_row`, and before which cell.
  id: Option<(usize, Json)>,
  cells: Vec<(Arc<str>, Json)>,
}

impl RawRow {
  fn into_json(self) -> Json {
    let mut object = Map::new();
    let (place, mut id) = self.id.map_or((0, None), |(place, id)| (place, Some(id)));
    for (index, (key, value)) in self.cells.into_iter().enumerate() {
      if let Some(id) = id.take_if(|_| index == place) {
        object.insert(ROW_KEY.to_owned(), id);
      }
      object.insert(key.to_string(), value);
    }
    if let Some(id) = id {
      object.insert(ROW_KEY.to_owned(), id);
    }
    Json::Object(object)
  }
}

/// A row, or what stands in its place.
struct RowOf<'k> {
  keys: &'k mut Keys,
}

impl<'de> Shape<'de> for RowOf<'_> {
  type Made = Result<RawRow, Json>;

  fn object<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Made, A::Error> {
    let keys = self.keys;
    keys.begin_row();
    let mut row = RawRow { id: None, cells: Vec::with_capacity(keys.widest) };
    while let Some((key, seen)) = map.next_key_seed(KeyOf(keys, PhantomData))? {
      let value: Json = map.next_value()?;
      if *key == *ROW_KEY {
        row.id = Some((row.cells.len(), value));
      } else if let Some(cell) = seen.and_then(|place| row.cells.get_mut(place)) {
        cell.1 = value;
      } else {
        keys.note_place(row.cells.len());
        row.cells.push((key, value));
      }
    }
    keys.widest = keys.widest.max(row.cells.len());
    row.cells.shrink_to_fit();
    Ok(Ok(row))
  }

  fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Made, A::Error> {
    let mut items = Vec::new();
    while let Some(item) = list.next_element()? {
      items.push(item);
    }
    Ok(Err(Json::Array(items)))
  }

  fn other(self, json: Json) -> Self::Made {
    Err(json)
  }
}

/// The keys of the rows of a table, each kept once. Rows of a table mostly have the same keys in the same order.
#[derive(Default)]
pub(super) struct Keys {
  known: Vec<Known>,
  index: HashMap<Arc<str>, usize>,
  /// The key that comes next if this row is like the others.
  next: usize,
  row: usize,
  /// The key that was read last.
  last: usize,
  widest: usize,
}

struct Known {
  key: Arc<str>,
  /// The row that had it last, counted from 1, and the place of its cell there.
  seen: (usize, usize),
}

impl Keys {
  fn begin_row(&mut self) {
    self.next = 0;
    self.row += 1;
  }

  /// The shared key, and the place of its cell where this row has it already.
  fn take(&mut self, key: &str) -> (Arc<str>, Option<usize>) {
    let at = match self.known.get(self.next) {
      Some(expected) if *expected.key == *key => self.next,
      _ => match self.index.get(key) {
        Some(at) => *at,
        None => {
          let key: Arc<str> = key.into();
          self.index.insert(Arc::clone(&key), self.known.len());
          self.known.push(Known { key, seen: (0, 0) });
          self.known.len() - 1
        }
      },
    };
    self.next = at + 1;
    self.last = at;
    let known = &self.known[at];
    (Arc::clone(&known.key), (known.seen.0 == self.row).then_some(known.seen.1))
  }

  /// The key taken last belongs to the cell at `place` of this row.
  fn note_place(&mut self, place: usize) {
    self.known[self.last].seen = (self.row, place);
  }
}

struct KeyOf<'k, 'de>(&'k mut Keys, PhantomData<&'de ()>);

impl<'de> DeserializeSeed<'de> for KeyOf<'_, 'de> {
  type Value = (Arc<str>, Option<usize>);

  fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
    deserializer.deserialize_str(self)
  }
}

impl<'de> Visitor<'de> for KeyOf<'_, 'de> {
  type Value = (Arc<str>, Option<usize>);

  fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("a name")
  }

  fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
    Ok(self.0.take(key))
  }
}

/// Rows with ids. A row written by another program without an id gets one; the first whose id is not a text or stands twice is noted.
fn table(raw: Vec<RawRow>, pointer: &str, bad_row: &mut Option<String>) -> Table {
  let mut rows: Table = Vec::with_capacity(raw.len());
  let mut ids: HashSet<Arc<str>> = HashSet::with_capacity(raw.len());
  let mut nameless = Vec::new();
  for (index, RawRow { id, cells }) in raw.into_iter().enumerate() {
    let id: Option<Arc<str>> = match id {
      Some((_, Json::String(id))) if !id.is_empty() => Some(id.into()),
      None => Some("".into()),
      Some(_) => None,
    };
    let id = match id {
      Some(id) if id.is_empty() => {
        nameless.push(index);
        id
      }
      Some(id) if ids.insert(Arc::clone(&id)) => id,
      _ => {
        bad_row.get_or_insert_with(|| format!("{pointer}/{index}/{ROW_KEY}"));
        continue;
      }
    };
    rows.push(Arc::new(Row { id, cells: cells.into_iter().collect() }));
  }
  if bad_row.is_some() {
    return rows;
  }
  let mut next = row_id_after(&rows);
  for index in nameless {
    if let Some(row) = Arc::get_mut(&mut rows[index]) {
      row.id = next();
    }
  }
  rows
}
