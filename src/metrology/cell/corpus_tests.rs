//! The corpus of typed strings, `tests/corpus/units.tsv`: each with its SI value and unit, `none` where it is understood but has none, or `refuse`.

use super::Understanding;

const CORPUS: &str = include_str!("../../../tests/corpus/units.tsv");

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
  let (mut right, mut refused, mut silently_wrong, mut not_read) = (0, 0, Vec::new(), Vec::new());
  for line in CORPUS.lines().skip(1) {
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
  let total = CORPUS.lines().count() - 1;
  println!(
    "units corpus: {total} strings, accepted right {right}, refused right {refused}, refused though right {}, silently wrong {}",
    not_read.len(),
    silently_wrong.len()
  );
  assert!(silently_wrong.is_empty(), "silently wrong:\n{}", silently_wrong.join("\n"));
  assert!(not_read.is_empty(), "refused:\n{}", not_read.join("\n"));
  assert!(total >= 400);
}

#[test]
fn what_is_offered_instead_is_understood_and_keeps_its_magnitude() {
  for line in CORPUS.lines().skip(1) {
    let input = line.split('\t').next().unwrap();
    let read = Understanding::of(input);
    let Some(fix) = read.fix() else { continue };
    let fixed = Understanding::of(&fix);
    assert!(fixed.error.is_none(), "{input} → {fix}: {:?}", fixed.error);
    assert!(fixed.status() <= Some(crate::metrology::Status::Legal), "{input} → {fix}: {:?}", fixed.status());
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
