use crate::{
  check::{Finding, engine::position},
  expr::GroupIx,
  form::{Form, Item},
};

/// The place of a finding in the order of a report.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Slot {
  /// The section; one past the last for what the form does not know.
  pub(super) section: u16,
  /// The item on the page of the section, counted from 1; 0 for none of them.
  pub(super) item: u16,
  /// The part of a table.
  pub(super) part: Part,
  /// The row.
  pub(super) row: u32,
}

/// The parts of what is said of a table, in order.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Part {
  /// The table as a whole, or the fields of a section.
  Whole,
  /// Its rows.
  Rows,
  /// Values that stand twice, by the set of columns.
  Unique(u16),
}

/// Where a table stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct TableAt {
  pub(super) section: u16,
  pub(super) item: u16,
}

impl TableAt {
  pub(super) fn slot(self, part: Part, row: usize) -> Slot {
    Slot { section: self.section, item: self.item, part, row: row as u32 }
  }
}

/// Where a table stands in the order of a report.
pub(super) fn table_at(form: &Form, group: GroupIx) -> TableAt {
  let index = form.group(group).section;
  let item = form.sections[index].items.iter().position(|item| *item == Item::Table(group));
  TableAt { section: index as u16, item: item.map_or(0, |item| item as u16 + 1) }
}

/// The slot of what the form does not know.
pub(super) fn beyond(form: &Form) -> Slot {
  Slot { section: form.sections.len() as u16, item: 0, part: Part::Whole, row: 0 }
}

/// The slot of what is said of a section itself.
pub(super) fn own_slot(form: &Form, section: usize, finding: &Finding) -> Slot {
  let item = position(&form.sections[section].items, form.sections[section].group, finding).map_or(0, |item| item as u16 + 1);
  Slot { section: section as u16, item, part: Part::Whole, row: 0 }
}
