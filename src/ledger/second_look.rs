//! A second look at the columns of a table, when all of them are known.

use super::{Cell, Column, Part, Sheet, Target, Why, layout::Finder, months::in_months, signs::says_nothing, value::ValueReader};
use crate::{
  expr::{FieldIx, GroupIx},
  form::{Form, Kind},
  metrology::Unit,
  text::fold_label,
};
use std::collections::HashSet;

/// How a column of units is called.
const UNITS: [&str; 4] = ["单位", "计量单位", "测量单位", "unit"];

/// A column of units beside the limits of a range, unless it tells what is counted.
pub(super) fn unit_apart(columns: &mut [Column]) {
  let limits = columns.iter().filter_map(|column| match column.target {
    Some(Target::Part(field, Part::Low | Part::High)) => Some(field),
    _ => None,
  });
  let fields: HashSet<FieldIx> = limits.collect();
  let [field] = fields.into_iter().collect::<Vec<_>>()[..] else { return };
  let unit = Target::Part(field, Part::Unit);
  if columns.iter().any(|column| column.target == Some(unit) || fold_label(&column.heading) == "数量") {
    return;
  }
  let mut free = columns.iter_mut().filter(|column| column.target.is_none() && UNITS.contains(&fold_label(&column.heading).as_str()));
  let (Some(column), None) = (free.next(), free.next()) else { return };
  column.target = Some(unit);
  column.why = Why::Like;
}

/// A coverage factor without an uncertainty beside it says nothing.
pub(super) fn factor_alone(columns: &mut [Column]) {
  let whole: HashSet<FieldIx> =
    columns.iter().filter(|column| matches!(column.target, Some(Target::Field(_)))).filter_map(Column::field).collect();
  for column in columns.iter_mut().filter(|column| column.why != Why::Said) {
    if matches!(column.target, Some(Target::Part(field, Part::Factor)) if !whole.contains(&field)) {
      column.target = None;
      column.why = Why::Unused;
    }
  }
}

/// A column that should tell days and tells lengths of time, such as 有效期 with 一年, goes into the field for these.
pub(super) fn terms(form: &Form, table: GroupIx, sheet: &Sheet, columns: &mut [Column], data: &[usize]) {
  let group = form.group(table);
  let months = |field: FieldIx| {
    let field = form.field(table, field);
    matches!(field.kind, Kind::Integer { .. }) && field.unit.as_ref().is_some_and(|unit| unit.zh == "月")
  };
  let mut free =
    group.fields().map(|(index, _)| index).filter(|index| months(*index) && columns.iter().all(|column| column.field() != Some(*index)));
  let (Some(interval), None) = (free.next(), free.next()) else { return };
  let is_term = |cell: &&Cell| cell.as_text().is_some_and(|text| in_months(text.trim(), false).is_some());
  let fields: Vec<Option<FieldIx>> = columns.iter().map(Column::field).collect();
  let days = columns
    .iter_mut()
    .filter(|column| column.why != Why::Said && column.field().is_some_and(|field| matches!(form.field(table, field).kind, Kind::Date)));
  // Year, month and day may have columns of their own.
  let whole = |field: Option<FieldIx>| fields.iter().filter(|other| **other == field).count() == 1;
  for column in days.filter(|column| whole(column.field())) {
    // 有效期(月): a number of months, as the heading says.
    let counted = matches!(column.unit.as_deref(), Some("月" | "个月" | "年"));
    let is_term = |cell: &&Cell| {
      let number = || cell.as_text().and_then(|text| text.trim().parse::<f64>().ok());
      is_term(cell) || (counted && number().is_some_and(|number| number > 0.0 && number <= 120.0))
    };
    let mut cells = data.iter().map(|place| sheet.rows[*place].cell(column.at)).filter(|cell| !cell.is_blank()).peekable();
    if cells.peek().is_some() && cells.all(|cell| is_term(&cell)) {
      column.target = Some(Target::Field(interval));
      column.why = Why::Like;
      return;
    }
  }
}

impl Finder<'_> {
  /// A column of units beside a range that has none: 测量范围 and 单位, where the latter counts nothing.
  pub(super) fn unit_beside(&self, columns: &mut [Column], data: &[usize]) {
    let mut ranges = columns.iter().filter_map(|column| match column.target {
      Some(Target::Field(field)) if column.unit.is_none() && matches!(self.form.field(self.table, field).kind, Kind::Range(_)) => {
        Some(field)
      }
      _ => None,
    });
    let (Some(field), None) = (ranges.next(), ranges.next()) else { return };
    let is_unit = |cell: &Cell| cell.as_text().is_some_and(|text| text.trim().parse::<Unit>().is_ok());
    let cells =
      |at: u32| data.iter().map(move |place| self.sheet.rows[*place].cell(at)).filter(|cell| !cell.is_blank() && !is_nothing(cell));
    let mut free = columns.iter_mut().filter(|column| column.target.is_none() && UNITS.contains(&fold_label(&column.heading).as_str()));
    let (Some(column), None) = (free.next(), free.next()) else { return };
    if cells(column.at).next().is_some() && cells(column.at).all(is_unit) {
      column.target = Some(Target::Part(field, Part::Unit));
      column.why = Why::Like;
    }
  }

  /// A column of choices none of which the field knows, such as 强检 below 计量类别, goes into the only other field that knows all of them.
  pub(super) fn choose_by_values(&self, columns: &mut [Column], data: &[usize]) {
    /// How many cells tell.
    const ENOUGH: usize = 200;
    let field_of = |index: FieldIx| self.form.field(self.table, index);
    let is_choice = |index: FieldIx| matches!(field_of(index).kind, Kind::Choice(_) | Kind::Boolean);
    for at in 0..columns.len() {
      let column = &columns[at];
      let Some(now) = column.field().filter(|field| column.why != Why::Said && is_choice(*field)) else { continue };
      let cells = || data.iter().map(|place| self.sheet.rows[*place].cell(column.at)).filter(|cell| !cell.is_blank()).take(ENOUGH);
      let fits = |index: FieldIx| {
        let reader = ValueReader::new(self.form, field_of(index), None, cells());
        cells().filter(|cell| reader.read(cell).fault.is_none()).count()
      };
      let count = cells().count();
      // A tick or a 是 fits any question.
      let speaks = |cell: &Cell| cell.as_text().is_some_and(|text| text.trim().chars().filter(|c| *c >= '\u{2e80}').count() >= 2);
      if count == 0 || !cells().all(speaks) || fits(now) > 0 {
        continue;
      }
      let free = |field: &FieldIx| is_choice(*field) && columns.iter().all(|column| column.field() != Some(*field));
      let answered = self.form.group(self.table).fields().filter(|(_, field)| field.kind.is_answered()).map(|(index, _)| index);
      let mut others = answered.filter(free).filter(|other| fits(*other) == count);
      if let (Some(other), None) = (others.next(), others.next()) {
        columns[at].target = Some(Target::Field(other));
        columns[at].why = Why::Like;
      }
    }
  }
}

fn is_nothing(cell: &Cell) -> bool {
  cell.as_text().is_some_and(says_nothing)
}
