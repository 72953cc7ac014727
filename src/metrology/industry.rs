/// A code of the industrial classification GB/T 4754-2017: a letter and up to four digits, such as `C3484`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Industry {
  /// The section (门类), `A` to `T`.
  pub letter: char,
  /// The division (大类), 1 to 97.
  pub division: u8,
}

/// Why a text is not an industry code.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum IndustryProblem {
  /// Not a letter and four digits.
  Shape,
  /// Four digits without the letter; holds the full code.
  LetterMissing(String),
  /// The division belongs to another letter: perhaps a code of the 2011 edition. Holds the right letter.
  OtherLetter(char),
  /// There is no such division.
  NoDivision,
}

/// Letters with their first and last division. Source: GB/T 4754-2017 (from general knowledge, domain.md §3.4).
const LETTERS: [(char, u8, u8); 20] = [
  ('A', 1, 5),
  ('B', 6, 12),
  ('C', 13, 43),
  ('D', 44, 46),
  ('E', 47, 50),
  ('F', 51, 52),
  ('G', 53, 60),
  ('H', 61, 62),
  ('I', 63, 65),
  ('J', 66, 69),
  ('K', 70, 70),
  ('L', 71, 72),
  ('M', 73, 75),
  ('N', 76, 79),
  ('O', 80, 82),
  ('P', 83, 83),
  ('Q', 84, 85),
  ('R', 86, 90),
  ('S', 91, 96),
  ('T', 97, 97),
];

impl Industry {
  /// Reads a letter and four digits.
  pub fn parse(text: &str) -> Result<Self, IndustryProblem> {
    let (letter, digits) = match text.as_bytes() {
      [letter @ b'A'..=b'Z', digits @ ..] => (Some(char::from(*letter)), digits),
      digits => (None, digits),
    };
    if digits.len() != 4 || !digits.iter().all(u8::is_ascii_digit) {
      return Err(IndustryProblem::Shape);
    }
    let division = (digits[0] - b'0') * 10 + (digits[1] - b'0');
    let Some((right, ..)) = LETTERS.into_iter().find(|(_, first, last)| (*first..=*last).contains(&division)) else {
      return Err(IndustryProblem::NoDivision);
    };
    match letter {
      None => Err(IndustryProblem::LetterMissing(format!("{right}{text}"))),
      Some(letter) if letter != right => Err(IndustryProblem::OtherLetter(right)),
      Some(letter) => Ok(Self { letter, division }),
    }
  }
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn vectors() {
    // domain.md §3.4
    for (text, letter, division) in [("C3484", 'C', 34), ("C1462", 'C', 14), ("C2614", 'C', 26), ("A0171", 'A', 1)] {
      assert_eq!(Industry::parse(text), Ok(Industry { letter, division }), "{text}");
    }
    for (text, problem) in [
      ("3484", IndustryProblem::LetterMissing("C3484".into())),
      ("F1462", IndustryProblem::OtherLetter('C')),
      ("C8311", IndustryProblem::OtherLetter('P')),
      ("P8210", IndustryProblem::OtherLetter('O')),
      ("C348", IndustryProblem::Shape),
      ("Z9911", IndustryProblem::NoDivision),
      ("", IndustryProblem::Shape),
      ("机械", IndustryProblem::Shape),
    ] {
      assert_eq!(Industry::parse(text), Err(problem), "{text}");
    }
  }
}
