use super::Value;
use crate::metrology::Number;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A value that stands in an expression. It is small, as most nodes of an expression are other things.
#[derive(Debug, Deserialize, Serialize)]
pub(super) enum Literal {
  Missing,
  Bool(bool),
  Number(Box<Number>),
  Text(Box<str>),
}

impl Literal {
  /// The value.
  pub(super) fn value(&self) -> Value<'_> {
    match self {
      Self::Missing => Value::Missing,
      Self::Bool(value) => Value::Bool(*value),
      Self::Number(number) => Value::Number((**number).clone()),
      Self::Text(text) => Value::Text(Cow::Borrowed(text)),
    }
  }
}
