//! Sums of terms, as uncertainties and error limits are stated: `0.5 μm+2×10⁻⁶L`, `0.045 % + 0.10 Pa`, `(0.5+L/500) μm, L in mm`,
//! `0.5%rdg+2字`, `Q[22, 0.2L] nm, L in mm`.

use super::{
  numeric::shown,
  written::{Written, number_at},
};
use crate::metrology::{Factor, Number, Unit, UnitError, unit::chars::Chars};

/// A term of a stated uncertainty or error limit.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
  /// A value in a unit of the quantity.
  Absolute(Amount),
  /// A share of the measured value.
  OfReading(Amount),
  /// A share of the span of the range.
  OfSpan(Amount),
  /// Steps of the last digit.
  Digits(Number),
  /// A slope times a variable.
  Slope {
    /// The slope as stated.
    number: Number,
    /// Its unit; `None` where it is in the unit of the whole per unit of the variable.
    unit: Option<Unit>,
    /// The letter of the variable.
    variable: String,
    /// As stated: `L/300`.
    text: String,
  },
}

/// A number with its digits, and a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
  /// The digits as typed.
  pub text: String,
  /// The number.
  pub number: Number,
  /// The unit.
  pub unit: Unit,
}

/// A sum of terms, or of their squares.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
  /// In the order of the statement.
  pub terms: Vec<Term>,
  /// Whether the terms add in squares: `Q[a, bL]`.
  pub quadrature: bool,
  /// The unit that stands behind the whole.
  pub outer: Option<Unit>,
  /// The unit of the variable, where it is said.
  pub variable_unit: Option<Unit>,
}

/// Letters that stand for the measured value in formulas.
const VARIABLES: [&str; 16] = ["L", "l", "D", "d", "H", "h", "X", "x", "R", "F", "f", "T", "t", "P", "V", "U"];

impl Formula {
  /// Reads a sum; `None` where it is none, or where a term is not clear.
  pub(super) fn read(text: &str) -> Option<Self> {
    let (text, clause) = split_variable(text.trim());
    let (variable, variable_unit) = clause.unzip();
    let mut formula = if let Some(rest) = text.strip_prefix("Q[") {
      let (inner, unit) = rest.split_once(']')?;
      let (constant, slope) = inner.split_once(',')?;
      let outer = optional_unit(unit).ok()?;
      Self { terms: terms(&[constant, slope], outer.as_ref())?, quadrature: true, outer, variable_unit }
    } else {
      let (inner, outer) = brackets(text)?;
      Self { terms: terms(&addends(inner), outer.as_ref())?, quadrature: false, outer, variable_unit }
    };
    let named = |term: &Term| matches!(term, Term::Slope { variable: name, .. } if Some(name) != variable.as_ref());
    if variable.is_some() && (formula.terms.iter().any(named) || !formula.terms.iter().any(|term| matches!(term, Term::Slope { .. }))) {
      return None;
    }
    // `(0.5%rdg) g`: a unit that nothing takes; `(0.1%+3 d)`: days beside shares are digits.
    let takes_unit = |term: &Term| matches!(term, Term::Absolute(_) | Term::Slope { .. });
    let is_days = |term: &Term| matches!(term, Term::Absolute(amount) if amount.unit.to_string() == "d");
    if formula.outer.is_some() && !formula.terms.iter().any(takes_unit) || formula.terms.len() > 1 && formula.terms.iter().any(is_days) {
      return None;
    }
    formula.settle()?;
    Some(formula)
  }

  /// Gives slopes their unit where it is known, and checks that the terms add up.
  fn settle(&mut self) -> Option<()> {
    let unit = self.unit().cloned();
    for term in &mut self.terms {
      match term {
        Term::Absolute(amount) if !unit.as_ref()?.is_comparable(&amount.unit) => return None,
        Term::Slope { unit: slope_unit @ None, .. } => {
          if let (Some(outer), Some(variable)) = (&self.outer, &self.variable_unit) {
            *slope_unit = Some(outer.per(variable));
          }
        }
        _ => {}
      }
    }
    Some(())
  }

  /// The unit of the first absolute term, or that of the whole.
  pub fn unit(&self) -> Option<&Unit> {
    let absolute = self.terms.iter().find_map(|term| if let Term::Absolute(amount) = term { Some(&amount.unit) } else { None });
    absolute.or(self.outer.as_ref())
  }

  /// The slope as a plain number in coherent SI units, with its dimension's unit; `None` where the unit of the variable is not known.
  pub fn slope(&self) -> Option<(Factor, &Unit)> {
    self.terms.iter().find_map(|term| match term {
      Term::Slope { number, unit: Some(unit), .. } => {
        let factor = unit.factor();
        Some((Factor { number: factor.number.multiply(number), pi: factor.pi }, unit))
      }
      _ => None,
    })
  }

  /// The letter of the variable.
  pub fn variable(&self) -> Option<&str> {
    self.terms.iter().find_map(|term| if let Term::Slope { variable, .. } = term { Some(variable.as_str()) } else { None })
  }

  /// The sum at the measured value `x`, on an instrument with this span and this step of the last digit; in the unit of `x`. `None` where
  /// something it needs is not known.
  pub fn at(&self, x: &Number, unit: &Unit, span: Option<&Number>, step: Option<&Number>) -> Option<Number> {
    let mut sum = Number::ZERO;
    for term in &self.terms {
      let value = match term {
        Term::Absolute(amount) => amount.unit.factor_to(unit)?.value().multiply(&amount.number),
        Term::OfReading(amount) => amount.unit.factor().value().multiply(&amount.number).multiply(&x.abs()),
        Term::OfSpan(amount) => amount.unit.factor().value().multiply(&amount.number).multiply(span?),
        Term::Digits(count) => count.multiply(step?),
        Term::Slope { .. } => {
          let (slope, slope_unit) = self.slope()?;
          if slope_unit.dimension().times(unit.dimension(), 1) != self.unit()?.dimension() || self.unit()?.dimension() != unit.dimension() {
            return None;
          }
          slope.value().multiply(&x.abs())
        }
      };
      sum = sum.add(&if self.quadrature { value.multiply(&value) } else { value });
    }
    if self.quadrature { sum.square_root(25) } else { Some(sum) }
  }

  /// As it should be written.
  pub fn shown(&self) -> String {
    let inside = |amount: &Amount| match &self.outer {
      Some(_) => super::numeric::pretty(&amount.text),
      None => shown(&amount.text, &amount.unit),
    };
    let terms: Vec<String> = self
      .terms
      .iter()
      .map(|term| match term {
        Term::Absolute(amount) => inside(amount),
        Term::OfReading(amount) => shown(&amount.text, &amount.unit),
        Term::OfSpan(amount) => format!("{} FS", shown(&amount.text, &amount.unit)),
        Term::Digits(count) => format!("{count}字"),
        Term::Slope { text, .. } => text.clone(),
      })
      .collect();
    let unit = self.outer.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let variable = match (&self.variable_unit, self.variable()) {
      (Some(unit), Some(variable)) => format!(", {variable} in {unit}"),
      _ => String::new(),
    };
    match (self.quadrature, terms.len() > 1 && self.outer.is_some()) {
      (true, _) => format!("Q[{}]{unit}{variable}", terms.join(", ")),
      (false, true) => format!("({}){unit}{variable}", terms.join("+")),
      (false, false) => format!("{}{unit}{variable}", terms.join("+")),
    }
  }
}

/// Splits off `, L in mm`, `(L: mm)`, `，L 单位为 mm`, `L 以 mm 计`.
fn split_variable(text: &str) -> (&str, Option<(String, Unit)>) {
  const WORDS: [&str; 9] = [" in ", ":", "=", "的单位为", "单位为", "单位:", "单位", "以", "为"];
  let clause = |clause: &str| {
    let clause = clause.trim().trim_end_matches(')').trim_end_matches('计').trim();
    let letters = clause.find(|c: char| !c.is_alphabetic() || c > '\u{3ff}').filter(|end| (1..=2).contains(end))?;
    let (variable, rest) = clause.split_at(letters);
    let rest = WORDS.iter().find_map(|word| rest.strip_prefix(word).or_else(|| rest.trim_start().strip_prefix(word)))?;
    let unit: Unit = rest.trim().parse().ok()?;
    VARIABLES.contains(&variable).then(|| (variable.to_owned(), unit))
  };
  for (at, c) in text.char_indices().rev() {
    if matches!(c, ',' | ';' | '(' | ' ')
      && let Some(found) = clause(&text[at + c.len_utf8()..])
    {
      return (text[..at].trim_end_matches([',', ';', ' ']), Some(found));
    }
  }
  (text, None)
}

/// The text inside brackets that hold the whole, and the unit behind them.
fn brackets(text: &str) -> Option<(&str, Option<Unit>)> {
  let Some(rest) = text.strip_prefix('(') else { return Some((text, None)) };
  let mut depth = 1;
  for (at, c) in rest.char_indices() {
    depth += i32::from(c == '(') - i32::from(c == ')');
    if depth == 0 {
      return Some((&rest[..at], optional_unit(&rest[at + 1..]).ok()?));
    }
  }
  None
}

/// No unit, or one that can be read.
fn optional_unit(text: &str) -> Result<Option<Unit>, UnitError> {
  let text = text.trim();
  if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
}

/// Splits at plus signs that belong to no number.
fn addends(text: &str) -> Vec<&str> {
  let mut parts = Vec::new();
  let (mut from, mut before) = (0, '+');
  let mut depth = 0;
  for (at, c) in text.char_indices() {
    depth += i32::from(c == '(') - i32::from(c == ')');
    if c == '+' && depth == 0 && !matches!(before, '+' | 'e' | 'E' | '^') {
      parts.push(&text[from..at]);
      from = at + 1;
    }
    if c != ' ' {
      before = c;
    }
  }
  parts.push(&text[from..]);
  parts
}

fn terms(parts: &[&str], outer: Option<&Unit>) -> Option<Vec<Term>> {
  let mut terms: Vec<Term> = Vec::new();
  for part in parts {
    let constant = terms.iter().find_map(|term| if let Term::Absolute(amount) = term { Some(amount.unit.clone()) } else { None });
    terms.push(term(part.trim(), outer, constant.as_ref())?);
  }
  Some(terms)
}

fn term(text: &str, outer: Option<&Unit>, constant: Option<&Unit>) -> Option<Term> {
  let chars = Chars::new(text);
  let Some((written, end)) = number_at(&chars, 0).ok()? else { return variable_first(text) };
  let amount = |unit: Unit| Amount { text: written.text.clone(), number: written.number.clone(), unit };
  let rest = chars.text(end, chars.len());
  let rest = rest.trim();
  if rest.is_empty() {
    return Some(Term::Absolute(amount(outer?.clone())));
  }
  if matches!(rest, "字" | "个字" | "d" | "dgt" | "dgts" | "digit" | "digits" | "LSB") && constant.is_none() {
    return Some(Term::Digits(written.number));
  }
  if let Some((unit, of_span)) = share(rest) {
    return Some(if of_span { Term::OfSpan(amount(unit)) } else { Term::OfReading(amount(unit)) });
  }
  let factor = rest.trim_start_matches(['·', '×', '*', ' ']);
  let unit: Option<Unit> = rest.parse().ok();
  let is_unit = outer.is_none() && unit.as_ref().is_some_and(|unit| constant.is_none_or(|constant| constant.is_comparable(unit)));
  if let Some(slope) = slope(&written, factor, outer, text).filter(|_| !is_unit) {
    return Some(slope);
  }
  match unit {
    Some(unit) if outer.is_none() && is_ratio(&unit) => Some(Term::OfReading(amount(unit))),
    Some(unit) if outer.is_none() => Some(Term::Absolute(amount(unit))),
    _ => None,
  }
}

/// Whether a value in this unit is a share of the measured value. `%RH` is none: it is the unit of the quantity itself.
pub(super) fn is_ratio(unit: &Unit) -> bool {
  let of_quantity = matches!(unit.parts(), [part] if part.atom.replacement == Some("%"));
  unit.kind().is_some_and(|kind| kind.id == "ratio") && unit.scale() == crate::metrology::Scale::Ratio && !of_quantity
}

/// `%rdg`, `% of FS`, `ppm`: the unit, and whether it is of the span.
fn share(text: &str) -> Option<(Unit, bool)> {
  let sign = ["%", "‰", "ppm", "×10⁻⁶"].into_iter().find(|sign| text.starts_with(sign))?;
  let word = text[sign.len()..].trim().trim_start_matches("of ").trim_start_matches("×").trim();
  let unit: Unit = sign.parse().ok()?;
  match word {
    "" | "rdg" | "RDG" | "Rdg" | "reading" | "读数" | "RD" | "rd" | "示值" => Some((unit, false)),
    "FS" | "F.S" | "F.S." | "F·S" | "fs" | "FSO" | "span" | "range" | "量程" | "满量程" | "满度" => Some((unit, true)),
    _ => None,
  }
}

/// `L`, `L/500`, `μm/m·L` behind a number.
fn slope(written: &Written, text: &str, outer: Option<&Unit>, whole: &str) -> Option<Term> {
  let whole = whole.to_owned();
  if let Some((variable, divisor)) = variable(text) {
    let number = written.number.divide(&divisor)?;
    // A slope with a power of ten is a ratio; another one leaves its unit open.
    let unit = (outer.is_none() && written.has_power).then_some(Unit::ONE);
    return Some(Term::Slope { number, unit, variable, text: whole });
  }
  let at = text.rfind(['·', '×', '*', ' '])?;
  let sign = text[at..].chars().next().map_or(1, char::len_utf8);
  let (variable, divisor) = variable(&text[at + sign..])?;
  let unit: Unit = text[..at].trim().parse().ok()?;
  Some(Term::Slope { number: written.number.divide(&divisor)?, unit: Some(unit), variable, text: whole })
}

/// `L/300`: a variable before a number.
fn variable_first(text: &str) -> Option<Term> {
  let (variable, divisor) = variable(text)?;
  Some(Term::Slope { number: Number::decimal(1, 0).divide(&divisor)?, unit: None, variable, text: text.to_owned() })
}

/// A variable and what divides it.
fn variable(text: &str) -> Option<(String, Number)> {
  let (name, divisor) = text.split_once('/').map_or((text, None), |(name, divisor)| (name, Some(divisor)));
  let name = name.trim();
  // `0.002|t|`: the magnitude is meant anyway.
  let name = name.strip_prefix('|').and_then(|name| name.strip_suffix('|')).unwrap_or(name);
  let divisor = match divisor {
    Some(text) => text.trim().parse::<Number>().ok().filter(|divisor| !divisor.is_zero())?,
    None => Number::decimal(1, 0),
  };
  VARIABLES.contains(&name).then(|| (name.to_owned(), divisor))
}
