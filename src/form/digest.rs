use super::FormFiles;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// SHA-256 over names, lengths and contents of the files, in the order of their names.
pub(super) fn digest(files: &FormFiles) -> String {
  let mut sorted: Vec<_> = files.files.iter().collect();
  sorted.sort();
  let mut hash = Sha256::new();
  for (name, content) in sorted {
    hash.update(format!("{name}\n{}\n", content.len()));
    hash.update(content);
  }
  let mut text = "sha-256:".to_owned();
  for byte in hash.finalize() {
    let _ = write!(text, "{byte:02x}");
  }
  text
}
