use super::{Bilingual, Choices};
use crate::{
  expr::{Expr, GroupIx},
  metrology::Number,
  text::Pattern,
};
use serde::{Deserialize, Serialize};

/// What an answer is, with the bounds that hold for it.
#[derive(Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Kind {
  /// One line, or several where `long`.
  Text {
    /// Several lines.
    long: bool,
    /// Characters and form.
    limits: TextLimits,
  },
  /// A code: half width, upper case, no spaces.
  Code(TextLimits),
  /// A whole number below 2^53.
  Integer {
    /// Least value.
    min: Option<Number>,
    /// Greatest value.
    max: Option<Number>,
  },
  /// An exact number.
  Decimal {
    /// Least value.
    min: Option<Number>,
    /// Greatest value.
    max: Option<Number>,
  },
  /// Yes or no.
  Boolean,
  /// A calendar date.
  Date,
  /// One of several.
  Choice(Choices),
  /// Any of several.
  Choices(Choices),
  /// A number with a unit; the units allowed, any where empty.
  Quantity(Vec<String>),
  /// An interval with a unit; the units allowed, any where empty.
  Range(Vec<String>),
  /// An expanded uncertainty; the units allowed, any where empty.
  Uncertainty(Vec<String>),
  /// An accuracy as stated.
  Accuracy,
  /// The key of a row of one of these tables, or a list of keys.
  Reference {
    /// The tables.
    to: Vec<GroupIx>,
    /// A list of keys.
    many: bool,
  },
  /// A file, by name, size and digest.
  Attachment {
    /// File endings; any where empty.
    accept: Vec<String>,
    /// The most bytes.
    max_bytes: u64,
  },
  /// A value that follows from others.
  Computed {
    /// How.
    expr: Box<Expr>,
    /// Decimals shown.
    digits: Option<i32>,
    /// Labels of the codes it may have.
    choices: Option<Choices>,
  },
  /// A text for the reader; no answer.
  Note(Bilingual),
}

/// What a text must be like.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct TextLimits {
  /// Fewest characters.
  pub min_len: Option<usize>,
  /// Most characters.
  pub max_len: Option<usize>,
  /// What the whole text must match, and what to say otherwise.
  pub pattern: Option<(Pattern, Bilingual)>,
  /// A check the program knows.
  pub format: Option<Format>,
  /// Whether the format only warns.
  pub format_warns: bool,
  /// Whether measured values stand in it in free words, the units of which are looked at.
  pub measured: bool,
}

/// A form of text the program knows.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Format {
  /// Unified social credit code, GB 32100-2015.
  Uscc,
  /// E-mail address.
  Email,
  /// Telephone number of mainland China.
  Phone,
  /// Postcode of mainland China.
  Postcode,
  /// Industry code, GB/T 4754-2017.
  Industry,
  /// Number of a standard or regulation.
  StandardNumber,
}

impl Format {
  /// Every format with its name in forms.
  pub const ALL: [(&'static str, Self); 6] = [
    ("uscc", Self::Uscc),
    ("email", Self::Email),
    ("phone", Self::Phone),
    ("postcode", Self::Postcode),
    ("industry", Self::Industry),
    ("standard_no", Self::StandardNumber),
  ];
}

impl Kind {
  /// Whether a person answers it.
  pub fn is_answered(&self) -> bool {
    !matches!(self, Self::Computed { .. } | Self::Note(_))
  }

  /// The name of the type in forms.
  pub fn name(&self) -> &'static str {
    match self {
      Self::Text { long: false, .. } => "text",
      Self::Text { long: true, .. } => "long_text",
      Self::Code(_) => "code",
      Self::Integer { .. } => "integer",
      Self::Decimal { .. } => "decimal",
      Self::Boolean => "boolean",
      Self::Date => "date",
      Self::Choice(_) => "choice",
      Self::Choices(_) => "choices",
      Self::Quantity(_) => "quantity",
      Self::Range(_) => "range",
      Self::Uncertainty(_) => "uncertainty",
      Self::Accuracy => "accuracy",
      Self::Reference { .. } => "reference",
      Self::Attachment { .. } => "attachment",
      Self::Computed { .. } => "computed",
      Self::Note(_) => "note",
    }
  }
}
