//! JSON read so that every reader sees the same: no key twice, no number that a double changes, bounded size and depth.

use super::EnvelopeFault;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::{cell::RefCell, fmt};

/// The largest envelope in bytes, before compression: 10 MiB, more than twice a declaration with 10,000 rows.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;
/// The deepest nesting of lists and objects in an envelope or a receipt.
pub const MAX_DEPTH: usize = 32;

/// 2^53 - 1: beyond it two integers share one double, which is what RFC 8785 writes.
const LARGEST: u64 = (1 << 53) - 1;

/// Reads `bytes` as exactly one JSON value.
pub(crate) fn read(bytes: &[u8]) -> Result<Value, EnvelopeFault> {
  if bytes.len() > MAX_BYTES {
    return Err(EnvelopeFault::TooLarge { limit: MAX_BYTES });
  }
  let fault = RefCell::new(None);
  let mut deserializer = serde_json::Deserializer::from_slice(bytes);
  let value = Node { depth: 0, fault: &fault }.deserialize(&mut deserializer);
  let value = value.and_then(|value| deserializer.end().map(|()| value));
  value.map_err(|error| fault.take().unwrap_or_else(|| EnvelopeFault::NotJson(error.to_string())))
}

/// One value at a depth. What is wrong with it travels in `fault`, because errors of serde hold nothing but text.
#[derive(Clone, Copy)]
struct Node<'a> {
  depth: usize,
  fault: &'a RefCell<Option<EnvelopeFault>>,
}

impl Node<'_> {
  fn fail<E: serde::de::Error>(self, fault: EnvelopeFault) -> E {
    let error = E::custom(&fault);
    self.fault.replace(Some(fault));
    error
  }

  fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
    if self.depth == MAX_DEPTH {
      return Err(self.fail(EnvelopeFault::TooDeep { limit: MAX_DEPTH }));
    }
    Ok(Self { depth: self.depth + 1, ..self })
  }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
  type Value = Value;

  fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
    deserializer.deserialize_any(self)
  }
}

impl<'de> Visitor<'de> for Node<'_> {
  type Value = Value;

  fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("a JSON value")
  }

  fn visit_unit<E>(self) -> Result<Value, E> {
    Ok(Value::Null)
  }

  fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
    Ok(value.into())
  }

  fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Value, E> {
    if value.unsigned_abs() > LARGEST { Err(self.fail(EnvelopeFault::Number(value.to_string()))) } else { Ok(value.into()) }
  }

  fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Value, E> {
    if value > LARGEST { Err(self.fail(EnvelopeFault::Number(value.to_string()))) } else { Ok(value.into()) }
  }

  fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
    Err(self.fail(EnvelopeFault::Number(value.to_string())))
  }

  fn visit_str<E>(self, value: &str) -> Result<Value, E> {
    Ok(value.into())
  }

  fn visit_string<E>(self, value: String) -> Result<Value, E> {
    Ok(value.into())
  }

  fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
    let inner = self.deeper()?;
    let mut list = Vec::new();
    while let Some(item) = items.next_element_seed(inner)? {
      list.push(item);
    }
    Ok(Value::Array(list))
  }

  fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
    let inner = self.deeper()?;
    let mut object = Map::new();
    while let Some(key) = entries.next_key::<String>()? {
      if object.contains_key(&key) {
        return Err(A::Error::custom(self.fail::<A::Error>(EnvelopeFault::DuplicateKey(key))));
      }
      let value = entries.next_value_seed(inner)?;
      object.insert(key, value);
    }
    Ok(Value::Object(object))
  }
}

#[cfg(test)]
mod tests {
  use super::*;
  use serde_json::json;

  #[test]
  fn plain_values() {
    let text = r#"{"a":[1,-2,9007199254740991,true,null,"中"],"b":{"c":{}}}"#;
    assert_eq!(read(text.as_bytes()), Ok(json!({"a": [1, -2, 9_007_199_254_740_991_i64, true, null, "中"], "b": {"c": {}}})));
  }

  #[test]
  fn what_two_readers_could_see_differently_is_refused() {
    for (text, code) in [
      (r#"{"uscc":1,"uscc":2}"#, "duplicate-key"),
      (r#"{"a":{"x":1,"x":1}}"#, "duplicate-key"),
      (r#"{"\u0061":1,"a":2}"#, "duplicate-key"),
      ("9007199254740992", "number"),
      ("-9007199254740992", "number"),
      ("123456789012345678901", "number"),
      ("1.5", "number"),
      ("1e2", "number"),
      ("1e400", "not-json"),
      ("{} {}", "not-json"),
      ("{", "not-json"),
      ("", "not-json"),
      ("\u{feff}{}", "not-json"),
      ("<html>", "not-json"),
      ("\"\\ud800\"", "not-json"),
    ] {
      assert_eq!(read(text.as_bytes()).map_err(|fault| fault.code()), Err(code), "{text}");
    }
    assert_eq!(read(b"\"\xff\"").map_err(|fault| fault.code()), Err("not-json"));
  }

  #[test]
  fn depth_and_size_are_bounded() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(read(nested(MAX_DEPTH).as_bytes()).is_ok());
    assert_eq!(read(nested(MAX_DEPTH + 1).as_bytes()), Err(EnvelopeFault::TooDeep { limit: MAX_DEPTH }));
    assert!(read(nested(1_000_000).as_bytes()).is_err());
    assert_eq!(read(&vec![b' '; MAX_BYTES + 1]), Err(EnvelopeFault::TooLarge { limit: MAX_BYTES }));
  }
}
