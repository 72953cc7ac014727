use super::{
  Address, Column, Fate, Plan, PlannedCell, PlannedRow, Problem, Standing, Stopped, Target, Why, read::parse_block, value::ValueReader,
};
use crate::{
  Failure,
  document::Document,
  expr::{FieldIx, GroupIx},
  form::{Form, is_empty},
  lang::Message,
};
use std::sync::Arc;

impl Plan {
  /// What a block copied from a spreadsheet would change: its cells go into `fields`, from the caret on to the right, and `rows`, from the caret
  /// on down, as they are seen on the screen; lines beyond the last row are new rows. Addresses count within the block.
  ///
  /// # Errors
  /// A block wider than the columns, or larger than a table may be.
  pub fn paste(
    form: &Form,
    document: &Document,
    table: GroupIx,
    rows: &[Arc<str>],
    fields: &[FieldIx],
    block: &str,
  ) -> Result<Self, Failure> {
    let sheet = parse_block(block).map_err(|stopped| match stopped {
      Stopped::Failed(failure) => failure,
      Stopped::Cancelled => Failure::new(Message::new("ledger-cancelled")),
    })?;
    let group = form.group(table);
    let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    if width > fields.len() {
      return Err(Failure::new(Message::new("ledger-paste-wide").with("width", width).with("room", fields.len())));
    }
    let height = sheet.rows.last().map_or(0, |row| row.number as usize + 1);
    let whole = document.rows(&group.path).len() + height.saturating_sub(rows.len());
    if whole > group.max_rows {
      return Err(Failure::new(Message::new("ledger-paste-long").with("rows", whole).with("limit", group.max_rows)));
    }
    let columns = fields[..width].iter().enumerate().map(|(at, field)| Column {
      at: at as u32,
      heading: String::new(),
      unit: None,
      target: Some(Target::Field(*field)),
      why: Why::Said,
      samples: Vec::new(),
    });
    let mut plan = Self {
      table,
      path: Arc::clone(&group.path),
      sheets: vec![String::new()],
      header: None,
      columns: columns.collect(),
      rows: Vec::new(),
      vanished: Vec::new(),
      problems: Vec::new(),
      notes: Vec::new(),
      marks: Vec::new(),
    };
    let mut readers: Vec<ValueReader<'_>> =
      fields[..width].iter().map(|field| ValueReader::new(form, form.field(table, *field), None, std::iter::empty())).collect();
    let empty = super::SheetRow::default();
    for line in 0..height as u32 {
      let cells = sheet.row(line).unwrap_or(&empty);
      let known = rows.get(line as usize).and_then(|id| document.rows(&group.path).iter().find(|row| row.id == *id));
      let (mut fresh, mut changed) = (Vec::new(), Vec::new());
      for (column, reader) in readers.iter_mut().enumerate() {
        let (at, field) = (Address::new(line, column as u32), fields[column]);
        let cell = cells.cell(column as u32);
        let understood = reader.read(cell);
        if let Some(message) = understood.fault {
          plan.problems.push(Problem { at, cell: at.to_string(), field, text: cell.shown().to_string(), message });
        }
        match known {
          None => fresh.extend(understood.answer.map(|answer| (field, answer))),
          Some(row) => {
            let before = row.cells.get(&form.field(table, field).id).filter(|json| !is_empty(json));
            if before != understood.answer.as_ref() {
              changed.push(PlannedCell { field, at, before: before.cloned(), after: understood.answer, standing: Standing::Ledger });
            }
          }
        }
      }
      let fate = match known {
        None => Fate::New(fresh),
        Some(row) => Fate::Known { row: Arc::clone(&row.id), cells: changed },
      };
      plan.rows.push(PlannedRow { sheet: 0, number: line, name: cells.cell(0).shown().to_string(), id: None, unknown: Vec::new(), fate });
      plan.marks.push(String::new());
    }
    Ok(plan)
  }

  /// Whether the plan puts something in the place of answers, or takes them away.
  pub fn overwrites(&self) -> bool {
    let replaced = |cell: &PlannedCell| cell.before.is_some();
    self.rows.iter().any(|row| matches!(&row.fate, Fate::Known { cells, .. } if cells.iter().any(replaced)))
  }
}

/// Whether a text is a block of cells: more than one line or a tab, once the last line end is gone.
pub fn is_block(text: &str) -> bool {
  text.contains('\t') || text.trim_end_matches(['\r', '\n']).contains('\n')
}
