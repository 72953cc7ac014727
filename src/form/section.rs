use super::{Bilingual, Disclosure};
use crate::expr::{Expr, FieldIx, GroupIx};
use serde::{Deserialize, Serialize};

/// A part of a form that stands on its own page.
#[derive(Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Section {
  /// Stable, unique in the form.
  pub id: String,
  /// What it is called.
  pub title: Bilingual,
  /// What it is about.
  pub help: Option<Bilingual>,
  /// When it is shown; always where `None`.
  pub show_if: Option<Expr>,
  /// Who sees it after submission.
  pub disclose: Disclosure,
  /// Its fields, or the table it is.
  pub group: GroupIx,
  /// What stands on its page, in order; empty where the section is a table.
  pub items: Vec<Item>,
  /// Where the section comes from.
  pub source: Option<String>,
}

/// Something on the page of a section.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Item {
  /// A field of the section's group.
  Field(FieldIx),
  /// A table inside the section.
  Table(GroupIx),
}
