use unicode_segmentation::UnicodeSegmentation;

/// The start of the grapheme before `at`.
pub(super) fn before(text: &str, at: usize) -> usize {
  text[..at].grapheme_indices(true).next_back().map_or(0, |(start, _)| start)
}

/// The end of the grapheme at `at`.
pub(super) fn after(text: &str, at: usize) -> usize {
  text[at..].graphemes(true).next().map_or(at, |grapheme| at + grapheme.len())
}

/// The start of the word before `at`; blanks in between are passed over. A run of hanzi is split as Unicode splits it.
pub(super) fn word_before(text: &str, at: usize) -> usize {
  let words: Vec<(usize, &str)> = text[..at].split_word_bound_indices().collect();
  words.iter().rev().find(|(_, word)| !word.trim().is_empty()).map_or(0, |(start, _)| *start)
}

/// The end of the word after `at`; blanks in between are passed over.
pub(super) fn word_after(text: &str, at: usize) -> usize {
  let mut words = text[at..].split_word_bound_indices();
  words.find(|(_, word)| !word.trim().is_empty()).map_or(text.len(), |(start, word)| at + start + word.len())
}
