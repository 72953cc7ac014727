use super::Reference;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a hub states about a revision it has stored.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Receipt {
  /// What kind of statement is signed, so that a signature over something else never passes for a receipt.
  pub format: String,
  /// The declaration.
  pub declaration_id: Uuid,
  /// The number of the revision.
  pub revision: u32,
  /// The digest of the bytes that were stored.
  pub digest: String,
  /// The short name of this receipt.
  pub reference: Reference,
  /// When it was stored, by the hub's clock.
  pub received_at: Timestamp,
  /// Which hub.
  pub server: String,
  /// The state of the declaration at that moment, `received`.
  pub state: String,
  /// The place of this event in the hub's log, from 0.
  pub log_index: u64,
  /// The hash of the event before it, which chains the receipts to each other.
  pub prev: String,
  /// The public key the receipt is signed with, in base64.
  pub key: String,
}

impl Receipt {
  /// The only format so far.
  pub const FORMAT: &str = "jiliang-receipt/1";
}
