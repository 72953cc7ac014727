use super::{Buffer, Outcome, TextEdit};
use crate::text::width;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A field of one line.
#[derive(Clone, Debug, Default)]
pub struct Line {
  buffer: Buffer,
}

/// The part of a line that a width shows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LineView {
  /// The visible text.
  pub text: String,
  /// The caret, in cells from the left; below the width.
  pub caret: usize,
  /// The selected bytes of the visible text; empty where nothing is selected.
  pub selected: Range<usize>,
  /// Where the visible text begins, in bytes.
  pub from: usize,
  /// Whether text is hidden at the left.
  pub clipped_left: bool,
  /// Whether text is hidden at the right.
  pub clipped_right: bool,
}

impl Line {
  /// A line with the caret at its end.
  pub fn new(text: &str) -> Self {
    Self { buffer: Buffer::new(text, false) }
  }

  /// A line with everything selected, so that typing replaces it.
  pub fn selected(text: &str) -> Self {
    let mut line = Self::new(text);
    line.buffer.edit(TextEdit::SelectAll, false);
    line
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
    &mut self.buffer
  }

  /// Puts text at the caret, in place of the selection; gives how many marks were taken out of it.
  pub fn insert(&mut self, text: &str) -> usize {
    self.buffer.insert(text)
  }

  /// Does what a key asks for; `extend` selects.
  pub fn edit(&mut self, edit: TextEdit, extend: bool) -> Outcome {
    self.buffer.edit(edit, extend)
  }

  /// Puts the caret before the character seen `right` cells from the left in a window of `cells`, behind the text where there is none; `extend` selects.
  pub fn point(&mut self, right: usize, cells: usize, extend: bool) {
    let view = self.view(cells);
    let at = view.from + at_cell(&view.text, right);
    self.buffer.go(at, extend);
  }

  /// What `cells` show of it; the caret is always seen, with room for it behind the text.
  pub fn view(&self, cells: usize) -> LineView {
    let cells = cells.max(1);
    let (text, caret, selection) = (self.text(), self.buffer.caret(), self.buffer.selection());
    let graphemes: Vec<(usize, usize)> = text.grapheme_indices(true).map(|(start, grapheme)| (start, width(grapheme))).collect();
    let before_caret: usize = graphemes.iter().filter(|(start, _)| *start < caret).map(|(_, width)| width).sum();
    // The character under the caret is seen too, where there is one.
    let under = graphemes.iter().find(|(start, _)| *start == caret).map_or(1, |(_, width)| (*width).max(1)).min(cells);
    // Hide as few graphemes at the left as leave the caret inside.
    let (mut first, mut hidden) = (0, 0);
    while before_caret - hidden + under > cells && first < graphemes.len() {
      hidden += graphemes[first].1;
      first += 1;
    }
    let from = graphemes.get(first).map_or(text.len(), |(start, _)| *start);
    let (mut to, mut used) = (from, 0);
    for (index, (_, width)) in graphemes.iter().enumerate().skip(first) {
      if used + width > cells {
        break;
      }
      to = graphemes.get(index + 1).map_or(text.len(), |(next, _)| *next);
      used += width;
    }
    let inside = |at: usize| at.clamp(from, to) - from;
    LineView {
      text: text[from..to].to_owned(),
      caret: before_caret - hidden,
      selected: inside(selection.start)..inside(selection.end),
      from,
      clipped_left: first > 0,
      clipped_right: to < text.len(),
    }
  }
}

/// The byte at which the character begins that covers the cell `right` from the left; the end of the text where none does.
pub(super) fn at_cell(text: &str, right: usize) -> usize {
  let mut used = 0;
  for (start, grapheme) in text.grapheme_indices(true) {
    used += width(grapheme);
    if right < used {
      return start;
    }
  }
  text.len()
}
