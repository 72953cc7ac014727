//! An expanded uncertainty in one cell, in all forms of the model.

use super::{
  CellError, CellProblem,
  formula::{Amount, Formula, Term},
  numeric::{self, Numeric},
};
use crate::metrology::{Number, Reading, UncertaintyForm, Unit, unit::chars::Chars};
use serde_json::{Map, Value as Json};
use std::fmt::Write;

/// An expanded uncertainty as it was typed.
#[derive(Clone, Debug)]
pub struct TypedUncertainty {
  /// The answer as documents hold it.
  pub json: Json,
  /// Which form it has.
  pub form: UncertaintyForm,
  /// The sum as stated.
  pub formula: Formula,
  /// The unit of the value, `%` and the like for a relative one.
  pub unit: Unit,
  pub(super) coverage: Coverage,
}

/// Coverage factor and probability, as typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Coverage {
  k: Option<String>,
  p: Option<String>,
}

/// Names of an expanded uncertainty: whether it is relative, and the probability it names.
const NAMES: [(&str, bool, Option<&str>); 12] = [
  ("U", false, None),
  ("Urel", true, None),
  ("U_rel", true, None),
  ("Ur", true, None),
  ("U95", false, Some("0.95")),
  ("U99", false, Some("0.99")),
  ("U_95", false, Some("0.95")),
  ("Up", false, None),
  ("U95rel", true, Some("0.95")),
  ("Urel95", true, Some("0.95")),
  ("扩展不确定度", false, None),
  ("测量不确定度", false, None),
];
/// Names of a standard uncertainty.
const STANDARD: [&str; 6] = ["u", "uc", "u_c", "urel", "ucrel", "标准不确定度"];

/// The text without the words before the symbol: `扩展不确定度：U=0.5 mm`.
fn unlabelled(text: &str) -> &str {
  let words = ["扩展不确定度", "测量不确定度", "不确定度"];
  let rest = words.iter().find_map(|word| text.strip_prefix(word)).map(|rest| rest.trim_start_matches([':', ' ', '为']));
  rest.filter(|rest| rest.starts_with('U')).unwrap_or(text)
}

/// Whether a text begins like an uncertainty: a name with an equals sign, or `Q[`.
pub(super) fn is_named(text: &str) -> bool {
  let text = unlabelled(text);
  let name = compact(text.split(['=', ':', '(']).next().unwrap_or_default());
  text.starts_with("Q[")
    || (text.contains(['=', ':']) && (NAMES.iter().any(|(known, ..)| *known == name) || STANDARD.contains(&name.as_str())))
}

fn compact(text: &str) -> String {
  text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '{' | '}' | ',' | ':' | '\u{2009}')).collect()
}

/// Reads an uncertainty; `default` stands in where only a number is typed.
pub(super) fn read(chars: &Chars, default: Option<&Unit>) -> Result<TypedUncertainty, CellError> {
  let (from, to) = chars.trim(0, chars.len());
  let text = chars.text(from, to);
  let error = |problem| CellError::new(problem, chars.place(from), text.clone());
  if text.is_empty() {
    return Err(error(CellProblem::Empty));
  }
  let (relative, named_p, rest) = name(unlabelled(&text)).map_err(error)?;
  let (main, mut coverage) = coverage(rest).ok_or_else(|| error(CellProblem::Coverage))?;
  coverage.p = coverage.p.or(named_p);
  if main.starts_with(['<', '>', '≤', '≥']) || main.starts_with("优于") || main.starts_with("不大于") {
    return Err(error(CellProblem::OpenStatement));
  }
  let formula = match Formula::read(&main) {
    Some(formula) => formula,
    None => single(&main, relative, default).map_err(|problem| shifted(problem, chars, from, &text, &main))?,
  };
  build(formula, relative, coverage, &text).ok_or_else(|| error(CellProblem::Formula))
}

/// The name before the equals sign: whether it is relative, the probability it names, and what follows.
fn name(text: &str) -> Result<(bool, Option<String>, &str), CellProblem> {
  if let Some(rest) = text.strip_prefix("U(") {
    // `U(k=2)=0.5 mm`: the factor is read with the rest.
    let Some((_, after)) = rest.split_once(')') else { return Err(CellProblem::Bracket) };
    return if after.trim_start().starts_with('=') { Ok((false, None, text)) } else { Err(CellProblem::Formula) };
  }
  let Some((name, rest)) = text.split_once(['=', ':']) else { return Ok((false, None, text)) };
  let name = compact(name);
  if STANDARD.contains(&name.as_str()) {
    return Err(CellProblem::StandardUncertainty);
  }
  match NAMES.iter().find(|(known, ..)| *known == name) {
    Some((_, relative, p)) => Ok((*relative, p.map(str::to_owned), rest.trim())),
    None => Ok((false, None, text)),
  }
}

/// Takes `k=2`, `(k=2, p=95 %)` out of a text; gives what is left.
fn coverage(text: &str) -> Option<(String, Coverage)> {
  let mut found = Coverage::default();
  let (mut main, mut rest) = (String::new(), text.to_owned());
  if let Some(inner) = text.strip_prefix("U(") {
    let (k, after) = inner.split_once(')')?;
    rest = format!("{}, {k}", after.trim_start().strip_prefix('=')?);
  }
  while let Some(at) = coverage_at(&rest) {
    main.push_str(rest[..at].trim_end_matches([' ', ',', ';', '(', '\u{2009}']));
    for word in ["包含因子", "包含概率", "置信概率", "置信水平", "取"] {
      if let Some(cut) = main.strip_suffix(word) {
        main = cut.trim_end_matches([' ', ',', ';', '(']).to_owned();
      }
    }
    let slot = if rest[at..].starts_with(['k', 'K']) { &mut found.k } else { &mut found.p };
    let after = rest[at..].split_once('=')?.1.trim_start_matches(['≈', ' ']);
    let end = after.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(after.len());
    let number: Number = after[..end].trim_end_matches('.').parse().ok()?;
    let mut value = after[..end].to_owned();
    let mut tail = after[end..].trim_start();
    if let Some(percent) = tail.strip_prefix('%') {
      tail = percent;
      value = number.multiply(&Number::decimal(1, -2)).to_string();
    }
    if slot.replace(value).is_some() {
      return None;
    }
    rest = tail.trim_start_matches([')', ' ']).to_owned();
  }
  let rest = rest.trim_matches([' ', ',', ';']);
  if !main.is_empty() && !rest.is_empty() && coverage_at(text).is_some() {
    main.push_str(", ");
  }
  main.push_str(rest);
  Some((main.trim().to_owned(), found))
}

/// Where `k =` or `p =` begins, as a word of its own.
fn coverage_at(text: &str) -> Option<usize> {
  let mut before = ' ';
  for (at, c) in text.char_indices() {
    let word = !before.is_ascii_alphanumeric() && before != 'μ';
    if word && matches!(c, 'k' | 'K' | 'p' | 'P') && text[at + 1..].trim_start().starts_with('=') {
      return Some(at);
    }
    before = c;
  }
  None
}

/// A number with a unit that is no formula, or a bare number for which another unit stands in.
fn single(text: &str, relative: bool, default: Option<&Unit>) -> Result<Formula, CellError> {
  let chars = Chars::new(text);
  let problem = |problem| CellError::new(problem, 0, text);
  let Some(Numeric::Quantity(quantity)) = numeric::read(&chars)?.map(|read| read.numeric) else {
    return Err(problem(CellProblem::Formula));
  };
  let unit = match (quantity.has_unit, default) {
    (true, _) => quantity.unit,
    (false, _) if relative && quantity.written.has_power => Unit::ONE,
    (false, Some(unit)) => unit.clone(),
    (false, None) => return Err(problem(CellProblem::UnitMissing)),
  };
  let amount = Amount { text: quantity.value, number: quantity.written.number, unit };
  let is_share =
    (relative && amount.unit.dimension().is_one() || super::formula::is_ratio(&amount.unit)) && (relative || !amount.unit.is_one());
  let term = if is_share { Term::OfReading(amount) } else { Term::Absolute(amount) };
  Ok(Formula { terms: vec![term], quadrature: false, outer: None, variable_unit: None })
}

/// An error found in a part of the text, at its place in the whole.
fn shifted(mut error: CellError, chars: &Chars, from: usize, text: &str, main: &str) -> CellError {
  let Some(byte) = text.find(main) else { return error };
  let before = text[..byte].chars().count() + from;
  error.at += chars.place(before);
  error.span = (error.span.0 + before, error.span.1 + before);
  if let CellProblem::Unit(unit) = &mut error.problem {
    unit.at = error.at;
  }
  error
}

fn build(formula: Formula, relative: bool, coverage: Coverage, text: &str) -> Option<TypedUncertainty> {
  let mut map = Map::new();
  let mut put = |key: &str, value: &str| drop(map.insert(key.to_owned(), value.into()));
  let (form, unit) = match &formula.terms[..] {
    [Term::Absolute(amount)] if !relative => {
      put("form", "absolute");
      put("value", &amount.text);
      put("unit", &amount.unit.to_string());
      (UncertaintyForm::Absolute, amount.unit.clone())
    }
    [Term::OfReading(amount)] => {
      let unit = amount.unit.to_string();
      put("form", "relative");
      put("value", &amount.text);
      put("unit", if amount.unit.is_one() { "1" } else { &unit });
      (UncertaintyForm::Relative, amount.unit.clone())
    }
    [Term::OfReading(share), Term::Absolute(amount)] | [Term::Absolute(amount), Term::OfReading(share)] if !relative => {
      put("form", "relative_plus_absolute");
      put("value", &share.text);
      put("value_unit", &share.unit.to_string());
      put("constant", &amount.text);
      put("unit", &amount.unit.to_string());
      put("text", text);
      (UncertaintyForm::RelativePlusAbsolute, amount.unit.clone())
    }
    [Term::Absolute(amount), Term::Slope { variable, .. }] if !relative => {
      // Without the unit of the variable the slope has none, and nothing can be computed.
      let (slope, slope_unit) = formula.slope()?;
      let form = if formula.quadrature { UncertaintyForm::Quadrature } else { UncertaintyForm::Linear };
      put("form", form.name());
      put("constant", &amount.text);
      if slope_unit.dimension().is_one() {
        put("slope", &slope.value().to_scientific());
      } else {
        let Term::Slope { number, .. } = &formula.terms[1] else { return None };
        put("slope", &number.to_text(20));
        put("slope_unit", &slope_unit.to_string());
      }
      put("unit", &amount.unit.to_string());
      put("variable", variable);
      if let Some(unit) = &formula.variable_unit {
        put("variable_unit", &unit.to_string());
      }
      put("text", text);
      (form, amount.unit.clone())
    }
    _ => return None,
  };
  if let Some(k) = &coverage.k {
    put("k", k);
  }
  if let Some(p) = &coverage.p {
    put("p", p);
  }
  Some(TypedUncertainty { json: Json::Object(map), form, formula, unit, coverage })
}

impl TypedUncertainty {
  /// As it should be written: `U=0.0022 mm, k=2`.
  pub fn shown(&self) -> String {
    let name = if self.form == UncertaintyForm::Relative { "Urel" } else { "U" };
    self.shown_with(&self.formula.shown()).replacen('U', name, 1)
  }

  /// With another value in place of its own.
  pub(super) fn shown_with(&self, value: &str) -> String {
    let mut text = format!("U={value}");
    for (name, value) in [("k", &self.coverage.k), ("p", &self.coverage.p)] {
      if let Some(value) = value {
        let _ = write!(text, ", {name}={value}");
      }
    }
    text
  }
}

/// The terms in coherent SI units: `0.0000005+0.000002·L`; `None` where the unit of the variable is not known.
pub(super) fn formula_si(formula: &Formula) -> Option<String> {
  let text = |amount: &Amount| super::understanding::text(&amount.unit.to_si(&amount.number, Reading::Difference));
  let term = |term: &Term| match term {
    Term::Absolute(amount) => Some(text(amount)),
    Term::OfReading(amount) | Term::OfSpan(amount) if formula.terms.len() == 1 => Some(text(amount)),
    Term::OfReading(amount) => Some(format!("{}·x", text(amount))),
    Term::OfSpan(amount) => Some(format!("{}·FS", text(amount))),
    Term::Digits(count) => Some(format!("{count}·d")),
    Term::Slope { variable, .. } => Some(format!("{}·{variable}", super::understanding::text(&formula.slope()?.0))),
  };
  let terms: Vec<String> = formula.terms.iter().map(term).collect::<Option<_>>()?;
  Some(if formula.quadrature {
    format!("√({})", terms.iter().map(|term| format!("({term})²")).collect::<Vec<_>>().join("+"))
  } else {
    terms.join("+")
  })
}
