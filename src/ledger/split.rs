//! Columns that name two fields, such as 检定日期/有效期至: each cell is split where its text says clearly where one ends and the other begins.

use super::{Cell, Column, Sheet, Target, Why, layout::Finder, value::ValueReader};
use crate::{
  expr::FieldIx,
  form::{Form, Group, Kind},
  text::{fold_label, half_width},
};

/// Which half of each cell of a column is meant.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Half {
  /// What stands first.
  First,
  /// What stands behind it.
  Second,
}

/// Splits the cells of one column.
pub(super) struct Splitter<'f> {
  first: ValueReader<'f>,
  second: ValueReader<'f>,
  /// Any text will do for either of them, so only a sign can say where one ends.
  texts: bool,
}

/// Where one value may end and another begin; before ± too.
const SIGNS: &[char] = &['/', ';', ',', '、', '~', '-', '—', '–', '至', '\n', ' '];

impl<'f> Splitter<'f> {
  pub(super) fn new(form: &'f Form, group: &'f Group, pair: (FieldIx, FieldIx), unit: Option<&str>) -> Self {
    let field = |index: FieldIx| &group.fields[usize::from(index.0)];
    let reader = |index| ValueReader::new(form, field(index), unit, std::iter::empty());
    let is_text = |index| matches!(field(index).kind, Kind::Text { .. });
    Self { first: reader(pair.0), second: reader(pair.1), texts: is_text(pair.0) && is_text(pair.1) }
  }

  /// Both values of a text; `None` where it does not say, or not clearly, where one ends.
  pub(super) fn split(&self, text: &str) -> Option<(String, String)> {
    if self.texts {
      let text = text.trim();
      let signs: &[char] = if text.contains(['/', '／', '\n']) { &['/', '／', '\n'] } else { &[' ', '　'] };
      let (one, other) = text.split_once(signs)?;
      let (one, other) = (one.trim(), other.trim());
      // A blank may be part of a name; between hanzi and what is none it ends it.
      let has_hanzi = |part: &str| part.chars().any(|c| c >= '\u{2e80}');
      let ends = signs.len() > 2 || has_hanzi(one) != has_hanzi(other);
      return (ends && !one.is_empty() && !other.is_empty() && !other.contains(signs)).then(|| (one.to_owned(), other.to_owned()));
    }
    let text = half_width(text.trim()).replace('\r', "");
    let says = |reader: &ValueReader<'_>, part: &str| {
      let understood = reader.read(&Cell::text(part));
      understood.fault.is_none() && understood.answer.is_some()
    };
    let mut found: Option<(&str, &str)> = None;
    for (at, sign) in text.char_indices().filter(|(_, c)| SIGNS.contains(c) || *c == '±') {
      let behind = if sign == '±' { at } else { at + sign.len_utf8() };
      let is_edge = |c: char| c.is_whitespace() || matches!(c, '/' | ';' | ',' | '、');
      let (one, other) = (text[..at].trim_end_matches(is_edge).trim(), text[behind..].trim_start_matches(is_edge).trim());
      if one.is_empty() || other.is_empty() || found == Some((one, other)) || !says(&self.first, one) || !says(&self.second, other) {
        continue;
      }
      if found.is_some() {
        return None;
      }
      found = Some((one, other));
    }
    found.map(|(one, other)| (one.to_owned(), other.to_owned()))
  }
}

impl Finder<'_> {
  /// The two fields that a heading names, in its order; `None` where it names one, or more, or the same twice.
  pub(super) fn pair(&self, heading: &str) -> Option<(FieldIx, FieldIx)> {
    let half = half_width(heading);
    let separates = |c: char| matches!(c, '/' | '、' | ',' | '&' | '+' | '及' | '和' | '与');
    if self.dictionary.knows(&fold_label(&half)) {
      return None;
    }
    let mut parts = half.split(separates).map(|part| {
      let best = self.dictionary.find(&fold_label(part)).into_iter().max_by_key(|(_, score)| *score)?;
      matches!(best.0, Target::Field(_)).then_some(best.0.field())
    });
    let (one, other) = (parts.next()??, parts.next()??);
    (parts.next().is_none() && one != other).then_some((one, other))
  }

  /// Columns that name two fields and go nowhere yet: where most of their cells can be split, each becomes two.
  pub(super) fn split_columns(&self, columns: &mut Vec<Column>, data: &[usize]) {
    let free = |columns: &[Column], field: FieldIx| columns.iter().all(|column| column.field() != Some(field));
    let mut at = 0;
    while at < columns.len() {
      let column = &columns[at];
      at += 1;
      if column.target.is_some() || self.said_of(&column.heading, column.at).is_some() {
        continue;
      }
      let Some((one, other)) = self.pair(&column.heading).filter(|pair| free(columns, pair.0) && free(columns, pair.1)) else { continue };
      let splitter = Splitter::new(self.form, self.form.group(self.table), (one, other), column.unit.as_deref());
      let filled = cells(self.sheet, column.at, data);
      let split = filled.clone().filter(|cell| splitter.split(&cell.shown().to_string()).is_some()).count();
      if split == 0 || split * 2 < filled.count() {
        continue;
      }
      let of = |field, half| Column { target: Some(Target::Field(field)), why: Why::Like, half: Some(half), ..column.clone() };
      let both = [of(one, Half::First), of(other, Half::Second)];
      columns.splice(at - 1..at, both);
      at += 1;
    }
  }
}

/// The cells of a column that hold something.
fn cells<'s>(sheet: &'s Sheet, column: u32, data: &'s [usize]) -> impl Iterator<Item = &'s Cell> + Clone {
  data.iter().map(move |place| sheet.rows[*place].cell(column)).filter(|cell| !cell.is_blank())
}
