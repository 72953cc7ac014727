//! What need not be checked again. What is said of a row follows from its answers alone, all else being the same during a check. A field or a rule that
//! had nothing to say of certain answers has nothing to say of them in any other row, and rows share the answers that come again and again.

use crate::{
  expr::{FieldIx, GroupIx},
  form::{Condition, Field, Form},
};
use serde_json::Value as Json;
use std::{collections::BTreeSet, sync::Arc};

/// So many sets of answers are noted of a field or a rule in each of so many groups; in which, follows from the answers. What comes later takes the
/// place of what was there.
const IN_GROUP: usize = 4;
const GROUP_BITS: u32 = 6;

/// What fields and rules had nothing to say of, in a table of many rows.
pub(super) struct Silence {
  /// Of the fields, then of the rules on the table.
  subjects: Vec<Subject>,
}

/// A field or a rule.
struct Subject {
  /// The columns that tell what is said.
  columns: Vec<usize>,
  /// The answers of which nothing was said, by their addresses.
  noted: Vec<Option<Box<[usize]>>>,
}

/// What is known of the answers of a row.
pub(super) enum Known {
  /// Nothing is said of them.
  Silent,
  /// It has to be found out; where nothing is said of them, it may be noted at this place.
  No(Option<usize>),
}

impl Silence {
  pub(super) fn of(form: &Form, table: GroupIx) -> Self {
    let group = form.group(table);
    let fields = group.fields().map(|(index, field)| {
      let required = if let Condition::If(expr) = &field.required { expr.reach().own } else { BTreeSet::new() };
      required.into_iter().chain([index]).collect()
    });
    let rules = form.rules_on(table).map(|rule| rule.when.iter().chain([&rule.assert]).flat_map(|expr| expr.reach().own).collect());
    let subjects = fields.chain(rules).map(|columns| Subject { columns: all_columns(&group.fields, columns), noted: Vec::new() });
    Self { subjects: subjects.collect() }
  }

  /// What is known of a subject where these are the answers of a row, by column.
  pub(super) fn known(&self, subject: usize, answers: &[Option<&Arc<Json>>]) -> Known {
    let Subject { columns, noted } = &self.subjects[subject];
    let mut hash = 0_u64;
    for column in columns {
      match answers[*column] {
        // An answer of this row alone does not come again.
        Some(answer) if Arc::strong_count(answer) == 1 => return Known::No(None),
        answer => hash = (hash.rotate_left(5) ^ address(answer) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15),
      }
    }
    let first = (hash >> (u64::BITS - GROUP_BITS)) as usize * IN_GROUP;
    for (at, noted) in noted.iter().enumerate().skip(first).take(IN_GROUP) {
      match noted {
        Some(noted) if columns.iter().map(|column| address(answers[*column])).eq(noted.iter().copied()) => return Known::Silent,
        Some(_) => {}
        None => return Known::No(Some(at)),
      }
    }
    let which = if noted.is_empty() { 0 } else { (hash >> 32) as usize % IN_GROUP };
    Known::No(Some(first + which))
  }

  /// Notes that nothing was said of these answers.
  pub(super) fn note(&mut self, subject: usize, place: usize, answers: &[Option<&Arc<Json>>]) {
    let Subject { columns, noted } = &mut self.subjects[subject];
    if noted.is_empty() {
      noted.resize(IN_GROUP << GROUP_BITS, None);
    }
    noted[place] = Some(columns.iter().map(|column| address(answers[*column])).collect());
  }
}

/// Answers at one address are the same as long as the document stays as it is.
fn address(answer: Option<&Arc<Json>>) -> usize {
  answer.map_or(0, |answer| Arc::as_ptr(answer).addr())
}

/// The columns, and those on which the values of these depend.
fn all_columns(fields: &[Field], columns: BTreeSet<FieldIx>) -> Vec<usize> {
  let mut open: Vec<FieldIx> = columns.iter().copied().collect();
  let mut all = columns;
  while let Some(column) = open.pop() {
    let further = fields[usize::from(column.0)].exprs().flat_map(|expr| expr.reach().own);
    open.extend(further.filter(|column| all.insert(*column)));
  }
  all.into_iter().map(|column| usize::from(column.0)).collect()
}
