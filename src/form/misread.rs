use crate::lang::Message;

/// Why an answer cannot be read as what its field asks for. The answer is kept as it is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Misread {
  /// Not a text.
  Text,
  /// Not a whole number below 2^53.
  Integer,
  /// Not a number.
  Decimal,
  /// Neither yes nor no.
  Boolean,
  /// Not a date of the calendar.
  Date,
  /// Not among the answers offered.
  Code,
  /// Not a list.
  List,
  /// Not a number with a unit.
  Quantity,
  /// Not two numbers with a unit.
  Range,
  /// Not an uncertainty.
  Uncertainty,
  /// Neither an error limit nor a class nor a grade.
  Accuracy,
  /// A unit that the field does not take; holds those it does.
  Unit(String, Vec<String>),
  /// Not the description of a file.
  Attachment,
}

impl Misread {
  /// The code of the finding.
  pub fn code(&self) -> &'static str {
    match self {
      Self::Text => "not-a-text",
      Self::Integer => "not-an-integer",
      Self::Decimal => "not-a-number",
      Self::Boolean => "not-yes-or-no",
      Self::Date => "not-a-date",
      Self::Code => "unknown-choice",
      Self::List => "not-a-list",
      Self::Quantity => "not-a-quantity",
      Self::Range => "not-a-range",
      Self::Uncertainty => "not-an-uncertainty",
      Self::Accuracy => "acc-bare",
      Self::Unit(..) => "unit-not-taken",
      Self::Attachment => "not-a-file",
    }
  }

  /// What to say about the answer `shown`.
  pub fn message(&self, shown: &str) -> Message {
    let id = match self {
      Self::Text => "misread-text",
      Self::Integer => "misread-integer",
      Self::Decimal => "misread-decimal",
      Self::Boolean => "misread-boolean",
      Self::Date => "misread-date",
      Self::Code => "misread-code",
      Self::List => "misread-list",
      Self::Quantity => "misread-quantity",
      Self::Range => "misread-range",
      Self::Uncertainty => "misread-uncertainty",
      Self::Accuracy => "misread-accuracy",
      Self::Unit(unit, allowed) => {
        return Message::new("misread-unit").with("unit", unit).with("allowed", allowed.join(" / "));
      }
      Self::Attachment => "misread-attachment",
    };
    Message::new(id).with("found", shown)
  }
}
