//! Rows as they stand in a file.

use super::{
  keys::{KeyOf, Keys},
  record::{ROW_KEY, Record, Row, Table},
  row_id::row_id_after,
  shape::{Any, Shape},
};
use serde::{
  Deserialize,
  de::{MapAccess, SeqAccess, value::MapAccessDeserializer},
};
use serde_json::{Map, Value as Json};
use std::{collections::HashSet, marker::PhantomData, sync::Arc};

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
  cells: Record,
}

impl RawRow {
  fn into_json(self) -> Json {
    let mut object = Map::new();
    let (place, mut id) = self.id.map_or((0, None), |(place, id)| (place, Some(id)));
    for (index, (key, value)) in self.cells.iter().enumerate() {
      if let Some(id) = id.take_if(|_| index == place) {
        object.insert(ROW_KEY.to_owned(), id);
      }
      object.insert(key.to_string(), value.clone());
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
    let mut id = None;
    while let Some((key, seen)) = map.next_key_seed(KeyOf(keys, PhantomData))? {
      if *key == *ROW_KEY {
        id = Some((keys.cells.len(), map.next_value()?));
        continue;
      }
      let value = map.next_value_seed(Any(keys.common()))?;
      if let Some(cell) = seen.and_then(|place| keys.cells.get_mut(place)) {
        cell.1 = value;
      } else {
        keys.note_place(keys.cells.len());
        keys.cells.push((key, value));
      }
    }
    Ok(Ok(RawRow { id, cells: Record::of_shared(keys.cells.drain(..)) }))
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
    rows.push(Arc::new(Row { id, cells }));
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
