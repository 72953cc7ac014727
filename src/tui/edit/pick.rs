use super::{Line, Outcome, TextEdit};
use crate::text::fold_search;
use std::{collections::BTreeSet, ops::Range};

/// An answer offered by a list.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PickItem {
  /// What the document holds.
  pub code: String,
  /// What people read.
  pub label: String,
  /// A longer name beside it.
  pub detail: String,
}

/// A list to choose one or several answers from; typing narrows it.
#[derive(Clone, Debug)]
pub struct Pick {
  items: Vec<PickItem>,
  /// Each item as the filter sees it.
  folded: Vec<String>,
  filter: Line,
  /// Items that pass the filter.
  shown: Vec<usize>,
  cursor: usize,
  many: bool,
  marked: BTreeSet<usize>,
}

impl Pick {
  /// A list with these codes chosen; the cursor stands on the first of them.
  pub fn new(items: Vec<PickItem>, chosen: &[&str], many: bool) -> Self {
    let folded = items.iter().map(|item| fold_search(&format!("{}\n{}\n{}", item.code, item.label, item.detail))).collect();
    let marked: BTreeSet<usize> =
      items.iter().enumerate().filter(|(_, item)| chosen.contains(&item.code.as_str())).map(|(at, _)| at).collect();
    let cursor = marked.first().copied().unwrap_or(0);
    Self { shown: (0..items.len()).collect(), items, folded, filter: Line::default(), cursor, many, marked }
  }

  /// Whether several answers can be chosen.
  pub fn is_many(&self) -> bool {
    self.many
  }

  /// The text that narrows the list.
  pub fn filter(&self) -> &Line {
    &self.filter
  }

  /// How many items pass the filter.
  pub fn len(&self) -> usize {
    self.shown.len()
  }

  /// Whether no item passes the filter.
  pub fn is_empty(&self) -> bool {
    self.shown.is_empty()
  }

  /// The item under the cursor.
  pub fn current(&self) -> Option<&PickItem> {
    self.items.get(*self.shown.get(self.cursor)?)
  }

  /// The chosen codes, in the order of the list.
  pub fn chosen(&self) -> Vec<&str> {
    self.marked.iter().map(|at| self.items[*at].code.as_str()).collect()
  }

  /// Narrows the list by what was typed or pasted.
  pub fn narrow(&mut self, text: &str) {
    self.filter.insert(text);
    self.apply_filter();
  }

  fn apply_filter(&mut self) {
    let wanted = fold_search(self.filter.text());
    self.shown = (0..self.items.len()).filter(|at| self.folded[*at].contains(&wanted)).collect();
    // What matches a code or the beginning of a label is most likely meant.
    let begins = |at: &usize| self.folded[*at].starts_with(&wanted) || fold_search(&self.items[*at].label).starts_with(&wanted);
    self.cursor = if wanted.is_empty() { 0 } else { self.shown.iter().position(begins).unwrap_or(0) };
  }

  /// Moves the cursor by items that are shown.
  pub fn step(&mut self, by: isize) {
    self.cursor = self.cursor.saturating_add_signed(by).min(self.shown.len().saturating_sub(1));
  }

  /// Marks the item under the cursor, or takes its mark away.
  pub fn toggle(&mut self) {
    if let Some(at) = self.shown.get(self.cursor)
      && !self.marked.remove(at)
    {
      self.marked.insert(*at);
    }
  }

  /// Edits the filter; where that means nothing, the keys of a text move the cursor.
  pub fn edit(&mut self, edit: TextEdit, extend: bool) -> Outcome {
    let empty = self.filter.text().is_empty();
    match edit {
      TextEdit::LineStart if empty => self.step(isize::MIN),
      TextEdit::LineEnd if empty => self.step(isize::MAX),
      TextEdit::TextStart => self.step(isize::MIN),
      TextEdit::TextEnd => self.step(isize::MAX),
      _ => {
        let outcome = self.filter.edit(edit, extend);
        if outcome == Outcome::Changed {
          self.apply_filter();
        }
        return outcome;
      }
    }
    Outcome::Moved
  }

  /// The items that a window of `height` rows shows: item, whether it is marked, whether the cursor is on it. The cursor is always seen.
  pub fn view(&self, height: usize) -> Vec<(&PickItem, bool, bool)> {
    self.window(height).map(|at| (&self.items[self.shown[at]], self.marked.contains(&self.shown[at]), at == self.cursor)).collect()
  }

  fn window(&self, height: usize) -> Range<usize> {
    let height = height.max(1);
    let first = self.cursor.saturating_sub(height / 2).min(self.shown.len().saturating_sub(height));
    first..(first + height).min(self.shown.len())
  }
}
