//! Makes a [`Plan`] out of a book: what its rows say, which row of the document each is, what differs.

use super::{
  Book, Fate, Memory, Plan, PlannedCell, PlannedRow, Problem, Progress, Sheet, Standing, Step, Stopped, Watch,
  choice::{choose, no_header},
  export::Exact,
  layout::Said,
  mark::{digest, holds},
  matcher::Matcher,
  row_reader::{RowReader, SaidRow},
  threads::in_pieces,
};
use crate::{
  document::{Document, Row},
  expr::GroupIx,
  form::{Form, Group, is_empty},
  lang::Message,
};
use std::{
  collections::{HashMap, hash_map::Entry},
  sync::Arc,
};

/// How the plan is to be made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wishes {
  /// The sheets, by name or by number from 1; where empty, the best one and those that are its like.
  pub sheets: Vec<String>,
  /// The first row of the header, from 0; found where `None`.
  pub header: Option<u32>,
  /// Columns by heading or letter, and what they go into.
  pub said: Said,
  /// What was said about the same headings before.
  pub memory: Memory,
}

impl Plan {
  /// What `book` would change in the table of `document`.
  pub fn new(form: &Form, document: &Document, table: GroupIx, book: &Book, wishes: &Wishes, watch: Watch<'_>) -> Result<Self, Stopped> {
    let (found, notes) = choose(form, table, book, wishes)?;
    let [(_, first), ..] = &found[..] else { return Err(no_header(form, table, "").into()) };
    let group = form.group(table);
    let mut plan = Self::of(table, &group.path, found.iter().map(|(sheet, _)| sheet.name.clone()).collect(), first);
    plan.notes = book.notes.iter().cloned().chain(notes).collect();
    let mut matcher = Matcher::new(group, document.rows(&group.path));
    let exact = Exact::of(book);
    let total: usize = found.iter().map(|(_, layout)| layout.rows.len()).sum();
    let mut done = 0;
    let mut first_with: HashMap<String, (usize, u32)> = HashMap::with_capacity(total);
    let mut problems: Vec<(usize, Problem)> = Vec::new();
    for (number, (sheet, layout)) in found.iter().enumerate() {
      plan.notes.extend(layout.notes.iter().cloned());
      let reader = RowReader::new(form, group, sheet, layout, &exact);
      let mut watch = |progress: Progress| watch(Progress { done: done + progress.done, total: total as u64, ..progress });
      let pieces = in_pieces(
        layout.rows.len(),
        &mut watch,
        Step::Understanding,
        || reader.values(),
        |values, piece| {
          let mut problems = Vec::new();
          let rows: Vec<SaidRow> = layout.rows[piece].iter().map(|place| reader.read(values, &mut problems, *place)).collect();
          (rows, problems)
        },
      )?;
      done += layout.rows.len() as u64;
      let columns = reader.fields();
      for (rows, found_here) in pieces {
        problems.extend(found_here.into_iter().map(|problem| (number, problem)));
        for mut row in rows {
          match row.key.take().map(|key| first_with.entry(key)) {
            Some(Entry::Occupied(known)) => {
              let (other, first) = *known.get();
              let other = (other != number).then(|| found[other].0);
              problems.extend(twice(&reader, group, sheet, row.number, (other, first)).map(|problem| (number, problem)));
            }
            Some(Entry::Vacant(free)) => drop(free.insert((number, row.number))),
            None => {}
          }
          plan.marks.push(Arc::clone(&row.mark));
          let known = matcher.find(&row.answers, &columns, row.id.as_deref());
          plan.rows.push(planned(document, group, &reader, row, known, number));
        }
      }
    }
    plan.vanished = matcher.vanished(document, group);
    // By sheet, then by place.
    problems.sort_by_key(|(sheet, problem)| (*sheet, problem.at));
    plan.problems = problems.into_iter().map(|(_, problem)| problem).collect();
    Ok(plan)
  }
}

fn planned(document: &Document, group: &Group, reader: &RowReader<'_>, row: SaidRow, known: Option<&Arc<Row>>, sheet: usize) -> PlannedRow {
  let SaidRow { number, id: written, answers, unknown, name, .. } = row;
  // A workbook of this program shows the draft as it was: all that differs was changed there.
  let ours = written.is_some();
  let fate = match known {
    None => Fate::New(answers),
    Some(row) => {
      let before = document.imported_mark(&group.path, &row.id);
      let mut cells = Vec::new();
      for (field, at) in reader.places(number) {
        let id = &*group.fields[usize::from(field.0)].id;
        let (mine, theirs) = (row.cells.get(id).filter(|json| !is_empty(json)), answers.get(id));
        if mine == theirs {
          continue;
        }
        let standing = match before {
          _ if ours => Standing::Ledger,
          // Nothing in a ledger that was never read takes nothing away.
          None if theirs.is_none() => Standing::Edited,
          None => Standing::Ledger,
          Some(mark) if holds(mark, digest(id, theirs)) => Standing::Edited,
          Some(mark) if holds(mark, digest(id, mine)) => Standing::Ledger,
          // A column that the ledger did not have before.
          Some(_) if mine.is_none() => Standing::Ledger,
          Some(_) => Standing::Both,
        };
        cells.push(PlannedCell { field, at, before: mine.cloned(), after: theirs.cloned(), standing });
      }
      Fate::Known { row: Arc::clone(&row.id), cells }
    }
  };
  PlannedRow { sheet, number, name, id: written.map(Arc::from), unknown, fate }
}

/// Tells that the key of a row stands in an earlier one, of another sheet where one is named.
fn twice(reader: &RowReader<'_>, group: &Group, sheet: &Sheet, number: u32, (other, first): (Option<&Sheet>, u32)) -> Option<Problem> {
  let (at, text) = reader.key_of(number)?;
  let row = (first + 1).to_string();
  let row = other.map_or_else(|| row.clone(), |other| format!("{}!{row}", other.name));
  let message = Message::new("ledger-key-twice").with("key", &text).with("row", row);
  Some(Problem { at, cell: sheet.address(at), field: group.key?, text, message })
}
