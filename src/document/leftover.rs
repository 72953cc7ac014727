//! What other programs wrote inside the small objects of a draft. It is kept with the rest of what is not ours and put back in writing.

use serde_json::{Map, Value as Json};

/// The objects with the keys that are ours.
const OURS: [(&str, &[&str]); 3] = [
  ("form", &["id", "version", "digest"]),
  ("submitted", &["revision", "digest", "content", "reference"]),
  ("overrides", &["rule", "row", "reason"]),
];

/// The foreign keys in the small objects of `draft`, under the names of these objects.
pub(super) fn of(draft: &Map<String, Json>) -> Map<String, Json> {
  let mut found = Map::new();
  for (name, ours) in OURS {
    let foreign = |object: &Map<String, Json>| object.keys().any(|key| !ours.contains(&key.as_str()));
    match draft.get(name) {
      Some(Json::Object(object)) if foreign(object) => {
        let more = object.iter().filter(|(key, _)| !ours.contains(&key.as_str()));
        found.insert(name.to_owned(), more.map(|(key, value)| (key.clone(), value.clone())).collect());
      }
      // An item of a list is found again by what it is about.
      Some(Json::Array(items)) => {
        let more: Vec<Json> = items.iter().filter(|item| item.as_object().is_some_and(foreign)).cloned().collect();
        if !more.is_empty() {
          found.insert(name.to_owned(), more.into());
        }
      }
      _ => {}
    }
  }
  found
}

/// `value`, the object called `name`, with the foreign keys among `rest`.
pub(super) fn put_back(rest: &Map<String, Json>, name: &str, mut value: Json) -> Json {
  match (rest.get(name), &mut value) {
    (Some(Json::Object(more)), Json::Object(object)) => add(object, more),
    (Some(Json::Array(more)), Json::Array(items)) => {
      for item in items.iter_mut().filter_map(Json::as_object_mut) {
        let same = |other: &&Map<String, Json>| ["rule", "row"].iter().all(|key| other.get(*key) == item.get(*key));
        if let Some(more) = more.iter().filter_map(Json::as_object).find(same) {
          add(item, more);
        }
      }
    }
    _ => {}
  }
  value
}

fn add(object: &mut Map<String, Json>, more: &Map<String, Json>) {
  for (key, value) in more {
    if !object.contains_key(key) {
      object.insert(key.clone(), value.clone());
    }
  }
}

/// Whether `name` is one of the small objects, whose foreign keys are not written apart.
pub(super) fn is_small_object(name: &str) -> bool {
  OURS.iter().any(|(known, _)| *known == name)
}
