use super::RevisionRef;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A problem document (RFC 9457) with the members of this protocol.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct Problem {
  /// What kind of problem, a URI whose last part is the code.
  #[serde(rename = "type")]
  pub kind: String,
  /// The same in a few words.
  pub title: String,
  /// The HTTP status.
  pub status: u16,
  /// What is wrong here and what to do.
  #[serde(skip_serializing_if = "Option::is_none")]
  pub detail: Option<String>,
  /// Findings in the shape that `jiliang check` prints.
  #[serde(skip_serializing_if = "Vec::is_empty")]
  pub errors: Vec<Value>,
  /// The revision the server holds.
  #[serde(skip_serializing_if = "Option::is_none")]
  pub current: Option<RevisionRef>,
  /// The largest body in bytes.
  #[serde(skip_serializing_if = "Option::is_none")]
  pub max_bytes: Option<u64>,
  /// The form version to move to.
  #[serde(skip_serializing_if = "Option::is_none")]
  pub upgrade_to: Option<Value>,
}

impl Problem {
  /// What the types of our own problems start with.
  pub const URI: &str = "urn:jiliang:problem:";

  /// The code: the last part of the type, whether it is written as URN or URL.
  pub fn code(&self) -> &str {
    self.kind.rsplit([':', '/', '#']).next().unwrap_or_default()
  }
}
