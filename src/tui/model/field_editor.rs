use super::CellRef;
use crate::tui::edit::{Area, Buffer, Line, Outcome, TextEdit};

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
    let mut editor = Self { cell, original: String::new(), kind };
    editor.original = editor.text().to_owned();
    editor
  }

  /// Text, caret and selection.
  pub fn buffer(&self) -> &Buffer {
    match &self.kind {
      EditorKind::Line(line) => line.buffer(),
      EditorKind::Area(area) => area.buffer(),
    }
  }

  /// Text, caret and selection, to be changed.
  pub fn buffer_mut(&mut self) -> &mut Buffer {
    match &mut self.kind {
      EditorKind::Line(line) => line.buffer_mut(),
      EditorKind::Area(area) => area.buffer_mut(),
    }
  }

  /// The text as it is now.
  pub fn text(&self) -> &str {
    self.buffer().text()
  }

  /// Whether something was typed that is not an answer yet.
  pub fn is_dirty(&self) -> bool {
    self.text() != self.original
  }

  /// Whether it has several lines.
  pub fn is_area(&self) -> bool {
    matches!(self.kind, EditorKind::Area(_))
  }

  /// Does what a key asks for; `extend` selects.
  pub fn edit(&mut self, edit: TextEdit, extend: bool) -> Outcome {
    match &mut self.kind {
      EditorKind::Line(line) => line.edit(edit, extend),
      EditorKind::Area(area) => area.edit(edit, extend),
    }
  }

  /// Puts the caret where the mouse points: so many cells right and rows down in a window of this width and height; `extend` selects.
  pub fn point(&mut self, (right, down): (usize, usize), (cells, height): (usize, usize), extend: bool) {
    match &mut self.kind {
      EditorKind::Line(line) => line.point(right, cells, extend),
      EditorKind::Area(area) => area.point(right, down, height, extend),
    }
  }

  /// Puts text at the caret; gives how many marks were taken out of it.
  pub fn insert(&mut self, text: &str) -> usize {
    self.buffer_mut().insert(text)
  }
}
