use jiff::civil::Date;
use std::{fmt, sync::Arc};

/// What stands in a cell of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
  /// Nothing.
  #[default]
  Empty,
  /// A text.
  Text(Arc<str>),
  /// A number.
  Number(Figure),
  /// A day; a time of day beside it is left out.
  Date(Date),
  /// A truth value.
  Bool(bool),
  /// What a formula left that could not be calculated, such as `#N/A`.
  Error(Arc<str>),
}

/// A number as a spreadsheet keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
  /// Digits as people see them: `12.50`, `00017`, `1.6%`, `12.50 mm` where the unit stands in the cell's format. No digit that the file
  /// holds is left out.
  pub shown: Arc<str>,
  /// The bare number, as a serial number of a day would be read from it.
  pub value: f64,
  /// Whether spreadsheets may have dropped digits: they keep fifteen.
  pub cut: bool,
}

impl Cell {
  /// The text as a person reads it in the cell.
  pub fn shown(&self) -> Shown<'_> {
    Shown(self)
  }

  /// Whether there is nothing but blanks.
  pub fn is_blank(&self) -> bool {
    match self {
      Self::Empty => true,
      Self::Text(text) => text.chars().all(char::is_whitespace),
      _ => false,
    }
  }

  /// A text cell; blanks are nothing.
  pub fn text(text: &str) -> Self {
    if text.is_empty() { Self::Empty } else { Self::Text(text.into()) }
  }

  /// The text of a cell, borrowed where it is one.
  pub fn as_text(&self) -> Option<&str> {
    match self {
      Self::Text(text) | Self::Error(text) => Some(text),
      Self::Number(figure) => Some(&figure.shown),
      _ => None,
    }
  }
}

/// A cell as a person reads it.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a>(&'a Cell);

impl fmt::Display for Shown<'_> {
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match self.0 {
      Cell::Empty => Ok(()),
      Cell::Text(text) | Cell::Error(text) => f.write_str(text),
      Cell::Number(figure) => f.write_str(&figure.shown),
      Cell::Date(date) => write!(f, "{date}"),
      Cell::Bool(true) => f.write_str("TRUE"),
      Cell::Bool(false) => f.write_str("FALSE"),
    }
  }
}
