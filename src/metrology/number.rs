use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::{cmp::Ordering, fmt, str::FromStr};

/// The largest power of ten a number may be written with; beyond it no measured value lies, and a hostile `1e999999999` costs nothing.
const MAX_EXPONENT: i32 = 400;
/// The most digits a number may be written with.
const MAX_DIGITS: usize = 200;
/// So many digits always fit 64 bits.
const DIGITS_OF_A_WORD: usize = 19;
/// Decimals shown of a number that has no finite decimal form.
const SHOWN_DECIMALS: u32 = 10;

/// An exact rational number that remembers how many decimals it was written with: `0.020` stays `0.020`, yet equals `0.02`.
///
/// Nearly all numbers fit the decimal form, which costs no allocation; what does not fit 128 bits, or is not a finite decimal, is kept as a ratio.
#[derive(Clone, Debug)]
pub struct Number(Form);

#[derive(Clone, Debug)]
enum Form {
  /// `digits × 10^exponent`
  Decimal {
    digits: i128,
    exponent: i32,
  },
  Ratio(Box<BigRational>),
}

/// A text that is not a number as documents write them: digits with an optional sign, decimal point and power of ten.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NotANumber;

impl Number {
  /// Zero.
  pub const ZERO: Self = Self(Form::Decimal { digits: 0, exponent: 0 });

  /// `digits × 10^exponent`.
  pub fn decimal(digits: i128, exponent: i32) -> Self {
    Self(Form::Decimal { digits, exponent })
  }

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
    let places = wanted - 1 - self.leading_power()?;
    let rounded = self.round(places);
    let carried = rounded.leading_power()? > wanted - 1 - places;
    Some(if carried { rounded.round(places - 1) } else { rounded })
  }

  /// The first digit that is not zero: 2 for `0.0022`. `None` for zero.
  pub fn first_digit(&self) -> Option<u32> {
    (self.ratio().abs() / power_of_ten(self.leading_power()?)).to_integer().to_u32()
  }

  /// The power of ten of the first digit: 1 for `12.5`, -3 for `0.0022`. `None` for zero.
  fn leading_power(&self) -> Option<i32> {
    let ratio = self.ratio().abs();
    if ratio.is_zero() {
      return None;
    }
    let estimate = i32::try_from(ratio.numer().bits() as i64 - ratio.denom().bits() as i64).ok()?;
    let mut power = (f64::from(estimate) * std::f64::consts::LOG10_2).floor() as i32 - 1;
    while ratio >= power_of_ten(power + 1) {
      power += 1;
    }
    Some(power)
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

  /// With a power of ten where the number is small: `2e-6`; else plain.
  pub fn to_scientific(&self) -> String {
    match self.magnitude() {
      Some(magnitude) if magnitude < -2 => {
        let mantissa = self.multiply(&Self::decimal(1, -magnitude)).trimmed();
        format!("{}e{magnitude}", mantissa.to_text(20))
      }
      _ => self.to_text(20),
    }
  }

  /// Whether it can be written as a finite decimal.
  pub fn is_decimal(&self) -> bool {
    matches!(self.0, Form::Decimal { .. })
  }

  /// The number as programs read it: a plain decimal, with a power of ten where that would be long; what is no finite decimal is cut to
  /// `significant` digits.
  pub fn to_text(&self, significant: u32) -> String {
    let Some(magnitude) = self.magnitude() else { return self.to_string() };
    let decimal = match &self.0 {
      Form::Decimal { .. } => self.clone(),
      Form::Ratio(_) => self.round(significant as i32 - 1 - magnitude).trimmed(),
    };
    if (-9..=20).contains(&magnitude) {
      return decimal.to_string();
    }
    let mantissa = decimal.multiply(&Self::decimal(1, -magnitude)).trimmed();
    format!("{mantissa}e{magnitude}")
  }

  /// Rounded to `digits` significant digits, to even on ties.
  #[must_use]
  pub fn round_significant(&self, digits: u32) -> Self {
    self.magnitude().map_or_else(|| self.clone(), |magnitude| self.round(digits as i32 - 1 - magnitude))
  }

  /// Without zeros behind the last digit of a fraction.
  #[must_use]
  pub fn trimmed(&self) -> Self {
    let Form::Decimal { mut digits, mut exponent } = self.0 else { return self.clone() };
    while exponent < 0 && digits % 10 == 0 {
      digits /= 10;
      exponent += 1;
    }
    Self::decimal(digits, exponent)
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

  fn ratio(&self) -> BigRational {
    match &self.0 {
      Form::Decimal { digits, exponent } => BigRational::from_integer(BigInt::from(*digits)) * power_of_ten(*exponent),
      Form::Ratio(ratio) => (**ratio).clone(),
    }
  }

  /// Takes the decimal form where the ratio has one that fits.
  fn from_ratio(ratio: BigRational) -> Self {
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

fn power_of_ten(exponent: i32) -> BigRational {
  let power = num_traits::pow(BigInt::from(10), exponent.unsigned_abs() as usize);
  if exponent < 0 { BigRational::new(BigInt::one(), power) } else { BigRational::from_integer(power) }
}

impl FromStr for Number {
  type Err = NotANumber;

  fn from_str(text: &str) -> Result<Self, NotANumber> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
      Some((mantissa, exponent)) => {
        let digits = exponent.trim_start_matches(['+', '-']);
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) || exponent.len() > digits.len() + 1 {
          return Err(NotANumber);
        }
        (mantissa, exponent.parse::<i32>().map_err(|_| NotANumber)?)
      }
      None => (text, 0),
    };
    let (negative, unsigned) = match mantissa.as_bytes().first() {
      Some(b'-') => (true, &mantissa[1..]),
      Some(b'+') => (false, &mantissa[1..]),
      _ => (false, mantissa),
    };
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) || (fraction.is_empty() && unsigned.contains('.')) {
      return Err(NotANumber);
    }
    if whole.len() + fraction.len() > MAX_DIGITS || exponent.abs() > MAX_EXPONENT {
      return Err(NotANumber);
    }
    let exponent = exponent - i32::try_from(fraction.len()).map_err(|_| NotANumber)?;
    let mut bytes = whole.bytes().chain(fraction.bytes());
    let digits = if whole.len() + fraction.len() <= DIGITS_OF_A_WORD {
      Some(i128::from(bytes.fold(0_u64, |digits, byte| digits * 10 + u64::from(byte - b'0'))))
    } else {
      bytes.try_fold(0_i128, |digits, byte| digits.checked_mul(10)?.checked_add(i128::from(byte - b'0')))
    };
    if let Some(digits) = digits {
      return Ok(Self::decimal(if negative { -digits } else { digits }, exponent));
    }
    let digits: BigInt = format!("{whole}{fraction}").parse().map_err(|_| NotANumber)?;
    let ratio = BigRational::from_integer(if negative { -digits } else { digits }) * power_of_ten(exponent);
    Ok(Self(Form::Ratio(Box::new(ratio))))
  }
}

impl fmt::Display for Number {
  /// Plain decimals, never a power of ten: `0.020`, `150`; what has no finite form is shown with ten decimals.
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (digits, exponent) = match &self.0 {
      Form::Decimal { digits, exponent } => (BigInt::from(*digits), *exponent),
      Form::Ratio(ratio) if ratio.is_integer() => (ratio.to_integer(), 0),
      Form::Ratio(ratio) => {
        let scaled = (&**ratio * power_of_ten(SHOWN_DECIMALS as i32)).round().to_integer();
        (scaled, -(SHOWN_DECIMALS as i32))
      }
    };
    let negative = digits.is_negative();
    let mut text = digits.abs().to_string();
    if exponent >= 0 {
      if !digits.is_zero() {
        text.extend(std::iter::repeat_n('0', exponent.unsigned_abs() as usize));
      }
    } else {
      let places = exponent.unsigned_abs() as usize;
      if text.len() <= places {
        text.insert_str(0, &"0".repeat(places - text.len() + 1));
      }
      text.insert(text.len() - places, '.');
    }
    if matches!(self.0, Form::Ratio(_)) && text.contains('.') {
      text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    write!(f, "{}{text}", if negative { "-" } else { "" })
  }
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

#[cfg(test)]
mod tests {
  use super::*;
  use proptest::prelude::*;

  fn n(text: &str) -> Number {
    text.parse().unwrap()
  }

  #[test]
  fn significant_digits_of_a_rounded_number() {
    // metrology.md §3.4: R01, R04 to R08
    for (text, digits, rounded) in [
      ("0.0271", 2, "0.027"),
      ("0.00962", 2, "0.0096"),
      ("0.0104", 2, "0.010"),
      ("0.0996", 2, "0.10"),
      ("9.96", 2, "10"),
      ("0.00125", 2, "0.0012"),
      ("0.0135", 2, "0.014"),
      ("0.0123", 2, "0.012"),
      ("-0.0123", 2, "-0.012"),
      ("123", 2, "120"),
      ("0.01", 2, "0.01"),
      ("1", 2, "1"),
    ] {
      let number: Number = text.parse().unwrap();
      assert_eq!(number.round_to_digits(digits).unwrap().to_string(), rounded, "{text}");
    }
    assert!(Number::ZERO.round_to_digits(2).is_none());
    for (text, digit) in [("0.0022", 2), ("3", 3), ("120", 1), ("-9.9", 9), ("1e-30", 1)] {
      assert_eq!(text.parse::<Number>().unwrap().first_digit(), Some(digit), "{text}");
    }
  }

  #[test]
  fn written_digits_are_kept() {
    for text in ["0.020", "0", "-12.50", "150", "0.0022", "123456789012345678901234567890"] {
      assert_eq!(n(text).to_string(), text);
    }
    assert_eq!(n("1.2e-3").to_string(), "0.0012");
    assert_eq!(n("12e2").to_string(), "1200");
  }

  #[test]
  fn refused() {
    for text in ["", "-", ".5", "5.", "1,5", "1 000", "abc", "1e", "1e+-3", "1e999999999", "0x10", "１", "--1", "1.2.3", "1e5.0", "NaN"] {
      assert_eq!(text.parse::<Number>(), Err(NotANumber), "{text}");
    }
    assert_eq!("9".repeat(MAX_DIGITS + 1).parse::<Number>(), Err(NotANumber));
  }

  #[test]
  fn exact_where_binary_floats_fail() {
    assert_eq!(n("0.1").add(&n("0.2")), n("0.3"));
    assert!(n("0.1") <= n("0.3").divide(&n("3")).unwrap());
    assert_eq!(n("700").multiply(&n("0.001")), n("0.7"));
    assert_eq!(n("1e-30").to_string(), "0.000000000000000000000000000001");
    assert!(n("1e-400") > Number::ZERO);
    assert_eq!(n("1").divide(&n("0")), None);
  }

  #[test]
  fn significant_digits() {
    // domain.md §6.1
    for (text, digits) in
      [("0.020", Some(2)), ("0.0123", Some(3)), ("1.20", Some(3)), ("12", Some(2)), ("120", Some(2)), ("1.2e-3", Some(2)), ("0", None)]
    {
      assert_eq!(n(text).significant_digits(), digits, "{text}");
    }
  }

  #[test]
  fn rounding() {
    for (text, places, even, up) in [
      ("5.625", 1, "5.6", "5.7"),
      ("2.5", 0, "2", "3"),
      ("3.5", 0, "4", "4"),
      ("37.5", 0, "38", "38"),
      ("-2.5", 0, "-2", "-3"),
      ("94.7368", 1, "94.7", "94.8"),
      ("1250", -2, "1200", "1300"),
      ("1.2", 0, "1", "2"),
    ] {
      assert_eq!(n(text).round(places), n(even), "{text}");
      assert_eq!(n(text).round_up(places), n(up), "{text}");
    }
    assert_eq!(n("15").round(1).to_string(), "15.0");
  }

  proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,40}") {
      let _ = text.parse::<Number>();
    }

    #[test]
    fn print_then_parse_is_identity(digits in any::<i128>(), exponent in -60_i32..60) {
      let number = Number::decimal(digits, exponent);
      prop_assert_eq!(&n(&number.to_string()), &number);
    }

    #[test]
    fn quotient_times_divisor_is_the_dividend(a in any::<i64>(), b in any::<i64>(), x in -30_i32..30) {
      let (a, b) = (Number::decimal(a.into(), x), Number::decimal(b.into(), 0));
      if let Some(quotient) = a.divide(&b) {
        prop_assert_eq!(quotient.multiply(&b), a);
      }
    }

    #[test]
    fn order_agrees_with_difference(a in any::<i64>(), b in any::<i64>(), x in -40_i32..40) {
      let (a, b) = (Number::decimal(a.into(), x), Number::decimal(b.into(), 3));
      prop_assert_eq!(a.cmp(&b), a.subtract(&b).cmp(&Number::ZERO));
    }
  }
}
