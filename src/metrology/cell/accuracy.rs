//! An accuracy in one cell: an error limit, a class, a grade.

use super::{CellError, CellProblem, formula::Formula};
use crate::metrology::{Accuracy, AccuracyKind, Number, Unit, UnitError, UnitProblem, unit::chars::Chars};

/// An accuracy as it was typed.
#[derive(Clone, Debug)]
pub struct TypedAccuracy {
  /// What it is.
  pub kind: AccuracyKind,
  /// The error limit, where it is one that can be read.
  pub formula: Option<Formula>,
  /// As typed, in the characters parsers know.
  text: String,
}

/// Words before an error limit.
const LABELS: [&str; 12] =
  ["MPEV", "MPE", "最大允许误差", "允许误差", "示值误差", "允差", "误差", "准确度等级", "精度等级", "准确度", "精度", "等级"];

/// Whether a text is an accuracy by its look: `±`, a label, a class, a grade.
pub(super) fn is_stated(text: &str) -> bool {
  let (label, rest) = unlabelled(text);
  // `0.2 S` is a conductance unless the field asks for a class.
  let named = || matches!(Accuracy::kind_of_text(rest), Some(AccuracyKind::Class | AccuracyKind::Grade)) && !rest.ends_with('S');
  label || rest.starts_with('±') || rest.starts_with("+/-") || named()
}

/// The text behind a label, and whether there was one. `E₀,MPE=` of coordinate measuring machines is one too.
fn unlabelled(text: &str) -> (bool, &str) {
  let text = text.trim();
  if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'))
    && Accuracy::kind_of_text(inner) == Some(AccuracyKind::Grade)
  {
    return (false, inner.trim());
  }
  if let Some((_, rest)) = text.split_once("MPE=").filter(|(before, _)| before.starts_with('E') && before.len() < 8) {
    return (true, rest.trim());
  }
  for label in LABELS {
    if let Some(rest) = text.strip_prefix(label) {
      return (true, rest.trim_start_matches([':', '=', ' ', '为']).trim());
    }
  }
  (false, text)
}

/// Reads an accuracy.
pub(super) fn read(chars: &Chars) -> Result<TypedAccuracy, CellError> {
  let (from, to) = chars.trim(0, chars.len());
  let text = chars.text(from, to);
  let (label, rest) = unlabelled(&text);
  let limit = rest.strip_prefix('±').or_else(|| rest.strip_prefix("+/-")).or(label.then_some(rest));
  if rest.starts_with(['±', '+']) && limit.is_some_and(|limit| Accuracy::kind_of_text(limit) == Some(AccuracyKind::Class)) {
    let mut error = CellError::new(CellProblem::ClassOrLimit, chars.place(from), text.clone());
    error.choices = limit.map(|limit| limit.trim().to_owned()).into_iter().collect();
    return Err(error);
  }
  if let Some(limit) =
    limit.map(str::trim).filter(|limit| !matches!(Accuracy::kind_of_text(limit), Some(AccuracyKind::Class | AccuracyKind::Grade)))
  {
    let Some(formula) = Formula::read(limit).or_else(|| ratio(limit)) else {
      return Err(unreadable(chars, from, &text, limit));
    };
    if limit.starts_with('-') {
      return Err(CellError::new(CellProblem::Number, chars.place(from), text));
    }
    if let ([super::formula::Term::Digits(count)], Some(_)) = (&formula.terms[..], limit.strip_suffix('d')) {
      return Err(digits_or_days(chars, from, to, count));
    }
    let single = formula.terms.len() == 1 && formula.variable().is_none();
    let kind = if single { AccuracyKind::MaximumPermissibleError } else { AccuracyKind::Expression };
    return Ok(TypedAccuracy { kind, formula: Some(formula), text });
  }
  match Accuracy::kind_of_text(rest) {
    Some(kind) => Ok(TypedAccuracy { kind, formula: None, text: rest.to_owned() }),
    None => {
      let choices = with_a_sign(rest);
      Err(CellError { choices, ..CellError::new(CellProblem::ClassOrLimit, chars.place(from), text) })
    }
  }
}

/// `0.02 mm`, `0.5 %`: an error limit without its sign; a share may be of the value or of the full scale.
fn with_a_sign(text: &str) -> Vec<String> {
  let Ok(Some(super::numeric::Read { numeric: super::numeric::Numeric::Quantity(quantity), .. })) = super::numeric::read(&Chars::new(text))
  else {
    return Vec::new();
  };
  let limit = format!("±{}", quantity.shown());
  match (quantity.has_unit, super::formula::is_ratio(&quantity.unit)) {
    (true, true) => vec![limit.clone(), format!("{limit} FS")],
    (true, false) => vec![limit],
    _ => Vec::new(),
  }
}

/// `±2×10⁻⁷`, of a frequency standard: a ratio.
fn ratio(limit: &str) -> Option<Formula> {
  let chars = Chars::new(limit);
  let (written, end) = super::written::number_at(&chars, 0).ok()??;
  let amount = super::formula::Amount { text: written.text.clone(), number: written.number.clone(), unit: Unit::ONE };
  let whole = written.has_power && end == chars.len();
  whole.then(|| Formula { terms: vec![super::formula::Term::OfReading(amount)], quadrature: false, outer: None, variable_unit: None })
}

/// `±2d`: steps of the last digit, or days.
fn digits_or_days(chars: &Chars, from: usize, to: usize, count: &Number) -> CellError {
  let mut error = CellError::unit(UnitError::new(UnitProblem::Ambiguous, chars.place(to - 1), "d"), 0, 0);
  error.at = chars.place(from);
  error.choices = vec![format!("±{count}字"), format!("±{count} 天")];
  error
}

/// Why an error limit cannot be read: its unit, where it has one, else its terms.
fn unreadable(chars: &Chars, from: usize, text: &str, limit: &str) -> CellError {
  let start = from + text.find(limit).map_or(0, |byte| text[..byte].chars().count());
  if !limit.contains(['(', '+', '±']) {
    match super::numeric::read(&chars.part(start, start + limit.chars().count())) {
      Ok(Some(read)) if matches!(&read.numeric, super::numeric::Numeric::Quantity(quantity) if !quantity.has_unit) => {
        return CellError::new(CellProblem::UnitMissing, chars.place(from), text);
      }
      Err(mut error) => {
        error.span = (error.span.0 + start, error.span.1 + start);
        return error;
      }
      Ok(_) => {}
    }
  }
  CellError::new(CellProblem::Formula, chars.place(from), text)
}

impl TypedAccuracy {
  /// As it should be written.
  pub fn shown(&self) -> String {
    match &self.formula {
      Some(formula) if formula.terms.len() > 1 && formula.outer.is_none() => format!("±({})", formula.shown()),
      Some(formula) => format!("±{}", formula.shown()),
      None => self.text.clone(),
    }
  }

  /// The unit of the error limit.
  pub fn unit(&self) -> Option<Unit> {
    let formula = self.formula.as_ref()?;
    let share = || match formula.terms.first()? {
      super::formula::Term::OfReading(amount) | super::formula::Term::OfSpan(amount) => Some(amount.unit.clone()),
      _ => None,
    };
    formula.unit().cloned().or_else(share)
  }
}
