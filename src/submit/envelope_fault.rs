use crate::lang::Message;
use thiserror::Error;

/// Why bytes are not an envelope.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum EnvelopeFault {
  /// More bytes than are taken.
  #[error("more than {limit} bytes")]
  TooLarge {
    /// The largest size in bytes.
    limit: usize,
  },
  /// Not JSON at all, or something after the end.
  #[error("not JSON: {0}")]
  NotJson(String),
  /// An object has the same key twice, so that two readers may see different values.
  #[error("key {0:?} stands twice")]
  DuplicateKey(String),
  /// Lists and objects nested too deeply.
  #[error("nested deeper than {limit}")]
  TooDeep {
    /// The deepest nesting taken.
    limit: usize,
  },
  /// A number that is no integer of at most 53 bits; measured values are written as strings.
  #[error("number {0} is not an integer below 2^53")]
  Number(String),
  /// JSON with the right content, but not in the canonical form of RFC 8785.
  #[error("not in canonical form")]
  NotCanonical,
  /// A field is missing or has the wrong type.
  #[error("not an envelope: {0}")]
  Shape(String),
}

impl EnvelopeFault {
  /// The permanent code of the fault, as it stands in problem documents.
  pub fn code(&self) -> &'static str {
    match self {
      Self::TooLarge { .. } => "too-large",
      Self::NotJson(_) => "not-json",
      Self::DuplicateKey(_) => "duplicate-key",
      Self::TooDeep { .. } => "too-deep",
      Self::Number(_) => "number",
      Self::NotCanonical => "not-canonical",
      Self::Shape(_) => "not-an-envelope",
    }
  }

  /// The fault as a sentence.
  pub fn message(&self) -> Message {
    match self {
      Self::TooLarge { limit } => Message::new("envelope-too-large").with("limit", *limit),
      Self::NotJson(cause) => Message::new("envelope-not-json").with("cause", crate::text::clean_foreign(cause)),
      Self::DuplicateKey(key) => Message::new("envelope-duplicate-key").with("key", crate::text::clean_foreign(key)),
      Self::TooDeep { limit } => Message::new("envelope-too-deep").with("limit", *limit),
      Self::Number(number) => Message::new("envelope-number").with("number", crate::text::clean_foreign(number)),
      Self::NotCanonical => Message::new("envelope-not-canonical"),
      Self::Shape(cause) => Message::new("envelope-shape").with("cause", crate::text::clean_foreign(cause)),
    }
  }
}
