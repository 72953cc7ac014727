use serde::Serialize;
use std::fmt;

/// A value inside a [`Message`].
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Argument {
  /// A count, which may choose a plural form.
  Count(i64),
  /// Text shown as it stands.
  Text(String),
  /// Another message, said in the same language.
  Message(Message),
  /// Words of a form, which come in both languages.
  Bilingual {
    /// Chinese.
    zh: String,
    /// English.
    en: String,
  },
}

/// A fact to be told to a person, free of any language: the id of a sentence in `locales/` and what fills it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Message {
  /// The key in the locale files.
  pub id: &'static str,
  /// Named values for the sentence.
  pub args: Vec<(&'static str, Argument)>,
}

impl Message {
  /// A sentence without values.
  pub fn new(id: &'static str) -> Self {
    Self { id, args: Vec::new() }
  }

  /// Adds a value.
  #[must_use]
  pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
    self.args.push((name, value.into()));
    self
  }
}

impl fmt::Display for Message {
  /// The bare facts, for logs and tests; people are told by [`super::Words`].
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{}", self.id)?;
    for (name, value) in &self.args {
      match value {
        Argument::Count(count) => write!(f, " {name}={count}")?,
        Argument::Text(text) => write!(f, " {name}={text:?}")?,
        Argument::Message(message) => write!(f, " {name}=({message})")?,
        Argument::Bilingual { en, .. } => write!(f, " {name}={en:?}")?,
      }
    }
    Ok(())
  }
}

impl From<&str> for Argument {
  fn from(text: &str) -> Self {
    Self::Text(text.to_owned())
  }
}

impl From<String> for Argument {
  fn from(text: String) -> Self {
    Self::Text(text)
  }
}

impl From<&String> for Argument {
  fn from(text: &String) -> Self {
    Self::Text(text.clone())
  }
}

impl From<usize> for Argument {
  fn from(count: usize) -> Self {
    Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
  }
}

impl From<i64> for Argument {
  fn from(count: i64) -> Self {
    Self::Count(count)
  }
}

impl From<Message> for Argument {
  fn from(message: Message) -> Self {
    Self::Message(message)
  }
}
