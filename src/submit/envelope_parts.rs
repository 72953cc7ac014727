//! The small objects inside an envelope.

use serde::{Deserialize, Serialize};

/// The revision of a declaration that another one replaces.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct RevisionRef {
  /// Its number, from 1.
  pub revision: u32,
  /// The digest of its envelope.
  pub digest: String,
}

/// Who declares.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Org {
  /// The unified social credit code.
  pub uscc: String,
}

/// The form that was filled in, exactly.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct FormRef {
  /// The permanent id.
  pub id: String,
  /// The version.
  pub version: String,
  /// The digest of the form's files.
  pub digest: String,
}

/// A warning that stays, with the reason the enterprise gave.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Override {
  /// The code of the rule.
  pub rule: String,
  /// The row it is about, or none for a field outside tables.
  pub row: Option<String>,
  /// Why the answer is right all the same.
  pub reason: String,
}

/// A file that belongs to the declaration; its bytes travel apart.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Attachment {
  /// The name to show.
  pub name: String,
  /// The media type.
  #[serde(rename = "type")]
  pub media_type: String,
  /// The size in bytes.
  pub size: u64,
  /// The digest of the bytes.
  pub digest: String,
}

/// The declaration text that was signed.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct StatementRef {
  /// Its id in the form.
  pub id: String,
}
