use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many cells a text takes. Characters of ambiguous width count as narrow, as modern terminals draw them.
pub fn width(text: &str) -> usize {
  text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The text cut to at most `cells`, with `…` where something was cut; no character is split.
pub fn truncate(text: &str, cells: usize) -> Cow<'_, str> {
  if width(text) <= cells {
    return Cow::Borrowed(text);
  }
  if cells == 0 {
    return Cow::Borrowed("");
  }
  let mut cut = String::new();
  let mut used = 0;
  for grapheme in text.graphemes(true) {
    let next = used + grapheme.width();
    if next > cells - 1 {
      break;
    }
    cut.push_str(grapheme);
    used = next;
  }
  cut.push('…');
  Cow::Owned(cut)
}

/// The text cut or filled with blanks to exactly `cells`.
pub fn fit(text: &str, cells: usize) -> String {
  let mut text = truncate(text, cells).into_owned();
  let used = width(&text);
  text.extend(std::iter::repeat_n(' ', cells.saturating_sub(used)));
  text
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
