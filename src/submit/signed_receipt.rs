use super::{PublicKey, Receipt, Subject, strict};
use crate::lang::Message;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signer as _, SigningKey};
use serde::Deserialize;
use serde_json::{Value, json};

/// A [`Receipt`] with its signature: `{"receipt":{…},"signature":"…"}`.
///
/// The signature is Ed25519 over the canonical bytes (RFC 8785) of the value of `receipt`, in base64. Anyone with the hub's public key can verify it
/// without a network.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SignedReceipt {
  bytes: Vec<u8>,
  signed: Vec<u8>,
  signature: [u8; 64],
  receipt: Receipt,
}

impl SignedReceipt {
  /// Signs `receipt`, whose `key` must be that of `signer`.
  pub fn sign(receipt: &Receipt, signer: &SigningKey) -> Result<Self, Message> {
    let signed = serde_json_canonicalizer::to_vec(receipt).map_err(unreadable)?;
    let signature = STANDARD.encode(signer.sign(&signed).to_bytes());
    let bytes = serde_json_canonicalizer::to_vec(&json!({"receipt": receipt, "signature": signature})).map_err(unreadable)?;
    Self::from_bytes(bytes)
  }

  /// Reads a receipt. It is not verified yet.
  pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, Message> {
    let value = strict::read(&bytes).map_err(unreadable)?;
    let part = |name: &str| value.get(name).ok_or_else(|| unreadable(name));
    let signed = serde_json_canonicalizer::to_vec(part("receipt")?).map_err(unreadable)?;
    let receipt = Receipt::deserialize(part("receipt")?).map_err(unreadable)?;
    let signature = part("signature")?.as_str().and_then(|text| STANDARD.decode(text).ok()).and_then(|bytes| bytes.try_into().ok());
    let signature = signature.ok_or_else(|| unreadable("signature"))?;
    if receipt.format != Receipt::FORMAT {
      return Err(unreadable("format"));
    }
    Ok(Self { bytes, signed, signature, receipt })
  }

  /// The bytes as the hub sent them, which are also what is kept.
  pub fn bytes(&self) -> &[u8] {
    &self.bytes
  }

  /// What the hub states.
  pub fn receipt(&self) -> &Receipt {
    &self.receipt
  }

  /// The whole as a JSON value.
  pub fn to_value(&self) -> Value {
    serde_json::from_slice(&self.bytes).unwrap_or_default()
  }

  /// Whether this receipt is for `expected` and truly signed, without a network.
  ///
  /// With `known`, it must be signed by that key. Without, the key inside the receipt is used: this proves that the receipt is whole, not who made it.
  /// The error is the reason, for a person.
  pub fn verify(&self, expected: &Subject, known: Option<&PublicKey>) -> Result<(), Message> {
    let receipt = &self.receipt;
    if receipt.declaration_id != expected.declaration_id || receipt.revision != expected.revision {
      return Err(
        Message::new("receipt-other-declaration")
          .with("declaration", receipt.declaration_id.to_string())
          .with("revision", i64::from(receipt.revision)),
      );
    }
    if receipt.digest != expected.digest {
      return Err(Message::new("receipt-other-content"));
    }
    self.verify_signature(known)
  }

  /// As [`Self::verify`], where what was sent is not at hand.
  pub fn verify_signature(&self, known: Option<&PublicKey>) -> Result<(), Message> {
    let own: PublicKey = self.receipt.key.parse().map_err(|()| Message::new("receipt-signature"))?;
    if known.is_some_and(|known| *known != own) {
      return Err(Message::new("receipt-other-key").with("key", own.to_string()));
    }
    if own.verifies(&self.signed, &self.signature) { Ok(()) } else { Err(Message::new("receipt-signature")) }
  }
}

fn unreadable(cause: impl ToString) -> Message {
  Message::new("receipt-unreadable").with("cause", crate::text::clean_foreign(&cause.to_string()))
}

#[cfg(test)]
pub(super) mod tests {
  use super::super::{Reference, digest_of};
  use super::*;

  /// A key for the tests of this module.
  pub(in crate::submit) fn signer() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
  }

  /// A receipt for `subject`, signed with [`signer`].
  pub(in crate::submit) fn signed(subject: &Subject) -> SignedReceipt {
    let receipt = Receipt {
      format: Receipt::FORMAT.to_owned(),
      declaration_id: subject.declaration_id,
      revision: subject.revision,
      digest: subject.digest.clone(),
      reference: Reference::from_number(42),
      received_at: "2026-06-30T08:00:01Z".parse().unwrap(),
      server: "test".to_owned(),
      state: "received".to_owned(),
      log_index: 3,
      prev: digest_of(b"before"),
      key: PublicKey::from(signer().verifying_key()).to_string(),
    };
    SignedReceipt::sign(&receipt, &signer()).unwrap()
  }

  fn subject() -> Subject {
    Subject { declaration_id: "01900000-0000-7000-8000-000000000001".parse().unwrap(), revision: 1, digest: digest_of(b"x") }
  }

  #[test]
  fn a_whole_receipt_is_verified() {
    let key = PublicKey::from(signer().verifying_key());
    let receipt = SignedReceipt::from_bytes(signed(&subject()).bytes().to_vec()).unwrap();
    assert_eq!(receipt.verify(&subject(), None), Ok(()));
    assert_eq!(receipt.verify(&subject(), Some(&key)), Ok(()));
  }

  #[test]
  fn a_receipt_for_something_else_is_told_apart() {
    let other_key = PublicKey::from(SigningKey::from_bytes(&[8; 32]).verifying_key());
    let receipt = signed(&subject());
    let reason = |expected: &Subject, key: Option<&PublicKey>| receipt.verify(expected, key).unwrap_err().id;
    assert_eq!(reason(&Subject { revision: 2, ..subject() }, None), "receipt-other-declaration");
    assert_eq!(reason(&Subject { declaration_id: uuid::Uuid::nil(), ..subject() }, None), "receipt-other-declaration");
    assert_eq!(reason(&Subject { digest: digest_of(b"y"), ..subject() }, None), "receipt-other-content");
    assert_eq!(reason(&subject(), Some(&other_key)), "receipt-other-key");
  }

  #[test]
  fn every_changed_bit_is_found() {
    let bytes = signed(&subject()).bytes().to_vec();
    let key = PublicKey::from(signer().verifying_key());
    for place in 0..bytes.len() {
      for bit in [1, 4, 32] {
        let mut changed = bytes.clone();
        changed[place] ^= bit;
        let passes = SignedReceipt::from_bytes(changed.clone()).is_ok_and(|receipt| receipt.verify(&subject(), Some(&key)).is_ok());
        assert!(!passes, "byte {place}: {}", String::from_utf8_lossy(&changed));
      }
    }
  }
}
