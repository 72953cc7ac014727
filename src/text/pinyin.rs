use super::fold_char;
use pinyin::ToPinyinMulti;

/// A text made ready to be found by its characters, its pinyin in any reading, or the first letters of it.
#[derive(Clone, Debug, Default)]
pub struct Searchable {
  /// Folded characters without blanks.
  text: String,
  /// The same one by one; whether each begins a word.
  units: Vec<(char, bool)>,
}

/// What a person looks for: all its words must be found.
#[derive(Clone, Debug, Default)]
pub struct Query {
  words: Vec<Vec<char>>,
}

/// How well a text fits what is looked for, the best first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Fit {
  /// It is the text.
  Whole,
  /// The text begins with it.
  Start,
  /// The pinyin or the first letters of the text begin with it.
  StartByPinyin,
  /// It stands somewhere in the text.
  Inside,
  /// The pinyin or the first letters from some word on.
  WordByPinyin,
  /// The pinyin or the first letters from some character on.
  InsideByPinyin,
}

impl Query {
  /// What was typed: full width and Chinese punctuation count as their plain twins, blanks stand between words.
  pub fn new(typed: &str) -> Self {
    let folded: String = typed.chars().map(fold_char).flat_map(char::to_lowercase).collect();
    // An input method puts an apostrophe between syllables.
    let plain = |word: &str| word.chars().filter(|c| *c != '\'').collect::<Vec<char>>();
    Self { words: folded.split_whitespace().map(plain).filter(|word| !word.is_empty()).collect() }
  }

  /// Whether nothing is looked for.
  pub fn is_empty(&self) -> bool {
    self.words.is_empty()
  }

  /// How well the best of several texts fits, each word by itself; `None` where some word is in none of them.
  pub fn fit<'t>(&self, texts: impl Iterator<Item = &'t Searchable> + Clone) -> Option<Fit> {
    let mut worst = Fit::Whole;
    for word in &self.words {
      worst = worst.max(texts.clone().filter_map(|text| text.fit(word)).min()?);
    }
    Some(worst)
  }
}

impl Searchable {
  /// Makes a text ready.
  pub fn new(text: &str) -> Self {
    let mut units = Vec::new();
    let mut begins = true;
    for c in text.chars().map(fold_char).flat_map(char::to_lowercase) {
      if c.is_whitespace() || (c.is_ascii_punctuation() && !matches!(c, '.' | '-' | '_' | '/')) {
        begins = true;
      }
      if !c.is_whitespace() {
        units.push((c, begins));
        begins = matches!(c, '.' | '-' | '_' | '/') || (c.is_ascii_punctuation() && begins);
      }
    }
    Self { text: units.iter().map(|(c, _)| *c).collect(), units }
  }

  fn fit(&self, word: &[char]) -> Option<Fit> {
    let plain: String = word.iter().collect();
    match self.text.find(&plain) {
      Some(0) if self.text.len() == plain.len() => return Some(Fit::Whole),
      Some(0) => return Some(Fit::Start),
      _ => {}
    }
    let inside = self.text.contains(&plain).then_some(Fit::Inside);
    if !word.iter().any(char::is_ascii_alphabetic) {
      return inside;
    }
    if self.reads(0, word) {
      return Some(Fit::StartByPinyin);
    }
    if inside.is_some() {
      return inside;
    }
    let mut found = None;
    for at in 1..self.units.len() {
      if self.reads(at, word) {
        if self.units[at].1 {
          return Some(Fit::WordByPinyin);
        }
        found = Some(Fit::InsideByPinyin);
      }
    }
    found
  }

  /// Whether the text from `at` on can be read as `word`: each character by itself, by one of its readings, or by the first letters of one; a word
  /// of the text may be left unfinished for the next.
  fn reads(&self, at: usize, word: &[char]) -> bool {
    let mut tried = vec![false; (self.units.len() - at) * word.len()];
    self.read_on(at, at, word, 0, &mut tried)
  }

  fn read_on(&self, start: usize, at: usize, word: &[char], done: usize, tried: &mut [bool]) -> bool {
    if done == word.len() {
      return true;
    }
    let Some((c, _)) = self.units.get(at) else { return false };
    let place = (at - start) * word.len() + done;
    if std::mem::replace(&mut tried[place], true) {
      return false;
    }
    let rest = &word[done..];
    if *c == rest[0] && self.read_on(start, at + 1, word, done + 1, tried) {
      return true;
    }
    if rest[0].is_ascii_alphabetic() && !c.is_ascii() {
      for reading in readings(*c) {
        for taken in heads(reading, rest) {
          if self.read_on(start, at + 1, word, done + taken, tried) {
            return true;
          }
        }
      }
    }
    // The rest of this word of the text is passed over.
    at > start
      && (at + 1..self.units.len()).find(|next| self.units[*next].1).is_some_and(|next| self.read_on(start, next, word, done, tried))
  }
}

/// The readings of a character without tones.
fn readings(c: char) -> impl Iterator<Item = &'static str> {
  let multi = c.to_pinyin_multi();
  (0..multi.as_ref().map_or(0, |multi| multi.count())).filter_map(move |index| multi.as_ref().map(|multi| multi.get(index).plain()))
}

/// How many letters of `rest` can stand for a reading: all of it, its first letter, `zh`, `ch` or `sh`; any beginning where nothing follows.
fn heads(reading: &str, rest: &[char]) -> impl Iterator<Item = usize> + use<> {
  // ü is typed as v, or as u.
  let same = |(a, b): &(char, &char)| a == *b || (*a == 'ü' && matches!(b, 'v' | 'u'));
  let common = reading.chars().zip(rest).take_while(same).count();
  let length = reading.chars().count();
  let two = reading.get(1..2) == Some("h");
  let ends = rest.len();
  (1..=common).rev().filter(move |taken| *taken == length || *taken == 1 || (*taken == 2 && two) || *taken == ends)
}

#[cfg(test)]
mod tests {
  use super::*;

  fn fit(typed: &str, text: &str) -> Option<Fit> {
    Query::new(typed).fit(std::iter::once(&Searchable::new(text)))
  }

  #[test]
  fn hanzi_are_found_by_what_people_type() {
    use Fit::{Inside, InsideByPinyin, Start, StartByPinyin, Whole, WordByPinyin};
    for (typed, text, expected) in [
      ("余杭区", "余杭区", Some(Whole)),
      ("余杭", "余杭区", Some(Start)),
      ("杭", "余杭区", Some(Inside)),
      ("yh", "余杭区", Some(StartByPinyin)),
      ("yuhang", "余杭区", Some(StartByPinyin)),
      ("yuh", "余杭区", Some(StartByPinyin)),
      ("yhangq", "余杭区", Some(StartByPinyin)),
      ("hangqu", "余杭区", Some(InsideByPinyin)),
      ("杭q", "余杭区", Some(InsideByPinyin)),
      ("yx", "余杭区", None),
      // All readings, whichever a dictionary puts first.
      ("chongqing", "重庆市", Some(StartByPinyin)),
      ("zhongqing", "重庆市", Some(StartByPinyin)),
      ("cq", "重庆市", Some(StartByPinyin)),
      ("xiamen", "厦门市", Some(StartByPinyin)),
      ("xm", "厦门市", Some(StartByPinyin)),
      ("changdu", "长度", Some(StartByPinyin)),
      ("zhd", "长度", Some(StartByPinyin)),
      ("lvse", "绿色", Some(StartByPinyin)),
      ("xi'an", "西安市", Some(StartByPinyin)),
      // Through the words of a longer name.
      ("zjhzyh", "浙江省 杭州市 余杭区", Some(StartByPinyin)),
      ("zhejiangyuhang", "浙江省 杭州市 余杭区", Some(StartByPinyin)),
      ("hzyh", "浙江省 杭州市 余杭区", Some(WordByPinyin)),
      ("浙江 yh", "浙江省 杭州市 余杭区", Some(WordByPinyin)),
      ("余杭 浙江", "浙江省 杭州市 余杭区", Some(Inside)),
      ("余杭 江苏", "浙江省 杭州市 余杭区", None),
      // Codes and Latin, in full width too.
      ("３３０１", "330110", Some(Start)),
      ("ＪＸ－０", "JX-014", Some(Start)),
      ("uscc", "enterprise.uscc", Some(Inside)),
      ("y100", "压力表 Y-100", Some(StartByPinyin)),
      ("y-100", "压力表 Y-100", Some(Inside)),
      ("", "余杭区", Some(Whole)),
      // No reading is known of it; it is found as it is.
      ("𠮷", "𠮷林", Some(Start)),
    ] {
      assert_eq!(fit(typed, text), expected, "{typed} in {text}");
    }
  }

  #[test]
  fn looking_ends_soon_whatever_is_looked_for() {
    let text = "长".repeat(300);
    assert_eq!(fit(&"chang".repeat(60), &text), Some(Fit::StartByPinyin));
    assert_eq!(fit(&format!("{}x", "cz".repeat(60)), &text), None);
  }
}
