use crate::{
  document::{CellPath, Document},
  expr::GroupIx,
  ledger::{Book, Plan, Said, Wishes},
  store::{Entry, KeptPlace},
};
use jiff::civil::Date;
use std::{path::PathBuf, sync::Arc};
use uuid::Uuid;

/// Something the model wants done outside: files, network, the screen as a whole. Data, so that tests can look at it.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
  /// List the drafts.
  ListDrafts,
  /// Open a draft and hold it.
  Open(PathBuf),
  /// Open a draft that the person agrees to move to a newer version of its form.
  OpenMoved(PathBuf),
  /// Find the declaration that the open draft was made from.
  FindCarried(PathBuf),
  /// Make an empty draft of a form and open it.
  New(String),
  /// Make the draft of the exercise and open it.
  Exercise,
  /// Copy a draft to a new declaration.
  Duplicate(PathBuf),
  /// Make the next declaration from a draft and open it.
  NextYear(PathBuf),
  /// Move a draft to the bin.
  Bin(PathBuf),
  /// Let go of the open draft.
  Close,
  /// Write a line of the undo journal and then the draft.
  Save(Option<Entry>, Arc<Document>),
  /// Hand the draft in.
  Submit {
    /// What it holds.
    document: Arc<Document>,
    /// The date of the check.
    as_of: Date,
    /// Whether it replaces another revision that the platform may hold.
    replace: bool,
  },
  /// Send what waits of this declaration and revision.
  SendWaiting(Uuid, u32),
  /// Describe a file for an attachment.
  ReadAttachment(CellPath, String),
  /// List a folder, to choose a ledger from; the one used last where none is named.
  ListFolder(Option<String>),
  /// Read a ledger.
  ReadLedger(u64, PathBuf),
  /// Tell what a ledger would change.
  PlanLedger {
    /// Comes back with the answer.
    ticket: u64,
    /// The ledger.
    book: Arc<Book>,
    /// The table it goes into.
    table: GroupIx,
    /// How it is to be read.
    wishes: Box<Wishes>,
    /// What it would change.
    document: Arc<Document>,
  },
  /// Stop reading or planning.
  StopLedger,
  /// Remember the file, and what was said about its columns.
  KeepLedger(PathBuf, Arc<Plan>, Said),
  /// Keep a report of a mistake of the program, to be sent to its makers.
  Report(String),
  /// Keep where one was in a draft.
  KeepPlace(KeptPlace),
  /// Keep the ids of the sections that were confirmed to hold as in the declaration before.
  KeepConfirmed(Vec<String>),
  /// Let the person change a text with an editor of their own, which takes the terminal meanwhile.
  EditOutside(String),
  /// Put text into the system's clipboard, as far as the terminal can.
  Copy(String),
  /// Keep copied text in a file too, as no terminal tells whether it took it.
  KeepCopy(String),
  /// Take the mouse, or give it back to the terminal.
  Mouse(bool),
  /// Paint the whole screen anew.
  Redraw,
  /// Give the terminal back and stop until the system says go on.
  Pause,
  /// Take the terminal over anew, as another program may have changed it, and paint it.
  Retake,
  /// Save what is to be saved and end.
  Quit,
}

impl Effect {
  /// Whether the thread that paints carries it out, not the host.
  pub(super) fn is_for_the_screen(&self) -> bool {
    matches!(self, Self::EditOutside(_) | Self::Copy(_) | Self::Mouse(_) | Self::Redraw | Self::Pause | Self::Retake | Self::Quit)
  }
}
