use regex_lite::{Error, Regex};
use serde::{Deserialize, Serialize};
use std::{fmt, sync::OnceLock};

/// A regular expression that is known to be one. What matching needs is made when it is first asked for.
#[derive(Clone, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Pattern {
  source: String,
  #[serde(skip)]
  regex: OnceLock<Option<Regex>>,
}

impl Pattern {
  /// Reads a regular expression; says what is wrong with it.
  pub fn new(source: &str) -> Result<Self, Error> {
    let regex = Regex::new(source)?;
    Ok(Self { source: source.to_owned(), regex: OnceLock::from(Some(regex)) })
  }

  /// As it is written.
  pub fn as_str(&self) -> &str {
    &self.source
  }

  /// Whether it occurs in `text`.
  pub fn is_match(&self, text: &str) -> bool {
    self.regex.get_or_init(|| Regex::new(&self.source).ok()).as_ref().is_some_and(|regex| regex.is_match(text))
  }
}

impl fmt::Debug for Pattern {
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    self.source.fmt(f)
  }
}
