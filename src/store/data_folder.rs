use super::{DraftFile, DraftLock, Library, draft_name, now, private::create_private_folder, write_atomic};
use crate::{Failure, document::Document, lang::Message};
use directories::ProjectDirs;
use std::{
  fs, io,
  path::{Path, PathBuf},
};

/// The user's folder for drafts and what belongs to them.
#[derive(Clone, Debug)]
pub struct DataFolder {
  root: PathBuf,
}

/// A draft of the folder, as lists show it.
#[derive(Clone, Debug)]
pub struct DraftEntry {
  /// Where it is.
  pub path: PathBuf,
  /// The draft; `Err` holds why it cannot be read.
  pub document: Result<Document, Failure>,
  /// The declarant's name, where it is answered.
  pub name: Option<String>,
  /// Whether a receipt for this revision lies beside it.
  pub submitted: bool,
}

impl DataFolder {
  /// The folder given, that of `JILIANG_DATA_DIR`, or the system's place for this user. Made where it is missing.
  pub fn open(given: Option<&Path>) -> Result<Self, Failure> {
    let root = match given {
      Some(path) => path.to_path_buf(),
      None => match ProjectDirs::from("", "", "jiliang") {
        Some(dirs) => dirs.data_dir().to_path_buf(),
        None => return Err(Failure::new(Message::new("no-home")).hint(Message::new("no-home-hint"))),
      },
    };
    let folder = Self { root };
    create_private_folder(&folder.drafts_folder()).map_err(|error| cannot(&folder.drafts_folder(), &error))?;
    Ok(folder)
  }

  /// The folder itself.
  pub fn root(&self) -> &Path {
    &self.root
  }

  /// Where drafts are.
  pub fn drafts_folder(&self) -> PathBuf {
    self.root.join("drafts")
  }

  /// Where frozen envelopes wait to be sent.
  pub fn outbox_folder(&self) -> PathBuf {
    self.root.join("outbox")
  }

  /// The drafts, the one changed last first.
  pub fn drafts(&self, library: &Library) -> Result<Vec<DraftEntry>, Failure> {
    let folder = self.drafts_folder();
    let mut entries = Vec::new();
    for file in fs::read_dir(&folder).map_err(|error| cannot(&folder, &error))?.flatten() {
      let path = file.path();
      let name = file.file_name().to_string_lossy().into_owned();
      // Receipts and what simple platforms answer lie beside their drafts.
      let is_proof = [".receipt-", ".acknowledged-"].iter().any(|kind| name.contains(kind));
      if !name.ends_with(".json") || name.starts_with('.') || is_proof {
        continue;
      }
      let document = DraftFile::read(&path);
      let name = document.as_ref().ok().and_then(|document| library.get(&document.form).ok().and_then(|form| draft_name(&form, document)));
      let submitted = document.as_ref().is_ok_and(|document| receipt_path(&path, document.revision).exists());
      entries.push(DraftEntry { path, document, name, submitted });
    }
    let updated = |entry: &DraftEntry| entry.document.as_ref().map(|document| document.updated_at.clone()).unwrap_or_default();
    entries.sort_by_key(|entry| std::cmp::Reverse(updated(entry)));
    Ok(entries)
  }

  /// A path in the drafts folder that nothing has yet.
  pub fn new_path(&self, document: &Document) -> PathBuf {
    self.drafts_folder().join(format!("{}-{}.json", document.form.id, document.declaration_id))
  }

  /// Moves a draft and what lies beside it (undo journal, what it was made from, receipts, what was sent) to the bin; gives where it is now. A draft
  /// that is open in another program stays.
  pub fn bin(&self, draft: &Path) -> Result<PathBuf, Failure> {
    let _held = DraftLock::acquire(draft)?;
    let bin = self.root.join("bin");
    create_private_folder(&bin).map_err(|error| cannot(&bin, &error))?;
    // One time for all of them, so that they still belong together.
    let time = now().replace(':', "");
    let binned = |name: &str| bin.join(format!("{time}-{name}"));
    let name = draft.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let stem = draft.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let target = binned(&name);
    let belongs = |name: &str| {
      let rest = name.strip_prefix(&stem).unwrap_or_default();
      [".undo", ".carried"].contains(&rest) || [".receipt-", ".acknowledged-", ".sent-"].iter().any(|kind| rest.starts_with(kind))
    };
    let beside: Vec<PathBuf> =
      draft.parent().and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    fs::rename(draft, &target).map_err(|error| cannot(draft, &error))?;
    for path in beside {
      let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
      if belongs(&name) {
        let _ = fs::rename(&path, binned(&name));
      }
    }
    Ok(target)
  }

  /// Keeps the report of a crash; gives where it is.
  pub fn report(&self, text: &str) -> Result<PathBuf, Failure> {
    let folder = self.root.join("reports");
    create_private_folder(&folder).map_err(|error| cannot(&folder, &error))?;
    let path = folder.join(format!("crash-{}.txt", now().replace(':', "")));
    write_atomic(&path, text.as_bytes()).map_err(|error| cannot(&path, &error))?;
    Ok(path)
  }

  /// Keeps the cells that were copied last, for a spreadsheet to open; gives where they are. The mark in front lets Excel see UTF-8.
  pub fn keep_copy(&self, cells: &str) -> Result<PathBuf, Failure> {
    let path = self.root.join("clipboard.tsv");
    write_atomic(&path, format!("\u{feff}{cells}").as_bytes()).map_err(|error| cannot(&path, &error))?;
    Ok(path)
  }
}

/// Where the receipt of a revision lies, beside its draft.
fn receipt_path(draft: &Path, revision: u64) -> PathBuf {
  draft.with_extension(format!("receipt-{revision}.json"))
}

fn cannot(path: &Path, error: &io::Error) -> Failure {
  Failure::new(Message::new("folder-cannot-use").with("path", path.display().to_string()))
    .caused_by(error)
    .hint(Message::new("folder-hint"))
}
