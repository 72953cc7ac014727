/// What came of an edit.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
  /// The text is another now.
  Changed,
  /// The caret or the selection moved, or there was nothing to move.
  Moved,
  /// It means nothing to this editor, or the caret is at the edge.
  Ignored,
}
