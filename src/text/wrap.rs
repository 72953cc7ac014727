use textwrap::{Options, WordSplitter, WrapAlgorithm};

/// The text in lines of at most `cells`; punctuation like ，。： does not begin a line.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
  let options = Options::new(cells.max(2)).word_splitter(WordSplitter::NoHyphenation).wrap_algorithm(WrapAlgorithm::FirstFit);
  text.lines().flat_map(|line| textwrap::wrap(line, &options)).map(std::borrow::Cow::into_owned).collect()
}

#[cfg(test)]
mod tests {
  use super::*;
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
