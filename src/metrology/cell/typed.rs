//! Cells of a known kind, as fields ask for them.

use super::{
  CellError, CellProblem, TypedAccuracy, TypedUncertainty, accuracy,
  numeric::{self, Numeric},
  uncertainty,
};
use crate::metrology::{Number, Quantity, Range, Reading, Unit, unit::chars::Chars};
use serde_json::Value as Json;

/// The most characters of a cell.
pub(super) const MAX_CHARACTERS: usize = 200;

fn chars_of(text: &str) -> Result<Chars, CellError> {
  let chars = Chars::new(text);
  if chars.len() > MAX_CHARACTERS {
    return Err(CellError::new(CellProblem::TooLong, 0, chars.text(0, 20)));
  }
  Ok(chars)
}

fn numeric(chars: &Chars) -> Result<Numeric, CellError> {
  let unknown = || CellError::new(CellProblem::Unknown, chars.place(0), chars.text(0, chars.len()));
  numeric::read(chars).map_err(|error| error.complete(chars))?.map(|read| read.numeric).ok_or_else(unknown)
}

/// A quantity in its JSON form, digits as typed and the unit as it should be written; `default` is the unit of a bare number.
pub fn typed_quantity(text: &str, default: Option<&str>) -> Result<Json, CellError> {
  let chars = chars_of(text)?;
  let missing = || CellError::new(CellProblem::UnitMissing, chars.place(0), text.trim());
  match numeric(&chars)? {
    Numeric::Quantity(quantity) if quantity.has_unit => Ok(Quantity::to_json(&quantity.value, &quantity.unit.to_string())),
    Numeric::Quantity(quantity) => match default {
      Some(unit) => Ok(Quantity::to_json(&quantity.value, unit)),
      None if quantity.written.has_power => Ok(Quantity::to_json(&quantity.value, "1")),
      None => Err(missing()),
    },
    _ => Err(CellError::new(CellProblem::Unknown, chars.place(0), text.trim())),
  }
}

/// An interval in its JSON form; a tolerance `(20±2) ℃` and `±10 V` are intervals too.
pub fn typed_range(text: &str, default: Option<&str>) -> Result<Json, CellError> {
  let chars = chars_of(text)?;
  let missing = || CellError::new(CellProblem::UnitMissing, chars.place(0), text.trim());
  let (from, to) = chars.trim(0, chars.len());
  if chars.get(from) == Some('±') {
    return match numeric(&chars.part(from + 1, to))? {
      Numeric::Quantity(quantity) => {
        let unit = if quantity.has_unit { quantity.unit.to_string() } else { default.ok_or_else(missing)?.to_owned() };
        Ok(Range::to_json(&format!("-{}", quantity.value), &quantity.value, &unit))
      }
      _ => Err(CellError::new(CellProblem::Unknown, chars.place(from), text.trim())),
    };
  }
  match numeric(&chars)? {
    Numeric::Range(range) => {
      let unit = if range.has_unit { range.unit.to_string() } else { default.ok_or_else(missing)?.to_owned() };
      Ok(Range::to_json(&range.low, &range.high, &unit))
    }
    Numeric::Tolerance(value, tolerance) => {
      let unit = if value.has_unit { value.unit.to_string() } else { default.ok_or_else(missing)?.to_owned() };
      let spread = tolerance.unit.convert(&tolerance.written.number, &value.unit, Reading::Difference).filter(Number::is_decimal);
      let spread = spread.ok_or_else(|| CellError::new(CellProblem::RangeKinds, chars.place(0), text.trim()))?;
      let middle = &value.written.number;
      Ok(Range::to_json(&middle.subtract(&spread).to_text(20), &middle.add(&spread).to_text(20), &unit))
    }
    Numeric::Quantity(_) => Err(CellError::new(CellProblem::Unknown, chars.place(0), text.trim())),
  }
}

/// An expanded uncertainty; `default` is the unit of a bare number.
pub fn typed_uncertainty(text: &str, default: Option<&Unit>) -> Result<TypedUncertainty, CellError> {
  let chars = chars_of(text)?;
  uncertainty::read(&chars, default).map_err(|error| error.complete(&chars))
}

/// An accuracy.
pub fn typed_accuracy(text: &str) -> Result<TypedAccuracy, CellError> {
  let chars = chars_of(text)?;
  accuracy::read(&chars).map_err(|error| error.complete(&chars))
}

#[cfg(test)]
mod tests {
  use super::*;

  fn shown(json: Result<Json, CellError>) -> String {
    json.map_or_else(|error| format!("{:?}", error.problem).chars().take(14).collect(), |json| json.to_string().replace('"', ""))
  }

  #[test]
  fn quantities() {
    for (text, default, expected) in [
      ("0.020 mm", None, "{value:0.020,unit:mm}"),
      ("-20℃", None, "{value:-20,unit:℃}"),
      ("0.02", Some("mm"), "{value:0.02,unit:mm}"),
      ("2×10⁻⁶", None, "{value:2e-6,unit:1}"),
      ("10 m3/h", None, "{value:10,unit:m³/h}"),
      ("１２．５ ㎜", None, "{value:12.5,unit:mm}"),
      ("0.02", None, "UnitMissing"),
      ("5 Mpa", None, "Unit(UnitError"),
      ("1,5 mm", None, "Comma"),
    ] {
      assert_eq!(shown(typed_quantity(text, default)), expected, "{text}");
    }
  }

  #[test]
  fn ranges() {
    for (text, expected) in [
      ("0~150 mm", "{low:0,high:150,unit:mm}"),
      ("(0~150)mm", "{low:0,high:150,unit:mm}"),
      ("0-150 mm", "{low:0,high:150,unit:mm}"),
      ("-20~50 ℃", "{low:-20,high:50,unit:℃}"),
      ("-20℃～50℃", "{low:-20,high:50,unit:℃}"),
      ("-20--5 ℃", "{low:-20,high:-5,unit:℃}"),
      ("-20~-5 ℃", "{low:-20,high:-5,unit:℃}"),
      ("0 MPa~1.6 MPa", "{low:0,high:1.6,unit:MPa}"),
      ("0至1.6 MPa", "{low:0,high:1.6,unit:MPa}"),
      ("1.000-1.100 g/cm³", "{low:1.000,high:1.100,unit:g/cm³}"),
      ("20~70 HRC", "{low:20,high:70,unit:HRC}"),
      ("[0, 100] mm", "{low:0,high:100,unit:mm}"),
      ("0 mm~1 m", "{low:0,high:1,unit:m}"),
      ("(20±2) ℃", "{low:18,high:22,unit:℃}"),
      ("±10 V", "{low:-10,high:10,unit:V}"),
      ("(-40～+85)℃", "{low:-40,high:85,unit:℃}"),
      ("0~150", "UnitMissing"),
      ("150 mm", "Unknown"),
      ("~150 mm", "Unknown"),
      ("0.01~10KΩ", "Unit(UnitError"),
      ("0 mm~150", "RangeUnit"),
      ("[0,100) mm", "HalfOpen"),
      ("0 150 mm", "TwoNumbers"),
      ("0 mm~1 kg", "RangeKinds"),
      ("", "Unknown"),
      ("长", "Unknown"),
    ] {
      assert_eq!(shown(typed_range(text, None)), expected, "{text}");
    }
  }

  #[test]
  fn uncertainties() {
    let millimetre: Unit = "mm".parse().unwrap();
    for (text, expected) in [
      ("U=0.0022 mm, k=2", "{form:absolute,value:0.0022,unit:mm,k:2}"),
      ("U = 0.0022mm (k = 2)", "{form:absolute,value:0.0022,unit:mm,k:2}"),
      ("0.0022 mm k=2 p=0.95", "{form:absolute,value:0.0022,unit:mm,k:2,p:0.95}"),
      ("U=0.01mm k=2，p=95%", "{form:absolute,value:0.01,unit:mm,k:2,p:0.95}"),
      ("Urel=2.5 %(k=2)", "{form:relative,value:2.5,unit:%,k:2}"),
      ("U(k=2)=0.5 mm", "{form:absolute,value:0.5,unit:mm,k:2}"),
      ("8 %", "{form:relative,value:8,unit:%}"),
      ("0.03", "{form:absolute,value:0.03,unit:mm}"),
      ("U=0.5μm+2×10⁻⁶L", "{form:linear,constant:0.5,slope:2e-6,unit:μm,variable:L,text:U=0.5μm+2×10⁻⁶L}"),
      (
        "U=(0.5+L/500) μm, L in mm, k=2",
        "{form:linear,constant:0.5,slope:2e-6,unit:μm,variable:L,variable_unit:mm,text:U=(0.5+L/500) μm, L in mm, k=2,k:2}",
      ),
      (
        "Q[22, 0.2L] nm, L in mm",
        "{form:quadrature,constant:22,slope:2e-7,unit:nm,variable:L,variable_unit:mm,text:Q[22, 0.2L] nm, L in mm}",
      ),
      ("0.045 % + 0.10 Pa", "{form:relative_plus_absolute,value:0.045,value_unit:%,constant:0.10,unit:Pa,text:0.045 % + 0.10 Pa}"),
      ("U=0.03 g, k=2, k=3", "Coverage"),
      ("U=0.03 g, z=2", "Unit(UnitError"),
      ("u=0.03 mm", "StandardUncert"),
      ("U<0.01 mm", "Formula"),
      ("U=<0.01 mm", "OpenStatement"),
      ("U=0.5μm+2L", "Formula"),
      ("约 0.03 g", "Formula"),
      ("U=5 KΩ", "Unit(UnitError"),
      ("", "Empty"),
    ] {
      assert_eq!(shown(typed_uncertainty(text, Some(&millimetre)).map(|typed| typed.json)), expected, "{text}");
    }
  }

  /// `tests/corpus/cells.tsv`: what stands in cells of ledgers, by the field, with what is understood or a refusal.
  #[test]
  fn the_corpus_of_cells_is_read_right_or_refused() {
    let mut differ = Vec::new();
    let lines = include_str!("../../../tests/corpus/cells.tsv").lines().skip(1);
    for line in lines.clone() {
      let [field, text, expected] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
      let part = |json: &Json, key: &str| json[key].as_str().unwrap_or_default().to_owned();
      let read = match field {
        "range" => typed_range(text, None).map(|json| format!("{}~{} {}", part(&json, "low"), part(&json, "high"), part(&json, "unit"))),
        "quantity" => typed_quantity(text, None).map(|json| format!("{} {}", part(&json, "value"), part(&json, "unit"))),
        "uncertainty" => typed_uncertainty(text, None).map(|typed| typed.json.to_string().replace('"', "")),
        _ => typed_accuracy(text).map(|typed| format!("{} {}", typed.kind.name(), typed.shown())),
      };
      let found = read.unwrap_or_else(|_| "refuse".to_owned());
      if found != expected {
        differ.push(format!("{field} {text}: {found}, not {expected}"));
      }
    }
    assert!(differ.is_empty() && lines.count() >= 150, "{}", differ.join("\n"));
  }

  #[test]
  fn accuracies() {
    let shown = |text: &str| {
      let read = typed_accuracy(text);
      read.map_or_else(
        |error| format!("{:?}", error.problem).chars().take(12).collect(),
        |read| format!("{} {}", read.kind.name(), read.shown()),
      )
    };
    for (text, expected) in [
      ("±0.02 mm", "mpe ±0.02 mm"),
      ("MPE:±0.02mm", "mpe ±0.02 mm"),
      ("±0.5%FS", "mpe ±0.5 % FS"),
      ("±(0.5%rdg+2字)", "expression ±(0.5 %+2字)"),
      ("±(1.9 μm+L/300)", "expression ±(1.9 μm+L/300)"),
      ("E₀,MPE=(1.25+L/1000) μm", "expression ±(1.25+L/1000) μm"),
      ("0.05级", "class 0.05级"),
      ("Ⅲ", "grade Ⅲ"),
      ("±0.02", "UnitMissing"),
      ("0.02", "ClassOrLimit"),
      ("±0.02 Mm", "Unit(UnitErr"),
    ] {
      assert_eq!(shown(text), expected, "{text}");
    }
  }
}
