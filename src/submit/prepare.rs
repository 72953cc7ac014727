use super::{Envelope, FormRef, FrozenEnvelope, Org, Override, RevisionRef, StatementRef, digest_of};
use crate::{
  check::{check, payload},
  document::{Document, Submitted},
  failure::Failure,
  form::{Form, Kind},
  lang::Message,
};
use jiff::{Timestamp, civil::Date};
use serde_json::Value;

/// What stands between a draft and its being sent.
#[derive(Debug)]
pub enum Prepared {
  /// These answers were received already.
  AlreadyReceived(Submitted),
  /// To be put into the outbox.
  Ready {
    /// What is sent.
    frozen: FrozenEnvelope,
    /// The draft as the envelope has it: with the revision that it is now.
    document: Box<Document>,
  },
}

/// Seals a document: checks it, fills in defaults and computed values, and freezes the bytes. A document with errors is not sealed.
///
/// Where an earlier revision was received and the answers have changed since, the next revision is made, which names the one it replaces.
pub fn prepare(form: &Form, document: &Document, as_of: Date, now: Timestamp) -> Result<Prepared, Failure> {
  let report = check(form, document, as_of);
  if report.errors() > 0 {
    return Err(Failure::findings(report.counts().not_submitted()).hint(Message::new("submit-has-errors-hint")));
  }
  let payload = payload(form, document, as_of);
  let content = content_digest_of(&payload)?;
  let mut document = document.clone();
  if let Some(submitted) = &document.submitted {
    if submitted.content == content {
      return Ok(Prepared::AlreadyReceived(submitted.clone()));
    }
    document.revision = submitted.revision + 1;
    document.supersedes = Some(serde_json::json!({ "revision": submitted.revision, "digest": submitted.digest }));
  }
  let cannot = |cause: &dyn std::fmt::Display| Failure::new(Message::new("submit-cannot-seal")).caused_by(cause);
  let envelope = Envelope {
    jlx: Envelope::PROTOCOL,
    declaration_id: document.declaration_id,
    revision: u32::try_from(document.revision).map_err(|error| cannot(&error))?,
    supersedes: document.supersedes.clone().map(serde_json::from_value::<RevisionRef>).transpose().map_err(|error| cannot(&error))?,
    org: Org { uscc: answer(form, &payload, form.summary.organisation) },
    form: FormRef { id: form.id.clone(), version: form.version.clone(), digest: form.digest.clone() },
    as_of,
    attachments: attachments(form, &payload),
    overrides: document
      .overrides
      .iter()
      .map(|known| Override { rule: known.rule.clone(), row: known.row.as_deref().map(str::to_owned), reason: known.reason.clone() })
      .collect(),
    payload,
    statement: form.statement.as_ref().map(|statement| StatementRef { id: statement.id.clone() }),
    created: now,
    client: format!("jiliang/{}", env!("CARGO_PKG_VERSION")),
  };
  let frozen = FrozenEnvelope::new(&envelope).map_err(|fault| cannot(&fault))?;
  Ok(Prepared::Ready { frozen, document: Box::new(document) })
}

/// The draft after its envelope was received.
#[must_use]
pub fn received(mut document: Document, frozen: &FrozenEnvelope, reference: Option<String>) -> Document {
  let content = serde_json::from_slice::<Value>(frozen.bytes()).ok().and_then(|envelope| content_digest_of(&envelope["payload"]).ok());
  document.submitted = Some(Submitted {
    revision: u64::from(frozen.revision()),
    digest: frozen.digest().to_owned(),
    content: content.unwrap_or_default(),
    reference,
  });
  document
}

/// The draft made from a revision that the platform holds and this machine does not: its answers become the revision after that one.
#[must_use]
pub(super) fn based_on(mut document: Document, other: &RevisionRef) -> Document {
  document.submitted =
    Some(Submitted { revision: u64::from(other.revision), digest: other.digest.clone(), content: String::new(), reference: None });
  document
}

pub(super) fn content_digest_of(payload: &Value) -> Result<String, Failure> {
  let bytes =
    serde_json_canonicalizer::to_vec(payload).map_err(|error| Failure::new(Message::new("submit-cannot-seal")).caused_by(error))?;
  Ok(digest_of(&bytes))
}

fn answer(form: &Form, payload: &Value, (group, field): (crate::expr::GroupIx, crate::expr::FieldIx)) -> String {
  let path = format!("/{}/{}", form.group(group).path.replace('.', "/"), form.field(group, field).id);
  payload.pointer(&path).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The files that the answers name.
fn attachments(form: &Form, payload: &Value) -> Vec<super::Attachment> {
  let mut found = Vec::new();
  for group in &form.groups {
    let Some(content) = payload.pointer(&format!("/{}", group.path.replace('.', "/"))) else { continue };
    let holders: Vec<&Value> = if group.is_table { content.as_array().into_iter().flatten().collect() } else { vec![content] };
    for field in group.fields.iter().filter(|field| matches!(field.kind, Kind::Attachment { .. })) {
      for answer in holders.iter().filter_map(|holder| holder.get(&*field.id)) {
        let text = |key: &str| answer.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let name = text("name");
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        let media_type = match ending.as_str() {
          "pdf" => "application/pdf",
          "png" => "image/png",
          "jpg" | "jpeg" => "image/jpeg",
          _ => "application/octet-stream",
        };
        found.push(super::Attachment {
          media_type: media_type.to_owned(),
          size: answer.get("size").and_then(Value::as_u64).unwrap_or_default(),
          digest: text("digest"),
          name,
        });
      }
    }
  }
  found
}
