use super::{Address, Half, Target};
use crate::expr::FieldIx;

/// How a column came to its field.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Why {
  /// A person said so, now or for the same headings before.
  Said,
  /// Its heading is the field's name or one of its synonyms.
  Known,
  /// Its heading contains one.
  Like,
  /// It goes nowhere.
  Unused,
}

/// A column of a table in a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
  /// Its place, from 0.
  pub at: u32,
  /// What stands above it, lines joined by a blank; empty where nothing does.
  pub heading: String,
  /// The unit in its heading.
  pub unit: Option<String>,
  /// What it goes into; nowhere where `None`.
  pub target: Option<Target>,
  /// The half of each cell that goes there, where the cells hold two values.
  pub half: Option<Half>,
  /// How it came to that.
  pub why: Why,
  /// The first values in it, as people read them.
  pub samples: Vec<String>,
}

impl Column {
  /// Its letters.
  pub fn letters(&self) -> String {
    Address::letters(self.at)
  }

  /// The field it goes into.
  pub fn field(&self) -> Option<FieldIx> {
    self.target.map(Target::field)
  }
}
