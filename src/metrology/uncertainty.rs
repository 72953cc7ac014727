use super::{
  Number, Quantity, Range, Reading,
  cell::typed_uncertainty,
  quantity::{number, unit, unit_of},
};
use serde_json::Value as Json;
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
///
/// The other forms hold, besides `unit`, `k` and `p`: *linear* and *quadrature* `constant`, `slope`, `variable`, `variable_unit`, and `slope_unit`
/// where the slope is no plain number; *relative_plus_absolute* `value` with `value_unit`, and `constant`; *table* `points` (a list of `{"at","value"}`),
/// `variable_unit` and `interpolation` (`linear` or `step`). All but the two simple forms keep their `text`.
#[derive(Clone, Debug)]
pub struct Uncertainty<'a> {
  /// How it depends on the measured value.
  pub form: UncertaintyForm,
  /// The value, for the forms that have a single one; the share of *relative_plus_absolute*.
  pub value: Option<Number>,
  /// The unit of the value or constant; `%` for a relative one.
  pub unit: Cow<'a, str>,
  /// Coverage factor.
  pub k: Option<Number>,
  /// Coverage probability, 0 to 1.
  pub p: Option<Number>,
  /// The text, for formulas.
  pub text: Option<Cow<'a, str>>,
  /// What the other forms hold.
  pub formula: Dependence<'a>,
}

/// How an uncertainty depends on a variable.
#[derive(Clone, Debug, Default)]
pub struct Dependence<'a> {
  /// The constant term, in the unit of the uncertainty.
  pub constant: Option<Number>,
  /// The slope, in `slope_unit`.
  pub slope: Option<Number>,
  /// The unit of the slope; none where it is a plain number.
  pub slope_unit: Cow<'a, str>,
  /// The unit of the share of *relative_plus_absolute*.
  pub value_unit: Cow<'a, str>,
  /// The unit of the variable.
  pub variable_unit: Cow<'a, str>,
  /// Points of a table: where, and how much.
  pub points: Vec<(Number, Number)>,
  /// Whether a table holds each value up to the next point, rather than a line between points.
  pub is_step: bool,
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
    let text = |key: &str| json.get(key).and_then(Json::as_str).unwrap_or_default();
    let points = json.get("points").and_then(Json::as_array).into_iter().flatten();
    let formula = Dependence {
      constant: optional("constant")?,
      slope: optional("slope")?,
      slope_unit: Cow::Borrowed(text("slope_unit")),
      value_unit: Cow::Borrowed(text("value_unit")),
      variable_unit: Cow::Borrowed(text("variable_unit")),
      points: points.filter_map(|point| Some((number(point, "at")?, number(point, "value")?))).collect(),
      is_step: text("interpolation") == "step",
    };
    Some(Self {
      form,
      value,
      unit: Cow::Borrowed(unit(json).unwrap_or_default()),
      k: optional("k")?,
      p: optional("p")?,
      text: json.get("text").and_then(Json::as_str).map(Cow::Borrowed),
      formula,
    })
  }

  /// The uncertainty that a text states, `U=0.5 μm, k=2`; `None` where it states none that can be read.
  pub fn from_text(text: &str) -> Option<Uncertainty<'static>> {
    let json = typed_uncertainty(text, None).ok()?.json;
    let read = Uncertainty::from_json(&json)?;
    let own = |text: &Cow<'_, str>| Cow::Owned(text.clone().into_owned());
    let formula = Dependence {
      slope_unit: own(&read.formula.slope_unit),
      value_unit: own(&read.formula.value_unit),
      variable_unit: own(&read.formula.variable_unit),
      constant: read.formula.constant.clone(),
      slope: read.formula.slope.clone(),
      points: read.formula.points.clone(),
      is_step: read.formula.is_step,
    };
    let unit = own(&read.unit);
    let text = read.text.as_ref().map(own);
    Some(Uncertainty { form: read.form, value: read.value.clone(), unit, k: read.k.clone(), p: read.p.clone(), text, formula })
  }

  /// Whether, at equal coverage factors, this uncertainty is nowhere in `range` smaller than that of what it is traced to. Looked at are the ends, zero,
  /// and tenths between. `None` where a coverage factor is missing, or where the two cannot be compared.
  pub fn is_not_below(&self, reference: &Uncertainty<'_>, range: &Range<'_>) -> Option<bool> {
    const STEPS: i64 = 10;
    let width = range.high.subtract(&range.low);
    let step = |at: i64| range.low.add(&width.multiply(&Number::decimal(at.into(), -1)));
    let mut places: Vec<Number> = (0..=STEPS).map(step).collect();
    if range.low.is_negative() && !range.high.is_negative() {
      places.push(Number::ZERO);
    }
    for value in places {
      let x = Quantity { value, unit: Cow::Borrowed(&*range.unit) };
      let (ours, theirs) = (self.at(&x)?, reference.at(&x)?);
      let theirs = unit_of(&theirs.unit)?.convert(&theirs.value, &unit_of(&ours.unit)?, Reading::Difference)?;
      if ours.value.multiply(reference.k.as_ref()?) < theirs.multiply(self.k.as_ref()?) {
        return Some(false);
      }
    }
    Some(true)
  }

  /// The uncertainty at the measured value `x`; `None` where the form does not tell, or units do not fit.
  pub fn at(&self, x: &Quantity<'_>) -> Option<Quantity<'static>> {
    let x_unit = unit_of(&x.unit)?;
    let magnitude = x.value.abs();
    let share = |unit: &str| Some(unit_of(unit)?.factor().value().multiply(self.value.as_ref()?).multiply(&magnitude));
    let here = |value: Number, unit: &str| Some(Quantity { value, unit: Cow::Owned(unit.to_owned()) });
    match self.form {
      UncertaintyForm::Absolute => here(self.value.clone()?, &self.unit),
      UncertaintyForm::Relative => here(share(&self.unit)?, &x.unit),
      UncertaintyForm::RelativePlusAbsolute => {
        let own = unit_of(&self.unit)?;
        let relative = x_unit.convert(&share(&self.formula.value_unit)?, &own, Reading::Difference)?;
        here(relative.add(self.formula.constant.as_ref()?), &self.unit)
      }
      UncertaintyForm::Linear | UncertaintyForm::Quadrature => {
        let own = unit_of(&self.unit)?;
        let slope_unit = unit_of(&self.formula.slope_unit)?;
        if slope_unit.dimension().times(x_unit.dimension(), 1) != own.dimension() {
          return None;
        }
        let factor = slope_unit.factor().times(&x_unit.factor(), 1).times(&own.factor(), -1).value();
        let (constant, term) = (self.formula.constant.as_ref()?, factor.multiply(self.formula.slope.as_ref()?).multiply(&magnitude));
        if self.form == UncertaintyForm::Linear {
          return here(constant.add(&term), &self.unit);
        }
        here(constant.multiply(constant).add(&term.multiply(&term)).square_root(25)?, &self.unit)
      }
      UncertaintyForm::Table => {
        let at = x_unit.convert(&x.value, &unit_of(&self.formula.variable_unit)?, Reading::Point)?;
        here(self.formula.interpolate(&at)?, &self.unit)
      }
      UncertaintyForm::Expression | UncertaintyForm::NotEvaluated => None,
    }
  }

  /// The least and the greatest uncertainty over a range, in one unit. `None` where one cannot be told.
  pub fn over(&self, range: &Range<'_>) -> Option<(Quantity<'static>, Quantity<'static>)> {
    let mut places = vec![range.low.clone(), range.high.clone()];
    if range.low.is_negative() && !range.high.is_negative() {
      places.push(Number::ZERO);
    }
    if self.form == UncertaintyForm::Table {
      let (from, to) = (unit_of(&self.formula.variable_unit)?, unit_of(&range.unit)?);
      let inside = self.formula.points.iter().filter_map(|(at, _)| from.convert(at, &to, Reading::Point));
      places.extend(inside.filter(|at| *at > range.low && *at < range.high));
    }
    let at = |value: Number| self.at(&Quantity { value, unit: Cow::Borrowed(&*range.unit) });
    let values: Vec<Quantity<'static>> = places.into_iter().map(at).collect::<Option<_>>()?;
    let least = values.iter().min_by(|a, b| a.value.cmp(&b.value))?.clone();
    let greatest = values.iter().max_by(|a, b| a.value.cmp(&b.value))?.clone();
    Some((least, greatest))
  }

  /// The value for another coverage factor: `0.012` for `k=3` is `0.008` for `k=2`. `None` where no factor is stated.
  pub fn value_for(&self, k: &Number) -> Option<Number> {
    self.value.as_ref()?.multiply(k).divide(self.k.as_ref()?)
  }
}

impl Dependence<'_> {
  fn interpolate(&self, at: &Number) -> Option<Number> {
    let after = self.points.iter().position(|(place, _)| place >= at)?;
    let (right, above) = &self.points[after];
    if right == at {
      return Some(above.clone());
    }
    let (left, below) = &self.points[after.checked_sub(1)?];
    if self.is_step {
      return Some(below.clone());
    }
    let share = at.subtract(left).divide(&right.subtract(left))?;
    Some(below.add(&above.subtract(below).multiply(&share)))
  }
}

impl fmt::Display for Uncertainty<'_> {
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match (&self.value, self.form) {
      (Some(value), UncertaintyForm::Relative) => write!(f, "Urel={value} {}", self.unit)?,
      (Some(value), UncertaintyForm::Absolute) => write!(f, "U={value} {}", self.unit)?,
      // The text names the coverage factor where it has one.
      _ => return f.write_str(self.text.as_deref().unwrap_or(self.form.name())),
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
  use crate::metrology::{Unit, cell::typed_accuracy};

  fn json(text: &str) -> Json {
    typed_uncertainty(text, None).unwrap_or_else(|error| panic!("{text}: {error:?}")).json
  }

  fn quantity(value: &str, unit: &'static str) -> Quantity<'static> {
    Quantity { value: value.parse().unwrap(), unit: unit.into() }
  }

  fn range(low: &str, high: &str, unit: &'static str) -> Range<'static> {
    Range { low: low.parse().unwrap(), high: high.parse().unwrap(), unit: unit.into() }
  }

  #[test]
  fn forms_over_their_range() {
    // metrology.md §3.4, U1 to U5, U7
    for (id, text, over, least, greatest) in [
      ("U1", "Q[22 nm, 2e-7L]", range("0.5", "100", "mm"), "22.0 nm", "29.7 nm"),
      ("U1", "Q[22, 0.2L] nm, L in mm", range("0.5", "100", "mm"), "22.0 nm", "29.7 nm"),
      ("U2", "Q[100 nm, 1e-6L]", range("0.5", "100", "mm"), "100.0 nm", "141.4 nm"),
      ("U3", "(0.1+0.0001L) μm, L in mm", range("1", "1000", "mm"), "0.1001 μm", "0.2 μm"),
      ("U4", "U=0.5 μm+2×10⁻⁶L", range("150", "150", "mm"), "0.8 μm", "0.8 μm"),
      ("U7", "0.045 % + 0.10 Pa", range("3", "3", "kPa"), "1.45 Pa", "1.45 Pa"),
      ("linear", "U=(0.5+L/500) μm, L in mm, k=2", range("0", "500", "mm"), "0.5 μm", "1.5 μm"),
      ("in metres", "U=(0.5+L/500) μm, L in mm", range("0", "0.5", "m"), "0.5 μm", "1.5 μm"),
      ("through zero", "U=0.5 μm+2×10⁻⁶L", range("-100", "50", "mm"), "0.5 μm", "0.7 μm"),
      ("relative", "Urel=0.3%(k=2)", range("10", "20", "N"), "0.03 N", "0.06 N"),
    ] {
      let json = json(text);
      let (low, high) = Uncertainty::from_json(&json).unwrap().over(&over).unwrap_or_else(|| panic!("{id} {json}"));
      let places = |expected: &str| expected.split([' ', '.']).nth(1).filter(|digits| digits.parse::<i64>().is_ok()).map_or(0, str::len);
      let shown = |found: &Quantity<'_>, expected: &str| {
        let rounded = Quantity { value: found.value.round(places(expected) as i32), unit: found.unit.clone() };
        rounded.to_string()
      };
      assert_eq!((shown(&low, least), shown(&high, greatest)), (least.to_owned(), greatest.to_owned()), "{id}");
    }
  }

  #[test]
  fn against_what_it_is_traced_to() {
    let millimetres = range("0", "25", "mm");
    for (claim, reference, expected) in [
      ("U=0.5 μm, k=2", "U=0.6 μm, k=2", Some(false)),
      ("U=0.6 μm, k=2", "U=0.6 μm, k=2", Some(true)),
      ("U=0.0009 mm, k=3", "U=0.6 μm, k=2", Some(true)),
      ("U=0.0008 mm, k=3", "U=0.6 μm, k=2", Some(false)),
      ("U=0.5 μm+2×10⁻⁶L, k=2", "U=0.5 μm, k=2", Some(true)),
      ("U=0.52 μm, k=2", "U=0.5 μm+2×10⁻⁶L, k=2", Some(false)),
      ("U=0.6 μm, k=2", "U=0.5 μm", None),
      ("U=0.6 μm, k=2", "U=0.5 ℃, k=2", None),
    ] {
      let (claim, reference) = (Uncertainty::from_text(claim).unwrap(), Uncertainty::from_text(reference).unwrap());
      assert_eq!(claim.is_not_below(&reference, &millimetres), expected, "{claim} {reference}");
    }
    let (claim, reference) = (Uncertainty::from_text("U=0.04 ℃, k=2").unwrap(), Uncertainty::from_text("U=50 mK, k=2").unwrap());
    assert_eq!(claim.is_not_below(&reference, &range("0", "100", "℃")), Some(false), "a difference of temperatures");
    assert!(Uncertainty::from_text("0.05级").is_none());
  }

  #[test]
  fn single_values() {
    let at = |text: &str, x: Quantity<'static>| {
      let json = json(text);
      Uncertainty::from_json(&json).unwrap().at(&x).unwrap()
    };
    assert_eq!(at("U=0.5 μm+2×10⁻⁶L", quantity("150", "mm")).value, "0.8".parse().unwrap(), "U4, exactly");
    let u5 = at("Q[0.5 μm, 2e-6L]", quantity("150", "mm"));
    assert!(u5.value.to_text(20).starts_with("0.583095"), "U5: {u5}");
    let u6 = at("(36+3.3D) μin, D in in", quantity("9", "in"));
    assert_eq!(u6.value, "65.7".parse().unwrap(), "U6");
    let (inch, micrometre): (Unit, Unit) = ("μin".parse().unwrap(), "μm".parse().unwrap());
    assert_eq!(inch.convert(&u6.value, &micrometre, Reading::Difference).unwrap(), "1.66878".parse().unwrap(), "U6 in μm");
    let u9 = json("U=0.012 mm, k=3");
    assert_eq!(Uncertainty::from_json(&u9).unwrap().value_for(&2_i64.into()), Some("0.008".parse().unwrap()), "U9");
  }

  #[test]
  fn error_limits_are_sums_too() {
    let volt: Unit = "V".parse().unwrap();
    let n = |text: &str| text.parse::<Number>().unwrap();
    let u8 = typed_accuracy("±(0.0001%rdg+0.0002%FS)").unwrap().formula.unwrap();
    assert_eq!(u8.at(&n("2.5"), &volt, Some(&n("10")), None), Some(n("2.25e-5")), "U8");
    let u10 = typed_accuracy("E0,MPE=(1.25+L/1000) μm, L in mm").unwrap().formula.unwrap();
    let millimetre: Unit = "mm".parse().unwrap();
    assert_eq!(u10.at(&n("500"), &millimetre, None, None), Some(n("0.00175")), "U10: 1.75 μm, in mm");
    let digits = typed_accuracy("±(0.5%rdg+2字)").unwrap().formula.unwrap();
    assert_eq!(digits.at(&n("100"), &volt, None, Some(&n("0.1"))), Some(n("0.7")));
  }

  #[test]
  fn tables() {
    let json = serde_json::json!({ "form": "table", "unit": "μm", "variable_unit": "mm", "points": [
      { "at": "0", "value": "0.5" }, { "at": "50", "value": "0.7" }, { "at": "100", "value": "0.6" } ] });
    let table = Uncertainty::from_json(&json).unwrap();
    assert_eq!(table.at(&quantity("25", "mm")).unwrap().to_string(), "0.60 μm");
    assert_eq!(table.over(&range("0", "0.1", "m")).unwrap().1.to_string(), "0.7 μm");
    assert!(table.at(&quantity("200", "mm")).is_none());
    let mut step = json.clone();
    step["interpolation"] = "step".into();
    assert_eq!(Uncertainty::from_json(&step).unwrap().at(&quantity("25", "mm")).unwrap().to_string(), "0.5 μm");
  }
}
