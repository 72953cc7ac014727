//! What queries give.

use serde::Serialize;

/// A declaration in a list.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Listed {
  /// The declaration.
  pub declaration_id: String,
  /// The number of its current revision.
  pub revision: u32,
  /// Its state.
  pub state: String,
  /// Who declares.
  pub uscc: String,
  /// The digest of the current revision.
  pub digest: String,
  /// When the current revision was stored, RFC 3339.
  pub received_at: String,
}

/// A revision in a list.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct RevisionEntry {
  /// Its number.
  pub revision: u32,
  /// The digest of its bytes.
  pub digest: String,
  /// When it was stored, RFC 3339.
  pub received_at: String,
  /// The reference of its receipt.
  pub reference: String,
}

/// A declaration as such.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct DeclarationRow {
  pub(crate) uscc: String,
  pub(crate) state: String,
  pub(crate) revision: u32,
  pub(crate) updated_at: String,
}

/// A revision with its bytes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct RevisionRow {
  pub(crate) uscc: String,
  pub(crate) digest: String,
  pub(crate) envelope: Vec<u8>,
  pub(crate) receipt: Vec<u8>,
}

/// A number of a revision as the database keeps it; none of ours is out of range.
pub(super) fn number(value: i64) -> u32 {
  u32::try_from(value).unwrap_or_default()
}
