use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many cells a text takes. Characters of ambiguous width count as narrow, as modern terminals draw them.
pub fn width(text: &str) -> usize {
  plain_width(text).unwrap_or_else(|| text.graphemes(true).map(UnicodeWidthStr::width).sum())
}

/// The width of a text in which every character stands for itself, as nearly all do: each has cells of its own, and none joins its neighbour. `None`
/// where that takes a closer look.
pub fn plain_width(text: &str) -> Option<usize> {
  text.chars().map(plain_cells).sum()
}

/// The cells of a character that joins no neighbour which has them too.
pub fn plain_cells(c: char) -> Option<usize> {
  match c {
    ' '..='~' | '°' | '±' | '·' | '×' | '\u{2010}'..='\u{2027}' | '›' | '℃' | '\u{2500}'..='\u{257f}' => Some(1),
    '\u{3000}'..='\u{3029}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}' => Some(2),
    _ => None,
  }
}

/// The text cut to at most `cells`, with `…` where something was cut; no character is split.
pub fn truncate(text: &str, cells: usize) -> Cow<'_, str> {
  if width(text) <= cells {
    return Cow::Borrowed(text);
  }
  if cells == 0 {
    return Cow::Borrowed("");
  }
  let mut used = 0;
  let mut fits = |(_, cells_of_it): &(usize, usize)| {
    used += cells_of_it;
    used < cells
  };
  let kept = if plain_width(text).is_some() {
    text.chars().map(|c| (c.len_utf8(), plain_cells(c).unwrap_or(0))).take_while(&mut fits).map(|(bytes, _)| bytes).sum::<usize>()
  } else {
    text.graphemes(true).map(|grapheme| (grapheme.len(), grapheme.width())).take_while(&mut fits).map(|(bytes, _)| bytes).sum()
  };
  Cow::Owned(format!("{}…", text.get(..kept).unwrap_or_default()))
}

/// The text cut or filled with blanks to exactly `cells`.
pub fn fit(text: &str, cells: usize) -> String {
  let text = truncate(text, cells);
  let blanks = cells.saturating_sub(width(&text));
  let mut fitted = String::with_capacity(text.len() + blanks);
  fitted.push_str(&text);
  fitted.extend(std::iter::repeat_n(' ', blanks));
  fitted
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn widths() {
    for (text, cells) in [("", 0), ("abc", 3), ("检定", 4), ("㎡", 2), ("μm", 2), ("℃", 1), ("𠮷", 2), ("e\u{301}", 1), ("１２", 4)]
    {
      assert_eq!(width(text), cells, "{text}");
    }
  }

  #[test]
  fn plain_characters_are_as_wide_as_a_closer_look_says_and_join_nothing() {
    let plain: Vec<char> = ('\0'..=char::MAX).filter(|c| plain_cells(*c).is_some()).collect();
    let text: String = plain.iter().collect();
    assert_eq!(text.graphemes(true).count(), plain.len());
    for c in plain {
      let twice = format!("{c}{c}");
      assert_eq!(twice.graphemes(true).map(UnicodeWidthStr::width).sum::<usize>(), 2 * plain_cells(c).unwrap(), "{c:?}");
      assert_eq!(twice.graphemes(true).count(), 2, "{c:?}");
      // Canvas::plain tells them apart like this.
      assert_eq!(plain_cells(c) == Some(2), c >= '\u{3000}', "{c:?}");
    }
  }

  #[test]
  fn cutting() {
    for (text, cells, expected) in [
      ("检定规程", 8, "检定规程"),
      ("检定规程", 7, "检定规…"),
      ("检定规程", 6, "检定…"),
      ("检定", 1, "…"),
      ("检定", 0, ""),
      ("abc", 2, "a…"),
    ] {
      assert_eq!(truncate(text, cells), expected, "{text} {cells}");
      assert!(width(&truncate(text, cells)) <= cells);
      assert_eq!(width(&fit(text, cells)), cells);
    }
    assert_eq!(fit("检定", 6), "检定  ");
  }
}
