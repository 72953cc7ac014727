use crate::submit::digest_of;
use serde::Serialize;

/// One change of state in the log.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub(super) struct LogEntry {
  /// The place in the log, from 0.
  pub(super) log_index: u64,
  /// When, RFC 3339.
  pub(super) at: String,
  /// Who: a unified social credit code, or `hub` for the hub's own operator.
  pub(super) actor: String,
  /// What was done: `key-made`, `token-issued`, `received`.
  pub(super) action: String,
  /// With what: a declaration and revision, or a unified social credit code.
  pub(super) subject: String,
  /// The digest of what was stored.
  pub(super) digest: String,
  /// The hash of the entry before.
  pub(super) prev: String,
}

impl LogEntry {
  /// The hash that the next entry names: SHA-256 over the canonical JSON of this one.
  pub(super) fn hash(&self) -> String {
    // Text and one small number always serialise; an empty text would not match any stored hash.
    serde_json_canonicalizer::to_vec(self).map_or_else(|_| String::new(), |bytes| digest_of(&bytes))
  }
}
