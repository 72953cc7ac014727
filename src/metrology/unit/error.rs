use crate::lang::{Argument, Message};

/// What is wrong with a text that should be a unit.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum UnitProblem {
  /// Nothing is there.
  Empty,
  /// Too long to be a unit.
  TooLong,
  /// No unit has this symbol or name.
  Unknown,
  /// It has several meanings, or one that is seldom meant.
  Ambiguous,
  /// Two solidi: GB 3101 asks for brackets.
  TwoSolidi,
  /// A product after a solidus: what stands below is not clear.
  ProductAfterSolidus,
  /// Two prefixes.
  TwoPrefixes,
  /// The unit takes no such prefix.
  PrefixNotTaken,
  /// A prefix alone.
  PrefixAlone,
  /// An exponent out of bounds, zero, or a second one.
  Exponent,
  /// A bracket without its twin, or empty ones.
  Bracket,
  /// A sign where a unit should be.
  Unexpected,
  /// A scale such as HRC inside a product.
  ScaleInProduct,
}

/// Why a text cannot be read as a unit, and what may have been meant.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UnitError {
  /// What is wrong.
  pub problem: UnitProblem,
  /// Where, in characters from 0.
  pub at: usize,
  /// The part that cannot be read.
  pub found: String,
  /// What may have been meant, as the whole unit would be written. Where it is one only, it can be taken; where several, the person must choose.
  pub choices: Vec<String>,
  /// Whether the choices are only names that look alike.
  pub is_guess: bool,
  /// What the meanings are, in Chinese and English.
  pub why: Option<(&'static str, &'static str)>,
}

impl UnitError {
  pub(in crate::metrology) fn new(problem: UnitProblem, at: usize, found: impl Into<String>) -> Self {
    Self { problem, at, found: found.into(), choices: Vec::new(), is_guess: false, why: None }
  }

  /// What to write instead, where there is one answer only.
  pub fn fix(&self) -> Option<&str> {
    match &self.choices[..] {
      [only] if !self.is_guess => Some(only),
      _ => None,
    }
  }

  /// What is wrong, where, and what may have been meant.
  pub fn message(&self) -> Message {
    let id = match self.problem {
      UnitProblem::Empty => "unit-empty",
      UnitProblem::TooLong => "unit-too-long",
      UnitProblem::Unknown => "unit-unknown",
      UnitProblem::Ambiguous => "unit-ambiguous",
      UnitProblem::TwoSolidi => "unit-two-solidi",
      UnitProblem::ProductAfterSolidus => "unit-product-after-solidus",
      UnitProblem::TwoPrefixes => "unit-two-prefixes",
      UnitProblem::PrefixNotTaken => "unit-prefix-not-taken",
      UnitProblem::PrefixAlone => "unit-prefix-alone",
      UnitProblem::Exponent => "unit-exponent",
      UnitProblem::Bracket => "unit-bracket",
      UnitProblem::Unexpected => "unit-unexpected",
      UnitProblem::ScaleInProduct => "unit-scale-in-product",
    };
    let why = match self.why {
      Some((zh, en)) => {
        let why = Argument::Bilingual { zh: zh.to_owned(), en: en.to_owned() };
        Message::new("unit-why").with("why", why).into()
      }
      None => Argument::from(""),
    };
    let choices = match &self.choices[..] {
      [] => Argument::from(""),
      [only] => Message::new("unit-choice").with("choice", only).into(),
      [first @ .., last] => Message::new("unit-choices").with("choices", first.join("、")).with("last", last).into(),
    };
    let message = Message::new(id).with("found", &self.found).with("at", self.at + 1);
    message.with("why", why).with("choices", choices)
  }
}
