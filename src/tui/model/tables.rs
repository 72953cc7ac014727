//! The tables of an open draft as they are looked at: which rows and columns are shown, in which order.

use super::{CellRef, GridFilter, GridLook, GridState, PageItem, Session, cell_order::CellOrder, derived};
use crate::{
  check::Effective,
  expr::{Facts, FieldIx, GroupIx},
  lang::Lang,
  text::{Query, Searchable},
};
use std::{collections::HashMap, sync::Arc};

impl Session {
  /// How a table is looked at.
  pub fn look(&self, table: GroupIx) -> Option<&GridLook> {
    self.looks.get(&table)
  }

  /// The columns of a table that are shown.
  pub fn columns(&self, table: GroupIx) -> Vec<FieldIx> {
    let hidden = |field: FieldIx| self.look(table).is_some_and(|look| look.hidden.contains(&field));
    self.all_columns(table).into_iter().filter(|field| !hidden(*field)).collect()
  }

  /// The columns of a table that can be shown.
  pub fn all_columns(&self, table: GroupIx) -> Vec<FieldIx> {
    self.draft.columns(table)
  }

  /// The cells of the row that has the focus, as a form.
  pub fn row_items(&self, table: GroupIx) -> Vec<PageItem> {
    let Some(row) = self.row_at(table, self.grid(table).row) else { return Vec::new() };
    self.columns(table).into_iter().map(|field| PageItem::Cell(CellRef { group: table, row: Some(row), field })).collect()
  }

  /// How many rows of it are shown.
  pub fn shown_rows(&self, table: GroupIx) -> usize {
    match self.look(table).and_then(|look| look.rows.as_ref()) {
      Some(rows) => rows.len(),
      None => self.row_count(table),
    }
  }

  /// The place in the document of the row shown at `place`.
  pub fn row_at(&self, table: GroupIx, place: usize) -> Option<usize> {
    match self.look(table).and_then(|look| look.rows.as_ref()) {
      Some(rows) => rows.get(place).copied().filter(|row| *row < self.row_count(table)),
      None => (place < self.row_count(table)).then_some(place),
    }
  }

  /// Where a row of the document is shown; `None` where the filter leaves it out.
  pub fn place_of(&self, table: GroupIx, row: usize) -> Option<usize> {
    match self.look(table).and_then(|look| look.rows.as_ref()) {
      Some(rows) => rows.iter().position(|known| *known == row),
      None => (row < self.row_count(table)).then_some(row),
    }
  }

  /// Where one is in a table, inside its bounds.
  pub fn grid(&self, table: GroupIx) -> GridState {
    let state = self.grids.get(&table).copied().unwrap_or_default();
    let (last_row, last_column) = (self.shown_rows(table).saturating_sub(1), self.columns(table).len().saturating_sub(1));
    GridState {
      row: state.row.min(last_row),
      column: state.column.min(last_column),
      anchor: state.anchor.map(|(row, column)| (row.min(last_row), column.min(last_column))),
    }
  }

  /// The cell of a table that has the focus; `None` in a table without rows.
  pub fn grid_cell(&self, table: GroupIx) -> Option<CellRef> {
    let state = self.grid(table);
    let field = *self.columns(table).get(state.column)?;
    Some(CellRef { group: table, row: Some(self.row_at(table, state.row)?), field })
  }

  /// The selected cells, row by row as they are shown.
  pub fn selected_cells(&self, table: GroupIx) -> Vec<Vec<CellRef>> {
    let state = self.grid(table);
    let columns = self.columns(table);
    let fields: Vec<FieldIx> = state.columns().filter_map(|column| columns.get(column).copied()).collect();
    let rows = state.rows().filter_map(|place| self.row_at(table, place));
    rows.map(|row| fields.iter().map(|field| CellRef { group: table, row: Some(row), field: *field }).collect()).collect()
  }

  /// Sorts and filters a table as its look says, from the answers as they are now. Later edits do not move rows about under the hand; only rows that
  /// come and go are followed.
  pub fn arrange(&mut self, table: GroupIx, lang: Lang) {
    let Some(look) = self.look(table) else { return };
    if look.sort.is_none() && look.filter.is_none() {
      if let Some(look) = self.looks.get_mut(&table) {
        (look.rows, look.all) = (None, Vec::new());
      }
      return;
    }
    let query = match &look.filter {
      Some(GridFilter::Text(text)) => Query::new(text),
      _ => Query::default(),
    };
    let facts = Effective::new(&self.form, &self.document, self.as_of);
    let mut rows: Vec<usize> =
      (0..self.row_count(table)).filter(|row| self.passes(&facts, (look.filter.as_ref(), &query), table, *row, lang)).collect();
    if let Some((field, descending)) = look.sort {
      let mut keys: Vec<(CellOrder, usize)> = rows
        .into_iter()
        .map(|row| {
          let text = self.shown_text(&facts, CellRef { group: table, row: Some(row), field }, lang);
          (CellOrder::new(&facts.field(table, Some(row), field), &text), row)
        })
        .collect();
      keys.sort_by(|a, b| a.0.compare(&b.0, descending).then(a.1.cmp(&b.1)));
      rows = keys.into_iter().map(|(_, row)| row).collect();
    }
    let all = self.document.rows(&self.form.group(table).path).to_vec();
    if let Some(look) = self.looks.get_mut(&table) {
      (look.rows, look.all) = (Some(rows), all);
    }
  }

  /// What a cell shows: the answer, else the value that counts.
  pub fn shown_text(&self, facts: &Effective<'_>, cell: CellRef, lang: Lang) -> String {
    let text = self.text_of(cell, lang);
    if text.is_empty() { derived(facts, cell, lang).unwrap_or_default() } else { text }
  }

  fn passes(&self, facts: &Effective<'_>, (filter, query): (Option<&GridFilter>, &Query), table: GroupIx, row: usize, lang: Lang) -> bool {
    let shown = |field: FieldIx| self.shown_text(facts, CellRef { group: table, row: Some(row), field }, lang);
    match filter {
      None => true,
      Some(GridFilter::Findings) => self.findings_of_row(table, row).any(|finding| finding.overridden.is_none()),
      Some(GridFilter::Value(field, text)) => shown(*field) == *text,
      Some(GridFilter::Text(_)) => self.all_columns(table).into_iter().any(|field| holds(query, &shown(field))),
    }
  }

  /// Follows rows that came and went since the tables were arranged: new ones stand behind the row they follow in the document.
  pub(in crate::tui) fn follow_rows(&mut self) {
    let draft = &self.draft;
    for (table, look) in &mut self.looks {
      let Some(shown) = &look.rows else { continue };
      let rows = draft.document.rows(&draft.form.group(*table).path);
      let same =
        rows.len() == look.all.len() && rows.iter().zip(&look.all).all(|(row, known)| Arc::ptr_eq(row, known) || row.id == known.id);
      if same {
        continue;
      }
      let now: HashMap<&Arc<str>, usize> = rows.iter().enumerate().map(|(index, row)| (&row.id, index)).collect();
      let mut followed: Vec<usize> = shown.iter().filter_map(|row| now.get(&look.all.get(*row)?.id).copied()).collect();
      let known: std::collections::HashSet<&Arc<str>> = look.all.iter().map(|row| &row.id).collect();
      for (index, row) in rows.iter().enumerate().filter(|(_, row)| !known.contains(&row.id)) {
        let before = index.checked_sub(1).and_then(|before| followed.iter().position(|row| *row == before));
        followed.insert(before.map_or(followed.len(), |place| place + 1), index);
        debug_assert!(now.contains_key(&row.id));
      }
      look.all = rows.to_vec();
      look.rows = Some(followed);
    }
  }
}

/// Whether a cell holds what is looked for: hanzi, pinyin, first letters, codes.
pub(in crate::tui) fn holds(query: &Query, text: &str) -> bool {
  query.fit(std::iter::once(&Searchable::new(text))).is_some()
}
