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

/// A heading or label for comparison: half width, lower case, letters and digits only, so that `检定/校准日期` is `检定校准日期`.
pub fn fold_label(text: &str) -> String {
  text.chars().map(fold_char).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn folding() {
    assert_eq!(fold_search("ＪＸ－００１ 卡尺。"), "jx-001卡尺.");
    assert_eq!(fold_label("检定 / 校准\n日期（Ｎｏ．）*"), "检定校准日期no");
    assert_eq!("１２。５～３％".chars().map(fold_char).collect::<String>(), "12.5~3%");
  }
}
