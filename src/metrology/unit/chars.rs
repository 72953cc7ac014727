/// A typed text in the characters that parsers know, each with the place it had in the text.
///
/// Only characters that look the same, or that stand for several others (`㎜`), are replaced, one by one; never by NFKC, which would make `m²` of
/// `m2` and the other way round without a trace.
#[derive(Clone, Debug, Default)]
pub(in crate::metrology) struct Chars {
  pub(in crate::metrology) all: Vec<char>,
  /// For each character, the place in the typed text, in characters.
  at: Vec<usize>,
  /// Whether the character was written in a way to be put right.
  loose: Vec<bool>,
  /// Characters of the typed text.
  typed: usize,
}

/// Characters that stand for a whole unit: CJK compatibility forms.
const SQUARED: [(char, &str); 78] = [
  ('㎏', "kg"),
  ('㎎', "mg"),
  ('㎍', "μg"),
  ('㎜', "mm"),
  ('㎝', "cm"),
  ('㎞', "km"),
  ('㎛', "μm"),
  ('㎚', "nm"),
  ('㎡', "m²"),
  ('㎠', "cm²"),
  ('㎟', "mm²"),
  ('㎢', "km²"),
  ('㎥', "m³"),
  ('㎤', "cm³"),
  ('㎣', "mm³"),
  ('㎦', "km³"),
  ('㎖', "mL"),
  ('㎕', "μL"),
  ('㎗', "dL"),
  ('㎘', "kL"),
  ('ℓ', "L"),
  ('㎐', "Hz"),
  ('㎑', "kHz"),
  ('㎒', "MHz"),
  ('㎓', "GHz"),
  ('㎔', "THz"),
  ('㎩', "Pa"),
  ('㎪', "kPa"),
  ('㎫', "MPa"),
  ('㎬', "GPa"),
  ('㎧', "m/s"),
  ('㎨', "m/s²"),
  ('㎱', "ns"),
  ('㎲', "μs"),
  ('㎳', "ms"),
  ('㎶', "μV"),
  ('㎷', "mV"),
  ('㎸', "kV"),
  ('㎂', "μA"),
  ('㎃', "mA"),
  ('㎄', "kA"),
  ('㎼', "μW"),
  ('㎽', "mW"),
  ('㎾', "kW"),
  ('㏀', "kΩ"),
  ('㏈', "dB"),
  ('㎭', "rad"),
  ('㎮', "rad/s"),
  ('㎯', "rad/s²"),
  ('㏃', "Bq"),
  ('㏉', "Gy"),
  ('㏜', "Sv"),
  ('㎺', "pW"),
  ('㎻', "nW"),
  ('㎿', "MW"),
  ('㎴', "pV"),
  ('㎵', "nV"),
  ('㎹', "MV"),
  ('㏁', "MΩ"),
  ('㎰', "ps"),
  ('㎊', "pF"),
  ('㎋', "nF"),
  ('㎌', "μF"),
  ('㎀', "pA"),
  ('㎁', "nA"),
  ('㍱', "hPa"),
  ('㍴', "bar"),
  ('㏓', "lx"),
  ('㏐', "lm"),
  ('㏛', "sr"),
  ('㏅', "cd"),
  ('㏖', "mol"),
  ('㏗', "pH"),
  ('㎙', "fm"),
  ('㏊', "ha"),
  ('㏄', "cc"),
  ('㎈', "cal"),
  ('㎉', "kcal"),
];

impl Chars {
  /// Reads a typed text.
  pub(in crate::metrology) fn new(text: &str) -> Self {
    let mut read = Self::default();
    for (at, c) in text.chars().enumerate() {
      read.typed = at + 1;
      if let Some((_, unit)) = SQUARED.iter().find(|(squared, _)| *squared == c) {
        for part in unit.chars() {
          read.push(part, at, true);
        }
        continue;
      }
      let (plain, loose) = plain(c);
      read.push(plain, at, loose);
    }
    read
  }

  fn push(&mut self, c: char, at: usize, loose: bool) {
    self.all.push(c);
    self.at.push(at);
    self.loose.push(loose);
  }

  pub(in crate::metrology) fn len(&self) -> usize {
    self.all.len()
  }

  pub(in crate::metrology) fn get(&self, at: usize) -> Option<char> {
    self.all.get(at).copied()
  }

  /// The place in the typed text, in characters.
  pub(in crate::metrology) fn place(&self, at: usize) -> usize {
    self.at.get(at).copied().unwrap_or(self.typed)
  }

  /// Whether a character between `from` and `to` is to be put right.
  pub(in crate::metrology) fn is_loose(&self, from: usize, to: usize) -> bool {
    self.loose.get(from..to).unwrap_or_default().contains(&true)
  }

  /// A part of the text.
  pub(in crate::metrology) fn text(&self, from: usize, to: usize) -> String {
    self.all.get(from..to).unwrap_or_default().iter().collect()
  }

  /// A part as a text of its own; places stay those of the whole.
  pub(in crate::metrology) fn part(&self, from: usize, to: usize) -> Self {
    let to = to.clamp(from.min(self.len()), self.len());
    let from = from.min(to);
    Self { all: self.all[from..to].to_vec(), at: self.at[from..to].to_vec(), loose: self.loose[from..to].to_vec(), typed: self.place(to) }
  }

  /// Where blanks end that begin at `at`.
  pub(in crate::metrology) fn skip_blanks(&self, mut at: usize) -> usize {
    while self.get(at).is_some_and(is_blank) {
      at += 1;
    }
    at
  }

  /// The bounds without blanks at either end.
  pub(in crate::metrology) fn trim(&self, from: usize, to: usize) -> (usize, usize) {
    let from = self.skip_blanks(from).min(to);
    let mut end = to;
    while end > from && is_blank(self.all[end - 1]) {
      end -= 1;
    }
    (from, end)
  }

  /// Whether `text` stands at `at`.
  pub(in crate::metrology) fn starts_with(&self, at: usize, text: &str) -> bool {
    let mut at = at;
    text.chars().all(|c| {
      at += 1;
      self.all.get(at - 1) == Some(&c)
    })
  }
}

/// The character that parsers know, and whether it was written in a way to be put right.
fn plain(c: char) -> (char, bool) {
  match c {
    '\u{b5}' => ('μ', false),
    '\u{2126}' => ('Ω', false),
    '\u{212b}' => ('Å', false),
    '\u{212a}' => ('K', false),
    'º' | '˚' => ('°', true),
    '⋅' | '∙' | '‧' => ('·', false),
    '•' | '・' => ('·', true),
    '．' => ('.', true),
    '／' | '∕' | '⁄' | '÷' => ('/', true),
    '−' | '﹣' | '－' | '‐' | '‑' => ('-', false),
    '—' | '―' => ('–', false),
    '～' | '〜' | '∼' | '﹏' => ('~', false),
    '（' => ('(', false),
    '）' => (')', false),
    '【' | '［' | '〔' => ('[', false),
    '】' | '］' | '〕' => (']', false),
    '，' | '、' => (',', false),
    '；' => (';', false),
    '：' | '﹕' => (':', false),
    '＝' => ('=', false),
    '＋' => ('+', false),
    '％' | '﹪' => ('%', true),
    '✕' | '╳' => ('×', true),
    '″' | '˝' => ('″', c == '˝'),
    '”' | '“' => ('"', true),
    '’' | '‘' => ('\'', true),
    '₀'..='₉' => (char::from_digit(c as u32 - '₀' as u32, 10).unwrap_or(c), false),
    '\u{ff01}'..='\u{ff5e}' => (char::from_u32(c as u32 - 0xfee0).unwrap_or(c), true),
    '\u{3000}' | '\t' => (' ', false),
    '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => ('\u{2009}', false),
    c => (c, false),
  }
}

/// An ordinary or a thin blank.
pub(in crate::metrology) fn is_blank(c: char) -> bool {
  c == ' ' || c == '\u{2009}'
}

/// Whether a character belongs to a symbol.
pub(in crate::metrology) fn is_symbol(c: char) -> bool {
  matches!(c, '°' | '′' | '″' | '%' | '‰' | '℃' | '℉' | '"' | '\'' | '#' | '_') || (c.is_alphabetic() && !is_han(c))
}

/// Whether a character is a Chinese one.
pub(in crate::metrology) fn is_han(c: char) -> bool {
  matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The digit or sign that a superscript stands for.
pub(in crate::metrology) fn lowered(c: char) -> Option<char> {
  Some(match c {
    '⁰' => '0',
    '¹' => '1',
    '²' => '2',
    '³' => '3',
    '⁴'..='⁹' => char::from_digit(c as u32 - '⁰' as u32, 10)?,
    '⁻' | '⁼' => '-',
    '⁺' => '+',
    _ => return None,
  })
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn replacing() {
    for (typed, plain, loose) in [
      ("㎜", "mm", true),
      ("10㎥/h", "10m³/h", true),
      ("Ｋｇ", "Kg", true),
      ("µm", "μm", false),
      ("5 kΩ", "5 kΩ", false),
      ("ºC", "°C", true),
      ("（０～５）", "(0~5)", true),
      ("（0～5）", "(0~5)", false),
      ("N⋅m", "N·m", false),
      ("mmH₂O", "mmH2O", false),
      ("m²", "m²", false),
    ] {
      let read = Chars::new(typed);
      assert_eq!((read.text(0, read.len()).as_str(), read.is_loose(0, read.len())), (plain, loose), "{typed}");
    }
    assert_eq!(Chars::new("㎜/s").place(2), 1);
  }
}
