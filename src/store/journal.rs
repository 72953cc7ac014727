use super::{private::private, real_path::real_path};
use crate::document::{Document, Edit, JournalRef};
use serde::{Deserialize, Serialize};
use std::{
  fs::{File, OpenOptions},
  io::{self, BufRead, BufReader, Write},
  path::{Path, PathBuf},
};
use uuid::Uuid;

/// One step a person can undo.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Step {
  /// RFC 3339.
  pub at: String,
  /// What it was, in the words of the day it was done.
  pub label: String,
  /// The changes, both ways.
  pub edit: Edit,
}

/// A line of the journal.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
  /// A step was done.
  Done(Step),
  /// The last step was done again in another way: it replaces the one before (typing on in the same cell).
  Amended(Step),
  /// The last step was undone.
  Undone,
  /// The last undone step was done again.
  Redone,
}

/// What undo and redo need, kept in a file beside the draft (`NAME.undo`), a JSON line for each entry. The draft names the journal and how
/// many of its lines it contains; lines beyond that were written just before a crash and are applied again on opening.
#[derive(Debug)]
pub struct Journal {
  file: Option<File>,
  path: PathBuf,
  reference: JournalRef,
}

impl Journal {
  /// Opens the journal of a draft. Gives the steps that can be undone and redone, the last one at the end. Lines that the draft does not
  /// contain yet are applied to it. A journal that does not fit the draft is left aside.
  pub fn open(draft: &Path, document: &mut Document) -> (Self, Vec<Step>, Vec<Step>) {
    let path = Self::file_of(draft);
    let known = document.journal.clone();
    if let Some(reference) = known
      && let Ok(entries) = read(&path, reference.id)
      && let Some((undo, redo)) = replay(&entries, usize::try_from(reference.lines).unwrap_or(usize::MAX), document)
      && let Ok(file) = OpenOptions::new().append(true).open(&path)
    {
      let reference = JournalRef { id: reference.id, lines: entries.len() as u64 };
      document.journal = Some(reference.clone());
      return (Self { file: Some(file), path, reference }, undo, redo);
    }
    let reference = JournalRef { id: Uuid::now_v7(), lines: 0 };
    document.journal = Some(reference.clone());
    (Self { file: None, path, reference }, Vec::new(), Vec::new())
  }

  /// Writes an entry; the reference it gives belongs into the draft that is saved next.
  pub fn append(&mut self, entry: &Entry) -> io::Result<JournalRef> {
    if self.file.is_none() {
      let mut file = private().write(true).create(true).truncate(true).open(&self.path)?;
      writeln!(file, "{}", serde_json::json!({ "journal": "jiliang-undo/1", "id": self.reference.id }))?;
      self.file = Some(file);
    }
    if let Some(file) = &mut self.file {
      let mut line = serde_json::to_vec(entry)?;
      line.push(b'\n');
      file.write_all(&line)?;
    }
    self.reference.lines += 1;
    Ok(self.reference.clone())
  }

  /// How many lines there are now.
  pub fn reference(&self) -> JournalRef {
    self.reference.clone()
  }

  /// Where the journal of a draft lies.
  pub fn file_of(draft: &Path) -> PathBuf {
    real_path(draft).with_extension("undo")
  }
}

/// The entries of the journal `id`; a torn last line is left out.
fn read(path: &Path, id: Uuid) -> io::Result<Vec<Entry>> {
  let mut lines = BufReader::new(File::open(path)?).lines();
  let wrong = || io::Error::from(io::ErrorKind::InvalidData);
  let header: serde_json::Value = serde_json::from_str(&lines.next().ok_or_else(wrong)??).map_err(|_| wrong())?;
  if header["id"] != id.to_string() {
    return Err(wrong());
  }
  let mut entries = Vec::new();
  for line in lines {
    match serde_json::from_str(&line?) {
      Ok(entry) => entries.push(entry),
      Err(_) => break,
    }
  }
  Ok(entries)
}

/// Follows the entries; from line `contained` on they are also applied. `None` where they do not fit together.
fn replay(entries: &[Entry], contained: usize, document: &mut Document) -> Option<(Vec<Step>, Vec<Step>)> {
  if entries.len() < contained {
    return None;
  }
  let (mut undo, mut redo): (Vec<Step>, Vec<Step>) = (Vec::new(), Vec::new());
  let mut recovered = document.clone();
  let apply = |document: &mut Document, changes: &[crate::document::Change]| document.apply_all(changes.to_vec()).is_ok();
  for (index, entry) in entries.iter().enumerate() {
    let missing = index >= contained;
    match entry {
      Entry::Done(step) => {
        if missing && !apply(&mut recovered, &step.edit.forward) {
          return None;
        }
        undo.push(step.clone());
        redo.clear();
      }
      Entry::Amended(step) => {
        let before = undo.pop()?;
        if missing && !(apply(&mut recovered, &before.edit.backward) && apply(&mut recovered, &step.edit.forward)) {
          return None;
        }
        undo.push(step.clone());
      }
      Entry::Undone => {
        let step = undo.pop()?;
        if missing && !apply(&mut recovered, &step.edit.backward) {
          return None;
        }
        redo.push(step);
      }
      Entry::Redone => {
        let step = redo.pop()?;
        if missing && !apply(&mut recovered, &step.edit.forward) {
          return None;
        }
        undo.push(step);
      }
    }
  }
  *document = recovered;
  Some((undo, redo))
}

impl Step {
  /// A step with a label in the words of today.
  pub fn new(at: &str, label: String, edit: Edit) -> Self {
    Self { at: at.to_owned(), label, edit }
  }
}

#[cfg(test)]
mod tests {
  use super::*;
  use crate::document::{CellPath, Change, FormRef};

  fn empty() -> Document {
    Document::new(FormRef { id: "f".into(), version: "1.0.0".into(), digest: None }, Uuid::nil(), "")
  }

  fn set(document: &mut Document, value: &str) -> Step {
    let change = Change::Set { cell: CellPath::field("a", "b"), value: Some(value.into()), typed: None, prune: false };
    Step::new("", value.to_owned(), document.apply_all(vec![change]).unwrap())
  }

  #[test]
  fn undo_and_redo_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("d.json");
    let mut document = empty();
    let (mut journal, ..) = Journal::open(&path, &mut document);
    for value in ["1", "2", "3"] {
      let step = set(&mut document, value);
      document.journal = Some(journal.append(&Entry::Done(step)).unwrap());
    }
    document.journal = Some(journal.append(&Entry::Undone).unwrap());
    let mut saved = Document::from_text(&document.to_text()).unwrap();
    let (_, undo, redo) = Journal::open(&path, &mut saved);
    let labels = |steps: &[Step]| steps.iter().map(|step| step.label.clone()).collect::<Vec<_>>();
    assert_eq!((labels(&undo), labels(&redo)), (vec!["1".to_owned(), "2".to_owned()], vec!["3".to_owned()]));
  }

  #[test]
  fn entries_written_before_a_crash_are_applied_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("d.json");
    let mut document = empty();
    let (mut journal, ..) = Journal::open(&path, &mut document);
    let step = set(&mut document, "saved");
    document.journal = Some(journal.append(&Entry::Done(step)).unwrap());
    let file = document.to_text();
    let step = set(&mut document, "not saved");
    journal.append(&Entry::Done(step)).unwrap();
    // The machine dies while the next line is written.
    OpenOptions::new().append(true).open(path.with_extension("undo")).unwrap().write_all(b"{\"done\":{\"at\"").unwrap();
    let mut recovered = Document::from_text(&file).unwrap();
    let (_, undo, _) = Journal::open(&path, &mut recovered);
    assert_eq!(recovered.answer("a", None, "b").unwrap(), "not saved");
    assert_eq!(undo.len(), 2);
  }

  #[test]
  fn a_journal_of_another_draft_is_left_aside() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("d.json");
    let mut first = empty();
    let (mut journal, ..) = Journal::open(&path, &mut first);
    let step = set(&mut first, "1");
    journal.append(&Entry::Done(step)).unwrap();
    let mut other = empty();
    let (_, undo, redo) = Journal::open(&path, &mut other);
    assert!(undo.is_empty() && redo.is_empty());
    assert!(other.answer("a", None, "b").is_none());
  }
}
