use super::fold_char;
use pinyin::ToPinyin;

/// What texts are sorted by, as people expect it: runs of digits count as numbers (`JX-2` before `JX-10`), width and case do not count, hanzi come
/// after letters and in the order of their pinyin, those that sound alike by tone and then by character.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct SortKey(Vec<Unit>);

#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Unit {
  /// A mark that is neither digit nor letter.
  Mark(char),
  /// A run of digits without leading zeros, by its length first.
  Digits(usize, String),
  Letter(char),
  Hanzi {
    sound: &'static str,
    tone: &'static str,
    hanzi: char,
  },
  /// One whose sound is not known.
  Other(char),
}

impl SortKey {
  /// The key of a text.
  pub fn new(text: &str) -> Self {
    let mut units = Vec::new();
    let mut chars = text.chars().map(fold_char).flat_map(char::to_lowercase).peekable();
    while let Some(c) = chars.next() {
      units.push(match c {
        '0'..='9' => {
          let mut run = String::from(c);
          while let Some(digit) = chars.next_if(char::is_ascii_digit) {
            run.push(digit);
          }
          let run = run.trim_start_matches('0');
          Unit::Digits(run.len(), run.to_owned())
        }
        c => match c.to_pinyin() {
          Some(reading) => Unit::Hanzi { sound: reading.plain(), tone: reading.with_tone_num_end(), hanzi: c },
          None if c.is_alphabetic() && c < '\u{2e80}' => Unit::Letter(c),
          None if c.is_alphabetic() => Unit::Other(c),
          None => Unit::Mark(c),
        },
      });
    }
    Self(units)
  }
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn orders() {
    for expected in [
      &["", "A", "JX", "ＪＸ－１", "jx-2", "JX-002b", "JX-10"][..],
      &["2号", "10号", "A班", "百分表", "千分尺", "天平", "压力表", "游标卡尺"],
      // Without tone first, then by tone.
      &["妈", "麻", "马", "门"],
      &["钢卷尺", "钢直尺", "高度尺"],
    ] {
      let mut texts: Vec<&str> = expected.iter().rev().copied().collect();
      texts.sort_by_cached_key(|text| SortKey::new(text));
      assert_eq!(texts, expected);
    }
  }
}
