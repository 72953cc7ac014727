use super::{Column, SheetRow, export::ROW_HEADING};
use crate::{
  expr::FieldIx,
  text::{fold_label, is_label},
};

/// What a row below the header is.
pub(super) enum Judged {
  Data,
  /// Sums, signatures, remarks.
  Foot,
  /// A line that names a group of rows.
  Band,
}

/// Tells rows with data from all else below the header.
pub(super) struct Body {
  /// The column with row ids, in a file of this program.
  ids: Option<u32>,
  key: Option<u32>,
  mapped: Vec<u32>,
}

/// How lines begin that sum up, are signed or remark.
const FOOT: &[&str] = &[
  "合计",
  "总计",
  "小计",
  "共计",
  "累计",
  "制表",
  "编制",
  "审核",
  "批准",
  "填表",
  "填报",
  "审批",
  "复核",
  "校核",
  "负责人",
  "主管",
  "经办",
  "核准",
  "注",
  "备注",
  "说明",
  "第页",
  "共页",
  "制单",
  "日期",
  "total",
  "subtotal",
  "prepared",
  "reviewed",
  "approved",
  "note",
];

/// What a line below the header says of what has to be given.
const HINTS: &[&str] = &["必填", "选填", "必填项", "选填项", "非必填", "可选", "可不填", "自动", "required", "optional"];

impl Body {
  pub(super) fn new(key: Option<FieldIx>, columns: &[Column]) -> Self {
    let key = columns.iter().find(|column| column.target.is_some() && column.field() == key).map(|column| column.at);
    let ids = columns.iter().find(|column| column.heading == ROW_HEADING).map(|column| column.at);
    Self { ids, key, mapped: columns.iter().filter(|column| column.target.is_some()).map(|column| column.at).collect() }
  }

  /// Whether the row has an id that this program gave it.
  pub(super) fn is_ours(&self, row: &SheetRow) -> bool {
    self.ids.is_some_and(|ids| !row.cell(ids).is_blank())
  }

  pub(super) fn judge(&self, row: &SheetRow) -> Judged {
    let filled = self.mapped.iter().filter(|column| !row.cell(**column).is_blank()).count();
    if filled * 2 <= self.mapped.len().max(2) + 1 && (is_foot(row) || is_signed(row)) {
      return Judged::Foot;
    }
    let is_hint = |text: &str| text.len() <= 24 && HINTS.iter().any(|hint| is_label(text, hint));
    if row.filled().all(|(_, cell)| cell.as_text().is_some_and(is_hint)) {
      return Judged::Foot;
    }
    let keyed = self.key.is_some_and(|key| !row.cell(key).is_blank());
    if self.mapped.len() > 2 && row.filled().take(2).count() == 1 {
      // A number alone in the first column is a line that was prepared and not used.
      return Judged::Band;
    }
    if keyed && filled >= 2 || filled >= 3 || filled == self.mapped.len() || (keyed && self.mapped.len() <= 2) {
      return Judged::Data;
    }
    if filled == 0 {
      Judged::Foot
    } else if filled == 1 && row.filled().count() <= 2 {
      Judged::Band
    } else {
      Judged::Data
    }
  }

  /// Whether a row after a gap heads a table of another kind: texts only, none of them repeated, and as wide as the table.
  pub(super) fn is_other_header(row: &SheetRow) -> bool {
    const NAMES: &[&str] = &["序号", "no", "编号", "名称", "姓名", "日期", "项目", "备注", "数量"];
    let texts: Vec<String> = row.filled().map(|(_, cell)| fold_label(&cell.shown().to_string())).collect();
    texts.first().is_some_and(|first| NAMES[..2].contains(&first.as_str()))
      && texts.iter().filter(|text| NAMES.iter().any(|name| text.contains(name))).count() * 2 >= texts.len()
  }
}

/// Whether a line begins as those do that sum up, are signed or remark.
fn is_foot(row: &SheetRow) -> bool {
  let first = row.filled().next().map(|(_, cell)| cell.shown().to_string()).unwrap_or_default();
  // Digits between the words do not matter: 第 1 页 共 3 页.
  let opening: String = first.chars().filter(|c| !c.is_whitespace() && !c.is_ascii_digit()).collect();
  let lower = opening.to_lowercase();
  FOOT.iter().any(|word| {
    lower.strip_prefix(word).is_some_and(|rest| {
      let ended = rest.is_empty()
        || rest.starts_with([':', '：', '人', '(', '（', '共', '/', '、'])
        || rest.starts_with("时间")
        || rest.starts_with("日期");
      ended && rest.chars().count() <= 80
    })
  })
}

/// Whether all that stands in a line are signatures.
fn is_signed(row: &SheetRow) -> bool {
  row.filled().all(|(_, cell)| cell.as_text().is_some_and(is_signature))
}

/// Whether a text is a few hanzi, a colon and whatever stands behind it: `保管员：张示例`.
fn is_signature(text: &str) -> bool {
  let Some((label, _)) = text.split_once(['：', ':']) else { return false };
  let label = label.trim();
  !label.is_empty() && label.chars().count() <= 8 && label.chars().all(|c| c >= '\u{2e80}' || matches!(c, '/' | ' '))
}
