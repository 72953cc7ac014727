/// Full-width ASCII (U+FF01–FF5E) and the ideographic space as their ordinary twins; nothing else changes.
pub fn half_width(text: &str) -> String {
  text
    .chars()
    .map(|c| match c {
      '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
      '\u{3000}' => ' ',
      _ => c,
    })
    .collect()
}
