//! What operators, parts and macros make of values.

use super::{
  Value,
  node::{Macro, Member, Operator},
};
use crate::metrology::{Number, Quantity};
use std::cmp::Ordering;

/// A part of a value: the unit of a quantity, the year of a date.
pub(super) fn member(value: Value<'_>, part: Member) -> Option<Value<'_>> {
  Some(match (value, part) {
    (Value::Quantity(quantity), Member::Value) => Value::Number(quantity.value),
    (Value::Quantity(quantity), Member::Unit) => Value::Text(quantity.unit),
    (Value::Range(range), Member::Low) => Value::Number(range.low.clone()),
    (Value::Range(range), Member::High) => Value::Number(range.high.clone()),
    (Value::Range(range), Member::Unit) => Value::Text(range.unit.clone()),
    (Value::Uncertainty(uncertainty), Member::Value) => Value::Number(uncertainty.value.clone()?),
    (Value::Uncertainty(uncertainty), Member::Unit) => Value::Text(uncertainty.unit.clone()),
    (Value::Uncertainty(uncertainty), Member::CoverageFactor) => Value::Number(uncertainty.k.clone()?),
    (Value::Uncertainty(uncertainty), Member::CoverageProbability) => Value::Number(uncertainty.p.clone()?),
    (Value::Uncertainty(uncertainty), Member::Form) => Value::text(uncertainty.form.name()),
    (Value::Accuracy(accuracy), Member::Kind) => Value::text(accuracy.kind.name()),
    (Value::Accuracy(accuracy), Member::Value) => Value::Number(accuracy.limit()?.0.parse().ok()?),
    (Value::Accuracy(accuracy), Member::Unit) => Value::text(accuracy.limit()?.1),
    (Value::Accuracy(accuracy), Member::Text) => Value::text(accuracy.text),
    (Value::Date(date), Member::Year) => Value::Number(i64::from(date.year()).into()),
    (Value::Date(date), Member::Month) => Value::Number(i64::from(date.month()).into()),
    (Value::Date(date), Member::Day) => Value::Number(i64::from(date.day()).into()),
    _ => return None,
  })
}

/// Whether there is a value that is not empty.
pub(super) fn has(value: &Value<'_>) -> bool {
  match value {
    Value::Missing => false,
    Value::Text(text) => !text.is_empty(),
    Value::List(items) => !items.is_empty(),
    _ => true,
  }
}

/// What an operator says of two values; nothing where they do not compare.
pub(super) fn compare(operator: Operator, a: &Value<'_>, b: &Value<'_>) -> Option<bool> {
  match operator {
    Operator::Equal => a.equals(b),
    Operator::NotEqual => a.equals(b).map(|equal| !equal),
    Operator::Less => a.compare(b).map(Ordering::is_lt),
    Operator::LessOrEqual => a.compare(b).map(Ordering::is_le),
    Operator::Greater => a.compare(b).map(Ordering::is_gt),
    Operator::GreaterOrEqual => a.compare(b).map(Ordering::is_ge),
    _ => None,
  }
}

/// Two values reckoned together; nothing where they do not fit.
pub(super) fn arithmetic<'a>(operator: Operator, a: Value<'a>, b: Value<'a>) -> Option<Value<'a>> {
  Some(match (operator, a, b) {
    (Operator::Add, Value::Number(a), Value::Number(b)) => Value::Number(a.add(&b)),
    (Operator::Subtract, Value::Number(a), Value::Number(b)) => Value::Number(a.subtract(&b)),
    (Operator::Multiply, Value::Number(a), Value::Number(b)) => Value::Number(a.multiply(&b)),
    (Operator::Divide, Value::Number(a), Value::Number(b)) => Value::Number(a.divide(&b)?),
    (Operator::Remainder, Value::Number(a), Value::Number(b)) => Value::Number(a.remainder(&b)?),
    (Operator::Add, Value::Text(a), Value::Text(b)) => Value::Text(a + b),
    (Operator::Add, Value::Quantity(a), Value::Quantity(b)) => {
      Value::Quantity(Quantity { value: a.value.add(&b.value_in(&a.unit)?), unit: a.unit })
    }
    (Operator::Subtract, Value::Quantity(a), Value::Quantity(b)) => {
      Value::Quantity(Quantity { value: a.value.subtract(&b.value_in(&a.unit)?), unit: a.unit })
    }
    (Operator::Divide, Value::Quantity(a), Value::Quantity(b)) => Value::Number(a.value.divide(&b.value_in(&a.unit)?)?),
    (Operator::Multiply, Value::Quantity(a), Value::Number(b)) | (Operator::Multiply, Value::Number(b), Value::Quantity(a)) => {
      Value::Quantity(Quantity { value: a.value.multiply(&b), unit: a.unit })
    }
    (Operator::Divide, Value::Quantity(a), Value::Number(b)) => Value::Quantity(Quantity { value: a.value.divide(&b)?, unit: a.unit }),
    _ => return None,
  })
}

/// The least or greatest of the values that are not missing; `None` where there is none, or where two do not compare.
pub(super) fn extreme<'a>(values: impl IntoIterator<Item = Value<'a>>, wanted: Ordering) -> Option<Value<'a>> {
  let mut best: Option<Value<'a>> = None;
  for value in values {
    if value.is_missing() {
      continue;
    }
    best = match best {
      Some(best) if value.compare(&best)? != wanted => Some(best),
      _ => Some(value),
    };
  }
  best
}

impl Macro {
  /// Puts the values of the rows together.
  pub(super) fn total<'a>(self, mut values: impl Iterator<Item = Value<'a>>) -> Value<'a> {
    match self {
      Macro::Count => Value::Number(values.filter(|value| value.as_bool() == Some(true)).count().into()),
      Macro::Exists => Value::Bool(values.any(|value| value.as_bool() == Some(true))),
      Macro::All => Value::Bool(values.all(|value| value.as_bool() != Some(false))),
      Macro::Sum => {
        let mut sum = Value::Number(Number::ZERO);
        for value in values {
          sum = match (sum, value) {
            (sum, Value::Missing) => sum,
            (Value::Number(sum), value @ Value::Quantity(_)) if sum.is_zero() => value,
            (sum, value) => match arithmetic(Operator::Add, sum, value) {
              Some(sum) => sum,
              None => return Value::Missing,
            },
          };
        }
        sum
      }
      Macro::Min => extreme(values, Ordering::Less).unwrap_or(Value::Missing),
      Macro::Max => extreme(values, Ordering::Greater).unwrap_or(Value::Missing),
    }
  }
}
