//! Large characters, for a reference that is read aloud and written down.

use super::Canvas;
use crate::text::width;
use ratatui::style::Style;

/// Rows of a character.
pub(super) const ROWS: usize = 5;
/// Columns of a character.
const COLUMNS: usize = 5;

/// The characters of a reference; each row has five bits, the left one first.
const GLYPHS: [(char, [u8; ROWS]); 31] = [
  ('-', [0b00000, 0b00000, 0b01110, 0b00000, 0b00000]),
  ('2', [0b11110, 0b00001, 0b01110, 0b10000, 0b11111]),
  ('3', [0b11110, 0b00001, 0b01110, 0b00001, 0b11110]),
  ('4', [0b10010, 0b10010, 0b11111, 0b00010, 0b00010]),
  ('5', [0b11111, 0b10000, 0b11110, 0b00001, 0b11110]),
  ('6', [0b01110, 0b10000, 0b11110, 0b10001, 0b01110]),
  ('7', [0b11111, 0b00001, 0b00010, 0b00100, 0b00100]),
  ('8', [0b01110, 0b10001, 0b01110, 0b10001, 0b01110]),
  ('9', [0b01110, 0b10001, 0b01111, 0b00001, 0b01110]),
  ('A', [0b01110, 0b10001, 0b11111, 0b10001, 0b10001]),
  ('B', [0b11110, 0b10001, 0b11110, 0b10001, 0b11110]),
  ('C', [0b01111, 0b10000, 0b10000, 0b10000, 0b01111]),
  ('D', [0b11110, 0b10001, 0b10001, 0b10001, 0b11110]),
  ('E', [0b11111, 0b10000, 0b11110, 0b10000, 0b11111]),
  ('F', [0b11111, 0b10000, 0b11110, 0b10000, 0b10000]),
  ('G', [0b01111, 0b10000, 0b10011, 0b10001, 0b01111]),
  ('H', [0b10001, 0b10001, 0b11111, 0b10001, 0b10001]),
  ('J', [0b00111, 0b00001, 0b00001, 0b10001, 0b01110]),
  ('K', [0b10001, 0b10010, 0b11100, 0b10010, 0b10001]),
  ('L', [0b10000, 0b10000, 0b10000, 0b10000, 0b11111]),
  ('M', [0b10001, 0b11011, 0b10101, 0b10001, 0b10001]),
  ('N', [0b10001, 0b11001, 0b10101, 0b10011, 0b10001]),
  ('P', [0b11110, 0b10001, 0b11110, 0b10000, 0b10000]),
  ('R', [0b11110, 0b10001, 0b11110, 0b10010, 0b10001]),
  ('S', [0b01111, 0b10000, 0b01110, 0b00001, 0b11110]),
  ('T', [0b11111, 0b00100, 0b00100, 0b00100, 0b00100]),
  ('U', [0b10001, 0b10001, 0b10001, 0b10001, 0b01110]),
  ('V', [0b10001, 0b10001, 0b10001, 0b01010, 0b00100]),
  ('W', [0b10001, 0b10001, 0b10101, 0b11011, 0b10001]),
  ('X', [0b10001, 0b01010, 0b00100, 0b01010, 0b10001]),
  ('Y', [0b10001, 0b01010, 0b00100, 0b00100, 0b00100]),
];

/// Draws `text` large, in blanks of another background: no character of doubtful width, and right on every terminal. `false` where it does not fit or
/// holds a character that has no large shape; nothing is drawn then.
pub(super) fn draw(canvas: &mut Canvas<'_>, x: u16, y: u16, text: &str, style: Style, room: usize) -> bool {
  let shapes: Option<Vec<[u8; ROWS]>> =
    text.chars().map(|c| GLYPHS.iter().find(|(known, _)| *known == c).map(|(_, shape)| *shape)).collect();
  let Some(shapes) = shapes else { return false };
  let needed = width(text) * (COLUMNS + 1);
  // A cell is about twice as high as wide.
  let scale = match room {
    room if room >= needed * 2 => 2,
    room if room >= needed => 1,
    _ => return false,
  };
  for (place, shape) in shapes.into_iter().enumerate() {
    for (row, bits) in shape.into_iter().enumerate() {
      for column in (0..COLUMNS).filter(|column| bits & (1 << (COLUMNS - 1 - column)) != 0) {
        let at = x as usize + (place * (COLUMNS + 1) + column) * scale;
        canvas.put(at as u16, y + row as u16, &" ".repeat(scale), style);
      }
    }
  }
  true
}
