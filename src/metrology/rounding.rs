use super::Number;

/// How a computed uncertainty is rounded to two significant digits (metrology.md: project policy after GUM 7.2.6 and GB/T 8170).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Rounding {
  /// To even on ties, in decimal (GB/T 8170).
  Near,
  /// Always up, as cautious laboratories do.
  Up,
  /// As [`Rounding::Near`], but up where that would make the uncertainty smaller by more than 2 %.
  Guard,
}

/// What is worth saying about a stated uncertainty.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StatementProblem {
  /// More than two significant digits.
  TooManyDigits,
  /// One digit where the first is 1 or 2: two are advised (JJF 1059.1).
  OneDigit,
  /// The last digits of value and uncertainty do not stand at the same place.
  NotAligned,
  /// Zero or negative.
  NotPositive,
}

/// Significant digits of an uncertainty.
const DIGITS: u32 = 2;

impl Rounding {
  /// The uncertainty with two significant digits.
  pub fn round(self, uncertainty: &Number) -> Number {
    let Some(magnitude) = uncertainty.magnitude() else { return uncertainty.clone() };
    let places = DIGITS as i32 - 1 - magnitude;
    let near = || carried(uncertainty.round(places), magnitude, places);
    let up = || carried(uncertainty.round_up(places), magnitude, places);
    match self {
      Self::Near => near(),
      Self::Up => up(),
      Self::Guard => {
        let rounded = near();
        let least = uncertainty.multiply(&Number::decimal(98, -2));
        if rounded < least { up() } else { rounded }
      }
    }
  }
}

/// 0.0996 becomes 0.10, not 0.100.
fn carried(rounded: Number, magnitude: i32, places: i32) -> Number {
  if rounded.magnitude() > Some(magnitude) { rounded.round(places - 1) } else { rounded }
}

/// A computed value to the decimal place of its rounded uncertainty.
pub fn round_to_uncertainty(value: &Number, uncertainty: &Number) -> Number {
  value.round(uncertainty.last_place().unwrap_or_default())
}

/// What is to be said of a value with its uncertainty as written; typed digits are never changed.
pub fn check_statement(value: Option<&Number>, uncertainty: &Number) -> Vec<StatementProblem> {
  let mut problems = Vec::new();
  let Some(digits) = uncertainty.significant_digits().filter(|_| !uncertainty.is_negative()) else {
    return vec![StatementProblem::NotPositive];
  };
  if digits > DIGITS {
    problems.push(StatementProblem::TooManyDigits);
  }
  if digits == 1 && uncertainty.first_digit().is_some_and(|first| first <= 2) {
    problems.push(StatementProblem::OneDigit);
  }
  if value.is_some_and(|value| value.last_place() != uncertainty.last_place()) {
    problems.push(StatementProblem::NotAligned);
  }
  problems
}

#[cfg(test)]
mod tests {
  use super::{Rounding::*, StatementProblem::*, *};

  fn n(text: &str) -> Number {
    text.parse().unwrap()
  }

  #[test]
  fn rounding_vectors() {
    // metrology.md §3.4, R01 to R09: value, raw uncertainty, mode, rounded uncertainty, rounded value
    for (id, y, raw, mode, u, expected) in [
      ("R01", "10.05762", "0.0271", Near, "0.027", "10.058"),
      ("R01", "10.05762", "0.0271", Up, "0.028", "10.058"),
      ("R02", "0", "10.47", Near, "10", "0"),
      ("R02", "0", "10.47", Guard, "11", "0"),
      ("R03", "0", "28.05", Up, "29", "0"),
      ("R03", "0", "28.05", Guard, "28", "0"),
      ("R04", "150.00347", "0.00962", Near, "0.0096", "150.0035"),
      ("R05", "20.0036", "0.0104", Near, "0.010", "20.004"),
      ("R05", "20.0036", "0.0104", Up, "0.011", "20.004"),
      ("R06", "1000.0149", "0.0996", Near, "0.10", "1000.01"),
      ("R07", "5.0025", "0.0150", Near, "0.015", "5.002"),
      ("R08", "0.99985", "0.00125", Near, "0.0012", "0.9998"),
      ("R08", "0.99985", "0.00125", Guard, "0.0013", "0.9998"),
      ("R09", "1234567", "3400", Near, "3400", "1234600"),
    ] {
      let rounded = mode.round(&n(raw));
      assert_eq!(rounded.to_string(), u, "{id} {mode:?}");
      assert_eq!(round_to_uncertainty(&n(y), &rounded).to_string(), expected, "{id} {mode:?}");
    }
    assert_eq!(Near.round(&n("3400")).significant_digits(), Some(2), "no zeros that mean nothing");
  }

  #[test]
  fn statement_vectors() {
    for (id, y, u, expected) in [
      // metrology.md §3.4
      ("S10", "-0.0045", "0.0009", vec![]),
      ("S11", "150.003", "0.0096", vec![NotAligned]),
      ("S12", "150.0035", "0.00962", vec![TooManyDigits, NotAligned]),
      ("S14", "20.00", "0.1", vec![OneDigit, NotAligned]),
      // domain.md §6.1
      ("ok", "10.002", "0.012", vec![]),
      ("align", "10.0023", "0.012", vec![NotAligned]),
      ("align", "10.00", "0.012", vec![NotAligned]),
      ("ok", "25.3", "0.4", vec![]),
      ("digits", "100.0", "0.123", vec![TooManyDigits, NotAligned]),
      ("zero", "1.0", "0.0", vec![NotPositive]),
    ] {
      assert_eq!(check_statement(Some(&n(y)), &n(u)), expected, "{id}: {y} {u}");
    }
    assert_eq!(check_statement(None, &n("1")), [OneDigit], "S15");
    // S13: digits are kept as written
    assert_eq!((n("0.010").to_string(), n("0.01").to_string()), ("0.010".into(), "0.01".into()));
    assert_eq!(n("0.010"), n("0.01"));
  }
}
