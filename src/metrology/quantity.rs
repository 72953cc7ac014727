use super::{Number, Reading, Scale, Unit};
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

  /// Compares, after exact conversion where the units differ; `None` where they are not of the same kind of quantity. A temperature in ℃ and one
  /// in K are compared as points of the scale.
  pub fn compare(&self, other: &Quantity<'_>) -> Option<Ordering> {
    if self.unit == other.unit {
      return Some(self.value.cmp(&other.value));
    }
    let (mine, others) = (unit_of(&self.unit)?, unit_of(&other.unit)?);
    mine.is_comparable(&others).then(|| mine.to_si(&self.value, Reading::Point).compare(&others.to_si(&other.value, Reading::Point)))
  }

  /// The number in the unit of `other`, for sums and quotients; `None` where the units are not of the same kind, and for temperatures of two scales,
  /// of which it is not clear whether a difference is meant.
  pub fn value_in(&self, unit: &str) -> Option<Number> {
    if self.unit == unit {
      return Some(self.value.clone());
    }
    let (mine, wanted) = (unit_of(&self.unit)?, unit_of(unit)?);
    let both_ratio = [&mine, &wanted].iter().all(|unit| unit.scale() == Scale::Ratio);
    if both_ratio { mine.convert(&self.value, &wanted, Reading::Difference) } else { None }
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

/// The unit that a document names; nothing and `1` are the unit one.
pub(super) fn unit_of(text: &str) -> Option<Unit> {
  if matches!(text, "" | "1") { Some(Unit::ONE) } else { text.parse().ok() }
}

/// Where the number at the start of `text` ends.
fn number_end(text: &str) -> Option<usize> {
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

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn comparing() {
    let compare = |a: (&str, &'static str), b: (&str, &'static str)| {
      let quantity = |(value, unit): (&str, &'static str)| Quantity { value: value.parse().unwrap(), unit: unit.into() };
      quantity(a).compare(&quantity(b))
    };
    for (a, b, expected) in [
      (("700", "mm"), ("0.7", "m"), Some(Ordering::Equal)),
      (("0.02", "mm"), ("21", "μm"), Some(Ordering::Less)),
      (("20", "℃"), ("293.15", "K"), Some(Ordering::Equal)),
      (("1", "kgf/cm²"), ("0.0980665", "MPa"), Some(Ordering::Equal)),
      (("1", "N·m"), ("1", "J"), None),
      (("3000", "r/min"), ("50", "Hz"), None),
      (("1", "mm"), ("1", "kg"), None),
      (("60", "HRC"), ("600", "HV"), None),
      (("60", "HRC"), ("61", "HRC"), Some(Ordering::Less)),
      (("1", "片"), ("2", "片"), Some(Ordering::Less)),
      (("1", "片"), ("2", "mm"), None),
      (("0.1", "%"), ("1000", "ppm"), Some(Ordering::Equal)),
      (("180", "°"), ("3.14159265358979", "rad"), Some(Ordering::Greater)),
    ] {
      assert_eq!(compare(a, b), expected, "{a:?} {b:?}");
    }
  }
}
