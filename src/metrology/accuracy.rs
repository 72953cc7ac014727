use super::{Number, Quantity};
use serde_json::Value as Json;
use std::fmt;

/// What an accuracy is said to be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum AccuracyKind {
  /// Maximum permissible error (最大允许误差): `±0.02 mm`.
  MaximumPermissibleError,
  /// Accuracy class with a number (准确度等级): `1.6级`.
  Class,
  /// Grade (等, 级) by letters or roman numerals: `Ⅲ`, `F2`, `5等`.
  Grade,
  /// A formula: `±(1.9 μm+L/300)`.
  Expression,
  /// Expanded uncertainty in place of an accuracy.
  Uncertainty,
  /// None stated.
  None,
}

impl AccuracyKind {
  /// Every kind.
  pub const ALL: [Self; 6] = [Self::MaximumPermissibleError, Self::Class, Self::Grade, Self::Expression, Self::Uncertainty, Self::None];

  /// The name in documents.
  pub fn name(self) -> &'static str {
    match self {
      Self::MaximumPermissibleError => "mpe",
      Self::Class => "class",
      Self::Grade => "grade",
      Self::Expression => "expression",
      Self::Uncertainty => "uncertainty",
      Self::None => "none",
    }
  }

  /// The kind with this name.
  pub fn from_name(name: &str) -> Option<Self> {
    Self::ALL.into_iter().find(|kind| kind.name() == name)
  }
}

/// The accuracy of an instrument as stated, in JSON `{"kind":"mpe","text":"±0.02 mm"}`.
#[derive(Clone, Debug)]
pub struct Accuracy<'a> {
  /// What it is said to be.
  pub kind: AccuracyKind,
  /// As written; empty only for kind `none`.
  pub text: &'a str,
}

impl<'a> Accuracy<'a> {
  /// Reads the JSON form.
  pub fn from_json(json: &'a Json) -> Option<Self> {
    let kind = AccuracyKind::from_name(json.get("kind")?.as_str()?)?;
    let text = json.get("text").map_or(Some(""), Json::as_str)?;
    (kind == AccuracyKind::None || !text.trim().is_empty()).then_some(Self { kind, text })
  }

  /// The number and the unit of an error limit with one value, as written: `0.02` and `mm` of `±0.02 mm`. `None` for other accuracies and for those
  /// in per cent.
  pub fn limit(&self) -> Option<(&'a str, &'a str)> {
    if self.kind != AccuracyKind::MaximumPermissibleError {
      return None;
    }
    let rest = self.text.trim().strip_prefix('±').or_else(|| self.text.trim().strip_prefix("+/-"))?.trim_start();
    let (value, unit) = Quantity::split_text(rest)?;
    (!unit.is_empty() && !unit.contains('%')).then_some((value, unit))
  }

  /// The kind that a typed text shows. A bare number shows none: `0.02` may be a class or an error limit.
  pub fn kind_of_text(text: &str) -> Option<AccuracyKind> {
    let text = text.trim();
    let number = |text: &str| text.trim().parse::<Number>().is_ok();
    if matches!(text, "" | "-" | "/" | "无" | "none") {
      return Some(AccuracyKind::None);
    }
    if let Some(rest) = text.strip_prefix('±').or_else(|| text.strip_prefix("+/-")) {
      let formula = rest.trim_start().starts_with('(');
      return Some(if formula { AccuracyKind::Expression } else { AccuracyKind::MaximumPermissibleError });
    }
    // 优于0.5级 says at least so good, not how good.
    if ["优于", "不低于", "不大于", "不超过", "≤", "≥", "<", ">"].iter().any(|open| text.starts_with(open)) {
      return None;
    }
    if text.starts_with('U') && text.contains('=') {
      return Some(AccuracyKind::Uncertainty);
    }
    // `0.2级/0.5级` is two of them.
    if text.contains([',', '/', '、', ';', '~', '或']) {
      return None;
    }
    if let Some(class) = text.strip_suffix('级') {
      let class = class.trim().trim_end_matches('S');
      return Some(if number(class) { AccuracyKind::Class } else { AccuracyKind::Grade });
    }
    if text.ends_with('等') || text.strip_prefix("X(").is_some_and(|rest| rest.strip_suffix(')').is_some_and(number)) {
      return Some(if text.ends_with('等') { AccuracyKind::Grade } else { AccuracyKind::Class });
    }
    if text.strip_suffix('S').is_some_and(number) {
      return Some(AccuracyKind::Class);
    }
    let grade = ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "I", "II", "III", "IIII", "IV", "E1", "E2", "F1", "F2", "M1", "M2", "M3", "M12", "M23"];
    grade.contains(&text).then_some(AccuracyKind::Grade)
  }
}

impl fmt::Display for Accuracy<'_> {
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(self.text)
  }
}

#[cfg(test)]
mod tests {
  use super::{AccuracyKind::*, *};

  #[test]
  fn limits() {
    for (text, limit) in
      [("±0.02 mm", Some(("0.02", "mm"))), ("± 4kgf", Some(("4", "kgf"))), ("±4 %", Option::None), ("±0.02", Option::None)]
    {
      let json = serde_json::json!({ "kind": "mpe", "text": text });
      assert_eq!(Accuracy::from_json(&json).unwrap().limit(), limit, "{text}");
    }
  }

  #[test]
  fn kinds_of_texts() {
    for (text, kind) in [
      ("±0.02 mm", Some(MaximumPermissibleError)),
      ("±4 %", Some(MaximumPermissibleError)),
      ("±(1.9 μm+L/300)", Some(Expression)),
      ("1.6级", Some(Class)),
      ("0.5S级", Some(Class)),
      ("0.2S", Some(Class)),
      ("X(1)", Some(Class)),
      ("Ⅲ", Some(Grade)),
      ("III", Some(Grade)),
      ("F2", Some(Grade)),
      ("5等", Some(Grade)),
      ("A级", Some(Grade)),
      ("U=0.5 μm, k=2", Some(Uncertainty)),
      ("/", Some(None)),
      ("0.02", Option::None),
      ("1.6", Option::None),
      ("很准", Option::None),
    ] {
      assert_eq!(Accuracy::kind_of_text(text), kind, "{text}");
    }
  }
}
