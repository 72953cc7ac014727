use super::hostile::is_hostile;
use unicode_normalization::UnicodeNormalization;

/// Text made fit for a field.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Cleaned {
  /// What is left.
  pub text: String,
  /// How many marks were taken out that hide or reorder text.
  pub removed: usize,
}

/// Composes characters (NFC), takes out marks that hide or reorder text, and makes line ends plain. In a field of one line, line ends and tabs
/// become blanks. Rare hanzi stay.
pub fn clean_input(input: &str, many_lines: bool) -> Cleaned {
  if input.chars().all(is_clean) {
    return Cleaned { text: input.to_owned(), removed: 0 };
  }
  let unified = input.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
  let trimmed = if many_lines { unified.as_str() } else { unified.trim_end_matches('\n') };
  let mut removed = 0;
  let text = trimmed
    .nfc()
    .filter_map(|c| match c {
      '\n' | '\t' if many_lines => Some(if c == '\t' { ' ' } else { c }),
      '\n' | '\t' => Some(' '),
      // A variation selector asks for a coloured picture, which shifts the row in many terminals.
      '\u{fe0e}' | '\u{fe0f}' => {
        removed += 1;
        None
      }
      c if is_hostile(c) => {
        removed += 1;
        None
      }
      c => Some(c),
    })
    .collect();
  Cleaned { text, removed }
}

/// Whether a character stays as it is beside others like it: letters, digits and marks of ASCII, the usual hanzi, their punctuation, a few signs.
fn is_clean(c: char) -> bool {
  matches!(c, ' '..='~' | '一'..='龥' | '！'..='～' | '、'..='】' | '±' | '×' | '℃')
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn clean_characters_stay() {
    for c in ('\0'..=char::MAX).filter(|c| is_clean(*c)) {
      let text = format!("{c}a{c}{c}一{c}！");
      assert!(!is_hostile(c) && text.nfc().eq(text.chars()), "{c}");
    }
  }

  #[test]
  fn cleaning() {
    for (input, many, expected, removed) in [
      ("北京", false, "北京", 0),
      ("a\r\nb\rc\n", false, "a b c", 0),
      ("a\r\nb\rc\n", true, "a\nb\nc\n", 0),
      ("e\u{301}", false, "é", 0),
      ("𠮷", false, "𠮷", 0),
      ("a\u{200b}b\u{202e}c\u{feff}", false, "abc", 3),
      ("a\u{1b}[31mb", false, "a[31mb", 1),
      ("列\t列", false, "列 列", 0),
      ("❤\u{fe0f}", false, "❤", 1),
      ("👨\u{200d}👩", false, "👨👩", 1),
      ("a\u{ad}b\u{3164}c\u{e0041}", false, "abc", 3),
      ("一\u{2028}二", true, "一\n二", 0),
    ] {
      assert_eq!(clean_input(input, many), Cleaned { text: expected.into(), removed }, "{input:?}");
    }
  }
}
