use super::{Buffer, Outcome, TextEdit, line::at_cell};
use crate::text::width;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// How many rows a page key goes.
const PAGE: isize = 8;

/// A field of several lines, wrapped to the width it is shown in.
#[derive(Clone, Debug)]
pub struct Area {
  buffer: Buffer,
  /// The column that moving up and down tries to keep.
  wished: Option<usize>,
  /// The width it was last shown in; moving up and down goes by the rows people see.
  cells: usize,
}

/// The part of a text that a window shows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AreaView {
  /// The visible rows, each with its selected bytes.
  pub rows: Vec<(String, Range<usize>)>,
  /// The caret: column in cells, row from the top of the window.
  pub caret: (usize, usize),
  /// How many rows there are above the window.
  pub above: usize,
  /// All rows.
  pub total: usize,
}

impl Area {
  /// A text with the caret at its end.
  pub fn new(text: &str) -> Self {
    Self { buffer: Buffer::new(text, true), wished: None, cells: 40 }
  }

  /// The text.
  pub fn text(&self) -> &str {
    self.buffer.text()
  }

  /// Text, caret and selection.
  pub fn buffer(&self) -> &Buffer {
    &self.buffer
  }

  /// Text, caret and selection, to be changed.
  pub fn buffer_mut(&mut self) -> &mut Buffer {
    self.wished = None;
    &mut self.buffer
  }

  /// Tells the width it will be shown in.
  pub fn set_width(&mut self, cells: usize) {
    self.cells = cells.max(2);
  }

  /// Puts text at the caret, in place of the selection; gives how many marks were taken out of it.
  pub fn insert(&mut self, text: &str) -> usize {
    self.buffer_mut().insert(text)
  }

  /// Does what a key asks for; `extend` selects. Moving up or down is `Ignored` at the edge, so that the caller can leave the field.
  pub fn edit(&mut self, edit: TextEdit, extend: bool) -> Outcome {
    match edit {
      TextEdit::Up => self.vertical(-1, extend),
      TextEdit::Down => self.vertical(1, extend),
      TextEdit::PageUp => self.vertical(-PAGE, extend),
      TextEdit::PageDown => self.vertical(PAGE, extend),
      _ => self.buffer_mut().edit(edit, extend),
    }
  }

  /// The rows as ranges of bytes.
  fn rows(&self) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in self.text().split('\n') {
      rows.extend(wrap_line(line, self.cells).into_iter().map(|row| start + row.start..start + row.end));
      start += line.len() + 1;
    }
    rows
  }

  /// The row and column of the caret.
  fn place(&self, rows: &[Range<usize>]) -> (usize, usize) {
    let caret = self.buffer.caret();
    let row = rows.iter().rposition(|row| row.start <= caret).unwrap_or(0);
    let end = caret.min(rows[row].end);
    (row, width(&self.text()[rows[row].start..end]))
  }

  fn vertical(&mut self, by: isize, extend: bool) -> Outcome {
    let rows = self.rows();
    let (row, column) = self.place(&rows);
    let wished = self.wished.unwrap_or(column);
    let target = row.saturating_add_signed(by).min(rows.len() - 1);
    if target == row {
      return Outcome::Ignored;
    }
    let range = rows[target].clone();
    let (mut at, mut last, mut used) = (range.start, range.start, 0);
    for (start, grapheme) in self.text()[range.clone()].grapheme_indices(true) {
      used += width(grapheme);
      if used > wished {
        break;
      }
      (last, at) = (at, range.start + start + grapheme.len());
    }
    // The end of a wrapped row is the start of the next one.
    if at == range.end && rows.get(target + 1).is_some_and(|next| next.start == at) {
      at = last;
    }
    self.buffer.go(at, extend);
    self.wished = Some(wished);
    Outcome::Moved
  }

  /// Puts the caret before the character seen `right` cells from the left in the row `down` of a window of `height` rows; `extend` selects.
  pub fn point(&mut self, right: usize, down: usize, height: usize, extend: bool) {
    let rows = self.rows();
    let above = (self.place(&rows).0 + 1).saturating_sub(height.max(1));
    let row = (above + down).min(rows.len() - 1);
    let range = rows[row].clone();
    let mut at = range.start + at_cell(&self.text()[range.clone()], right);
    // The end of a wrapped row is the start of the next one.
    if at == range.end && rows.get(row + 1).is_some_and(|next| next.start == at) {
      at = super::words::before(self.text(), at);
    }
    self.wished = None;
    self.buffer.go(at, extend);
  }

  /// What a window of `height` rows shows of it, as wide as [`Self::set_width`] told; the caret is always seen.
  pub fn view(&self, height: usize) -> AreaView {
    let rows = self.rows();
    let (row, column) = self.place(&rows);
    let height = height.max(1);
    let above = (row + 1).saturating_sub(height);
    let selection = self.buffer.selection();
    let shown = rows.iter().skip(above).take(height).map(|row| {
      let inside = |at: usize| at.clamp(row.start, row.end) - row.start;
      (self.text()[row.clone()].to_owned(), inside(selection.start)..inside(selection.end))
    });
    AreaView { rows: shown.collect(), caret: (column.min(self.cells), row - above), above, total: rows.len() }
  }
}

/// The rows of a line. Words of letters and digits stay whole where they fit, hanzi break anywhere, no row begins with closing punctuation or ends
/// with an opening one, and blanks hang over the edge.
fn wrap_line(line: &str, cells: usize) -> Vec<Range<usize>> {
  let graphemes: Vec<(usize, &str)> = line.grapheme_indices(true).collect();
  let mut rows = Vec::new();
  let (mut row, mut used) = (0, 0);
  // Where the row could end, and how wide what follows it is.
  let mut chance: Option<(usize, usize)> = None;
  for (index, (at, grapheme)) in graphemes.iter().enumerate() {
    let cell = width(grapheme);
    if index > 0 && can_break(graphemes[index - 1].1, grapheme) {
      chance = Some((*at, used));
    }
    while used + cell > cells && !grapheme.trim().is_empty() && *at > row {
      let (end, before) = chance.filter(|(end, _)| *end > row).unwrap_or((*at, used));
      rows.push(row..end);
      (row, used, chance) = (end, used - before, None);
    }
    used += cell;
  }
  rows.push(row..line.len());
  rows
}

fn can_break(left: &str, right: &str) -> bool {
  const CLOSING: &str = "，。、；：！？）》」』】〕〉”’…%‰℃°,.;:!?)]}>/";
  const OPENING: &str = "（《「『【〔〈“‘([{<";
  let is_wide = |text: &str| width(text) > 1;
  if right.trim().is_empty() || CLOSING.contains(right) || OPENING.contains(left) {
    return false;
  }
  left.trim().is_empty() || left == "-" || is_wide(left) || is_wide(right)
}
