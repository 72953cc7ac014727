use crate::{
  check::{check, payload},
  document::{Document, FormRef, Override},
  form::{Form, Status},
  hub::{FormEntry, Recheck, Verdict},
  lang::{Message, Words},
  store::Library,
  submit::Envelope,
  text::clean_foreign,
};
use serde_json::{Value as Json, json};
use std::{collections::BTreeMap, sync::Arc};

/// The hub's second look at a declaration: the same engine, the forms at hand here.
pub(super) struct Engine {
  library: Arc<Library>,
}

impl Engine {
  pub(super) fn new(library: Arc<Library>) -> Self {
    Self { library }
  }

  /// The form an envelope names, where it is exactly one of ours.
  fn form(&self, envelope: &Envelope) -> Option<Arc<Form>> {
    let form = self.library.by_id(&envelope.form.id).ok()?;
    let same = form.version == envelope.form.version && form.digest == envelope.form.digest;
    (same && form.status != Status::Closed).then_some(form)
  }
}

impl Recheck for Engine {
  fn forms(&self) -> Vec<FormEntry> {
    let entry = |form: &Form| FormEntry {
      id: form.id.clone(),
      version: form.version.clone(),
      digest: form.digest.clone(),
      status: match form.status {
        Status::Draft => "draft",
        Status::Published => "published",
        Status::Closing => "closing",
        Status::Closed => "closed",
      }
      .to_owned(),
      title: BTreeMap::from([("zh".to_owned(), form.title.zh.clone().into_owned()), ("en".to_owned(), form.title.en.clone().into_owned())]),
    };
    self.library.list().iter().filter_map(|known| known.form.as_ref().ok()).map(|form| entry(form)).collect()
  }

  fn recheck(&self, envelope: &Envelope, words: &Words) -> Verdict {
    let Some(form) = self.form(envelope) else { return Verdict::UnknownForm };
    let reference = FormRef { id: form.id.clone(), version: form.version.clone(), digest: None };
    let empty = Document::new(reference, envelope.declaration_id, "");
    let document = serde_json::to_value(&empty).ok().and_then(|mut json| {
      json["answers"] = envelope.payload.clone();
      Document::from_json(json).ok()
    });
    let Some(mut document) = document else {
      return Verdict::Refused(vec![finding("rows", "", &Message::new("recheck-rows"), words)]);
    };
    let overridden = |known: &crate::submit::Override| Override {
      rule: known.rule.clone(),
      row: known.row.as_deref().map(Into::into),
      reason: known.reason.clone(),
    };
    document.overrides = envelope.overrides.iter().map(overridden).collect();
    let report = check(&form, &document, envelope.as_of);
    let mut errors: Vec<_> =
      report.findings.iter().filter(|finding| finding.blocks()).map(|finding| finding.to_json(&form, words)).collect();
    // The token speaks for the enterprise on the envelope, so the answers must be about that one.
    let (group, field) = form.summary.organisation;
    let place = format!("/{}/{}", form.group(group).path.replace('.', "/"), form.field(group, field).id);
    if envelope.payload.pointer(&place).and_then(Json::as_str) != Some(&envelope.org.uscc) {
      errors.push(finding(
        "organisation-differs",
        &place,
        &Message::new("recheck-organisation").with("uscc", clean_foreign(&envelope.org.uscc)),
        words,
      ));
    }
    // Computed values are not taken on trust, and what the form does not ask for has no place here.
    if errors.is_empty()
      && let Some(place) = difference(&payload(&form, &document, envelope.as_of), &envelope.payload)
    {
      errors.push(finding("payload-differs", &place, &Message::new("recheck-differs").with("place", clean_foreign(&place)), words));
    }
    if errors.is_empty() { Verdict::Accepted } else { Verdict::Refused(errors) }
  }
}

/// A finding of the hub's own, in the shape of those of the check.
fn finding(code: &str, place: &str, message: &Message, words: &Words) -> Json {
  json!({
    "code": code, "severity": "error", "path": format!("/answers{}", clean_foreign(place)), "row": null,
    "message": words.say(message), "hint": null, "ref": null, "confidence": null, "fix": null,
  })
}

/// The JSON Pointer of the first place where `right` and `found` differ.
fn difference(right: &Json, found: &Json) -> Option<String> {
  match (right, found) {
    (Json::Object(a), Json::Object(b)) => {
      let mut keys = a.keys().chain(b.keys().filter(|key| !a.contains_key(*key)));
      keys.find_map(|key| {
        let inside = match (a.get(key), b.get(key)) {
          (Some(a), Some(b)) => difference(a, b)?,
          _ => String::new(),
        };
        Some(format!("/{}{inside}", key.replace('~', "~0").replace('/', "~1")))
      })
    }
    (Json::Array(a), Json::Array(b)) if a.len() == b.len() => {
      a.iter().zip(b).enumerate().find_map(|(index, (a, b))| Some(format!("/{index}{}", difference(a, b)?)))
    }
    (a, b) if a == b => None,
    _ => Some(String::new()),
  }
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn the_first_difference_is_named() {
    let right = json!({"a": {"b": "1", "rows": [{"_row": "x", "c": 1}]}});
    for (found, place) in [
      (json!({"a": {"rows": [{"c": 1, "_row": "x"}], "b": "1"}}), None),
      (json!({"a": {"b": "2", "rows": [{"_row": "x", "c": 1}]}}), Some("/a/b")),
      (json!({"a": {"b": "1", "rows": [{"_row": "x", "c": 2}]}}), Some("/a/rows/0/c")),
      (json!({"a": {"b": "1", "rows": []}}), Some("/a/rows")),
      (json!({"a": {"b": "1", "rows": [{"_row": "x", "c": 1}], "x/y": 1}}), Some("/a/x~1y")),
      (json!({"a": {"rows": [{"_row": "x", "c": 1}]}}), Some("/a/b")),
      (json!([]), Some("")),
    ] {
      assert_eq!(difference(&right, &found).as_deref(), place, "{found}");
    }
  }
}
