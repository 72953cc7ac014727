use crate::metrology::Number;
use std::cmp::Ordering;

/// π to fifty decimals: more than any comparison of measured values can need, as two of them that differ by powers of π are never equal.
const PI: &str = "3.14159265358979323846264338327950288419716939937510";

/// An exact positive number with a power of π kept apart: `″` is `π/648000`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Factor {
  /// The rational part.
  pub number: Number,
  /// The power of π.
  pub pi: i32,
}

impl Factor {
  /// One.
  pub fn one() -> Self {
    Self { number: Number::decimal(1, 0), pi: 0 }
  }

  /// A power of ten.
  pub(super) fn power_of_ten(exponent: i32) -> Self {
    Self { number: Number::decimal(1, exponent), pi: 0 }
  }

  /// Reads `0.45359237` or `101325/760`, and a power of π.
  pub(super) fn from_text(text: &str, pi: i32) -> Option<Self> {
    let number = match text.split_once('/') {
      Some((above, below)) => above.parse::<Number>().ok()?.divide(&below.parse().ok()?)?,
      None => text.parse().ok()?,
    };
    Some(Self { number, pi })
  }

  /// The product with `other` raised to `exponent`.
  #[must_use]
  pub fn times(&self, other: &Self, exponent: i16) -> Self {
    let mut product = self.clone();
    for _ in 0..exponent.unsigned_abs() {
      product.number = if exponent > 0 {
        product.number.multiply(&other.number)
      } else {
        // A factor is never zero.
        product.number.divide(&other.number).unwrap_or(Number::ZERO)
      };
    }
    product.pi += other.pi * i32::from(exponent);
    product
  }

  /// Whether it is a rational number.
  pub fn is_rational(&self) -> bool {
    self.pi == 0
  }

  /// The value; where π is in it, to fifty digits.
  pub fn value(&self) -> Number {
    let pi: Number = PI.parse().unwrap_or(Number::ZERO);
    let mut value = self.number.clone();
    for _ in 0..self.pi.unsigned_abs() {
      value = if self.pi > 0 { value.multiply(&pi) } else { value.divide(&pi).unwrap_or(Number::ZERO) };
    }
    value
  }

  /// The order of two values.
  pub fn compare(&self, other: &Self) -> Ordering {
    if self.pi == other.pi { self.number.cmp(&other.number) } else { self.value().cmp(&other.value()) }
  }
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn exact_until_pi_is_asked_for() {
    let second = Factor::from_text("1/648000", 1).unwrap();
    let degree = Factor::from_text("1/180", 1).unwrap();
    assert_eq!(degree.times(&second, -1), Factor { number: Number::decimal(3600, 0), pi: 0 });
    assert!(degree.value().to_text(18).starts_with("0.01745329251994329"));
    assert_eq!(Factor::from_text("101325/760", 0).unwrap().number.multiply(&Number::from(760_i64)), Number::from(101_325_i64));
    assert_eq!(degree.compare(&Factor::from_text("0.0174533", 0).unwrap()), Ordering::Less);
  }
}
