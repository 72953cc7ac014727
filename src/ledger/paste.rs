use super::{
  Address, Cell, Column, Fate, Plan, PlannedCell, PlannedRow, Problem, Sheet, Standing, Target, Why, dictionary::Dictionary,
  value::ValueReader,
};
use crate::{
  document::{Document, Record},
  expr::{FieldIx, GroupIx},
  form::{Form, is_empty},
  lang::Message,
  text::{fold_label, half_width, read_block},
};
use std::{collections::HashMap, sync::Arc};

/// How sure a word must be for a line of words to be a header.
const SURE: u32 = 56;

impl Plan {
  /// What a block copied from a spreadsheet would change: its cells go into `fields`, from the caret on to the right, and `rows`, from the caret
  /// on down, as they are seen on the screen; lines beyond the last row are new rows. A block whose first line names columns goes where that line
  /// says. A single cell goes into each of `span` rows and columns. What has no place is left out and told in the notes, with which the plan asks
  /// to be looked at. Addresses count within the block.
  pub fn paste(
    form: &Form,
    document: &Document,
    table: GroupIx,
    rows: &[Arc<str>],
    fields: &[FieldIx],
    block: &str,
    span: (usize, usize),
  ) -> Self {
    let group = form.group(table);
    let mut cells = read_block(block);
    let mut targets: Vec<Option<FieldIx>> = fields.iter().copied().map(Some).collect();
    let mut first = 0;
    if let Some(named) = cells.first().and_then(|line| header(form, table, line)) {
      targets = named;
      cells.remove(0);
      first = 1;
    } else if let [line] = &cells[..]
      && let [cell] = &line[..]
      && span != (1, 1)
    {
      cells = vec![vec![cell.clone(); span.1]; span.0];
    }
    let width = cells.iter().map(Vec::len).max().unwrap_or(0);
    let homeless = width.saturating_sub(targets.len()) + targets.iter().take(width).filter(|target| target.is_none()).count();
    targets.resize(width.max(targets.len()), None);
    // What follows from other answers is not written, and nobody needs to be told.
    let written = |target: &Option<FieldIx>| target.filter(|field| form.field(table, *field).kind.is_answered());
    let columns: Vec<(u32, FieldIx)> =
      targets[..width].iter().enumerate().filter_map(|(at, target)| Some((at as u32, written(target)?))).collect();
    let room = group.max_rows.saturating_sub(document.rows(&group.path).len()) + rows.len();
    let too_many = cells.len().saturating_sub(room);
    cells.truncate(room);
    let mut plan = Self {
      table,
      path: Arc::clone(&group.path),
      sheets: vec![String::new()],
      header: None,
      columns: columns.iter().map(|(at, field)| column(*at, *field)).collect(),
      rows: Vec::new(),
      vanished: Vec::new(),
      problems: Vec::new(),
      notes: Vec::new(),
      marks: Vec::new(),
    };
    if homeless > 0 {
      plan.notes.push(Message::new("ledger-paste-columns").with("count", homeless));
    }
    if too_many > 0 {
      plan.notes.push(Message::new("ledger-paste-rows").with("count", too_many).with("limit", group.max_rows));
    }
    let by_id: HashMap<&str, usize> = document.rows(&group.path).iter().enumerate().map(|(place, row)| (&*row.id, place)).collect();
    let sheet = sheet(&cells);
    let empty = super::SheetRow::default();
    let mut readers: Vec<ValueReader<'_>> = columns
      .iter()
      .map(|(at, field)| {
        let column = sheet.rows.iter().map(|row| row.cell(*at));
        ValueReader::new(form, form.field(table, *field), None, column)
      })
      .collect();
    for (line, written) in cells.iter().enumerate() {
      let texts = sheet.row(line as u32).unwrap_or(&empty);
      let known = rows.get(line).and_then(|id| by_id.get(&**id)).map(|place| &document.rows(&group.path)[*place]);
      let (mut fresh, mut changed) = (Vec::new(), Vec::new());
      for ((column, field), reader) in columns.iter().zip(&mut readers) {
        // A line may be shorter than the block.
        if *column as usize >= written.len() {
          continue;
        }
        let at = Address::new(line as u32 + first, *column);
        let cell = texts.cell(*column);
        let understood = reader.read_shared(cell);
        if let Some(message) = understood.fault {
          plan.problems.push(Problem { at, cell: at.to_string(), field: *field, text: cell.shown().to_string(), message });
        }
        match known {
          None => fresh.extend(understood.answer.map(|answer| (Arc::clone(&form.field(table, *field).id), answer))),
          Some(row) => {
            let before = row.cells.get(&form.field(table, *field).id).filter(|json| !is_empty(json));
            if before != understood.answer.as_deref() {
              changed.push(PlannedCell {
                field: *field,
                at,
                before: before.cloned(),
                after: understood.answer.as_deref().cloned(),
                standing: Standing::Ledger,
              });
            }
          }
        }
      }
      let name = match known {
        Some(row) => group.key.and_then(|key| row.cells.get(&form.field(table, key).id)).and_then(|json| json.as_str()).map(str::to_owned),
        None => None,
      };
      let name = name.unwrap_or_else(|| texts.cell(0).shown().to_string());
      let fate = match known {
        None => Fate::New(Record::of_shared(fresh)),
        Some(row) => Fate::Known { row: Arc::clone(&row.id), cells: changed },
      };
      plan.rows.push(PlannedRow { sheet: 0, number: line as u32 + first, name, id: None, unknown: Vec::new(), fate });
      plan.marks.push(Arc::default());
    }
    plan
  }

  /// Whether a person should look at it before it is carried out: it would take the place of answers, or something has no place.
  pub fn needs_a_look(&self) -> bool {
    let replaced = |cell: &PlannedCell| cell.before.is_some();
    let over = |row: &PlannedRow| matches!(&row.fate, Fate::Known { cells, .. } if cells.iter().any(replaced));
    !self.notes.is_empty() || !self.vanished.is_empty() || self.rows.iter().any(over)
  }

  /// How many cells it would write, those of new rows included.
  pub fn written_cells(&self) -> usize {
    let cells = |row: &PlannedRow| match &row.fate {
      Fate::New(cells) => cells.len(),
      Fate::Known { cells, .. } => cells.iter().filter(|cell| cell.standing != Standing::Edited).count(),
    };
    self.rows.iter().map(cells).sum()
  }
}

fn column(at: u32, field: FieldIx) -> Column {
  Column { at, heading: String::new(), unit: None, target: Some(Target::Field(field)), half: None, why: Why::Said, samples: Vec::new() }
}

fn sheet(cells: &[Vec<String>]) -> Sheet {
  let mut sheet = Sheet::default();
  for (row, texts) in cells.iter().enumerate() {
    for (column, text) in texts.iter().enumerate() {
      sheet.put(Address::new(row as u32, column as u32), Cell::text(text.trim()));
    }
  }
  sheet
}

/// The fields that a line of names stands for; `None` where it does not name at least two and nothing else.
fn header(form: &Form, table: GroupIx, line: &[String]) -> Option<Vec<Option<FieldIx>>> {
  let dictionary = Dictionary::new(form, table);
  let mut taken: Vec<FieldIx> = Vec::new();
  let mut fields = Vec::with_capacity(line.len());
  for text in line {
    let plain = fold_label(half_width(text).trim().trim_end_matches('*'));
    if plain.is_empty() {
      fields.push(None);
      continue;
    }
    let (target, score) = dictionary.find(&plain).into_iter().max_by_key(|(_, score)| *score)?;
    let Target::Field(field) = target else { return None };
    if score < SURE || taken.contains(&field) {
      return None;
    }
    taken.push(field);
    fields.push(Some(field));
  }
  (taken.len() >= 2).then_some(fields)
}
