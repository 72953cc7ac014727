use super::{Bilingual, Later};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One of the answers a choice offers.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Choice {
  /// What documents hold.
  pub code: String,
  /// What people read.
  pub label: Bilingual,
  /// Other words for it in ledgers.
  pub synonyms: Vec<String>,
}

/// Where the answers of a choice come from.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Choices {
  /// A list in the form.
  List(Later<Arc<[Choice]>>),
  /// Rows of a lookup table.
  Lookup {
    /// The place of the table in the form.
    lookup: usize,
    /// Columns and the values of which one must stand in them.
    filter: Vec<(usize, Vec<String>)>,
  },
}
