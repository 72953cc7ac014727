use super::{Key, Mouse, model::FileItem};
use crate::{
  Failure,
  check::Counts,
  document::{CellPath, Document},
  form::Form,
  ledger::{Book, Cleared, DueCounts, Plan, Progress},
  store::{KeptPlace, Step},
  submit::Step as SendStep,
};
use serde_json::Value as Json;
use std::{path::PathBuf, sync::Arc};
use uuid::Uuid;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Msg {
  /// A key was pressed.
  Key(Key),
  /// Something was done with the mouse.
  Mouse(Mouse),
  /// Text was pasted.
  Paste(String),
  /// The screen has a new size: columns and rows.
  Resize(u16, u16),
  /// Nobody typed for a moment while a field holds text that is not an answer yet.
  Idle,
  /// The program is asked to end, or the terminal is gone.
  End,
  /// The program is asked to stop until it may go on.
  Pause,
  /// The program may go on.
  Continue,
  /// The keys that were waiting have all been told; the thread that reads them waits for leave to go on.
  KeysRead,
  /// What was opened is on the screen; now it is checked.
  Check,
  /// A text comes back from an editor of the person's own, or why not.
  EditedOutside(Result<String, Failure>),
  /// Where one was in the drafts, the last one first.
  Places(Vec<KeptPlace>),
  /// Where one was in the draft that was just opened.
  LastPlace(KeptPlace),
  /// The drafts of the folder, and the forms a new one can be made of (id and title in both languages).
  Drafts(Vec<DraftItem>, Vec<(String, String, String)>),
  /// What of the instruments in the drafts falls due.
  Due(DueCounts),
  /// What waits to be sent.
  Waiting(Vec<WaitingItem>),
  /// A draft is open.
  Opened {
    /// Where it is.
    path: PathBuf,
    /// Its form.
    form: Arc<Form>,
    /// Its content.
    document: Box<Document>,
    /// What can be undone.
    undo: Vec<Step>,
    /// What can be done again.
    redo: Vec<Step>,
    /// When it was last saved, for people.
    time: String,
  },
  /// A draft is of an older version of its form: what moving it would change, in lines. It is not open, and nothing was changed.
  ToMove {
    /// Where it is.
    path: PathBuf,
    /// What to tell.
    lines: Vec<String>,
  },
  /// The draft that was just opened was made from an earlier one.
  Carried {
    /// The earlier one.
    earlier: Arc<Document>,
    /// The answers it began without.
    cleared: Vec<Cleared>,
    /// The ids of the sections that were confirmed since; `None` where it was made just now.
    confirmed: Option<Vec<String>>,
  },
  /// What was copied is in this file too.
  CopyKept(PathBuf),
  /// The draft was saved; the time of day.
  Saved(String),
  /// Something could not be done; what, why and what to do, in words.
  Failed(String),
  /// A mistake of the program ended an effect; whether it was one that saves.
  WorkerFailed {
    /// Whether the draft is not saved.
    saves: bool,
  },
  /// The report of a crash was written here.
  Reported(PathBuf),
  /// The draft could not be saved; what, why and what to do, in words.
  SaveFailed(String),
  /// Something was done that is worth a word.
  Done(String),
  /// A file was read for an attachment: its description, or why not.
  Attachment(CellPath, Result<Json, String>),
  /// What a folder holds, to choose a ledger from.
  Folder(FolderItem),
  /// How far a ledger is read.
  LedgerProgress(u64, Progress),
  /// A ledger was read; or why not, in words.
  LedgerRead(u64, Result<Arc<Book>, String>),
  /// What a ledger would change; or why that cannot be told, in words.
  LedgerPlanned(u64, Result<Arc<Plan>, String>),
  /// Handing in has come to this step.
  Sending(SendStep),
  /// The platform has it: the reference, where the proof lies, the draft as it is now.
  Delivered {
    /// The short name of the receipt; empty where the platform gives none.
    reference: String,
    /// What to tell.
    said: String,
    /// Where the proof lies.
    proof: Option<PathBuf>,
    /// The draft, which now tells what was received.
    document: Option<Box<Document>>,
  },
  /// It did not arrive, or was refused.
  NotDelivered {
    /// What to tell, in lines.
    said: Vec<String>,
    /// The number of another revision that the platform holds and that the draft may replace.
    other_revision: Option<u32>,
  },
}

/// What a folder holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FolderItem {
  /// Its path, with what separates it from names behind it.
  pub folder: String,
  /// Folders, then files that can be read as ledgers.
  pub entries: Vec<FileItem>,
  /// The ledgers read last.
  pub recent: Vec<String>,
  /// Why it cannot be listed, in words.
  pub trouble: Option<String>,
}

/// A draft of the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DraftItem {
  /// Where it is.
  pub path: PathBuf,
  /// The declarant's name, or the file's.
  pub name: String,
  /// The form's title.
  pub form: String,
  /// Which revision.
  pub revision: u64,
  /// What its check comes to; `None` where it cannot be read.
  pub counts: Option<Counts>,
  /// The reference of the receipt, where these answers were received.
  pub reference: Option<String>,
  /// When it was last changed, for people.
  pub time: String,
  /// Why it cannot be read.
  pub problem: Option<String>,
}

/// A sealed declaration that waits to be sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WaitingItem {
  /// The declaration.
  pub declaration: Uuid,
  /// Which revision.
  pub revision: u32,
  /// The declarant's name, or the declaration's id.
  pub name: String,
  /// The draft it was made from, where that is still there.
  pub draft: Option<PathBuf>,
  /// Where it goes.
  pub platform: String,
  /// How often sending was begun.
  pub attempts: u32,
  /// When it may be tried again, for people; `None` where a person has to do something first, or it was never tried.
  pub next: Option<String>,
  /// What the last attempt came to.
  pub said: Option<String>,
  /// Whether the person holds it back.
  pub held: bool,
}
