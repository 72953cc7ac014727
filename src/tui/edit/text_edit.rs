/// What a person does to a text being edited, whatever key asks for it.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum TextEdit {
  /// The caret one character to the left.
  Left,
  /// The caret one character to the right.
  Right,
  /// The caret to the start of the word.
  WordLeft,
  /// The caret to the end of the word.
  WordRight,
  /// The caret one row up.
  Up,
  /// The caret one row down.
  Down,
  /// The caret some rows up.
  PageUp,
  /// The caret some rows down.
  PageDown,
  /// The caret to the start of the line.
  LineStart,
  /// The caret to the end of the line.
  LineEnd,
  /// The caret to the start of the text.
  TextStart,
  /// The caret to the end of the text.
  TextEnd,
  /// A new line.
  NewLine,
  /// Takes the character before the caret out.
  DeleteBack,
  /// Takes the character after the caret out.
  DeleteForward,
  /// Takes out what lies between the start of the word and the caret.
  DeleteWordBack,
  /// Takes out what lies between the caret and the end of the word.
  DeleteWordForward,
  /// Takes out what lies between the start of the line and the caret.
  DeleteToStart,
  /// Takes out what lies between the caret and the end of the line.
  DeleteToEnd,
  /// Selects the whole text.
  SelectAll,
}

impl TextEdit {
  /// Whether it only moves the caret, so that Shift selects with it.
  pub fn is_motion(self) -> bool {
    use TextEdit as E;
    matches!(
      self,
      E::Left
        | E::Right
        | E::WordLeft
        | E::WordRight
        | E::Up
        | E::Down
        | E::PageUp
        | E::PageDown
        | E::LineStart
        | E::LineEnd
        | E::TextStart
        | E::TextEnd
    )
  }
}
