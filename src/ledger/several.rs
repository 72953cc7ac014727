/// Whether a cell that tells rows apart names several of them: `LJ-01~LJ-05`, `LJ-06、LJ-07`, or one below the other.
pub(super) fn names_several(text: &str) -> bool {
  let separates = |c: char| matches!(c, '~' | '～' | '、' | ',' | '，' | ';' | '；' | '\n' | '至');
  let mut parts = text.split(separates).map(str::trim).filter(|part| !part.is_empty()).peekable();
  let Some(first) = parts.next() else { return false };
  // A code that was broken into two lines ends in what joins them.
  let is_code = |part: &str| part.chars().any(|c| c.is_ascii_digit()) && part.ends_with(|c: char| c.is_alphanumeric());
  parts.peek().is_some() && is_code(first) && parts.all(is_code)
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn lists_and_spans() {
    for (text, several) in [
      ("LJ-01~LJ-05", true),
      ("LJ-01～05", true),
      ("LJ-06\nLJ-07", true),
      ("LJ-08、LJ-09", true),
      ("JX-\n001", false),
      ("JX-2024-\n001", false),
      ("JX-001", false),
      ("JX-001\n", false),
      ("甲、乙", false),
      ("", false),
    ] {
      assert_eq!(names_several(text), several, "{text}");
    }
  }
}
