use crate::{
  check::{
    Effective,
    engine::{Engine, values_together},
  },
  expr::GroupIx,
  form::Unique,
};
use serde_json::Value as Json;
use std::{
  collections::{BTreeSet, HashMap},
  hash::{DefaultHasher, Hash, Hasher},
};

/// Which rows hold which values in the columns that must be unique together. Equal hashes are only candidates: the values decide.
#[derive(Debug)]
pub(super) struct Uniqueness {
  pub(super) unique: Unique,
  hashes: Vec<Option<u64>>,
  rows: HashMap<u64, Vec<u32>>,
}

impl Uniqueness {
  pub(super) fn of(facts: &Effective<'_>, group: GroupIx, unique: Unique) -> Self {
    let hashes: Vec<_> = (0..facts.all_rows(group).len()).map(|row| hash(facts, group, &unique, row)).collect();
    let mut uniqueness = Self { unique, hashes, rows: HashMap::new() };
    uniqueness.index();
    uniqueness
  }

  fn index(&mut self) {
    self.rows.clear();
    for (row, hash) in self.hashes.iter().enumerate() {
      if let Some(hash) = hash {
        self.rows.entry(*hash).or_default().push(row as u32);
      }
    }
  }

  /// Takes in that `removed` rows at `at` gave way to `inserted` others; gives the rows of which it may now say something else, `None` for all.
  pub(super) fn replace(
    &mut self,
    engine: &Engine<'_, '_>,
    group: GroupIx,
    at: usize,
    removed: usize,
    inserted: usize,
  ) -> Option<BTreeSet<usize>> {
    let fresh: Vec<_> = (at..at + inserted).map(|row| hash(engine.facts, group, &self.unique, row)).collect();
    if removed != inserted {
      self.hashes.splice(at..at + removed, fresh);
      self.index();
      return None;
    }
    let mut touched = BTreeSet::new();
    for (row, fresh) in (at..).zip(fresh) {
      let before = std::mem::replace(&mut self.hashes[row], fresh);
      for hash in [before, fresh].into_iter().flatten() {
        touched.extend(self.rows.get(&hash).into_iter().flatten().map(|row| *row as usize));
      }
      touched.insert(row);
      if before == fresh {
        continue;
      }
      if let Some(rows) = before.and_then(|hash| self.rows.get_mut(&hash)) {
        rows.retain(|known| *known as usize != row);
        if rows.is_empty()
          && let Some(hash) = before
        {
          self.rows.remove(&hash);
        }
      }
      if let Some(hash) = fresh {
        let rows = self.rows.entry(hash).or_default();
        let place = rows.partition_point(|known| (*known as usize) < row);
        rows.insert(place, row as u32);
      }
    }
    Some(touched)
  }

  /// The rows that may hold what another row holds, in order.
  pub(super) fn rows_in_question(&self) -> BTreeSet<usize> {
    self.rows.values().filter(|rows| rows.len() > 1).flatten().map(|row| *row as usize).collect()
  }

  /// Reports where an earlier row holds the values of `row`.
  pub(super) fn say(&self, engine: &mut Engine<'_, '_>, group: GroupIx, row: usize) {
    if let Some((first, values)) = self.first(engine.facts, group, row) {
      engine.twice(group, &self.unique, row, first, &values);
    }
  }

  /// The earliest row that holds the values of `row`, where that is another one.
  fn first<'a>(&self, facts: &Effective<'a>, group: GroupIx, row: usize) -> Option<(usize, Vec<&'a Json>)> {
    let rows = self.rows.get(&(*self.hashes.get(row)?)?)?;
    if rows.len() < 2 {
      return None;
    }
    let values = values_together(facts, group, &self.unique, row)?;
    let same = |other: &&u32| values_together(facts, group, &self.unique, **other as usize).as_ref() == Some(&values);
    let first = rows.iter().take_while(|other| (**other as usize) < row).find(same)?;
    Some((*first as usize, values))
  }
}

fn hash(facts: &Effective<'_>, group: GroupIx, unique: &Unique, row: usize) -> Option<u64> {
  let values = values_together(facts, group, unique, row)?;
  let mut hasher = DefaultHasher::new();
  values.hash(&mut hasher);
  Some(hasher.finish())
}
