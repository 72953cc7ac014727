use super::{private::private, real_path::real_path};
use crate::{Failure, lang::Message};
use std::{
  fs::{self, File, TryLockError},
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
    let real = real_path(path);
    let name = real.file_name().unwrap_or_default().to_string_lossy();
    let lock_path = real.with_file_name(format!(".{name}.lock"));
    let cannot = |error: &dyn std::fmt::Display| {
      Failure::new(Message::new("draft-cannot-lock").with("path", path.display().to_string())).caused_by(error)
    };
    loop {
      let mut options = private();
      options.read(true).write(true).create(true).truncate(false);
      let mut file = options.open(&lock_path).map_err(|error| cannot(&error).hint(Message::new("draft-folder-writable")))?;
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
      // The holder before may have removed the file between our opening and our locking it; then nobody else would see this lock.
      if !is_at(&file, &lock_path) {
        continue;
      }
      let _ = file.set_len(0);
      let _ = write!(file, "{}", std::process::id());
      return Ok(Self { file, path: lock_path });
    }
  }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
  use std::os::unix::fs::MetadataExt as _;
  let same = |a: fs::Metadata, b: fs::Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
  file.metadata().ok().zip(fs::metadata(path).ok()).is_some_and(|(a, b)| same(a, b))
}

#[cfg(not(unix))]
fn is_at(_file: &File, path: &Path) -> bool {
  // An open file keeps its name here until it is closed.
  path.exists()
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

  #[cfg(unix)]
  #[test]
  fn a_link_to_a_held_draft_is_refused_too() {
    let folder = tempfile::tempdir().unwrap();
    let (path, link) = (folder.path().join("draft.json"), folder.path().join("link.json"));
    fs::write(&path, "{}").unwrap();
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let first = DraftLock::acquire(&link).unwrap();
    assert_eq!(DraftLock::acquire(&path).unwrap_err().message().id, "draft-in-use");
    drop(first);
    // Nothing stays behind.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
  }

  #[test]
  fn of_many_that_take_turns_only_one_holds_it() {
    use std::sync::atomic::{AtomicU32, Ordering};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("draft.json");
    let (inside, turns) = (AtomicU32::new(0), AtomicU32::new(0));
    std::thread::scope(|scope| {
      for _ in 0..4 {
        scope.spawn(|| {
          while turns.load(Ordering::SeqCst) < 200 {
            let Ok(lock) = DraftLock::acquire(&path) else { continue };
            assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
            turns.fetch_add(1, Ordering::SeqCst);
            inside.fetch_sub(1, Ordering::SeqCst);
            drop(lock);
          }
        });
      }
    });
  }
}
