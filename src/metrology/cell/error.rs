use crate::{
  lang::{Argument, Message},
  metrology::{Number, UnitError, unit::chars::Chars},
};

/// What is wrong with a text that should be a measured value.
#[derive(Clone, Debug, PartialEq)]
pub enum CellProblem {
  /// Nothing is there.
  Empty,
  /// Too long for one cell.
  TooLong,
  /// Neither a number nor a unit nor any statement that is known.
  Unknown,
  /// Not a number as it is written.
  Number,
  /// A comma in a number: for thousands or for decimals.
  Comma,
  /// Two numbers behind each other without a sign between them.
  TwoNumbers,
  /// A number without a unit.
  UnitMissing,
  /// An interval with a unit at its lower end only.
  RangeUnit,
  /// The two ends are of different quantities.
  RangeKinds,
  /// The lower end is above the upper one.
  RangeOrder,
  /// One end does not belong to the interval.
  HalfOpen,
  /// `<`, `≤`, 优于 and the like: not a value.
  OpenStatement,
  /// An exponent with an ordinary minus sign behind a number: it may be an interval.
  MinusOrRange,
  /// A power of ten behind the upper end, which may belong to both ends.
  SharedPower,
  /// A bracket without its twin.
  Bracket,
  /// A standard uncertainty in place of an expanded one.
  StandardUncertainty,
  /// The coverage factor cannot be read, or stands twice.
  Coverage,
  /// A formula whose terms do not fit together.
  Formula,
  /// A bare number where a class or an error limit may be meant.
  ClassOrLimit,
  /// The unit cannot be read.
  Unit(Box<UnitError>),
}

/// Why a cell cannot be read, and what may have been meant.
#[derive(Clone, Debug, PartialEq)]
pub struct CellError {
  /// What is wrong.
  pub problem: CellProblem,
  /// Where, in characters from 0.
  pub at: usize,
  /// The part that cannot be read.
  pub found: String,
  /// What may have been meant, as the whole cell would be written.
  pub choices: Vec<String>,
  /// The part to be replaced, and by what, until the whole is known.
  pub(super) span: (usize, usize),
  pub(super) replacements: Vec<String>,
}

/// `0.01 mm` in place of a unit: the number and its unit.
fn multiple(text: &str) -> Option<(Number, &str)> {
  let (number, unit) = text.split_once(' ')?;
  Some((number.parse().ok()?, unit))
}

impl CellError {
  pub(super) fn new(problem: CellProblem, at: usize, found: impl Into<String>) -> Self {
    Self { problem, at, found: found.into(), choices: Vec::new(), span: (0, 0), replacements: Vec::new() }
  }

  /// A unit between `from` and `to` that cannot be read.
  pub(super) fn unit(error: UnitError, from: usize, to: usize) -> Self {
    let replacements = error.choices.clone();
    Self {
      at: error.at,
      found: error.found.clone(),
      choices: Vec::new(),
      span: (from, to),
      replacements,
      problem: CellProblem::Unit(Box::new(error)),
    }
  }

  /// Puts the replacements into the whole text.
  pub(super) fn complete(mut self, chars: &Chars) -> Self {
    let (from, to) = self.span;
    for replacement in std::mem::take(&mut self.replacements) {
      let before = chars.text(0, from);
      if let Some((factor, unit)) = multiple(&replacement).filter(|_| from > 0) {
        // `5丝`: what is meant is five times 0.01 mm.
        if let (Ok(number), true) = (before.trim().parse::<Number>(), to >= chars.len()) {
          self.choices.push(format!("{} {unit}", number.multiply(&factor).trimmed()));
        }
        continue;
      }
      let blank = if before.ends_with(|c: char| c.is_ascii_digit() || c == ')') && !replacement.starts_with(|c: char| c.is_ascii_digit()) {
        " "
      } else {
        ""
      };
      self.choices.push(format!("{before}{blank}{replacement}{}", chars.text(to, chars.len())));
    }
    self
  }

  /// What to write instead, where there is one answer only.
  pub fn fix(&self) -> Option<&str> {
    // What is no unit by itself is taken only as a person's choice.
    let guess = matches!(&self.problem, CellProblem::Unit(error) if error.is_guess || error.choices.len() > 1);
    match &self.choices[..] {
      [only] if !guess => Some(only),
      _ => None,
    }
  }

  /// What is wrong, where, and what may have been meant.
  pub fn message(&self) -> Message {
    let id = match &self.problem {
      CellProblem::Unit(error) => return error.message(),
      CellProblem::Empty => "cell-empty",
      CellProblem::TooLong => "cell-too-long",
      CellProblem::Unknown => "cell-unknown",
      CellProblem::Number => "cell-number",
      CellProblem::Comma => "cell-comma",
      CellProblem::TwoNumbers => "cell-two-numbers",
      CellProblem::UnitMissing => "cell-unit-missing",
      CellProblem::RangeUnit => "cell-range-unit",
      CellProblem::RangeKinds => "cell-range-kinds",
      CellProblem::RangeOrder => "cell-range-order",
      CellProblem::HalfOpen => "cell-half-open",
      CellProblem::OpenStatement => "cell-open-statement",
      CellProblem::MinusOrRange => "cell-minus-or-range",
      CellProblem::SharedPower => "cell-shared-power",
      CellProblem::Bracket => "cell-bracket",
      CellProblem::StandardUncertainty => "cell-standard-uncertainty",
      CellProblem::Coverage => "cell-coverage",
      CellProblem::Formula => "cell-formula",
      CellProblem::ClassOrLimit => "cell-class-or-limit",
    };
    let choices = match &self.choices[..] {
      [] => Argument::from(""),
      [only] => Message::new("unit-choice").with("choice", only).into(),
      [first @ .., last] => Message::new("unit-choices").with("choices", first.join("、")).with("last", last).into(),
    };
    Message::new(id).with("found", &self.found).with("at", self.at + 1).with("choices", choices)
  }
}
