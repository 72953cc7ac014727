use std::sync::LazyLock;

/// The ordinary twin of a full-width character or Chinese punctuation, for commands, filters, numbers and codes; anything else as it is.
pub fn fold_char(c: char) -> char {
  match c {
    '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
    '\u{3000}' => ' ',
    '。' => '.',
    '、' => ',',
    '“' | '”' => '"',
    '‘' | '’' => '\'',
    '【' => '[',
    '】' => ']',
    '—' | '−' | '–' => '-',
    c => c,
  }
}

/// A text for comparison in searches and filters: half width, lower case, no blanks.
pub fn fold_search(text: &str) -> String {
  text.chars().map(fold_char).filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// A heading or label for comparison: half width, lower case, simplified hanzi, letters and digits only, so that `檢定/校準日期` is `检定校准日期`.
pub fn fold_label(text: &str) -> String {
  label_chars(text).collect()
}

/// Whether a text folded by [`fold_label`] is `folded`, told at the first character that differs.
pub fn is_label(text: &str, folded: &str) -> bool {
  // Mostly the first characters differ, and mostly they are of a kind that is folded in one step.
  if let (Some(first), Some(other)) = (text.chars().next(), folded.chars().next()) {
    let plain = first.is_ascii_alphanumeric() || ('一'..='龥').contains(&first);
    if plain && simplified(first).to_ascii_lowercase() != other {
      return false;
    }
  }
  label_chars(text).eq(folded.chars())
}

fn label_chars(text: &str) -> impl Iterator<Item = char> {
  text.chars().map(fold_char).filter(|c| c.is_alphanumeric()).map(simplified).flat_map(char::to_lowercase)
}

/// Traditional hanzi that stand in the headings of ledgers, and below each the simplified one.
const TRADITIONAL: &str = "範編號儀稱規圍測檢證書單準確級廠產製設備機構狀態結論週間區門類別強錄據術標識責領碼數額點質開時實於計誤許報賬帳現況處養護負員動應項種認訊購價廢馬銘終壓層電複驗鑑鑒師擴達離線組該屬貿環監療衛過對無內從與國際溫濕長寬為";
const SIMPLIFIED: &str = "范编号仪称规围测检证书单准确级厂产制设备机构状态结论周间区门类别强录据术标识责领码数额点质开时实于计误许报账账现况处养护负员动应项种认讯购价废马铭终压层电复验鉴鉴师扩达离线组该属贸环监疗卫过对无内从与国际温湿长宽为";

/// The pairs in the order of the traditional hanzi.
static PAIRS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
  let mut pairs: Vec<(char, char)> = TRADITIONAL.chars().zip(SIMPLIFIED.chars()).collect();
  pairs.sort_unstable();
  pairs
});

fn simplified(c: char) -> char {
  if c.is_ascii() {
    return c;
  }
  PAIRS.binary_search_by_key(&c, |(traditional, _)| *traditional).map_or(c, |at| PAIRS[at].1)
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn folding() {
    assert_eq!(fold_search("ＪＸ－００１ 卡尺。"), "jx-001卡尺.");
    assert_eq!(fold_label("检定 / 校准\n日期（Ｎｏ．）*"), "检定校准日期no");
    assert_eq!(fold_label("出廠編號（S/N）"), "出厂编号sn");
    for (text, folded) in [("檢定 / 校準", "检定校准"), ("檢定", "检定校准"), ("检定校准日期", "检定校准"), ("A·B", "ab"), ("", "")]
    {
      assert_eq!(is_label(text, folded), fold_label(text) == folded, "{text}");
    }
    assert_eq!(TRADITIONAL.chars().map(simplified).collect::<String>(), SIMPLIFIED);
    assert_eq!(TRADITIONAL.chars().count(), SIMPLIFIED.chars().count());
    assert_eq!("１２。５～３％".chars().map(fold_char).collect::<String>(), "12.5~3%");
  }
}
