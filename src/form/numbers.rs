use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Numbers of four bytes each, which cost nothing to read where they are part of the binary.
#[derive(Debug, Default, Deserialize, PartialEq, Serialize)]
pub(super) struct Numbers(#[serde(borrow)] Cow<'static, [u8]>);

impl Numbers {
  /// How many there are.
  pub(super) fn len(&self) -> usize {
    self.raw().len()
  }

  /// The number at this place.
  pub(super) fn get(&self, place: usize) -> Option<usize> {
    self.raw().get(place).map(|bytes| Self::read(*bytes))
  }

  /// Adds a number.
  pub(super) fn push(&mut self, number: usize) {
    self.0.to_mut().extend((number as u32).to_le_bytes());
  }

  /// The number that `order` finds, where they stand in that order.
  pub(super) fn search(&self, order: impl Fn(usize) -> std::cmp::Ordering) -> Option<usize> {
    let raw = self.raw();
    raw.binary_search_by(|bytes| order(Self::read(*bytes))).ok().map(|place| Self::read(raw[place]))
  }

  fn raw(&self) -> &[[u8; 4]] {
    self.0.as_chunks().0
  }

  fn read(bytes: [u8; 4]) -> usize {
    u32::from_le_bytes(bytes) as usize
  }
}

impl FromIterator<usize> for Numbers {
  fn from_iter<I: IntoIterator<Item = usize>>(numbers: I) -> Self {
    let mut all = Self::default();
    numbers.into_iter().for_each(|number| all.push(number));
    all
  }
}
