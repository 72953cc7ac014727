use serde::Serialize;
use std::collections::BTreeMap;

/// A form the hub takes declarations for.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct FormEntry {
  /// The permanent id.
  pub id: String,
  /// The version.
  pub version: String,
  /// The digest of the form's files.
  pub digest: String,
  /// `published`, `closing` or `closed`.
  pub status: String,
  /// The title by language code, `zh` and `en`.
  pub title: BTreeMap<String, String>,
}
