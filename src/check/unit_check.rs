use crate::{
  form::Kind,
  lang::Message,
  metrology::{Accuracy, CellProblem, Number, ReadUnit, Reading, Status, Unit, values_in},
};
use serde_json::{Map, Value as Json};

/// What is to be said of a unit in an answer.
///
/// Source of what is legal, restricted or forbidden: the tables of `metrology::unit`.
pub(super) struct UnitFault {
  pub(super) code: &'static str,
  pub(super) is_error: bool,
  pub(super) message: Message,
  /// The answers that may be meant.
  pub(super) answers: Vec<Json>,
}

/// The keys of an answer whose numbers are in its unit, and how they are to be understood where the unit has a zero of its own.
fn numbers_of(kind: &Kind) -> (&'static [&'static str], &'static [Reading]) {
  match kind {
    Kind::Range(_) => (&["low", "high"], &[Reading::Point]),
    Kind::Uncertainty(_) => (&["value"], &[Reading::Difference]),
    // A resolution is a difference, a value of a reference material a point: where that matters a person chooses.
    _ => (&["value"], &[Reading::Point, Reading::Difference]),
  }
}

/// Looks at the unit of a quantity, range or uncertainty: how it is written, and where it stands before the law.
pub(super) fn unit_fault(kind: &Kind, answer: &Json) -> Option<UnitFault> {
  let object = answer.as_object()?;
  let text = object.get("unit")?.as_str().filter(|text| !text.is_empty() && *text != "%")?;
  match Unit::read(text) {
    Err(error) => {
      let keys = numbers_of(kind).0;
      let meant = |choice: &String| with_choice(object, keys, choice);
      let answers = if error.is_guess { Vec::new() } else { error.choices.iter().filter_map(meant).collect() };
      let message = Message::new("unit-not-read").with("unit", text).with("why", error.message());
      let code = if error.choices.is_empty() || error.is_guess { "unit" } else { "unit-case" };
      Some(UnitFault { code, is_error: true, message, answers })
    }
    Ok(read) => match read.status() {
      Status::Legal => None,
      Status::Notation => {
        let fix = read.fix()?;
        let message = Message::new("unit-notation").with("found", text).with("fix", &fix);
        Some(UnitFault { code: "unit-case", is_error: false, message, answers: vec![with_unit(object, &fix)] })
      }
      Status::Restricted => Some(not_legal("unit-restrict", kind, object, text, &read)),
      Status::Forbidden => Some(not_legal("unit-forbid", kind, object, text, &read)),
    },
  }
}

fn with_unit(object: &Map<String, Json>, unit: &str) -> Json {
  let mut object = object.clone();
  object.insert("unit".to_owned(), unit.into());
  Json::Object(object)
}

/// What may be meant by a unit: another unit, or so many of it, `10000 kg/m²`.
fn with_choice(object: &Map<String, Json>, keys: &[&str], choice: &str) -> Option<Json> {
  let Some((factor, unit)) = choice.split_once(' ').and_then(|(factor, unit)| Some((factor.parse::<Number>().ok()?, unit))) else {
    return Some(with_unit(object, choice));
  };
  let mut object = object.clone();
  for key in keys {
    let number: Number = object.get(*key)?.as_str()?.parse().ok()?;
    object.insert((*key).to_owned(), plain(&number.multiply(&factor)).into());
  }
  Some(with_unit(&object, unit))
}

/// A unit that is not legal: what to use in its place and, where the decimals come to an end, the answer in it.
fn not_legal(code: &'static str, kind: &Kind, object: &Map<String, Json>, text: &str, read: &ReadUnit) -> UnitFault {
  let (keys, readings) = numbers_of(kind);
  let mut answers: Vec<Json> = Vec::new();
  let mut shown = None;
  // The coefficients of a formula are not converted by us.
  let is_plain = object.get("form").is_none_or(|form| form == "absolute");
  for (legal, reading) in
    read.unit.replacement().iter().filter(|_| is_plain).flat_map(|legal| readings.iter().map(move |reading| (legal, *reading)))
  {
    let convert = |key: &&str| {
      let number: Number = object.get(*key)?.as_str()?.parse().ok()?;
      read.unit.convert(&number, legal, reading)
    };
    let Some(values) = keys.iter().map(convert).collect::<Option<Vec<Number>>>() else { continue };
    let mut converted = object.clone();
    converted.insert("unit".to_owned(), legal.to_string().into());
    for (key, value) in keys.iter().zip(&values) {
      converted.insert((*key).to_owned(), plain(value).into());
    }
    let numbers: Vec<String> = values.iter().map(plain).collect();
    shown.get_or_insert_with(|| format!("{} {legal}", numbers.join("~")));
    let converted = Json::Object(converted);
    if values.iter().all(|value| value.decimals().is_some()) && !answers.contains(&converted) {
      answers.push(converted);
    }
  }
  let legal = read.unit.replacement().map(|unit| unit.to_string()).unwrap_or_default();
  let id = match (code, shown.is_some()) {
    ("unit-forbid", true) => "unit-forbid-value",
    ("unit-forbid", false) => "unit-forbid",
    (_, true) => "unit-restrict-value",
    (_, false) => "unit-restrict",
  };
  let message = Message::new(id).with("found", text).with("legal", legal).with("value", shown.unwrap_or_default());
  UnitFault { code, is_error: true, message, answers }
}

/// A converted number without the zeros that conversion adds at its end.
fn plain(number: &Number) -> String {
  let text = number.to_string();
  if text.contains('.') && !text.contains(['e', 'E']) { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// What is to be said of the units of measured values that stand in a text among other words; the answers are texts again. Where the law forbids a
/// unit it is told as elsewhere; since words are no field of their own, it only warns.
pub(super) fn faults_in_words(text: &str) -> Vec<UnitFault> {
  let mut faults = Vec::new();
  for (piece, read) in values_in(text) {
    let put = |meant: &str| Json::from(text.replacen(piece, meant, 1));
    if let Some(error) = &read.error {
      if let (CellProblem::Unit(unit), false) = (&error.problem, error.choices.is_empty()) {
        let answers = if unit.is_guess { Vec::new() } else { error.choices.iter().map(|choice| put(choice)).collect() };
        let message = Message::new("unit-not-read").with("unit", piece).with("why", error.message());
        faults.push(UnitFault { code: "unit-case", is_error: false, message, answers });
      }
      continue;
    }
    let Some(status @ (Status::Restricted | Status::Forbidden)) = read.status() else { continue };
    let (Some(unit), Some(legal)) = (read.unit(), read.unit().and_then(|unit| unit.replacement())) else { continue };
    let fix = read.fix();
    let (code, id) = match (status, fix.is_some()) {
      (Status::Forbidden, true) => ("unit-forbid", "unit-forbid-value"),
      (Status::Forbidden, false) => ("unit-forbid", "unit-forbid"),
      (_, true) => ("unit-restrict", "unit-restrict-value"),
      (_, false) => ("unit-restrict", "unit-restrict"),
    };
    let message = Message::new(id).with("found", unit.to_string()).with("legal", legal.to_string());
    let message = message.with("value", fix.clone().unwrap_or_default());
    faults.push(UnitFault { code, is_error: false, message, answers: fix.iter().map(|fix| put(fix)).collect() });
  }
  faults
}

/// The unit of an error limit as stated, `±0.02 mm`; the answers are texts again.
pub(super) fn limit_fault(answer: &Json) -> Option<UnitFault> {
  let text = answer.get("text")?.as_str()?;
  let (value, unit) = Accuracy::from_json(answer)?.limit()?;
  let kind = Kind::Uncertainty(Vec::new());
  let fault = unit_fault(&kind, &serde_json::json!({ "value": value, "unit": unit }))?;
  let back = |json: &Json| {
    let (value, unit) = (json.get("value")?.as_str()?, json.get("unit")?.as_str()?);
    let mut stated = answer.clone();
    *stated.get_mut("text")? = format!("±{value} {unit}").into();
    (stated.get("text")?.as_str()? != text).then_some(stated)
  };
  let answers = fault.answers.iter().filter_map(back).collect();
  Some(UnitFault { answers, ..fault })
}
