use super::{
  Ability, Expr, Facts, FieldIx, Find, GroupIx, Value,
  function::Function,
  node::{Node, Operator, Rows, TableMacro},
  operate::{arithmetic, compare, extreme, has, member},
};
use crate::metrology::{Number, Quantity, Range, Reading, Uncertainty, UncertaintyForm, add_months, coverage_probability, due_date};
use jiff::{Span, civil::Date};
use std::{borrow::Cow, cmp::Ordering, sync::Arc};

/// Where an expression is evaluated: the row of the rule, if it has one.
#[derive(Clone, Copy, Debug)]
pub struct At {
  /// The table and the place of the row in it.
  pub row: Option<(GroupIx, usize)>,
}

impl At {
  /// In a section, not in a row.
  pub const SECTION: Self = Self { row: None };

  /// In row `row` of `table`.
  pub fn row(table: GroupIx, row: usize) -> Self {
    Self { row: Some((table, row)) }
  }
}

/// Evaluates `expr`; an operation with a missing operand is missing.
pub fn evaluate<'a>(expr: &'a Expr, facts: &dyn Facts<'a>, at: At) -> Value<'a> {
  Evaluator { facts, row: at.row, item: None }.value(&expr.root)
}

/// What a condition comes to; `None` where it is missing or no truth.
pub fn truth<'a>(expr: &'a Expr, facts: &dyn Facts<'a>, at: At) -> Option<bool> {
  Evaluator { facts, row: at.row, item: None }.truth(&expr.root)
}

struct Evaluator<'f, 'a> {
  facts: &'f dyn Facts<'a>,
  row: Option<(GroupIx, usize)>,
  item: Option<(GroupIx, usize)>,
}

impl<'a> Evaluator<'_, 'a> {
  fn value(&self, node: &'a Node) -> Value<'a> {
    match node {
      Node::Literal(literal) => literal.value(),
      Node::AsOf => self.facts.as_of().map_or(Value::Missing, Value::Date),
      Node::Field(group, field) => self.facts.field(*group, None, *field),
      Node::RowField(field) => self.cell(self.row, *field),
      Node::ItemField(field) => self.cell(self.item, *field),
      Node::Follow(key, group, field) => match self.value(key) {
        Value::Text(key) => self.cell(self.facts.row_by_key(*group, &key).map(|row| (*group, row)), *field),
        _ => Value::Missing,
      },
      Node::List(items) => Value::List(items.iter().map(|item| self.value(item)).collect()),
      Node::Index(list, index) => match (self.value(list), self.value(index)) {
        (Value::List(mut items), Value::Number(index)) => match index.to_i64().and_then(|index| usize::try_from(index).ok()) {
          Some(index) if index < items.len() => items.swap_remove(index),
          _ => Value::Missing,
        },
        _ => Value::Missing,
      },
      Node::Member(inner, part) => member(self.value(inner), *part).unwrap_or(Value::Missing),
      Node::Negate(inner) => match self.value(inner) {
        Value::Number(number) => Value::Number(number.negate()),
        Value::Quantity(quantity) => Value::Quantity(Quantity { value: quantity.value.negate(), unit: quantity.unit }),
        _ => Value::Missing,
      },
      Node::Not(_) | Node::And(..) | Node::Or(..) => self.truth(node).map_or(Value::Missing, Value::Bool),
      Node::Binary(operator, a, b) if operator.is_arithmetic() => {
        arithmetic(*operator, self.value(a), self.value(b)).unwrap_or(Value::Missing)
      }
      Node::Binary(..) => self.truth(node).map_or(Value::Missing, Value::Bool),
      Node::Conditional(condition, yes, no) => match self.truth(condition) {
        Some(true) => self.value(yes),
        Some(false) => self.value(no),
        None => Value::Missing,
      },
      Node::Call(function, arguments) => self.call(*function, arguments).unwrap_or(Value::Missing),
      Node::Matches(text, regex) => match self.value(text) {
        Value::Text(text) => Value::Bool(regex.is_match(&text)),
        _ => Value::Missing,
      },
      Node::Lookup { table, column, key } => match self.value(key) {
        Value::Text(key) => self.facts.lookup(*table, &key, *column),
        _ => Value::Missing,
      },
      Node::Find { table, by, value } => {
        let value = self.value(value);
        let found = match (by, &value) {
          (Ability::Names, Value::Text(text)) => self.facts.find(*table, Find::Named(text)),
          (Ability::Bands, Value::Number(number)) => self.facts.find(*table, Find::UpTo(number)),
          (Ability::Since, Value::Date(date)) => self.facts.find(*table, Find::InForce(*date)),
          _ => None,
        };
        found.map_or(Value::Missing, Value::text)
      }
      Node::Fits { table, key, text } => match (self.value(key), self.value(text)) {
        (Value::Text(key), Value::Text(text)) => self.facts.fits(*table, &key, &text).map_or(Value::Missing, Value::Bool),
        _ => Value::Missing,
      },
      Node::LastEdit => self.facts.last_edit().map_or(Value::Missing, Value::Date),
      Node::Macro(inner) => self.table_macro(inner),
    }
  }

  fn cell(&self, at: Option<(GroupIx, usize)>, field: FieldIx) -> Value<'a> {
    at.map_or(Value::Missing, |(group, row)| self.facts.field(group, Some(row), field))
  }

  /// What a condition comes to, without a value made of each of its parts; `None` where it is missing.
  fn truth(&self, node: &'a Node) -> Option<bool> {
    match node {
      Node::Not(inner) => self.truth(inner).map(|truth| !truth),
      Node::And(a, b) => self.logic(a, b, false),
      Node::Or(a, b) => self.logic(a, b, true),
      Node::Binary(Operator::In, item, list) => self.is_in(item, list),
      Node::Binary(operator, a, b) if !operator.is_arithmetic() => compare(*operator, &self.value(a), &self.value(b)),
      Node::Conditional(condition, yes, no) => self.truth(if self.truth(condition)? { yes } else { no }),
      Node::Call(Function::Has, arguments) => arguments.first().map(|value| has(&self.value(value))),
      _ => self.value(node).as_bool(),
    }
  }

  /// Three-valued logic: `decides` alone settles the result, whatever the other side.
  fn logic(&self, a: &'a Node, b: &'a Node, decides: bool) -> Option<bool> {
    let left = self.truth(a);
    if left == Some(decides) {
      return left;
    }
    match (left, self.truth(b)) {
      (_, Some(right)) if right == decides => Some(decides),
      (Some(_), Some(_)) => Some(!decides),
      _ => None,
    }
  }

  /// Whether a value stands in a list.
  fn is_in(&self, item: &'a Node, list: &'a Node) -> Option<bool> {
    let item = self.value(item);
    if item.is_missing() {
      return None;
    }
    let is_item = |other: &Value<'_>| item.equals(other) == Some(true);
    match list {
      // A list that stands in the expression is not made to be looked through.
      Node::List(items) => Some(items.iter().any(|other| is_item(&self.value(other)))),
      _ => match self.value(list) {
        Value::List(items) => Some(items.iter().any(is_item)),
        _ => None,
      },
    }
  }

  fn call(&self, function: Function, arguments: &'a [Node]) -> Option<Value<'a>> {
    let mut values = arguments.iter().map(|node| self.value(node));
    match function {
      Function::Least => return extreme(values, Ordering::Less),
      Function::Greatest => return extreme(values, Ordering::Greater),
      Function::Tier => {
        let number = number(values.next()?)?;
        let (mut thresholds, mut reached) = (0_usize, 0_usize);
        for threshold in values.filter_map(self::number) {
          thresholds += 1;
          reached += usize::from(number >= threshold);
        }
        return (thresholds > 0).then(|| Value::Number(reached.into()));
      }
      _ => {}
    }
    let mut next = || values.next();
    Some(match function {
      Function::Has => Value::Bool(has(&next()?)),
      Function::Size => match next()? {
        Value::Text(text) => Value::Number(text.chars().count().into()),
        Value::List(items) => Value::Number(items.len().into()),
        _ => return None,
      },
      Function::StartsWith => Value::Bool(text(next()?)?.starts_with(&*text(next()?)?)),
      Function::EndsWith => Value::Bool(text(next()?)?.ends_with(&*text(next()?)?)),
      Function::Contains => Value::Bool(text(next()?)?.contains(&*text(next()?)?)),
      Function::Substring => {
        let (text, from) = (text(next()?)?, integer(next()?)?);
        let to = match next() {
          Some(value) => integer(value)?,
          None => i64::MAX,
        };
        let (from, to) = (usize::try_from(from).ok()?, usize::try_from(to).ok()?);
        Value::Text(Cow::Owned(text.chars().skip(from).take(to.saturating_sub(from)).collect()))
      }
      Function::Abs => match next()? {
        Value::Number(number) => Value::Number(number.abs()),
        Value::Quantity(quantity) => Value::Quantity(Quantity { value: quantity.value.abs(), unit: quantity.unit }),
        _ => return None,
      },
      Function::Round | Function::RoundUp => {
        let (number, places) = (number(next()?)?, i32::try_from(integer(next()?)?).ok()?);
        Value::Number(if function == Function::Round { number.round(places) } else { number.round_up(places) })
      }
      Function::SignificantDigits | Function::Decimals | Function::FirstDigit => {
        let number = match next()? {
          Value::Number(number) => number,
          Value::Quantity(quantity) => quantity.value,
          Value::Uncertainty(uncertainty) => uncertainty.value.clone()?,
          _ => return None,
        };
        let digits = match function {
          Function::Decimals => number.decimals(),
          Function::FirstDigit => number.first_digit(),
          _ => number.significant_digits(),
        };
        Value::Number(i64::from(digits?).into())
      }
      Function::AddMonths => Value::Date(add_months(date(next()?)?, integer(next()?)?)?),
      Function::AddDays => {
        let (date, days) = (date(next()?)?, Span::new().try_days(integer(next()?)?).ok()?);
        Value::Date(date.checked_add(days).ok()?)
      }
      Function::DueDate => Value::Date(due_date(date(next()?)?, integer(next()?)?)?),
      Function::DaysBetween => {
        let (from, to) = (date(next()?)?, date(next()?)?);
        Value::Number(i64::from(from.until(to).ok()?.get_days()).into())
      }
      Function::Replace => {
        let (whole, old, new) = (text(next()?)?, text(next()?)?, text(next()?)?);
        if old.is_empty() { Value::Text(whole) } else { Value::Text(Cow::Owned(whole.replace(&*old, &new))) }
      }
      Function::ToDigits => {
        let (value, digits) = (next()?, u32::try_from(integer(next()?)?).ok().filter(|digits| *digits > 0)?);
        match value {
          Value::Number(number) => Value::Number(number.round_to_digits(digits)?),
          Value::Quantity(quantity) => Value::Quantity(Quantity { value: quantity.value.round_to_digits(digits)?, ..quantity }),
          Value::Uncertainty(uncertainty) => {
            let value = Some(uncertainty.value.as_ref()?.round_to_digits(digits)?);
            Value::Uncertainty(Arc::new(Uncertainty { value, ..Arc::unwrap_or_clone(uncertainty) }))
          }
          _ => return None,
        }
      }
      Function::NormalProbability => Value::Number(coverage_probability(&number(next()?)?)?),
      Function::MakeQuantity => {
        let (value, unit) = (number(next()?)?, text(next()?)?);
        Value::Quantity(Quantity { value, unit })
      }
      Function::Convert | Function::ConvertDifference => {
        let reading = if function == Function::Convert { Reading::Point } else { Reading::Difference };
        self.convert(next()?, text(next()?)?, reading)?
      }
      Function::Comparable => {
        let (a, b) = (text(next()?)?, text(next()?)?);
        Value::Bool(a == b || self.facts.unit(&a)?.is_comparable(&*self.facts.unit(&b)?))
      }
      Function::WithoutYear => Value::Text(without_year(text(next()?)?)?),
      Function::Compact => Value::Text(Cow::Owned(date(next()?)?.strftime("%Y%m%d").to_string())),
      Function::RangeContains => match (next()?, next()?) {
        (Value::Range(outer), Value::Range(inner)) => Value::Bool(outer.contains(&inner)?),
        _ => return None,
      },
      Function::Best | Function::Worst => match (next()?, next()?) {
        (Value::Uncertainty(uncertainty), Value::Range(range)) => {
          let (least, greatest) = uncertainty.over(&range)?;
          Value::Quantity(if function == Function::Best { least } else { greatest })
        }
        _ => return None,
      },
      Function::NotBelow => match (next()?, next()?, next()?) {
        (Value::Uncertainty(claim), Value::Uncertainty(reference), Value::Range(range)) => {
          Value::Bool(claim.is_not_below(&reference, &range)?)
        }
        (Value::Uncertainty(claim), Value::Text(text), Value::Range(range)) => {
          Value::Bool(claim.is_not_below(&Uncertainty::from_text(&text)?, &range)?)
        }
        _ => return None,
      },
      Function::Least | Function::Greatest | Function::Tier => return None,
    })
  }

  /// The same value in another unit, exactly; `None` where the units cannot be compared. An uncertainty is a difference, whatever `reading` says;
  /// one that is a formula or relative is left alone.
  fn convert(&self, value: Value<'a>, to: Cow<'a, str>, reading: Reading) -> Option<Value<'a>> {
    let unit = |text: &str| self.facts.unit(text);
    let target = unit(&to)?;
    Some(match value {
      Value::Quantity(quantity) => {
        Value::Quantity(Quantity { value: unit(&quantity.unit)?.convert(&quantity.value, &target, reading)?, unit: to })
      }
      Value::Range(range) => {
        let from = unit(&range.unit)?;
        let (low, high) = (from.convert(&range.low, &target, reading)?, from.convert(&range.high, &target, reading)?);
        Value::Range(Arc::new(Range { low, high, unit: to }))
      }
      Value::Uncertainty(uncertainty) if uncertainty.form == UncertaintyForm::Absolute => {
        let value = unit(&uncertainty.unit)?.convert(uncertainty.value.as_ref()?, &target, Reading::Difference)?;
        Value::Uncertainty(Arc::new(Uncertainty { value: Some(value), unit: to, ..Arc::unwrap_or_clone(uncertainty) }))
      }
      _ => return None,
    })
  }

  fn table_macro(&self, of: &'a TableMacro) -> Value<'a> {
    match &of.rows {
      Rows::Whole(group) => {
        // The body cannot see the row of the rule, so the value is the same for every row.
        let id = of.id();
        if let Some(value) = self.facts.recall(id) {
          return value;
        }
        let value = self.fold(of, *group, 0..self.facts.rows(*group));
        self.facts.remember(id, value.clone());
        value
      }
      Rows::Named(group, keys) => match self.value(keys) {
        Value::List(keys) => {
          let rows = keys.iter().filter_map(|key| if let Value::Text(key) = key { self.facts.row_by_key(*group, key) } else { None });
          self.fold(of, *group, rows)
        }
        Value::Text(key) => self.fold(of, *group, self.facts.row_by_key(*group, &key).into_iter()),
        _ => Value::Missing,
      },
    }
  }

  fn fold(&self, of: &'a TableMacro, group: GroupIx, rows: impl Iterator<Item = usize>) -> Value<'a> {
    of.kind.total(rows.map(|row| match &of.body {
      Some(body) => Evaluator { facts: self.facts, row: self.row, item: Some((group, row)) }.value(body),
      None => Value::Bool(true),
    }))
  }
}

impl TableMacro {
  /// What its value is kept under.
  pub(super) fn id(&self) -> usize {
    std::ptr::from_ref(self) as usize
  }

  /// The value of its body for one row of the table.
  pub(super) fn of_row<'a>(&'a self, facts: &dyn Facts<'a>, group: GroupIx, row: usize) -> Value<'a> {
    match &self.body {
      Some(body) => Evaluator { facts, row: None, item: Some((group, row)) }.value(body),
      None => Value::Bool(true),
    }
  }
}

/// The number of a standard without its year: `JJG 52` of `JJG 52-2013`; missing where no year of two or four digits stands at the end.
fn without_year(text: Cow<'_, str>) -> Option<Cow<'_, str>> {
  let (number, year) = text.rsplit_once(['-', ':'])?;
  let is_year = matches!(year.len(), 2 | 4) && year.bytes().all(|byte| byte.is_ascii_digit());
  is_year.then(|| Cow::Owned(number.trim_end().to_owned()))
}

fn text(value: Value<'_>) -> Option<Cow<'_, str>> {
  if let Value::Text(text) = value { Some(text) } else { None }
}

fn number(value: Value<'_>) -> Option<Number> {
  if let Value::Number(number) = value { Some(number) } else { None }
}

fn integer(value: Value<'_>) -> Option<i64> {
  number(value)?.to_i64()
}

fn date(value: Value<'_>) -> Option<Date> {
  if let Value::Date(date) = value { Some(date) } else { None }
}
