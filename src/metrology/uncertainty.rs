use super::{
  Number,
  quantity::{number, number_end, unit},
};
use serde_json::{Map, Value as Json};
use std::{borrow::Cow, fmt};

/// How an expanded uncertainty depends on the measured value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum UncertaintyForm {
  /// One value in the unit of the quantity.
  Absolute,
  /// A share of the measured value.
  Relative,
  /// `constant + slope × variable`.
  Linear,
  /// `√(constant² + (slope × variable)²)`.
  Quadrature,
  /// A share of the measured value plus a constant.
  RelativePlusAbsolute,
  /// Points with an interpolation.
  Table,
  /// A formula for people only.
  Expression,
  /// Said to be not evaluated.
  NotEvaluated,
}

impl UncertaintyForm {
  /// Every form.
  pub const ALL: [Self; 8] = [
    Self::Absolute,
    Self::Relative,
    Self::Linear,
    Self::Quadrature,
    Self::RelativePlusAbsolute,
    Self::Table,
    Self::Expression,
    Self::NotEvaluated,
  ];

  /// The name in documents.
  pub fn name(self) -> &'static str {
    match self {
      Self::Absolute => "absolute",
      Self::Relative => "relative",
      Self::Linear => "linear",
      Self::Quadrature => "quadrature",
      Self::RelativePlusAbsolute => "relative_plus_absolute",
      Self::Table => "table",
      Self::Expression => "expression",
      Self::NotEvaluated => "not_evaluated",
    }
  }

  /// The form with this name.
  pub fn from_name(name: &str) -> Option<Self> {
    Self::ALL.into_iter().find(|form| form.name() == name)
  }
}

/// An expanded uncertainty with its coverage factor, in JSON `{"form":"absolute","value":"0.0022","unit":"mm","k":"2","p":"0.95"}`.
#[derive(Clone, Debug)]
pub struct Uncertainty<'a> {
  /// How it depends on the measured value.
  pub form: UncertaintyForm,
  /// The value, for the forms that have a single one.
  pub value: Option<Number>,
  /// The unit of the value; `%` for a relative one.
  pub unit: Cow<'a, str>,
  /// Coverage factor.
  pub k: Option<Number>,
  /// Coverage probability, 0 to 1.
  pub p: Option<Number>,
  /// The text, for formulas.
  pub text: Option<&'a str>,
}

impl<'a> Uncertainty<'a> {
  /// Reads the JSON form. A value is needed for the absolute and the relative form.
  pub fn from_json(json: &'a Json) -> Option<Self> {
    let form = UncertaintyForm::from_name(json.get("form")?.as_str()?)?;
    let optional = |key| match json.get(key) {
      None | Some(Json::Null) => Some(None),
      Some(_) => number(json, key).map(Some),
    };
    let value = optional("value")?;
    if value.is_none() && matches!(form, UncertaintyForm::Absolute | UncertaintyForm::Relative) {
      return None;
    }
    Some(Self {
      form,
      value,
      unit: Cow::Borrowed(unit(json).unwrap_or_default()),
      k: optional("k")?,
      p: optional("p")?,
      text: json.get("text").and_then(Json::as_str),
    })
  }

  /// Reads a text folded to half width: `U=0.0022 mm, k=2`, `Urel=2.5 %(k=2)`, `0.0022 mm`, each with an optional `p=0.95`.
  /// Where no `k` is written none is assumed. `default_unit` stands in where only a number is typed.
  pub fn parse_text(text: &str, default_unit: Option<&str>) -> Option<Json> {
    let mut rest = text.trim();
    let mut relative = false;
    if let Some((name, value)) = rest.split_once('=')
      && matches!(name.trim(), "U" | "Urel" | "U95" | "U95rel")
    {
      relative = name.trim().ends_with("rel");
      rest = value.trim_start();
    }
    let end = number_end(rest)?;
    let (value, tail) = rest.split_at(end);
    let unit_end = tail.find([',', ';', '(']).or_else(|| tail.find(" k").or_else(|| tail.find(" p"))).unwrap_or(tail.len());
    let (unit, mut tail) = (tail[..unit_end].trim(), tail[unit_end..].trim());
    let unit = if unit.is_empty() { default_unit? } else { unit };
    let (mut k, mut p) = (None, None);
    loop {
      tail = tail.trim_start_matches([',', ';', '(', ')', ' ']);
      if tail.is_empty() {
        break;
      }
      let (name, after) = tail.split_once('=')?;
      let after = after.trim_start();
      let end = number_end(after)?;
      let slot = match name.trim() {
        "k" | "K" => &mut k,
        "p" | "P" => &mut p,
        _ => return None,
      };
      if slot.replace(&after[..end]).is_some() {
        return None;
      }
      tail = &after[end..];
    }
    let form = if relative || unit == "%" { UncertaintyForm::Relative } else { UncertaintyForm::Absolute };
    let mut json = Map::new();
    json.insert("form".into(), form.name().into());
    json.insert("value".into(), value.into());
    json.insert("unit".into(), unit.into());
    for (name, value) in [("k", k), ("p", p)] {
      if let Some(value) = value {
        json.insert(name.into(), value.into());
      }
    }
    Some(Json::Object(json))
  }
}

impl fmt::Display for Uncertainty<'_> {
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match (&self.value, self.form) {
      (Some(value), UncertaintyForm::Relative) => write!(f, "Urel={value} {}", self.unit)?,
      (Some(value), _) => write!(f, "U={value} {}", self.unit)?,
      (None, _) => write!(f, "{}", self.text.unwrap_or(self.form.name()))?,
    }
    if let Some(k) = &self.k {
      write!(f, ", k={k}")?;
    }
    if let Some(p) = &self.p {
      write!(f, ", p={p}")?;
    }
    Ok(())
  }
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn texts() {
    for (text, expected) in [
      ("U=0.0022 mm, k=2", Some("U=0.0022 mm, k=2")),
      ("U = 0.0022mm (k = 2)", Some("U=0.0022 mm, k=2")),
      ("0.0022 mm k=2 p=0.95", Some("U=0.0022 mm, k=2, p=0.95")),
      ("Urel=2.5 %(k=2)", Some("Urel=2.5 %, k=2")),
      ("8 %", Some("Urel=8 %")),
      ("0.03", Some("U=0.03 g")),
      ("U=0.03 g, k=2, k=3", None),
      ("U=0.03 g, z=2", None),
      ("约 0.03 g", None),
      ("", None),
    ] {
      let json = Uncertainty::parse_text(text, Some("g"));
      let shown = json.as_ref().map(|json| Uncertainty::from_json(json).unwrap().to_string());
      assert_eq!(shown.as_deref(), expected, "{text}");
    }
  }
}
