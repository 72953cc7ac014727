//! Our table held against another implementation's, which was made from the UCUM essence: every unit with a code, behind every prefix it takes.
//!
//! The other table is a witness only. Nothing of it is copied; where it disagrees, the test says who is right and why.

use super::{Atom, PREFIXES, Scale, Unit, table::tables, unit::Part};
use crate::metrology::Number;
use octofhir_ucum::analyse;
use proptest::prelude::*;

/// What the other implementation counts in: the gram, and the single entity where we have the mole.
const GRAMS: &str = "1000";
const AVOGADRO: &str = "602214076000000000000000";

/// Prefixes of 2022, which the UCUM of the other implementation does not have yet.
const TOO_NEW: [&str; 4] = ["Q", "R", "r", "q"];

/// Codes on which the two disagree on purpose, and why.
const EXPLAINED: &[(&str, &str)] = &[
  ("ph", "a phot is one lumen per square centimetre, 10⁴ lx; the UCUM essence has 10⁻⁴ lx"),
  (
    "mm[Hg]",
    "133.322387415 Pa by the conventional density of mercury and standard gravity; the UCUM essence has five digits after the point of 133.322 kPa for a metre",
  ),
  ("[in_i'Hg]", "25.4 times the same"),
  ("[pH]", "a scale of its own here, convertible into nothing; there an amount of substance of hydrogen ions in a volume"),
];

/// What the other implementation says of a code, in our terms: exponents of m kg s A K mol cd, and one of it in SI. The angle is a base unit there
/// and a number here, so its exponent is passed over; the mole is a number there, so its exponent is ours.
fn said(code: &str, moles: i16) -> Result<([i16; 7], Number), String> {
  let analysis = analyse(code).map_err(|error| error.to_string().lines().next().unwrap_or_default().to_owned())?;
  let [metre, second, gram, _radian, kelvin, coulomb, candela] = analysis.dimension.0.map(i16::from);
  let dimension = [metre, gram, second + coulomb, coulomb, kelvin, moles, candela];
  let number = |text: String| text.parse::<Number>().map_err(|_| format!("{code}: the number {text}"));
  let mut factor = number(analysis.factor.to_string())?.multiply(&number(analysis.scale.to_string())?);
  for (base, exponent) in [(GRAMS, gram), (AVOGADRO, moles)] {
    let base = number(base.to_owned())?;
    for _ in 0..exponent.unsigned_abs() {
      let next = if exponent > 0 { factor.divide(&base) } else { Some(factor.multiply(&base)) };
      factor = next.ok_or_else(|| code.to_owned())?;
    }
  }
  Ok((dimension, factor))
}

/// Whether two numbers are the same to 20 digits; the other implementation keeps 28.
fn agree(a: &Number, b: &Number) -> bool {
  let off = a.subtract(b).abs();
  off.is_zero() || off.divide(a).is_some_and(|off| off.abs() < "1e-20".parse().unwrap())
}

/// How the two disagree about a unit with this code, if they do.
fn disagreement(unit: &Unit, code: &str) -> Option<String> {
  let ours = unit.dimension().exponents();
  match said(code, ours[5]) {
    Err(error) => Some(format!("{code}: {error}")),
    Ok((dimension, _)) if dimension != ours => Some(format!("{code}: {dimension:?} there, {ours:?} here")),
    // The numbers of logarithmic and conventional scales are no factors.
    Ok(_) if matches!(unit.scale(), Scale::Log | Scale::Named) => None,
    Ok((_, factor)) => {
      let value = unit.factor().value();
      (!agree(&factor, &value)).then(|| format!("{code}: {factor} there, {} here", value.to_text(30)))
    }
  }
}

#[test]
fn every_unit_is_what_the_other_implementation_says() {
  let (mut compared, mut explained, mut wrong) = (0, 0, Vec::new());
  for atom in tables().atoms.iter().filter(|atom| atom.ucum.is_some()) {
    let prefixes = PREFIXES.iter().filter(|prefix| atom.takes(prefix.symbol) && !TOO_NEW.contains(&prefix.symbol)).map(Some);
    for prefix in std::iter::once(None).chain(prefixes) {
      let unit = Unit::product(vec![Part { prefix, atom, exponent: 1 }]);
      // Some units take prefixes in use that UCUM does not allow: kpsi, cgon.
      let Some(code) = unit.to_ucum() else { continue };
      match Unit::read(&format!("ucum:{code}")) {
        Ok(read) if read.unit == unit => {}
        other => wrong.push(format!("{code}: read back as {other:?}")),
      }
      compared += 1;
      let is_explained = EXPLAINED.iter().any(|(known, _)| *known == code);
      explained += usize::from(is_explained);
      match disagreement(&unit, &code) {
        Some(said) if !is_explained => wrong.push(said),
        None if is_explained => wrong.push(format!("{code}: they agree, nothing is to be explained")),
        _ => {}
      }
    }
  }
  assert!(wrong.is_empty(), "of {compared} codes compared:\n{}", wrong.join("\n"));
  assert_eq!(explained, EXPLAINED.len());
  assert!(compared > 700, "only {compared} codes were compared");
}

proptest! {
  /// Products of powers: prefixes, exponents and factors compose in both in the same way.
  #[test]
  fn products_are_what_the_other_implementation_says(picked in prop::collection::vec((any::<u16>(), any::<u16>(), -3_i16..=3), 1..4)) {
    let usual = |atom: &&'static Atom| {
      atom.scale == Scale::Ratio && atom.ucum.is_some_and(|code| !EXPLAINED.iter().any(|(known, _)| *known == code))
    };
    let atoms: Vec<&'static Atom> = tables().atoms.iter().filter(usual).collect();
    let parts = picked.into_iter().filter(|(.., exponent)| *exponent != 0).map(|(atom, prefix, exponent)| {
      let atom = atoms[usize::from(atom) % atoms.len()];
      let prefix = Some(&PREFIXES[usize::from(prefix) % PREFIXES.len()]).filter(|prefix| atom.takes(prefix.symbol) && !TOO_NEW.contains(&prefix.symbol));
      Part { prefix, atom, exponent }
    });
    let unit = Unit::product(parts);
    prop_assume!(!unit.is_one());
    let Some(code) = unit.to_ucum() else { return Ok(()) };
    prop_assert_eq!(disagreement(&unit, &code), None);
  }
}
