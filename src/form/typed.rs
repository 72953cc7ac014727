use super::{Choices, Field, Form, Kind, date_text::read_date, reading::is_empty};
use crate::{
  lang::{Lang, Message},
  metrology::{
    Accuracy, AccuracyKind, CellError, CellProblem, Number, Uncertainty, Understanding, typed_accuracy, typed_quantity, typed_range,
    typed_uncertainty,
  },
  text::half_width,
};
use serde_json::Value as Json;

impl Form {
  /// The answer that a typed text means: its JSON form, or the text itself where it cannot be read as what the field asks for.
  /// Empty text is no answer.
  pub fn answer_from_text(&self, field: &Field, text: &str) -> Option<Json> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
      return None;
    }
    let folded = half_width(trimmed);
    let understood = match &field.kind {
      Kind::Text { long: true, .. } => Some(text.trim_end().into()),
      Kind::Text { .. } => Some(trimmed.into()),
      Kind::Code(_) => {
        let code: String = folded.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
        Some(code.into())
      }
      Kind::Integer { .. } => number(&folded).and_then(|text| text.parse::<i64>().ok()).map(Json::from),
      Kind::Decimal { .. } => number(&folded).filter(|text| text.parse::<Number>().is_ok()).map(Json::from),
      Kind::Boolean => boolean(field, &folded).map(Json::from),
      Kind::Date => read_date(&folded).map(|date| date.to_string().into()),
      Kind::Choice(choices) => self.code_of(choices, trimmed).map(Json::from),
      Kind::Choices(choices) => {
        let codes: Option<Vec<Json>> = items(trimmed).map(|item| self.code_of(choices, item).map(Json::from)).collect();
        codes.map(Json::Array)
      }
      Kind::Quantity(units) => typed_quantity(trimmed, first(units)).ok(),
      Kind::Range(units) => typed_range(trimmed, first(units)).ok(),
      Kind::Uncertainty(units) => {
        let default = first(units).and_then(|unit| unit.parse().ok());
        typed_uncertainty(trimmed, default.as_ref()).ok().map(|typed| typed.json)
      }
      Kind::Accuracy => {
        // What stands behind ± must be understood; classes and grades are names.
        let kind =
          typed_accuracy(trimmed).ok().map(|typed| typed.kind).or_else(|| Accuracy::kind_of_text(&folded).filter(|kind| is_name(*kind)));
        kind.map(|kind| serde_json::json!({ "kind": kind.name(), "text": trimmed }))
      }
      Kind::Reference { many: false, .. } => Some(trimmed.into()),
      Kind::Reference { many: true, .. } => Some(items(trimmed).map(Json::from).collect()),
      Kind::Attachment { .. } | Kind::Computed { .. } | Kind::Note(_) => None,
    };
    Some(understood.unwrap_or_else(|| Json::from(trimmed)))
  }

  /// An answer as a person edits it; typing it again gives the same answer.
  pub fn text_of_answer(&self, field: &Field, json: &Json, lang: Lang) -> String {
    if is_empty(json) {
      return String::new();
    }
    let fallback = || match json {
      Json::String(text) => text.clone(),
      other => other.to_string(),
    };
    match &field.kind {
      Kind::Boolean => match json {
        Json::Bool(value) => yes_or_no(*value, lang).to_owned(),
        _ => fallback(),
      },
      Kind::Choice(choices) => json.as_str().map_or_else(fallback, |code| self.label_of(choices, code, lang).to_owned()),
      Kind::Choices(choices) => match json.as_array() {
        Some(codes) => {
          let labels = codes.iter().map(|code| match code.as_str() {
            Some(code) => self.label_of(choices, code, lang).to_owned(),
            None => code.to_string(),
          });
          labels.collect::<Vec<_>>().join(if lang == Lang::Zh { "、" } else { ", " })
        }
        None => fallback(),
      },
      Kind::Quantity(_) => parts(json, ["value", "unit"]).map_or_else(fallback, |[value, unit]| join(value, unit)),
      Kind::Range(_) => parts(json, ["low", "high", "unit"]).map_or_else(fallback, |[low, high, unit]| {
        if unit.is_empty() { format!("{low}~{high}") } else { format!("({low}~{high}) {unit}") }
      }),
      Kind::Uncertainty(_) => Uncertainty::from_json(json).map_or_else(fallback, |uncertainty| {
        let value = json.get("value").and_then(Json::as_str);
        match value {
          Some(_) => uncertainty.to_string(),
          None => json.get("text").and_then(Json::as_str).map_or_else(fallback, str::to_owned),
        }
      }),
      Kind::Accuracy => Accuracy::from_json(json).map_or_else(fallback, |accuracy| accuracy.text.to_owned()),
      Kind::Reference { many: true, .. } => match json.as_array() {
        Some(keys) => keys.iter().map(|key| key.as_str().map_or_else(|| key.to_string(), str::to_owned)).collect::<Vec<_>>().join("、"),
        None => fallback(),
      },
      Kind::Attachment { .. } => json.get("name").and_then(Json::as_str).map_or_else(fallback, str::to_owned),
      _ => fallback(),
    }
  }

  /// How the text of a field that takes measured values is understood, right or wrong; `None` for other fields and for no text.
  pub fn understanding(&self, field: &Field, text: &str) -> Option<Understanding> {
    let text = text.trim();
    let with_unit = |units: &[String]| match first(units) {
      // A bare number is meant in the first unit of the field.
      Some(unit) if text.ends_with(|c: char| c.is_ascii_digit() || c == ')') => format!("{text} {unit}"),
      _ => text.to_owned(),
    };
    if text.is_empty() {
      return None;
    }
    Some(match &field.kind {
      Kind::Quantity(units) | Kind::Range(units) => Understanding::of(&with_unit(units)),
      Kind::Uncertainty(units) => {
        let default = first(units).and_then(|unit| unit.parse().ok());
        Understanding::of_uncertainty(text, default.as_ref())
      }
      Kind::Accuracy => Understanding::of_accuracy(text),
      _ => return None,
    })
  }

  /// Why a text is no measured value as the field asks for it, where the text says more than that it is none; with what may be meant.
  pub fn why_not(&self, field: &Field, text: &str) -> Option<CellError> {
    let text = text.trim();
    let error = match &field.kind {
      Kind::Quantity(units) => typed_quantity(text, first(units)).err(),
      Kind::Range(units) => typed_range(text, first(units)).err(),
      Kind::Uncertainty(units) => {
        let default = first(units).and_then(|unit| unit.parse().ok());
        typed_uncertainty(text, default.as_ref()).err()
      }
      Kind::Accuracy => typed_accuracy(text).err(),
      _ => None,
    };
    let says_more = |error: &CellError| match error.problem {
      CellProblem::Unknown | CellProblem::ClassOrLimit => !error.choices.is_empty(),
      CellProblem::Formula => text.contains(['+', '[']),
      _ => true,
    };
    error.filter(says_more)
  }

  /// What is understood while `text` is being typed into a field, in a few words.
  pub fn lens(&self, field: &Field, text: &str) -> Option<Message> {
    self.understanding(field, text)?.lens(text)
  }

  /// What people read for a code; the code itself where nothing is known of it.
  pub fn label_of<'a>(&'a self, choices: &'a Choices, code: &'a str, lang: Lang) -> &'a str {
    match choices {
      Choices::List(list) => list.iter().find(|choice| choice.code == code).map(|choice| choice.label.get(lang)),
      Choices::Lookup { lookup, .. } => self.lookups[*lookup].label(code, lang),
    }
    .unwrap_or(code)
  }

  /// The code that `text` names, by code, by label in either language, or by another word of ledgers.
  fn code_of(&self, choices: &Choices, text: &str) -> Option<String> {
    let folded = half_width(text.trim()).to_lowercase();
    let same = |known: &str| half_width(known).to_lowercase() == folded;
    match choices {
      Choices::List(list) => {
        let by_code = list.iter().find(|choice| same(&choice.code));
        let by_label = || list.iter().find(|choice| same(&choice.label.zh) || same(&choice.label.en));
        let by_synonym = || list.iter().find(|choice| choice.synonyms.iter().any(|synonym| same(synonym)));
        by_code.or_else(by_label).or_else(by_synonym).map(|choice| choice.code.clone())
      }
      Choices::Lookup { lookup, filter } => {
        let table = &self.lookups[*lookup];
        if let Some(code) = table.keys(filter).find(|code| same(code)) {
          return Some(code.to_owned());
        }
        let names = |code: &str| {
          let labels = [table.label(code, Lang::Zh), table.label(code, Lang::En), table.detail(code)];
          labels.into_iter().flatten().any(same)
        };
        // A name that several rows share says nothing.
        let mut found = table.keys(filter).filter(|code| names(code));
        match (found.next(), found.next()) {
          (Some(code), None) => Some(code.to_owned()),
          _ => None,
        }
      }
    }
  }
}

/// Yes or no, as people read it.
pub fn yes_or_no(value: bool, lang: Lang) -> &'static str {
  match (value, lang) {
    (true, Lang::Zh) => "是",
    (false, Lang::Zh) => "否",
    (true, Lang::En) => "yes",
    (false, Lang::En) => "no",
  }
}

fn boolean(field: &Field, text: &str) -> Option<bool> {
  let (yes, no) = &field.yes_no;
  let among = |words: &[String]| words.iter().any(|word| half_width(word) == text);
  if among(yes) || among(no) {
    return Some(among(yes));
  }
  yes_no(text)
}

/// The usual words.
fn yes_no(text: &str) -> Option<bool> {
  match text.to_lowercase().as_str() {
    "是" | "有" | "对" | "√" | "y" | "yes" | "true" | "1" => Some(true),
    "否" | "无" | "不" | "×" | "n" | "no" | "false" | "0" => Some(false),
    _ => None,
  }
}

/// A folded number without blanks and thousands separators, `.5` as `0.5`; digits stay as written.
fn number(text: &str) -> Option<String> {
  let mut text: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| if matches!(c, '−' | '—' | '–') { '-' } else { c }).collect();
  text = text.replace('。', ".");
  if text.contains([',', '，']) {
    let unsigned = text.trim_start_matches(['-', '+']);
    let whole = unsigned.split('.').next().unwrap_or_default();
    let mut groups = whole.split([',', '，']);
    let first = groups.next().unwrap_or_default();
    if first.is_empty() || first.len() > 3 || !groups.all(|group| group.len() == 3) {
      return None;
    }
    text = text.replace([',', '，'], "");
  }
  if let Some(fraction) = text.strip_prefix('.') {
    text = format!("0.{fraction}");
  }
  Some(text.trim_start_matches('+').to_owned())
}

/// The parts of a typed list.
fn items(text: &str) -> impl Iterator<Item = &str> {
  text.split(['、', ',', '，', ';', '；', '\n']).map(str::trim).filter(|item| !item.is_empty())
}

fn first(units: &[String]) -> Option<&str> {
  units.first().map(String::as_str)
}

fn is_name(kind: AccuracyKind) -> bool {
  matches!(kind, AccuracyKind::Class | AccuracyKind::Grade | AccuracyKind::Uncertainty | AccuracyKind::None)
}

fn parts<'a, const N: usize>(json: &'a Json, keys: [&str; N]) -> Option<[&'a str; N]> {
  let mut found = [""; N];
  for (slot, key) in found.iter_mut().zip(keys) {
    *slot = json.get(key)?.as_str()?;
  }
  Some(found)
}

fn join(value: &str, unit: &str) -> String {
  if unit.is_empty() { value.to_owned() } else { format!("{value} {unit}") }
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn numbers() {
    // tui.md §2.8, after folding to half width
    for (text, expected) in [
      ("12.5", Some("12.5")),
      ("12。5", Some("12.5")),
      ("1,234", Some("1234")),
      ("1,234,567.80", Some("1234567.80")),
      ("12,34", None),
      ("—5", Some("-5")),
      ("-5", Some("-5")),
      ("+5", Some("5")),
      (".5", Some("0.5")),
      ("1 234", Some("1234")),
    ] {
      assert_eq!(number(text).as_deref(), expected, "{text}");
    }
  }

  #[test]
  fn booleans() {
    for (text, expected) in
      [("是", Some(true)), ("Y", Some(true)), ("√", Some(true)), ("否", Some(false)), ("no", Some(false)), ("也许", None)]
    {
      assert_eq!(yes_no(text), expected, "{text}");
    }
  }
}
