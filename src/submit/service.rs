use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a hub says about itself at `/v1`, to anyone.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Service {
  /// The version of the protocol, 1.
  pub jlx: u32,
  /// `full`.
  pub profile: String,
  /// Which hub.
  pub server: String,
  /// The hub's clock.
  pub time: Timestamp,
  /// The public key its receipts are signed with, Ed25519 in base64.
  pub key: String,
  /// What it takes.
  pub limits: Limits,
}

/// What a hub takes at most.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Limits {
  /// The largest body in bytes, compressed and not.
  pub max_body: u64,
  /// The deepest nesting of lists and objects.
  pub max_depth: u64,
}
