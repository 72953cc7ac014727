use super::{Line, Outcome, TextEdit};
use crate::text::{Query, Searchable};
use std::collections::BTreeSet;

/// An answer offered by a list.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PickItem {
  /// What the document holds.
  pub code: String,
  /// What people read.
  pub label: String,
  /// A longer name beside it.
  pub detail: String,
  /// Other words it is found by, not shown.
  pub also: String,
  /// The item it belongs to, by its place; the list is gone through level by level then.
  pub inside: Option<usize>,
  /// It only holds others and is no answer itself.
  pub holds_only: bool,
}

/// A list to choose one or several answers from; typing narrows it.
#[derive(Clone, Debug)]
pub struct Pick {
  items: Vec<PickItem>,
  /// Each item as the filter sees it.
  searchable: Vec<[Searchable; 4]>,
  /// Whether items lie inside others.
  nested: bool,
  /// Which items have others inside.
  holds: BTreeSet<usize>,
  filter: Line,
  /// The item whose inside is shown.
  at: Option<usize>,
  /// Items that are shown, the best fit first.
  shown: Vec<usize>,
  cursor: usize,
  many: bool,
  marked: BTreeSet<usize>,
}

impl Pick {
  /// A list with these codes chosen; the cursor stands on the first of them.
  pub fn new(items: Vec<PickItem>, chosen: &[&str], many: bool) -> Self {
    let ready = |item: &PickItem| [&item.code, &item.label, &item.detail, &item.also].map(|text| Searchable::new(text));
    let marked: BTreeSet<usize> =
      items.iter().enumerate().filter(|(_, item)| chosen.contains(&item.code.as_str())).map(|(at, _)| at).collect();
    let holds: BTreeSet<usize> = items.iter().filter_map(|item| item.inside).collect();
    let first = marked.first().copied();
    let mut pick = Self {
      searchable: items.iter().map(ready).collect(),
      nested: !holds.is_empty(),
      holds,
      filter: Line::default(),
      at: first.and_then(|first| items[first].inside),
      shown: Vec::new(),
      cursor: 0,
      many,
      marked,
      items,
    };
    pick.show(first);
    pick
  }

  /// The same list narrowed by `filter`, which is selected so that typing replaces it.
  #[must_use]
  pub fn filtered(mut self, filter: &str) -> Self {
    self.filter = Line::selected(filter);
    self.show(None);
    self
  }

  /// Whether several answers can be chosen.
  pub fn is_many(&self) -> bool {
    self.many
  }

  /// Whether it is gone through level by level.
  pub fn is_nested(&self) -> bool {
    self.nested
  }

  /// The text that narrows the list, for its caret to be put elsewhere.
  pub fn filter_mut(&mut self) -> &mut Line {
    &mut self.filter
  }

  /// The text that narrows the list.
  pub fn filter(&self) -> &Line {
    &self.filter
  }

  /// How many items are shown, and how many there are.
  pub fn count(&self) -> (usize, usize) {
    (self.shown.len(), self.items.len())
  }

  /// Whether no item is shown.
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

  /// The levels above what is shown, the widest first.
  pub fn levels(&self) -> Vec<&PickItem> {
    let mut levels: Vec<&PickItem> = self.above(self.at).map(|at| &self.items[at]).collect();
    levels.reverse();
    levels
  }

  /// An item and what it lies inside of, the item first.
  fn above(&self, from: Option<usize>) -> impl Iterator<Item = usize> {
    std::iter::successors(from, |at| self.items[*at].inside)
  }

  /// Narrows the list by what was typed or pasted.
  pub fn narrow(&mut self, text: &str) {
    self.filter.insert(text);
    self.show(None);
  }

  /// Shows what fits, the best first; the cursor goes to `wanted`, else to the first.
  fn show(&mut self, wanted: Option<usize>) {
    let query = Query::new(self.filter.text());
    if query.is_empty() {
      self.shown = (0..self.items.len()).filter(|at| !self.nested || self.items[*at].inside == self.at).collect();
    } else {
      let within = |at: &usize| self.at.is_none() || self.above(Some(*at)).skip(1).any(|above| Some(above) == self.at);
      let mut found: Vec<_> = (0..self.items.len())
        .filter(within)
        .filter_map(|at| {
          let [code, label, detail, also] = &self.searchable[at];
          // What stands in the longer name stands in that of everything inside too: the label counts more.
          let near = query.fit([code, label].into_iter());
          let fit = near.map(|fit| (fit, 0)).or_else(|| query.fit([code, label, detail, also].into_iter()).map(|fit| (fit, 1)))?;
          Some((fit.1, fit.0, at))
        })
        .collect();
      found.sort_unstable();
      self.shown = found.into_iter().map(|(.., at)| at).collect();
    }
    self.cursor = wanted.and_then(|wanted| self.shown.iter().position(|at| *at == wanted)).unwrap_or(0);
  }

  /// Moves the cursor by items that are shown.
  pub fn step(&mut self, by: isize) {
    self.cursor = self.cursor.saturating_add_signed(by).min(self.shown.len().saturating_sub(1));
  }

  /// Marks the item under the cursor, or takes its mark away.
  pub fn toggle(&mut self) {
    if let Some(at) = self.shown.get(self.cursor)
      && !self.items[*at].holds_only
      && !self.marked.remove(at)
    {
      self.marked.insert(*at);
    }
  }

  /// Shows what lies inside the item under the cursor; `false` where nothing does.
  pub fn enter(&mut self) -> bool {
    let Some(mut at) = self.shown.get(self.cursor).copied().filter(|at| self.holds.contains(at)) else { return false };
    // A level of one, such as the one city of a municipality, is passed over.
    loop {
      let mut inside = (0..self.items.len()).filter(|item| self.items[*item].inside == Some(at));
      match (inside.next(), inside.next()) {
        (Some(only), None) if self.holds.contains(&only) => at = only,
        _ => break,
      }
    }
    self.at = Some(at);
    self.filter = Line::default();
    self.show(None);
    true
  }

  /// Shows the level above; `false` on the first.
  pub fn leave(&mut self) -> bool {
    let Some(mut at) = self.at else { return false };
    loop {
      self.at = self.items[at].inside;
      let siblings = (0..self.items.len()).filter(|item| self.items[*item].inside == self.at).take(2).count();
      match self.at {
        Some(above) if siblings == 1 => at = above,
        _ => break,
      }
    }
    self.filter = Line::default();
    self.show(Some(at));
    true
  }

  /// Edits the filter; where that means nothing, the keys of a text go through the list.
  pub fn edit(&mut self, edit: TextEdit, extend: bool) -> Outcome {
    let empty = self.filter.text().is_empty();
    let at_end = self.filter.buffer().caret() == self.filter.text().len();
    match edit {
      TextEdit::LineStart if empty => self.step(isize::MIN),
      TextEdit::LineEnd if empty => self.step(isize::MAX),
      TextEdit::TextStart => self.step(isize::MIN),
      TextEdit::TextEnd => self.step(isize::MAX),
      TextEdit::Right if at_end && !extend && self.enter() => {}
      TextEdit::Left | TextEdit::DeleteBack if empty && self.leave() => {}
      _ => {
        let outcome = self.filter.edit(edit, extend);
        if outcome == Outcome::Changed {
          self.show(None);
        }
        return outcome;
      }
    }
    Outcome::Moved
  }

  /// Which of the items that are shown the cursor is on.
  pub fn place(&self) -> usize {
    self.cursor
  }

  /// Puts the cursor on the item at `place` among those shown.
  pub fn go_to(&mut self, place: usize) {
    self.cursor = place.min(self.shown.len().saturating_sub(1));
  }

  /// The items that a window of `height` rows shows from `first` on.
  pub fn rows(&self, first: usize, height: usize) -> Vec<PickRow<'_>> {
    let row = |(place, at): (usize, &usize)| PickRow {
      item: &self.items[*at],
      marked: self.marked.contains(at),
      holds: self.holds.contains(at),
      here: place == self.cursor,
    };
    self.shown.iter().enumerate().skip(first).take(height).map(row).collect()
  }
}

/// A line of a list.
#[derive(Clone, Copy, Debug)]
pub struct PickRow<'p> {
  /// What it offers.
  pub item: &'p PickItem,
  /// Whether it is chosen.
  pub marked: bool,
  /// Whether others lie inside.
  pub holds: bool,
  /// Whether the cursor is on it.
  pub here: bool,
}
