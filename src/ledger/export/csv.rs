//! CSV with the mark that Excel needs to see UTF-8, and a Table Schema beside it.

use crate::{
  document::Document,
  expr::GroupIx,
  form::{Choices, Condition, Field, Form, Kind, yes_or_no},
  lang::Lang,
  metrology::Number,
};
use serde_json::{Value as Json, json};

/// A table as CSV, labels as heading, a line for each row. Texts that a spreadsheet would calculate are kept from it by `'`.
pub fn csv_table(form: &Form, document: Option<&Document>, table: GroupIx, lang: Lang) -> Vec<u8> {
  let group = form.group(table);
  let fields: Vec<&Field> = written(group.fields.iter()).collect();
  let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xef\xbb\xbf".to_vec());
  // Writing to memory does not fail, and every record is as long as the first.
  let _ = writer.write_record(fields.iter().map(|field| field.label.get(lang)));
  for row in document.map_or(&[][..], |document| document.rows(&group.path)) {
    let texts = fields.iter().map(|field| row.cells.get(&field.id).map(|json| guarded(&text(form, field, json, lang))).unwrap_or_default());
    let _ = writer.write_record(texts);
  }
  writer.into_inner().unwrap_or_default()
}

/// What a person answers; files are not in a spreadsheet.
fn written<'f>(fields: impl Iterator<Item = &'f Field>) -> impl Iterator<Item = &'f Field> {
  fields.filter(|field| field.kind.is_answered() && !matches!(field.kind, Kind::Attachment { .. }))
}

fn text(form: &Form, field: &Field, json: &Json, lang: Lang) -> String {
  form.text_of_answer(field, json, lang)
}

/// A text that no spreadsheet takes for a formula. Numbers with a sign are none.
pub fn guarded(text: &str) -> String {
  let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<Number>().is_err();
  if risky { format!("'{text}") } else { text.to_owned() }
}

/// The Table Schema (Frictionless Data) of the CSV of a table.
pub fn table_schema(form: &Form, table: GroupIx, lang: Lang) -> Json {
  let group = form.group(table);
  let fields = written(group.fields.iter()).map(|field| {
    let kind = match field.kind {
      Kind::Integer { .. } => "integer",
      Kind::Decimal { .. } => "number",
      Kind::Date => "date",
      Kind::Boolean => "boolean",
      _ => "string",
    };
    let mut schema = json!({ "name": field.label.get(lang), "type": kind, "title": field.label.get(lang), "jiliang:field": &*field.id });
    if let Some(help) = &field.help {
      schema["description"] = help.get(lang).into();
    }
    if let Kind::Boolean = field.kind {
      schema["trueValues"] = json!([yes_or_no(true, lang)]);
      schema["falseValues"] = json!([yes_or_no(false, lang)]);
    }
    let mut constraints = serde_json::Map::new();
    if matches!(field.required, Condition::Always) {
      constraints.insert("required".into(), true.into());
    }
    if let Kind::Choice(choices @ Choices::List(list)) = &field.kind {
      let labels: Vec<&str> = list.iter().map(|choice| form.label_of(choices, &choice.code, lang)).collect();
      constraints.insert("enum".into(), labels.into());
    }
    if let Kind::Integer { min, max } | Kind::Decimal { min, max } = &field.kind {
      for (name, bound) in [("minimum", min), ("maximum", max)] {
        if let Some(bound) = bound {
          constraints.insert(name.into(), bound.to_string().parse::<f64>().map_or(Json::Null, Json::from));
        }
      }
    }
    if !constraints.is_empty() {
      schema["constraints"] = constraints.into();
    }
    schema
  });
  let fields: Vec<Json> = fields.collect();
  let mut schema = json!({ "$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "fields": fields, "missingValues": [""] });
  if let Some(key) = group.key {
    schema["primaryKey"] = json!([form.field(table, key).label.get(lang)]);
  }
  schema
}

#[cfg(test)]
mod tests {
  use super::guarded;

  #[test]
  fn no_text_begins_a_formula() {
    for (text, expected) in [
      ("=1+1", "'=1+1"),
      ("+86 571", "'+86 571"),
      ("-12.5", "-12.5"),
      ("-A", "'-A"),
      ("@SUM(A1)", "'@SUM(A1)"),
      ("\tx", "'\tx"),
      ("±0.02", "±0.02"),
      ("", ""),
    ] {
      assert_eq!(guarded(text), expected);
    }
  }
}
