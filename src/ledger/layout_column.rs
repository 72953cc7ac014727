//! What a column is, by the texts above it.

use super::{
  Address, Column, Target,
  dictionary::SAID,
  heading::{Heading, bare, is_unit},
  layout::Finder,
};
use crate::{
  expr::FieldIx,
  form::Kind,
  text::{fold_label, half_width, is_label},
};
use std::{cmp::Reverse, collections::HashSet};

impl Finder<'_> {
  /// Whether a further column may go into the field: one more part of its text, or the month and the day beside the year.
  pub(super) fn joins(&self, field: FieldIx, place: usize, columns: &[Column]) -> bool {
    let known = self.form.field(self.table, field);
    let is_part = |column: &Column| matches!(column.unit.as_deref(), Some("年" | "月" | "日"));
    let mut beside = columns.iter().filter(|column| column.field() == Some(field));
    let day_part = matches!(known.kind, Kind::Date) && is_part(&columns[place]) && beside.all(is_part);
    // The same name again is another table, further right.
    let again =
      || columns.iter().any(|column| column.field() == Some(field) && is_label(&column.heading, &fold_label(&columns[place].heading)));
    (known.join || day_part) && !again()
  }

  /// What a person said about a column, by its heading or its letter.
  pub(super) fn said_of(&self, heading: &str, at: u32) -> Option<&(String, Option<Target>)> {
    if self.said.is_empty() {
      return None;
    }
    let (letters, folded) = (Address::letters(at), fold_label(heading));
    self.said.iter().find(|(said, _)| said.eq_ignore_ascii_case(&letters) || (!folded.is_empty() && fold_label(said) == folded))
  }

  /// What the texts above a column mean together.
  pub(super) fn column(&self, texts: &[String], at: u32) -> (String, Option<String>, Vec<(Target, u32)>) {
    let heading = texts.iter().map(|text| text.trim().replace(['\r', '\n'], " ")).collect::<Vec<_>>().join(" ");
    if let Some((_, target)) = self.said_of(&heading, at) {
      let unit = Heading::new(&heading).unit;
      return (heading, unit, target.iter().map(|target| (*target, SAID)).collect());
    }
    let Some(last) = texts.last() else { return (heading, None, Vec::new()) };
    let mut unit = None;
    let mut names: Vec<String> = Vec::new();
    // A line of units below the names.
    let below = bare(last);
    let unit_line = texts.len() > 1 && is_unit(&below) && !self.dictionary.knows(&fold_label(last));
    let texts = if unit_line {
      unit = Some(below);
      &texts[..texts.len() - 1]
    } else {
      texts
    };
    let headings: Vec<Heading> = texts.iter().map(|text| Heading::new(text)).collect();
    unit = unit.or_else(|| headings.iter().rev().find_map(|heading| heading.unit.clone()));
    for start in (0..headings.len()).rev() {
      names.push(headings[start..].iter().map(|heading| fold_label(&heading.text)).collect());
      if headings[start..].iter().any(|heading| heading.name != heading.text) {
        names.push(headings[start..].iter().map(|heading| fold_label(&heading.name)).collect());
      }
    }
    if self.names_two(&heading) {
      return (heading, unit, Vec::new());
    }
    if let [single] = &headings[..]
      && !unit_line
      && self.dictionary.knows(&fold_label(&single.text))
    {
      // What stands in the brackets belongs to a known name.
      unit = unit.filter(|_| fold_label(&single.text) != fold_label(&single.name));
    }
    // A bare number below 精度等级 is a class; one below 准确度等级或最大允许误差 may be either.
    if unit.is_none()
      && headings.last().is_some_and(|heading| heading.name.ends_with("等级") && !heading.name.contains(['/', '或', '及', '、']))
    {
      unit = Some("级".to_owned());
    }
    let mut found: Vec<(Target, u32)> = names.iter().filter(|name| !name.is_empty()).flat_map(|name| self.dictionary.find(name)).collect();
    // A name spread over two lines is surer than one of the lines alone.
    if headings.len() > 1
      && let Some(whole) = names.last()
    {
      found.extend(self.dictionary.find(whole).into_iter().map(|(target, score)| (target, score + 3)));
    }
    // What is meant may stand above what tells it apart: 日期 above 检定 and 到期.
    if let [above, below] = &headings[..] {
      let turned = fold_label(&format!("{}{}", below.name, above.name));
      if self.dictionary.knows(&turned) {
        found.extend(self.dictionary.find(&turned));
      }
    }
    if found.is_empty() {
      found.extend(self.same_for_all_parts(&heading));
      found.extend(self.beside_translation(&heading));
    } else if self.names_another(&heading) {
      found.retain(|(_, score)| *score > 55);
    }
    found.sort_by_key(|(_, score)| Reverse(*score));
    (heading, unit, found)
  }

  /// What the Chinese half of a heading in two languages means: `Range 量程`.
  fn beside_translation(&self, heading: &str) -> Vec<(Target, u32)> {
    let (latin, hanzi): (String, String) = heading.chars().partition(char::is_ascii);
    let translates = latin.len() >= 3 && latin.chars().any(|c| c.is_ascii_lowercase());
    let hanzi = fold_label(&hanzi);
    if translates && self.dictionary.knows(&hanzi) { self.dictionary.find(&hanzi) } else { Vec::new() }
  }

  /// Whether a heading of parts, such as 保管人/使用部门, names something beside the field that is found in it.
  fn names_another(&self, heading: &str) -> bool {
    const DEEDS: [&str; 7] = ["检定", "校准", "检测", "校验", "检验", "测试", "确认"];
    let half = half_width(heading);
    let unknown = |part: &str| {
      let hanzi: String = fold_label(part).chars().filter(|c| *c >= '\u{2e80}').collect();
      hanzi.chars().count() >= 2 && !DEEDS.contains(&hanzi.as_str()) && self.dictionary.find(&hanzi).is_empty()
    };
    half.contains(['/', '、', '及']) && !self.dictionary.knows(&fold_label(&half)) && half.split(['/', '、', '及']).any(unknown)
  }

  /// The field that every part of a heading such as 使用地点/部门 names.
  fn same_for_all_parts(&self, heading: &str) -> Option<(Target, u32)> {
    let half = half_width(heading);
    let mut parts = half.split(['/', '、', '(', ')']).filter(|part| !part.trim().is_empty());
    let best = |part: &str| self.dictionary.find(&fold_label(part)).into_iter().max_by_key(|(_, score)| *score);
    let (target, _) = best(parts.next()?)?;
    let alike = parts.map(|part| best(part).is_some_and(|(other, _)| other == target)).collect::<Vec<_>>();
    (!alike.is_empty() && alike.iter().all(|alike| *alike)).then_some((target, 56))
  }

  /// Whether the parts of a heading such as 测量范围/准确度 name different fields: a person has to say which is meant.
  fn names_two(&self, heading: &str) -> bool {
    let half = half_width(heading);
    let separates = |c: char| matches!(c, '/' | '、' | ',' | '&' | '+');
    if !half.contains(separates) || self.dictionary.knows(&fold_label(&half)) {
      return false;
    }
    let fields = |part: &str| self.dictionary.find(&fold_label(part)).into_iter().map(|(target, _)| target.field()).collect::<HashSet<_>>();
    let named: Vec<HashSet<FieldIx>> = half.split(separates).map(fields).filter(|fields| !fields.is_empty()).collect();
    named.windows(2).any(|pair| pair[0].is_disjoint(&pair[1]))
  }
}
