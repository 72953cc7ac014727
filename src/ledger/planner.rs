//! Makes a [`Plan`] out of a book: which sheet, which row is which, what differs.

use super::{
  Address, Book, Cell, Column, Fate, Layout, Memory, Part, Plan, PlannedCell, PlannedRow, Problem, Sheet, Standing, Step, Stopped, Target,
  Vanished, Watch,
  export::{Exact, ROW_HEADING},
  layout::Said,
  mark::{digest, holds, mark},
  progress::tell,
  value::{Understood, ValueReader},
};
use crate::{
  Failure,
  document::{Document, Row},
  expr::{FieldIx, GroupIx},
  form::{Form, Group, Kind, is_empty},
  lang::Message,
  text::{fold_label, fold_search, half_width},
};
use serde_json::Value as Json;
use std::{
  collections::{HashMap, HashSet, hash_map::Entry},
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
    let total = found.iter().map(|(_, layout)| layout.rows.len() as u64).sum();
    let mut done = 0;
    for (number, (sheet, layout)) in found.iter().enumerate() {
      plan.notes.extend(layout.notes.iter().cloned());
      let mut reader = RowReader::new(form, group, sheet, layout);
      let ids = layout.columns.iter().find(|column| column.heading == ROW_HEADING).map(|column| column.at);
      let has_column =
        |id: &str| group.field_by_id(id).is_some_and(|field| layout.columns.iter().any(|column| column.field() == Some(field)));
      let extra: Vec<_> = exact.without_column(&group.path, has_column).collect();
      for place in &layout.rows {
        if done % 256 == 0 {
          tell(watch, Step::Understanding, done, total)?;
        }
        done += 1;
        let row = &sheet.rows[*place];
        let id = ids.map(|column| row.cell(column).shown().to_string()).filter(|id| !id.is_empty());
        let mut answers = reader.read(&mut plan.problems, *place, &exact, id.as_deref());
        if let Some(id) = &id {
          answers.unknown.extend(extra.iter().filter(|(row, ..)| row == id).map(|(_, field, json)| ((*field).to_owned(), (*json).clone())));
        }
        let known = matcher.find(&answers, id.as_deref());
        let (planned, said) = planned(document, group, answers, known, (number, row.number), id);
        plan.rows.push(planned);
        plan.marks.push(said);
      }
    }
    plan.vanished = matcher.vanished(document, group);
    twice(&mut plan, group, &found);
    Ok(plan)
  }
}

/// The sheets with the table and their layouts, the best first, and what else was noticed.
type Chosen<'b> = (Vec<(&'b Sheet, Layout)>, Vec<Message>);

fn choose<'b>(form: &Form, table: GroupIx, book: &'b Book, wishes: &Wishes) -> Result<Chosen<'b>, Failure> {
  let find = |sheet: &'b Sheet| find(form, table, sheet, wishes).map(|layout| (sheet, layout));
  if !wishes.sheets.is_empty() {
    let mut chosen = Vec::new();
    for wanted in &wishes.sheets {
      let named = book.sheets.iter().find(|sheet| fold_search(&sheet.name) == fold_search(wanted));
      let numbered = || wanted.parse::<usize>().ok().and_then(|number| book.sheets.get(number.checked_sub(1)?));
      let Some(sheet) = named.or_else(numbered) else {
        let known: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        return Err(Failure::new(Message::new("ledger-no-sheet").with("sheet", wanted).with("known", known.join("、"))));
      };
      chosen.push(find(sheet).ok_or_else(|| no_header(form, table, &sheet.name))?);
    }
    return Ok((chosen, Vec::new()));
  }
  let mut found: Vec<(&Sheet, Layout)> = book.sheets.iter().filter_map(find).collect();
  // The one with the most fields; of equals, the one in sight, then the latest year, then the longer one, then the first.
  found.sort_by_key(|(sheet, layout)| std::cmp::Reverse((layout.matched(), !sheet.hidden, year_of(&sheet.name), layout.rows.len())));
  if found.is_empty() {
    return Err(no_header(form, table, &book.sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>().join("、")));
  }
  let best = found.remove(0);
  let mut notes = Vec::new();
  let mut keys = if found.is_empty() { HashSet::new() } else { keys_of(form, table, &best) };
  let mut like = vec![best];
  for other in found {
    // A sheet for each workshop has the same headings and other instruments; a copy of last year has the same instruments.
    let same = !other.0.hidden && !other.1.rows.is_empty() && headings_of(&other.1) == headings_of(&like[0].1);
    let theirs = keys_of(form, table, &other);
    if same && !theirs.is_empty() && theirs.is_disjoint(&keys) {
      keys.extend(theirs);
      like.push(other);
    } else if other.1.matched() * 4 >= like[0].1.matched() * 3 && !other.1.rows.is_empty() {
      notes.push(Message::new("ledger-note-other-sheet").with("sheet", &other.0.name));
    }
  }
  // In the order of the book, the columns of the best told first.
  let place = |sheet: &Sheet| book.sheets.iter().position(|known| std::ptr::eq(known, sheet));
  like[1..].sort_by_key(|(sheet, _)| place(sheet));
  if like.len() > 1 {
    let names: Vec<&str> = like.iter().map(|(sheet, _)| sheet.name.as_str()).collect();
    notes.push(Message::new("ledger-note-sheets").with("count", like.len()).with("sheets", names.join("、")));
  }
  Ok((like, notes))
}

/// The latest year in the name of a sheet: `2025年`, `台账2025`.
fn year_of(name: &str) -> Option<u32> {
  let half = half_width(name);
  half
    .split(|c: char| !c.is_ascii_digit())
    .filter(|run| run.len() == 4)
    .filter_map(|run| run.parse().ok())
    .filter(|year| (1990..2100).contains(year))
    .max()
}

/// The headings that go somewhere, in order.
fn headings_of(layout: &Layout) -> Vec<(String, Option<Target>)> {
  let used = layout.columns.iter().filter(|column| column.target.is_some());
  used.map(|column| (fold_label(&column.heading), column.target)).collect()
}

/// What tells the rows of a sheet apart.
fn keys_of(form: &Form, table: GroupIx, (sheet, layout): &(&Sheet, Layout)) -> HashSet<String> {
  let key = form.group(table).key;
  let Some(column) = layout.columns.iter().find(|column| column.field().is_some() && column.field() == key) else { return HashSet::new() };
  let texts = layout.rows.iter().map(|place| fold_search(&sheet.rows[*place].cell(column.at).shown().to_string()));
  texts.filter(|text| !text.is_empty()).collect()
}

/// The layout of a sheet, with what was said about its headings before.
fn find(form: &Form, table: GroupIx, sheet: &Sheet, wishes: &Wishes) -> Option<Layout> {
  let with = |before: Said| {
    let said: Said = wishes.said.iter().cloned().chain(before).collect();
    Layout::find(form, table, sheet, &said, wishes.header)
  };
  let Some(layout) = with(Said::new()) else {
    // Headings that no word of the form fits may be known from before.
    let remembered = |layout: &Layout| !wishes.memory.recall(form, table, &layout.headings()).is_empty();
    return wishes.memory.all(form, table).filter_map(with).find(remembered);
  };
  let before = wishes.memory.recall(form, table, &layout.headings());
  if before.is_empty() { Some(layout) } else { with(before) }
}

fn no_header(form: &Form, table: GroupIx, sheets: &str) -> Failure {
  let labels = form.group(table).fields.iter().filter(|field| field.kind.is_answered()).take(6);
  let labels = crate::form::Bilingual::join(labels.map(|field| &field.label));
  let message =
    if sheets.is_empty() { Message::new("ledger-no-header-here") } else { Message::new("ledger-no-header").with("sheet", sheets) };
  Failure::new(message.with("columns", &labels)).hint(Message::new("ledger-no-header-hint"))
}

/// The answers of a row, in the order of the columns.
struct Answers {
  cells: Vec<(FieldIx, Address, Understood)>,
  /// Answers without a column, which only a file of this program brings: files, and what other programs wrote.
  unknown: Vec<(String, Json)>,
}

impl Answers {
  fn get(&self, field: FieldIx) -> Option<&Json> {
    self.cells.iter().find(|(known, ..)| *known == field).and_then(|(_, _, understood)| understood.answer.as_ref())
  }
}

/// Where the answer to a field comes from.
enum Source {
  One(u32),
  Joined(Vec<u32>),
  Parts { low: Option<u32>, high: Option<u32>, unit: Option<u32> },
}

struct RowReader<'a> {
  group: &'a Group,
  sheet: &'a Sheet,
  fields: Vec<(FieldIx, Source, ValueReader<'a>)>,
  /// Cells joined downwards: what stands in the first of them counts for each.
  joined: HashMap<Address, Address>,
}

impl<'a> RowReader<'a> {
  fn new(form: &'a Form, group: &'a Group, sheet: &'a Sheet, layout: &Layout) -> Self {
    let mut by_field: Vec<(FieldIx, Vec<&Column>)> = Vec::new();
    for column in &layout.columns {
      let Some(field) = column.field() else { continue };
      match by_field.iter_mut().find(|(known, _)| *known == field) {
        Some((_, columns)) => columns.push(column),
        None => by_field.push((field, vec![column])),
      }
    }
    let mut joined = HashMap::new();
    let first = layout.header.1 + 1;
    for merge in sheet.merges.iter().filter(|merge| merge.from.row >= first && merge.from.column == merge.to.column) {
      let last = layout.rows.last().map_or(0, |place| sheet.rows[*place].number).min(merge.to.row);
      joined.extend((merge.from.row + 1..=last).map(|row| (Address::new(row, merge.from.column), merge.from)));
    }
    let fields = by_field.into_iter().map(|(field, columns)| {
      let of = |wanted: Part| columns.iter().find(|column| column.target == Some(Target::Part(field, wanted))).map(|column| column.at);
      let whole: Vec<u32> = columns.iter().filter(|column| column.target == Some(Target::Field(field))).map(|column| column.at).collect();
      let source = match whole[..] {
        [] => Source::Parts { low: of(Part::Low), high: of(Part::High), unit: of(Part::Unit) },
        [one] => Source::One(one),
        _ => Source::Joined(whole),
      };
      let unit = columns.iter().find_map(|column| column.unit.as_deref());
      let at = columns[0].at;
      let cells = layout.rows.iter().map(|place| sheet.rows[*place].cell(at));
      (field, source, ValueReader::new(form, &group.fields[usize::from(field.0)], unit, cells))
    });
    Self { group, sheet, fields: fields.collect(), joined }
  }

  fn cell(&self, place: usize, column: u32) -> &'a Cell {
    let row = &self.sheet.rows[place];
    let own = row.cell(column);
    if own.is_blank() && !self.joined.is_empty() {
      let from = self.joined.get(&Address::new(row.number, column));
      if let Some(above) = from.and_then(|from| self.sheet.row(from.row).map(|row| row.cell(from.column))) {
        return above;
      }
    }
    own
  }

  /// What the row says. Fields whose columns are all empty are answered with nothing.
  fn read(&mut self, problems: &mut Vec<Problem>, place: usize, exact: &Exact, id: Option<&str>) -> Answers {
    let number = self.sheet.rows[place].number;
    let mut cells = Vec::with_capacity(self.fields.len());
    for index in 0..self.fields.len() {
      let (field, source, _) = &self.fields[index];
      let field = *field;
      let (column, owned);
      let cell = match source {
        Source::One(at) => {
          column = *at;
          self.cell(place, *at)
        }
        Source::Joined(columns) => {
          column = columns[0];
          let mut texts: Vec<String> = Vec::new();
          for at in columns {
            let text = self.cell(place, *at).shown().to_string().trim().to_owned();
            if !text.is_empty() && !matches!(text.as_str(), "/" | "-" | "—" | "无") && !texts.contains(&text) {
              texts.push(text);
            }
          }
          owned = Cell::text(&texts.join(" "));
          &owned
        }
        Source::Parts { low, high, unit } => {
          column = low.or(*high).or(*unit).unwrap_or_default();
          let text = |at: &Option<u32>| at.map(|at| self.cell(place, at).shown().to_string().trim().to_owned()).unwrap_or_default();
          let (low, high, unit) = (text(low), text(high), text(unit));
          owned = match (low.is_empty(), high.is_empty()) {
            (true, true) => Cell::Empty,
            (false, true) => Cell::text(&format!("{low} {unit}")),
            (true, false) => Cell::text(&format!("0~{high} {unit}")),
            (false, false) => Cell::text(&format!("{low}~{high} {unit}")),
          };
          &owned
        }
      };
      let known =
        id.and_then(|id| exact.find(&self.group.path, id, &self.group.fields[usize::from(field.0)].id, &cell.shown().to_string()));
      let understood = match known {
        Some(json) => Understood { answer: Some(json.clone()), fault: None },
        None => self.fields[index].2.read(cell),
      };
      let at = Address::new(number, column);
      if let Some(message) = &understood.fault {
        problems.push(Problem { at, cell: self.sheet.address(at), field, text: cell.shown().to_string(), message: message.clone() });
      }
      cells.push((field, at, understood));
    }
    Answers { cells, unknown: Vec::new() }
  }
}

/// Places of rows by the text that tells them apart.
type Places = HashMap<String, Vec<usize>>;

/// Finds the row of the document that a row of the ledger is.
struct Matcher<'a> {
  rows: &'a [Arc<Row>],
  by_id: HashMap<&'a str, usize>,
  /// Places by key, in order: the second row with a key in the ledger is the second here.
  by_key: HashMap<String, Vec<usize>>,
  /// Places by the other sets of columns that tell rows apart.
  by_set: Vec<(&'a [FieldIx], Places)>,
  group: &'a Group,
  taken: HashSet<usize>,
}

fn key_text(json: &Json) -> String {
  json.as_str().map_or_else(|| json.to_string(), fold_search)
}

impl<'a> Matcher<'a> {
  fn new(group: &'a Group, rows: &'a [Arc<Row>]) -> Self {
    let answer =
      |row: &Row, field: FieldIx| row.cells.get(&group.fields[usize::from(field.0)].id).filter(|json| !is_empty(json)).map(key_text);
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::with_capacity(rows.len());
    if let Some(key) = group.key {
      for (place, row) in rows.iter().enumerate() {
        if let Some(text) = answer(row, key) {
          by_key.entry(text).or_default().push(place);
        }
      }
    }
    let by_set = group.unique.iter().map(|unique| {
      let mut places: HashMap<String, Vec<usize>> = HashMap::new();
      for (place, row) in rows.iter().enumerate() {
        let texts: Option<Vec<String>> = unique.columns.iter().map(|column| answer(row, *column)).collect();
        if let Some(texts) = texts {
          places.entry(texts.join("\u{1f}")).or_default().push(place);
        }
      }
      (unique.columns.as_slice(), places)
    });
    let by_id = rows.iter().enumerate().map(|(place, row)| (&*row.id, place)).collect();
    Self { rows, by_id, by_key, by_set: by_set.collect(), group, taken: HashSet::new() }
  }

  fn find(&mut self, answers: &Answers, id: Option<&str>) -> Option<&'a Arc<Row>> {
    let place = self.place(answers, id)?;
    self.taken.insert(place);
    Some(&self.rows[place])
  }

  fn place(&self, answers: &Answers, id: Option<&str>) -> Option<usize> {
    let free = |places: &Vec<usize>| places.iter().copied().find(|place| !self.taken.contains(place));
    if let Some(place) = id.and_then(|id| self.by_id.get(id)).copied().filter(|place| !self.taken.contains(place)) {
      return Some(place);
    }
    let key = self.group.key.and_then(|key| answers.get(key)).map(key_text);
    if let Some(key) = key {
      return self.by_key.get(&key).and_then(free);
    }
    // Without a key, another set of columns may tell; a row that has a key here is another one only if they differ.
    for (columns, places) in &self.by_set {
      let texts: Option<Vec<String>> = columns.iter().map(|column| answers.get(*column).map(key_text)).collect();
      if let Some(place) = texts.and_then(|texts| places.get(&texts.join("\u{1f}"))).and_then(free) {
        return Some(place);
      }
    }
    // The same answers in every column that is answered.
    let same = |row: &Row| {
      answers
        .cells
        .iter()
        .all(|(field, _, understood)| row.cells.get(&self.group.fields[usize::from(field.0)].id) == understood.answer.as_ref())
    };
    let keyless =
      |row: &Row| self.group.key.is_none_or(|key| row.cells.get(&self.group.fields[usize::from(key.0)].id).is_none_or(is_empty));
    self.rows.iter().enumerate().find(|(place, row)| keyless(row) && !self.taken.contains(place) && same(row)).map(|(place, _)| place)
  }

  fn vanished(&self, document: &Document, group: &Group) -> Vec<Vanished> {
    let rows = self.rows.iter().enumerate().filter(|(place, _)| !self.taken.contains(place));
    rows
      .map(|(place, row)| Vanished {
        row: Arc::clone(&row.id),
        place,
        name: name_of(group, |field| row.cells.get(&group.fields[usize::from(field.0)].id)),
        imported: document.imported_mark(&group.path, &row.id).is_some(),
      })
      .collect()
  }
}

/// What a row is called: its key, else its first answer.
fn name_of<'j>(group: &Group, get: impl Fn(FieldIx) -> Option<&'j Json>) -> String {
  let fields = group.key.into_iter().chain((0..group.fields.len()).map(|index| FieldIx(index as u16)));
  let text = |json: &Json| json.as_str().map_or_else(|| json.to_string(), str::to_owned);
  fields.filter_map(get).find(|json| !is_empty(json)).map(text).unwrap_or_default()
}

fn planned(
  document: &Document,
  group: &Group,
  answers: Answers,
  known: Option<&Arc<Row>>,
  (sheet, number): (usize, u32),
  written: Option<String>,
) -> (PlannedRow, String) {
  let id = |field: FieldIx| &*group.fields[usize::from(field.0)].id;
  // A workbook of this program shows the draft as it was: all that differs was changed there.
  let ours = written.is_some();
  let said = if ours {
    String::new()
  } else {
    mark(answers.cells.iter().map(|(field, _, understood)| digest(id(*field), understood.answer.as_ref())))
  };
  let name = name_of(group, |field| answers.get(field));
  let fate = match known {
    None => Fate::New(answers.cells.into_iter().filter_map(|(field, _, understood)| Some((field, understood.answer?))).collect()),
    Some(row) => {
      let before = document.imported_mark(&group.path, &row.id);
      let mut cells = Vec::new();
      for (field, at, understood) in &answers.cells {
        let (mine, theirs) = (row.cells.get(id(*field)).filter(|json| !is_empty(json)), understood.answer.as_ref());
        if mine == theirs {
          continue;
        }
        let standing = match before {
          _ if ours => Standing::Ledger,
          // Nothing in a ledger that was never read takes nothing away.
          None if theirs.is_none() => Standing::Edited,
          None => Standing::Ledger,
          Some(mark) if holds(mark, digest(id(*field), theirs)) => Standing::Edited,
          Some(mark) if holds(mark, digest(id(*field), mine)) => Standing::Ledger,
          // A column that the ledger did not have before.
          Some(_) if mine.is_none() => Standing::Ledger,
          Some(_) => Standing::Both,
        };
        cells.push(PlannedCell { field: *field, at: *at, before: mine.cloned(), after: theirs.cloned(), standing });
      }
      Fate::Known { row: Arc::clone(&row.id), cells }
    }
  };
  (PlannedRow { sheet, number, name, id: written.map(Arc::from), unknown: answers.unknown, fate }, said)
}

/// Tells of keys that stand in several rows of the ledger.
fn twice(plan: &mut Plan, group: &Group, found: &[(&Sheet, Layout)]) {
  let Some(key) = group.key else { return };
  if matches!(group.fields[usize::from(key.0)].kind, Kind::Computed { .. }) {
    return;
  }
  let column = |layout: &Layout| layout.columns.iter().find(|column| column.target == Some(Target::Field(key))).map(|column| column.at);
  let columns: Vec<Option<u32>> = found.iter().map(|(_, layout)| column(layout)).collect();
  let mut first: HashMap<String, (usize, u32)> = HashMap::with_capacity(plan.rows.len());
  let mut problems = Vec::new();
  for planned in &plan.rows {
    let (Some(Some(column)), Some((sheet, _))) = (columns.get(planned.sheet), found.get(planned.sheet)) else { continue };
    let at = Address::new(planned.number, *column);
    let text = sheet.row(planned.number).map(|row| row.cell(*column).shown().to_string()).unwrap_or_default();
    if text.trim().is_empty() {
      continue;
    }
    match first.entry(fold_search(&text)) {
      Entry::Occupied(known) => {
        let (other, row) = known.get();
        let row = (row + 1).to_string();
        let row = if *other == planned.sheet { row } else { format!("{}!{row}", found[*other].0.name) };
        let message = Message::new("ledger-key-twice").with("key", &text).with("row", row);
        problems.push((planned.sheet, Problem { at, cell: sheet.address(at), field: key, text, message }));
      }
      Entry::Vacant(free) => drop(free.insert((planned.sheet, planned.number))),
    }
  }
  // By sheet, then by place.
  let sheet_of = |problem: &Problem| found.iter().position(|(sheet, _)| sheet.address(problem.at) == problem.cell).unwrap_or_default();
  let mut all: Vec<(usize, Problem)> = plan.problems.drain(..).map(|problem| (sheet_of(&problem), problem)).chain(problems).collect();
  all.sort_by_key(|(sheet, problem)| (*sheet, problem.at));
  plan.problems = all.into_iter().map(|(_, problem)| problem).collect();
}
