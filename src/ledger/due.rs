//! What falls due: which rows, when, by department and by the body that verifies or calibrates. The form says which columns mean that.

use crate::{
  check::Effective,
  document::Document,
  expr::{Facts, FieldIx, GroupIx, Value},
  form::{Form, is_empty},
  lang::Lang,
};
use jiff::civil::Date;
use serde_json::Value as Json;
use std::{ops::AddAssign, sync::Arc};

/// A row that falls due.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DueItem {
  /// The place of its document among those that were looked at.
  pub document: usize,
  /// Its table.
  pub table: GroupIx,
  /// Its place in the table, from 0.
  pub row: usize,
  /// Its id.
  pub id: Arc<str>,
  /// Its key.
  pub key: String,
  /// What it is called: the columns that the form names first after the key.
  pub name: String,
  /// The last day it is valid.
  pub date: Date,
  /// Days from today to that day; negative where it is past.
  pub days: i32,
  /// Who keeps it, or where; empty where nothing is said.
  pub department: String,
  /// Who verifies or calibrates it; empty where nothing is said.
  pub body: String,
}

/// How many rows fall due, and how soon. A row counts once.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct DueCounts {
  /// Rows that are looked at: in use and with a date.
  pub total: usize,
  /// Past.
  pub overdue: usize,
  /// Today to 30 days from now.
  pub within_30: usize,
  /// 31 to 60 days.
  pub within_60: usize,
  /// 61 to 90 days.
  pub within_90: usize,
}

impl AddAssign for DueCounts {
  fn add_assign(&mut self, other: Self) {
    self.total += other.total;
    self.overdue += other.overdue;
    self.within_30 += other.within_30;
    self.within_60 += other.within_60;
    self.within_90 += other.within_90;
  }
}

/// Every row of `document` that has a last day of validity and counts, the earliest first. `index` is its place among the documents looked at.
pub fn due(form: &Form, document: &Document, index: usize, today: Date, lang: Lang) -> Vec<DueItem> {
  let effective = Effective::new(form, document, today);
  let mut items = Vec::new();
  for (table, group) in form.groups() {
    let Some(due) = &group.due else { continue };
    if !effective.is_group_shown(table) {
      continue;
    }
    for (place, row) in document.rows(&group.path).iter().enumerate() {
      // A ledger that says nothing of a status is still to be looked after.
      let counts = due.when.as_ref().is_none_or(|when| effective.evaluate(when, table, Some(place)).as_bool() != Some(false));
      // A default counts, so that a due date follows date and interval.
      let Value::Date(date) = effective.field(table, Some(place), due.date) else { continue };
      if !counts {
        continue;
      }
      let text = |field: FieldIx| {
        let field = form.field(table, field);
        row.cells.get(&field.id).filter(|json| !is_empty(json)).map(|json| form.text_of_answer(field, json, lang)).unwrap_or_default()
      };
      let names = due.columns.iter().filter(|column| Some(**column) != group.key).take(2).map(|column| text(*column));
      items.push(DueItem {
        document: index,
        table,
        row: place,
        id: Arc::clone(&row.id),
        key: group.key.map(text).unwrap_or_default(),
        name: names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" "),
        date,
        days: days_between(today, date),
        department: due.department.map(text).unwrap_or_default(),
        body: due.body.map(text).unwrap_or_default(),
      });
    }
  }
  items.sort_by(|a, b| a.date.cmp(&b.date).then_with(|| a.key.cmp(&b.key)));
  items
}

/// How many rows fall due, for the home screen.
pub fn due_counts(form: &Form, document: &Document, today: Date) -> DueCounts {
  let mut counts = DueCounts::default();
  for item in due(form, document, 0, today, Lang::Zh) {
    counts.total += 1;
    match item.days {
      ..0 => counts.overdue += 1,
      0..=30 => counts.within_30 += 1,
      31..=60 => counts.within_60 += 1,
      61..=90 => counts.within_90 += 1,
      _ => {}
    }
  }
  counts
}

pub(super) fn days_between(from: Date, to: Date) -> i32 {
  from.until(to).map_or(0, |span| span.get_days())
}

/// Whether an answer is a date before `today`.
pub(super) fn is_past(json: Option<&Json>, today: Date) -> bool {
  json.and_then(Json::as_str).and_then(|text| text.parse::<Date>().ok()).is_some_and(|date| date < today)
}
