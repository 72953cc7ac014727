//! Signs and words that mean something else than what they say.

use super::Cell;

/// Marks that say there is nothing to say.
const NOTHING: &[&str] = &[
  "/",
  "\\",
  "-",
  "--",
  "---",
  "—",
  "——",
  "–",
  "―",
  "－",
  "_",
  "*",
  "·",
  "…",
  "……",
  "无",
  "n/a",
  "na",
  "none",
  "null",
  "nil",
  "无此项",
  "不适用",
];
pub(super) const TICKS: &[&str] = &["√", "✓", "✔", "☑", "v", "●", "■", "▲", "★"];
/// Yes where it is the only mark of a column; beside ● or √ it mostly says no.
pub(super) const CIRCLE: &str = "○";
/// The same as above.
const DITTO: &[&str] = &["同上", "〃", "″", "\"", "”", "＂", "ditto", "同前"];
/// Whether a value has no unit.
pub(super) fn is_bare(text: &str) -> bool {
  !text.chars().any(|c| c.is_alphabetic() || "%‰°℃℉".contains(c))
}

/// Whether a text is what it is: signs of ASCII in one piece that begin like a number or a name, too many for any mark that means something else
/// and no long number that lost digits.
pub(super) fn is_plain_name(text: &str) -> bool {
  let bytes = text.as_bytes();
  bytes.len() > 5 && bytes[0].is_ascii_alphanumeric() && bytes.iter().all(|byte| byte.is_ascii_graphic() && *byte != b'+')
}

/// Whether the cell says the same as the one above.
pub(super) fn is_ditto(cell: &Cell) -> bool {
  cell.as_text().is_some_and(says_ditto)
}

/// Whether a text says that there is nothing to say.
pub(super) fn says_nothing(text: &str) -> bool {
  NOTHING.iter().any(|nothing| nothing.eq_ignore_ascii_case(text.trim()))
}

pub(super) fn says_ditto(text: &str) -> bool {
  text.len() <= 12 && DITTO.contains(&text.trim())
}

/// Whether a spreadsheet wrote a long number as `1.23457E+17` before it became a text.
pub(super) fn lost_digits(text: &str) -> bool {
  text.split_once("E+").is_some_and(|(digits, power)| {
    let digits = digits.strip_prefix('-').unwrap_or(digits);
    let all = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    power.len() >= 2
      && all(power)
      && digits.split_once('.').map_or(all(digits), |(whole, rest)| whole.len() == 1 && all(whole) && all(rest))
  })
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn no_mark_is_a_plain_name() {
    let marks = [NOTHING, TICKS, DITTO, &[CIRCLE, "1.23457E+17", "'00012345", " JX-00001", "JX 00001", "JX-00001\n"]].concat();
    for text in marks {
      assert!(!is_plain_name(text) && !is_plain_name(&text.to_uppercase()), "{text}");
    }
    assert!(is_plain_name("JX-00001"));
  }
}
