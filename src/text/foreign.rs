use super::hostile::is_hostile;

/// Longer text is cut: nobody reads more of it in a message.
const LONGEST: usize = 2_000;

/// Foreign text for a line on a terminal: control, bidirectional, invisible and separating characters become U+FFFD, and the length is bounded.
pub fn clean_foreign(text: &str) -> String {
  let mut clean: String = text.chars().take(LONGEST).map(|c| if breaks_a_line(c) { '\u{FFFD}' } else { c }).collect();
  if text.chars().nth(LONGEST).is_some() {
    clean.push('…');
  }
  clean
}

/// What may not stand in a line of somebody else's text: marks that hide or reorder, line ends, selectors of pictures, and what is not yet assigned
/// among the invisible.
fn breaks_a_line(c: char) -> bool {
  is_hostile(c)
    || c.is_control()
    || matches!(c, '\u{2028}' | '\u{2029}' | '\u{2065}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0080}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn hostile_characters_become_visible() {
    for (foreign, shown) in [
      ("甲\u{1b}]0;x\u{7}\u{9b}31m\u{202e}公司", "甲\u{fffd}]0;x\u{fffd}\u{fffd}31m\u{fffd}公司"),
      ("两\n行\t列\u{2028}", "两\u{fffd}行\u{fffd}列\u{fffd}"),
      ("U = 0.02 mm, k=2 ，℃ Ω", "U = 0.02 mm, k=2 ，℃ Ω"),
      // A rare form of a hanzi in a name is chosen by a selector.
      ("葛\u{e0100}", "葛\u{e0100}"),
    ] {
      assert_eq!(clean_foreign(foreign), shown, "{foreign:?}");
    }
    assert_eq!(clean_foreign(&"长".repeat(LONGEST + 1)), "长".repeat(LONGEST) + "…");
  }
}
