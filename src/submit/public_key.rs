use base64::{Engine as _, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, VerifyingKey};
use std::{fmt, str::FromStr};

/// The Ed25519 key with which a hub's receipts are verified, written in base64.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
  /// Whether `signature` over `bytes` was made with this key. Strict: no second signature passes for the same bytes, no weak key.
  pub fn verifies(&self, bytes: &[u8], signature: &[u8; 64]) -> bool {
    self.0.verify_strict(bytes, &Signature::from_bytes(signature)).is_ok()
  }
}

impl From<VerifyingKey> for PublicKey {
  fn from(key: VerifyingKey) -> Self {
    Self(key)
  }
}

impl FromStr for PublicKey {
  type Err = ();

  fn from_str(text: &str) -> Result<Self, ()> {
    let bytes: [u8; 32] = STANDARD.decode(text).map_err(|_| ())?.try_into().map_err(|_| ())?;
    VerifyingKey::from_bytes(&bytes).map(Self).map_err(|_| ())
  }
}

impl fmt::Display for PublicKey {
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(&STANDARD.encode(self.0.as_bytes()))
  }
}

impl fmt::Debug for PublicKey {
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "PublicKey({self})")
  }
}
