use crate::text::half_width;

/// A heading: its name, and the unit in it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Heading {
  /// As it stands.
  pub(super) text: String,
  /// Without what stands in brackets or behind a slash.
  pub(super) name: String,
  /// The unit in brackets or behind the slash: `测量范围(mm)`, `测量范围/mm`.
  pub(super) unit: Option<String>,
}

impl Heading {
  pub(super) fn new(text: &str) -> Self {
    let text = text.trim();
    let folded = half_width(text);
    let mut name = String::new();
    let mut unit = None;
    let mut rest = folded.as_str();
    while let Some(open) = rest.find(['(', '[', '【']) {
      let close = rest[open..].find([')', ']', '】']).map(|at| open + at);
      let Some(close) = close else { break };
      name.push_str(&rest[..open]);
      let inside = rest[open..close].trim_start_matches(['(', '[', '【']).trim();
      if is_unit(inside) {
        unit = Some(inside.to_owned());
      }
      let width = rest[close..].chars().next().map_or(1, char::len_utf8);
      rest = &rest[close + width..];
    }
    name.push_str(rest);
    if unit.is_none()
      && let Some((head, tail)) = name.rsplit_once('/')
      && is_unit(tail.trim())
    {
      unit = Some(tail.trim().to_owned());
      name = head.to_owned();
    }
    Self { text: text.to_owned(), name, unit }
  }
}

/// Words for units that are written in Chinese; any other unit has no Chinese character in it.
const CHINESE_UNITS: &[&str] = &[
  "月",
  "个月",
  "年",
  "天",
  "日",
  "级",
  "等",
  "毫米",
  "厘米",
  "米",
  "微米",
  "千克",
  "公斤",
  "克",
  "毫克",
  "吨",
  "牛",
  "千牛",
  "牛米",
  "帕",
  "千帕",
  "兆帕",
  "摄氏度",
  "度",
  "伏",
  "毫伏",
  "千伏",
  "安",
  "毫安",
  "欧",
  "千欧",
  "兆欧",
  "瓦",
  "千瓦",
  "赫兹",
  "升",
  "毫升",
  "立方米",
  "秒",
  "分",
  "小时",
  "转/分",
  "元",
  "万元",
  "台",
  "件",
];

/// Whether the text can be a unit: no Chinese but the words for units, and short.
pub(super) fn is_unit(text: &str) -> bool {
  if CHINESE_UNITS.contains(&text) {
    return true;
  }
  let mark = |c: char| c.is_ascii_alphanumeric() || "%‰°℃℉ΩΩμµ·*./^-²³⁻¹ ".contains(c);
  !text.is_empty()
    && text.chars().count() <= 10
    && text.chars().all(mark)
    && text.chars().any(|c| c.is_alphabetic() || "%‰°℃℉".contains(c))
    && !["no", "no.", "id", "date", "y/n", "yes/no", "n/a"].contains(&text.to_ascii_lowercase().as_str())
}

/// Whether a heading tells of the last time where another may tell of this time: `上次检定 日期`.
pub(super) fn is_former(heading: &str) -> bool {
  const WORDS: [&str; 9] = ["上次", "上一次", "前次", "上期", "上年", "去年", "历史", "previous", "prior"];
  let lower = heading.to_lowercase();
  WORDS.iter().any(|word| lower.contains(word))
}

/// The text of a heading without the brackets around it.
pub(super) fn bare(text: &str) -> String {
  half_width(text).trim().trim_matches(['(', ')', '[', ']']).to_owned()
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn names_and_units() {
    for (text, name, unit) in [
      ("测量范围(mm)", "测量范围", Some("mm")),
      ("测量范围（MPa）", "测量范围", Some("MPa")),
      ("测量范围/℃", "测量范围", Some("℃")),
      ("检定周期\n（月）", "检定周期\n", Some("月")),
      ("型号/规格", "型号/规格", None),
      ("有效期至（年月日）", "有效期至", None),
      ("编号(No.)", "编号", None),
      ("准确度等级/最大允许误差", "准确度等级/最大允许误差", None),
      ("分度值[mm]", "分度值", Some("mm")),
      ("名称(", "名称(", None),
    ] {
      let heading = Heading::new(text);
      assert_eq!((heading.name.as_str(), heading.unit.as_deref()), (name, unit), "{text}");
    }
  }
}
