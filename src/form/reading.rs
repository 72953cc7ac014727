use super::{Choices, Field, Form, Kind, Misread};
use crate::{
  expr::Value,
  metrology::{Accuracy, Number, Quantity, Range, Uncertainty},
};
use jiff::civil::Date;
use serde_json::Value as Json;
use std::sync::Arc;

/// Whole numbers above this lose digits in other programs' JSON.
const MAX_INTEGER: u64 = 1 << 53;

impl Form {
  /// Reads the answer of `field` from its JSON form. Nothing answered (`null`, empty text, empty list) is [`Value::Missing`].
  pub fn read<'a>(&self, field: &Field, json: &'a Json) -> Result<Value<'a>, Misread> {
    if is_empty(json) {
      return Ok(Value::Missing);
    }
    match &field.kind {
      Kind::Text { .. } | Kind::Code(_) => json.as_str().map(Value::text).ok_or(Misread::Text),
      Kind::Integer { .. } => {
        let integer = json.as_i64().filter(|integer| integer.unsigned_abs() < MAX_INTEGER).ok_or(Misread::Integer)?;
        Ok(Value::Number(integer.into()))
      }
      Kind::Decimal { .. } | Kind::Computed { .. } => {
        json.as_str().and_then(|text| text.parse::<Number>().ok()).map(Value::Number).ok_or(Misread::Decimal)
      }
      Kind::Boolean => json.as_bool().map(Value::Bool).ok_or(Misread::Boolean),
      Kind::Date => json.as_str().and_then(date).map(Value::Date).ok_or(Misread::Date),
      Kind::Choice(choices) => {
        let code = json.as_str().ok_or(Misread::Code)?;
        if self.has_code(choices, code) { Ok(Value::text(code)) } else { Err(Misread::Code) }
      }
      Kind::Choices(choices) => {
        let items = json.as_array().ok_or(Misread::List)?;
        let codes = items.iter().map(|item| item.as_str().filter(|code| self.has_code(choices, code)).map(Value::text));
        codes.collect::<Option<_>>().map(Value::List).ok_or(Misread::Code)
      }
      Kind::Quantity(units) => {
        let quantity = Quantity::from_json(json).ok_or(Misread::Quantity)?;
        taken(units, &quantity.unit)?;
        Ok(Value::Quantity(quantity))
      }
      Kind::Range(units) => {
        let range = Range::from_json(json).ok_or(Misread::Range)?;
        taken(units, &range.unit)?;
        Ok(Value::Range(Arc::new(range)))
      }
      Kind::Uncertainty(units) => {
        let uncertainty = Uncertainty::from_json(json).ok_or(Misread::Uncertainty)?;
        if uncertainty.value.is_some() && uncertainty.unit != "%" {
          taken(units, &uncertainty.unit)?;
        }
        Ok(Value::Uncertainty(Arc::new(uncertainty)))
      }
      Kind::Accuracy => Accuracy::from_json(json).map(Value::Accuracy).ok_or(Misread::Accuracy),
      Kind::Reference { many: false, .. } => json.as_str().map(Value::text).ok_or(Misread::Text),
      Kind::Reference { many: true, .. } => {
        let items = json.as_array().ok_or(Misread::List)?;
        items.iter().map(|item| item.as_str().map(Value::text)).collect::<Option<_>>().map(Value::List).ok_or(Misread::List)
      }
      Kind::Attachment { .. } => {
        let name = json.get("name").and_then(Json::as_str).ok_or(Misread::Attachment)?;
        let digest = json.get("digest").and_then(Json::as_str).is_some_and(|digest| digest.starts_with("sha-256:"));
        let size = json.get("size").is_some_and(Json::is_u64);
        if digest && size { Ok(Value::Attachment(name)) } else { Err(Misread::Attachment) }
      }
      Kind::Note(_) => Ok(Value::Missing),
    }
  }

  /// Whether a choice offers `code`.
  pub fn has_code(&self, choices: &Choices, code: &str) -> bool {
    match choices {
      Choices::List(list) => list.iter().any(|choice| choice.code == code),
      Choices::Lookup { lookup, filter } => self.lookups[*lookup].has(code, filter),
    }
  }
}

/// Whether nothing was answered.
pub fn is_empty(json: &Json) -> bool {
  match json {
    Json::Null => true,
    Json::String(text) => text.is_empty(),
    Json::Array(items) => items.is_empty(),
    _ => false,
  }
}

/// Reads `2025-06-30`, exactly.
fn date(text: &str) -> Option<Date> {
  let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else { return None };
  let number = |digits: &[u8]| digits.iter().try_fold(0_i16, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i16::from(byte - b'0')));
  Date::new(number(&[y1, y2, y3, y4])?, number(&[m1, m2])? as i8, number(&[d1, d2])? as i8).ok()
}

fn taken(units: &[String], unit: &str) -> Result<(), Misread> {
  if units.is_empty() || units.iter().any(|known| known == unit) { Ok(()) } else { Err(Misread::Unit(unit.to_owned(), units.to_vec())) }
}
