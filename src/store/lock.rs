use crate::{Failure, lang::Message};
use std::{
  fs::{self, File, OpenOptions, TryLockError},
  io::{Read, Write},
  path::{Path, PathBuf},
};

/// Holds a draft so that no second program changes it meanwhile. The system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub struct DraftLock {
  file: File,
  path: PathBuf,
}

impl DraftLock {
  /// Takes hold of the draft at `path`; says who has it where another program does.
  pub fn acquire(path: &Path) -> Result<Self, Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let lock_path = path.with_file_name(format!(".{name}.lock"));
    let cannot = |error: &dyn std::fmt::Display| {
      Failure::new(Message::new("draft-cannot-lock").with("path", path.display().to_string())).caused_by(error)
    };
    let mut file = OpenOptions::new()
      .read(true)
      .write(true)
      .create(true)
      .truncate(false)
      .open(&lock_path)
      .map_err(|error| cannot(&error).hint(Message::new("draft-folder-writable")))?;
    match file.try_lock() {
      Ok(()) => {}
      Err(TryLockError::WouldBlock) => {
        let mut holder = String::new();
        // On Windows a locked file cannot be read; the message does without the number then.
        let _ = file.read_to_string(&mut holder);
        let message = Message::new("draft-in-use").with("path", path.display().to_string()).with("process", holder.trim());
        return Err(Failure::new(message).hint(Message::new("draft-in-use-hint")));
      }
      Err(TryLockError::Error(error)) => return Err(cannot(&error)),
    }
    let _ = file.set_len(0);
    let _ = write!(file, "{}", std::process::id());
    Ok(Self { file, path: lock_path })
  }
}

impl Drop for DraftLock {
  fn drop(&mut self) {
    // Removed while still held, so that nobody locks a file that is about to go.
    let _ = fs::remove_file(&self.path);
    let _ = self.file.unlock();
  }
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn a_second_holder_is_refused_until_the_first_lets_go() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("draft.json");
    let first = DraftLock::acquire(&path).unwrap();
    let refused = DraftLock::acquire(&path).unwrap_err();
    assert_eq!(refused.message().id, "draft-in-use");
    drop(first);
    let _second = DraftLock::acquire(&path).unwrap();
  }
}
