use super::{
  Outcome,
  words::{after, before, word_after, word_before},
};
use crate::{
  text::{clean_input, width},
  tui::{Code, Key},
};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A field of one line: text, caret, selection. The caret always stands between two graphemes.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Line {
  text: String,
  caret: usize,
  /// The other end of the selection.
  anchor: Option<usize>,
}

/// The part of a line that a width shows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LineView {
  /// The visible text.
  pub text: String,
  /// The caret, in cells from the left; below the width.
  pub caret: usize,
  /// The selected cells.
  pub selected: Range<usize>,
  /// Whether text is hidden at the left.
  pub clipped_left: bool,
  /// Whether text is hidden at the right.
  pub clipped_right: bool,
}

impl Line {
  /// A line with the caret at its end.
  pub fn new(text: &str) -> Self {
    let text = clean_input(text, false).text;
    Self { caret: text.len(), text, anchor: None }
  }

  /// A line with everything selected, so that typing replaces it.
  pub fn selected(text: &str) -> Self {
    let mut line = Self::new(text);
    line.anchor = (!line.text.is_empty()).then_some(0);
    line
  }

  /// The text.
  pub fn text(&self) -> &str {
    &self.text
  }

  /// The caret, in bytes.
  pub fn caret(&self) -> usize {
    self.caret
  }

  /// The selected bytes; empty where nothing is selected.
  pub fn selection(&self) -> Range<usize> {
    match self.anchor {
      Some(anchor) => anchor.min(self.caret)..anchor.max(self.caret),
      None => self.caret..self.caret,
    }
  }

  /// Puts text at the caret, in place of the selection; gives how many marks were taken out of it.
  pub fn insert(&mut self, text: &str) -> usize {
    let cleaned = clean_input(text, false);
    let selection = self.selection();
    self.text.replace_range(selection.clone(), &cleaned.text);
    self.caret = self.boundary(selection.start + cleaned.text.len());
    self.anchor = None;
    cleaned.removed
  }

  /// What was put in may join with what follows; the caret stands behind the whole.
  fn boundary(&self, at: usize) -> usize {
    let mut ends = self.text.grapheme_indices(true).map(|(start, grapheme)| start + grapheme.len());
    if at == 0 { 0 } else { ends.find(|end| *end >= at).unwrap_or(self.text.len()) }
  }

  fn remove(&mut self, range: Range<usize>) -> Outcome {
    let range = if self.selection().is_empty() { range } else { self.selection() };
    self.anchor = None;
    if range.is_empty() {
      return Outcome::Moved;
    }
    self.text.replace_range(range.clone(), "");
    self.caret = self.boundary(range.start);
    Outcome::Changed
  }

  fn go(&mut self, to: usize, extend: bool) -> Outcome {
    self.anchor = if extend { Some(self.anchor.unwrap_or(self.caret)) } else { None };
    self.caret = to;
    Outcome::Moved
  }

  /// Takes a key.
  pub fn key(&mut self, key: Key) -> Outcome {
    if let Some(c) = key.typed() {
      let before = self.text.len();
      let selected = self.selection().len();
      self.insert(c.encode_utf8(&mut [0; 4]));
      return if self.text.len() == before && selected == 0 { Outcome::Moved } else { Outcome::Changed };
    }
    let (caret, end, extend) = (self.caret, self.text.len(), key.shift);
    let selection = self.selection();
    match (key.code, key.ctrl, key.alt) {
      (Code::Left, false, false) if !extend && !selection.is_empty() => self.go(selection.start, false),
      (Code::Right, false, false) if !extend && !selection.is_empty() => self.go(selection.end, false),
      (Code::Left, false, false) => self.go(before(&self.text, caret), extend),
      (Code::Right, false, false) => self.go(after(&self.text, caret), extend),
      (Code::Left, true, _) | (Code::Char('b'), false, true) => self.go(word_before(&self.text, caret), extend),
      (Code::Right, true, _) | (Code::Char('f'), false, true) => self.go(word_after(&self.text, caret), extend),
      (Code::Home, false, _) | (Code::Char('a'), true, _) => self.go(0, extend),
      (Code::End, false, _) | (Code::Char('e'), true, _) => self.go(end, extend),
      (Code::Backspace, false, false) => self.remove(before(&self.text, caret)..caret),
      (Code::Delete, false, false) => self.remove(caret..after(&self.text, caret)),
      (Code::Backspace, ..) | (Code::Char('w'), true, false) => self.remove(word_before(&self.text, caret)..caret),
      (Code::Delete, true, _) => self.remove(caret..word_after(&self.text, caret)),
      (Code::Char('u'), true, false) => self.remove(0..caret),
      (Code::Char('k'), true, false) => self.remove(caret..end),
      _ => Outcome::Ignored,
    }
  }

  /// What `cells` show of it; the caret is always seen, with room for the character under it.
  pub fn view(&self, cells: usize) -> LineView {
    let cells = cells.max(1);
    let graphemes: Vec<(usize, usize)> = self.text.grapheme_indices(true).map(|(start, grapheme)| (start, width(grapheme))).collect();
    let before_caret: usize = graphemes.iter().filter(|(start, _)| *start < self.caret).map(|(_, width)| width).sum();
    // Hide as few graphemes at the left as leave the caret inside.
    let (mut first, mut hidden) = (0, 0);
    while before_caret - hidden >= cells && first < graphemes.len() {
      hidden += graphemes[first].1;
      first += 1;
    }
    let (mut text, mut used, mut selected) = (String::new(), 0, 0..0);
    let selection = self.selection();
    let mut clipped_right = false;
    for (index, (start, width)) in graphemes.iter().enumerate().skip(first) {
      if used + width > cells {
        clipped_right = true;
        break;
      }
      let end = graphemes.get(index + 1).map_or(self.text.len(), |(next, _)| *next);
      if selection.contains(start) {
        if selected.is_empty() {
          selected.start = used;
        }
        selected.end = used + width;
      }
      text.push_str(&self.text[*start..end]);
      used += width;
    }
    LineView { text, caret: before_caret - hidden, selected, clipped_left: first > 0, clipped_right }
  }
}
