use super::{Finding, Fix, Said};
use crate::{
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
