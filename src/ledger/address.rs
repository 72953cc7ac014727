use std::fmt;

/// The place of a cell in a sheet, counted from 0; shown as `F17`.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Address {
  /// Row, from 0.
  pub row: u32,
  /// Column, from 0.
  pub column: u32,
}

impl Address {
  /// The cell in this row and column.
  pub fn new(row: u32, column: u32) -> Self {
    Self { row, column }
  }

  /// Reads `F17`; `None` for anything else. `$` and lower case are taken.
  pub fn parse(text: &str) -> Option<Self> {
    let (mut column, mut row, mut letters, mut digits) = (0_u32, 0_u32, 0, 0);
    for byte in text.bytes() {
      match byte {
        b'$' => {}
        b'A'..=b'Z' | b'a'..=b'z' if digits == 0 && letters < 4 => {
          column = column * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1;
          letters += 1;
        }
        b'0'..=b'9' if letters > 0 && digits < 8 => {
          row = row * 10 + u32::from(byte - b'0');
          digits += 1;
        }
        _ => return None,
      }
    }
    (letters > 0 && row > 0).then(|| Self { row: row - 1, column: column - 1 })
  }

  /// The letters of a column: 0 is `A`, 26 is `AA`.
  pub fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
      letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
      rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
  }
}

impl fmt::Display for Address {
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{}{}", Self::letters(self.column), self.row + 1)
  }
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn addresses() {
    for (text, row, column) in [("A1", 0, 0), ("F17", 16, 5), ("Z9", 8, 25), ("AA10", 9, 26), ("XFD1048576", 1_048_575, 16_383)] {
      assert_eq!(Address::parse(text), Some(Address { row, column }), "{text}");
      assert_eq!(Address { row, column }.to_string(), text);
    }
    for text in ["", "A", "1", "A0", "1A", "ABCDE1", "A1B", "表1"] {
      assert_eq!(Address::parse(text), None, "{text}");
    }
  }
}
