use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

/// The largest power of ten a number may be written with; beyond it no measured value lies, and a hostile `1e999999999` costs nothing.
pub(super) const MAX_EXPONENT: i32 = 400;

/// An exact rational number that remembers how many decimals it was written with: `0.020` stays `0.020`, yet equals `0.02`.
///
/// Nearly all numbers fit the decimal form, which costs no allocation; what does not fit 128 bits, or is not a finite decimal, is kept as a ratio.
#[derive(Clone, Debug)]
pub struct Number(pub(super) Form);

#[derive(Clone, Debug)]
pub(super) enum Form {
  /// `digits × 10^exponent`
  Decimal {
    digits: i128,
    exponent: i32,
  },
  Ratio(Box<BigRational>),
}

impl Number {
  /// Zero.
  pub const ZERO: Self = Self(Form::Decimal { digits: 0, exponent: 0 });

  /// `digits × 10^exponent`.
  pub fn decimal(digits: i128, exponent: i32) -> Self {
    Self(Form::Decimal { digits, exponent })
  }

  /// The value as a machine integer, where it is one.
  pub fn to_i64(&self) -> Option<i64> {
    if let Form::Decimal { digits, exponent: 0 } = &self.0 {
      return i64::try_from(*digits).ok();
    }
    let ratio = self.ratio();
    ratio.is_integer().then(|| ratio.to_integer().to_i64()).flatten()
  }

  /// The sum.
  #[must_use]
  pub fn add(&self, other: &Self) -> Self {
    self.aligned(other, i128::checked_add).unwrap_or_else(|| Self::from_ratio(self.ratio() + other.ratio()))
  }

  /// The difference.
  #[must_use]
  pub fn subtract(&self, other: &Self) -> Self {
    self.aligned(other, i128::checked_sub).unwrap_or_else(|| Self::from_ratio(self.ratio() - other.ratio()))
  }

  /// The product.
  #[must_use]
  pub fn multiply(&self, other: &Self) -> Self {
    if let (Form::Decimal { digits: a, exponent: x }, Form::Decimal { digits: b, exponent: y }) = (&self.0, &other.0)
      && let Some(digits) = a.checked_mul(*b)
    {
      return Self::decimal(digits, x + y);
    }
    Self::from_ratio(self.ratio() * other.ratio())
  }

  /// The exact quotient; `None` where `other` is zero.
  #[must_use]
  pub fn divide(&self, other: &Self) -> Option<Self> {
    (!other.is_zero()).then(|| Self::from_ratio(self.ratio() / other.ratio()))
  }

  /// What remains after division toward zero; `None` where `other` is zero.
  #[must_use]
  pub fn remainder(&self, other: &Self) -> Option<Self> {
    (!other.is_zero()).then(|| Self::from_ratio(self.ratio() % other.ratio()))
  }

  /// The number with the other sign.
  #[must_use]
  pub fn negate(&self) -> Self {
    match &self.0 {
      Form::Decimal { digits, exponent } if *digits != i128::MIN => Self::decimal(-digits, *exponent),
      _ => Self::from_ratio(-self.ratio()),
    }
  }

  /// The magnitude.
  #[must_use]
  pub fn abs(&self) -> Self {
    if self.is_negative() { self.negate() } else { self.clone() }
  }

  /// Whether it is zero.
  pub fn is_zero(&self) -> bool {
    match &self.0 {
      Form::Decimal { digits, .. } => *digits == 0,
      Form::Ratio(ratio) => ratio.is_zero(),
    }
  }

  /// Whether it is below zero.
  pub fn is_negative(&self) -> bool {
    match &self.0 {
      Form::Decimal { digits, .. } => *digits < 0,
      Form::Ratio(ratio) => ratio.is_negative(),
    }
  }

  /// Whether it can be written as a finite decimal.
  pub fn is_decimal(&self) -> bool {
    matches!(self.0, Form::Decimal { .. })
  }

  /// The square root to `significant` digits; `None` of a negative number.
  pub fn square_root(&self, significant: u32) -> Option<Self> {
    if self.is_negative() {
      return None;
    }
    let Some(magnitude) = self.magnitude() else { return Some(Self::ZERO) };
    let places = significant as i32 - magnitude.div_euclid(2);
    let scaled = (self.ratio() * power_of_ten(2 * places)).to_integer();
    Some(Self::from_ratio(BigRational::from_integer(scaled.sqrt()) / power_of_ten(places)))
  }

  fn aligned(&self, other: &Self, operation: impl Fn(i128, i128) -> Option<i128>) -> Option<Self> {
    let (Form::Decimal { digits: a, exponent: x }, Form::Decimal { digits: b, exponent: y }) = (&self.0, &other.0) else {
      return None;
    };
    let exponent = (*x).min(*y);
    let (a, b) = (shift(*a, x - exponent)?, shift(*b, y - exponent)?);
    Some(Self::decimal(operation(a, b)?, exponent))
  }

  pub(super) fn ratio(&self) -> BigRational {
    match &self.0 {
      Form::Decimal { digits, exponent } => BigRational::from_integer(BigInt::from(*digits)) * power_of_ten(*exponent),
      Form::Ratio(ratio) => (**ratio).clone(),
    }
  }

  /// Takes the decimal form where the ratio has one that fits.
  pub(super) fn from_ratio(ratio: BigRational) -> Self {
    let mut denominator = ratio.denom().clone();
    let (mut twos, mut fives) = (0_i32, 0_i32);
    let (two, five) = (BigInt::from(2), BigInt::from(5));
    while (&denominator % &two).is_zero() && twos <= MAX_EXPONENT {
      denominator /= &two;
      twos += 1;
    }
    while (&denominator % &five).is_zero() && fives <= MAX_EXPONENT {
      denominator /= &five;
      fives += 1;
    }
    let places = twos.max(fives);
    if denominator.is_one()
      && let Some(digits) = (&ratio * power_of_ten(places)).to_integer().to_i128()
    {
      return Self::decimal(digits, -places);
    }
    Self(Form::Ratio(Box::new(ratio)))
  }
}

fn shift(digits: i128, places: i32) -> Option<i128> {
  if digits == 0 {
    return Some(0);
  }
  POWERS.get(places.unsigned_abs() as usize).and_then(|factor| digits.checked_mul(*factor))
}

/// The powers of ten that fit 128 bits.
const POWERS: [i128; 39] = {
  let mut powers = [1; 39];
  let mut at = 1;
  while at < powers.len() {
    powers[at] = powers[at - 1] * 10;
    at += 1;
  }
  powers
};

pub(super) fn power_of_ten(exponent: i32) -> BigRational {
  let power = num_traits::pow(BigInt::from(10), exponent.unsigned_abs() as usize);
  if exponent < 0 { BigRational::new(BigInt::one(), power) } else { BigRational::from_integer(power) }
}

impl PartialEq for Number {
  fn eq(&self, other: &Self) -> bool {
    self.cmp(other).is_eq()
  }
}

impl Eq for Number {}

impl PartialOrd for Number {
  fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
    Some(self.cmp(other))
  }
}

impl Ord for Number {
  fn cmp(&self, other: &Self) -> Ordering {
    if let (Form::Decimal { digits: a, exponent: x }, Form::Decimal { digits: b, exponent: y }) = (&self.0, &other.0) {
      if x == y {
        return a.cmp(b);
      }
      let exponent = (*x).min(*y);
      if let (Some(a), Some(b)) = (shift(*a, x - exponent), shift(*b, y - exponent)) {
        return a.cmp(&b);
      }
    }
    self.ratio().cmp(&other.ratio())
  }
}

impl From<i64> for Number {
  fn from(value: i64) -> Self {
    Self::decimal(i128::from(value), 0)
  }
}

impl From<usize> for Number {
  fn from(value: usize) -> Self {
    Self::decimal(value as i128, 0)
  }
}
