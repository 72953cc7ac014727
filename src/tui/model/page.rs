use super::{CellRef, Import, Place};
use crate::{
  expr::GroupIx,
  submit::Step,
  tui::edit::{Line, Pick},
};
use jiff::civil::Date;
use std::path::PathBuf;

/// A page, or a question over one.
#[derive(Clone, Debug)]
pub enum Page {
  /// The list of drafts.
  Home,
  /// The section that the session stands in: its fields, or the table it is.
  Section,
  /// A table inside a section.
  Table(GroupIx),
  /// One row of a table as a form.
  Row(GroupIx),
  /// The sections, to go to one; which the cursor is on.
  Outline(usize),
  /// The findings, to go to one; which the cursor is on.
  Findings(usize),
  /// All answers; which line the cursor is on.
  Review(usize),
  /// The statement to be signed; which of its fields has the focus.
  Statement(usize),
  /// Handing in, and what came of it.
  Sending(Sending),
  /// Help; how far it is scrolled.
  Help(usize),
  /// A list to choose from.
  Pick(PickFor, Box<Pick>),
  /// A month to choose a date for a cell from; the day the cursor is on.
  Month(CellRef, Date),
  /// The steps that can be undone or done again; which line the cursor is on.
  Steps(usize),
  /// A question with a line of text.
  Prompt(PromptFor, Line),
  /// A question with yes or no.
  Question(QuestionFor),
  /// What was carried over from the declaration before; which line the cursor is on.
  Carried(usize),
  /// A ledger on its way into a table.
  Import(Box<Import>),
  /// What all fixes of the findings with this code would change; how far it is scrolled.
  FixAll(String, usize),
}

/// What is chosen.
#[derive(Clone, Debug)]
pub enum PickFor {
  /// An answer.
  Answer(CellRef),
  /// The form of a new draft.
  NewForm,
  /// Somewhere to go to, by the place in this list.
  Place(Vec<Place>),
  /// One of several fixes of the finding at this place.
  Fix(usize),
  /// Which rows of a table are shown.
  Filter(GroupIx),
  /// Which columns of a table are shown.
  Columns(GroupIx),
  /// How what is selected in a table is filled.
  Fill(GroupIx),
  /// What a column of a ledger goes into, by its place in the plan.
  Column(usize),
  /// Which sheets of a ledger are read.
  Sheets,
  /// Which row of a sheet is the header.
  Header,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub enum PromptFor {
  /// The path of a draft.
  OpenPath,
  /// Why the finding with this code is accepted, in this row.
  Override {
    /// The code.
    code: String,
    /// The row's id.
    row: Option<String>,
  },
  /// The number of a row to go to.
  GoToRow(GroupIx),
  /// The text to go to in a table.
  FindInTable(GroupIx),
  /// The text that rows must hold to be shown.
  FilterText(GroupIx),
  /// The value for everything that is selected.
  FillWith(GroupIx),
}

/// What is asked.
#[derive(Clone, Debug)]
pub enum QuestionFor {
  /// Move this draft to the bin; its name.
  Bin(PathBuf, String),
  /// Send the draft as the revision after this one, which the platform holds.
  Replace(u32),
  /// Move the draft at this place to a newer version of its form; what that would change.
  Move(PathBuf, Vec<String>),
}

/// How handing in goes.
#[derive(Clone, Debug, Default)]
pub struct Sending {
  /// The steps that were begun.
  pub steps: Vec<Step>,
  /// What came of it, in lines; empty while it goes on.
  pub said: Vec<String>,
  /// The reference of the receipt.
  pub reference: Option<String>,
  /// Where the proof lies.
  pub proof: Option<PathBuf>,
  /// Whether the platform has it.
  pub delivered: bool,
}

impl Page {
  /// Whether it fills the screen by itself and is not a list or question over another.
  pub fn is_ground(&self) -> bool {
    matches!(
      self,
      Self::Home
        | Self::Section
        | Self::Table(_)
        | Self::Row(_)
        | Self::Review(_)
        | Self::Statement(_)
        | Self::Sending(_)
        | Self::Import(_)
        | Self::Carried(_)
    )
  }
}
