//! Digits that carry meaning, and rounding.

use super::{
  Number,
  number::{Form, MAX_EXPONENT, power_of_ten},
};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

impl Number {
  /// Digits that carry meaning as written: `0.020` has 2, `1.20` has 3, `120` has 2 (trailing zeros of an integer do not count).
  /// `None` for zero and for numbers without a finite decimal form.
  pub fn significant_digits(&self) -> Option<u32> {
    let Form::Decimal { digits, exponent } = self.0 else { return None };
    if digits == 0 {
      return None;
    }
    let mut digits = digits.unsigned_abs();
    if exponent == 0 {
      while digits.is_multiple_of(10) {
        digits /= 10;
      }
    }
    Some(digits.ilog10() + 1)
  }

  /// Decimals as written: `0.020` has 3. `None` for numbers without a finite decimal form.
  pub fn decimals(&self) -> Option<u32> {
    match self.0 {
      Form::Decimal { exponent, .. } => Some((-exponent).max(0).unsigned_abs()),
      Form::Ratio(_) => None,
    }
  }

  /// Rounded to `places` decimals, to even on ties (GB/T 8170).
  #[must_use]
  pub fn round(&self, places: i32) -> Self {
    self.rounded(places, |twice, even| match twice {
      Ordering::Less => false,
      Ordering::Equal => !even,
      Ordering::Greater => true,
    })
  }

  /// Rounded to `places` decimals, away from zero.
  #[must_use]
  pub fn round_up(&self, places: i32) -> Self {
    self.rounded(places, |_, _| true)
  }

  /// Rounded to so many significant digits, to even on ties; a carry does not add a digit: `0.0996` to 2 digits is `0.10`.
  /// A number with fewer digits stays as it is. `None` for zero.
  pub fn round_to_digits(&self, digits: u32) -> Option<Self> {
    if self.is_zero() {
      return None;
    }
    if self.significant_digits().is_some_and(|written| written <= digits) {
      return Some(self.clone());
    }
    let wanted = i32::try_from(digits).ok()?;
    let places = wanted - 1 - self.magnitude()?;
    let rounded = self.round(places);
    let carried = rounded.magnitude()? > wanted - 1 - places;
    Some(if carried { rounded.round(places - 1) } else { rounded })
  }

  /// The first digit that is not zero: 2 for `0.0022`. `None` for zero.
  pub fn first_digit(&self) -> Option<u32> {
    (self.ratio().abs() / power_of_ten(self.magnitude()?)).to_integer().to_u32()
  }

  /// Rounds the magnitude: `up(twice the rest against one unit, whether the kept part is even)` decides where a rest remains.
  fn rounded(&self, places: i32, up: impl Fn(Ordering, bool) -> bool) -> Self {
    let places = places.clamp(-MAX_EXPONENT, MAX_EXPONENT);
    let scaled = self.ratio().abs() * power_of_ten(places);
    let kept = scaled.floor();
    let rest = scaled - &kept;
    let mut digits = kept.to_integer();
    if !rest.is_zero() {
      let twice = (rest * BigInt::from(2)).cmp(&BigRational::one());
      let even = (&digits % BigInt::from(2)).is_zero();
      if up(twice, even) {
        digits += BigInt::one();
      }
    }
    if self.is_negative() {
      digits = -digits;
    }
    match digits.to_i128() {
      Some(digits) => Self::decimal(digits, -places),
      None => Self::from_ratio(BigRational::from_integer(digits) / power_of_ten(places)),
    }
  }

  /// The power of ten of the first digit: 2 for `150`, -3 for `0.002`; `None` for zero.
  pub fn magnitude(&self) -> Option<i32> {
    if self.is_zero() {
      return None;
    }
    if let Form::Decimal { digits, exponent } = &self.0 {
      return Some(digits.unsigned_abs().ilog10() as i32 + exponent);
    }
    let ratio = self.ratio().abs();
    let length = |number: &BigInt| number.to_string().len() as i32;
    let estimate = length(ratio.numer()) - length(ratio.denom());
    Some(if ratio < power_of_ten(estimate) { estimate - 1 } else { estimate })
  }

  /// The decimal place of the last digit as written: 3 for `0.020`, 0 for `120`, -2 for 34 × 10². `None` for numbers without a finite decimal form.
  pub fn last_place(&self) -> Option<i32> {
    if let Form::Decimal { exponent, .. } = self.0 { Some(-exponent) } else { None }
  }

  /// Rounded to `digits` significant digits, to even on ties.
  #[must_use]
  pub fn round_significant(&self, digits: u32) -> Self {
    self.magnitude().map_or_else(|| self.clone(), |magnitude| self.round(digits as i32 - 1 - magnitude))
  }
}
