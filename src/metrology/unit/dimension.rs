use std::fmt;

/// The dimension of a quantity in the International System of Quantities: exponents of L M T I Θ N J.
///
/// An angle is a number here, as in the SI; what tells an angle from a ratio is the kind of quantity.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct Dimension([i16; 7]);

/// Base units in the order of the exponents, as sources write them, and the symbols of their dimensions.
const BASE: [(&str, &str); 7] = [("m", "L"), ("kg", "M"), ("s", "T"), ("A", "I"), ("K", "Θ"), ("mol", "N"), ("cd", "J")];
/// The order in which the units of an SI expression are written.
const WRITTEN: [usize; 7] = [1, 0, 2, 3, 4, 5, 6];

impl Dimension {
  /// Dimension one.
  pub const ONE: Self = Self([0; 7]);

  /// Reads a product of base units such as `kg m-1 s-2`; `1` is dimension one.
  pub(super) fn from_base(text: &str) -> Option<Self> {
    let mut dimension = Self::ONE;
    for word in text.split(' ').filter(|word| *word != "1") {
      let digits = word.find(|c: char| c == '-' || c.is_ascii_digit()).unwrap_or(word.len());
      let (symbol, exponent) = word.split_at(digits);
      let place = BASE.iter().position(|(base, _)| *base == symbol)?;
      dimension.0[place] += if exponent.is_empty() { 1 } else { exponent.parse().ok()? };
    }
    Some(dimension)
  }

  /// The dimension of the product with `other` raised to `exponent`.
  #[must_use]
  pub fn times(mut self, other: Self, exponent: i16) -> Self {
    for (mine, others) in self.0.iter_mut().zip(other.0) {
      *mine = mine.saturating_add(others.saturating_mul(exponent));
    }
    self
  }

  /// The exponents of m kg s A K mol cd.
  pub fn exponents(self) -> [i16; 7] {
    self.0
  }

  /// Whether it is dimension one.
  pub fn is_one(self) -> bool {
    self == Self::ONE
  }

  /// The coherent SI unit as a product of base units: `kg/(m·s²)`; `1` for dimension one.
  pub fn si_unit(self) -> String {
    let side = |positive: bool| {
      let wanted = WRITTEN.iter().filter(|place| self.0[**place] != 0 && (self.0[**place] > 0) == positive);
      wanted.map(|place| (BASE[*place].0.to_owned(), self.0[*place])).collect::<Vec<_>>()
    };
    write_product(&side(true), &side(false))
  }
}

impl fmt::Display for Dimension {
  /// As the SI writes it: `L⁻¹·M·T⁻²`; `1` for dimension one.
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let parts: Vec<String> =
      BASE.iter().zip(self.0).filter(|(_, exponent)| *exponent != 0).map(|((_, symbol), exponent)| power(symbol, exponent)).collect();
    f.write_str(if parts.is_empty() { "1" } else { "" })?;
    f.write_str(&parts.join("·"))
  }
}

/// Writes a quotient of units with at most one solidus: `W/(m²·K)`; negative exponents where nothing stands above it. The exponents below are
/// negative.
pub(super) fn write_product(above: &[(String, i16)], below: &[(String, i16)]) -> String {
  let join =
    |side: &[(String, i16)], sign: i16| side.iter().map(|(symbol, exponent)| power(symbol, exponent * sign)).collect::<Vec<_>>().join("·");
  match (above, below) {
    ([], []) => "1".to_owned(),
    (_, []) => join(above, 1),
    ([], _) => join(below, 1),
    (_, [_]) => format!("{}/{}", join(above, 1), join(below, -1)),
    _ => format!("{}/({})", join(above, 1), join(below, -1)),
  }
}

/// A symbol with its exponent in superscript digits, none where it is 1.
fn power(symbol: &str, exponent: i16) -> String {
  if exponent == 1 {
    return symbol.to_owned();
  }
  let raised = exponent.to_string().chars().map(superscript).collect::<String>();
  format!("{symbol}{raised}")
}

/// The superscript twin of a digit or minus sign.
pub(in crate::metrology) fn superscript(c: char) -> char {
  const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
  c.to_digit(10).map_or('⁻', |digit| DIGITS[digit as usize])
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn writing() {
    for (base, dimension, unit) in [
      ("1", "1", "1"),
      ("kg m-1 s-2", "L⁻¹·M·T⁻²", "kg/(m·s²)"),
      ("s-1", "T⁻¹", "s⁻¹"),
      ("kg m-3", "L⁻³·M", "kg/m³"),
      ("m s-2", "L·T⁻²", "m/s²"),
      ("kg m2 s-3 A-1", "L²·M·T⁻³·I⁻¹", "kg·m²/(s³·A)"),
    ] {
      let read = Dimension::from_base(base).unwrap();
      assert_eq!((read.to_string().as_str(), read.si_unit().as_str()), (dimension, unit));
    }
    assert_eq!(Dimension::from_base("lb"), None);
  }
}
