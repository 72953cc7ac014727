use super::common::Common;
use serde::{
  Deserializer,
  de::{DeserializeSeed, Error, Visitor},
};
use serde_json::Value as Json;
use std::{collections::HashMap, fmt, marker::PhantomData, sync::Arc};

/// The keys of the rows of a table, each kept once. Rows of a table mostly have the same keys in the same order.
#[derive(Default)]
pub(super) struct Keys {
  known: Vec<Known>,
  index: HashMap<Arc<str>, usize>,
  /// The key that comes next if this row is like the others.
  next: usize,
  row: usize,
  /// The key that was read last.
  last: usize,
  /// Where the cells of a row are gathered.
  pub(super) cells: Vec<(Arc<str>, Arc<Json>)>,
}

struct Known {
  key: Arc<str>,
  /// The row that had it last, counted from 1, and the place of its cell there.
  seen: (usize, usize),
  common: Common,
}

impl Keys {
  pub(super) fn begin_row(&mut self) {
    self.next = 0;
    self.row += 1;
  }

  /// The shared key, and the place of its cell where this row has it already.
  fn take(&mut self, key: &str) -> (Arc<str>, Option<usize>) {
    let at = match self.known.get(self.next) {
      Some(expected) if *expected.key == *key => self.next,
      _ => match self.index.get(key) {
        Some(at) => *at,
        None => {
          let key: Arc<str> = key.into();
          self.index.insert(Arc::clone(&key), self.known.len());
          self.known.push(Known { key, seen: (0, 0), common: Common::default() });
          self.known.len() - 1
        }
      },
    };
    self.next = at + 1;
    self.last = at;
    let known = &self.known[at];
    (Arc::clone(&known.key), (known.seen.0 == self.row).then_some(known.seen.1))
  }

  /// The answers under the key taken last.
  pub(super) fn common(&mut self) -> &mut Common {
    &mut self.known[self.last].common
  }

  /// The key taken last belongs to the cell at `place` of this row.
  pub(super) fn note_place(&mut self, place: usize) {
    self.known[self.last].seen = (self.row, place);
  }
}

/// Reads a key as the shared one.
pub(super) struct KeyOf<'k, 'de>(pub(super) &'k mut Keys, pub(super) PhantomData<&'de ()>);

impl<'de> DeserializeSeed<'de> for KeyOf<'_, 'de> {
  type Value = (Arc<str>, Option<usize>);

  fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
    deserializer.deserialize_str(self)
  }
}

impl<'de> Visitor<'de> for KeyOf<'_, 'de> {
  type Value = (Arc<str>, Option<usize>);

  fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("a name")
  }

  fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
    Ok(self.0.take(key))
  }
}
