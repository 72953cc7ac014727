//! Text in a field, with what is selected.

use crate::{
  text::{fit, width},
  tui::Theme,
};
use ratatui::style::Style;
use std::ops::Range;

/// A text of a field in pieces that fill `cells`; the selected one is reversed.
pub(super) fn spans(theme: Theme, text: &str, selected: &Range<usize>, cells: usize) -> Vec<(String, Style)> {
  if selected.is_empty() {
    return vec![(fit(text, cells), theme.input())];
  }
  let (before, middle, after) = (&text[..selected.start], &text[selected.clone()], &text[selected.end..]);
  let rest = cells.saturating_sub(width(before) + width(middle));
  vec![(before.to_owned(), theme.input()), (middle.to_owned(), theme.cursor()), (fit(after, rest), theme.input())]
}
