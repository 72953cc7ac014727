/// Where a unit stands before the law of measurement: the State Council order of 1984-02-27 and GB 3100-93 say what is legal, the order of SAMR
/// (令第90号, 2024-06-01) what is restricted. From mild to grave.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Status {
  /// A legal unit of measurement, written as it should be.
  Legal,
  /// A legal unit written in another way than GB 3100 asks for.
  Notation,
  /// Not a legal unit: only where the law names a special need, with the legal value beside it.
  Restricted,
  /// A traditional unit (市制) that may not be used.
  Forbidden,
}

impl Status {
  /// The name in data and JSON.
  pub fn name(self) -> &'static str {
    match self {
      Self::Legal => "legal",
      Self::Notation => "notation",
      Self::Restricted => "restricted",
      Self::Forbidden => "forbidden",
    }
  }

  /// The status with this name.
  pub(super) fn from_name(name: &str) -> Option<Self> {
    [Self::Legal, Self::Notation, Self::Restricted, Self::Forbidden].into_iter().find(|status| status.name() == name)
  }
}
