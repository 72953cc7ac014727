//! Numbers as documents write them and as people and programs read them.

use super::{
  NotANumber, Number,
  number::{Form, MAX_EXPONENT, power_of_ten},
};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use std::{fmt, str::FromStr};

/// The most digits a number may be written with.
pub(super) const MAX_DIGITS: usize = 200;
/// So many digits always fit 64 bits.
const DIGITS_OF_A_WORD: usize = 19;
/// Decimals shown of a number that has no finite decimal form.
const SHOWN_DECIMALS: u32 = 10;

impl Number {
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
