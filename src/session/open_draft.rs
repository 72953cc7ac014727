use super::{CellRef, PageItem};
use crate::{
  check::{Counts, Effective, Extent, Finding, Live, Progress, Report, progress},
  document::{CellPath, Change, ChangeError, Document},
  expr::{Facts, FieldIx, GroupIx, Value},
  form::{Field, Form, Item, Kind, Severity},
  lang::Lang,
  store::{Entry, Step},
};
use jiff::civil::Date;
use std::{collections::HashSet, path::PathBuf, sync::Arc};

/// An open draft: its content, what the check says of it, and the steps that can be undone. How it is shown and where one is in it is for those who
/// show it.
#[derive(Debug)]
pub struct OpenDraft {
  /// Where it is.
  pub path: PathBuf,
  /// Its form.
  pub form: Arc<Form>,
  /// Its content.
  pub document: Arc<Document>,
  /// The date it is checked for.
  pub as_of: Date,
  /// What the check says.
  pub report: Report,
  /// What the report comes to.
  pub counts: Counts,
  /// How far each section is.
  pub progress: Vec<Progress>,
  /// Fields of sections that are shown.
  pub shown: HashSet<(GroupIx, FieldIx)>,
  /// Groups that are shown.
  pub shown_groups: HashSet<GroupIx>,
  /// Today, by which dates told in short are understood.
  pub today: Date,
  /// The time as it was told last, RFC 3339 in UTC, by which steps are dated; empty where nobody told it.
  pub now: String,
  /// What can be undone.
  pub undo: Vec<Step>,
  /// What can be done again.
  pub redo: Vec<Step>,
  /// Keeps the report up to date; `None` until the first check.
  live: Option<Live>,
}

impl OpenDraft {
  /// A draft that was just opened and is checked.
  pub fn new(path: PathBuf, form: Arc<Form>, document: Document, undo: Vec<Step>, redo: Vec<Step>, today: Date) -> Self {
    let mut draft = Self::unchecked(path, form, document, undo, redo, today);
    draft.recheck();
    draft
  }

  /// A draft that was just opened, of which nothing is said yet: it can be looked at before [`Self::recheck`].
  pub fn unchecked(path: PathBuf, form: Arc<Form>, document: Document, undo: Vec<Step>, redo: Vec<Step>, today: Date) -> Self {
    let as_of = document.as_of.unwrap_or(today);
    let mut draft = Self {
      path,
      form,
      document: Arc::new(document),
      as_of,
      report: Report::default(),
      counts: Counts::default(),
      progress: Vec::new(),
      shown: HashSet::new(),
      shown_groups: HashSet::new(),
      today,
      now: String::new(),
      undo,
      redo,
      live: None,
    };
    draft.look(Extent::Whole);
    draft
  }

  /// Looks at what changed in the document.
  pub fn recheck(&mut self) {
    let extent = match &mut self.live {
      Some(live) => live.update(&mut self.report, &self.document),
      None => {
        let (live, report) = Live::new(&self.form, &self.document, self.as_of);
        (self.live, self.report) = (Some(live), report);
        Extent::Whole
      }
    };
    self.look(extent);
  }

  /// Whether it has been checked since it was opened.
  pub fn is_checked(&self) -> bool {
    self.live.is_some()
  }

  fn look(&mut self, extent: Extent) {
    let facts = match &self.live {
      Some(live) => live.facts(&self.document),
      None => Effective::new(&self.form, &self.document, self.as_of),
    };
    self.progress = progress(&facts, self.live.is_some().then_some(&self.report));
    self.counts = self.report.counts();
    if extent == Extent::Rows {
      return;
    }
    self.shown.clear();
    self.shown_groups.clear();
    for (group, definition) in self.form.groups() {
      if !facts.is_group_shown(group) {
        continue;
      }
      self.shown_groups.insert(group);
      for (field, _) in definition.fields() {
        // Columns are shown or not as a whole; a cell that does not apply is simply empty.
        let shown = if definition.is_table { !definition.fields[usize::from(field.0)].hidden } else { facts.is_shown(group, None, field) };
        if shown {
          self.shown.insert((group, field));
        }
      }
    }
  }

  /// What counts of the document: answers, defaults and computed values.
  pub fn facts(&self) -> Effective<'_> {
    match &self.live {
      Some(live) => live.facts(&self.document),
      None => Effective::new(&self.form, &self.document, self.as_of),
    }
  }

  /// The field of a cell.
  pub fn field(&self, cell: CellRef) -> &Field {
    self.form.field(cell.group, cell.field)
  }

  /// The lasting name of a cell; `None` where its row is gone.
  pub fn path_of(&self, cell: CellRef) -> Option<CellPath> {
    let group = self.form.group(cell.group);
    let row = match cell.row {
      Some(row) => Some(Arc::clone(&self.document.rows(&group.path).get(row)?.id)),
      None => None,
    };
    Some(CellPath { group: Arc::clone(&group.path), row, field: Arc::clone(&self.field(cell).id) })
  }

  /// The answer of a cell as a person edits it.
  pub fn text_of(&self, cell: CellRef, lang: Lang) -> String {
    let group = self.form.group(cell.group);
    let field = self.field(cell);
    match self.document.answer(&group.path, cell.row, &field.id) {
      Some(json) => self.form.text_of_answer(field, json, lang),
      None => String::new(),
    }
  }

  /// The value that counts for a cell where nothing is answered, or that is computed; as people read it. `None` where there is none.
  pub fn derived(&self, cell: CellRef, lang: Lang) -> Option<String> {
    derived(&self.facts(), cell, lang)
  }

  /// What stands on the page of section `section`.
  pub fn page_items(&self, section: usize) -> Vec<PageItem> {
    let section = &self.form.sections[section];
    let items = section.items.iter().filter_map(|item| match item {
      Item::Field(field) => self.shown.contains(&(section.group, *field)).then_some(PageItem::Field(section.group, *field)),
      Item::Table(table) => self.shown_groups.contains(table).then_some(PageItem::Table(*table)),
    });
    items.collect()
  }

  /// The fields of the statement.
  pub fn statement_items(&self) -> Vec<PageItem> {
    let Some(statement) = &self.form.statement else { return Vec::new() };
    let signature = [statement.signer, statement.function, statement.date];
    statement.confirm.iter().copied().chain(signature).map(|(group, field)| PageItem::Field(group, field)).collect()
  }

  /// Whether a person can put the cursor on an item.
  pub fn can_focus(&self, item: PageItem) -> bool {
    match item {
      PageItem::Field(group, field) => self.form.field(group, field).kind.is_answered(),
      PageItem::Cell(cell) => self.field(cell).kind.is_answered(),
      PageItem::Table(_) => true,
    }
  }

  /// The columns of a table that are shown.
  pub fn columns(&self, table: GroupIx) -> Vec<FieldIx> {
    let group = self.form.group(table);
    group.fields().filter(|(_, field)| !field.hidden && !matches!(field.kind, Kind::Note(_))).map(|(field, _)| field).collect()
  }

  /// How many rows a table has.
  pub fn row_count(&self, table: GroupIx) -> usize {
    self.document.rows(&self.form.group(table).path).len()
  }

  /// The findings of a cell.
  pub fn findings_of(&self, cell: CellRef) -> impl Iterator<Item = &Finding> {
    self.places_of(cell).map(|index| &self.report.findings[index])
  }

  /// The findings of a row.
  pub fn findings_of_row(&self, table: GroupIx, row: usize) -> impl Iterator<Item = &Finding> {
    self.places_of_row(table, row).map(|index| &self.report.findings[index])
  }

  fn places_of_row(&self, table: GroupIx, row: usize) -> impl Iterator<Item = usize> {
    self.live.iter().flat_map(move |live| live.of_row(&self.report, table, row))
  }

  /// The findings of a cell, by their places in the report.
  pub fn places_of(&self, cell: CellRef) -> impl Iterator<Item = usize> {
    let of_row = cell.row.map(|row| self.places_of_row(cell.group, row));
    let of_section = match cell.row {
      Some(_) => 0..0,
      None => self.live.as_ref().map_or(0..0, |live| live.of_section(self.form.group(cell.group).section)),
    };
    of_row.into_iter().flatten().chain(of_section).filter(move |index| Self::is_of(&self.report.findings[*index], cell))
  }

  /// Whether a finding is one of a cell.
  pub fn is_of(finding: &Finding, cell: CellRef) -> bool {
    let place = &finding.place;
    let row = place.row.as_ref().map(|(row, _)| *row);
    place.group == cell.group && row == cell.row && (place.field == Some(cell.field) || finding.also.contains(&cell.field))
  }

  /// Applies changes as one step of undo; `continues` joins them with the step before. Gives the line of the journal.
  pub fn apply(&mut self, changes: Vec<Change>, label: String, continues: bool) -> Result<Entry, ChangeError> {
    let document = Arc::make_mut(&mut self.document);
    let before = if continues { self.undo.pop() } else { None };
    // A step that is typed on is taken back and made again, so that undo goes to where it began.
    if let Some(before) = &before
      && let Err(error) = document.apply_all(before.edit.backward.clone())
    {
      self.undo.push(before.clone());
      return Err(error);
    }
    match document.apply_all(changes) {
      Ok(edit) => {
        let at = if self.now.is_empty() { &document.updated_at } else { &self.now };
        let step = Step::new(at, label, edit);
        self.undo.push(step.clone());
        self.redo.clear();
        self.recheck();
        Ok(if before.is_some() { Entry::Amended(step) } else { Entry::Done(step) })
      }
      Err(error) => {
        if let Some(before) = before {
          let _ = document.apply_all(before.edit.forward.clone());
          self.undo.push(before);
        }
        Err(error)
      }
    }
  }

  /// Takes the last step back, or with `forward` does the last one taken back again. `None` where there is none.
  pub fn step_back(&mut self, forward: bool) -> Option<Result<(Entry, Step), ChangeError>> {
    let step = if forward { self.redo.pop() } else { self.undo.pop() }?;
    let changes = if forward { &step.edit.forward } else { &step.edit.backward };
    if let Err(error) = Arc::make_mut(&mut self.document).apply_all(changes.clone()) {
      let from = if forward { &mut self.redo } else { &mut self.undo };
      from.push(step);
      return Some(Err(error));
    }
    self.recheck();
    let (to, entry) = if forward { (&mut self.undo, Entry::Redone) } else { (&mut self.redo, Entry::Undone) };
    to.push(step.clone());
    Some(Ok((entry, step)))
  }

  /// The draft as the platform knows it; what was answered meanwhile stays.
  pub fn take_over(&mut self, received: Document) {
    let document = Arc::make_mut(&mut self.document);
    document.revision = received.revision;
    document.supersedes = received.supersedes;
    document.submitted = received.submitted;
    self.recheck();
  }

  /// The heaviest severity among findings that are not accepted.
  pub fn worst<'a>(findings: impl Iterator<Item = &'a Finding>) -> Option<Severity> {
    findings.filter(|finding| finding.overridden.is_none()).map(|finding| finding.severity).min()
  }
}

/// The derived value of a cell, by facts that many cells share.
pub fn derived(facts: &Effective<'_>, cell: CellRef, lang: Lang) -> Option<String> {
  let field = facts.form().field(cell.group, cell.field);
  let is_computed = matches!(field.kind, Kind::Computed { .. });
  if !is_computed && field.default.is_none() {
    return None;
  }
  if !facts.is_shown(cell.group, cell.row, cell.field) {
    return None;
  }
  match facts.field(cell.group, cell.row, cell.field) {
    Value::Missing => None,
    value => Some(crate::check::show_value(facts.form(), &value, &type_of(facts, cell), lang)),
  }
}

fn type_of(facts: &Effective<'_>, cell: CellRef) -> crate::expr::Type {
  use crate::expr::Type;
  match &facts.form().field(cell.group, cell.field).kind {
    Kind::Computed { choices: Some(_), .. } | Kind::Choice(_) => Type::Code(cell.group, cell.field),
    Kind::Choices(_) => Type::List(Box::new(Type::Code(cell.group, cell.field))),
    Kind::Computed { expr, .. } => expr.ty.clone(),
    _ => Type::Text,
  }
}
