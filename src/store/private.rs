//! Files that only the user can read, whatever the umask.

use std::fs::OpenOptions;

/// Options that make a new file closed to others; one that is there keeps its rights.
pub(super) fn private() -> OpenOptions {
  #[cfg(unix)]
  {
    let mut options = OpenOptions::new();
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
  }
  #[cfg(not(unix))]
  OpenOptions::new()
}
