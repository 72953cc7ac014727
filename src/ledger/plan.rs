use super::{Address, Column, Layout, Target};
use crate::{
  document::{Change, Document, Record, Row, row_id_after},
  expr::{FieldIx, GroupIx},
  form::Form,
  lang::Message,
};
use serde_json::Value as Json;
use std::{
  collections::{BTreeMap, BTreeSet, HashSet},
  sync::Arc,
};

/// What a ledger would change in a document. Nothing is changed until a person has chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
  /// The table of the form.
  pub table: GroupIx,
  /// Its path.
  pub path: Arc<str>,
  /// The names of the sheets that are read, the one whose header and columns are told first; an empty name for text files and pasted blocks.
  pub sheets: Vec<String>,
  /// The rows of the header, first and last, from 0; `None` for a pasted block.
  pub header: Option<(u32, u32)>,
  /// The columns found.
  pub columns: Vec<Column>,
  /// What becomes of each row of the ledger.
  pub rows: Vec<PlannedRow>,
  /// Rows of the document that the ledger does not have.
  pub vanished: Vec<Vanished>,
  /// Cells a person should look at.
  pub problems: Vec<Problem>,
  /// What was left out and why, and what else was noticed.
  pub notes: Vec<Message>,
  /// What the ledger says of each row, to be told apart from edits next time.
  pub(super) marks: Vec<Arc<str>>,
}

/// What becomes of a row of the ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedRow {
  /// Its sheet, by its place in [`Plan::sheets`].
  pub sheet: usize,
  /// Its number in the sheet, from 0.
  pub number: u32,
  /// Its key, or what else tells it apart.
  pub name: String,
  /// The row id it was written with, where this program wrote the file.
  pub id: Option<Arc<str>>,
  /// Answers without a column, for a new row.
  pub unknown: Vec<(String, Json)>,
  /// What becomes of it.
  pub fate: Fate,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
  /// A row the document does not have, with its answers.
  New(Record),
  /// A row of the document, with the cells that differ; none where nothing does.
  Known {
    /// Its id.
    row: Arc<str>,
    /// In the order of the columns.
    cells: Vec<PlannedCell>,
  },
}

/// A cell that differs between ledger and document.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedCell {
  /// The field.
  pub field: FieldIx,
  /// Where it stands in the sheet.
  pub at: Address,
  /// What the document has.
  pub before: Option<Json>,
  /// What the ledger has.
  pub after: Option<Json>,
  /// Who changed it.
  pub standing: Standing,
}

/// Who changed a cell since the ledger was last read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
  /// The ledger, or nobody knows: the ledger's answer is taken.
  Ledger,
  /// A person, here; the ledger still says what it said: the edit is kept.
  Edited,
  /// Both: a person decides.
  Both,
}

/// A row of the document that the ledger does not have.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Vanished {
  /// Its id.
  pub row: Arc<str>,
  /// Its place in the table, from 0.
  pub place: usize,
  /// Its key, or what else tells it apart.
  pub name: String,
  /// Whether it once came from a ledger; otherwise it was entered here.
  pub imported: bool,
}

/// A cell a person should look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
  /// Where it stands.
  pub at: Address,
  /// `设备台账!F17`.
  pub cell: String,
  /// The field it was for.
  pub field: FieldIx,
  /// The text as it stood.
  pub text: String,
  /// What is wrong.
  pub message: Message,
}

/// What a person chose, group by group, and row by row where one differs from its group.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Decision {
  /// Take the new rows.
  pub new: bool,
  /// Take the changed cells.
  pub changed: bool,
  /// Where a cell was changed here and there, take the ledger's answer.
  pub ledger_wins: bool,
  /// What becomes of rows that the ledger does not have.
  pub vanished: OnVanished,
  /// Rows of the ledger that are not taken, by their place in [`Plan::rows`].
  pub left_out: BTreeSet<usize>,
  /// Rows in which the other side wins, by their place in [`Plan::rows`].
  pub other_wins: BTreeSet<usize>,
  /// Rows that the ledger does not have and that something else becomes of, by their place in [`Plan::vanished`].
  pub vanished_apart: BTreeMap<usize, OnVanished>,
}

/// What becomes of rows that the ledger does not have.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum OnVanished {
  /// They stay as they are.
  #[default]
  Keep,
  /// They are marked as out of service, where the form says how.
  Retire,
  /// They are taken out.
  Remove,
}

impl Default for Decision {
  fn default() -> Self {
    Self {
      new: true,
      changed: true,
      ledger_wins: false,
      vanished: OnVanished::Keep,
      left_out: BTreeSet::new(),
      other_wins: BTreeSet::new(),
      vanished_apart: BTreeMap::new(),
    }
  }
}

impl Decision {
  /// Whether this row of the ledger is taken, by its place in [`Plan::rows`].
  pub fn takes(&self, at: usize, row: &PlannedRow) -> bool {
    let group = if matches!(row.fate, Fate::New(_)) { self.new } else { self.changed };
    group && !self.left_out.contains(&at)
  }

  /// Whether the ledger's answer is taken where a cell of this row was changed here and there.
  pub fn ledger_wins(&self, at: usize) -> bool {
    self.ledger_wins != self.other_wins.contains(&at)
  }

  /// What becomes of a row that the ledger does not have, by its place in [`Plan::vanished`].
  pub fn vanished(&self, at: usize) -> OnVanished {
    self.vanished_apart.get(&at).copied().unwrap_or(self.vanished)
  }
}

/// How many rows and cells of each kind.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
  /// New rows.
  pub new: usize,
  /// Rows with cells that the ledger changed.
  pub changed: usize,
  /// Rows in which nothing is to be done.
  pub unchanged: usize,
  /// Rows that the ledger does not have.
  pub vanished: usize,
  /// Cells edited here, which stay.
  pub edited: usize,
  /// Cells changed here and there.
  pub conflicts: usize,
}

impl PlannedRow {
  /// Whether the ledger changed something in a row the document has.
  pub fn is_changed(&self) -> bool {
    matches!(&self.fate, Fate::Known { cells, .. } if cells.iter().any(|cell| cell.standing != Standing::Edited))
  }
}

impl Plan {
  /// How much there is of everything.
  pub fn counts(&self) -> Counts {
    let mut counts = Counts { vanished: self.vanished.len(), ..Counts::default() };
    for row in &self.rows {
      match &row.fate {
        Fate::New(_) => counts.new += 1,
        Fate::Known { cells, .. } => {
          counts.edited += cells.iter().filter(|cell| cell.standing == Standing::Edited).count();
          counts.conflicts += cells.iter().filter(|cell| cell.standing == Standing::Both).count();
          if row.is_changed() { counts.changed += 1 } else { counts.unchanged += 1 }
        }
      }
    }
    counts
  }

  /// The changes that carry out what a person chose; together they are one step of undo. Empty where nothing is to be done.
  pub fn changes(&self, form: &Form, document: &Document, decision: &Decision) -> Vec<Change> {
    let group = form.group(self.table);
    let rows = document.rows(&self.path);
    let mut changes = Vec::new();
    let mut marks: Vec<(Arc<str>, Option<Arc<str>>)> = Vec::with_capacity(self.rows.len());
    let mark = |row: &Arc<str>, text: &Arc<str>, marks: &mut Vec<(Arc<str>, Option<Arc<str>>)>| {
      if !text.is_empty() && document.imported_mark(&self.path, row) != Some(text) {
        marks.push((Arc::clone(row), Some(Arc::clone(text))));
      }
    };
    let mut used: HashSet<Arc<str>> = rows.iter().map(|row| Arc::clone(&row.id)).collect();
    used.extend(self.rows.iter().filter_map(|row| row.id.clone()));
    let mut own: HashSet<&str> = rows.iter().map(|row| &*row.id).collect();
    let mut next = row_id_after(rows);
    let (mut new, mut place) = (Vec::with_capacity(self.rows.len()), 0);
    for (at, (planned, said)) in self.rows.iter().zip(&self.marks).enumerate() {
      let taken = decision.takes(at, planned);
      match &planned.fate {
        Fate::New(cells) if taken => {
          let id = match &planned.id {
            Some(id) if own.insert(id) => Arc::clone(id),
            // Ids that are made are never made again.
            _ => loop {
              let id = next();
              if !used.contains(&id) {
                break id;
              }
            },
          };
          let mut cells = cells.clone();
          for (field, value) in &planned.unknown {
            cells.set(&field.as_str().into(), Some(value.clone()));
          }
          mark(&id, said, &mut marks);
          if new.is_empty() {
            place = changes.len();
          }
          new.push(Arc::new(Row { id, cells }));
        }
        Fate::New(_) => {}
        Fate::Known { row, cells } => {
          let takes = |standing: Standing| match standing {
            Standing::Ledger => taken,
            Standing::Both => taken && decision.ledger_wins(at),
            Standing::Edited => false,
          };
          for cell in cells.iter().filter(|cell| takes(cell.standing)) {
            let field = &group.fields[usize::from(cell.field.0)].id;
            let cell_path =
              crate::document::CellPath { group: Arc::clone(&self.path), row: Some(Arc::clone(row)), field: Arc::clone(field) };
            changes.push(Change::Set { cell: cell_path, value: cell.after.clone(), typed: None, prune: false });
          }
          // A choice not to take changes now must not make them look old next time.
          if taken {
            mark(row, said, &mut marks);
          }
        }
      }
    }
    if !new.is_empty() {
      changes.insert(place, Change::InsertRows { group: Arc::clone(&self.path), index: rows.len(), rows: new });
    }
    for (at, vanished) in self.vanished.iter().enumerate() {
      match (decision.vanished(at), &group.retire) {
        (OnVanished::Remove, _) => {
          changes.push(Change::RemoveRow { group: Arc::clone(&self.path), row: Arc::clone(&vanished.row), prune: false });
        }
        (OnVanished::Retire, Some((field, code))) => {
          let field = &group.fields[usize::from(field.0)].id;
          let cell =
            crate::document::CellPath { group: Arc::clone(&self.path), row: Some(Arc::clone(&vanished.row)), field: Arc::clone(field) };
          let known = rows.get(vanished.place).and_then(|row| row.cells.get(field)).and_then(Json::as_str);
          if known != Some(code) {
            changes.push(Change::Set { cell, value: Some(code.as_str().into()), typed: None, prune: false });
          }
        }
        _ => {}
      }
    }
    if !marks.is_empty() {
      changes.push(Change::Imported { group: Arc::clone(&self.path), marks });
    }
    changes
  }

  /// The headings and what they go into, for the memory.
  pub fn mapping(&self) -> Vec<(String, Option<Target>)> {
    self.columns.iter().filter(|column| !column.heading.is_empty()).map(|column| (column.heading.clone(), column.target)).collect()
  }

  /// The address of a cell of a row, with the name of its sheet: `设备台账!F17`.
  pub fn address(&self, row: &PlannedRow, at: Address) -> String {
    match self.sheets.get(row.sheet) {
      Some(sheet) if !sheet.is_empty() => format!("{sheet}!{at}"),
      _ => at.to_string(),
    }
  }

  pub(super) fn of(table: GroupIx, path: &Arc<str>, sheets: Vec<String>, layout: &Layout) -> Self {
    Self {
      table,
      path: Arc::clone(path),
      sheets,
      header: Some(layout.header),
      columns: layout.columns.clone(),
      rows: Vec::with_capacity(layout.rows.len()),
      vanished: Vec::new(),
      problems: Vec::new(),
      notes: layout.notes.clone(),
      marks: Vec::with_capacity(layout.rows.len()),
    }
  }
}
