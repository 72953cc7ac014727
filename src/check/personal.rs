use crate::{metrology::Uscc, text::half_width};
use jiff::civil::Date;
use serde_json::Value as Json;

/// Personal data that a declaration does not collect. Never holds the data itself.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Personal {
  /// A resident identity number (GB 11643): 18 characters with a date of birth and a check character that fit.
  Identity,
  /// An identity number of the old form: 15 digits with a province and a date of birth that fit; other numbers look alike.
  OldIdentity,
  /// 16 to 19 digits whose last fits as of a bank card (Luhn); other numbers look alike.
  BankCard,
}

/// Fewer bytes than this hold no such number.
const FEWEST: usize = 15;

/// The gravest personal data in any text of an answer.
pub(super) fn personal_in(json: &Json) -> Option<Personal> {
  match json {
    Json::String(text) => personal(text),
    Json::Array(items) => items.iter().filter_map(personal_in).min(),
    Json::Object(map) => map.values().filter_map(personal_in).min(),
    _ => None,
  }
}

/// The gravest personal data in a text: runs of digits, also of full width, also with single blanks or hyphens between them.
pub(super) fn personal(text: &str) -> Option<Personal> {
  if text.len() < FEWEST || text.chars().filter(|c| matches!(c, '0'..='9' | '０'..='９')).count() < FEWEST {
    return None;
  }
  let folded = half_width(text);
  let mut found = None;
  for run in runs(&folded) {
    found = [found, judge(&run)].into_iter().flatten().min();
  }
  found
}

/// Runs of letters and digits of the Latin script, single blanks and hyphens between digits left out.
fn runs(text: &str) -> Vec<String> {
  let mut runs = vec![String::new()];
  let mut plain = vec![String::new()];
  let chars: Vec<char> = text.chars().collect();
  for (at, c) in chars.iter().enumerate() {
    let joins = matches!(c, ' ' | '-')
      && at > 0
      && chars[at - 1].is_ascii_digit()
      && chars.get(at + 1).is_some_and(|next| next.is_ascii_digit() || matches!(next, 'x' | 'X'));
    if c.is_ascii_alphanumeric() {
      for run in [runs.last_mut(), plain.last_mut()].into_iter().flatten() {
        run.push(*c);
      }
    } else {
      plain.push(String::new());
      if !joins {
        runs.push(String::new());
      }
    }
  }
  runs.append(&mut plain);
  runs.retain(|run| run.len() >= FEWEST);
  runs
}

fn judge(run: &str) -> Option<Personal> {
  let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
  if run.len() == 18 && digits(&run[..17]) && is_province(run) && is_identity(run) && Uscc::parse(&run.to_ascii_uppercase()).is_err() {
    return Some(Personal::Identity);
  }
  if !digits(run) {
    return None;
  }
  if run.len() == 15
    && is_province(run)
    && Date::new(1900 + number(&run[6..8])?, number(&run[8..10])? as i8, number(&run[10..12])? as i8).is_ok()
  {
    return Some(Personal::OldIdentity);
  }
  // Cards of banks begin with 3 to 6 (ISO/IEC 7812); serial numbers that begin otherwise are left alone.
  ((16..=19).contains(&run.len()) && matches!(run.as_bytes()[0], b'3'..=b'6') && luhn(run)).then_some(Personal::BankCard)
}

fn number(text: &str) -> Option<i16> {
  text.parse().ok()
}

/// Whether the first two digits are those of a province (GB/T 2260).
fn is_province(run: &str) -> bool {
  matches!(number(&run[..2]), Some(11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83 | 91))
}

/// Date of birth in characters 7 to 14 and check character by ISO 7064 MOD 11-2 (GB 11643).
fn is_identity(run: &str) -> bool {
  const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  let birth = (number(&run[6..10]), number(&run[10..12]), number(&run[12..14]));
  let (Some(year @ 1800..=2100), Some(month), Some(day)) = birth else { return false };
  if Date::new(year, month as i8, day as i8).is_err() {
    return false;
  }
  let sum: u32 = run.bytes().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
  b"10X98765432"[sum as usize % 11] == run.as_bytes()[17].to_ascii_uppercase()
}

fn luhn(run: &str) -> bool {
  let sum: u32 = run
    .bytes()
    .rev()
    .enumerate()
    .map(|(at, byte)| {
      let digit = u32::from(byte - b'0') * if at % 2 == 1 { 2 } else { 1 };
      if digit > 9 { digit - 9 } else { digit }
    })
    .sum();
  sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn vectors() {
    // domain.md §3.11; every number is invented or from published test data
    for (text, found) in [
      ("11010519491231002X", Some(Personal::Identity)),
      ("11010519491231002x", Some(Personal::Identity)),
      ("440524188001010014", Some(Personal::Identity)),
      ("联系人身份证11010519491231002X，请保密", Some(Personal::Identity)),
      ("110105 19491231 002X", Some(Personal::Identity)),
      ("１１０１０５１９４９１２３１００２Ｘ", Some(Personal::Identity)),
      ("911100001000044477", None),
      ("11010519491331002X", None),
      ("110105194912310021", None),
      ("A11010519491231002X", None),
      ("110105491231002", Some(Personal::OldIdentity)),
      ("110105491331002", None),
      ("6222021234567890128", Some(Personal::BankCard)),
      ("6222021234567890127", None),
      ("1222021234567890128", None),
      ("91330110XYYY00015P", None),
      ("0571-88880001", None),
      ("2024-01-01 至 2025-06-30", None),
      ("", None),
    ] {
      assert_eq!(personal(text), found, "{text}");
    }
  }
}
