use super::*;
use crate::metrology::Number;

/// What a text is: the unit as printed, one of it in SI, where it stands.
fn shown(text: &str) -> String {
  match Unit::read(text) {
    Ok(read) => {
      let one = Number::decimal(1, 0);
      let si = read.unit.to_si(&one, Reading::Difference);
      format!("{} = {} {} {}", read.unit, si.value().to_text(12), read.unit.si_unit(), read.status().name())
    }
    Err(error) => format!("{:?} at {}: {}", error.problem, error.at, error.choices.join(" | ")),
  }
}

/// Notes a difference, so that one run tells all of them.
fn check(wrong: &mut Vec<String>, text: &str, found: &str, expected: &str) {
  if found != expected {
    wrong.push(format!("{text}: {found}, not {expected}"));
  }
}

#[test]
fn understood() {
  let mut wrong = Vec::new();
  for (text, expected) in [
    // metrology.md appendix A
    ("μm", "μm = 0.000001 m legal"),
    ("µm", "μm = 0.000001 m legal"),
    ("N⋅m", "N·m = 1 N·m legal"),
    ("m s-2", "m/s² = 1 m/s² notation"),
    ("N/mm²", "N/mm² = 1000000 Pa legal"),
    ("r/min", "r/min = 0.0166666666667 s⁻¹ legal"),
    ("℃", "℃ = 1 K legal"),
    ("ºC", "℃ = 1 K notation"),
    ("°C", "℃ = 1 K legal"),
    ("kWh", "kW·h = 3600000 J notation"),
    ("μm/m", "μm/m = 0.000001 1 legal"),
    ("″", "″ = 0.0000048481368111 rad legal"),
    ("Ω", "Ω = 1 Ω legal"),
    ("千帕", "kPa = 1000 Pa legal"),
    ("摄氏度", "℃ = 1 K legal"),
    ("转/分", "r/min = 0.0166666666667 s⁻¹ legal"),
    ("毫克每立方米", "mg/m³ = 0.000001 kg/m³ legal"),
    // what people type
    ("㎜", "mm = 0.001 m notation"),
    ("m3/h", "m³/h = 0.000277777777778 m³/s notation"),
    ("m^3/h", "m³/h = 0.000277777777778 m³/s notation"),
    ("Ｎ·ｍ", "N·m = 1 N·m notation"),
    ("W/(m·K)", "W/(m·K) = 1 W/(m·K) legal"),
    ("W/(m2·℃)", "W/(m²·℃) = 1 W/(m²·K) notation"),
    ("牛·米", "N·m = 1 N·m legal"),
    ("牛米", "N·m = 1 N·m legal"),
    ("千瓦时", "kW·h = 3600000 J legal"),
    ("焦耳每千克开尔文", "J/(kg·K) = 1 J/(kg·K) legal"),
    ("米每二次方秒", "m/s² = 1 m/s² legal"),
    ("千米/小时", "km/h = 0.277777777778 m/s legal"),
    ("km/小时", "km/h = 0.277777777778 m/s notation"),
    ("公斤", "kg = 1 kg legal"),
    ("rpm", "r/min = 0.0166666666667 s⁻¹ notation"),
    ("ha", "hm² = 10000 m² notation"),
    ("um", "μm = 0.000001 m notation"),
    ("ml/min", "mL/min = 0.0000000166666666667 m³/s legal"),
    ("kV·A", "kV·A = 1000 V·A legal"),
    ("kvar", "kvar = 1000 var legal"),
    ("1/min", "min⁻¹ = 0.0166666666667 s⁻¹ legal"),
    ("/h", "h⁻¹ = 0.000277777777778 s⁻¹ notation"),
    ("mrad", "mrad = 0.001 rad legal"),
    ("n mile", "n mile = 1852 m legal"),
    ("kilopascal", "kPa = 1000 Pa legal"),
    ("metre per second squared", "m/s² = 1 m/s² legal"),
    ("cubic metres per hour", "m³/h = 0.000277777777778 m³/s legal"),
    ("watt per metre kelvin", "W/(m·K) = 1 W/(m·K) legal"),
    ("newton metre", "N·m = 1 N·m legal"),
    ("dB(A)", "dB(A) = 1 dB(A) notation"),
    ("%RH", "%RH = 0.01 1 notation"),
    // not legal
    ("kgf/cm2", "kgf/cm² = 98066.5 Pa restricted"),
    ("psi", "psi = 6894.75729317 Pa restricted"),
    ("mmHg", "mmHg = 133.322387415 Pa restricted"),
    ("mmH2O", "mmH₂O = 9.80665 Pa restricted"),
    ("Torr", "Torr = 133.322368421 Pa restricted"),
    ("ft·lbf", "ft·lbf = 1.35581794833140040 N·m restricted"),
    ("lbf/in²", "lbf/in² = 6894.75729317 Pa restricted"),
    ("Oe", "Oe = 79.5774715459 A/m restricted"),
    ("斤", "斤 = 0.5 kg forbidden"),
    ("亩", "亩 = 666.666666667 m² forbidden"),
    ("尺", "尺 = 0.333333333333 m forbidden"),
    // codes
    ("ucum:kg.m-3", "kg/m³ = 1 kg/m³ legal"),
    ("ucum:Cel", "℃ = 1 K legal"),
    ("ucum:mm[Hg]", "mmHg = 133.322387415 Pa restricted"),
    (r"\milli\metre\tothe{2}", "mm² = 0.000001 m² legal"),
    (r"\kilogram\per\metre\tothe{3}", "kg/m³ = 1 kg/m³ legal"),
  ] {
    check(&mut wrong, text, &shown(text), expected);
  }
  assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn refused_or_asked() {
  let mut wrong = Vec::new();
  for (text, expected) in [
    // metrology.md appendix A
    ("Mpa", "Unknown at 0: mPa | MPa"),
    ("KPa", "Unknown at 0: kPa"),
    ("KN", "Unknown at 0: kN | kn"),
    ("Kg", "Unknown at 0: kg"),
    ("HZ", "Unknown at 0: Hz"),
    ("khz", "Unknown at 0: kHz"),
    ("kw", "Unknown at 0: kW"),
    ("MM", "Unknown at 0: mm"),
    ("mpa", "Unknown at 0: mPa | MPa"),
    ("N·M", "Ambiguous at 2: N·m"),
    ("sec", "Ambiguous at 0: s"),
    ("Ma", "Ambiguous at 0: mA"),
    ("PS", "Ambiguous at 0: 米制马力 | 英制马力"),
    ("cc", "Ambiguous at 0: mL | cm³"),
    ("KG/cm2", "Unknown at 0: kgf/cm² | 10000 kg/m²"),
    ("m/s/kg", "TwoSolidi at 3: m/(s·kg)"),
    ("M3/h", "Ambiguous at 0: m³/h"),
    ("ML/min", "Ambiguous at 0: mL/min"),
    ("gr", "Ambiguous at 0: g | 格令"),
    ("hr", "Ambiguous at 0: h"),
    ("丝", "Ambiguous at 0: 0.01 mm"),
    // silent errors of others
    ("m/S", "Ambiguous at 2: m/s"),
    ("W/m·K", "ProductAfterSolidus at 3: W/(m·K) | W·K/m"),
    ("J/kg K", "ProductAfterSolidus at 4: J/(kg·K) | J·K/kg"),
    ("m Pa", "Ambiguous at 0: mPa | m·Pa"),
    ("Nm3/h", "Ambiguous at 0: m³/h"),
    ("kg/cm2", "Ambiguous at 0: kgf/cm² | 10000 kg/m²"),
    ("度", "Ambiguous at 0: ° | ℃ | kW·h"),
    ("N/mm2²", "Exponent at 5: "),
    ("mμm", "TwoPrefixes at 0: "),
    ("kMPa", "TwoPrefixes at 0: "),
    ("dakg", "TwoPrefixes at 0: "),
    ("kmin", "PrefixNotTaken at 0: "),
    ("k", "PrefixAlone at 0: "),
    ("m0", "Exponent at 1: "),
    ("m30", "Exponent at 1: "),
    ("(m", "Bracket at 0: "),
    ("m)", "Bracket at 1: "),
    ("HRC/m", "ScaleInProduct at 0: "),
    ("毫克每立方米每秒", "Unknown at 0: "),
    ("", "Empty at 0: "),
    ("牛盾", "Unknown at 0: "),
    ("mm€", "Unexpected at 2: "),
    ("kmh", "Ambiguous at 0: km/h"),
    ("kpa", "Unknown at 0: kPa"),
    ("KWH", "Unknown at 0: kW·h"),
    ("PA", "Ambiguous at 0: pA | Pa"),
    ("EV", "Ambiguous at 0: eV"),
    ("PH", "Ambiguous at 0: pH"),
    ("kcal", "Ambiguous at 0: 千热化学卡 | 千国际蒸汽表卡"),
    ("mPas", "Ambiguous at 0: mPa·s"),
    ("A·H", "Ambiguous at 2: A·h"),
    ("T/h", "Ambiguous at 0: t/h"),
    ("g/Kg", "Unknown at 2: g/kg"),
    ("metr", "Unknown at 0: m"),
    ("NM", "Unknown at 0: nm | N·m"),
  ] {
    check(&mut wrong, text, &shown(text), expected);
  }
  assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_line_of_the_tables_is_read() {
  let tables = table::tables();
  let count = |source: &str| source.lines().filter(|line| !line.is_empty()).count() - 1;
  assert_eq!(tables.atoms.len(), count(include_str!("units.csv")));
  assert_eq!(tables.kinds.len(), count(include_str!("kinds.csv")));
  assert_eq!(tables.aliases.len(), count(include_str!("aliases.csv")));
  assert_eq!(tables.asks.len(), count(include_str!("asks.csv")));
  for atom in &tables.atoms {
    let kind = Kind::find(atom.kind).unwrap_or_else(|| panic!("{}: no kind {}", atom.symbol, atom.kind));
    assert_eq!(kind.dimension, atom.dimension, "{}", atom.symbol);
    assert!(!atom.source.is_empty() && !atom.factor.number.is_zero(), "{}", atom.symbol);
    if let Some(replacement) = atom.replacement.filter(|text| !text.starts_with('×')) {
      let legal: Unit = replacement.parse().unwrap_or_else(|error| panic!("{}: {error:?}", atom.symbol));
      assert_eq!((legal.dimension(), legal.status()), (atom.dimension, Status::Legal), "{}", atom.symbol);
    }
  }
  for kind in tables.kinds.iter().filter(|kind| kind.unit != "1") {
    let unit: Unit = kind.unit.parse().unwrap_or_else(|error| panic!("{}: {error:?}", kind.id));
    assert_eq!((unit.dimension(), unit.factor()), (kind.dimension, Factor::one()), "{} is written in a coherent unit", kind.id);
  }
  for alias in &tables.aliases {
    alias.unit.parse::<Unit>().unwrap_or_else(|error| panic!("{}: {error:?}", alias.text));
  }
}

/// Every unit with every prefix it takes.
fn all_parts() -> Vec<Part> {
  let mut parts = Vec::new();
  for atom in &table::tables().atoms {
    parts.push(Part { prefix: None, atom, exponent: 1 });
    parts.extend(PREFIXES.iter().filter(|prefix| atom.takes(prefix.symbol)).map(|prefix| Part { prefix: Some(prefix), atom, exponent: 1 }));
  }
  parts
}

#[test]
fn every_symbol_is_read_as_what_it_was_printed_from() {
  let mut differ = Vec::new();
  for part in all_parts() {
    let unit = Unit::product([part]);
    match unit.to_string().parse::<Unit>() {
      Ok(read) if read == unit => {}
      // A slip is likelier; or it would be asked about.
      Err(error) if error.problem == UnitProblem::Ambiguous => {}
      other => differ.push(format!("{unit}: {:?}", other.map(|unit| unit.to_string()))),
    }
  }
  assert!(differ.is_empty(), "{}", differ.join("\n"));
}

#[test]
fn codes_are_read_as_what_they_were_printed_from() {
  for part in all_parts() {
    let unit = Unit::product([part, Part { exponent: -2, ..all_parts()[0] }]);
    if let Some(code) = unit.to_ucum().filter(|_| part.atom.scale == Scale::Ratio) {
      assert_eq!(Unit::read(&format!("ucum:{code}")).map(|read| read.unit), Ok(unit.clone()), "{code}");
    }
    if let Some(text) = unit.to_dsi() {
      assert_eq!(Unit::read(&text).map(|read| read.unit), Ok(unit.clone()), "{text}");
    }
  }
}

mod properties {
  use super::*;
  use proptest::prelude::*;

  fn unit() -> impl Strategy<Value = Unit> {
    let parts: Vec<Part> = all_parts().into_iter().filter(|part| part.atom.scale == Scale::Ratio).collect();
    let part = (prop::sample::select(parts), prop::sample::select(vec![-3_i16, -2, -1, 1, 2, 3]));
    prop::collection::vec(part, 1..4).prop_map(|parts| Unit::product(parts.into_iter().map(|(part, exponent)| Part { exponent, ..part })))
  }

  proptest! {
    #[test]
    fn reading_what_was_printed_gives_the_same(unit in unit()) {
      match Unit::read(&unit.to_string()) {
        Ok(read) => prop_assert_eq!(read.unit, unit),
        Err(error) => prop_assert!(matches!(error.problem, UnitProblem::Ambiguous | UnitProblem::TooLong), "{}: {:?}", unit, error),
      }
    }

    #[test]
    fn factors_compose(a in unit(), b in unit()) {
      prop_assert_eq!(a.per(&b).factor().times(&b.factor(), 1), a.factor());
    }

    #[test]
    fn there_and_back(a in unit(), value in -1_000_000_i64..1_000_000) {
      if let Some(legal) = a.replacement()
        && let Some(there) = a.convert(&value.into(), &legal, Reading::Point)
        && a.factor().pi == legal.factor().pi
      {
        prop_assert_eq!(legal.convert(&there, &a, Reading::Point), Some(value.into()));
      }
    }
  }
}
