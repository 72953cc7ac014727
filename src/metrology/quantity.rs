use super::Number;
use serde_json::Value as Json;
use std::{borrow::Cow, cmp::Ordering, fmt};

/// A number with a unit, in JSON `{"value":"0.02","unit":"mm"}`.
#[derive(Clone, Debug)]
pub struct Quantity<'a> {
  /// The number, in `unit`.
  pub value: Number,
  /// The symbol as the document has it.
  pub unit: Cow<'a, str>,
}

impl<'a> Quantity<'a> {
  /// Reads the JSON form.
  pub fn from_json(json: &'a Json) -> Option<Self> {
    Some(Self { value: number(json, "value")?, unit: Cow::Borrowed(unit(json)?) })
  }

  /// Reads a text folded to half width, such as `0.02 mm` or `-20℃`. Gives the number as written and the unit, which may be empty.
  pub fn split_text(text: &str) -> Option<(&str, &str)> {
    let end = number_end(text)?;
    Some((&text[..end], text[end..].trim()))
  }

  /// The JSON form.
  pub fn to_json(value: &str, unit: &str) -> Json {
    serde_json::json!({ "value": value, "unit": unit })
  }

  /// Compares where both have the same unit.
  pub fn compare(&self, other: &Quantity<'_>) -> Option<Ordering> {
    (self.unit == other.unit).then(|| self.value.cmp(&other.value))
  }
}

impl fmt::Display for Quantity<'_> {
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{}{}{}", self.value, if self.unit.is_empty() { "" } else { " " }, self.unit)
  }
}

/// The decimal string under `key`.
pub(super) fn number(json: &Json, key: &str) -> Option<Number> {
  json.get(key)?.as_str()?.parse().ok()
}

/// The text under `unit`.
pub(super) fn unit(json: &Json) -> Option<&str> {
  json.get("unit")?.as_str()
}

/// Where the number at the start of `text` ends.
pub(super) fn number_end(text: &str) -> Option<usize> {
  let bytes = text.as_bytes();
  let digits = |mut at: usize| {
    while bytes.get(at).is_some_and(u8::is_ascii_digit) {
      at += 1;
    }
    at
  };
  let start = usize::from(matches!(bytes.first(), Some(b'-' | b'+')));
  let mut end = digits(start);
  if end == start {
    return None;
  }
  if bytes.get(end) == Some(&b'.') {
    let fraction = digits(end + 1);
    if fraction > end + 1 {
      end = fraction;
    }
  }
  if matches!(bytes.get(end), Some(b'e' | b'E')) {
    let sign = end + 1 + usize::from(matches!(bytes.get(end + 1), Some(b'-' | b'+')));
    let exponent = digits(sign);
    if exponent > sign {
      end = exponent;
    }
  }
  Some(end)
}
