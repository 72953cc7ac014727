use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Thirty characters without I, O, Q, Z, 0 and 1, which are taken for each other on paper and on the telephone.
const ALPHABET: &[u8; 30] = b"23456789ABCDEFGHJKLMNPRSTUVWXY";
const BASE: usize = ALPHABET.len();
/// Characters without the check character.
const LENGTH: usize = 7;

/// The short name of a receipt that people read aloud, such as `7KP4-M2ND`: seven characters and a check character (Luhn modulo 30), which finds every
/// single wrong character and nearly every swap of neighbours.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reference(String);

impl Reference {
  /// Makes the reference for `number`, of which only the remainder modulo 30^7 counts (about 2·10^10).
  pub fn from_number(mut number: u64) -> Self {
    let mut digits = [0; LENGTH];
    for digit in &mut digits {
      *digit = (number % BASE as u64) as usize;
      number /= BASE as u64;
    }
    let mut text: String = digits.iter().chain(&[check(&digits)]).map(|digit| char::from(ALPHABET[*digit])).collect();
    text.insert(4, '-');
    Self(text)
  }

  /// The reference as it is shown.
  pub fn as_str(&self) -> &str {
    &self.0
  }
}

/// The check digit for `digits`: every second digit counts twice, from the right.
fn check(digits: &[usize; LENGTH]) -> usize {
  let sum: usize = digits
    .iter()
    .rev()
    .enumerate()
    .map(|(place, digit)| {
      let weighted = if place % 2 == 0 { digit * 2 } else { *digit };
      weighted / BASE + weighted % BASE
    })
    .sum();
  (BASE - sum % BASE) % BASE
}

impl FromStr for Reference {
  type Err = String;

  /// Reads a reference with or without hyphen and in any case. The error is the text.
  fn from_str(text: &str) -> Result<Self, String> {
    let wrong = || text.to_owned();
    let mut all = Vec::with_capacity(LENGTH + 1);
    for byte in text.bytes().filter(|byte| *byte != b'-') {
      let upper = byte.to_ascii_uppercase();
      all.push(ALPHABET.iter().position(|known| *known == upper).ok_or_else(wrong)?);
    }
    let (last, digits) = all.split_last().ok_or_else(wrong)?;
    let digits: [usize; LENGTH] = digits.try_into().map_err(|_| wrong())?;
    if check(&digits) != *last {
      return Err(wrong());
    }
    let number = digits.iter().rev().fold(0_u64, |sum, digit| sum * BASE as u64 + *digit as u64);
    Ok(Self::from_number(number))
  }
}

impl TryFrom<String> for Reference {
  type Error = String;

  fn try_from(text: String) -> Result<Self, String> {
    text.parse()
  }
}

impl From<Reference> for String {
  fn from(reference: Reference) -> Self {
    reference.0
  }
}

impl fmt::Display for Reference {
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(&self.0)
  }
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn reads_what_it_writes() {
    for number in [0, 1, 29, 30, 12_345_678_901, 21_869_999_999] {
      let reference = Reference::from_number(number);
      assert_eq!(reference.as_str().len(), 9);
      assert_eq!(reference.as_str().parse(), Ok(reference.clone()));
      assert_eq!(reference.as_str().to_lowercase().replace('-', "").parse(), Ok(reference));
    }
  }

  #[test]
  fn every_single_wrong_character_is_found() {
    let reference = Reference::from_number(9_876_543_210);
    let text = reference.as_str();
    for (place, right) in text.char_indices().filter(|(_, c)| *c != '-') {
      for other in ALPHABET.iter().map(|byte| char::from(*byte)).filter(|c| *c != right) {
        let mut wrong = text.to_owned();
        wrong.replace_range(place..=place, other.encode_utf8(&mut [0; 4]));
        assert!(wrong.parse::<Reference>().is_err(), "{wrong}");
      }
    }
  }

  #[test]
  fn other_texts_are_refused() {
    for wrong in ["", "-", "7KP4", "0000-0000", "中文", "2222-2222-2"] {
      assert!(wrong.parse::<Reference>().is_err(), "{wrong}");
    }
  }
}
