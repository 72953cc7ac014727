use crate::{
  check::Place,
  expr::GroupIx,
  form::Kind,
  session::{CellRef, OpenDraft, PageItem},
};

/// Where the dialogue stands: what the next line answers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Stop {
  /// A field of a section, or a cell of a row.
  Cell(CellRef),
  /// A table as a whole.
  Table(GroupIx),
  /// A field of the statement, by its place there.
  Signing(usize),
  /// Behind the last question.
  End,
}

/// What stands in the sections that are shown, in order; notes and computed values among it.
pub(super) fn all(draft: &OpenDraft) -> Vec<Stop> {
  let mut stops = Vec::new();
  for (index, section) in draft.form.sections.iter().enumerate() {
    if !draft.shown_groups.contains(&section.group) {
      continue;
    }
    if draft.form.group(section.group).is_table {
      stops.push(Stop::Table(section.group));
    }
    stops.extend(draft.page_items(index).into_iter().map(|item| match item {
      PageItem::Field(group, field) => Stop::Cell(CellRef { group, row: None, field }),
      PageItem::Cell(cell) => Stop::Cell(cell),
      PageItem::Table(group) => Stop::Table(group),
    }));
  }
  stops
}

/// Whether a line can answer it.
pub(super) fn is_asked(draft: &OpenDraft, stop: Stop) -> bool {
  match stop {
    Stop::Cell(cell) => draft.field(cell).kind.is_answered(),
    _ => true,
  }
}

/// The cells of a row that are asked, in order.
pub(super) fn row(draft: &OpenDraft, table: GroupIx, row: usize) -> Vec<Stop> {
  let asked = |field: &crate::expr::FieldIx| draft.form.field(table, *field).kind.is_answered();
  draft.columns(table).into_iter().filter(asked).map(|field| Stop::Cell(CellRef { group: table, row: Some(row), field })).collect()
}

/// The section a stop belongs to.
pub(super) fn section(draft: &OpenDraft, stop: Stop) -> Option<usize> {
  match stop {
    Stop::Cell(cell) => Some(draft.form.group(cell.group).section),
    Stop::Table(group) => Some(draft.form.group(group).section),
    Stop::Signing(_) | Stop::End => None,
  }
}

/// A place in the order of the form: the stop, then the row, then the column.
pub(super) type Order = (usize, usize, usize);

/// Where a stop stands in the order of the form.
pub(super) fn order(draft: &OpenDraft, stops: &[Stop], stop: Stop) -> Order {
  let place = |wanted: Stop| {
    let found = stops.iter().position(|known| *known == wanted);
    // What is hidden now stands where its section begins.
    found.or_else(|| stops.iter().position(|known| section(draft, *known) >= section(draft, wanted))).unwrap_or(stops.len())
  };
  match stop {
    Stop::Cell(CellRef { group, row: Some(row), field }) => (place(Stop::Table(group)), row + 1, usize::from(field.0)),
    Stop::Signing(_) | Stop::End => (stops.len(), 0, 0),
    stop => (place(stop), 0, 0),
  }
}

/// The stop of a finding.
pub(super) fn of_finding(draft: &OpenDraft, place: &Place) -> Stop {
  let row = place.row.as_ref().map(|(row, _)| *row);
  let is_table = draft.form.group(place.group).is_table;
  match (place.field, row) {
    (Some(field), row) if !is_table || row.is_some() => Stop::Cell(CellRef { group: place.group, row, field }),
    (None, Some(row)) => self::row(draft, place.group, row).first().copied().unwrap_or(Stop::Table(place.group)),
    _ if is_table => Stop::Table(place.group),
    _ => all(draft).into_iter().find(|stop| matches!(stop, Stop::Cell(cell) if cell.group == place.group)).unwrap_or(Stop::End),
  }
}

/// Whether the field is a note to be read.
pub(super) fn is_note(draft: &OpenDraft, cell: CellRef) -> bool {
  matches!(draft.field(cell).kind, Kind::Note(_))
}
