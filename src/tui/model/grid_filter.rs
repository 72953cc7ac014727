use crate::expr::FieldIx;

/// Which rows of a table are shown.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum GridFilter {
  /// Those with open findings.
  Findings,
  /// Those that show this text in this column.
  Value(FieldIx, String),
  /// Those that hold this text in any column: hanzi, letters, pinyin.
  Text(String),
}
