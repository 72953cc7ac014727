//! Files that only the user can read, whatever the umask.

use std::fs::OpenOptions;

/// Options that make a new file closed to others; one that is there keeps its rights.
pub(super) fn private() -> OpenOptions {
  let mut options = OpenOptions::new();
  #[cfg(unix)]
  std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
  options
}
