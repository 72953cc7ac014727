//! What the rows of a sheet say, cell by cell. No row depends on what is read of another, so that they are shared out to threads.

use super::{
  Address, Cell, Column, Half, Layout, Part, Problem, Sheet, Target,
  export::{Exact, ROW_HEADING},
  mark::mark,
  matcher::name_of,
  several::names_several,
  signs::{is_bare, is_ditto, says_nothing},
  split::Splitter,
  value::{ValueReader, factor_in},
};
use crate::{
  document::Record,
  expr::FieldIx,
  form::{Form, Group, Kind},
  lang::Message,
  text::fold_search,
};
use serde_json::Value as Json;
use std::{collections::HashMap, sync::Arc};

/// What a row of a ledger says.
pub(super) struct SaidRow {
  /// Its number in the sheet.
  pub(super) number: u32,
  /// The row id it was written with.
  pub(super) id: Option<String>,
  /// Its answers in the order of the columns.
  pub(super) answers: Record,
  /// Answers without a column, which only a file of this program brings: files, and what other programs wrote.
  pub(super) unknown: Vec<(String, Json)>,
  /// The digests of what it says; empty where this program wrote it.
  pub(super) mark: Arc<str>,
  /// Its key, or what else tells it apart.
  pub(super) name: String,
  /// Its key for comparison, as it stands in the sheet.
  pub(super) key: Option<String>,
}

/// Where the answer to a field comes from.
enum Source {
  One,
  Joined(Vec<u32>),
  /// The unit in a column of its own.
  WithUnit(u32),
  /// Half of each cell; the place of what splits them.
  Half(Half, usize),
  Parts {
    low: Option<u32>,
    high: Option<u32>,
    unit: Option<u32>,
  },
  /// The coverage factor of an uncertainty in a column of its own, or in the heading.
  WithFactor {
    factor: Option<u32>,
    written: Option<String>,
  },
}

/// A field with its columns.
struct FieldColumns {
  field: FieldIx,
  /// The first of them.
  column: u32,
  source: Source,
}

/// Reads the rows of a sheet.
pub(super) struct RowReader<'a> {
  group: &'a Group,
  sheet: &'a Sheet,
  fields: Vec<FieldColumns>,
  values: Vec<ValueReader<'a>>,
  splitters: Vec<Splitter<'a>>,
  /// The column with the key, where keys are typed.
  key: Option<u32>,
  /// The column with row ids, in a file of this program.
  ids: Option<u32>,
  exact: &'a Exact,
  /// Answers without a column, with row and field.
  extra: Vec<(&'a str, &'a str, &'a Json)>,
  /// Cells joined downwards and ditto marks: what stands in the first of them counts for each.
  joined: HashMap<Address, Address>,
}

impl<'a> RowReader<'a> {
  pub(super) fn new(form: &'a Form, group: &'a Group, sheet: &'a Sheet, layout: &'a Layout, exact: &'a Exact) -> Self {
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
    for merge in sheet.merges.iter().filter(|merge| merge.from.row >= first) {
      let last = layout.rows.last().map_or(0, |place| sheet.rows[*place].number).min(merge.to.row);
      joined.extend((merge.from.row + 1..=last).map(|row| (Address::new(row, merge.from.column), merge.from)));
    }
    for column in layout.columns.iter().filter(|column| column.target.is_some()).map(|column| column.at) {
      for pair in layout.rows.windows(2) {
        let (above, row) = (&sheet.rows[pair[0]], &sheet.rows[pair[1]]);
        if is_ditto(row.cell(column)) {
          let from = Address::new(above.number, column);
          let first = joined.get(&from).copied().unwrap_or(from);
          joined.insert(Address::new(row.number, column), first);
        }
      }
    }
    let (mut fields, mut values, mut splitters, mut split) = (Vec::new(), Vec::new(), Vec::new(), HashMap::new());
    for pair in layout.columns.windows(2) {
      if let [Column { half: Some(Half::First), .. }, Column { half: Some(Half::Second), .. }] = pair
        && let (Some(one), Some(other)) = (pair[0].field(), pair[1].field())
      {
        split.insert(pair[0].at, splitters.len());
        splitters.push(Splitter::new(form, group, (one, other), pair[0].unit.as_deref()));
      }
    }
    for (field, columns) in by_field {
      let of = |wanted: Part| columns.iter().find(|column| column.target == Some(Target::Part(field, wanted))).map(|column| column.at);
      let whole: Vec<u32> = columns.iter().filter(|column| column.target == Some(Target::Field(field))).map(|column| column.at).collect();
      let (column, source) = match whole[..] {
        [] => {
          let (low, high, unit) = (of(Part::Low), of(Part::High), of(Part::Unit));
          (low.or(high).or(unit).unwrap_or_default(), Source::Parts { low, high, unit })
        }
        [one] if let (Some(half), Some(splitter)) = (columns[0].half, split.get(&one)) => (one, Source::Half(half, *splitter)),
        [one] if let Some(unit) = of(Part::Unit) => (one, Source::WithUnit(unit)),
        [one] => {
          let (factor, written) = (of(Part::Factor), columns.iter().find_map(|column| factor_in(&column.heading)));
          let is_uncertainty = matches!(group.fields[usize::from(field.0)].kind, Kind::Uncertainty(_));
          let apart = is_uncertainty && (factor.is_some() || written.is_some());
          (one, if apart { Source::WithFactor { factor, written } } else { Source::One })
        }
        [first, ..] => (first, Source::Joined(whole)),
      };
      let unit = columns.iter().find_map(|column| column.unit.as_deref());
      let at = columns[0].at;
      let cells = layout.rows.iter().map(|place| sheet.rows[*place].cell(at));
      values.push(ValueReader::new(form, &group.fields[usize::from(field.0)], unit, cells));
      fields.push(FieldColumns { field, column, source });
    }
    let ids = layout.columns.iter().find(|column| column.heading == ROW_HEADING).map(|column| column.at);
    let typed = group.key.filter(|key| !matches!(group.fields[usize::from(key.0)].kind, Kind::Computed { .. }));
    let key = typed.and_then(|key| layout.columns.iter().find(|column| column.target == Some(Target::Field(key)))).map(|column| column.at);
    let has_column =
      |id: &str| group.field_by_id(id).is_some_and(|field| layout.columns.iter().any(|column| column.field() == Some(field)));
    let extra = exact.without_column(&group.path, has_column).collect();
    Self { group, sheet, fields, values, splitters, key, ids, exact, extra, joined }
  }

  /// The fields that have columns.
  pub(super) fn fields(&self) -> Vec<FieldIx> {
    self.fields.iter().map(|known| known.field).collect()
  }

  /// Where the answer to a field stands in a row.
  pub(super) fn places(&self, row: u32) -> impl Iterator<Item = (FieldIx, Address)> {
    self.fields.iter().map(move |known| (known.field, Address::new(row, known.column)))
  }

  /// What reads the values of the columns; each thread has its own.
  pub(super) fn values(&self) -> Vec<ValueReader<'a>> {
    self.values.clone()
  }

  fn cell(&self, place: usize, column: u32) -> &'a Cell {
    let row = &self.sheet.rows[place];
    let own = row.cell(column);
    if !self.joined.is_empty() && (own.is_blank() || is_ditto(own)) {
      let from = self.joined.get(&Address::new(row.number, column));
      if let Some(above) = from.and_then(|from| self.sheet.row(from.row).map(|row| row.cell(from.column)))
        && !above.is_blank()
      {
        return above;
      }
    }
    own
  }

  /// What the row says. Fields whose columns are all empty are answered with nothing.
  pub(super) fn read(&self, values: &mut [ValueReader<'_>], problems: &mut Vec<Problem>, place: usize) -> SaidRow {
    let row = &self.sheet.rows[place];
    let number = row.number;
    let id = self.ids.map(|column| row.cell(column).shown().to_string()).filter(|id| !id.is_empty());
    let mut answers = Vec::with_capacity(self.fields.len());
    let mut digests = Vec::with_capacity(self.fields.len());
    for (FieldColumns { field, column, source }, reader) in self.fields.iter().zip(values) {
      let owned;
      let cell = match source {
        Source::One => self.cell(place, *column),
        Source::Joined(columns) => {
          let mut texts: Vec<String> = Vec::new();
          // Year, month and day may be the same number.
          let again = matches!(self.group.fields[usize::from(field.0)].kind, Kind::Date);
          for at in columns {
            let text = self.cell(place, *at).shown().to_string().trim().to_owned();
            if !text.is_empty() && !matches!(text.as_str(), "/" | "-" | "—" | "无") && (again || !texts.contains(&text)) {
              texts.push(text);
            }
          }
          owned = Cell::text(&texts.join(" "));
          &owned
        }
        Source::WithFactor { factor, written } => {
          let own = self.cell(place, *column);
          let apart = factor.map(|at| self.cell(place, at).shown().to_string().trim().to_owned()).filter(|text| !text.is_empty());
          match apart.as_deref().or(written.as_deref()) {
            Some(factor) if !own.is_blank() && factor_in(&own.shown().to_string()).is_none() => {
              owned = Cell::text(&format!("{}, k={}", own.shown().to_string().trim(), factor.trim_start_matches("k=")));
              &owned
            }
            _ => own,
          }
        }
        Source::WithUnit(unit) => {
          let (own, unit) = (self.cell(place, *column), self.cell(place, *unit).shown().to_string());
          if own.is_blank() || says_nothing(&unit) || !is_bare(&own.shown().to_string()) {
            own
          } else {
            owned = Cell::text(&format!("{} {}", own.shown().to_string().trim(), unit.trim()));
            &owned
          }
        }
        Source::Half(half, splitter) => {
          let whole = self.cell(place, *column);
          let text = whole.shown().to_string();
          owned = match (self.splitters[*splitter].split(&text), half) {
            (Some((one, _)), Half::First) => Cell::text(&one),
            (Some((_, other)), Half::Second) => Cell::text(&other),
            (None, Half::First) if !whole.is_blank() && !says_nothing(&text) => {
              let at = Address::new(number, *column);
              let message = Message::new("ledger-not-split");
              problems.push(Problem { at, cell: self.sheet.address(at), field: *field, text, message });
              Cell::Empty
            }
            (None, _) => Cell::Empty,
          };
          &owned
        }
        Source::Parts { low, high, unit } => {
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
      let field_id = &self.group.fields[usize::from(field.0)].id;
      let known = id.as_ref().and_then(|id| self.exact.find(&self.group.path, id, field_id, &cell.shown().to_string()));
      let answer = match known {
        Some(json) => Some(Arc::new(json.clone())),
        None => {
          let read = reader.read_shared(cell);
          digests.push(read.digest);
          if let Some(message) = read.fault {
            let at = Address::new(number, *column);
            problems.push(Problem { at, cell: self.sheet.address(at), field: *field, text: cell.shown().to_string(), message });
          }
          read.answer
        }
      };
      answers.extend(answer.map(|answer| (Arc::clone(field_id), answer)));
    }
    let answers = Record::of_shared(answers);
    let name = name_of(self.group, |field| answers.get(&self.group.fields[usize::from(field.0)].id));
    // A workbook of this program shows the draft as it was: all that differs was changed there.
    let mark = if id.is_some() { Arc::default() } else { mark(&digests) };
    let key = self.key.map(|column| row.cell(column)).filter(|cell| !cell.is_blank()).map(|cell| match cell.as_text() {
      Some(text) => fold_search(text),
      None => fold_search(&cell.shown().to_string()),
    });
    if id.is_none()
      && let (Some(column), Some(field)) = (self.key, self.group.key)
      && let Some(text) = row.cell(column).as_text().filter(|text| names_several(text))
    {
      let (at, text) = (Address::new(number, column), text.to_owned());
      problems.push(Problem { at, cell: self.sheet.address(at), field, text, message: Message::new("ledger-key-several") });
    }
    let unknown = id.as_ref().map(|id| {
      let own = self.extra.iter().filter(|(row, ..)| row == id);
      own.map(|(_, field, json)| ((*field).to_owned(), (*json).clone())).collect()
    });
    SaidRow { number, id, answers, unknown: unknown.unwrap_or_default(), mark, name, key }
  }

  /// The key of a row as it stands in the sheet, and where.
  pub(super) fn key_of(&self, number: u32) -> Option<(Address, String)> {
    let column = self.key?;
    let text = self.sheet.row(number)?.cell(column).shown().to_string();
    Some((Address::new(number, column), text))
  }
}
