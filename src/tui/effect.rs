use crate::{
  document::{CellPath, Document},
  store::Entry,
};
use jiff::civil::Date;
use std::{path::PathBuf, sync::Arc};

/// Something the model wants done outside: files, network, the screen as a whole. Data, so that tests can look at it.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
  /// List the drafts.
  ListDrafts,
  /// Open a draft and hold it.
  Open(PathBuf),
  /// Make an empty draft of a form and open it.
  New(String),
  /// Copy a draft to a new declaration.
  Duplicate(PathBuf),
  /// Move a draft to the bin.
  Bin(PathBuf),
  /// Let go of the open draft.
  Close,
  /// Write a line of the undo journal and then the draft.
  Save(Option<Entry>, Arc<Document>),
  /// Hand the draft in.
  Submit(Arc<Document>, Date),
  /// Describe a file for an attachment.
  ReadAttachment(CellPath, String),
  /// Paint the whole screen anew.
  Redraw,
  /// Save what is to be saved and end.
  Quit,
}
