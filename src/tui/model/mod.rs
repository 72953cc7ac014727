//! Everything the screen shows. Only `update` changes it.

mod block;
mod carried;
mod cell_order;
mod field_editor;
mod grid;
mod grid_filter;
mod grid_look;
mod import;
mod page;
mod place;
mod review_line;
mod scrolled;
mod session;
mod spot;
pub(in crate::tui) mod tables;

use super::{DraftItem, Keymap, Memo, Picture, Target, Theme, WaitingItem};
use crate::{
  lang::{Lang, Words},
  ledger::DueCounts,
  store::KeptPlace,
};
use jiff::{civil::Date, tz::TimeZone};
use std::path::PathBuf;

pub use self::{
  block::Block,
  carried::{Carried, CarriedLine, carried_lines},
  field_editor::{EditorKind, FieldEditor},
  grid::GridState,
  grid_filter::GridFilter,
  grid_look::GridLook,
  import::{ColumnLine, FileChoice, FileItem, Import, ImportLine, ImportPart, ImportStage},
  page::{Page, PickFor, PromptFor, QuestionFor, Sending},
  place::Place,
  review_line::{ReviewLine, review_lines},
  scrolled::Scrolled,
  session::{Saved, Session},
  spot::{Leap, Spot},
};
pub use crate::session::{CellRef, PageItem, derived};

/// The state of the program.
#[derive(Debug)]
pub struct Model {
  /// The program's words.
  pub words: Words,
  /// The keys in force.
  pub keymap: Keymap,
  /// How things look.
  pub theme: Theme,
  /// Today, by which due dates are judged where the draft names no date.
  pub today: Date,
  /// Columns and rows of the screen.
  pub size: (u16, u16),
  /// The pages one came through, the current one last; never empty.
  pub pages: Vec<Page>,
  /// The drafts.
  pub drafts: Vec<DraftItem>,
  /// Forms a new draft can be made of: id, title in Chinese and English.
  pub forms: Vec<(String, String, String)>,
  /// Whether the drafts and forms were listed yet.
  pub listed: bool,
  /// What waits to be sent.
  pub waiting: Vec<WaitingItem>,
  /// What of their instruments falls due; `None` until it was counted.
  pub due: Option<DueCounts>,
  /// Which draft the cursor is on; after the drafts come those that wait.
  pub draft: usize,
  /// The open draft.
  pub session: Option<Session>,
  /// A word about what just happened; the next key takes it away.
  pub note: Option<String>,
  /// The time, RFC 3339 in UTC; empty where nobody told it.
  pub now: String,
  /// By which clocks here show times.
  pub zone: TimeZone,
  /// Where one was in the drafts, the last one first.
  pub places: Vec<KeptPlace>,
  /// How far the exercise is, where one is at it.
  pub tour: Option<usize>,
  /// What was looked for last.
  pub looked_for: String,
  /// What was copied or cut last.
  pub clipboard: String,
  /// The platform that drafts are handed in to.
  pub platform: Option<String>,
  /// A draft to be opened at the start.
  pub opening: Option<PathBuf>,
  /// Set where the program was started for one draft: it has no home.
  pub single: bool,
  /// The line of check-your-answers from which one went to an answer, to come back to.
  pub review: Option<ReviewLine>,
  /// Whether the mouse belongs to the program; else the terminal marks text with it.
  pub mouse: bool,
  /// What was drawn last, for the mouse to be aimed at.
  pub picture: Picture,
  /// What of it need not be drawn anew.
  pub memo: Memo,
  /// Where the page on top was scrolled to by hand.
  pub scrolled: Option<Scrolled>,
  /// What the mouse button went down on.
  pub pressed: Option<Target>,
}

impl Model {
  /// The state before anything has happened.
  pub fn new(lang: Lang, theme: Theme, today: Date, platform: Option<String>) -> Self {
    let words = Words::new(lang);
    words.tell_keys(|| Keymap::default().names());
    Self {
      words,
      keymap: Keymap::default(),
      theme,
      today,
      size: (80, 24),
      pages: vec![Page::Home],
      drafts: Vec::new(),
      listed: false,
      waiting: Vec::new(),
      forms: Vec::new(),
      due: None,
      draft: 0,
      session: None,
      note: None,
      now: String::new(),
      zone: TimeZone::UTC,
      places: Vec::new(),
      tour: None,
      looked_for: String::new(),
      clipboard: String::new(),
      platform,
      opening: None,
      single: false,
      review: None,
      mouse: true,
      picture: Picture::default(),
      memo: Memo::default(),
      scrolled: None,
      pressed: None,
    }
  }

  /// Takes other keys; sentences that name them follow.
  pub fn set_keymap(&mut self, keymap: Keymap) {
    let known = keymap.clone();
    self.words.tell_keys(move || known.names());
    self.keymap = keymap;
  }

  /// The page on top.
  pub fn page(&self) -> &Page {
    self.pages.last().unwrap_or(&Page::Home)
  }

  /// The page on top.
  pub fn page_mut(&mut self) -> Option<&mut Page> {
    self.pages.last_mut()
  }

  /// The language.
  pub fn lang(&self) -> Lang {
    self.words.lang()
  }

  /// The page of fields or the table that lies under lists and questions, and what it shows.
  pub fn ground(&self) -> &Page {
    self.pages.iter().rev().find(|page| page.is_ground()).unwrap_or(&Page::Home)
  }
}
