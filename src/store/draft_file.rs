use super::{DraftLock, now, real_path::real_path, write_atomic};
use crate::{
  Failure,
  document::{Document, DocumentError},
  lang::Message,
};
use std::{
  fs, io,
  path::{Path, PathBuf},
  time::SystemTime,
};

/// The largest draft this program opens; ten times the largest it is made for.
const MAX_BYTES: u64 = 256 << 20;

/// A draft on disk, held while it is edited.
#[derive(Debug)]
pub struct DraftFile {
  path: PathBuf,
  /// What the file looked like when it was last read or written here.
  known: Option<(u64, SystemTime)>,
  _lock: DraftLock,
}

impl DraftFile {
  /// Reads a draft without holding it.
  pub fn read(path: &Path) -> Result<Document, Failure> {
    Self::understand(path, &Self::text(path)?)
  }

  fn text(path: &Path) -> Result<String, Failure> {
    let shown = path.display().to_string();
    let cannot = |error: io::Error| {
      let failure = Failure::new(Message::new("draft-cannot-read").with("path", &shown));
      match error.kind() {
        io::ErrorKind::NotFound => failure.hint(Message::new("draft-not-found-hint")),
        _ => failure.caused_by(error),
      }
    };
    let metadata = fs::metadata(path).map_err(cannot)?;
    if metadata.is_dir() {
      return Err(Failure::new(Message::new("draft-is-folder").with("path", &shown)));
    }
    if metadata.len() > MAX_BYTES {
      return Err(Failure::new(Message::new("draft-too-large").with("path", &shown).with("limit", MAX_BYTES.to_string())));
    }
    let bytes = fs::read(path).map_err(cannot)?;
    String::from_utf8(bytes).map_err(|_| Failure::new(Message::new("draft-not-utf8").with("path", &shown)))
  }

  fn understand(path: &Path, text: &str) -> Result<Document, Failure> {
    Document::from_text(text).map_err(|error| broken(&path.display().to_string(), error))
  }

  /// Reads a draft and holds it.
  pub fn open(path: &Path) -> Result<(Self, Document), Failure> {
    // Read first: a wrong path is told as such, and a newer draft is left untouched, lock file included.
    let text = Self::text(path)?;
    let document = Self::understand(path, &text)?;
    let lock = DraftLock::acquire(path)?;
    // Whoever held it meanwhile may have written it.
    let held = Self::text(path)?;
    let document = if held == text { document } else { Self::understand(path, &held)? };
    Ok((Self { path: real_path(path), known: stamp(path), _lock: lock }, document))
  }

  /// Writes a new draft and holds it; an existing file is never overwritten.
  pub fn create(path: &Path, document: &Document) -> Result<Self, Failure> {
    if path.exists() {
      let message = Message::new("draft-exists").with("path", path.display().to_string());
      return Err(Failure::new(message).hint(Message::new("draft-exists-hint")));
    }
    let lock = DraftLock::acquire(path)?;
    let mut file = Self { path: path.to_path_buf(), known: None, _lock: lock };
    file.write(document)?;
    Ok(file)
  }

  /// Where the draft is, behind any link.
  pub fn path(&self) -> &Path {
    &self.path
  }

  /// Writes the draft, with the time of now; gives that time. Where another program has changed the file meanwhile, that file stays and the
  /// draft is written beside it.
  pub fn save(&mut self, document: &Document) -> Result<String, Failure> {
    let changed_by_others = self.known.is_some() && stamp(&self.path).is_some_and(|stamp| Some(stamp) != self.known);
    if changed_by_others {
      let beside = self.path.with_extension(format!("conflict-{}.json", now().replace(':', "")));
      write(&beside, document)?;
      self.known = stamp(&beside);
      let message =
        Message::new("draft-changed").with("path", self.path.display().to_string()).with("beside", beside.display().to_string());
      self.path = beside;
      return Err(Failure::new(message));
    }
    self.write(document)
  }

  fn write(&mut self, document: &Document) -> Result<String, Failure> {
    let time = write(&self.path, document)?;
    self.known = stamp(&self.path);
    Ok(time)
  }
}

fn write(path: &Path, document: &Document) -> Result<String, Failure> {
  let time = now();
  let mut document = document.clone();
  document.updated_at.clone_from(&time);
  write_atomic(path, document.to_text().as_bytes()).map_err(|error| {
    let message = Message::new("draft-cannot-write").with("path", path.display().to_string());
    Failure::new(message).caused_by(error).hint(Message::new("draft-folder-writable"))
  })?;
  Ok(time)
}

fn stamp(path: &Path) -> Option<(u64, SystemTime)> {
  let metadata = fs::metadata(path).ok()?;
  Some((metadata.len(), metadata.modified().ok()?))
}

fn broken(path: &str, error: DocumentError) -> Failure {
  let message = match error {
    DocumentError::Json(line, column, problem) => {
      let message = Message::new("draft-not-json").with("path", path).with("line", line).with("column", column);
      return Failure::new(message).caused_by(problem).hint(Message::new("draft-broken-hint"));
    }
    DocumentError::NotADraft => Message::new("draft-not-a-draft").with("path", path),
    DocumentError::Newer(format) => {
      let message = Message::new("draft-newer").with("path", path).with("format", format);
      return Failure::new(message).hint(Message::new("draft-newer-hint"));
    }
    DocumentError::Part(part) => Message::new("draft-bad-part").with("path", path).with("part", part),
    DocumentError::Rows(pointer) => Message::new("draft-bad-rows").with("path", path).with("pointer", pointer),
  };
  Failure::new(message).hint(Message::new("draft-broken-hint"))
}
