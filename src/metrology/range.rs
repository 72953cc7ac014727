use super::{
  Number, Quantity,
  quantity::{number, number_end, unit},
};
use serde_json::Value as Json;
use std::{borrow::Cow, fmt};

/// An interval of values with both ends, in JSON `{"low":"0","high":"150","unit":"mm"}`.
#[derive(Clone, Debug)]
pub struct Range<'a> {
  /// Lower end, included.
  pub low: Number,
  /// Upper end, included.
  pub high: Number,
  /// Unit of both ends.
  pub unit: Cow<'a, str>,
}

impl<'a> Range<'a> {
  /// Reads the JSON form.
  pub fn from_json(json: &'a Json) -> Option<Self> {
    Some(Self { low: number(json, "low")?, high: number(json, "high")?, unit: Cow::Borrowed(unit(json)?) })
  }

  /// Reads a text folded to half width: `0~150 mm`, `(0~150)mm`, `0-150 mm`, `-20 ℃~50 ℃`, `0至150 mm`. Gives low, high and unit as written;
  /// the unit may be empty. `None` also where the two ends name different units.
  pub fn split_text(text: &str) -> Option<(&str, &str, &str)> {
    let text = text.trim();
    if let Some(inner) = text.strip_prefix('(')
      && let Some((inner, unit)) = inner.split_once(')')
    {
      let (low, high, inside) = Self::split_text(inner)?;
      return inside.is_empty().then_some((low, high, unit.trim()));
    }
    let low_end = number_end(text)?;
    let (low, rest) = text.split_at(low_end);
    let separator = rest.find(['~', '-', '–', '—', '至', '…'])?;
    let low_unit = rest[..separator].trim();
    let after = rest[separator..].trim_start_matches(['~', '–', '—', '至', '…', ' ']);
    let after = if after.len() == rest.len() - separator { &after[1..] } else { after }.trim_start();
    let high_end = number_end(after)?;
    let (high, unit) = (&after[..high_end], after[high_end..].trim());
    (low_unit.is_empty() || low_unit == unit).then_some((low, high, unit))
  }

  /// The JSON form.
  pub fn to_json(low: &str, high: &str, unit: &str) -> Json {
    serde_json::json!({ "low": low, "high": high, "unit": unit })
  }

  /// Whether `inner` lies within this range; `None` where units differ.
  pub fn contains(&self, inner: &Range<'_>) -> Option<bool> {
    (self.unit == inner.unit).then(|| self.low <= inner.low && inner.high <= self.high)
  }

  /// The width, high less low.
  pub fn span(&self) -> Quantity<'a> {
    Quantity { value: self.high.subtract(&self.low), unit: self.unit.clone() }
  }
}

impl fmt::Display for Range<'_> {
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if self.unit.is_empty() {
      return write!(f, "{}~{}", self.low, self.high);
    }
    write!(f, "({}~{}) {}", self.low, self.high, self.unit)
  }
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn texts() {
    for (text, expected) in [
      ("0~150 mm", Some(("0", "150", "mm"))),
      ("(0~150)mm", Some(("0", "150", "mm"))),
      ("(0~150) mm", Some(("0", "150", "mm"))),
      ("0-150 mm", Some(("0", "150", "mm"))),
      ("-20~50 ℃", Some(("-20", "50", "℃"))),
      ("-20℃~50℃", Some(("-20", "50", "℃"))),
      ("-20--5 ℃", Some(("-20", "-5", "℃"))),
      ("-20~-5 ℃", Some(("-20", "-5", "℃"))),
      ("0 MPa~1.6 MPa", Some(("0", "1.6", "MPa"))),
      ("0至1.6 MPa", Some(("0", "1.6", "MPa"))),
      ("1.000-1.100 g/cm³", Some(("1.000", "1.100", "g/cm³"))),
      ("20~70 HRC", Some(("20", "70", "HRC"))),
      ("0~150", Some(("0", "150", ""))),
      ("0 mm~1 m", None),
      ("150 mm", None),
      ("~150 mm", None),
      ("", None),
      ("长", None),
    ] {
      assert_eq!(Range::split_text(text), expected, "{text}");
    }
  }
}
