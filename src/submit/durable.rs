//! Files that survive a power cut. `crate::store` will have the same for drafts; then this file goes away.

use std::{fs, io, io::Write as _, path::Path};

/// Puts `bytes` in place of the file at `path`: after a crash it is wholly old or wholly new. Only the user can read it.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
  let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
  let mut file = tempfile::NamedTempFile::new_in(folder)?;
  file.write_all(bytes)?;
  file.as_file().sync_all()?;
  file.persist(path)?;
  sync_folder(folder)
}

/// Removes the file at `path`, which may be gone already, and makes that last.
pub(super) fn remove(path: &Path) -> io::Result<()> {
  match fs::remove_file(path) {
    Ok(()) => path.parent().map_or(Ok(()), sync_folder),
    Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
    Err(error) => Err(error),
  }
}

/// Makes the folder at `path` with what is above it; only the user can enter it.
pub(super) fn create_folder(path: &Path) -> io::Result<()> {
  let mut builder = fs::DirBuilder::new();
  builder.recursive(true);
  #[cfg(unix)]
  std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
  builder.create(path)
}

/// Makes an empty file that only the user can read; one that is there stays as it is.
#[cfg(feature = "hub")]
pub(crate) fn create_private(path: &Path) -> io::Result<()> {
  let mut options = fs::OpenOptions::new();
  options.write(true).create_new(true);
  #[cfg(unix)]
  std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
  match options.open(path) {
    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
    other => other.map(|_| ()),
  }
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
  fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same signature as on Unix")]
fn sync_folder(_folder: &Path) -> io::Result<()> {
  // Windows keeps the order of changes to names by itself and opens no folder as a file.
  Ok(())
}
