use super::{Attachment, EnvelopeFault, FormRef, Org, Override, RevisionRef, StatementRef, digest_of};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// One revision of a declaration as it travels. Fields a newer program may add are passed over in reading; the frozen bytes keep them.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Envelope {
  /// The version of the protocol, 1.
  pub jlx: u32,
  /// The declaration, the same in all its revisions.
  pub declaration_id: Uuid,
  /// The number of this revision, from 1.
  pub revision: u32,
  /// The revision this one was made from, or none for the first.
  pub supersedes: Option<RevisionRef>,
  /// Who declares.
  pub org: Org,
  /// The form that was filled in.
  pub form: FormRef,
  /// The day for which the declaration was checked.
  pub as_of: Date,
  /// The answers, an object with a key for each section.
  pub payload: Value,
  /// Warnings that stay, with reasons.
  pub overrides: Vec<Override>,
  /// Files that belong to the declaration.
  pub attachments: Vec<Attachment>,
  /// The declaration text that was signed, where the form has one.
  pub statement: Option<StatementRef>,
  /// When the envelope was made, by the sender's clock.
  pub created: Timestamp,
  /// The program that made it, as `name/version`.
  pub client: String,
}

impl Envelope {
  /// The version of the protocol that this program writes and reads.
  pub const PROTOCOL: u32 = 1;

  /// The one sequence of bytes that stands for this envelope: RFC 8785.
  pub fn canonical_bytes(&self) -> Result<Vec<u8>, EnvelopeFault> {
    serde_json_canonicalizer::to_vec(self).map_err(|error| EnvelopeFault::Shape(error.to_string()))
  }

  /// The digest of the canonical bytes.
  pub fn digest(&self) -> Result<String, EnvelopeFault> {
    Ok(digest_of(&self.canonical_bytes()?))
  }
}

#[cfg(test)]
pub(super) mod tests {
  use super::*;
  use serde_json::json;

  /// A small envelope for the tests of this module.
  pub(in crate::submit) fn sample() -> Envelope {
    Envelope {
      jlx: Envelope::PROTOCOL,
      declaration_id: "01900000-0000-7000-8000-000000000001".parse().unwrap(),
      revision: 1,
      supersedes: None,
      org: Org { uscc: "91310000MA1FL00001".to_owned() },
      form: FormRef { id: "capability".to_owned(), version: "2026.1.0".to_owned(), digest: digest_of(b"form") },
      as_of: "2026-06-30".parse().unwrap(),
      payload: json!({"enterprise": {"name": "虚构一号量具厂", "employees": 86}}),
      overrides: Vec::new(),
      attachments: Vec::new(),
      statement: Some(StatementRef { id: "v1".to_owned() }),
      created: "2026-06-30T08:00:00Z".parse().unwrap(),
      client: "jiliang/0.1.0".to_owned(),
    }
  }

  #[test]
  fn canonical_bytes_are_sorted_and_stable() {
    let bytes = sample().canonical_bytes().unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(
      text.starts_with(r#"{"as_of":"2026-06-30","attachments":[],"client":"jiliang/0.1.0","created":"2026-06-30T08:00:00Z","#),
      "{text}"
    );
    assert!(text.contains(r#""payload":{"enterprise":{"employees":86,"name":"虚构一号量具厂"}}"#), "{text}");
    let again: Envelope = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(again.canonical_bytes().unwrap(), bytes);
    assert_eq!(sample().digest().unwrap(), digest_of(&bytes));
  }
}
