use crate::{
  expr::{FieldIx, GroupIx},
  form::{Choices, Form, Kind},
  text::fold_label,
};
use std::collections::{HashMap, HashSet};

/// A part of a range or of an uncertainty that has a column of its own.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Part {
  /// The lower limit.
  Low,
  /// The upper limit.
  High,
  /// The unit.
  Unit,
  /// The coverage factor k of an uncertainty.
  Factor,
}

/// What a column goes into.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Target {
  /// A field.
  Field(FieldIx),
  /// A part of a range.
  Part(FieldIx, Part),
}

impl Target {
  /// The field, whole or in part.
  pub fn field(self) -> FieldIx {
    match self {
      Self::Field(field) | Self::Part(field, _) => field,
    }
  }
}

/// Words that follow the name of a range where its parts have columns of their own.
const PARTS: [(Part, &[&str]); 3] = [
  (Part::Low, &["下限", "最小值", "最小", "起始", "low", "min", "lower", "从"]),
  (Part::High, &["上限", "最大值", "最大", "终止", "high", "max", "upper", "到"]),
  (Part::Unit, &["单位", "计量单位", "unit"]),
];

/// How the column is called that holds the coverage factor beside an uncertainty.
const FACTOR: &[&str] = &["包含因子", "包含因子k", "k", "k值", "覆盖因子", "扩展因子", "coverage factor", "coverage factor k"];

/// What may stand behind the name of a field without changing it.
const TRAILERS: &[&str] = &["信息", "情况", "内容", "说明", "要求", "栏", "日期", "时间", "年月日", "必填", "选填"];

/// What a heading begins with that tells of what was before or is meant to be.
const NOT_NOW: &[&str] = &["计划", "预计", "预定", "拟", "原管理", "原编", "原来", "旧"];

/// Ways to name verification and calibration together.
const BOTH: &[&str] = &["检定校准", "校准检定", "检定或校准", "检定及校准", "检定和校准", "检校"];

/// What may stand before the name of a field without changing it: what is kept in the table, and that it is told of now.
const SUBJECTS: &[&str] = &[
  "计量器具",
  "测量设备",
  "检测设备",
  "检验设备",
  "仪器设备",
  "设备仪器",
  "仪器仪表",
  "量检具",
  "工量具",
  "量具",
  "检具",
  "器具",
  "设备",
  "仪器",
  "仪表",
  "衡器",
  "表具",
  "工具",
  "资产",
  "中文",
  "当前",
  "目前",
  "现有",
  "现",
  "最近一次",
  "最近",
  "最新",
  "最后",
  "本次",
  "本期",
];

/// The words by which the columns of a table are known, from its form.
#[derive(Debug)]
pub(super) struct Dictionary {
  words: HashMap<String, Vec<(Target, u32)>>,
  /// Words that may stand inside a longer heading, the longest first.
  inside: Vec<(String, Target)>,
  /// Places in `inside` by the first character of the word.
  begins: HashMap<char, Vec<usize>>,
  /// The choices of all fields: below 使用状态 a line may name each of them.
  choices: HashSet<String>,
}

/// How sure a word is; sums of these choose the header row.
pub(super) const CERTAIN: u32 = 100;
/// The surest of what is only like a word.
const LIKE: u32 = 55;
/// What a person said outweighs any word.
pub(super) const SAID: u32 = 1000;

impl Dictionary {
  pub(super) fn new(form: &Form, table: GroupIx) -> Self {
    let mut words: HashMap<String, Vec<(Target, u32)>> = HashMap::new();
    let mut add = |word: String, target: Target, score: u32| {
      if !word.is_empty() {
        words.entry(word).or_default().push((target, score));
      }
    };
    for (index, field) in form.group(table).fields().filter(|(_, field)| field.kind.is_answered()) {
      if matches!(field.kind, Kind::Uncertainty(_)) {
        FACTOR.iter().for_each(|word| add(fold_label(word), Target::Part(index, Part::Factor), CERTAIN));
      }
      let labels = [&field.label.zh, &field.label.en].into_iter().map(|label| (fold_label(label), CERTAIN));
      let synonyms = field.synonyms.iter().enumerate().map(|(place, word)| (fold_label(word), 95 - (place as u32).min(39)));
      let names: Vec<(String, u32)> = labels.chain([(fold_label(&field.id), CERTAIN)]).chain(synonyms).collect();
      for (name, score) in &names {
        add(name.clone(), Target::Field(index), *score);
        if matches!(field.kind, Kind::Range(_)) {
          for (part, endings) in PARTS {
            for ending in endings {
              add(format!("{name}{ending}"), Target::Part(index, part), *score);
              // 测量上限 as well as 测量范围上限.
              if let Some(stem) = name.strip_suffix("范围").filter(|_| part != Part::Unit) {
                add(format!("{stem}{ending}"), Target::Part(index, part), *score);
              }
            }
          }
        }
      }
    }
    let mut inside: Vec<(String, Target)> = words
      .iter()
      .filter(|(word, _)| word.chars().count() >= 3)
      .filter_map(|(word, targets)| targets.iter().max_by_key(|(_, score)| *score).map(|(target, _)| (word.clone(), *target)))
      .collect();
    inside.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
    let mut begins: HashMap<char, Vec<usize>> = HashMap::new();
    // Latin words are too short to be told inside another.
    for (place, (word, _)) in inside.iter().enumerate().filter(|(_, (word, _))| !word.is_ascii() || word.len() > 5) {
      if let Some(first) = word.chars().next() {
        begins.entry(first).or_default().push(place);
      }
    }
    let listed = form.group(table).fields().filter_map(|(_, field)| match &field.kind {
      Kind::Choice(Choices::List(choices)) => Some(choices.iter()),
      _ => None,
    });
    let said = listed.flatten().flat_map(|choice| choice.synonyms.iter().map(String::as_str).chain([&*choice.label.zh]));
    let choices = said.map(fold_label).collect();
    Self { words, inside, begins, choices }
  }

  /// A heading that a person gave a field; taken before all others.
  pub(super) fn say(&mut self, heading: &str, target: Target) {
    self.words.entry(fold_label(heading)).or_default().push((target, SAID));
  }

  /// The fields a folded heading may mean, with how sure that is.
  pub(super) fn find(&self, folded: &str) -> Vec<(Target, u32)> {
    if let Some(found) = self.words.get(folded) {
      return found.clone();
    }
    if let Some(found) = self.of_both(folded) {
      return found.clone();
    }
    if let Some(found) = self.of_subject(folded) {
      return found;
    }
    // A longer heading, such as 本次检定日期, means the longest word in it.
    if NOT_NOW.iter().any(|word| folded.starts_with(word)) {
      return Vec::new();
    }
    let words = folded.char_indices().filter_map(|(at, first)| Some((&folded[at..], self.begins.get(&first)?)));
    // What a heading is called stands at its end: 检定机构联系人 is no 检定机构.
    let ends =
      |rest: &str| !rest.chars().any(|c| c >= '\u{2e80}') || TRAILERS.contains(&rest) || is_year(rest) || self.choices.contains(rest);
    let fits = |rest: &str, word: &str| rest.strip_prefix(word).is_some_and(ends) && folded.len() <= word.len() * 3;
    let longest = words.filter_map(|(rest, places)| places.iter().copied().find(|place| fits(rest, &self.inside[*place].0))).min();
    let Some((word, target)) = longest.map(|place| &self.inside[place]) else { return Vec::new() };
    // Two fields in one column, such as 测量范围及准确度: a person has to say which is meant.
    if self.joins_another(&folded.replacen(word.as_str(), "\u{1f}", 1), target.field()) {
      return Vec::new();
    }
    vec![(*target, 40 + (word.chars().count() as u32).min(15))]
  }

  /// 检定/校准时间 is what 检定时间 is.
  fn of_both(&self, folded: &str) -> Option<&Vec<(Target, u32)>> {
    // Most texts have nothing to do with either.
    let both = BOTH.iter().filter(|_| folded.contains('检')).find(|both| folded.contains(*both))?;
    self.words.get(&folded.replacen(both, "检定", 1))
  }

  /// The fields that a heading means without what is kept in the table: 仪表量程, 设备中文名称.
  fn of_subject(&self, folded: &str) -> Option<Vec<(Target, u32)>> {
    let mut rest = folded;
    while let Some(shorter) = SUBJECTS.iter().find_map(|subject| rest.strip_prefix(subject)) {
      rest = shorter;
      if let Some(found) = self.words.get(rest).filter(|_| rest.chars().count() >= 2) {
        return Some(found.iter().map(|(target, score)| (*target, (*score).min(LIKE))).collect());
      }
    }
    None
  }

  /// Whether what is left of a heading beside a word is joined to it and names another field.
  fn joins_another(&self, rest: &str, field: FieldIx) -> bool {
    let joined = rest.split('\u{1f}').flat_map(|part| part.split(['及', '和', '与', '或', '并'])).filter(|part| !part.is_empty());
    let names_other = |part: &str| self.words.get(part).is_some_and(|targets| targets.iter().all(|(target, _)| target.field() != field));
    rest.contains(['及', '和', '与', '或', '并']) && joined.into_iter().any(names_other)
  }

  /// Whether the folded text is one of the words.
  pub(super) fn knows(&self, folded: &str) -> bool {
    self.words.contains_key(folded) || self.of_both(folded).is_some()
  }
}

/// Whether a text is a year: 2024年.
fn is_year(text: &str) -> bool {
  text
    .strip_suffix("年度")
    .or_else(|| text.strip_suffix('年'))
    .is_some_and(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))
}
