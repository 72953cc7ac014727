use crate::{document::Document, form::Form};
use serde_json::Value as Json;

/// The name of the declarant, where it is answered.
pub fn draft_name(form: &Form, document: &Document) -> Option<String> {
  let (group, field) = form.summary.name;
  let answer = document.answer(&form.group(group).path, None, &form.field(group, field).id);
  answer.and_then(Json::as_str).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned)
}
