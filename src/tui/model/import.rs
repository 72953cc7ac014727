use crate::{
  expr::GroupIx,
  ledger::{Book, Decision, Fate, Plan, Progress, Standing, Step, Wishes},
  text::{Query, Searchable},
  tui::edit::Line,
};
use std::{collections::BTreeSet, path::PathBuf, sync::Arc};

/// A ledger on its way into a table: which file, which columns, what would change. Nothing is changed before the last step.
#[derive(Clone, Debug)]
pub struct Import {
  /// The table it goes into.
  pub table: GroupIx,
  /// Counts what was asked for outside; an answer to an earlier question is passed over.
  pub ticket: u64,
  /// How far one is.
  pub stage: ImportStage,
  /// The file being chosen.
  pub choice: FileChoice,
  /// The file that is read; none where a block was pasted.
  pub path: Option<PathBuf>,
  /// What is in it.
  pub book: Option<Arc<Book>>,
  /// How the person wants it read.
  pub wishes: Wishes,
  /// What it would change.
  pub plan: Option<Arc<Plan>>,
  /// Whether a plan was asked for and has not come yet.
  pub planning: bool,
  /// Why there is no plan.
  pub trouble: Option<String>,
  /// What the person chose to take.
  pub decision: Decision,
  /// The parts of the preview whose lines are shown.
  pub unfolded: BTreeSet<ImportPart>,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ImportStage {
  /// A file is chosen.
  File,
  /// It is read.
  Reading(Progress),
  /// Sheet, header and columns are looked at; which line the cursor is on.
  Columns(usize),
  /// What would change is looked at; which line the cursor is on.
  Preview(usize),
}

/// A file being chosen: what is typed, and what the folder holds.
#[derive(Clone, Debug, Default)]
pub struct FileChoice {
  /// The path as it is typed.
  pub line: Line,
  /// The folder that is listed, with what separates it from names behind it.
  pub folder: String,
  /// What is in it, folders first.
  pub entries: Vec<FileItem>,
  /// The files read last.
  pub recent: Vec<String>,
  /// The entry the cursor is on, where it was moved onto one.
  pub at: Option<usize>,
  /// Why the folder cannot be listed.
  pub trouble: Option<String>,
  /// The folder that was asked for last.
  pub asked: Option<String>,
}

/// A file or folder to choose.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FileItem {
  /// Its name; the whole path of a file read lately.
  pub name: String,
  /// Whether it is a folder.
  pub is_folder: bool,
  /// How large it is, and when it was changed, for people.
  pub about: String,
}

/// A part of the preview.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum ImportPart {
  /// Rows the table does not have.
  New,
  /// Rows in which the ledger changed something.
  Changed,
  /// Cells changed here and in the ledger.
  Conflicts,
  /// Rows that the ledger does not have.
  Vanished,
  /// Cells changed here only, which stay.
  Edited,
  /// Cells a person should look at.
  Problems,
  /// What was left out and what else was noticed.
  Notes,
}

/// A line of the preview.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ImportLine {
  /// A part begins; how much there is of it.
  Part(ImportPart, usize),
  /// A row of the ledger.
  Row(ImportPart, usize),
  /// A cell of it.
  Cell(ImportPart, usize, usize),
  /// A row of the table that the ledger does not have.
  Vanished(usize),
  /// A cell to look at.
  Problem(usize),
  /// Something noticed.
  Note(usize),
}

/// A line of the page on which columns are looked at.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ColumnLine {
  /// Which sheets are read.
  Sheet,
  /// Where the header is.
  Header,
  /// A column, by its place in the plan.
  Column(usize),
}

/// Up to how many new rows are shown at once without asking.
const FEW: usize = 8;

impl Import {
  /// At its beginning: a file is to be chosen.
  pub fn new(table: GroupIx) -> Self {
    Self {
      table,
      ticket: 0,
      stage: ImportStage::File,
      choice: FileChoice::default(),
      path: None,
      book: None,
      wishes: Wishes::default(),
      plan: None,
      planning: false,
      trouble: None,
      decision: Decision::default(),
      unfolded: BTreeSet::new(),
    }
  }

  /// At its end: a pasted block, to be looked at.
  pub fn pasted(table: GroupIx, plan: Plan) -> Self {
    let mut import = Self { stage: ImportStage::Preview(0), plan: Some(Arc::new(plan)), ..Self::new(table) };
    import.unfold();
    import
  }

  /// Puts the cursor on a line; tells whether it was there already.
  pub fn go_to(&mut self, line: usize) -> bool {
    match &mut self.stage {
      ImportStage::File => self.choice.at.replace(line) == Some(line),
      ImportStage::Columns(at) | ImportStage::Preview(at) => std::mem::replace(at, line) == line,
      ImportStage::Reading(_) => false,
    }
  }

  /// Nothing is known of the file yet.
  pub fn reading(&self) -> ImportStage {
    ImportStage::Reading(Progress { step: Step::Reading, done: 0, total: 0 })
  }

  /// Shows at once what one should see: all but long lists of new rows and of cells that stay.
  pub fn unfold(&mut self) {
    use ImportPart::{Changed, Conflicts, New, Notes, Problems, Vanished};
    self.unfolded = [Changed, Conflicts, Vanished, Problems, Notes].into();
    if self.plan.as_ref().is_some_and(|plan| plan.counts().new <= FEW) {
      self.unfolded.insert(New);
    }
  }

  /// The lines of the preview.
  pub fn lines(&self) -> Vec<ImportLine> {
    let Some(plan) = &self.plan else { return Vec::new() };
    let mut lines = Vec::new();
    let mut part = |part: ImportPart, count: usize, inside: &mut dyn Iterator<Item = ImportLine>| {
      if count > 0 {
        lines.push(ImportLine::Part(part, count));
        if self.unfolded.contains(&part) {
          lines.extend(inside);
        }
      }
    };
    let counts = plan.counts();
    let rows = || plan.rows.iter().enumerate();
    let cells = |wanted: ImportPart, standing: Standing| {
      rows().flat_map(move |(at, row)| {
        let Fate::Known { cells, .. } = &row.fate else { return Vec::new() };
        let mut inside: Vec<ImportLine> = cells
          .iter()
          .enumerate()
          .filter(|(_, cell)| cell.standing == standing)
          .map(|(cell, _)| ImportLine::Cell(wanted, at, cell))
          .collect();
        if !inside.is_empty() {
          inside.insert(0, ImportLine::Row(wanted, at));
        }
        inside
      })
    };
    let with = |standing: Standing| {
      rows().filter(|(_, row)| matches!(&row.fate, Fate::Known { cells, .. } if cells.iter().any(|cell| cell.standing == standing))).count()
    };
    let new = rows().filter(|(_, row)| matches!(row.fate, Fate::New(_))).map(|(at, _)| ImportLine::Row(ImportPart::New, at));
    part(ImportPart::Problems, plan.problems.len(), &mut (0..plan.problems.len()).map(ImportLine::Problem));
    part(ImportPart::New, counts.new, &mut new.into_iter());
    part(ImportPart::Changed, with(Standing::Ledger), &mut cells(ImportPart::Changed, Standing::Ledger));
    part(ImportPart::Conflicts, counts.conflicts, &mut cells(ImportPart::Conflicts, Standing::Both));
    part(ImportPart::Vanished, counts.vanished, &mut (0..counts.vanished).map(ImportLine::Vanished));
    part(ImportPart::Edited, counts.edited, &mut cells(ImportPart::Edited, Standing::Edited));
    part(ImportPart::Notes, plan.notes.len(), &mut (0..plan.notes.len()).map(ImportLine::Note));
    lines
  }

  /// The lines of the page of columns.
  pub fn column_lines(&self) -> Vec<ColumnLine> {
    let columns = self.plan.as_ref().map_or(0, |plan| plan.columns.len());
    [ColumnLine::Sheet, ColumnLine::Header].into_iter().chain((0..columns).map(ColumnLine::Column)).collect()
  }
}

impl FileChoice {
  /// The folder part of what is typed, with the separator, and the name behind it.
  pub fn parts(&self) -> (&str, &str) {
    let text = self.line.text();
    let cut = text.rfind(['/', '\\']).map_or(0, |at| at + 1);
    text.split_at(cut)
  }

  /// What can be chosen: files read lately where nothing is typed behind the folder, then what is in the folder and fits what is typed.
  pub fn shown(&self) -> Vec<FileItem> {
    let (folder, name) = self.parts();
    if folder != self.folder {
      return Vec::new();
    }
    let recent = self.recent.iter().filter(|_| name.is_empty());
    let recent = recent.map(|path| FileItem { name: path.clone(), ..FileItem::default() });
    let query = Query::new(name);
    let mut fits: Vec<_> = self
      .entries
      .iter()
      // Hidden files only for whoever asks.
      .filter(|entry| !entry.name.starts_with('.') || name.starts_with('.'))
      .filter_map(|entry| Some((query.fit(std::iter::once(&Searchable::new(&entry.name)))?, entry)))
      .collect();
    if !name.is_empty() {
      fits.sort_by_key(|(fit, _)| *fit);
    }
    recent.chain(fits.into_iter().map(|(_, entry)| entry.clone())).collect()
  }
}
