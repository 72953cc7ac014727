use super::{text::MAX_DIGITS, *};
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
