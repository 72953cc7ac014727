//! JSON Schema 2020-12 of a form's answers: structure only. Conditions, rules and required answers are the business of `check`.

use super::{Choices, Field, Form, Group, Item, Kind, Section, TextLimits};
use crate::metrology::{AccuracyKind, Number, UncertaintyForm};
use serde_json::{Map, Value as Json, json};

const DECIMAL: &str = r"^[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?$";
const MAX_SAFE_INTEGER: i64 = (1 << 53) - 1;

/// The schema of the object under `answers`.
pub(super) fn schema(form: &Form) -> Json {
  let sections: Map<String, Json> = form.sections.iter().map(|section| (section.id.clone(), section_schema(form, section))).collect();
  json!({
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": format!("urn:jiliang:form:{}:{}", form.id, form.version),
    "title": form.title.en,
    "description": form.notice.en,
    "type": "object",
    "properties": sections,
    "$defs": {
      "decimal": { "type": "string", "pattern": DECIMAL, "maxLength": 208 },
      "date": { "type": "string", "format": "date", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
    },
  })
}

fn section_schema(form: &Form, section: &Section) -> Json {
  let group = form.group(section.group);
  if group.is_table {
    return table_schema(form, group);
  }
  let mut properties = Map::new();
  for item in &section.items {
    match item {
      Item::Field(field) => {
        let field = form.field(section.group, *field);
        properties.extend(field_schema(form, field).map(|schema| (field.id.to_string(), schema)));
      }
      Item::Table(table) => {
        let table = form.group(*table);
        properties.insert(table.name().to_owned(), table_schema(form, table));
      }
    }
  }
  json!({ "title": section.title.en, "type": "object", "properties": properties })
}

fn table_schema(form: &Form, group: &Group) -> Json {
  let mut properties = Map::new();
  properties.insert("_row".into(), json!({ "type": "string", "minLength": 1 }));
  for field in &group.fields {
    properties.extend(field_schema(form, field).map(|schema| (field.id.to_string(), schema)));
  }
  json!({
    "title": group.label.en,
    "type": "array",
    "maxItems": group.max_rows,
    "items": { "type": "object", "required": ["_row"], "properties": properties },
  })
}

/// Nothing answered (`null`, empty text, empty list) is always allowed.
fn field_schema(form: &Form, field: &Field) -> Option<Json> {
  let schema = match &field.kind {
    Kind::Text { limits, .. } | Kind::Code(limits) => text_schema(limits),
    Kind::Integer { min, max } => {
      let integer = |bound: &Option<Number>| bound.as_ref().and_then(Number::to_i64);
      json!({
        "type": "integer",
        "minimum": integer(min).map_or(-MAX_SAFE_INTEGER, |min| min.max(-MAX_SAFE_INTEGER)),
        "maximum": integer(max).map_or(MAX_SAFE_INTEGER, |max| max.min(MAX_SAFE_INTEGER)),
      })
    }
    Kind::Decimal { .. } => json!({ "$ref": "#/$defs/decimal" }),
    Kind::Boolean => json!({ "type": "boolean" }),
    Kind::Date => json!({ "$ref": "#/$defs/date" }),
    Kind::Choice(choices) => json!({ "enum": codes(form, choices) }),
    Kind::Choices(choices) => json!({ "type": "array", "items": { "enum": codes(form, choices) } }),
    Kind::Quantity(units) => object(&["value", "unit"], json!({ "value": { "$ref": "#/$defs/decimal" }, "unit": unit(units) })),
    Kind::Range(units) => object(
      &["low", "high", "unit"],
      json!({ "low": { "$ref": "#/$defs/decimal" }, "high": { "$ref": "#/$defs/decimal" }, "unit": unit(units) }),
    ),
    Kind::Uncertainty(units) => uncertainty_schema(units),
    Kind::Accuracy => json!({
      "type": "object",
      "required": ["kind"],
      "properties": {
        "kind": { "enum": AccuracyKind::ALL.map(AccuracyKind::name) },
        "text": { "type": "string" },
      },
      "if": { "properties": { "kind": { "const": "none" } } },
      "else": { "required": ["text"], "properties": { "text": { "pattern": r"\S" } } },
    }),
    Kind::Reference { many: false, .. } => json!({ "type": "string" }),
    Kind::Reference { many: true, .. } => json!({ "type": "array", "items": { "type": "string" } }),
    Kind::Attachment { .. } => object(
      &["name", "size", "digest"],
      json!({ "name": { "type": "string" }, "size": { "type": "integer", "minimum": 0 }, "digest": { "type": "string", "pattern": "^sha-256:" } }),
    ),
    // Values that follow from others are written by the program and checked by computing them again.
    Kind::Computed { .. } => return None,
    Kind::Note(_) => return None,
  };
  let mut wrapped = json!({ "title": field.label.en, "anyOf": [ { "type": "null" }, { "const": "" }, { "const": [] }, schema ] });
  if let Some(help) = &field.help {
    wrapped["description"] = (&*help.en).into();
  }
  Some(wrapped)
}

fn text_schema(limits: &TextLimits) -> Json {
  let mut schema = json!({ "type": "string" });
  if let Some(min) = limits.min_len {
    schema["minLength"] = min.into();
  }
  if let Some(max) = limits.max_len {
    schema["maxLength"] = max.into();
  }
  schema
}

fn uncertainty_schema(units: &[String]) -> Json {
  let mut allowed = units.to_vec();
  if !allowed.is_empty() && !allowed.iter().any(|unit| unit == "%") {
    allowed.push("%".to_owned());
  }
  let optional = json!({ "anyOf": [ { "type": "null" }, { "$ref": "#/$defs/decimal" } ] });
  let mut unit_rule = json!({});
  if !allowed.is_empty() {
    unit_rule = json!({ "required": ["unit"], "properties": { "unit": { "enum": allowed } } });
  }
  json!({
    "type": "object",
    "required": ["form"],
    "properties": {
      "form": { "enum": UncertaintyForm::ALL.map(UncertaintyForm::name) },
      "value": optional, "k": optional, "p": optional, "constant": optional, "slope": optional,
    },
    "allOf": [
      {
        "if": { "properties": { "form": { "enum": ["absolute", "relative"] } } },
        "then": { "required": ["value"], "properties": { "value": { "$ref": "#/$defs/decimal" } } },
      },
      { "if": { "required": ["value"], "properties": { "value": { "type": "string" } } }, "then": unit_rule },
    ],
  })
}

fn object(required: &[&str], properties: Json) -> Json {
  json!({ "type": "object", "required": required, "properties": properties })
}

fn unit(units: &[String]) -> Json {
  if units.is_empty() { json!({ "type": "string" }) } else { json!({ "enum": units }) }
}

fn codes(form: &Form, choices: &Choices) -> Json {
  match choices {
    Choices::List(list) => list.iter().map(|choice| Json::from(choice.code.as_str())).collect(),
    Choices::Lookup { lookup, filter } => form.lookups[*lookup].keys(filter).map(Json::from).collect(),
  }
}
