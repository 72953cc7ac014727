/// The first mark in `text` that hides or reorders what people see: controls other than newline and tab, zero-width and bidirectional marks.
pub fn hostile(text: &str) -> Option<char> {
  text.chars().find(|c| match c {
    '\n' | '\t' => false,
    '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' => true,
    c => c.is_control(),
  })
}
