use super::{FieldIx, GroupIx, Value};
use jiff::civil::Date;

/// What an expression is evaluated against: the effective answers of one document (answers, defaults and computed values of what is shown).
pub trait Facts<'a> {
  /// The date for which the declaration is checked.
  fn as_of(&self) -> Option<Date>;
  /// A field of a section, or a column of row `row` of a table.
  fn field(&self, group: GroupIx, row: Option<usize>, field: FieldIx) -> Value<'a>;
  /// How many rows a table has; 0 where it is not shown.
  fn rows(&self, group: GroupIx) -> usize;
  /// The row of a table that has this key.
  fn row_by_key(&self, group: GroupIx, key: &str) -> Option<usize>;
  /// A cell of a lookup table.
  fn lookup(&self, table: usize, key: &str, column: usize) -> Value<'a>;
  /// The value kept for a macro over a whole table, which is the same for every row.
  fn recall(&self, macro_id: usize) -> Option<Value<'a>>;
  /// Keeps the value of a macro over a whole table.
  fn remember(&self, macro_id: usize, value: Value<'a>);
}
