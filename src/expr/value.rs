use crate::metrology::{Accuracy, Number, Quantity, Range, Uncertainty};
use jiff::civil::Date;
use std::{borrow::Cow, cmp::Ordering, fmt, sync::Arc};

/// What an expression evaluates to. The large kinds are shared, so that all values are small to hand on.
#[derive(Clone, Debug)]
pub enum Value<'a> {
  /// Not answered, not readable, not shown, or computed from such.
  Missing,
  /// True or false.
  Bool(bool),
  /// An exact number.
  Number(Number),
  /// Text, a code or a key.
  Text(Cow<'a, str>),
  /// A calendar date.
  Date(Date),
  /// A list.
  List(Vec<Value<'a>>),
  /// A number with a unit.
  Quantity(Quantity<'a>),
  /// An interval with a unit.
  Range(Arc<Range<'a>>),
  /// An expanded uncertainty.
  Uncertainty(Arc<Uncertainty<'a>>),
  /// An accuracy as stated.
  Accuracy(Accuracy<'a>),
  /// An attached file: its name.
  Attachment(&'a str),
}

impl<'a> Value<'a> {
  /// A text that is borrowed.
  pub fn text(text: &'a str) -> Self {
    Self::Text(Cow::Borrowed(text))
  }

  /// Whether there is no value.
  pub fn is_missing(&self) -> bool {
    matches!(self, Self::Missing)
  }

  /// The same value on its own feet; `None` for kinds that borrow from the document.
  pub fn to_static(&self) -> Option<Value<'static>> {
    Some(match self {
      Self::Missing => Value::Missing,
      Self::Bool(value) => Value::Bool(*value),
      Self::Number(number) => Value::Number(number.clone()),
      Self::Text(text) => Value::Text(Cow::Owned(text.clone().into_owned())),
      Self::Date(date) => Value::Date(*date),
      Self::List(items) => Value::List(items.iter().map(Value::to_static).collect::<Option<_>>()?),
      Self::Quantity(quantity) => {
        Value::Quantity(Quantity { value: quantity.value.clone(), unit: Cow::Owned(quantity.unit.clone().into_owned()) })
      }
      Self::Range(_) | Self::Uncertainty(_) | Self::Accuracy(_) | Self::Attachment(_) => return None,
    })
  }

  /// The truth, where it is one.
  pub fn as_bool(&self) -> Option<bool> {
    if let Self::Bool(value) = self { Some(*value) } else { None }
  }

  /// Whether two values are equal; `None` where one is missing or their units measure different things. A text in ISO form equals the date it names.
  pub(super) fn equals(&self, other: &Value<'_>) -> Option<bool> {
    match (self, other) {
      (Value::Missing, _) | (_, Value::Missing) => None,
      (Value::Bool(a), Value::Bool(b)) => Some(a == b),
      (Value::Text(a), Value::Text(b)) => Some(a == b),
      (Value::List(a), Value::List(b)) => {
        if a.len() != b.len() {
          return Some(false);
        }
        a.iter().zip(b).map(|(a, b)| a.equals(b)).try_fold(true, |all, equal| Some(all && equal?))
      }
      _ => self.compare(other).map(Ordering::is_eq),
    }
  }

  /// The order of two values; `None` where one is missing, their units measure different things or they have no order.
  pub(super) fn compare(&self, other: &Value<'_>) -> Option<Ordering> {
    match (self, other) {
      (Value::Number(a), Value::Number(b)) => Some(a.cmp(b)),
      (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
      (Value::Date(a), Value::Text(b)) => b.parse().ok().map(|b| a.cmp(&b)),
      (Value::Text(a), Value::Date(b)) => a.parse::<Date>().ok().map(|a| a.cmp(b)),
      (Value::Quantity(a), Value::Quantity(b)) => a.compare(b),
      _ => None,
    }
  }
}

impl fmt::Display for Value<'_> {
  /// As people write it, free of any language; missing values and truths are left to the caller.
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match self {
      Self::Missing => Ok(()),
      Self::Bool(value) => write!(f, "{value}"),
      Self::Number(number) => write!(f, "{number}"),
      Self::Text(text) => f.write_str(text),
      Self::Date(date) => write!(f, "{date}"),
      Self::List(items) => {
        for (index, item) in items.iter().enumerate() {
          write!(f, "{}{item}", if index > 0 { "、" } else { "" })?;
        }
        Ok(())
      }
      Self::Quantity(quantity) => write!(f, "{quantity}"),
      Self::Range(range) => write!(f, "{range}"),
      Self::Uncertainty(uncertainty) => write!(f, "{uncertainty}"),
      Self::Accuracy(accuracy) => write!(f, "{accuracy}"),
      Self::Attachment(name) => f.write_str(name),
    }
  }
}
