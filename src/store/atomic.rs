use crate::{Failure, lang::Message};
use std::{
  fs, io,
  io::Write,
  path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// Writes a file so that after a crash either the old or the new content is there, whole: temporary file in the same folder, sync, rename,
/// sync of the folder. A symbolic link keeps pointing where it did; permissions of an existing file are kept, a new one only the user can read.
pub fn write_atomic(path: &Path, content: &[u8]) -> io::Result<()> {
  let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
  let folder = folder_of(&path);
  let mut file = NamedTempFile::new_in(&folder)?;
  file.write_all(content)?;
  if let Ok(known) = fs::metadata(&path) {
    file.as_file().set_permissions(known.permissions())?;
  }
  file.as_file().sync_all()?;
  file.persist(&path).map_err(|error| error.error)?;
  sync_folder(&folder)
}

/// Writes a file for the user at a path that nothing has yet.
pub fn write_new(path: &Path, content: &[u8]) -> Result<(), Failure> {
  let shown = path.display().to_string();
  if fs::symlink_metadata(path).is_ok() {
    return Err(Failure::new(Message::new("draft-exists").with("path", shown)).hint(Message::new("draft-exists-hint")));
  }
  write_atomic(path, content).map_err(|error| {
    Failure::new(Message::new("draft-cannot-write").with("path", shown)).caused_by(error).hint(Message::new("draft-folder-writable"))
  })
}

/// Removes the file at `path`, which may be gone already, and makes that last.
pub fn remove_durably(path: &Path) -> io::Result<()> {
  match fs::remove_file(path) {
    Ok(()) => sync_folder(&folder_of(path)),
    Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
    Err(error) => Err(error),
  }
}

fn folder_of(path: &Path) -> PathBuf {
  match path.parent() {
    Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
    _ => PathBuf::from("."),
  }
}

/// A rename is only durable once its folder is.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
  fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same signature as on Unix")]
fn sync_folder(_: &Path) -> io::Result<()> {
  // Windows keeps the order of changes to names by itself and opens no folder as a file.
  Ok(())
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn replaces_whole_and_leaves_nothing_beside() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("draft.json");
    write_atomic(&path, b"one, and longer").unwrap();
    write_atomic(&path, b"two").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
  }

  #[test]
  fn a_missing_folder_is_an_error_and_not_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    assert!(write_atomic(&folder.path().join("none").join("draft.json"), b"x").is_err());
  }

  #[cfg(unix)]
  #[test]
  fn a_link_keeps_pointing_at_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (folder.path().join("file"), folder.path().join("link"));
    fs::write(&file, b"old").unwrap();
    std::os::unix::fs::symlink(&file, &link).unwrap();
    write_atomic(&link, b"new").unwrap();
    assert_eq!(fs::read(&file).unwrap(), b"new");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
  }
}
