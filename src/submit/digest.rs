use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// The SHA-256 of `bytes` in the notation used in envelopes and receipts: `sha-256:` and 64 lower-case hex digits.
pub fn digest_of(bytes: &[u8]) -> String {
  let mut text = String::with_capacity(72);
  text.push_str("sha-256:");
  for byte in Sha256::digest(bytes) {
    // Writing to a string cannot fail.
    let _ = write!(text, "{byte:02x}");
  }
  text
}

/// The `Content-Digest` field of RFC 9530 for `content` as it travels, that is after compression: `sha-256=:…:`.
pub fn content_digest(content: &[u8]) -> String {
  format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(content)))
}

/// Whether `text` is a digest in our notation.
pub(super) fn is_digest(text: &str) -> bool {
  text.strip_prefix("sha-256:").is_some_and(|hex| hex.len() == 64 && hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn known_values() {
    // FIPS 180-4, "abc".
    assert_eq!(digest_of(b"abc"), "sha-256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    // RFC 9530, appendix D: {"hello": "world"} and a line feed.
    assert_eq!(content_digest(b"{\"hello\": \"world\"}\n"), "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");
  }

  #[test]
  fn notation() {
    assert!(is_digest(&digest_of(b"")));
    for wrong in ["", "sha-256:", "sha-256:BA78", "md5:ba7816bf8f01cfea414140de5dae2223"] {
      assert!(!is_digest(wrong), "{wrong}");
    }
  }
}
