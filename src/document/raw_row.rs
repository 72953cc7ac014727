//! Rows as they stand in a file.

use super::{
  keys::{KeyOf, Keys},
  record::{ROW_KEY, Row, Table},
  row_id::row_id_after,
  shape::{Any, Shape},
};
use serde::{
  Deserialize, Deserializer,
  de::{DeserializeSeed, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
};
use serde_json::{Map, Value as Json};
use std::{collections::HashSet, fmt, marker::PhantomData, sync::Arc};

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

/// The answer to a field, or all that stands under a table: a list of objects is rows.
pub(super) struct Rows<'k>(pub(super) &'k mut Keys);

pub(super) enum Read {
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
pub(super) fn rows_or_list<'de, A: SeqAccess<'de>>(mut list: A, keys: &mut Keys) -> Result<Read, A::Error> {
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

/// Rows with ids. A row written by another program without an id gets one; the first whose id is not a text or stands twice is noted.
pub(super) fn table(raw: Vec<RawRow>, pointer: &str, bad_row: &mut Option<String>) -> Table {
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
