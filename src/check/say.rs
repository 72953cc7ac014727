use super::{Finding, Fix, Said};
use crate::{
  document::{Change, Document},
  form::Form,
  lang::{Lang, Message, Words},
};

impl Said {
  /// The sentence in the language of `words`.
  pub fn say(&self, words: &Words) -> String {
    match self {
      Self::Program(message) => words.say(message),
      Self::Form(text) => text.get(words.lang()).to_owned(),
    }
  }
}

impl Finding {
  /// Where it stands, for people: 「计量器具台账 第 37 行 有效期至」.
  pub fn whereabouts(&self, form: &Form, words: &Words) -> String {
    let lang = words.lang();
    let group = form.group(self.place.group).label.get(lang);
    let field = self.place.field.map(|field| form.field(self.place.group, field).label.get(lang));
    let mut parts = vec![group.to_owned()];
    if let Some((index, _)) = &self.place.row {
      parts.push(words.say(&Message::new("row-number").with("row", index + 1)));
    }
    parts.extend(field.map(str::to_owned));
    parts.join(if lang == Lang::Zh { " " } else { ", " })
  }

  /// The whole sentence: where and what.
  pub fn sentence(&self, form: &Form, words: &Words) -> String {
    let message = Message::new("finding-sentence").with("where", self.whereabouts(form, words)).with("what", self.message.say(words));
    words.say(&message)
  }

  /// What it rests on, line by line: law or standard with how sure that is, and the tables of facts that decided it.
  pub fn grounds(&self, form: &Form, words: &Words) -> Vec<String> {
    let sure = |confidence: &str| {
      words.get(match confidence {
        "high" => "confidence-high",
        "medium" => "confidence-medium",
        _ => "confidence-low",
      })
    };
    let mut lines = Vec::new();
    match (&self.reference, &self.confidence) {
      (Some(reference), Some(confidence)) => {
        let message = Message::new("finding-reference-sure").with("reference", reference).with("confidence", sure(confidence));
        lines.push(words.say(&message));
      }
      (Some(reference), None) => lines.push(words.say(&Message::new("finding-reference").with("reference", reference))),
      (None, Some(confidence)) => lines.push(words.say(&Message::new("finding-sure").with("confidence", sure(confidence)))),
      (None, None) => {}
    }
    for lookup in self.lookups.iter().filter_map(|index| form.lookups.get(*index)) {
      let message = Message::new("finding-lookup").with("name", &lookup.id).with("source", &lookup.source);
      lines.push(words.say(&message.with("vintage", &lookup.vintage).with("confidence", sure(lookup.confidence))));
    }
    lines
  }

  /// What its certain fix changes: the place, the answer before and after, as people read them.
  pub fn before_and_after(&self, form: &Form, document: &Document, words: &Words) -> Vec<(String, String, String)> {
    let lang = words.lang();
    let shown = |field: Option<&crate::form::Field>, json: Option<&serde_json::Value>| match (field, json) {
      (_, None) => "—".to_owned(),
      (Some(field), Some(json)) => form.text_of_answer(field, json, lang),
      (None, Some(json)) => json.to_string(),
    };
    let changes = self.certain_fix().into_iter().flat_map(|fix| &fix.changes);
    let lines = changes.filter_map(|change| {
      let Change::Set { cell, value, .. } = change else { return None };
      let group = form.group_by_path(&cell.group)?;
      let field = form.group(group).field_by_id(&cell.field).map(|field| form.field(group, field));
      let row = cell.row.as_ref().map(|id| document.rows(&cell.group).iter().position(|row| row.id == *id));
      let before = match row {
        Some(None) => None,
        Some(Some(row)) => document.answer(&cell.group, Some(row), &cell.field),
        None => document.answer(&cell.group, None, &cell.field),
      };
      Some((self.whereabouts(form, words), shown(field, before), shown(field, value.as_ref())))
    });
    lines.collect()
  }

  /// The finding as programs read it.
  pub fn to_json(&self, form: &Form, words: &Words) -> serde_json::Value {
    let fix = |fix: &Fix| serde_json::json!({ "label": fix.label.say(words), "changes": fix.changes });
    let mut json = serde_json::json!({
      "code": self.code,
      "severity": self.severity,
      "path": self.place.pointer(form),
      "row": self.row_id(),
      "message": self.sentence(form, words),
      "hint": self.hint.as_ref().map(|hint| hint.say(words)),
      "ref": self.reference,
      "confidence": self.confidence,
      "fix": match &self.fixes[..] {
        [only] => fix(only),
        _ => serde_json::Value::Null,
      },
    });
    if self.fixes.len() > 1 {
      json["fixes"] = self.fixes.iter().map(fix).collect();
    }
    if let Some(reason) = &self.overridden {
      json["overridden"] = reason.as_str().into();
    }
    json
  }
}
