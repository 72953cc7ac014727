/// Full-width ASCII (U+FF01–FF5E) and the ideographic space as their ordinary twins; nothing else changes.
pub fn half_width(text: &str) -> String {
  // The first bytes of characters that change.
  if !text.bytes().any(|byte| matches!(byte, 0xe3 | 0xef)) {
    return text.to_owned();
  }
  text
    .chars()
    .map(|c| match c {
      '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
      '\u{3000}' => ' ',
      _ => c,
    })
    .collect()
}
