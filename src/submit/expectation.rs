use super::{Mapping, PublicKey};
use uuid::Uuid;

/// One frozen revision by name: what a receipt must be for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Subject {
  /// The declaration.
  pub declaration_id: Uuid,
  /// The number of the revision.
  pub revision: u32,
  /// The digest of its bytes.
  pub digest: String,
}

/// What an answer is held against.
#[derive(Clone, Debug)]
pub struct Expectation {
  /// What was sent.
  pub subject: Subject,
  /// The platform's name, for messages.
  pub platform: String,
  /// The key receipts must be signed with, where it is known.
  pub key: Option<PublicKey>,
  /// For the simple profile: how to read the answer. Without it a receipt is required.
  pub mapping: Option<Mapping>,
}
