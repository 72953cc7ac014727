/// The first mark in `text` that hides or reorders what people see, or takes no room by itself: controls other than newline and tab, zero-width
/// and bidirectional marks, fillers, tags.
pub fn hostile(text: &str) -> Option<char> {
  // All bytes are looked at, since that is done many at a time.
  if !text.bytes().fold(false, |found, byte| found | may_begin(byte)) {
    return None;
  }
  text.chars().find(|c| is_hostile(*c))
}

/// Whether such a mark may begin with this byte: most texts hold none of these, so that they are not looked at by characters.
fn may_begin(byte: u8) -> bool {
  matches!(byte, ..0x20 | 0x7f | 0xc2 | 0xcd | 0xd8 | 0xe1..=0xe3 | 0xef | 0xf3)
}

/// Whether a character is such a mark.
pub(super) fn is_hostile(c: char) -> bool {
  match c {
    '\n' | '\t' => false,
    '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' => true,
    // Soft hyphen, joiners and marks of other scripts, fillers that look like blanks, anchors of annotations, tags.
    '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{3164}' | '\u{ffa0}' => true,
    '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => true,
    c => c.is_control(),
  }
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn every_mark_is_found() {
    for c in '\0'..=char::MAX {
      assert_eq!(hostile(&format!("数{c}")), is_hostile(c).then_some(c), "{c:?}");
    }
  }
}
