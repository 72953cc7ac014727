//! How a number is kept in a compiled form: exactly, as its digits, or numerator and denominator, and a power of ten, so that the decimals that were
//! written stay.

use super::{Number, number::Form};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::borrow::Cow;

impl Serialize for Number {
  fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
    match &self.0 {
      Form::Decimal { digits, exponent } => (digits.to_string(), exponent).serialize(serializer),
      Form::Ratio(ratio) => (ratio.to_string(), 0).serialize(serializer),
    }
  }
}

impl<'de> Deserialize<'de> for Number {
  fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
    let (digits, exponent) = <(Cow<'_, str>, i32)>::deserialize(deserializer)?;
    if let Ok(digits) = digits.parse() {
      return Ok(Self::decimal(digits, exponent));
    }
    digits.parse().map(|ratio| Self(Form::Ratio(Box::new(ratio)))).map_err(D::Error::custom)
  }
}
