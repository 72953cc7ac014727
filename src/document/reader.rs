//! Reads answers straight into records and rows. A tree of JSON values in between would cost as much again, in time and in memory.

use super::{
  answers::{Answers, Section},
  keys::Keys,
  raw_row::{RawRow, Read, Rows, rows_or_list, table},
  record::{Record, Table},
  shape::{Any, Shape},
};
use serde::{
  Deserialize, Deserializer,
  de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value as Json};
use std::{fmt, sync::Arc};

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
