//! Units and cells under random and mutated texts. `JILIANG_FUZZ_CASES` sets how many.

use jiliang::metrology::{Understanding, Unit, typed_accuracy, typed_quantity, typed_range, typed_uncertainty};
use std::time::{Duration, Instant};

const CORPUS: &str = include_str!("../corpus/units.tsv");
const PIECES: &[&str] = &[
  "mm",
  "k",
  "M",
  "Pa",
  "μ",
  "°",
  "C",
  "℃",
  "/",
  "·",
  "(",
  ")",
  "[",
  "]",
  "²",
  "⁻¹",
  "^",
  "-",
  "~",
  "±",
  "%",
  "×10⁻⁶",
  "每",
  "立方",
  "米",
  "千",
  "0",
  "1",
  "9.5",
  "e",
  "E",
  ",",
  "，",
  " ",
  "\u{2009}",
  "U=",
  "k=2",
  "Q[",
  "L",
  "L/300",
  " in mm",
  "级",
  "等",
  "Ⅲ",
  "rdg",
  "字",
  "FS",
  "ucum:",
  "\\",
  "metre",
  "\\tothe{2}",
  "㎡",
  "Ｋ",
  "🙂",
  "e\u{301}",
  "\u{202e}",
  "\0",
  "999999999999",
  "e999",
  "10^",
];

/// A small generator, so that a failure can be repeated by its seed.
struct Random(u64);

impl Random {
  fn below(&mut self, bound: usize) -> usize {
    self.0 ^= self.0 << 13;
    self.0 ^= self.0 >> 7;
    self.0 ^= self.0 << 17;
    (self.0 % bound as u64) as usize
  }

  fn text(&mut self, seeds: &[&str]) -> String {
    if self.below(3) == 0 {
      let count = 1 + self.below(12);
      return (0..count).map(|_| PIECES[self.below(PIECES.len())]).collect();
    }
    let mut chars: Vec<char> = seeds[self.below(seeds.len())].chars().collect();
    for _ in 0..=self.below(4) {
      let at = self.below(chars.len() + 1);
      match self.below(4) {
        0 => drop(chars.splice(at..at, PIECES[self.below(PIECES.len())].chars())),
        1 if at < chars.len() => drop(chars.remove(at)),
        2 if at + 1 < chars.len() => chars.swap(at, at + 1),
        _ => chars.truncate(at.max(1)),
      }
    }
    chars.into_iter().collect()
  }
}

#[test]
fn no_text_panics_or_hangs_and_what_is_shown_is_read_as_the_same() {
  let cases: usize = std::env::var("JILIANG_FUZZ_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(20_000);
  let seeds: Vec<&str> = CORPUS.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
  let mut random = Random(0x9e37_79b9_7f4a_7c15);
  let (mut slowest, mut understood) = ((Duration::ZERO, String::new()), 0);
  for _ in 0..cases {
    let text = random.text(&seeds);
    let start = Instant::now();
    let read = Understanding::of(&text);
    let _ = (read.fix(), read.lens(&text), Unit::read(&text));
    let _ = (typed_quantity(&text, Some("mm")), typed_range(&text, None), typed_uncertainty(&text, None), typed_accuracy(&text));
    let took = start.elapsed();
    if took > slowest.0 {
      slowest = (took, text.clone());
    }
    if let (Some(shown), Some((value, unit))) = (read.shown(), read.si()) {
      understood += 1;
      let again = Understanding::of(&shown);
      // A bare unit that would be asked about is shown by its name; everything else reads back as the same value.
      assert_eq!(again.si(), Some((value, unit)), "{text:?} is shown as {shown:?}, which is read as {again:?}");
    }
  }
  println!("fuzz: {cases} texts, {understood} understood, slowest {:?} for {:?}", slowest.0, slowest.1);
  assert!(slowest.0 < Duration::from_millis(500), "{:?} took {:?}", slowest.1, slowest.0);
}

#[test]
fn long_texts_are_refused_at_once() {
  for text in
    ["(".repeat(100_000), "m·".repeat(100_000), "米每".repeat(50_000), "9".repeat(100_000), "k".repeat(100_000), "1~".repeat(50_000)]
  {
    let start = Instant::now();
    assert!(Understanding::of(&text).error.is_some());
    assert!(start.elapsed() < Duration::from_millis(500));
  }
}
