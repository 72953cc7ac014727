use crate::{
  form::{Field, Form, Kind, yes_or_no},
  lang::Lang,
  ledger::{
    cell::{Cell, Figure},
    value::ValueReader,
  },
};
use jiff::civil::Date;
use serde_json::Value as Json;

/// How an answer stands in a cell.
pub(super) enum Written {
  Text(String),
  /// A number and how many decimals are shown.
  Number(f64, usize),
  Date(Date),
}

impl Written {
  /// The answer in the language of the workbook: days as days, numbers as numbers where no digit is lost, all else as text.
  pub(super) fn of(form: &Form, field: &Field, json: &Json, lang: Lang) -> Self {
    match (&field.kind, json) {
      (Kind::Date, Json::String(text)) => {
        let date = text.parse::<Date>().ok().filter(|date| date.year() >= 1901 && date.to_string() == *text);
        date.map_or_else(|| Self::Text(text.clone()), Self::Date)
      }
      (Kind::Integer { .. }, Json::Number(number)) if number.as_i64().is_some_and(|integer| integer.abs() < 1_000_000_000_000) => {
        Self::Number(number.as_f64().unwrap_or_default(), 0)
      }
      (Kind::Decimal { .. }, Json::String(text)) => decimal(text).unwrap_or_else(|| Self::Text(text.clone())),
      (Kind::Boolean, Json::Bool(truth)) => Self::Text(yes_or_no(*truth, lang).to_owned()),
      _ => Self::Text(form.text_of_answer(field, json, lang)),
    }
  }

  /// The text a person sees.
  pub(super) fn shown(&self) -> String {
    match self {
      Self::Text(text) => text.clone(),
      Self::Number(number, decimals) => format!("{number:.decimals$}"),
      Self::Date(date) => date.to_string(),
    }
  }

  /// Whether reading the cell gives the answer it was written from.
  pub(super) fn reads_back(&self, form: &Form, field: &Field, json: &Json) -> bool {
    let cell = match self {
      Self::Text(text) => Cell::text(text),
      Self::Number(number, _) => Cell::Number(Figure { shown: self.shown().into(), value: *number, cut: false }),
      Self::Date(date) => Cell::Date(*date),
    };
    ValueReader::new(form, field, None, std::iter::empty()).read(&cell).answer.as_ref() == Some(json)
  }
}

/// A decimal as a number, where its digits survive.
fn decimal(text: &str) -> Option<Written> {
  let unsigned = text.strip_prefix('-').unwrap_or(text);
  let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
  let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
  let plain = !whole.is_empty() && digits(whole) && digits(fraction) && (whole.len() == 1 || !whole.starts_with('0'));
  if !plain || whole.len() + fraction.len() > 14 || (unsigned.contains('.') && fraction.is_empty()) {
    return None;
  }
  let number: f64 = text.parse().ok()?;
  let decimals = fraction.len();
  (format!("{number:.decimals$}") == text).then_some(Written::Number(number, decimals))
}
