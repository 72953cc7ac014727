//! Why a command did not do what was asked.

use crate::lang::{Message, Words};
use std::fmt;

/// What kind of thing went wrong; the exit code hangs on it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
  /// The content was looked at and has errors: exit code 1.
  Findings,
  /// It could not be done: a wrong call, a file that cannot be read, a network that does not answer. Exit code 2.
  Cannot,
}

/// Why a command did not do what was asked: a fact, what caused it, and what to do next.
#[derive(Clone, Debug)]
pub struct Failure {
  kind: Kind,
  message: Message,
  cause: Option<String>,
  hints: Vec<Message>,
  /// Other things of the same kind, told with it so that all can be put right at once.
  others: Vec<Message>,
}

impl Failure {
  /// Something that could not be done.
  pub fn new(message: Message) -> Self {
    Self { kind: Kind::Cannot, message, cause: None, hints: Vec::new(), others: Vec::new() }
  }

  /// The content has errors.
  pub fn findings(message: Message) -> Self {
    Self { kind: Kind::Findings, ..Self::new(message) }
  }

  /// Adds what the system or a library said.
  #[must_use]
  pub fn caused_by(mut self, cause: impl fmt::Display) -> Self {
    self.cause = Some(cause.to_string());
    self
  }

  /// Several failures told as one, in their order; `None` where there are none.
  pub fn all(failures: Vec<Self>) -> Option<Self> {
    let mut failures = failures.into_iter();
    let first = failures.next()?;
    let others = failures.map(|failure| failure.message).collect();
    Some(Self { others, ..first })
  }

  /// Adds what the person can do next.
  #[must_use]
  pub fn hint(mut self, hint: Message) -> Self {
    self.hints.push(hint);
    self
  }

  /// Says first where it happened.
  #[must_use]
  pub fn within(self, place: Message) -> Self {
    Self { message: Message::new("failure-within").with("place", place).with("what", self.message), ..self }
  }

  /// The exit code of the process.
  pub fn exit_code(&self) -> u8 {
    match self.kind {
      Kind::Findings => 1,
      Kind::Cannot => 2,
    }
  }

  /// What went wrong.
  pub fn message(&self) -> &Message {
    &self.message
  }

  /// The failure as lines for a person: what, why, what next.
  pub fn say(&self, words: &Words) -> String {
    let mut text = words.say(&self.message);
    if let Some(cause) = &self.cause {
      text.push_str(&words.say(&Message::new("failure-cause").with("cause", cause)));
    }
    for other in &self.others {
      text.push('\n');
      text.push_str(&words.say(other));
    }
    for hint in &self.hints {
      text.push('\n');
      text.push_str(&words.say(&Message::new("failure-hint").with("hint", hint.clone())));
    }
    text
  }
}

impl fmt::Display for Failure {
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{}", self.message)?;
    if let Some(cause) = &self.cause {
      write!(f, ": {cause}")?;
    }
    Ok(())
  }
}

impl std::error::Error for Failure {}
