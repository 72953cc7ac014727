use super::{FieldIx, GroupIx, Value};
use crate::metrology::{Number, Unit};
use jiff::civil::Date;
use std::rc::Rc;

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
  /// The day of the last change; missing where it is not known.
  fn last_edit(&self) -> Option<Date>;
  /// The key of the row of a lookup table that is found in this way.
  fn find(&self, table: usize, by: Find<'_>) -> Option<&'a str>;
  /// Whether `text` has the form that the row `key` of a lookup table states; `None` where the table has no such row.
  fn fits(&self, table: usize, key: &str, text: &str) -> Option<bool>;
  /// A cell of a lookup table.
  fn lookup(&self, table: usize, key: &str, column: usize) -> Value<'a>;
  /// The unit that a text names; `None` where it cannot be read.
  fn unit(&self, text: &str) -> Option<Rc<Unit>>;
  /// The value kept for a macro over a whole table, which is the same for every row.
  fn recall(&self, macro_id: usize) -> Option<Value<'a>>;
  /// Keeps the value of a macro over a whole table.
  fn remember(&self, macro_id: usize, value: Value<'a>);
}

/// How a row of a lookup table is found other than by its key.
#[derive(Clone, Copy, Debug)]
pub enum Find<'t> {
  /// One of the row's names occurs in the text; the longest name that does wins, of equal ones the first.
  Named(&'t str),
  /// The row with the least numeric key that is not below the number.
  UpTo(&'t Number),
  /// The row with the latest first day that is not after the date.
  InForce(Date),
}
