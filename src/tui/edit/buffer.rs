use super::{
  Outcome, TextEdit,
  words::{after, before, word_after, word_before},
};
use crate::text::clean_input;
use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_segmentation::UnicodeSegmentation;

/// How many steps of typing can be taken back inside one field.
const STEPS: usize = 200;

/// A text being edited: caret, selection, and what can be taken back. Caret and selection always stand between two graphemes.
#[derive(Clone, Debug, Default)]
pub struct Buffer {
  text: String,
  caret: usize,
  /// The other end of the selection.
  anchor: Option<usize>,
  many_lines: bool,
  past: Vec<State>,
  future: Vec<State>,
  run: Run,
}

/// A text as it was, with its caret.
#[derive(Clone, Debug)]
struct State {
  text: String,
  caret: usize,
}

/// What goes on, so that a run of it is one step to take back.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Run {
  #[default]
  Nothing,
  Typing,
  Deleting,
}

impl Buffer {
  /// A text with the caret at its end.
  pub fn new(text: &str, many_lines: bool) -> Self {
    let text = clean_input(text, many_lines).text;
    Self { caret: text.len(), text, many_lines, ..Self::default() }
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

  /// The selected text; `None` where nothing is selected.
  pub fn selected(&self) -> Option<&str> {
    let range = self.selection();
    (!range.is_empty()).then(|| &self.text[range])
  }

  /// Puts text at the caret, in place of the selection; gives how many marks were taken out of it.
  pub fn insert(&mut self, input: &str) -> usize {
    let cleaned = clean_input(input, self.many_lines);
    let selection = self.selection();
    if cleaned.text.is_empty() && selection.is_empty() {
      return cleaned.removed;
    }
    // A word and its end are taken back together, a paste at once.
    let mut chars = cleaned.text.chars();
    let typed = matches!((chars.next(), chars.next()), (Some(c), None) if c.is_alphanumeric());
    self.remember(if typed && selection.is_empty() { Run::Typing } else { Run::Nothing });
    let head = compose(format!("{}{}", &self.text[..selection.start], cleaned.text));
    let end = head.len();
    self.text = compose(head + &self.text[selection.end..]);
    self.place(end);
    cleaned.removed
  }

  /// Takes the selected text out.
  pub fn delete_selection(&mut self) -> Outcome {
    self.remove(self.selection())
  }

  /// Puts another text in the place of the whole; it can be taken back.
  pub fn replace(&mut self, text: &str) -> usize {
    let cleaned = clean_input(text, self.many_lines);
    if cleaned.text != self.text {
      self.remember(Run::Nothing);
      self.text = cleaned.text;
      self.place(self.text.len());
    }
    cleaned.removed
  }

  /// Takes the last step of typing back; `false` where there is none.
  pub fn undo(&mut self) -> bool {
    let Some(state) = self.past.pop() else { return false };
    self.future.push(self.state());
    self.restore(state);
    true
  }

  /// Does the last step taken back again; `false` where there is none.
  pub fn redo(&mut self) -> bool {
    let Some(state) = self.future.pop() else { return false };
    self.past.push(self.state());
    self.restore(state);
    true
  }

  fn state(&self) -> State {
    State { text: self.text.clone(), caret: self.caret }
  }

  fn restore(&mut self, state: State) {
    self.text = state.text;
    self.place(state.caret);
    self.run = Run::Nothing;
  }

  /// Keeps the text as it is, unless what comes next belongs to the step that goes on.
  fn remember(&mut self, run: Run) {
    self.future.clear();
    if run == Run::Nothing || run != self.run {
      if self.past.len() == STEPS {
        self.past.remove(0);
      }
      self.past.push(self.state());
    }
    self.run = run;
  }

  /// Puts the caret at `at`, or behind the grapheme that `at` would split, as what was put in may join with what follows.
  fn place(&mut self, at: usize) {
    let mut ends = self.text.grapheme_indices(true).map(|(start, grapheme)| start + grapheme.len());
    self.caret = if at == 0 { 0 } else { ends.find(|end| *end >= at).unwrap_or(self.text.len()) };
    self.anchor = None;
  }

  fn remove(&mut self, range: Range<usize>) -> Outcome {
    if range.is_empty() {
      return Outcome::Moved;
    }
    self.remember(if self.selection().is_empty() { Run::Deleting } else { Run::Nothing });
    self.text.replace_range(range.clone(), "");
    // What stood apart may join now.
    self.text = compose(std::mem::take(&mut self.text));
    self.place(range.start);
    Outcome::Changed
  }

  /// Takes out the selection, or `range` where nothing is selected.
  fn delete(&mut self, range: Range<usize>) -> Outcome {
    let selection = self.selection();
    self.remove(if selection.is_empty() { range } else { selection })
  }

  /// Moves the caret; `extend` selects what it passes.
  pub(super) fn go(&mut self, to: usize, extend: bool) -> Outcome {
    self.anchor = if extend { Some(self.anchor.unwrap_or(self.caret)) } else { None };
    self.caret = to;
    self.run = Run::Nothing;
    Outcome::Moved
  }

  /// Does what needs no knowledge of rows; `Ignored` for what does.
  pub(super) fn edit(&mut self, edit: TextEdit, extend: bool) -> Outcome {
    use TextEdit as E;
    let (text, caret, selection) = (&self.text, self.caret, self.selection());
    let line_start = text[..caret].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[caret..].find('\n').map_or(text.len(), |at| caret + at);
    match edit {
      // Without Shift the caret leaves a selection at its edge.
      E::Left if !extend && !selection.is_empty() => self.go(selection.start, false),
      E::Right if !extend && !selection.is_empty() => self.go(selection.end, false),
      E::Left => self.go(before(text, caret), extend),
      E::Right => self.go(after(text, caret), extend),
      E::WordLeft => self.go(word_before(text, caret), extend),
      E::WordRight => self.go(word_after(text, caret), extend),
      E::LineStart => self.go(line_start, extend),
      E::LineEnd => self.go(line_end, extend),
      E::TextStart => self.go(0, extend),
      E::TextEnd => self.go(text.len(), extend),
      E::DeleteBack => self.delete(before(text, caret)..caret),
      E::DeleteForward => self.delete(caret..after(text, caret)),
      E::DeleteWordBack => self.delete(word_before(text, caret)..caret),
      E::DeleteWordForward => self.delete(caret..word_after(text, caret)),
      // At the edge of a line its end is taken out, so that the key is never without effect.
      E::DeleteToStart if line_start == caret => self.delete(before(text, caret)..caret),
      E::DeleteToStart => self.delete(line_start..caret),
      E::DeleteToEnd if line_end == caret => self.delete(caret..after(text, caret)),
      E::DeleteToEnd => self.delete(caret..line_end),
      E::SelectAll => {
        self.caret = self.text.len();
        self.anchor = (self.caret > 0).then_some(0);
        Outcome::Moved
      }
      E::NewLine if self.many_lines => {
        self.insert("\n");
        Outcome::Changed
      }
      E::NewLine | E::Up | E::Down | E::PageUp | E::PageDown => Outcome::Ignored,
    }
  }
}

/// Composed characters (NFC): a mark typed behind its letter joins it.
fn compose(text: String) -> String {
  if is_nfc(&text) { text } else { text.nfc().collect() }
}
