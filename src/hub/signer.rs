use crate::submit::{PublicKey, Receipt, SignedReceipt};
use ed25519_dalek::SigningKey;
use std::fmt;

/// Who signs receipts: the hub's name and its key.
#[derive(Clone)]
pub(crate) struct Signer {
  key: SigningKey,
  /// The hub's name in receipts.
  pub(crate) server: String,
}

impl Signer {
  /// Signs with `key`.
  pub(crate) fn new(key: SigningKey) -> Self {
    Self { key, server: concat!("jiliang-hub/", env!("CARGO_PKG_VERSION")).to_owned() }
  }

  /// The key that verifies what this one signs.
  pub(crate) fn public(&self) -> PublicKey {
    self.key.verifying_key().into()
  }

  /// Signs `receipt`; none if it cannot be written, which would be a mistake of ours.
  pub(crate) fn sign(&self, receipt: &Receipt) -> Option<SignedReceipt> {
    SignedReceipt::sign(receipt, &self.key).ok()
  }
}

impl fmt::Debug for Signer {
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_struct("Signer").field("server", &self.server).field("key", &self.public()).finish_non_exhaustive()
  }
}
