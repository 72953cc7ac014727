use crate::lang::{Message, Words};
use serde::Serialize;

/// A mistake in a form and where it stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Problem {
  /// The file, relative to the form's folder.
  pub file: String,
  /// Counted from 1.
  pub line: usize,
  /// In characters, counted from 1.
  pub column: usize,
  /// What is wrong.
  #[serde(skip)]
  pub message: Message,
}

impl Problem {
  /// `file:line:column: what is wrong`.
  pub fn say(&self, words: &Words) -> String {
    format!("{}:{}:{}: {}", self.file, self.line, self.column, words.say(&self.message))
  }

  /// Line and column of a byte of a text.
  pub(super) fn position(text: &str, at: usize) -> (usize, usize) {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
      at -= 1;
    }
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
  }
}
