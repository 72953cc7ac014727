//! What a ledger said of a row when it was last read, as short digests: enough to tell what was edited here since, and what there.

use serde_json::Value as Json;
use std::sync::Arc;

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// Letters of a digest: 30 bits.
const LENGTH: usize = 5;

/// The digest of an answer to a field.
pub(super) type Digest = [u8; LENGTH];

/// The digest of an answer to a field; of no answer too.
pub(super) fn digest(field: &str, answer: Option<&Json>) -> Digest {
  let mut hash = Fnv::new();
  hash.write(field.as_bytes());
  match answer {
    None => hash.write(&[0]),
    Some(Json::String(text)) => {
      hash.write(&[1]);
      hash.write(text.as_bytes());
    }
    Some(other) => {
      hash.write(&[2]);
      hash.write(other.to_string().as_bytes());
    }
  }
  let mut bits = hash.0 ^ (hash.0 >> 32);
  std::array::from_fn(|_| {
    let letter = LETTERS[(bits & 63) as usize];
    bits >>= 6;
    letter
  })
}

/// The digests of a row in one text.
pub(super) fn mark(digests: &[Digest]) -> Arc<str> {
  str::from_utf8(digests.as_flattened()).unwrap_or_default().into()
}

/// Whether the ledger said this when it was last read.
pub(super) fn holds(mark: &str, digest: Digest) -> bool {
  mark.as_bytes().chunks_exact(LENGTH).any(|known| known == digest)
}

/// FNV-1a.
struct Fnv(u64);

impl Fnv {
  fn new() -> Self {
    Self(0xcbf2_9ce4_8422_2325)
  }

  fn write(&mut self, bytes: &[u8]) {
    for byte in bytes {
      self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
  }
}

#[cfg(test)]
mod tests {
  use super::*;
  use serde_json::json;

  #[test]
  fn digests_tell_answers_apart() {
    let answers = [None, Some(json!("")), Some(json!("12")), Some(json!(12)), Some(json!({ "value": "1", "unit": "mm" }))];
    let digests: Vec<_> = answers.iter().map(|answer| digest("name", answer.as_ref())).collect();
    for (at, one) in digests.iter().enumerate() {
      assert!(digests[..at].iter().all(|other| other != one));
      assert_ne!(*one, digest("model", answers[at].as_ref()));
    }
    let text = mark(&digests[..3]);
    assert!(holds(&text, digests[1]) && !holds(&text, digests[4]));
  }
}
