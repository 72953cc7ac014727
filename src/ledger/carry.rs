//! Next year's declaration from last year's.

use super::due::is_past;
use crate::{
  document::{CellPath, Change, Document},
  expr::{FieldIx, GroupIx},
  form::{Form, is_empty},
};
use jiff::civil::Date;
use serde_json::Value as Json;
use std::sync::Arc;

/// An answer that the next declaration begins without.
#[derive(Clone, Debug, PartialEq)]
pub struct Cleared {
  /// The section or table.
  pub group: GroupIx,
  /// The row's place, for tables.
  pub row: Option<usize>,
  /// The field.
  pub field: FieldIx,
  /// What stood there.
  pub before: Json,
  /// Why.
  pub why: ClearedWhy,
}

/// Why an answer is not carried over.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ClearedWhy {
  /// It was valid to a day that is past.
  Expired,
  /// It belongs to the declaration that was signed.
  Signed,
  /// The form asks for it anew each time.
  Fresh,
}

/// The changes that make a declaration of `today` begin from the answers of an earlier one, and what they take away. Everything else is carried
/// over as it stands; rows keep their ids, so that [`crate::document::diff`] between the two tells the signer what changed.
pub fn carry_over(form: &Form, earlier: &Document, today: Date) -> (Vec<Change>, Vec<Cleared>) {
  let mut cleared: Vec<Cleared> = Vec::new();
  let signed: Vec<(GroupIx, FieldIx)> =
    form.statement.iter().flat_map(|statement| statement.confirm.iter().copied().chain([statement.date])).collect();
  for (index, group) in form.groups() {
    let rows: Vec<Option<usize>> = if group.is_table { (0..earlier.rows(&group.path).len()).map(Some).collect() } else { vec![None] };
    for row in rows {
      let expired = row.is_some()
        && group.due.as_ref().is_some_and(|due| is_past(earlier.answer(&group.path, row, &form.field(index, due.date).id), today));
      for (field, definition) in group.fields() {
        let Some(before) = earlier.answer(&group.path, row, &definition.id).filter(|json| !is_empty(json)) else { continue };
        let why = match () {
          () if signed.contains(&(index, field)) => ClearedWhy::Signed,
          () if definition.fresh => ClearedWhy::Fresh,
          () if expired && group.due.as_ref().is_some_and(|due| due.clear.contains(&field)) => ClearedWhy::Expired,
          () => continue,
        };
        cleared.push(Cleared { group: index, row, field, before: before.clone(), why });
      }
    }
  }
  let changes = cleared.iter().map(|cleared| {
    let group = form.group(cleared.group);
    let row = cleared.row.and_then(|row| earlier.rows(&group.path).get(row)).map(|row| Arc::clone(&row.id));
    let field = Arc::clone(&form.field(cleared.group, cleared.field).id);
    Change::Set { cell: CellPath { group: Arc::clone(&group.path), row, field }, value: None, typed: None, prune: false }
  });
  (changes.collect(), cleared)
}
