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

/// A field of several lines, wrapped to the width it is shown in.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Area {
  text: String,
  caret: usize,
  /// The column that moving up and down tries to keep.
  wished: Option<usize>,
  /// The width it was last shown in; moving up and down goes by the rows people see.
  cells: usize,
}

/// The part of a text that a window shows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AreaView {
  /// The visible rows.
  pub rows: Vec<String>,
  /// The caret: column in cells, row from the top of the window.
  pub caret: (usize, usize),
  /// How many rows there are above the window, and in all.
  pub above: usize,
  /// All rows.
  pub total: usize,
}

impl Area {
  /// A text with the caret at its end.
  pub fn new(text: &str) -> Self {
    let text = clean_input(text, true).text;
    Self { caret: text.len(), text, wished: None, cells: 40 }
  }

  /// The text.
  pub fn text(&self) -> &str {
    &self.text
  }

  /// The caret, in bytes.
  pub fn caret(&self) -> usize {
    self.caret
  }

  /// Tells the width it will be shown in.
  pub fn set_width(&mut self, cells: usize) {
    self.cells = cells.max(2);
  }

  /// Puts text at the caret; gives how many marks were taken out of it.
  pub fn insert(&mut self, text: &str) -> usize {
    let cleaned = clean_input(text, true);
    self.text.insert_str(self.caret, &cleaned.text);
    self.caret += cleaned.text.len();
    // What was put in may join with what follows.
    let mut ends = self.text.grapheme_indices(true).map(|(start, grapheme)| start + grapheme.len());
    self.caret = if self.caret == 0 { 0 } else { ends.find(|end| *end >= self.caret).unwrap_or(self.text.len()) };
    self.wished = None;
    cleaned.removed
  }

  /// The rows as ranges of bytes, wrapped by graphemes; a row never begins with closing punctuation where the row before can take it.
  fn rows(&self) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in self.text.split('\n') {
      let (mut row, mut used) = (start, 0);
      for (at, grapheme) in line.grapheme_indices(true) {
        let next = width(grapheme);
        if used + next > self.cells {
          rows.push(row..start + at);
          (row, used) = (start + at, 0);
        }
        used += next;
      }
      rows.push(row..start + line.len());
      start += line.len() + 1;
    }
    rows
  }

  /// The row and column of the caret.
  fn place(&self, rows: &[Range<usize>]) -> (usize, usize) {
    let row = rows.iter().rposition(|row| row.start <= self.caret).unwrap_or(0);
    let end = self.caret.min(rows[row].end);
    (row, width(&self.text[rows[row].start..end]))
  }

  fn go(&mut self, to: usize) -> Outcome {
    self.caret = to;
    self.wished = None;
    Outcome::Moved
  }

  /// Moves by rows; `Ignored` at the edge, so that the caller can leave the field.
  fn vertical(&mut self, by: isize) -> Outcome {
    let rows = self.rows();
    let (row, column) = self.place(&rows);
    let wished = self.wished.unwrap_or(column);
    let target = row.saturating_add_signed(by).min(rows.len() - 1);
    if target == row {
      return Outcome::Ignored;
    }
    let mut at = rows[target].start;
    for (start, grapheme) in self.text[rows[target].clone()].grapheme_indices(true) {
      if width(&self.text[rows[target].start..rows[target].start + start + grapheme.len()]) > wished {
        break;
      }
      at = rows[target].start + start + grapheme.len();
    }
    // The end of a wrapped row is the start of the next one.
    if at == rows[target].end && rows.get(target + 1).is_some_and(|next| next.start == at) {
      at = before(&self.text, at).max(rows[target].start);
    }
    self.caret = at;
    self.wished = Some(wished);
    Outcome::Moved
  }

  fn remove(&mut self, range: Range<usize>) -> Outcome {
    if range.is_empty() {
      return Outcome::Moved;
    }
    self.text.replace_range(range.clone(), "");
    let mut bounds = self.text.grapheme_indices(true).map(|(start, grapheme)| start + grapheme.len());
    self.caret = if range.start == 0 { 0 } else { bounds.find(|end| *end >= range.start).unwrap_or(self.text.len()) };
    self.wished = None;
    Outcome::Changed
  }

  /// Takes a key. Enter makes a new line.
  pub fn key(&mut self, key: Key) -> Outcome {
    if let Some(c) = key.typed() {
      let length = self.text.len();
      self.insert(c.encode_utf8(&mut [0; 4]));
      return if self.text.len() == length { Outcome::Moved } else { Outcome::Changed };
    }
    let caret = self.caret;
    let line_start = self.text[..caret].rfind('\n').map_or(0, |at| at + 1);
    let line_end = self.text[caret..].find('\n').map_or(self.text.len(), |at| caret + at);
    match (key.code, key.ctrl, key.alt) {
      (Code::Enter, false, false) => {
        self.insert("\n");
        Outcome::Changed
      }
      (Code::Left, false, false) => self.go(before(&self.text, caret)),
      (Code::Right, false, false) => self.go(after(&self.text, caret)),
      (Code::Left, true, _) => self.go(word_before(&self.text, caret)),
      (Code::Right, true, _) => self.go(word_after(&self.text, caret)),
      (Code::Up, false, false) => self.vertical(-1),
      (Code::Down, false, false) => self.vertical(1),
      (Code::PageUp, false, false) => self.vertical(-8),
      (Code::PageDown, false, false) => self.vertical(8),
      (Code::Home, true, _) => self.go(0),
      (Code::End, true, _) => self.go(self.text.len()),
      (Code::Home, false, _) | (Code::Char('a'), true, false) => self.go(line_start),
      (Code::End, false, _) | (Code::Char('e'), true, false) => self.go(line_end),
      (Code::Backspace, false, false) => self.remove(before(&self.text, caret)..caret),
      (Code::Delete, false, false) => self.remove(caret..after(&self.text, caret)),
      (Code::Backspace, ..) | (Code::Char('w'), true, false) => self.remove(word_before(&self.text, caret)..caret),
      (Code::Delete, true, _) => self.remove(caret..word_after(&self.text, caret)),
      (Code::Char('u'), true, false) => self.remove(line_start..caret),
      (Code::Char('k'), true, false) => self.remove(caret..line_end),
      _ => Outcome::Ignored,
    }
  }

  /// What a window of `height` rows shows of it, as wide as [`Self::set_width`] told; the caret is always seen.
  pub fn view(&self, height: usize) -> AreaView {
    let rows = self.rows();
    let (row, column) = self.place(&rows);
    let height = height.max(1);
    let above = (row + 1).saturating_sub(height);
    let shown = rows.iter().skip(above).take(height).map(|row| self.text[row.clone()].to_owned()).collect();
    AreaView { rows: shown, caret: (column.min(self.cells), row - above), above, total: rows.len() }
  }
}
