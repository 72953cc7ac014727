use super::{
  CellError, CellProblem, TypedAccuracy, TypedQuantity, TypedRange, TypedUncertainty, accuracy, formula,
  numeric::{self, Numeric, shown},
  uncertainty,
};
use crate::{
  lang::{Argument, Lang, Message, Words},
  metrology::{
    AccuracyKind, Factor, Number, Reading, Scale, Status, UncertaintyForm, Unit,
    unit::{chars::Chars, read_chars},
  },
};
use serde_json::Value as Json;

/// The most characters of a cell.
const MAX_CHARACTERS: usize = 200;
/// Digits given of a value that is no finite decimal.
const DIGITS: u32 = 16;

/// What a cell holds.
#[derive(Clone, Debug)]
pub enum Cell {
  /// A unit alone.
  Unit(Unit),
  /// A number with a unit.
  Quantity(TypedQuantity),
  /// An interval.
  Range(TypedRange),
  /// A value with its tolerance.
  Tolerance(TypedQuantity, TypedQuantity),
  /// An expanded uncertainty.
  Uncertainty(Box<TypedUncertainty>),
  /// An error limit, a class, a grade.
  Accuracy(Box<TypedAccuracy>),
}

/// What a typed text is understood as: the cell, how it is written, or why not.
#[derive(Clone, Debug)]
pub struct Understanding {
  /// What it is; `None` where it is not understood.
  pub cell: Option<Cell>,
  /// Whether it is written in a way to be put right.
  pub loose: bool,
  /// Why it is not understood.
  pub error: Option<CellError>,
}

impl Understanding {
  /// Reads a text: a bare unit, or a whole cell of any kind.
  pub fn of(text: &str) -> Self {
    Self::from_read(read(text))
  }

  /// Reads an uncertainty, which needs no name; `default` is the unit of a bare number.
  pub fn of_uncertainty(text: &str, default: Option<&Unit>) -> Self {
    let chars = Chars::new(text);
    let read = super::typed_uncertainty(text, default);
    Self::from_read(read.map(|read| (Cell::Uncertainty(Box::new(read)), chars.is_loose(0, chars.len()))))
  }

  /// Reads an accuracy, also one that looks like a unit elsewhere: `0.2S`.
  pub fn of_accuracy(text: &str) -> Self {
    let chars = Chars::new(text);
    Self::from_read(super::typed_accuracy(text).map(|read| (Cell::Accuracy(Box::new(read)), chars.is_loose(0, chars.len()))))
  }

  fn from_read(read: Result<(Cell, bool), CellError>) -> Self {
    match read {
      Ok((cell, loose)) => Self { cell: Some(cell), loose, error: None },
      Err(error) => Self { cell: None, loose: false, error: Some(error) },
    }
  }

  /// The unit of the cell.
  pub fn unit(&self) -> Option<Unit> {
    Some(match self.cell.as_ref()? {
      Cell::Unit(unit) => unit.clone(),
      Cell::Quantity(quantity) | Cell::Tolerance(quantity, _) => quantity.unit.clone(),
      Cell::Range(range) => range.unit.clone(),
      Cell::Uncertainty(uncertainty) => uncertainty.unit.clone(),
      Cell::Accuracy(accuracy) => return accuracy.unit(),
    })
  }

  /// Where it stands before the law, its notation included. A text that is refused with one right answer is a matter of notation.
  pub fn status(&self) -> Option<Status> {
    match (&self.cell, self.unit()) {
      (Some(_), Some(unit)) if self.loose => Some(unit.status().max(Status::Notation)),
      (Some(_), Some(unit)) => Some(unit.status()),
      (Some(_), None) => Some(if self.loose { Status::Notation } else { Status::Legal }),
      _ => self.error.as_ref()?.fix().map(|_| Status::Notation),
    }
  }

  /// As it should be written, in the unit that was typed.
  pub fn shown(&self) -> Option<String> {
    Some(match self.cell.as_ref()? {
      Cell::Unit(unit) => unit.to_string(),
      Cell::Quantity(quantity) => quantity.shown(),
      Cell::Range(range) => range.shown(),
      Cell::Tolerance(value, tolerance) if value.unit == tolerance.unit => {
        format!("({}±{}) {}", numeric::pretty(&value.value), numeric::pretty(&tolerance.value), value.unit)
      }
      Cell::Tolerance(value, tolerance) => format!("{} ± {}", value.shown(), tolerance.shown()),
      Cell::Uncertainty(uncertainty) => uncertainty.shown(),
      Cell::Accuracy(accuracy) => accuracy.shown(),
    })
  }

  /// What to write instead: the right notation, or the value in a legal unit. `None` where nothing is to be put right, or where there are several
  /// answers.
  pub fn fix(&self) -> Option<String> {
    if let Some(error) = &self.error {
      // What is meant may itself be no legal unit.
      let meant = error.fix()?;
      let legal = Self::of(meant);
      return if legal.error.is_none() { legal.fix().or_else(|| Some(meant.to_owned())) } else { Some(meant.to_owned()) };
    }
    let fix = match self.status()? {
      Status::Legal => None,
      // `±5 %RH` is a part of the quantity, `±5 %` would be a share of the value; a weighting, `dB(A)`, is put in words by a person.
      Status::Notation
        if self.unit()?.status() == Status::Notation && (self.statement().is_some() || self.unit()?.scale() == Scale::Named) =>
      {
        None
      }
      Status::Notation if self.unit()?.status() == Status::Notation => self.in_unit(&self.unit()?.replacement()?).or_else(|| self.shown()),
      Status::Notation => self.shown(),
      Status::Restricted | Status::Forbidden => self.in_unit(&self.unit()?.replacement()?),
    };
    // What would only be asked about, `kg/cm²`, puts nothing right.
    fix.filter(|fix| Self::of(fix).error.is_none())
  }

  /// The cell in another unit.
  fn in_unit(&self, unit: &Unit) -> Option<String> {
    let from = self.unit()?;
    let convert = |value: &Number, reading| from.convert(value, unit, reading).map(|number| decimal(&number));
    Some(match self.cell.as_ref()? {
      // One degree of another scale is no number of degrees.
      Cell::Unit(_) if from.scale() == Scale::Interval => return None,
      Cell::Unit(_) => shown(&convert(&Number::decimal(1, 0), Reading::Difference)?, unit),
      Cell::Quantity(quantity) => shown(&convert(&quantity.written.number, Reading::Point)?, unit),
      Cell::Range(range) => {
        let (low, high) = &range.ends;
        format!("({}~{}) {unit}", convert(&low.number, Reading::Point)?, convert(&high.number, Reading::Point)?)
      }
      Cell::Tolerance(value, tolerance) => {
        let tolerance = tolerance.unit.convert(&tolerance.written.number, unit, Reading::Difference)?;
        format!("({}±{}) {unit}", convert(&value.written.number, Reading::Point)?, decimal(&tolerance))
      }
      Cell::Uncertainty(uncertainty) => match &uncertainty.formula.terms[..] {
        [formula::Term::Absolute(amount)] => {
          let value = shown(&convert(&amount.number, Reading::Difference)?, unit);
          uncertainty.shown_with(&value)
        }
        _ => return None,
      },
      Cell::Accuracy(accuracy) => match &accuracy.formula.as_ref()?.terms[..] {
        [formula::Term::Absolute(amount)] => format!("±{}", shown(&convert(&amount.number, Reading::Difference)?, unit)),
        _ => return None,
      },
    })
  }

  /// The value in coherent SI units and that unit; `None` for scales that have none.
  pub fn si(&self) -> Option<(String, String)> {
    let unit = self.unit()?;
    if unit.scale() == Scale::Named {
      return None;
    }
    let si_unit = unit.si_unit();
    let unit = &unit;
    let number = |value: &Number, unit: &Unit, reading| text(&unit.to_si(value, reading));
    let value = match self.cell.as_ref()? {
      Cell::Unit(unit) => number(&Number::decimal(1, 0), unit, Reading::Point),
      Cell::Quantity(quantity) => number(&quantity.written.number, unit, Reading::Point),
      Cell::Range(range) => {
        let (low, high) = &range.ends;
        format!("{}~{}", number(&low.number, unit, Reading::Point), number(&high.number, unit, Reading::Point))
      }
      Cell::Tolerance(value, tolerance) => {
        let spread = number(&tolerance.written.number, &tolerance.unit, Reading::Difference);
        format!("{}±{spread}", number(&value.written.number, unit, Reading::Point))
      }
      Cell::Uncertainty(uncertainty) => uncertainty::formula_si(&uncertainty.formula)?,
      Cell::Accuracy(accuracy) => uncertainty::formula_si(accuracy.formula.as_ref()?)?,
    };
    Some((value, si_unit))
  }

  /// As programs read it: `{"input","understood","si":{"value","unit"},"dimension","status","fix","error"}`.
  pub fn to_json(&self, input: &str, words: &Words) -> Json {
    let si = self.si().map(|(value, unit)| serde_json::json!({ "value": value, "unit": unit }));
    serde_json::json!({
      "input": input,
      "understood": self.shown(),
      "si": si,
      "dimension": self.unit().map(|unit| unit.dimension().to_string()),
      "status": self.status().map(Status::name),
      "fix": self.fix(),
      "error": self.error.as_ref().map(|error| words.say(&error.message())),
    })
  }

  /// For people: what it is, in SI, of which quantity, before the law, what to write instead.
  pub fn lines(&self, words: &Words) -> Vec<String> {
    if let Some(error) = &self.error {
      return vec![words.say(&error.message())];
    }
    let mut lines = Vec::new();
    let mut add = |id: &'static str, value: String| lines.push(words.say(&Message::new(id).with("value", value)));
    if let Some(shown) = self.shown() {
      add("understood-as", shown);
    }
    if let Some(kind) = self.statement() {
      add("understood-kind", words.get(kind));
    }
    if let Some((value, unit)) = self.si() {
      add("understood-si", if unit == "1" { value } else { format!("{value} {unit}") });
    }
    if let Some(unit) = self.unit() {
      let kind = unit.kind().map(|kind| if words.lang() == Lang::Zh { kind.zh } else { kind.en });
      let dimension = unit.dimension().to_string();
      add("understood-quantity", kind.map_or_else(|| dimension.clone(), |kind| format!("{kind} ({dimension})")));
    }
    if let Some(status) = self.status() {
      add("understood-status", words.get(status_words(status)));
    }
    if let Some(fix) = self.fix() {
      add("understood-fix", fix);
    }
    if let Some(Cell::Unit(unit)) = &self.cell
      && let Some(code) = unit.to_ucum()
    {
      let dsi = unit.to_dsi().unwrap_or_else(|| "—".to_owned());
      lines.push(words.say(&Message::new("understood-codes").with("ucum", code).with("dsi", dsi)));
    }
    lines
  }
}

impl Understanding {
  /// What kind of statement it is, where it is more than a value.
  fn statement(&self) -> Option<&'static str> {
    Some(match self.cell.as_ref()? {
      Cell::Uncertainty(uncertainty) if uncertainty.form == UncertaintyForm::Relative => "statement-relative-uncertainty",
      Cell::Uncertainty(_) => "statement-uncertainty",
      Cell::Accuracy(accuracy) => match accuracy.kind {
        AccuracyKind::Class => "statement-class",
        AccuracyKind::Grade => "statement-grade",
        AccuracyKind::None => "statement-none",
        _ => "statement-limit",
      },
      _ => return None,
    })
  }

  /// What is understood while `typed` is being typed, in a few words: the right notation or the legal value, the quantity, the status. `None` where
  /// there is nothing to say yet.
  pub fn lens(&self, typed: &str) -> Option<Message> {
    if let Some(error) = &self.error {
      let choices = (!error.choices.is_empty()).then(|| error.choices.join(" / "))?;
      return Some(Message::new("lens-choices").with("choices", choices));
    }
    let mut parts: Vec<Argument> = Vec::new();
    let fix = self.fix();
    match (&fix, self.shown()) {
      (Some(fix), _) => parts.push(format!("= {fix}").into()),
      (None, Some(shown)) if shown != typed.trim() => parts.push(shown.into()),
      _ => {}
    }
    if let Some(statement) = self.statement() {
      parts.push(Message::new(statement).into());
    } else if let Some(unit) = self.unit() {
      parts.push(match unit.kind() {
        Some(kind) => Argument::Bilingual { zh: kind.zh.to_owned(), en: kind.en.to_owned() },
        None => unit.dimension().to_string().into(),
      });
    }
    if let Some(status) = self.status().filter(|status| *status > Status::Legal) {
      parts.push(Message::new(status_words(status)).into());
    }
    let mut parts = parts.into_iter();
    let first = parts.next()?;
    let join = |left: Argument, right: Argument| Argument::Message(Message::new("lens-join").with("left", left).with("right", right));
    Some(Message::new("lens").with("what", parts.fold(first, join)))
  }
}

/// The sentence about a status.
fn status_words(status: Status) -> &'static str {
  match status {
    Status::Legal => "status-legal",
    Status::Notation => "status-notation",
    Status::Restricted => "status-restricted",
    Status::Forbidden => "status-forbidden",
  }
}

/// A value, exact where it is a finite decimal.
pub(super) fn text(value: &Factor) -> String {
  if value.is_rational() { value.number.to_text(DIGITS) } else { value.value().round_significant(DIGITS).to_text(DIGITS) }
}

/// A number for people: exact where that is short, else ten digits.
fn decimal(number: &Number) -> String {
  /// More digits than this come from a quotient that does not end, or from π.
  const LONGEST: u32 = 20;
  let number = number.trimmed();
  if number.significant_digits().is_some_and(|digits| digits <= LONGEST) {
    number.to_string()
  } else {
    number.round_significant(10).to_text(10)
  }
}

fn read(text: &str) -> Result<(Cell, bool), CellError> {
  let trimmed = text.trim_start();
  if trimmed.starts_with('\\') || trimmed.starts_with("ucum:") {
    let read = Unit::read(trimmed).map_err(|error| CellError::unit(error, 0, 0))?;
    return Ok((Cell::Unit(read.unit), false));
  }
  let chars = Chars::new(text);
  let (from, to) = chars.trim(0, chars.len());
  if from == to {
    return Err(CellError::new(CellProblem::Empty, 0, ""));
  }
  if chars.len() > MAX_CHARACTERS {
    return Err(CellError::new(CellProblem::TooLong, 0, chars.text(0, 20)));
  }
  let part = chars.text(from, to);
  if uncertainty::is_named(&part) {
    let read = super::typed_uncertainty(text, None)?;
    return Ok((Cell::Uncertainty(Box::new(read)), chars.is_loose(from, to)));
  }
  if let Some(class) = part.strip_suffix('S').filter(|class| !class.is_empty() && class.chars().all(|c| c.is_ascii_digit() || c == '.')) {
    // A class in one field, a conductance in another.
    let mut error = CellError::new(CellProblem::ClassOrLimit, chars.place(from), part.clone());
    error.choices = vec![format!("{class}S级"), format!("{class} S")];
    return Err(error);
  }
  if accuracy::is_stated(&part) {
    let read = super::typed_accuracy(text)?;
    return Ok((Cell::Accuracy(Box::new(read)), chars.is_loose(from, to)));
  }
  read_cell(&chars, from, to).map_err(|error| error.complete(&chars))
}

fn read_cell(chars: &Chars, from: usize, to: usize) -> Result<(Cell, bool), CellError> {
  if matches!(chars.get(from), Some('<' | '>' | '≤' | '≥' | '＜' | '＞')) {
    return Err(CellError::new(CellProblem::OpenStatement, chars.place(from), chars.text(from, to)));
  }
  let one_above = chars.get(from) == Some('1') && chars.get(chars.skip_blanks(from + 1)) == Some('/');
  if !one_above && let Some(read) = numeric::read(chars)? {
    let missing = || CellError::new(CellProblem::UnitMissing, chars.place(from), chars.text(from, to));
    return match read.numeric {
      Numeric::Quantity(quantity) if quantity.has_unit || quantity.written.has_power => Ok((Cell::Quantity(quantity), read.loose)),
      Numeric::Range(range) if range.has_unit && range.ends.0.number > range.ends.1.number => {
        Err(CellError::new(CellProblem::RangeOrder, chars.place(from), chars.text(from, to)))
      }
      Numeric::Range(range) if range.has_unit => Ok((Cell::Range(range), read.loose)),
      Numeric::Tolerance(value, tolerance) if value.has_unit => Ok((Cell::Tolerance(value, tolerance), read.loose)),
      _ => Err(missing()),
    };
  }
  let read = read_chars(&chars.part(from, to)).map_err(|error| CellError::unit(error, from, to))?;
  Ok((Cell::Unit(read.unit), read.loose))
}
