use super::{
  affected::MANY_ROWS,
  difference::{Difference, GoneRows},
  kept_macro::KeptMacro,
  plan::{Atom, MacroPlan, Plan},
  slot::{Part, Slot, own_slot, table_at},
  uniqueness::Uniqueness,
};
use crate::{
  check::{Effective, Finding, Report, engine::Engine},
  document::{Document, Override, Record, Row},
  expr::{FieldIx, GroupIx},
  form::{Form, Kind},
};
use jiff::civil::Date;
use std::{
  collections::{BTreeMap, HashMap, HashSet},
  ops::Range,
  sync::Arc,
};

/// What the last check saw, and what it came to.
#[derive(Debug, Default)]
pub(super) struct Kept {
  /// The slots of the findings of the report, in order.
  pub(super) slots: Vec<Slot>,
  pub(super) records: Vec<Option<Record>>,
  pub(super) rows: Vec<Vec<Arc<Row>>>,
  pub(super) overrides: Vec<Override>,
  pub(super) last_edit: Option<Date>,
  pub(super) shown: Vec<bool>,
  pub(super) atoms: BTreeMap<Atom, String>,
  pub(super) macros: Vec<KeptMacro>,
  pub(super) uniques: Vec<Vec<Uniqueness>>,
  /// Sections, and fields of sections, that the form does not know.
  pub(super) unknown: Vec<String>,
  /// Whether something in it has the wrong shape.
  pub(super) odd: bool,
}

impl Kept {
  /// The places of the findings from one slot to another, both included.
  pub(super) fn range(&self, from: Slot, to: Slot) -> Range<usize> {
    let start = self.slots.partition_point(|slot| *slot < from);
    start..start + self.slots[start..].partition_point(|slot| *slot <= to)
  }

  pub(super) fn section_range(&self, section: usize) -> Range<usize> {
    let start = self.slots.partition_point(|slot| usize::from(slot.section) < section);
    start..start + self.slots[start..].partition_point(|slot| usize::from(slot.section) <= section)
  }

  /// Puts what the engine found in place of what stands in a slot.
  pub(super) fn put(&mut self, report: &mut Report, slot: Slot, engine: &mut Engine<'_, '_>, document: &Document) {
    let range = self.range(slot, slot);
    self.splice(report, range, std::iter::repeat(slot), std::mem::take(&mut engine.findings), document);
  }

  pub(super) fn splice(
    &mut self,
    report: &mut Report,
    range: Range<usize>,
    slots: impl Iterator<Item = Slot>,
    findings: Vec<Finding>,
    document: &Document,
  ) {
    let mut fresh = Report { findings };
    fresh.note_overrides(document);
    self.slots.splice(range.clone(), slots.take(fresh.findings.len()));
    report.findings.splice(range, fresh.findings);
  }

  /// Checks the fields and rules of a section again; what is said of its tables stays.
  pub(super) fn own_fields(&mut self, report: &mut Report, engine: &mut Engine<'_, '_>, index: usize, document: &Document) {
    let form = engine.facts.form();
    let section = &form.sections[index];
    if form.group(section.group).is_table || !engine.facts.is_group_shown(section.group) {
      return;
    }
    engine.own_fields(section);
    let mut found: Vec<(Slot, Finding)> = engine.findings.drain(..).map(|finding| (own_slot(form, index, &finding), finding)).collect();
    let range = self.section_range(index);
    let old = self.slots[range.clone()].iter().copied().zip(report.findings.drain(range.clone()));
    found.extend(old.filter(|(_, finding)| finding.place.group != section.group));
    found.sort_by_key(|(slot, _)| *slot);
    let (slots, findings): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    self.slots.splice(range.clone(), slots);
    let mut fresh = Report { findings };
    fresh.note_overrides(document);
    report.findings.splice(range.start..range.start, fresh.findings);
  }

  /// Takes over the fields of sections; whether any changed.
  pub(super) fn take_records(&mut self, form: &Form, document: &Document) -> bool {
    let mut changed = false;
    for (known, group) in self.records.iter_mut().zip(&form.groups).filter(|(_, group)| !group.is_table) {
      let record = document.record(&group.path);
      if known.as_ref() != record {
        *known = record.cloned();
        changed = true;
      }
    }
    changed
  }

  /// Takes over the rows of tables; gives where they changed, and those that are gone. `None` where it is many.
  pub(super) fn take_rows(&mut self, form: &Form, document: &Document) -> Option<(Vec<Difference>, GoneRows)> {
    let (mut differences, mut old_rows) = (Vec::new(), HashMap::new());
    for (table, definition) in form.groups().filter(|(_, definition)| definition.is_table) {
      let (old, new) = (&mut self.rows[usize::from(table.0)], document.rows(&definition.path));
      let at = old.iter().zip(new).take_while(|(old, new)| Arc::ptr_eq(old, new)).count();
      if at == old.len() && at == new.len() {
        continue;
      }
      let behind = old[at..].iter().rev().zip(new[at..].iter().rev()).take_while(|(old, new)| Arc::ptr_eq(old, new)).count();
      let (removed, inserted) = (old.len() - at - behind, new.len() - at - behind);
      if removed.max(inserted) > MANY_ROWS {
        return None;
      }
      old_rows.insert(table, old.splice(at..at + removed, new[at..at + inserted].iter().cloned()).collect());
      differences.push(Difference { table, at, removed, inserted });
    }
    Some((differences, old_rows))
  }

  /// Brings the macros up to date and tells the facts; gives those with another value than before.
  pub(super) fn update_macros<'a>(
    &mut self,
    facts: &Effective<'a>,
    plan: &'a Plan,
    differences: &[Difference],
    changed_tables: &HashSet<GroupIx>,
  ) -> HashSet<usize> {
    let mut changed = HashSet::new();
    let touched = |plan: &MacroPlan| plan.tables.iter().chain([&plan.of.table]).any(|table| changed_tables.contains(table));
    // First those that nothing can have touched, so that the others find them.
    for (kept, plan) in self.macros.iter().zip(&plan.macros).filter(|(_, plan)| plan.atoms.is_empty() && !touched(plan)) {
      kept.tell(facts, plan);
    }
    for (kept, plan) in self.macros.iter_mut().zip(&plan.macros) {
      let same_atoms = kept.same_atoms(facts, plan);
      if same_atoms && !touched(plan) {
        kept.tell(facts, plan);
        continue;
      }
      let difference = differences.iter().find(|difference| difference.table == plan.of.table);
      let other = match difference.filter(|_| same_atoms && plan.by_row && facts.is_group_shown(plan.of.table)) {
        Some(difference) => kept.replace(facts, plan, difference.at, difference.removed, difference.inserted),
        None => {
          let fresh = KeptMacro::of(facts, plan);
          let other = !fresh.same(kept);
          *kept = fresh;
          other
        }
      };
      if other {
        changed.insert(plan.of.id());
      }
    }
    changed
  }

  /// Takes out what is said of rows that are gone, and counts on the rows behind them.
  pub(super) fn make_room(&mut self, report: &mut Report, form: &Form, differences: &[Difference]) {
    for Difference { table, at, removed, inserted } in differences.iter().filter(|difference| difference.removed != difference.inserted) {
      let place = table_at(form, *table);
      let gone = self.range(place.slot(Part::Rows, *at), place.slot(Part::Rows, at + removed - usize::from(*removed > 0)));
      if *removed > 0 {
        self.slots.drain(gone.clone());
        report.findings.drain(gone);
      }
      let behind = self.range(place.slot(Part::Rows, at + removed), place.slot(Part::Rows, u32::MAX as usize));
      for index in behind {
        let row = self.slots[index].row as usize - removed + inserted;
        self.slots[index].row = row as u32;
        if let Some((place, _)) = &mut report.findings[index].place.row {
          *place = row;
        }
      }
    }
  }

  pub(super) fn update_uniques(
    &mut self,
    report: &mut Report,
    form: &Form,
    engine: &mut Engine<'_, '_>,
    difference: &Difference,
    document: &Document,
  ) {
    let Difference { table, at, removed, inserted } = *difference;
    let place = table_at(form, table);
    let mut uniques = std::mem::take(&mut self.uniques[usize::from(table.0)]);
    for (part, uniqueness) in uniques.iter_mut().enumerate() {
      let part = Part::Unique(part as u16);
      let touched = uniqueness.replace(engine, table, at, removed, inserted);
      if !self.shown[usize::from(table.0)] {
        continue;
      }
      let rows: Vec<usize> = match touched {
        Some(rows) => rows.into_iter().collect(),
        None => {
          let all = self.range(place.slot(part, 0), place.slot(part, u32::MAX as usize));
          self.slots.drain(all.clone());
          report.findings.drain(all);
          (0..engine.facts.all_rows(table).len()).collect()
        }
      };
      for row in rows {
        uniqueness.say(engine, table, row);
        self.put(report, place.slot(part, row), engine, document);
      }
    }
    self.uniques[usize::from(table.0)] = uniques;
  }
}

/// Rows of which a finding stands in a column that refers to `table`.
pub(super) fn rows_with_wrong_references(form: &Form, report: &Report, table: GroupIx) -> Vec<(GroupIx, usize)> {
  let refers = |group: GroupIx, field: FieldIx| matches!(&form.field(group, field).kind, Kind::Reference { to, .. } if to.contains(&table));
  let rows = report.findings.iter().filter_map(|finding| {
    let (row, _) = finding.place.row.as_ref()?;
    refers(finding.place.group, finding.place.field?).then_some((finding.place.group, *row))
  });
  rows.collect()
}
