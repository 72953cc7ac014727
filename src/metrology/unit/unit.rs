use super::{
  Dimension, Factor, Kind, Prefix, Scale, Status, UnitError,
  atom::Atom,
  dimension::write_product,
  names::is_slip,
  read::{ReadUnit, read},
  table::tables,
};
use crate::metrology::Number;
use std::{fmt, str::FromStr};

/// A unit with its prefix and exponent inside a product.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Part {
  /// The prefix, if any.
  pub prefix: Option<&'static Prefix>,
  /// The unit.
  pub atom: &'static Atom,
  /// The exponent, never zero.
  pub exponent: i16,
}

impl Part {
  /// The symbol with its prefix, without the exponent. A symbol that would be asked about when it is read (`Mm`), that another unit has (`Gs`), or
  /// that is only ours (`hp_metric`), gives way to the name.
  pub(super) fn symbol(&self) -> String {
    if let (true, Some(name)) = (self.atom.symbol.contains('_'), self.atom.zh.first()) {
      return format!("{}{name}", self.prefix.map_or("", |prefix| prefix.zh));
    }
    let Some(prefix) = self.prefix else { return self.atom.symbol.to_owned() };
    let symbol = format!("{}{}", prefix.symbol, self.atom.symbol);
    match self.atom.zh.first() {
      Some(name)
        if is_slip(prefix, self.atom)
          || tables().ask_of.contains_key(symbol.as_str())
          || tables().symbols.contains_key(symbol.as_str()) =>
      {
        format!("{}{name}", prefix.zh)
      }
      _ => symbol,
    }
  }

  /// One of it, without the exponent, in coherent SI units.
  fn factor(&self) -> Factor {
    match self.prefix {
      Some(prefix) => self.atom.factor.times(&Factor::power_of_ten(prefix.exponent), 1),
      None => self.atom.factor.clone(),
    }
  }
}

/// A unit of measurement as an expression: `kg/m³`, `kW·h`, `μm/(m·℃)`. The unit one has no parts.
///
/// Printing gives the notation of GB 3101, with one solidus at most, and reading what was printed gives the same unit.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Unit {
  parts: Vec<Part>,
}

/// How a temperature is to be understood.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reading {
  /// A value on the scale: 20 ℃ is 293.15 K.
  Point,
  /// A difference of two values, such as an uncertainty, a tolerance, a resolution: 0.05 ℃ is 0.05 K.
  Difference,
}

impl Unit {
  /// The unit one.
  pub const ONE: Self = Self { parts: Vec::new() };

  /// The product of `parts`; what stands above the solidus first, equal ones joined.
  pub(super) fn product(parts: impl IntoIterator<Item = Part>) -> Self {
    let mut unit = Self::default();
    let mut below: Vec<Part> = Vec::new();
    for part in parts {
      let side = if part.exponent > 0 { &mut unit.parts } else { &mut below };
      match side.iter_mut().find(|known| known.atom == part.atom && known.prefix == part.prefix) {
        Some(known) => known.exponent += part.exponent,
        None => side.push(part),
      }
    }
    unit.parts.extend(below);
    unit
  }

  /// Reads a text as people type it; tells how it was written, or what is wrong with it and where. See the module for what is understood.
  pub fn read(text: &str) -> Result<ReadUnit, UnitError> {
    read(text)
  }

  /// This unit per `other`.
  #[must_use]
  pub fn per(&self, other: &Self) -> Self {
    let below = other.parts.iter().map(|part| Part { exponent: -part.exponent, ..*part });
    Self::product(self.parts.iter().copied().chain(below))
  }

  /// The factors of the product.
  pub fn parts(&self) -> &[Part] {
    &self.parts
  }

  /// Whether it is the unit one.
  pub fn is_one(&self) -> bool {
    self.parts.is_empty()
  }

  /// Its dimension.
  pub fn dimension(&self) -> Dimension {
    self.parts.iter().fold(Dimension::ONE, |dimension, part| dimension.times(part.atom.dimension, part.exponent))
  }

  /// One of it in coherent SI units; a difference where it has a zero of its own.
  pub fn factor(&self) -> Factor {
    self.parts.iter().fold(Factor::one(), |factor, part| factor.times(&part.factor(), part.exponent))
  }

  /// What is measured in it: `N·m` is a moment of force, `kW·h` an energy. `None` where that cannot be told, as for `s⁻¹`.
  pub fn kind(&self) -> Option<&'static Kind> {
    if let [Part { atom, exponent: 1, .. }] = self.parts[..] {
      return Kind::find(atom.kind);
    }
    let dimension = self.dimension();
    let has = |mark: &&str| self.parts.iter().any(|part| part.atom.kind == *mark);
    let kinds = || Kind::of_dimension(dimension);
    let marked = kinds().find(|kind| kind.marks.iter().any(has));
    let usual = || kinds().find(|kind| kind.marks.is_empty());
    marked.or_else(usual).or_else(|| dimension.is_one().then(|| Kind::find("ratio"))?)
  }

  /// Where it stands before the law: where the gravest of its parts does.
  pub fn status(&self) -> Status {
    self.parts.iter().map(|part| part.atom.status).max().unwrap_or(Status::Legal)
  }

  /// How its values relate.
  pub fn scale(&self) -> Scale {
    match self.parts[..] {
      [Part { atom, exponent: 1, .. }] => atom.scale,
      _ if self.parts.iter().any(|part| part.atom.scale == Scale::Named) => Scale::Named,
      _ => Scale::Ratio,
    }
  }

  /// The coherent SI unit of its kind of quantity, else of its dimension; its own symbol on a scale of its own.
  pub fn si_unit(&self) -> String {
    match (self.scale(), self.kind()) {
      (Scale::Named, _) => self.to_string(),
      (_, Some(kind)) => kind.unit.to_owned(),
      (_, None) => self.dimension().si_unit(),
    }
  }

  /// Whether values in both can be compared: the same dimension, and kinds that do not differ. A torque in N·m is no energy in J.
  pub fn is_comparable(&self, other: &Self) -> bool {
    if self.scale() == Scale::Named || other.scale() == Scale::Named {
      return self == other;
    }
    let differ = matches!((self.kind(), other.kind()), (Some(mine), Some(others)) if mine != others);
    self.dimension() == other.dimension() && !differ
  }

  /// One of it in `other`, as a difference; `None` where they are not comparable.
  pub fn factor_to(&self, other: &Self) -> Option<Factor> {
    self.is_comparable(other).then(|| self.factor().times(&other.factor(), -1))
  }

  /// A value in this unit, in coherent SI units.
  pub fn to_si(&self, value: &Number, reading: Reading) -> Factor {
    let factor = self.factor();
    let mut number = factor.number.multiply(value);
    if reading == Reading::Point
      && let [Part { atom: Atom { offset: Some(offset), .. }, exponent: 1, .. }] = &self.parts[..]
    {
      number = number.add(offset);
    }
    Factor { number, pi: factor.pi }
  }

  /// A value in this unit, in `other`; `None` where they are not comparable. Exact unless π comes in, which is then taken to fifty digits.
  pub fn convert(&self, value: &Number, other: &Self, reading: Reading) -> Option<Number> {
    if self == other {
      return Some(value.clone());
    }
    let factor = self.factor_to(other)?;
    let zero = Number::ZERO;
    let offset = |unit: &Self| unit.to_si(&zero, reading).number;
    let shift = offset(self).subtract(&offset(other)).divide(&other.factor().number)?;
    Some(factor.value().multiply(value).add(&shift))
  }

  /// The legal unit to be used in its place; `None` where it is legal.
  pub fn replacement(&self) -> Option<Self> {
    if self.status() < Status::Restricted && self.parts.iter().all(|part| part.atom.replacement.is_none()) {
      return None;
    }
    if let [Part { atom, exponent: 1, .. }] = self.parts[..] {
      return atom.replacement.and_then(|text| text.parse().ok());
    }
    let usual = match self.kind()?.id {
      "pressure" => "MPa",
      "torque" => "N·m",
      "energy" => "kJ",
      "power" => "kW",
      "velocity" => "m/s",
      "density" => "kg/m³",
      "volume_flow" => "m³/h",
      "thermal_conductivity" => "W/(m·K)",
      _ => "",
    };
    if let Ok(unit) = usual.parse() {
      return Some(unit);
    }
    let mut parts = Vec::new();
    for part in &self.parts {
      match part.atom.replacement.and_then(|text| text.parse::<Self>().ok()) {
        Some(legal) => parts.extend(legal.parts.iter().map(|known| Part { exponent: known.exponent * part.exponent, ..*known })),
        None => parts.push(*part),
      }
    }
    let legal = Self::product(parts);
    (legal.status() < Status::Restricted && legal != *self).then_some(legal)
  }
}

impl fmt::Display for Unit {
  /// As GB 3101 asks for: `kg/m³`, `W/(m²·K)`, `s⁻¹`, `/ms`; nothing for the unit one.
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let side = |above: bool| {
      let parts = self.parts.iter().filter(|part| (part.exponent > 0) == above);
      parts.map(|part| (part.symbol(), part.exponent)).collect::<Vec<_>>()
    };
    match self.parts[..] {
      [] => Ok(()),
      // `ms⁻¹` could be a metre per second.
      [part] if part.exponent < 0 && part.symbol() == "ms" => write!(f, "/{}", write_product(&[(part.symbol(), -part.exponent)], &[])),
      _ => f.write_str(&write_product(&side(true), &side(false))),
    }
  }
}

impl FromStr for Unit {
  type Err = UnitError;

  fn from_str(text: &str) -> Result<Self, UnitError> {
    Self::read(text).map(|read| read.unit)
  }
}
