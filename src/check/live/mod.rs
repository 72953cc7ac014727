//! A report that is kept up to date: after an edit only what depends on it is checked again.
//!
//! The rows of a document are shared until they change, so what changed is seen by comparing pointers, whatever made the change. What follows from it
//! is known from the form alone ([`Plan`]): rows depend on themselves, on rows they name by key, on fields of sections and on macros over whole tables.
//! Where much changed, or something for which there is no short way, the whole document is checked. Either way the report is that of [`check`](super::check).

mod affected;
mod difference;
mod first;
mod kept;
mod kept_macro;
mod key_index;
mod plan;
mod slot;
mod uniqueness;
mod unknown;

use self::{
  affected::affected_rows,
  kept::{Kept, rows_with_wrong_references},
  kept_macro::shown_atom,
  key_index::update_keys,
  plan::{Atom, Plan, TablePlan},
  slot::{Part, beyond, table_at},
  unknown::{is_odd, touch_unknown_columns, unknown_fields},
};
use super::{Effective, Report, engine::Engine, personal::personal};
use crate::{document::Document, expr::GroupIx, form::Form};
use jiff::civil::Date;
use std::{
  collections::{BTreeMap, BTreeSet, HashSet},
  ops::Range,
  sync::Arc,
};

pub(super) use self::key_index::KeyIndex;

/// How much an update had to look at.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Extent {
  /// Some rows; what is said of sections, and what is shown, is as it was.
  Rows,
  /// Rows and sections.
  Sections,
  /// Everything.
  Whole,
}

/// Keeps a [`Report`] up to date.
#[derive(Debug)]
pub struct Live {
  form: Arc<Form>,
  as_of: Date,
  plan: Arc<Plan>,
  kept: Kept,
  keys: Vec<Option<KeyIndex>>,
}

impl Live {
  /// Checks a document, and remembers what is needed to check it again after a change.
  pub fn new(form: &Arc<Form>, document: &Document, as_of: Date) -> (Self, Report) {
    Self::with_plan(form, &Arc::new(Plan::of(form)), document, as_of)
  }

  fn with_plan(form: &Arc<Form>, plan: &Arc<Plan>, document: &Document, as_of: Date) -> (Self, Report) {
    let keys = form.groups().map(|(group, definition)| {
      let column = definition.key?;
      let is_named = plan.section_tables.contains(&group)
        || plan.tables.iter().any(|table| table.refers_to(group) || table.wholly.contains(&group))
        || plan.macros.iter().any(|of| of.tables.contains(&group));
      is_named.then(|| KeyIndex::of(definition, column, document.rows(&definition.path)))
    });
    let keys: Vec<_> = keys.collect();
    let mut kept = Kept {
      overrides: document.overrides.clone(),
      last_edit: document.last_edit(),
      odd: is_odd(form, document),
      records: form.groups.iter().map(|group| document.record(&group.path).filter(|_| !group.is_table).cloned()).collect(),
      rows: form.groups.iter().map(|group| if group.is_table { document.rows(&group.path).to_vec() } else { Vec::new() }).collect(),
      ..Kept::default()
    };
    let mut report = Report::default();
    {
      let facts = Effective::with_keys(form, document, as_of, &keys);
      report.findings = kept.first_check(&facts, plan);
      kept.shown = form.groups().map(|(group, _)| facts.is_group_shown(group)).collect();
      kept.atoms = plan.atoms.iter().map(|atom| (*atom, shown_atom(&facts, *atom))).collect();
      let mut engine = Engine { facts: &facts, findings: std::mem::take(&mut report.findings), structure_only: false };
      engine.unknown_answers(document);
      engine.personal_reasons(document);
      kept.unknown = unknown_fields(form, document);
      kept.slots.resize(engine.findings.len(), beyond(form));
      report.findings = std::mem::take(&mut engine.findings);
    }
    if let Some(told) = report.told() {
      // What is said of personal data hangs together across the whole document.
      kept.odd = true;
      let mut told_slots = told.iter();
      kept.slots.retain(|_| told_slots.next() == Some(&true));
      let mut told = told.iter();
      report.findings.retain(|_| told.next() == Some(&true));
    }
    report.note_overrides(document);
    (Self { form: Arc::clone(form), as_of, plan: Arc::clone(plan), kept, keys }, report)
  }

  /// Brings `report` up to date with `document`, which came about by changes to the one seen before.
  pub fn update(&mut self, report: &mut Report, document: &Document) -> Extent {
    if let Some(extent) = self.update_parts(report, document) {
      return extent;
    }
    let (live, fresh) = Self::with_plan(&self.form, &self.plan, document, self.as_of);
    *self = live;
    *report = fresh;
    Extent::Whole
  }

  /// The places in the report of what is said of a row, in order.
  pub fn of_row<'r>(&'r self, report: &'r Report, table: GroupIx, row: usize) -> impl Iterator<Item = usize> + 'r {
    let at = table_at(&self.form, table);
    let parts = (0..self.kept.uniques[usize::from(table.0)].len()).map(|unique| Part::Unique(unique as u16));
    let of_table = std::iter::once(Part::Rows).chain(parts).flat_map(move |part| {
      let slot = at.slot(part, row);
      self.kept.range(slot, slot)
    });
    let beyond = beyond(&self.form);
    let of_document = self.kept.range(beyond, beyond).filter(move |at| {
      let place = &report.findings[*at].place;
      place.group == table && place.row.as_ref().is_some_and(|(known, _)| *known == row)
    });
    of_table.chain(of_document)
  }

  /// The places in the report of what is said of a section and the tables in it.
  pub fn of_section(&self, section: usize) -> Range<usize> {
    self.kept.section_range(section)
  }

  /// The facts behind the report, with what is kept of them. `document` must be the one seen last.
  pub fn facts<'a>(&'a self, document: &'a Document) -> Effective<'a> {
    let facts = Effective::with_keys(&self.form, document, self.as_of, &self.keys);
    for (kept, plan) in self.kept.macros.iter().zip(&self.plan.macros) {
      kept.tell(&facts, plan);
    }
    facts
  }

  /// `None` where there is no short way.
  fn update_parts(&mut self, report: &mut Report, document: &Document) -> Option<Extent> {
    let form = Arc::clone(&self.form);
    let plan = Arc::clone(&self.plan);
    let kept = &mut self.kept;
    if kept.odd || is_odd(&form, document) || kept.last_edit != document.last_edit() {
      return None;
    }
    let records_changed = kept.take_records(&form, document);
    let (differences, old_rows) = kept.take_rows(&form, document)?;
    let keys_changed = update_keys(&mut self.keys, &form, document, &differences, &old_rows);
    let facts = Effective::with_keys(&form, document, self.as_of, &self.keys);
    let changed_tables: HashSet<GroupIx> = differences.iter().map(|difference| difference.table).collect();
    let changed_macros = kept.update_macros(&facts, &plan, &differences, &changed_tables);

    let mut extent = Extent::Rows;
    let mut engine = Engine { facts: &facts, findings: Vec::new(), structure_only: false };
    let mut all_rows: BTreeSet<GroupIx> = BTreeSet::new();
    let sections = records_changed
      || changed_macros.iter().any(|of| plan.section_macros.contains(of))
      || changed_tables.iter().any(|table| plan.section_tables.contains(table));
    if sections {
      extent = Extent::Sections;
      if form.groups().any(|(group, _)| facts.is_group_shown(group) != kept.shown[usize::from(group.0)]) {
        return None;
      }
      let fresh: BTreeMap<Atom, String> = plan.atoms.iter().map(|atom| (*atom, shown_atom(&facts, *atom))).collect();
      let changed: HashSet<Atom> =
        fresh.iter().filter(|(atom, shown)| kept.atoms.get(*atom) != Some(*shown)).map(|(atom, _)| *atom).collect();
      kept.atoms = fresh;
      let touched = |(_, table): &(GroupIx, &TablePlan)| table.atoms.iter().any(|atom| changed.contains(atom));
      all_rows.extend(plan.each_table().filter(touched).map(|(table, _)| table));
    }
    let touched = |(_, table): &(GroupIx, &TablePlan)| table.macros.iter().any(|of| changed_macros.contains(of));
    all_rows.extend(plan.each_table().filter(touched).map(|(table, _)| table));
    kept.make_room(report, &form, &differences);
    let affected = affected_rows(&form, &plan, document, &differences, &old_rows, all_rows, |table| {
      keys_changed.contains(&table).then(|| rows_with_wrong_references(&form, report, table))
    })?;

    for (table, rows) in &affected {
      if kept.shown[usize::from(table.0)] {
        for row in rows {
          engine.row(*table, *row);
          kept.put(report, table_at(&form, *table).slot(Part::Rows, *row), &mut engine, document);
        }
      }
    }
    for difference in &differences {
      kept.update_uniques(report, &form, &mut engine, difference, document);
    }
    for (table, definition) in form.groups().filter(|(table, _)| sections || changed_tables.contains(table)) {
      if definition.is_table && kept.shown[usize::from(table.0)] {
        engine.number_of_rows(table);
        kept.put(report, table_at(&form, table).slot(Part::Whole, 0), &mut engine, document);
      }
    }
    if sections {
      for section in 0..form.sections.len() {
        kept.own_fields(report, &mut engine, section, document);
      }
    }
    let unknown = unknown_fields(&form, document);
    if unknown != kept.unknown || touch_unknown_columns(&form, document, &differences, &old_rows) {
      kept.unknown = unknown;
      engine.unknown_answers(document);
      kept.put(report, beyond(&form), &mut engine, document);
    }
    if report.told().is_some() {
      return None;
    }
    if kept.overrides != document.overrides {
      if document.overrides.iter().any(|known| personal(&known.reason).is_some()) {
        return None;
      }
      kept.overrides.clone_from(&document.overrides);
      for finding in &mut report.findings {
        finding.overridden = None;
      }
      report.note_overrides(document);
    }
    Some(extent)
  }
}
