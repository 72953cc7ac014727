use super::{Dimension, table::tables};

/// A kind of quantity: what tells a moment of force from an energy, and a rotational speed from a frequency, though their dimensions are equal.
#[derive(Debug)]
pub struct Kind {
  /// Stable name: `pressure`.
  pub id: &'static str,
  /// Chinese name.
  pub zh: &'static str,
  /// English name.
  pub en: &'static str,
  /// Its dimension.
  pub dimension: Dimension,
  /// The coherent SI unit as it is written for this kind.
  pub unit: &'static str,
  /// Kinds of units of which one must occur in an expression to mean this kind, where several share the dimension.
  pub(super) marks: Vec<&'static str>,
}

impl Kind {
  /// The kind with this stable name.
  pub fn find(id: &str) -> Option<&'static Self> {
    tables().kinds.iter().find(|kind| kind.id == id)
  }

  /// The kinds of a dimension, the usual one first.
  pub(super) fn of_dimension(dimension: Dimension) -> impl Iterator<Item = &'static Self> {
    tables().kinds.iter().filter(move |kind| kind.dimension == dimension)
  }
}

impl PartialEq for Kind {
  fn eq(&self, other: &Self) -> bool {
    self.id == other.id
  }
}

impl Eq for Kind {}
