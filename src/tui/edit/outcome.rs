/// What an editor made of a key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
  /// The text is another now.
  Changed,
  /// The caret or the selection moved, or there was nothing to move.
  Moved,
  /// The key means nothing to the editor.
  Ignored,
}
