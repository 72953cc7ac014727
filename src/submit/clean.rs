//! Stands in for `crate::text::clean` until that module exists, and goes away then.

/// Foreign text for a line on a terminal: control, bidirectional, invisible and separating characters become U+FFFD, and the length is bounded.
pub(crate) fn clean(text: &str) -> String {
  const LONGEST: usize = 2_000;
  let mut clean: String = text.chars().take(LONGEST).map(|c| if is_hostile(c) { '\u{FFFD}' } else { c }).collect();
  if text.chars().nth(LONGEST).is_some() {
    clean.push('…');
  }
  clean
}

fn is_hostile(c: char) -> bool {
  c.is_control()
    || matches!(c,
      '\u{00AD}' | '\u{061C}' | '\u{115F}'..='\u{1160}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
      | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}'
      | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn hostile_characters_become_visible() {
    assert_eq!(clean("甲\u{1b}]0;x\u{7}\u{9b}31m\u{202e}公司"), "甲\u{fffd}]0;x\u{fffd}\u{fffd}31m\u{fffd}公司");
    assert_eq!(clean("两\n行"), "两\u{fffd}行");
    assert_eq!(clean("U = 0.02 mm, k=2 ，℃ Ω"), "U = 0.02 mm, k=2 ，℃ Ω");
  }
}
