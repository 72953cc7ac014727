//! Tables: a row is a list of questions.

use super::{
  dialogue::Dialogue,
  stop::{self, Stop},
};
use crate::{
  expr::GroupIx,
  lang::Message,
  session::{CellRef, Keeper},
  text::half_width,
};
use serde_json::{Value as Json, json};

impl Dialogue<'_> {
  /// The table one is in or at.
  fn table(&self) -> Option<GroupIx> {
    match self.at {
      Stop::Table(table) | Stop::Cell(CellRef { group: table, row: Some(_), .. }) => Some(table),
      _ => None,
    }
  }

  /// The row one is in.
  fn row(&self) -> Option<usize> {
    self.cell().and_then(|cell| cell.row)
  }

  /// The row that is meant: by its number, or the one that one is in.
  fn meant_row(&mut self, argument: &str) -> Option<(GroupIx, usize)> {
    let Some(table) = self.table() else {
      self.say(&Message::new("plain-no-table"));
      return None;
    };
    let count = self.draft.row_count(table);
    let row =
      if argument.is_empty() { self.row() } else { half_width(argument).trim().parse::<usize>().ok().and_then(|n| n.checked_sub(1)) };
    match row.filter(|row| *row < count) {
      Some(row) => Some((table, row)),
      None => {
        self.say(&Message::new("plain-no-row").with("count", count));
        None
      }
    }
  }

  /// Goes into the row with this number, counted from 1.
  pub(super) fn enter(&mut self, table: GroupIx, number: usize) {
    let count = self.draft.row_count(table);
    if !(1..=count).contains(&number) {
      return self.say(&Message::new("plain-no-row").with("count", count));
    }
    if let Some(first) = stop::row(&self.draft, table, number - 1).first() {
      self.say(&Message::new("row-number").with("row", number));
      self.to(*first);
    }
  }

  /// Goes into a row.
  pub(super) fn edit(&mut self, argument: &str) {
    if let Some((table, row)) = self.meant_row(argument) {
      self.enter(table, row + 1);
    }
  }

  /// A new row: behind the one that one is in, else at the end.
  pub(super) fn add(&mut self, keeper: &mut dyn Keeper) {
    let Some(table) = self.table() else { return self.say(&Message::new("plain-no-table")) };
    let at = self.row().map_or(self.draft.row_count(table), |row| row + 1);
    self.insert(table, at, json!({}), keeper);
  }

  /// The row once more, behind it.
  pub(super) fn copy(&mut self, argument: &str, keeper: &mut dyn Keeper) {
    if let Some((table, row)) = self.meant_row(argument)
      && let Some(cells) = self.draft.row_copied(table, row)
    {
      self.insert(table, row + 1, cells, keeper);
    }
  }

  fn insert(&mut self, table: GroupIx, at: usize, cells: Json, keeper: &mut dyn Keeper) {
    let Some((change, label)) = self.draft.row_added(table, at, cells, self.words) else {
      return self.say(&Message::new("note-table-full"));
    };
    if self.apply(vec![change], label, keeper) {
      self.enter(table, at + 1);
    }
  }

  /// Takes a row out.
  pub(super) fn delete(&mut self, argument: &str, keeper: &mut dyn Keeper) {
    let Some((table, row)) = self.meant_row(argument) else { return };
    let Some((change, label)) = self.draft.row_removed(table, row, self.words) else { return };
    if self.apply(vec![change], label.clone(), keeper) {
      self.say(&Message::new("plain-row-deleted").with("what", label));
      self.to(Stop::Table(table));
    }
  }

  /// The answers offered here, or the rows of the table: from this number on, or with this text in them.
  pub(super) fn list(&mut self, argument: &str) {
    if let Stop::Table(table) = self.at {
      return self.tell_rows(table, argument);
    }
    let offers = self.cell().and_then(|cell| self.draft.offers(cell, self.words.lang()));
    let Some((offers, _)) = offers else { return self.say(&Message::new("plain-no-list")) };
    let wanted = crate::text::fold_search(argument);
    let holds = |offer: &crate::session::Offer| {
      crate::text::fold_search(&format!("{}\n{}\n{}", offer.code, offer.label, offer.detail)).contains(&wanted)
    };
    self.tell_offers(offers.into_iter().filter(holds).collect(), "plain-offers");
  }
}
