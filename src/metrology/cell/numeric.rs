//! Cells that hold one number, two, or a number with a tolerance, each with a unit.

use super::{
  CellError, CellProblem,
  written::{Written, is_split, number_at},
};
use crate::metrology::{
  Number, Reading, Scale, Unit, UnitError, UnitProblem,
  unit::{chars::Chars, read_chars},
};

/// A number with a unit, as it was typed.
#[derive(Clone, Debug)]
pub struct TypedQuantity {
  /// The number in the form documents hold, digits as typed.
  pub value: String,
  /// The unit; the unit one where none was typed.
  pub unit: Unit,
  pub(in crate::metrology) written: Written,
  /// Whether a unit was typed.
  pub(in crate::metrology) has_unit: bool,
}

/// An interval with a unit, as it was typed.
#[derive(Clone, Debug)]
pub struct TypedRange {
  /// The lower end in the form documents hold, in `unit`.
  pub low: String,
  /// The upper end.
  pub high: String,
  /// The unit of both ends; the unit one where none was typed.
  pub unit: Unit,
  pub(in crate::metrology) ends: (Written, Written),
  pub(in crate::metrology) has_unit: bool,
}

/// What a cell with numbers holds.
#[derive(Clone, Debug)]
pub(super) enum Numeric {
  Quantity(TypedQuantity),
  Range(TypedRange),
  /// A value and its tolerance: (20±2) ℃.
  Tolerance(TypedQuantity, TypedQuantity),
}

/// A cell and whether it is written in a way to be put right.
pub(super) struct Read {
  pub(super) numeric: Numeric,
  pub(super) loose: bool,
}

/// Reads a cell that begins with a number or a bracket; `None` where it does not.
pub(super) fn read(chars: &Chars) -> Result<Option<Read>, CellError> {
  let (from, to) = chars.trim(0, chars.len());
  let read = match chars.get(from) {
    Some('(' | '[') => bracketed(chars, from, to),
    _ => plain(chars, from, to),
  }?;
  match read {
    Some(read) => celsius_or_coulomb(chars, to, &read.numeric).map_or(Ok(Some(read)), Err),
    None => Ok(None),
  }
}

/// `-20~50C`: what lies below zero is a temperature rather than a charge.
fn celsius_or_coulomb(chars: &Chars, to: usize, numeric: &Numeric) -> Option<CellError> {
  let negative = match numeric {
    Numeric::Quantity(quantity) => quantity.written.number.is_negative(),
    Numeric::Range(range) => range.ends.0.number.is_negative(),
    Numeric::Tolerance(..) => false,
  };
  // The unit may stand within the brackets.
  let at = (0..to).rev().find(|at| !matches!(chars.get(*at), Some(')' | ' ')))?;
  if !negative || chars.get(at) != Some('C') || matches!(chars.get(at.checked_sub(1)?), Some('°')) {
    return None;
  }
  let unit = match numeric {
    Numeric::Quantity(quantity) | Numeric::Tolerance(quantity, _) => &quantity.unit,
    Numeric::Range(range) => &range.unit,
  };
  (unit.to_string() == "C").then(|| {
    let mut error = UnitError::new(UnitProblem::Ambiguous, chars.place(at), "C");
    error.choices = vec!["℃".to_owned(), "库仑".to_owned()];
    CellError::unit(error, at, at + 1)
  })
}

/// `(0~150) mm`, `(20±2) ℃`, `[0, 100] mm`.
fn bracketed(chars: &Chars, from: usize, to: usize) -> Result<Option<Read>, CellError> {
  let open = chars.get(from).unwrap_or('(');
  let Some(close) = (from + 1..to).find(|at| matches!(chars.get(*at), Some(')' | ']'))) else {
    return Err(CellError::new(CellProblem::Bracket, chars.place(from), open));
  };
  let closed = chars.get(close) == Some(if open == '(' { ')' } else { ']' });
  let unit_part = chars.trim(close + 1, to);
  let comma = (from..close).find(|at| chars.get(*at) == Some(',')).filter(|_| open == '[' || !closed);
  if let Some(comma) = comma {
    if !(open == '[' && closed) {
      return Err(CellError::new(CellProblem::HalfOpen, chars.place(from), chars.text(from, close + 1)));
    }
    let bound = |from, to| {
      let part = chars.part(from, to);
      match number_at(&part, part.skip_blanks(0)) {
        Ok(Some((written, end))) if part.skip_blanks(end) == part.len() => Ok(written),
        _ => Err(CellError::new(CellProblem::Number, chars.place(from), part.text(0, part.len()))),
      }
    };
    let (low, high) = (bound(from + 1, comma)?, bound(comma + 1, close)?);
    return range(chars, (low, None), (high, Some(unit_part))).map(Some);
  }
  // `(0~5)/m` and the like are not read, and `(m·s)` is a unit.
  if number_at(chars, chars.skip_blanks(from + 1))?.is_none() {
    return Ok(None);
  }
  if !closed {
    return Err(CellError::new(CellProblem::Bracket, chars.place(close), chars.text(close, close + 1)));
  }
  let inner = chars.part(from + 1, close);
  let Some(mut read) = plain(&inner, 0, inner.len())? else { return Ok(None) };
  if unit_part.0 == unit_part.1 {
    return Ok(Some(read));
  }
  let (unit, loose) = unit(chars, unit_part, false)?;
  read.loose |= loose;
  let twice = || CellError::new(CellProblem::Unknown, chars.place(unit_part.0), chars.text(unit_part.0, unit_part.1));
  match &mut read.numeric {
    Numeric::Range(range) if !range.has_unit => (range.unit, range.has_unit) = (unit, true),
    Numeric::Quantity(quantity) if !quantity.has_unit => (quantity.unit, quantity.has_unit) = (unit, true),
    Numeric::Tolerance(value, tolerance) if !value.has_unit && !tolerance.has_unit => {
      (value.unit, value.has_unit) = (unit.clone(), true);
      (tolerance.unit, tolerance.has_unit) = (unit, true);
      read.loose = loose || inner.is_loose(0, inner.len());
    }
    _ => return Err(twice()),
  }
  Ok(Some(read))
}

/// Where the separator of a range or tolerance begins and ends, and whether it is `±`.
struct Separator {
  from: usize,
  to: usize,
  tolerance: bool,
}

fn plain(chars: &Chars, from: usize, to: usize) -> Result<Option<Read>, CellError> {
  let (from, to) = chars.trim(from, to);
  if let Some(quantity) = degrees_and_minutes(chars, from, to) {
    return Ok(Some(Read { numeric: Numeric::Quantity(quantity), loose: true }));
  }
  let Some((first, end)) = number_at(chars, from)? else { return Ok(None) };
  if is_split(chars, end) {
    return Err(CellError::new(CellProblem::TwoNumbers, chars.place(from), chars.text(from, to)));
  }
  if let Some(separator) = separator(chars, end, to) {
    let next = chars.skip_blanks(separator.to);
    let Some((second, second_end)) = number_at(chars, next)? else {
      return Err(CellError::new(CellProblem::Number, chars.place(next), chars.text(next, to)));
    };
    if is_split(chars, second_end) {
      return Err(CellError::new(CellProblem::TwoNumbers, chars.place(next), chars.text(next, to)));
    }
    let first_unit = Some(chars.trim(end, separator.from)).filter(|(from, to)| from < to);
    let second_unit = Some(chars.trim(second_end, to)).filter(|(from, to)| from < to);
    if separator.tolerance {
      return tolerance(chars, (first, first_unit), (second, second_unit)).map(Some);
    }
    return range(chars, (first, first_unit), (second, second_unit)).map(Some);
  }
  let unit_part = chars.trim(end, to);
  let loose = first.loose;
  if unit_part.0 == unit_part.1 {
    let quantity = TypedQuantity { value: first.text.clone(), unit: Unit::ONE, written: first, has_unit: false };
    return Ok(Some(Read { numeric: Numeric::Quantity(quantity), loose }));
  }
  let (unit, unit_loose) = unit(chars, unit_part, true)?;
  let quantity = TypedQuantity { value: first.text.clone(), unit, written: first, has_unit: true };
  Ok(Some(Read { numeric: Numeric::Quantity(quantity), loose: loose || unit_loose }))
}

/// `1°30′`, `0°0′30″`: an angle in sexagesimal parts, which one number cannot hold but in the smallest of them.
fn degrees_and_minutes(chars: &Chars, from: usize, to: usize) -> Option<TypedQuantity> {
  let negative = chars.get(from) == Some('-');
  let mut at = from + usize::from(negative);
  let mut total = Number::ZERO;
  let mut smallest = None;
  for (place, (symbol, signs)) in [("°", &['°'][..]), ("′", &['′', '\''][..]), ("″", &['″', '"'][..])].into_iter().enumerate() {
    let end = (at..to).find(|at| chars.get(*at).is_none_or(|c| !c.is_ascii_digit() && c != '.')).unwrap_or(to);
    let text = chars.text(at, end);
    let number: Number = text.parse().ok()?;
    if place > 0 && number >= Number::from(60_i64) || !chars.get(end).is_some_and(|c| signs.contains(&c)) {
      return None;
    }
    total = total.multiply(&Number::from(if place > 0 { 60_i64 } else { 1 })).add(&number);
    at = chars.skip_blanks(end + 1);
    smallest = Some((place, symbol));
    if at >= to {
      break;
    }
    if text.contains('.') {
      return None;
    }
  }
  let (place, symbol) = smallest?;
  if place == 0 || at < to {
    return None;
  }
  let number = if negative { total.negate() } else { total };
  let value = number.to_string();
  let written = Written { text: value.clone(), number, has_power: false, times: false, loose: true };
  Some(TypedQuantity { value, unit: symbol.parse().ok()?, written, has_unit: true })
}

/// The first sign between two numbers behind `from`. A hyphen counts only where it cannot be the sign of an exponent.
fn separator(chars: &Chars, from: usize, to: usize) -> Option<Separator> {
  let begins_number = |at: usize| {
    let at = chars.skip_blanks(at);
    let at = at + usize::from(matches!(chars.get(at), Some('-' | '+')));
    chars.get(at).is_some_and(|c| c.is_ascii_digit() || c == '.')
  };
  for at in from..to {
    let length = match chars.get(at)? {
      '~' | '–' | '至' | '到' | '…' => {
        let more = (at + 1..to).take_while(|next| chars.get(*next) == chars.get(at)).count();
        1 + more
      }
      '.' if chars.starts_with(at, "...") => 3,
      '±' => return Some(Separator { from: at, to: at + 1, tolerance: true }),
      '+' if chars.starts_with(at, "+/-") => return Some(Separator { from: at, to: at + 3, tolerance: true }),
      '-' if begins_number(at + 1) && is_range_hyphen(chars, from, at, to) => 1,
      _ => continue,
    };
    return Some(Separator { from: at, to: at + length, tolerance: false });
  }
  None
}

/// `0-150 mm` and `0 mm-150 mm` are ranges, `9.8 m s-2` is none.
fn is_range_hyphen(chars: &Chars, end: usize, hyphen: usize, to: usize) -> bool {
  let (unit_from, unit_to) = chars.trim(end, hyphen);
  if unit_from == unit_to {
    return true;
  }
  let Ok(Some((_, second_end))) = number_at(chars, chars.skip_blanks(hyphen + 1)) else { return false };
  let (from, to) = chars.trim(second_end, to);
  let read = |from, to| read_chars(&chars.part(from, to)).ok().map(|read| read.unit);
  match (read(unit_from, unit_to), read(from, to)) {
    (Some(low), Some(high)) => low.is_comparable(&high),
    _ => false,
  }
}

/// A unit between two places. Behind a number, a plain minus sign in it must not be that of a range.
fn unit(chars: &Chars, (from, to): (usize, usize), behind_number: bool) -> Result<(Unit, bool), CellError> {
  let read = read_chars(&chars.part(from, to)).map_err(|error| CellError::unit(error, from, to))?;
  if behind_number && read.bare_minus && read.unit.parts().len() == 1 && !chars.text(from, to).contains('^') {
    let mut error = CellError::new(CellProblem::MinusOrRange, chars.place(from), chars.text(from, to));
    (error.span, error.replacements) = ((from, to), vec![read.unit.to_string()]);
    return Err(error);
  }
  Ok((read.unit, read.loose))
}

type End = (Written, Option<(usize, usize)>);

fn range(chars: &Chars, (low, low_unit): End, (high, high_unit): End) -> Result<Read, CellError> {
  let loose = low.loose || high.loose;
  let low_text = low.text.clone();
  let high_unit = high_unit.filter(|(from, to)| from < to);
  match (low_unit, high_unit) {
    (None, None) => {
      let range = TypedRange { low: low_text, high: high.text.clone(), unit: Unit::ONE, ends: (low, high), has_unit: false };
      Ok(Read { numeric: Numeric::Range(range), loose })
    }
    (Some((from, to)), None) => {
      let mut error = CellError::new(CellProblem::RangeUnit, chars.place(from), chars.text(from, to));
      let (unit, _) = unit(chars, (from, to), false)?;
      (error.span, error.replacements) = ((0, chars.len()), vec![format!("({low_text}~{}) {unit}", high.text)]);
      Err(error)
    }
    (None, Some(place)) if high.times && !low.has_power && !low.number.is_zero() => {
      // `1~5×10³ Pa`: the power may belong to both.
      let (unit, _) = unit(chars, place, true)?;
      let power = high.text.split_once('e').map_or("", |(_, power)| power);
      let mut error = CellError::new(CellProblem::SharedPower, chars.place(0), chars.text(0, place.0));
      let both = pretty(&format!("{low_text}e{power}"));
      (error.span, error.replacements) =
        ((0, chars.len()), [both, low_text].map(|low| format!("({low}~{}) {unit}", pretty(&high.text))).to_vec());
      Err(error)
    }
    (low_unit, Some(place)) => {
      let (unit_high, mut unit_loose) = unit(chars, place, true)?;
      let mut low_text = low_text;
      let mut low = low;
      if let Some(place) = low_unit {
        let (unit_low, low_loose) = unit(chars, place, true)?;
        unit_loose |= low_loose;
        if unit_low != unit_high {
          let converted = unit_low.convert(&low.number, &unit_high, Reading::Point).filter(Number::is_decimal);
          let Some(converted) = converted else {
            return Err(CellError::new(CellProblem::RangeKinds, chars.place(place.0), chars.text(place.0, place.1)));
          };
          let converted = converted.trimmed();
          low_text = converted.to_text(20);
          low = Written { text: low_text.clone(), number: converted, ..low };
        }
      }
      let range = TypedRange { low: low_text, high: high.text.clone(), unit: unit_high, ends: (low, high), has_unit: true };
      Ok(Read { numeric: Numeric::Range(range), loose: loose || unit_loose })
    }
  }
}

fn tolerance(chars: &Chars, (value, value_unit): End, (tolerance, tolerance_unit): End) -> Result<Read, CellError> {
  let loose = value.loose || tolerance.loose;
  let typed = |written: Written, unit: Unit, has_unit: bool| TypedQuantity { value: written.text.clone(), unit, written, has_unit };
  let Some(place) = tolerance_unit else {
    if let Some((from, to)) = value_unit {
      let (unit, _) = unit(chars, (from, to), false)?;
      let mut error = CellError::new(CellProblem::RangeUnit, chars.place(from), chars.text(from, to));
      (error.span, error.replacements) = ((0, chars.len()), vec![format!("({}±{}) {unit}", value.text, tolerance.text)]);
      return Err(error);
    }
    let numeric = Numeric::Tolerance(typed(value, Unit::ONE, false), typed(tolerance, Unit::ONE, false));
    return Ok(Read { numeric, loose });
  };
  let (unit_tolerance, mut unit_loose) = unit(chars, place, true)?;
  let unit_value = match value_unit {
    Some(place) => {
      let (unit, loose) = unit(chars, place, true)?;
      unit_loose |= loose;
      if !unit.is_comparable(&unit_tolerance) {
        return Err(CellError::new(CellProblem::RangeKinds, chars.place(place.0), chars.text(place.0, place.1)));
      }
      unit
    }
    None if super::formula::is_ratio(&unit_tolerance) => {
      // `25±0.5%`: a share of what?
      return Err(CellError::new(CellProblem::UnitMissing, chars.place(0), chars.text(0, place.1)));
    }
    None => {
      // `20±2℃` leaves open what the unit belongs to.
      unit_loose = true;
      unit_tolerance.clone()
    }
  };
  let numeric = Numeric::Tolerance(typed(value, unit_value, true), typed(tolerance, unit_tolerance, true));
  Ok(Read { numeric, loose: loose || unit_loose })
}

impl TypedQuantity {
  /// `0.02 mm`, as it should be written.
  pub fn shown(&self) -> String {
    shown(&self.value, &self.unit)
  }
}

impl TypedRange {
  /// `(0~150) mm`, as it should be written.
  pub fn shown(&self) -> String {
    let (low, high) = (pretty(&self.low), pretty(&self.high));
    if self.unit.is_one() { format!("{low}~{high}") } else { format!("({low}~{high}) {}", self.unit) }
  }
}

/// A number and a unit; none of it between a number and ° ′ ″.
pub(super) fn shown(value: &str, unit: &Unit) -> String {
  let value = pretty(value);
  let angle = unit.parts().len() == 1 && unit.scale() == Scale::Ratio && matches!(unit.to_string().as_str(), "°" | "′" | "″");
  match (unit.is_one(), angle) {
    (true, _) => value,
    (_, true) => format!("{value}{unit}"),
    _ => format!("{value} {unit}"),
  }
}

/// `2e-6` as `2×10⁻⁶`, `1e-6` as `10⁻⁶`.
pub(super) fn pretty(value: &str) -> String {
  let Some((mantissa, exponent)) = value.split_once('e') else { return value.to_owned() };
  let raised: String = exponent.chars().map(crate::metrology::unit::superscript).collect();
  match mantissa {
    "1" => format!("10{raised}"),
    _ => format!("{mantissa}×10{raised}"),
  }
}
