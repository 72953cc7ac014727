//! Reads answers straight into records and rows. A tree of JSON values in between would cost as much again, in time and in memory.

use super::{
  answers::{Answers, Section},
  keys::Keys,
  raw_row::{Read, Rows, rows_or_list, table},
  record::Table,
  shape::{Any, Shape},
};
use serde::{
  Deserialize, Deserializer,
  de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value as Json};
use std::{fmt, sync::Arc};

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
    struct Members;
    impl<'de> Visitor<'de> for Members {
      type Value = Parts;

      fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a draft")
      }

      fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Parts, A::Error> {
        let mut parts = Parts { answers: None, bad_row: None, rest: Map::new() };
        while let Some(key) = map.next_key::<String>()? {
          if key == "answers" {
            parts.bad_row = None;
            parts.answers = map.next_value_seed(Any(Sections(&mut parts.bad_row)))?;
          } else {
            parts.rest.insert(key, map.next_value()?);
          }
        }
        Ok(parts)
      }
    }
    deserializer.deserialize_map(Members)
  }
}

/// All answers: sections by id.
struct Sections<'b>(&'b mut Option<String>);

impl<'de> Shape<'de> for Sections<'_> {
  type Made = Option<Answers>;

  fn object<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Made, A::Error> {
    let mut sections: Vec<(Arc<str>, Section)> = Vec::new();
    while let Some(id) = map.next_key::<String>()? {
      let section = map.next_value_seed(Any(SectionOf { id: &id, bad_row: self.0 }))?;
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
  bad_row: &'b mut Option<String>,
}

impl<'de> Shape<'de> for SectionOf<'_> {
  type Made = Section;

  fn object<A: MapAccess<'de>>(self, mut map: A) -> Result<Section, A::Error> {
    let (mut fields, mut tables): (Vec<(Arc<str>, Json)>, Vec<_>) = Default::default();
    while let Some(key) = map.next_key::<String>()? {
      let answer = map.next_value_seed(Any(Rows(&mut Keys::default())))?;
      let key: Arc<str> = key.into();
      tables.retain(|(known, _)| *known != key);
      let known = fields.iter().position(|(known, _)| *known == key);
      match (answer, known) {
        (Read::Json(json), Some(at)) => fields[at].1 = json,
        (Read::Json(json), None) => fields.push((key, json)),
        (Read::Rows(rows), known) => {
          known.map(|at| fields.remove(at));
          let rows = table(rows, &format!("/answers/{}/{key}", self.id), self.bad_row);
          tables.push((key, rows));
        }
      }
    }
    Ok(Section::Fields { record: fields.into_iter().collect(), tables })
  }

  fn list<A: SeqAccess<'de>>(self, list: A) -> Result<Section, A::Error> {
    Ok(match rows_or_list(list, &mut Keys::default())? {
      Read::Rows(rows) => Section::Table(table(rows, &format!("/answers/{}", self.id), self.bad_row)),
      Read::Json(Json::Array(items)) if items.is_empty() => Section::Table(Table::new()),
      Read::Json(json) => Section::Other(json),
    })
  }

  fn other(self, json: Json) -> Section {
    Section::Other(json)
  }
}
