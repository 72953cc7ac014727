//! A form: which answers there are and which rules hold, read from TOML and CSV. `docs/forms.md` is the reference for authors.
//!
//! Pure: the caller reads the files and hands them over as [`FormFiles`].

mod bilingual;
mod build;
mod build_rule;
mod cells;
mod choice;
mod compiled;
mod date_text;
mod diff;
mod digest;
mod field;
mod files;
mod group;
mod kind;
mod later;
mod lookup;
mod misread;
mod names;
mod numbers;
mod problem;
mod raw;
mod read;
mod read_field;
mod read_lookup;
mod read_rule;
mod reading;
mod rename;
mod rule;
mod rule_tests;
mod schema;
mod section;
mod toml_reader;
mod typed;
mod whole;

use crate::expr::{FieldIx, GroupIx};
use serde::{Deserialize, Serialize};
use std::{
  collections::HashMap,
  sync::{Arc, OnceLock},
};

pub use self::{
  bilingual::Bilingual,
  choice::{Choice, Choices},
  diff::{FormChange, diff},
  field::{Condition, Disclosure, Explain, Field},
  files::FormFiles,
  group::{Due, Group, Unique},
  kind::{Format, Kind, TextLimits},
  later::Later,
  lookup::Lookup,
  misread::Misread,
  problem::Problem,
  reading::is_empty,
  rename::{Name, NotAName, Rename, Version},
  rule::{Expect, Rule, RuleFix, RuleTest, Severity},
  rule_tests::RuleTests,
  section::{Item, Section},
  typed::yes_or_no,
};

/// Where a form stands in its life.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Status {
  /// Being written; for trials only.
  Draft,
  /// In use.
  Published,
  /// Still takes declarations that were begun, no new ones.
  Closing,
  /// Takes nothing.
  Closed,
}

/// Which fields stand for a declaration in lists.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Summary {
  /// The declarant's name.
  pub name: (GroupIx, FieldIx),
  /// The declarant's unified social credit code.
  pub organisation: (GroupIx, FieldIx),
}

/// The declaration that is signed.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Statement {
  /// The wording, by a name that never changes.
  pub id: String,
  /// The wording.
  pub text: Bilingual,
  /// Who signs.
  pub signer: (GroupIx, FieldIx),
  /// The signer's function.
  pub function: (GroupIx, FieldIx),
  /// The day of signing.
  pub date: (GroupIx, FieldIx),
  /// Fields that must be confirmed with yes.
  pub confirm: Vec<(GroupIx, FieldIx)>,
}

/// A form, with all names looked up and all expressions checked.
#[derive(Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Form {
  /// Stable for ever.
  pub id: String,
  /// `major.minor.patch`.
  pub version: String,
  /// Where it stands in its life.
  pub status: Status,
  /// SHA-256 over its files, `sha-256:` and hex.
  pub digest: String,
  /// What it is called.
  pub title: Bilingual,
  /// What must always be visible with it.
  pub notice: Bilingual,
  /// In order.
  pub sections: Vec<Section>,
  /// The fields of sections and the tables, flat; [`GroupIx`] is the place in this list.
  pub groups: Vec<Group>,
  /// Tables of facts.
  pub lookups: Vec<Lookup>,
  /// Rules beyond what fields state themselves.
  pub rules: Later<Vec<Rule>>,
  /// What was called otherwise in older versions.
  pub renames: Vec<Rename>,
  /// The oldest version whose drafts can be moved over; only those of the same major number where `None`.
  pub migrates: Option<Version>,
  /// Which fields stand for a declaration in lists.
  pub summary: Summary,
  /// What is signed; `None` where nothing is.
  pub statement: Option<Statement>,
  #[serde(skip)]
  by_path: HashMap<String, GroupIx>,
  /// The places of the rules of each group.
  #[serde(skip)]
  rules_of: OnceLock<Vec<Vec<usize>>>,
}

impl Form {
  /// Reads a form from its files; gives every mistake.
  pub fn load(files: &FormFiles) -> Result<Self, Vec<Problem>> {
    build::build(files)
  }

  /// Notes where everything stands.
  fn index(mut self) -> Self {
    for group in &mut self.groups {
      group.by_id = group.fields.iter().enumerate().map(|(place, field)| (Arc::clone(&field.id), FieldIx(place as u16))).collect();
    }
    self.by_path = self.groups.iter().enumerate().map(|(place, group)| (group.path.to_string(), GroupIx(place as u16))).collect();
    self
  }

  /// The group at this place.
  pub fn group(&self, group: GroupIx) -> &Group {
    &self.groups[usize::from(group.0)]
  }

  /// The field at this place.
  pub fn field(&self, group: GroupIx, field: FieldIx) -> &Field {
    &self.group(group).fields[usize::from(field.0)]
  }

  /// The group with this path: `enterprise`, `instruments`, `org.people`.
  pub fn group_by_path(&self, path: &str) -> Option<GroupIx> {
    self.by_path.get(path).copied()
  }

  /// Every group with its place.
  pub fn groups(&self) -> impl Iterator<Item = (GroupIx, &Group)> {
    self.groups.iter().enumerate().map(|(index, group)| (GroupIx(index as u16), group))
  }

  /// The section a group belongs to.
  pub fn section_of(&self, group: GroupIx) -> &Section {
    &self.sections[self.group(group).section]
  }

  /// The rules that are checked on a section, or on each row of a table.
  pub fn rules_on(&self, group: GroupIx) -> impl Iterator<Item = &Rule> {
    let rules_of = self.rules_of.get_or_init(|| {
      let mut rules_of = vec![Vec::new(); self.groups.len()];
      for (place, rule) in self.rules.iter().enumerate() {
        rules_of[usize::from(rule.on.0)].push(place);
      }
      rules_of
    });
    rules_of[usize::from(group.0)].iter().map(|index| &self.rules[*index])
  }

  /// The rule with this id.
  pub fn rule(&self, id: &str) -> Option<&Rule> {
    self.rules.iter().find(|rule| rule.id == id)
  }

  /// JSON Schema 2020-12 of the answers.
  pub fn schema(&self) -> serde_json::Value {
    schema::schema(self)
  }
}
