use super::CellRef;
use crate::tui::{
  Key,
  edit::{Area, Line, Outcome},
};

/// The text being typed into a field or cell.
#[derive(Clone, Debug)]
pub struct FieldEditor {
  /// Where it goes.
  pub cell: CellRef,
  /// The text as it was.
  pub original: String,
  /// What edits it.
  pub kind: EditorKind,
}

/// One line, or several.
#[derive(Clone, Debug)]
pub enum EditorKind {
  /// One line.
  Line(Line),
  /// Several lines.
  Area(Area),
}

impl FieldEditor {
  /// An editor holding `text`, the caret at its end.
  pub fn new(cell: CellRef, text: &str, long: bool) -> Self {
    let kind = if long { EditorKind::Area(Area::new(text)) } else { EditorKind::Line(Line::new(text)) };
    let original = match &kind {
      EditorKind::Line(line) => line.text().to_owned(),
      EditorKind::Area(area) => area.text().to_owned(),
    };
    Self { cell, original, kind }
  }

  /// The text as it is now.
  pub fn text(&self) -> &str {
    match &self.kind {
      EditorKind::Line(line) => line.text(),
      EditorKind::Area(area) => area.text(),
    }
  }

  /// Whether something was typed that is not an answer yet.
  pub fn is_dirty(&self) -> bool {
    self.text() != self.original
  }

  /// Takes a key.
  pub fn key(&mut self, key: Key) -> Outcome {
    match &mut self.kind {
      EditorKind::Line(line) => line.key(key),
      EditorKind::Area(area) => area.key(key),
    }
  }

  /// Puts text at the caret; gives how many marks were taken out of it.
  pub fn insert(&mut self, text: &str) -> usize {
    match &mut self.kind {
      EditorKind::Line(line) => line.insert(text),
      EditorKind::Area(area) => area.insert(text),
    }
  }
}
