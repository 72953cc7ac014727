use super::{Dimension, Factor, Status};
use crate::metrology::Number;

/// How the values of a unit relate to each other.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Scale {
  /// A ratio scale: twice the number is twice the quantity.
  Ratio,
  /// An interval scale with a zero of its own: ℃, °F.
  Interval,
  /// A logarithmic scale: dB. Values are compared, and differences added, in the same unit.
  Log,
  /// A conventional scale that converts into nothing else: HRC, pH.
  Named,
}

/// A unit with a symbol of its own, from `units.csv`.
#[derive(Debug)]
pub struct Atom {
  /// The symbol that is written.
  pub symbol: &'static str,
  /// Other symbols that are as good: `l` for `L`, `°C` for `℃`.
  pub(super) symbols: Vec<&'static str>,
  /// Symbols that are understood and put right.
  pub(super) loose: Vec<&'static str>,
  /// Chinese names, the full one first.
  pub zh: Vec<&'static str>,
  /// English names, the full one first.
  pub en: Vec<&'static str>,
  /// The prefixes it takes: `*` for all.
  pub(super) prefixes: Vec<&'static str>,
  /// Its dimension.
  pub dimension: Dimension,
  /// The stable name of its kind of quantity.
  pub kind: &'static str,
  /// One of it in the coherent SI unit.
  pub factor: Factor,
  /// The SI value of its zero, on an interval scale.
  pub offset: Option<Number>,
  /// How its values relate.
  pub scale: Scale,
  /// Where it stands before the law.
  pub status: Status,
  /// The legal unit to be used in its place.
  pub replacement: Option<&'static str>,
  /// Its UCUM code.
  pub ucum: Option<&'static str>,
  /// Its D-SI name, without the backslash.
  pub dsi: Option<&'static str>,
  /// Where the facts come from.
  pub source: &'static str,
}

impl Atom {
  /// Whether it may stand behind a prefix.
  pub(super) fn takes(&self, prefix: &str) -> bool {
    self.prefixes.iter().any(|known| *known == "*" || *known == prefix)
  }
}

impl PartialEq for Atom {
  fn eq(&self, other: &Self) -> bool {
    self.symbol == other.symbol
  }
}

impl Eq for Atom {}
