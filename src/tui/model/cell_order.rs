use crate::{
  expr::Value,
  metrology::{Factor, Number, Reading, Unit},
  text::SortKey,
};
use jiff::civil::Date;
use std::cmp::Ordering;

/// What a cell is sorted by: numbers as numbers, quantities and ranges by magnitude whatever their unit, dates as dates, all else as people read it.
/// Kinds never mix, so that the order is one whatever stands in a column.
#[derive(Clone, Debug)]
pub(super) enum CellOrder {
  Yes,
  No,
  Number(Number),
  Date(Date),
  /// Lower and upper end in the SI; what differs in kind stands apart.
  Measured {
    unit: String,
    low: Factor,
    high: Factor,
  },
  Text(SortKey),
  /// What is empty comes last whichever way one sorts.
  Empty,
}

impl CellOrder {
  /// Of a cell with this value, which shows this text.
  pub(super) fn new(value: &Value<'_>, text: &str) -> Self {
    if text.is_empty() {
      return Self::Empty;
    }
    let measured = |low: &Number, high: &Number, unit: &str| {
      let unit: Unit = if matches!(unit, "" | "1") { Unit::ONE } else { unit.parse().ok()? };
      let (low, high) = (unit.to_si(low, Reading::Point), unit.to_si(high, Reading::Point));
      Some(Self::Measured { unit: unit.dimension().si_unit(), low, high })
    };
    let known = match value {
      Value::Bool(true) => Some(Self::Yes),
      Value::Bool(false) => Some(Self::No),
      Value::Number(number) => Some(Self::Number(number.clone())),
      Value::Date(date) => Some(Self::Date(*date)),
      Value::Quantity(quantity) => measured(&quantity.value, &quantity.value, &quantity.unit),
      Value::Range(range) => measured(&range.low, &range.high, &range.unit),
      _ => None,
    };
    known.unwrap_or_else(|| Self::Text(SortKey::new(text)))
  }

  fn rank(&self) -> u8 {
    match self {
      Self::Yes => 0,
      Self::No => 1,
      Self::Number(_) => 2,
      Self::Date(_) => 3,
      Self::Measured { .. } => 4,
      Self::Text(_) => 5,
      Self::Empty => 6,
    }
  }

  /// The order of two cells, `descending` or not.
  pub(super) fn compare(&self, other: &Self, descending: bool) -> Ordering {
    if let (Self::Empty, _) | (_, Self::Empty) = (self, other) {
      return self.rank().cmp(&other.rank());
    }
    let order = match (self, other) {
      (Self::Number(a), Self::Number(b)) => a.cmp(b),
      (Self::Date(a), Self::Date(b)) => a.cmp(b),
      (Self::Measured { unit: a, low, high }, Self::Measured { unit: b, low: other_low, high: other_high }) => {
        a.cmp(b).then_with(|| low.compare(other_low)).then_with(|| high.compare(other_high))
      }
      (Self::Text(a), Self::Text(b)) => a.cmp(b),
      _ => self.rank().cmp(&other.rank()),
    };
    if descending { order.reverse() } else { order }
  }
}
