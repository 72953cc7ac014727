//! How a value that stands in an expression is kept in a compiled form.

use super::Value;
use crate::metrology::Number;
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::Error};
use std::borrow::Cow;

/// What can be written down in an expression.
#[derive(Deserialize, Serialize)]
enum Literal<'a> {
  Missing,
  Bool(bool),
  Number(Number),
  Text(Cow<'a, str>),
}

pub(super) fn serialize<S: Serializer>(value: &Value<'_>, serializer: S) -> Result<S::Ok, S::Error> {
  let literal = match value {
    Value::Missing => Literal::Missing,
    Value::Bool(value) => Literal::Bool(*value),
    Value::Number(number) => Literal::Number(number.clone()),
    Value::Text(text) => Literal::Text(Cow::Borrowed(text)),
    other => return Err(S::Error::custom(format!("{other:?} cannot be written down"))),
  };
  literal.serialize(serializer)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value<'static>, D::Error> {
  Ok(match Literal::deserialize(deserializer)? {
    Literal::Missing => Value::Missing,
    Literal::Bool(value) => Value::Bool(value),
    Literal::Number(number) => Value::Number(number),
    Literal::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
  })
}
