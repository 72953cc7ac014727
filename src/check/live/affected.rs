use super::{
  difference::{Difference, GoneRows},
  key_index::key_of,
  plan::{Plan, TablePlan},
};
use crate::{document::Document, expr::GroupIx, form::Form};
use serde_json::Value as Json;
use std::{
  collections::{BTreeMap, BTreeSet, HashSet},
  sync::Arc,
};

/// Beyond so many rows the whole document is checked: that is then the shorter way.
pub(super) const MANY_ROWS: usize = 256;

/// The rows to be checked again, by table; `None` where these are many.
pub(super) fn affected_rows(
  form: &Form,
  plan: &Plan,
  document: &Document,
  differences: &[Difference],
  old_rows: &GoneRows,
  all_rows: BTreeSet<GroupIx>,
  wrong_references: impl Fn(GroupIx) -> Option<Vec<(GroupIx, usize)>>,
) -> Option<BTreeMap<GroupIx, BTreeSet<usize>>> {
  let mut affected: BTreeMap<GroupIx, BTreeSet<usize>> = BTreeMap::new();
  let rows_of = |table: GroupIx| document.rows(&form.group(table).path);
  // Tables with the keys of rows that say something else than before.
  let mut open: Vec<(GroupIx, HashSet<String>)> = Vec::new();
  for difference in differences {
    affected.entry(difference.table).or_default().extend(difference.fresh());
    let definition = form.group(difference.table);
    let Some(column) = definition.key else { continue };
    let rows = old_rows.get(&difference.table).into_iter().flatten().chain(&rows_of(difference.table)[difference.fresh()]);
    open.push((difference.table, rows.filter_map(|row| key_of(definition, column, row).map(str::to_owned)).collect()));
    // A reference to nothing names the key that comes nearest.
    for (table, row) in wrong_references(difference.table).into_iter().flatten().filter(|(table, row)| *row < rows_of(*table).len()) {
      affected.entry(table).or_default().insert(row);
    }
  }
  let mut whole: Vec<GroupIx> = all_rows.into_iter().collect();
  loop {
    for table in whole.drain(..) {
      let rows = rows_of(table);
      affected.entry(table).or_default().extend(0..rows.len());
      let definition = form.group(table);
      if let Some(column) = definition.key {
        open.push((table, rows.iter().filter_map(|row| key_of(definition, column, row).map(str::to_owned)).collect()));
      }
    }
    if affected.values().map(BTreeSet::len).sum::<usize>() > MANY_ROWS {
      return None;
    }
    if let Some((named, keys)) = open.pop() {
      for (table, _) in plan.each_table().filter(|(_, table)| table.refers_to(named)) {
        let definition = form.group(table);
        let references = plan.tables[usize::from(table.0)].references.iter().filter(|(_, to)| to.contains(&named));
        let columns: Vec<&Arc<str>> = references.map(|(field, _)| &definition.fields[usize::from(field.0)].id).collect();
        let mut further = HashSet::new();
        for (index, row) in rows_of(table).iter().enumerate() {
          let names = |column: &&Arc<str>| row.cells.get(column).is_some_and(|answer| names_one(answer, &keys));
          if columns.iter().any(names) && affected.entry(table).or_default().insert(index) {
            further.extend(definition.key.and_then(|column| key_of(definition, column, row)).map(str::to_owned));
          }
        }
        if !further.is_empty() {
          open.push((table, further));
        }
      }
      continue;
    }
    let is_open = |(table, plan): &(GroupIx, &TablePlan)| {
      let all = affected.get(table).map_or(0, BTreeSet::len) == rows_of(*table).len();
      !all && plan.wholly.iter().any(|other| affected.contains_key(other))
    };
    whole.extend(plan.each_table().filter(is_open).map(|(table, _)| table));
    if whole.is_empty() {
      return Some(affected);
    }
  }
}

fn names_one(answer: &Json, keys: &HashSet<String>) -> bool {
  match answer {
    Json::String(key) => keys.contains(key),
    Json::Array(items) => items.iter().any(|item| item.as_str().is_some_and(|key| keys.contains(key))),
    _ => false,
  }
}
