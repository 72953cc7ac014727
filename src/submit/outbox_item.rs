use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::path::PathBuf;
use uuid::Uuid;

/// What is known about one frozen revision in the outbox; kept beside it in a small file.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct OutboxItem {
  /// The format of the file.
  pub format: String,
  /// The declaration.
  pub declaration_id: Uuid,
  /// The number of the revision.
  pub revision: u32,
  /// The digest of the frozen bytes.
  pub digest: String,
  /// The name or address of the platform.
  pub platform: String,
  /// The draft it was made from, beside which the receipt is put.
  pub draft: Option<PathBuf>,
  /// When it was frozen.
  pub created: Timestamp,
  /// How often sending was begun. Counted before the first byte goes out, so after a crash at least one attempt is known.
  pub attempts: u32,
  /// Whether an attempt may have arrived without anybody knowing: then these bytes are sent again, and never others under their number.
  #[serde(default = "yes")]
  pub in_doubt: bool,
  /// Whether the person holds it back.
  pub held: bool,
  /// How the last attempt ended; none while nobody knows.
  pub last: Option<Attempt>,
  /// When to try again, where that needs no person.
  pub next_try: Option<Timestamp>,
  /// What a newer program keeps here.
  #[serde(flatten)]
  pub rest: Map<String, Value>,
}

/// How an attempt ended.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Attempt {
  /// When.
  pub at: Timestamp,
  /// The code of the outcome.
  pub outcome: String,
  /// The code of what a person has to do, if anything.
  pub need: Option<String>,
  /// What the person was told.
  pub said: String,
}

/// What is not said is in doubt.
fn yes() -> bool {
  true
}

impl OutboxItem {
  /// The only format so far.
  pub const FORMAT: &str = "jiliang-outbox/1";

  /// The name of its files without ending: declaration and revision.
  pub fn stem(&self) -> String {
    format!("{}-{}", self.declaration_id, self.revision)
  }
}
