/// The text `step` places after `text` in a series: its last run of digits counts on, and keeps its leading zeros (`JX-009` → `JX-010`, `1.5` → `1.6`).
/// `None` where there is no digit to count with, or the count would fall below zero.
pub fn count_on(text: &str, step: i64) -> Option<String> {
  let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
  let start = text[..end].rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
  let digits = &text[start..end];
  let next = digits.parse::<i64>().ok()?.checked_add(step).filter(|next| *next >= 0)?;
  let width = if digits.starts_with('0') { digits.len() } else { 0 };
  Some(format!("{}{next:0width$}{}", &text[..start], &text[end..]))
}

/// How far `second` is from `first` in a series that both belong to; `None` where they differ in more than the last run of digits.
pub fn series_step(first: &str, second: &str) -> Option<i64> {
  let number = |text: &str| {
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = text[..end].len() - text[..end].chars().rev().take_while(char::is_ascii_digit).count();
    text[start..end].parse::<i64>().ok()
  };
  let step = number(second)?.checked_sub(number(first)?)?;
  (count_on(first, step).as_deref() == Some(second)).then_some(step)
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn counting() {
    for (text, step, expected) in [
      ("JX-009", 1, Some("JX-010")),
      ("JX-099", 1, Some("JX-100")),
      ("JX-999", 1, Some("JX-1000")),
      ("12", 3, Some("15")),
      ("1.5", 1, Some("1.6")),
      ("第3号", 2, Some("第5号")),
      ("A", 1, None),
      ("0", -1, None),
      ("", 1, None),
      ("99999999999999999999", 1, None),
    ] {
      assert_eq!(count_on(text, step).as_deref(), expected, "{text}");
    }
  }

  #[test]
  fn steps() {
    for (first, second, expected) in
      [("JX-001", "JX-003", Some(2)), ("10", "5", Some(-5)), ("A1", "B2", None), ("甲", "乙", None), ("JX-1", "JX-02", None)]
    {
      assert_eq!(series_step(first, second), expected, "{first} {second}");
    }
  }
}
