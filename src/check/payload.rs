use super::Effective;
use crate::{
  document::Document,
  expr::{Facts, FieldIx, GroupIx, Value},
  form::{Form, Item, Kind, is_empty},
};
use jiff::civil::Date;
use serde_json::{Map, Value as Json};

/// What is sent: the answers of all that is shown, with defaults and computed values filled in. Hidden answers and helper values stay at home.
pub fn payload(form: &Form, document: &Document, as_of: Date) -> Json {
  let facts = Effective::new(form, document, as_of);
  let mut answers = Map::new();
  for section in &form.sections {
    if !facts.is_group_shown(section.group) {
      continue;
    }
    if form.group(section.group).is_table {
      let rows = rows(&facts, section.group);
      if !rows.is_empty() {
        answers.insert(section.id.clone(), Json::Array(rows));
      }
      continue;
    }
    let mut fields = Map::new();
    for item in &section.items {
      match item {
        Item::Field(field) => field_to(&facts, section.group, None, *field, &mut fields),
        Item::Table(table) if facts.is_group_shown(*table) => {
          let rows = rows(&facts, *table);
          if !rows.is_empty() {
            fields.insert(form.group(*table).name().to_owned(), Json::Array(rows));
          }
        }
        Item::Table(_) => {}
      }
    }
    if !fields.is_empty() {
      answers.insert(section.id.clone(), Json::Object(fields));
    }
  }
  Json::Object(answers)
}

fn rows(facts: &Effective<'_>, table: GroupIx) -> Vec<Json> {
  let mut rows = Vec::new();
  for (index, row) in facts.all_rows(table).iter().enumerate() {
    let mut cells = Map::new();
    cells.insert("_row".to_owned(), Json::from(&*row.id));
    for (field, _) in facts.form().group(table).fields() {
      field_to(facts, table, Some(index), field, &mut cells);
    }
    rows.push(Json::Object(cells));
  }
  rows
}

fn field_to(facts: &Effective<'_>, group: GroupIx, row: Option<usize>, field: FieldIx, into: &mut Map<String, Json>) {
  if !facts.is_shown(group, row, field) {
    return;
  }
  let definition = facts.form().field(group, field);
  let answered =
    facts.answer(group, row, field).filter(|json| !is_empty(json)).filter(|_| !matches!(definition.kind, Kind::Computed { .. }));
  let value = match answered {
    Some(json) => Some(json.clone()),
    None => as_answer(&definition.kind, &facts.field(group, row, field)),
  };
  if let Some(value) = value {
    into.insert(definition.id.to_string(), value);
  }
}

/// A default as an answer of its field: whole numbers of an `integer` are JSON numbers.
pub(super) fn as_answer(kind: &Kind, value: &Value<'_>) -> Option<Json> {
  match (kind, value) {
    (Kind::Integer { .. }, Value::Number(number)) => number.to_i64().map(Json::from),
    _ => value_to_json(value),
  }
}

/// A value in the form that documents hold.
pub(super) fn value_to_json(value: &Value<'_>) -> Option<Json> {
  Some(match value {
    Value::Missing | Value::Attachment(_) => return None,
    Value::Bool(value) => Json::from(*value),
    Value::Number(number) => Json::from(number.to_string()),
    Value::Text(text) if text.is_empty() => return None,
    Value::Text(text) => Json::from(text.as_ref()),
    Value::Date(date) => Json::from(date.to_string()),
    Value::List(items) => items.iter().filter_map(value_to_json).collect(),
    Value::Quantity(quantity) => serde_json::json!({ "value": quantity.value.to_string(), "unit": quantity.unit }),
    Value::Range(range) => serde_json::json!({ "low": range.low.to_string(), "high": range.high.to_string(), "unit": range.unit }),
    Value::Uncertainty(uncertainty) => {
      let mut map = Map::new();
      map.insert("form".into(), uncertainty.form.name().into());
      for (key, number) in [("value", &uncertainty.value), ("k", &uncertainty.k), ("p", &uncertainty.p)] {
        if let Some(number) = number {
          map.insert(key.into(), number.to_string().into());
        }
      }
      map.insert("unit".into(), uncertainty.unit.as_ref().into());
      Json::Object(map)
    }
    Value::Accuracy(accuracy) => serde_json::json!({ "kind": accuracy.kind.name(), "text": accuracy.text }),
  })
}
