//! Reads JSON into what stands for it, without a tree of values in between.

use serde::{
  Deserializer,
  de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Number, Value as Json};
use std::fmt;

/// What is made of a JSON value of a certain place.
pub(super) trait Shape<'de>: Sized {
  type Made;

  fn object<A: MapAccess<'de>>(self, map: A) -> Result<Self::Made, A::Error>;
  fn list<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Made, A::Error>;
  fn other(self, json: Json) -> Self::Made;

  fn text(self, text: &str) -> Self::Made {
    self.other(text.into())
  }
}

/// Reads any JSON value as a shape.
pub(super) struct Any<S>(pub(super) S);

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
    Ok(self.0.text(value))
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
