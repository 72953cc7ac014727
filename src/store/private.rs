//! Files and folders that only the user can read, whatever the umask.

use std::{
  fs::{DirBuilder, OpenOptions},
  io,
  path::Path,
};

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

/// Makes an empty file that only the user can read; one that is there stays as it is.
pub fn create_private(path: &Path) -> io::Result<()> {
  match private().write(true).create_new(true).open(path) {
    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
    other => other.map(|_| ()),
  }
}

/// Makes the folder at `path` with what is above it; only the user can enter it. Folders that are there stay as they are.
pub fn create_private_folder(path: &Path) -> io::Result<()> {
  let mut builder = DirBuilder::new();
  builder.recursive(true);
  #[cfg(unix)]
  std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
  builder.create(path)
}
