use super::truncate;
use textwrap::{Options, WordSplitter, WrapAlgorithm};

/// The text in lines of at most `cells`; punctuation like ，。： does not begin a line.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
  let options = Options::new(cells.max(2)).word_splitter(WordSplitter::NoHyphenation).wrap_algorithm(WrapAlgorithm::FirstFit);
  text.lines().flat_map(|line| textwrap::wrap(line, &options)).map(std::borrow::Cow::into_owned).collect()
}

/// The text in at most so many lines; an ellipsis tells that there is more.
pub fn wrap_to(text: &str, cells: usize, rows: usize) -> Vec<String> {
  let mut lines = wrap(text, cells);
  if lines.len() > rows {
    lines.truncate(rows);
    if let Some(last) = lines.last_mut() {
      *last = truncate(&format!("{last}…"), cells).into_owned();
    }
  }
  lines
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn that_there_is_more_is_told() {
    assert_eq!(wrap_to("one two three", 7, 3), ["one two", "three"]);
    assert_eq!(wrap_to("one two three four", 7, 2), ["one two", "three…"]);
    assert_eq!(wrap_to("one two three", 7, 1), ["one tw…"]);
    assert_eq!(wrap_to("检定校准日期", 6, 1), ["检定…"]);
    assert_eq!(wrap_to("", 6, 1), Vec::<String>::new());
  }
  use crate::text::width;

  #[test]
  fn hanzi_wrap_and_punctuation_stays_behind() {
    let lines = wrap("第 37 行有效期至：已于 2026-10-31 超期，状态却是合格。请送检，或改为停用。", 16);
    assert!(lines.len() > 3);
    for line in &lines {
      assert!(width(line) <= 16, "{line}");
      assert!(!line.starts_with(['，', '。', '：']), "{line}");
    }
  }
}
