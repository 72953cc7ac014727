//! Finds the table in a sheet: its header of one to three lines, its columns, its rows.

use super::{
  Address, Cell, Column, Half, Sheet, SheetRow, Target, Why,
  body::{Body, Judged},
  choice::year_of,
  dictionary::{CERTAIN, Dictionary, Part, SAID},
  export::ROW_HEADING,
  heading::{bare, is_former, is_unit},
  second_look::{factor_alone, terms, unit_apart},
  threads, unwatched,
};
use crate::{
  expr::{FieldIx, GroupIx},
  form::Form,
  lang::Message,
  text::{fold_label, is_label},
};
use std::{
  cmp::Reverse,
  collections::{HashMap, HashSet},
  ops::Range,
};

/// How far down a header is looked for.
const HEADER_ROWS: usize = 60;
/// How many lines a header may have.
const MAX_LINES: usize = 3;
/// How many values of a column are shown.
const SAMPLES: usize = 3;

/// A table found in a sheet.
#[derive(Clone, Debug)]
pub struct Layout {
  /// The rows of the header, first and last, from 0.
  pub header: (u32, u32),
  /// Every column with a heading or a use.
  pub columns: Vec<Column>,
  /// The places in [`Sheet::rows`] of the rows with data.
  pub rows: Vec<usize>,
  /// What was left out, and other tables in the sheet.
  pub notes: Vec<Message>,
}

/// Which columns a person chose: headings or letters with what they go into, nowhere where `None`.
pub type Said = Vec<(String, Option<Target>)>;

impl Layout {
  /// Finds the table with the most columns of `table`; `None` where fewer than two are found, or one that a person named. With `header` its first
  /// row, from 0, is given; then any number of columns will do.
  pub fn find(form: &Form, table: GroupIx, sheet: &Sheet, said: &Said, header: Option<u32>) -> Option<Self> {
    let mut dictionary = Dictionary::new(form, table);
    for (heading, target) in said {
      if let Some(target) = target {
        dictionary.say(heading, *target);
      }
    }
    let finder = Finder { form, table, sheet, dictionary: &dictionary, said };
    let header = finder.header(header)?;
    Some(finder.layout(header))
  }

  /// The headings of the table, by which a mapping is remembered.
  pub fn headings(&self) -> Vec<&str> {
    let once = self.columns.iter().filter(|column| column.half != Some(Half::Second));
    once.map(|column| column.heading.as_str()).filter(|heading| !heading.is_empty()).collect()
  }

  /// How many fields have a column.
  pub fn matched(&self) -> usize {
    self.columns.iter().filter_map(Column::field).collect::<HashSet<_>>().len()
  }
}

/// Looks for the table.
pub(super) struct Finder<'a> {
  pub(super) form: &'a Form,
  pub(super) table: GroupIx,
  pub(super) sheet: &'a Sheet,
  pub(super) dictionary: &'a Dictionary,
  pub(super) said: &'a Said,
}

/// A header that may be the one.
struct Header {
  /// Its first place in the rows of the sheet, and how many lines.
  first: usize,
  lines: usize,
  columns: Vec<Column>,
  score: (usize, u32),
}

/// What single texts mean as headings.
type Seen = HashMap<String, (String, Option<String>, Vec<(Target, u32)>)>;

impl Finder<'_> {
  fn header(&self, given: Option<u32>) -> Option<Header> {
    let best = match given {
      Some(number) => self.best_of(self.sheet.rows.iter().position(|row| row.number == number).map_or(0..0, |place| place..place + 1)),
      None if self.sheet.rows.len() < HEADER_ROWS => self.best_of(0..self.sheet.rows.len()),
      None => {
        let half = HEADER_ROWS / 2;
        let (upper, lower) = threads::beside(&mut unwatched, |_| Ok(self.best_of(0..half)), |_| Ok(self.best_of(half..HEADER_ROWS)));
        [upper, lower]
          .into_iter()
          .filter_map(Result::ok)
          .flatten()
          .reduce(|best, other| if other.score > best.score { other } else { best })
      }
    };
    let best = self.with_units(self.with_joined(best?));
    if given.is_some() {
      return Some(best);
    }
    let spoken = best.columns.iter().any(|column| column.why == Why::Said || column.heading == ROW_HEADING);
    (best.score.0 >= 2 || (best.score.0 == 1 && spoken)).then_some(best)
  }

  /// The best header that begins at one of these places; of equals, the first.
  fn best_of(&self, places: Range<usize>) -> Option<Header> {
    let mut best: Option<Header> = None;
    let mut seen = Seen::new();
    for first in places {
      for lines in 1..=MAX_LINES {
        let Some(rows) = self.sheet.rows.get(first..first + lines) else { break };
        // Lines of one header follow each other.
        if rows.windows(2).any(|pair| pair[1].number != pair[0].number + 1) || self.is_values(rows) {
          break;
        }
        let header = self.header_at(first, lines, &mut seen);
        if best.as_ref().is_none_or(|best| header.score > best.score) {
          best = Some(header);
        }
      }
    }
    best
  }

  /// Whether the last of these lines reads as values: below most of the names that say enough by themselves stands something else.
  fn is_values(&self, lines: &[SheetRow]) -> bool {
    let [above @ .., line] = lines else { return false };
    if above.is_empty() {
      return false;
    }
    let is_value = |(at, cell): &(u32, &Cell)| {
      let below = cell.shown().to_string();
      // A day or a long number stands below whatever its heading is called; a year may be part of a name.
      if below.chars().filter(char::is_ascii_digit).count() > 4 && !self.text_at(Address::new(above[0].number, *at)).trim().is_empty() {
        return true;
      }
      let unit = !below.contains(|c: char| c.is_ascii_digit()) && is_unit(&bare(&below));
      let names_more = |folded: &str| unit || self.dictionary.knows(folded);
      above.iter().map(|row| fold_label(&self.text_at(Address::new(row.number, *at)))).any(|name| self.dictionary.knows(&name))
        && !names_more(&fold_label(&below))
        && !above.iter().any(|row| names_more(&fold_label(&format!("{}{below}", self.text_at(Address::new(row.number, *at))))))
    };
    line.filled().filter(is_value).count() * 2 > line.filled().count()
  }

  /// Names joined over two lines tell that the header has these lines.
  fn with_joined(&self, header: Header) -> Header {
    let rows = &self.sheet.rows[header.first..];
    let (first, last) = (rows[0].number, rows[header.lines - 1].number);
    let deep = self
      .sheet
      .merges
      .iter()
      .filter(|merge| (first..=last).contains(&merge.from.row) && merge.to.row > last && merge.to.row - first < MAX_LINES as u32);
    let ends: Vec<u32> = deep.map(|merge| merge.to.row).collect();
    let Some(end) = ends.iter().max().filter(|_| ends.len() >= 2) else { return header };
    let lines = rows.iter().take_while(|row| row.number <= *end).count();
    if rows[lines - 1].number - first + 1 != lines as u32 || lines == header.lines {
      return header;
    }
    let longer = self.header_at(header.first, lines, &mut Seen::new());
    if longer.score.0 >= header.score.0 { longer } else { header }
  }

  /// A line below the names that holds nothing but units belongs to the header.
  fn with_units(&self, header: Header) -> Header {
    let Some(below) = self.sheet.rows.get(header.first + header.lines) else { return header };
    let units =
      below.filled().all(|(_, cell)| cell.as_text().is_some_and(|text| is_unit(&bare(text)) && !self.dictionary.knows(&fold_label(text))));
    // A row with a key is an instrument, whatever else stands in it.
    let key = self.form.group(self.table).key;
    let keyed = |column: &Column| column.heading == ROW_HEADING || (column.target.is_some() && column.field() == key);
    let is_row = header.columns.iter().any(|column| keyed(column) && !below.cell(column.at).is_blank());
    let units = units && !is_row && header.columns.iter().any(keyed);
    let last = self.sheet.rows[header.first + header.lines - 1].number;
    if !units || header.lines > MAX_LINES || below.filled().next().is_none() || below.number != last + 1 {
      return header;
    }
    let longer = self.header_at(header.first, header.lines + 1, &mut Seen::new());
    if longer.score.0 >= header.score.0 { longer } else { header }
  }

  /// The text above a column in one line of the header; joined cells count for every column below them.
  fn text_at(&self, at: Address) -> String {
    let own = self.sheet.row(at.row).map_or(&Cell::Empty, |row| row.cell(at.column));
    if !own.is_blank() {
      return own.shown().to_string();
    }
    let joined = self.sheet.merges.iter().find(|merge| merge.holds(at) && merge.from != at);
    joined.and_then(|merge| self.sheet.row(merge.from.row).map(|row| row.cell(merge.from.column).shown().to_string())).unwrap_or_default()
  }

  fn header_at(&self, first: usize, lines: usize, seen: &mut Seen) -> Header {
    let rows = &self.sheet.rows[first..first + lines];
    let joined = self.sheet.merges.iter().filter(|merge| rows.iter().any(|row| (merge.from.row..=merge.to.row).contains(&row.number)));
    let width = rows.iter().map(|row| row.cells.len() as u32).chain(joined.map(|merge| merge.to.column.min(511) + 1)).max().unwrap_or(0);
    let mut columns: Vec<Column> = Vec::new();
    let mut wishes: Vec<(u32, usize, Target)> = Vec::new();
    for at in 0..width {
      let mut texts: Vec<String> = Vec::new();
      for row in rows {
        let text = self.text_at(Address::new(row.number, at));
        if !text.trim().is_empty() && texts.last() != Some(&text) {
          texts.push(text);
        }
      }
      let (heading, unit, found) = match &texts[..] {
        // Below a header the same texts come again and again.
        [text] if self.said.is_empty() => match seen.get(text) {
          Some(known) => known.clone(),
          None => seen.entry(text.clone()).insert_entry(self.column(&texts, at)).get().clone(),
        },
        texts => self.column(texts, at),
      };
      let place = columns.len();
      wishes.extend(found.into_iter().map(|(target, score)| (score, place, target)));
      columns.push(Column { at, heading, unit, target: None, half: None, why: Why::Unused, samples: Vec::new() });
    }
    // The surest first, those of the last time behind those of this time; of equals, the one in sight, then that of the latest year, then the one
    // further left.
    wishes.sort_by_key(|(score, place, _)| {
      let column = &columns[*place];
      (*score < SAID && is_former(&column.heading), Reverse(*score), self.sheet.hides(column.at), Reverse(year_of(&column.heading)), *place)
    });
    let mut taken: HashSet<Target> = HashSet::new();
    let mut sum = 0;
    for (score, place, target) in wishes {
      let joins = matches!(target, Target::Field(field) if self.joins(field, place, &columns)) && score > 55;
      let free = !taken.contains(&target) || joins;
      // A range is one column or its parts, not both.
      let whole = taken.contains(&Target::Field(target.field())) && !joins;
      if columns[place].target.is_some() || !free || (whole && matches!(target, Target::Part(_, Part::Low | Part::High | Part::Unit))) {
        continue;
      }
      taken.insert(target);
      sum += score.min(CERTAIN);
      columns[place].target = Some(target);
      columns[place].why = match score {
        score if score >= SAID => Why::Said,
        score if score > 55 => Why::Known,
        _ => Why::Like,
      };
    }
    unit_apart(&mut columns);
    factor_alone(&mut columns);
    let fields: HashSet<FieldIx> = columns.iter().filter_map(Column::field).collect();
    // A column that a person left out tells where the header is as well as one that was taken.
    let left_out = columns.iter().filter(|column| matches!(self.said_of(&column.heading, column.at), Some((_, None)))).count();
    sum += CERTAIN * left_out as u32;
    // A title that happens to contain a word is no header; a further line must earn its place.
    Header { first, lines, columns, score: (fields.len() + left_out, sum.saturating_sub(10 * (lines as u32 - 1))) }
  }

  fn layout(&self, header: Header) -> Layout {
    let rows = &self.sheet.rows;
    let (first, last) = (rows[header.first].number, rows[header.first + header.lines - 1].number);
    let mut columns = header.columns;
    let mut notes = Vec::new();
    let mut data = Vec::new();
    let body = Body::new(self.form.group(self.table).key, &columns);
    let headings: Vec<(u32, String)> = columns.iter().map(|column| (column.at, fold_label(&column.heading))).collect();
    let mut skip_lines = 0;
    for place in header.first + header.lines..rows.len() {
      let row = &rows[place];
      if skip_lines > 0 {
        skip_lines -= 1;
        continue;
      }
      if row.filled().next().is_none() {
        continue;
      }
      if body.is_ours(row) {
        data.push(place);
        continue;
      }
      // The header again, as on every printed page.
      if is_header_again(row, &headings) {
        continue;
      }
      let after_gap = rows[place - 1].number + 1 < row.number || rows[place - 1].filled().nth(1).is_none();
      if after_gap && row.filled().count() >= 3 {
        let other = self.header_at(place, 1, &mut Seen::new());
        if other.score.0 >= 3 && other.score.0 * 2 > row.filled().count() {
          let same = other
            .columns
            .iter()
            .filter(|column| column.target.is_some())
            .all(|column| columns.get(column.at as usize).is_some_and(|known| known.target == column.target));
          if same {
            skip_lines = header.lines - 1;
            continue;
          }
          notes.push(Message::new("ledger-note-other-table").with("row", (row.number + 1).to_string()));
          break;
        }
        if Body::is_other_header(row) {
          notes.push(Message::new("ledger-note-other-table").with("row", (row.number + 1).to_string()));
          break;
        }
      }
      match body.judge(row) {
        Judged::Data => data.push(place),
        Judged::Foot => notes.push(left_out("ledger-note-foot", row)),
        Judged::Band => notes.push(left_out("ledger-note-band", row)),
      }
    }
    terms(self.form, self.table, self.sheet, &mut columns, &data);
    self.choose_by_values(&mut columns, &data);
    self.split_columns(&mut columns, &data);
    self.unit_beside(&mut columns, &data);
    let again = |column: &&Column| {
      column.target.is_none()
        && columns.iter().any(|other| other.target.is_some() && is_label(&other.heading, &fold_label(&column.heading)))
    };
    if let Some(column) = columns.iter().find(again) {
      let id = if columns.iter().filter(again).count() >= 3 { "ledger-note-beside" } else { "ledger-note-again" };
      notes.push(Message::new(id).with("column", column.letters()).with("heading", &column.heading));
    }
    for column in &mut columns {
      let cells = data.iter().map(|place| rows[*place].cell(column.at)).filter(|cell| !cell.is_blank());
      column.samples = cells.take(SAMPLES).map(|cell| cell.shown().to_string()).collect();
    }
    columns.retain(|column| !column.heading.is_empty() || column.target.is_some() || !column.samples.is_empty());
    Layout { header: (first, last), columns, rows: data, notes }
  }
}

/// Whether more than half of what stands in a row is the heading of its column.
fn is_header_again(row: &SheetRow, headings: &[(u32, String)]) -> bool {
  let filled = row.filled().count();
  let (mut repeated, mut left) = (0, headings.len());
  for (at, heading) in headings {
    left -= 1;
    repeated += usize::from(!heading.is_empty() && row.cell(*at).as_text().is_some_and(|text| is_label(text, heading)));
    // Of a row with data this is mostly sure after half of it.
    if (repeated + left) * 2 <= filled {
      return false;
    }
  }
  repeated >= 2 && repeated * 2 > filled
}

fn left_out(id: &'static str, row: &SheetRow) -> Message {
  let text = row.filled().map(|(_, cell)| cell.shown().to_string()).collect::<Vec<_>>().join(" ");
  let shown: String = crate::text::truncate(&text.replace(['\r', '\n'], " "), 60).into_owned();
  Message::new(id).with("row", (row.number + 1).to_string()).with("text", shown)
}
