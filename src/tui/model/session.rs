use super::{Carried, FieldEditor, GridLook, GridState, Spot};
use crate::{
  check::Finding,
  document::{CellPath, Document},
  expr::GroupIx,
  form::{Form, Severity},
  session::OpenDraft,
  store::Step,
};
use jiff::civil::Date;
use std::{
  collections::HashMap,
  ops::{Deref, DerefMut},
  path::PathBuf,
  sync::Arc,
};

/// Whether the draft is on disk.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Saved {
  /// Since this time of day.
  At(String),
  /// On its way.
  Saving,
  /// It could not be written.
  Failed,
}

/// An open draft with a place in it: what is shown of it, where the focus is, what is being typed.
#[derive(Debug)]
pub struct Session {
  /// The draft; a session can be used like it.
  pub draft: OpenDraft,
  /// The cell of the last step, while typing on in it belongs to the same step.
  pub open_cell: Option<CellPath>,
  /// Where one was before each jump, the last one at the end.
  pub trail: Vec<Spot>,
  /// The section one is in.
  pub section: usize,
  /// The item that has the focus, in each section.
  pub items: Vec<usize>,
  /// Where one is in each table.
  pub grids: HashMap<GroupIx, GridState>,
  /// How each table is looked at, where it was sorted, filtered or laid out.
  pub looks: HashMap<GroupIx, GridLook>,
  /// The text being typed.
  pub editor: Option<FieldEditor>,
  /// Whether it is on disk.
  pub saved: Saved,
  /// The declaration it was made from, where that was just now.
  pub carried: Option<Carried>,
}

impl Deref for Session {
  type Target = OpenDraft;

  fn deref(&self) -> &OpenDraft {
    &self.draft
  }
}

impl DerefMut for Session {
  fn deref_mut(&mut self) -> &mut OpenDraft {
    &mut self.draft
  }
}

impl Session {
  /// A draft that was just opened and is still to be checked.
  pub fn new(path: PathBuf, form: Arc<Form>, document: Document, undo: Vec<Step>, redo: Vec<Step>, today: Date, time: String) -> Self {
    let items = vec![0; form.sections.len()];
    let draft = OpenDraft::unchecked(path, form, document, undo, redo, today);
    Self {
      draft,
      open_cell: None,
      trail: Vec::new(),
      section: 0,
      items,
      grids: HashMap::new(),
      looks: HashMap::new(),
      editor: None,
      saved: Saved::At(time),
      carried: None,
    }
  }

  /// The heaviest severity among findings that are not accepted.
  pub fn worst<'a>(findings: impl Iterator<Item = &'a Finding>) -> Option<Severity> {
    OpenDraft::worst(findings)
  }
}
