use super::shape::Shape;
use serde::{
  Deserialize,
  de::{
    MapAccess, SeqAccess,
    value::{MapAccessDeserializer, SeqAccessDeserializer},
  },
};
use serde_json::Value as Json;
use std::sync::Arc;

/// So many answers are kept, at places that follow from what they say; what comes later takes the place of what was there.
const PLACES: usize = 64;
/// So many answers are looked at before it counts whether they come again.
const TRIED: usize = 256;

/// The answers of a column that came last: rows share those that come again and again.
#[derive(Default)]
pub(super) struct Common {
  kept: Vec<Option<Arc<Json>>>,
  /// How many were looked for, and how many of these were there.
  tried: usize,
  found: usize,
}

impl Common {
  /// Where an answer is kept that says this; `None` where answers of this column mostly do not come again.
  fn place(&mut self, sum: usize) -> Option<&mut Option<Arc<Json>>> {
    if self.tried >= TRIED && self.found * 4 < self.tried {
      self.kept = Vec::new();
      return None;
    }
    self.tried += 1;
    self.kept.resize(PLACES, None);
    self.kept.get_mut(sum % PLACES)
  }

  fn share_text(&mut self, text: &str) -> Arc<Json> {
    let Some(kept) = self.place(sum_of(text)) else { return Arc::new(text.into()) };
    match kept {
      Some(known) if known.as_str() == Some(text) => {
        let known = Arc::clone(known);
        self.found += 1;
        known
      }
      kept => Arc::clone(kept.insert(Arc::new(text.into()))),
    }
  }

  fn share(&mut self, json: Json) -> Arc<Json> {
    let Some(kept) = self.place(sum_of_json(&json)) else { return Arc::new(json) };
    match kept {
      Some(known) if is_same(known, &json) => {
        let known = Arc::clone(known);
        self.found += 1;
        known
      }
      kept => Arc::clone(kept.insert(Arc::new(json))),
    }
  }
}

/// Reads an answer as the one that other rows have, where it is the same.
impl<'de> Shape<'de> for &mut Common {
  type Made = Arc<Json>;

  fn object<A: MapAccess<'de>>(self, map: A) -> Result<Arc<Json>, A::Error> {
    Ok(self.share(Json::deserialize(MapAccessDeserializer::new(map))?))
  }

  fn list<A: SeqAccess<'de>>(self, list: A) -> Result<Arc<Json>, A::Error> {
    Ok(self.share(Json::deserialize(SeqAccessDeserializer::new(list))?))
  }

  fn text(self, text: &str) -> Arc<Json> {
    self.share_text(text)
  }

  fn other(self, json: Json) -> Arc<Json> {
    self.share(json)
  }
}

/// A number that tells most texts apart by their ends.
fn sum_of(text: &str) -> usize {
  text.bytes().rev().take(8).fold(text.len(), |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()))
}

fn sum_of_json(json: &Json) -> usize {
  let of_all = |sum: usize, part: &Json| sum.wrapping_mul(31).wrapping_add(sum_of_json(part));
  match json {
    Json::Null => 0,
    Json::Bool(truth) => usize::from(*truth),
    Json::Number(number) => number.as_u64().map_or(2, |number| number as usize),
    Json::String(text) => sum_of(text),
    Json::Array(items) => items.iter().fold(3, of_all),
    Json::Object(map) => map.values().fold(5, of_all),
  }
}

/// Whether two answers are written the same.
fn is_same(one: &Json, other: &Json) -> bool {
  match (one, other) {
    (Json::Object(one), Json::Object(other)) => {
      one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.0 == b.0 && is_same(a.1, b.1))
    }
    (Json::Array(one), Json::Array(other)) => one.len() == other.len() && one.iter().zip(other).all(|(a, b)| is_same(a, b)),
    // -0.0 equals 0.0.
    (Json::Number(one), Json::Number(other)) => one == other && !one.is_f64(),
    _ => one == other,
  }
}

#[cfg(test)]
mod tests {
  use super::*;
  use serde_json::json;

  #[test]
  fn only_what_is_written_the_same_is_shared() {
    let pairs = [
      (json!("mm"), json!("mm"), true),
      (json!(12), json!(12), true),
      (json!({ "low": "0", "high": "1" }), json!({ "low": "0", "high": "1" }), true),
      (json!({ "low": "0", "high": "1" }), json!({ "high": "1", "low": "0" }), false),
      (json!(0.0), json!(-0.0), false),
      (json!([0.0]), json!([-0.0]), false),
      (json!(["a"]), json!(["a", "b"]), false),
    ];
    for (one, other, shared) in pairs {
      let mut common = Common::default();
      let (first, second) = (common.share(one.clone()), common.share(other.clone()));
      assert_eq!((&*first, &*second), (&one, &other));
      assert_eq!(Arc::ptr_eq(&first, &second), shared, "{one} {other}");
    }
  }

  #[test]
  fn a_column_of_different_answers_is_left_alone() {
    let mut common = Common::default();
    for at in 0..2 * TRIED {
      common.share_text(&at.to_string());
    }
    assert!(common.kept.is_empty());
    assert!(!Arc::ptr_eq(&common.share_text("a"), &common.share_text("a")));
  }
}
