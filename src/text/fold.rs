/// The ordinary twin of a full-width character or Chinese punctuation, for commands, filters, numbers and codes; anything else as it is.
pub fn fold_char(c: char) -> char {
  match c {
    '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
    '\u{3000}' => ' ',
    '。' => '.',
    '、' => ',',
    '“' | '”' => '"',
    '‘' | '’' => '\'',
    '【' => '[',
    '】' => ']',
    '—' | '−' | '–' => '-',
    c => c,
  }
}

/// A text for comparison in searches and filters: half width, lower case, no blanks.
pub fn fold_search(text: &str) -> String {
  text.chars().map(fold_char).filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn folding() {
    assert_eq!(fold_search("ＪＸ－００１ 卡尺。"), "jx-001卡尺.");
    assert_eq!("１２。５～３％".chars().map(fold_char).collect::<String>(), "12.5~3%");
  }
}
