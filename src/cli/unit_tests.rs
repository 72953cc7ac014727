//! The whole of what `jiliang unit` says: the corpus of typed strings, then random and mutated texts (`JILIANG_FUZZ_CASES` and `JILIANG_FUZZ_SEED` set how many
//! and which).
//!
//! The corpus is in `tests/corpus/`, `units.tsv` for what is usual and `field.tsv` for what stands in ledgers, certificates and catalogues: each text
//! with its SI value and unit, `none` where it is understood but has none, or `refuse`, as decided before it was first read.

use crate::metrology::{Status, Understanding, Unit, typed_accuracy, typed_quantity, typed_range, typed_uncertainty};
use std::time::{Duration, Instant};

const CORPORA: [(&str, &str); 2] =
  [("units", include_str!("../../tests/corpus/units.tsv")), ("field", include_str!("../../tests/corpus/field.tsv"))];

/// The lines below the headings.
fn corpus() -> impl Iterator<Item = &'static str> {
  CORPORA.into_iter().flat_map(|(_, text)| text.lines().skip(1))
}

/// Whether two values agree: numbers to twelve digits, in the same arrangement.
fn agree(found: &str, expected: &str) -> bool {
  let split = |text: &str| -> (Vec<f64>, String) {
    let mut numbers = Vec::new();
    let mut signs = String::new();
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | 'e' | '-');
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
      let end = rest.find(|c| !is_number(c)).unwrap_or(rest.len());
      if end > 0 {
        numbers.push(rest[..end].parse().unwrap_or(f64::NAN));
        rest = &rest[end..];
      } else {
        signs.push(c);
        rest = &rest[c.len_utf8()..];
      }
    }
    (numbers, signs)
  };
  let ((a, signs_a), (b, signs_b)) = (split(found), split(expected));
  signs_a == signs_b && a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| (a - b).abs() <= 1e-12 * b.abs())
}

#[test]
fn the_corpus_is_read_right_or_refused() {
  let (mut silently_wrong, mut not_read) = (Vec::new(), Vec::new());
  for (name, text) in CORPORA {
    let (mut right, mut refused, before) = (0, 0, (silently_wrong.len(), not_read.len()));
    for line in text.lines().skip(1) {
      let mut columns = line.split('\t');
      let (input, value, unit) = (columns.next().unwrap(), columns.next().unwrap(), columns.next().unwrap_or_default());
      let read = Understanding::of(input);
      let si = read.si();
      match (value, &read.error, &si) {
        ("refuse", Some(_), _) => refused += 1,
        ("refuse", None, _) => silently_wrong.push(format!("{input}: {:?} {si:?}, to be refused", read.shown())),
        (_, Some(error), _) => not_read.push(format!("{input}: {:?} {}", error.problem, error.choices.join(" | "))),
        ("none", None, None) => right += 1,
        (value, None, Some((found, found_unit))) if agree(found, value) && found_unit == unit => right += 1,
        (value, None, _) => silently_wrong.push(format!("{input}: {si:?}, not {value} {unit}")),
      }
    }
    println!(
      "{name} corpus: {} strings, accepted right {right}, refused right {refused}, refused though right {}, silently wrong {}",
      text.lines().count() - 1,
      not_read.len() - before.1,
      silently_wrong.len() - before.0
    );
  }
  assert!(
    silently_wrong.is_empty() && not_read.is_empty(),
    "silently wrong:\n{}\n\nrefused:\n{}",
    silently_wrong.join("\n"),
    not_read.join("\n")
  );
  assert!(corpus().count() >= 2000);
}

#[test]
fn what_is_offered_instead_is_understood_and_keeps_its_magnitude() {
  for line in corpus() {
    let input = line.split('\t').next().unwrap();
    let read = Understanding::of(input);
    let Some(fix) = read.fix() else { continue };
    let fixed = Understanding::of(&fix);
    assert!(fixed.error.is_none(), "{input} → {fix}: {:?}", fixed.error);
    assert!(fixed.status() <= Some(Status::Legal) || fixed.fix().is_none(), "{input} → {fix}: {:?}", fixed.status());
    if let (Some((before, _)), Some((after, _))) = (read.si(), fixed.si()) {
      let near = |text: &str| {
        text.replace('·', "").split(['~', '±', '+', '√', '(', ')']).filter_map(|part| part.parse::<f64>().ok()).collect::<Vec<_>>()
      };
      for (before, after) in near(&before).iter().zip(near(&after)) {
        assert!((before - after).abs() <= 1e-9 * before.abs(), "{input} → {fix}: {before} {after}");
      }
    }
  }
}

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

/// Whether two SI values are the same but for zeros at the end and the last of ten digits, where a quotient does not end.
fn same((a, a_unit): &(String, String), (b, b_unit): &(String, String)) -> bool {
  let numbers = |text: &str| -> Vec<f64> { text.split(['~', '±', '+', ' ']).filter_map(|part| part.parse().ok()).collect() };
  let (a, b) = (numbers(a), numbers(b));
  a_unit == b_unit && a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| (a - b).abs() <= b.abs() * 1e-8)
}

#[test]
fn no_text_panics_or_hangs_and_what_is_shown_is_read_as_the_same() {
  let wish = |name: &str, usual: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
  let (cases, seed) = (wish("JILIANG_FUZZ_CASES", 5_000), wish("JILIANG_FUZZ_SEED", 1));
  let seeds: Vec<&str> = corpus().filter_map(|line| line.split('\t').next()).collect();
  // A seed of zero would give zeros only.
  let mut random = Random(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(seed.max(1)));
  let (mut slowest, mut understood, mut wrong) = ((Duration::ZERO, String::new()), 0, Vec::new());
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
    let Some(si) = read.si() else { continue };
    understood += 1;
    let mut hold = |what: &str, shown: &str, may_ask: bool| {
      let again = Understanding::of(shown);
      let asks = again.error.is_some() && may_ask;
      if !again.si().is_some_and(|again| same(&again, &si)) && !asks && wrong.len() < 10 {
        wrong.push(format!("{text:?} is {what} {shown:?}: {:?}, not {si:?}; {:?}", again.si(), again.error.map(|error| error.problem)));
      }
    };
    // What was told by a name or a code, 日 or `ucum:d`, may be asked about by its symbol; it is never read as anything else.
    if let Some(shown) = read.shown() {
      hold("shown as", &shown, true);
    }
    if let Some(fix) = read.fix() {
      hold("put right as", &fix, false);
    }
  }
  println!("fuzz: {cases} texts from seed {seed}, {understood} understood, slowest {:?} for {:?}", slowest.0, slowest.1);
  assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
