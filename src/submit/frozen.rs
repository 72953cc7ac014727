use super::{Envelope, EnvelopeFault, Subject, digest::is_digest, digest_of, strict};
use serde_json::Value;
use uuid::Uuid;

/// An envelope as bytes that never change again: what is sent, resent, stored and compared.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FrozenEnvelope {
  bytes: Vec<u8>,
  subject: Subject,
}

impl FrozenEnvelope {
  /// Freezes `envelope`. What could not be read back is refused here, before anything is sent.
  pub fn new(envelope: &Envelope) -> Result<Self, EnvelopeFault> {
    Ok(Self::from_bytes(envelope.canonical_bytes()?)?.0)
  }

  /// Takes bytes that came from elsewhere, with the envelope they hold.
  pub fn from_bytes(bytes: Vec<u8>) -> Result<(Self, Envelope), EnvelopeFault> {
    let value = strict::read(&bytes)?;
    let shape = |cause: String| EnvelopeFault::Shape(cause);
    if serde_json_canonicalizer::to_vec(&value).map_err(|error| shape(error.to_string()))? != bytes {
      return Err(EnvelopeFault::NotCanonical);
    }
    let written_id = value.get("declaration_id").and_then(Value::as_str).map(str::to_owned);
    let envelope: Envelope = serde_json::from_value(value).map_err(|error| shape(error.to_string()))?;
    if envelope.jlx != Envelope::PROTOCOL {
      return Err(shape(format!("jlx: {} instead of {}", envelope.jlx, Envelope::PROTOCOL)));
    }
    // The reader of ids also takes upper case and braces; one declaration must not have two spellings.
    if written_id.as_deref() != Some(envelope.declaration_id.to_string().as_str()) {
      return Err(shape("declaration_id: not in lower case with hyphens".to_owned()));
    }
    if envelope.revision == 0 {
      return Err(shape("revision: counts from 1".to_owned()));
    }
    if !envelope.payload.is_object() {
      return Err(shape("payload: not an object".to_owned()));
    }
    if envelope.supersedes.as_ref().is_some_and(|base| base.revision == 0 || base.revision >= envelope.revision || !is_digest(&base.digest))
    {
      return Err(shape("supersedes: not an earlier revision".to_owned()));
    }
    let subject = Subject { declaration_id: envelope.declaration_id, revision: envelope.revision, digest: digest_of(&bytes) };
    Ok((Self { bytes, subject }, envelope))
  }

  /// The bytes.
  pub fn bytes(&self) -> &[u8] {
    &self.bytes
  }

  /// Which declaration, revision and content this is.
  pub fn subject(&self) -> &Subject {
    &self.subject
  }

  /// The digest of the bytes.
  pub fn digest(&self) -> &str {
    &self.subject.digest
  }

  /// The declaration.
  pub fn declaration_id(&self) -> Uuid {
    self.subject.declaration_id
  }

  /// The number of the revision.
  pub fn revision(&self) -> u32 {
    self.subject.revision
  }
}

#[cfg(test)]
mod tests {
  use super::super::envelope::tests::sample;
  use super::*;
  use serde_json::json;

  fn code(bytes: impl Into<Vec<u8>>) -> &'static str {
    FrozenEnvelope::from_bytes(bytes.into()).map_or_else(|fault| fault.code(), |_| "taken")
  }

  #[test]
  fn frozen_bytes_are_read_back_unchanged() {
    let frozen = FrozenEnvelope::new(&sample()).unwrap();
    let (again, envelope) = FrozenEnvelope::from_bytes(frozen.bytes().to_vec()).unwrap();
    assert_eq!(again, frozen);
    assert_eq!(envelope, sample());
  }

  #[test]
  fn fields_of_a_newer_program_stay_in_the_bytes() {
    let mut value = serde_json::to_value(sample()).unwrap();
    value["later"] = json!({"a": 1});
    let bytes = serde_json_canonicalizer::to_vec(&value).unwrap();
    let (frozen, envelope) = FrozenEnvelope::from_bytes(bytes.clone()).unwrap();
    assert_eq!(frozen.bytes(), bytes);
    assert_eq!(envelope, sample());
  }

  #[test]
  fn other_bytes_are_refused() {
    let canonical = FrozenEnvelope::new(&sample()).unwrap().bytes().to_vec();
    let text = String::from_utf8(canonical.clone()).unwrap();
    assert_eq!(code(canonical), "taken");
    assert_eq!(code(serde_json::to_vec_pretty(&sample()).unwrap()), "not-canonical");
    assert_eq!(code(text.replace("虚", "\\u865a")), "not-canonical");
    assert_eq!(code(text.replacen('{', r#"{"as_of":"2025-01-01","#, 1)), "duplicate-key");
    assert_eq!(code("[]"), "not-an-envelope");
    for (from, to) in [
      (r#""jlx":1"#, r#""jlx":2"#),
      (r#""revision":1"#, r#""revision":0"#),
      (r#""revision":1"#, r#""revision":-1"#),
      (r#""supersedes":null"#, r#""supersedes":{"digest":"sha-256:0","revision":1}"#),
      ("01900000-0000-7000-8000-000000000001", "01900000000070008000000000000001"),
      (r#""as_of":"2026-06-30""#, r#""as_of":"2026-06-31""#),
      (r#"{"enterprise":{"employees":86,"name":"虚构一号量具厂"}}"#, "[]"),
    ] {
      assert!(text.contains(from));
      assert_eq!(code(text.replace(from, to)), "not-an-envelope", "{to}");
    }
  }
}
