/// A unified social credit code (统一社会信用代码), GB 32100-2015: 18 characters, the last two of which are check characters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Uscc<'a>(&'a str);

/// What is wrong with a code.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum UsccProblem {
  /// Not 18 characters; holds how many there are.
  Length(usize),
  /// A character that codes do not use, at this position counted from 1; with the digit or letter it stands for, where that is plain.
  Character {
    /// Counted from 1.
    position: usize,
    /// What was typed.
    found: char,
    /// `0` for `O`, `1` for `I`, `2` for `Z`, `5` for `S`.
    meant: Option<char>,
  },
  /// The 18th character does not fit; holds the one that does.
  Check(char),
  /// The 17th character does not fit the organisation code (GB 11714) while the 18th does: many codes of early 92… are so.
  Organisation(char),
}

/// The 31 characters in the order of their values: no I, O, S, V, Z.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

impl<'a> Uscc<'a> {
  /// Reads a code already folded to half width and upper case.
  pub fn parse(text: &'a str) -> Result<Self, UsccProblem> {
    for (index, found) in text.chars().enumerate() {
      if !found.is_ascii() || !ALPHABET.contains(&(found as u8)) {
        let meant = match found {
          'O' | 'o' => Some('0'),
          'I' | 'l' => Some('1'),
          'Z' => Some('2'),
          'S' => Some('5'),
          _ => None,
        };
        return Err(UsccProblem::Character { position: index + 1, found, meant });
      }
    }
    if text.len() != 18 {
      return Err(UsccProblem::Length(text.len()));
    }
    let values = || text.bytes().filter_map(|byte| ALPHABET.iter().position(|c| *c == byte));
    // Weights 3^(i-1) mod 31.
    let sum: usize = values().take(17).scan(1, |weight, value| Some((value * std::mem::replace(weight, *weight * 3 % 31)) % 31)).sum();
    let check = char::from(ALPHABET[(31 - sum % 31) % 31]);
    if !text.ends_with(check) {
      return Err(UsccProblem::Check(check));
    }
    let organisation = organisation_check(&text[8..16]);
    if organisation.is_some_and(|check| !text[16..].starts_with(check)) {
      return Err(UsccProblem::Organisation(organisation.unwrap_or_default()));
    }
    Ok(Self(text))
  }

  /// The code.
  pub fn as_str(&self) -> &'a str {
    self.0
  }
}

/// The check character of an 8-character organisation code (GB 11714): 11 less the weighted sum modulo 11, `X` for 10.
fn organisation_check(body: &str) -> Option<char> {
  const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
  let mut sum = 0;
  for (c, weight) in body.chars().zip(WEIGHTS) {
    sum += c.to_digit(36)? * weight;
  }
  match 11 - sum % 11 {
    10 => Some('X'),
    11 => Some('0'),
    digit => char::from_digit(digit, 10),
  }
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn valid() {
    // domain.md §3.1
    for code in [
      "914403001922038216",
      "9144030071526726XG",
      "91440300708461136T",
      "91330100799655058B",
      "91110000802100433B",
      "91110108551385082Q",
      "91100000100003962T",
      "911100001000044477",
      "9111000071093123XX",
      "91440300192317458F",
      "91440400192548256N",
      "91370200264574251E",
      "9152000071430580XT",
      "123502001549897397",
      "91330110XYYY00015P",
      "91370281XYYY000233",
      "91320582XYYY000317",
      "91310115XYYY00090G",
    ] {
      assert_eq!(Uscc::parse(code), Ok(Uscc(code)), "{code}");
    }
  }

  #[test]
  fn invalid() {
    for (code, problem) in [
      ("914403001922038215", UsccProblem::Check('6')),
      ("91440300192203821G", UsccProblem::Check('6')),
      ("91440300192203821", UsccProblem::Length(17)),
      ("9144030019220382162", UsccProblem::Length(19)),
      ("", UsccProblem::Length(0)),
      ("91440300I922038216", UsccProblem::Character { position: 9, found: 'I', meant: Some('1') }),
      ("91440300192O038216", UsccProblem::Character { position: 12, found: 'O', meant: Some('0') }),
      ("9133O110XYYY00015P", UsccProblem::Character { position: 5, found: 'O', meant: Some('0') }),
      ("91350203M0001QAY9B", UsccProblem::Check('9')),
      ("9144030019220382一6", UsccProblem::Character { position: 17, found: '一', meant: None }),
    ] {
      assert_eq!(Uscc::parse(code), Err(problem), "{code}");
    }
  }

  #[test]
  fn organisation_codes() {
    for (body, check) in [("D2143569", 'X'), ("19220382", '1'), ("71092546", '2'), ("MA5CJQ4N", '5')] {
      assert_eq!(organisation_check(body), Some(check), "{body}");
    }
  }
}
