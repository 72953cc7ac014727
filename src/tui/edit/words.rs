use unicode_segmentation::UnicodeSegmentation;

/// The start of the grapheme before `at`.
pub(super) fn before(text: &str, at: usize) -> usize {
  text[..at].grapheme_indices(true).next_back().map_or(0, |(start, _)| start)
}

/// The end of the grapheme at `at`.
pub(super) fn after(text: &str, at: usize) -> usize {
  text[at..].graphemes(true).next().map_or(at, |grapheme| at + grapheme.len())
}

/// What a grapheme belongs to. A word is a run of one kind: people hop over a run of hanzi as a whole, as there are no blanks between its words.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Kind {
  /// Letters and digits of alphabets.
  Letters,
  /// Hanzi, kana and other signs that stand for words or syllables.
  Hanzi,
  /// Blanks and punctuation.
  Between,
}

fn kind(grapheme: &str) -> Kind {
  match grapheme.chars().next() {
    Some(c) if is_cjk(c) => Kind::Hanzi,
    Some(c) if c.is_alphanumeric() || c == '_' => Kind::Letters,
    _ => Kind::Between,
  }
}

fn is_cjk(c: char) -> bool {
  matches!(c, '\u{2e80}'..='\u{2fdf}' | '々' | '〇' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The start of the word before `at`; blanks and punctuation in between are passed over.
pub(super) fn word_before(text: &str, at: usize) -> usize {
  let mut graphemes = text[..at].grapheme_indices(true).rev().skip_while(|(_, grapheme)| kind(grapheme) == Kind::Between);
  let Some((mut start, last)) = graphemes.next() else { return 0 };
  for (at, _) in graphemes.take_while(|(_, grapheme)| kind(grapheme) == kind(last)) {
    start = at;
  }
  start
}

/// The end of the word after `at`; blanks and punctuation in between are passed over.
pub(super) fn word_after(text: &str, at: usize) -> usize {
  let mut graphemes = text[at..].grapheme_indices(true).skip_while(|(_, grapheme)| kind(grapheme) == Kind::Between);
  let Some((start, first)) = graphemes.next() else { return text.len() };
  let mut end = start + first.len();
  for (at, grapheme) in graphemes.take_while(|(_, grapheme)| kind(grapheme) == kind(first)) {
    end = at + grapheme.len();
  }
  at + end
}
