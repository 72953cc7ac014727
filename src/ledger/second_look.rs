//! A second look at the columns of a table, when all of them are known.

use super::{Cell, Column, Part, Sheet, Target, Why, months::in_months};
use crate::{
  expr::{FieldIx, GroupIx},
  form::{Form, Kind},
  text::fold_label,
};
use std::collections::HashSet;

/// A column of units beside the limits of a range, unless it tells what is counted.
pub(super) fn unit_apart(columns: &mut [Column]) {
  const UNITS: [&str; 4] = ["单位", "计量单位", "测量单位", "unit"];
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
  let days = columns
    .iter_mut()
    .filter(|column| column.why != Why::Said && column.field().is_some_and(|field| matches!(form.field(table, field).kind, Kind::Date)));
  for column in days {
    let mut cells = data.iter().map(|place| sheet.rows[*place].cell(column.at)).filter(|cell| !cell.is_blank()).peekable();
    if cells.peek().is_some() && cells.all(|cell| is_term(&cell)) {
      column.target = Some(Target::Field(interval));
      column.why = Why::Like;
      return;
    }
  }
}
