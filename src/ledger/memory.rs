use super::{Part, Plan, Said, Target};
use crate::{
  Failure,
  expr::GroupIx,
  form::Form,
  lang::Message,
  store::write_atomic,
  text::{fold_label, suggest},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, path::Path};

const FORMAT: &str = "jiliang-ledger-columns/1";
/// The most sets of headings that are remembered; the oldest goes first.
const MOST: usize = 200;
/// The most files.
const MOST_FILES: usize = 5;

/// Which columns a person gave to which fields, by the headings they stood among.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct Memory {
  format: String,
  mappings: Vec<Mapping>,
  /// The files read last, the latest first.
  #[serde(default)]
  files: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Mapping {
  form: String,
  table: String,
  headings: Vec<String>,
  /// Field by heading; `null` for a column that goes nowhere.
  columns: BTreeMap<String, Option<String>>,
}

impl Memory {
  /// Reads the memory; nothing where there is none, or where it cannot be read: it is only a convenience.
  pub fn load(path: &Path) -> Self {
    let text = fs::read_to_string(path).unwrap_or_default();
    let known: Option<Self> = serde_json::from_str(&text).ok();
    known.filter(|memory| memory.format == FORMAT).unwrap_or_default()
  }

  /// Writes the memory.
  pub fn save(&self, path: &Path) -> Result<(), Failure> {
    let memory = Self { format: FORMAT.to_owned(), ..self.clone() };
    let mut text = serde_json::to_string_pretty(&memory).unwrap_or_default();
    text.push('\n');
    write_atomic(path, text.as_bytes())
      .map_err(|error| Failure::new(Message::new("ledger-memory-not-kept").with("path", path.display().to_string())).caused_by(error))
  }

  /// Remembers what a person said about columns among these headings.
  pub fn remember(&mut self, form: &Form, table: GroupIx, headings: &[&str], said: &Said) {
    let folded = fold(headings);
    let known = self.mappings.iter().position(|known| known.fits(form, table, &folded));
    let fresh = || Mapping { form: form.id.clone(), table: form.group(table).path.to_string(), headings: folded, columns: BTreeMap::new() };
    let mut mapping = match known {
      Some(at) => self.mappings.remove(at),
      None => fresh(),
    };
    for (heading, target) in said {
      mapping.columns.insert(heading.clone(), target.map(|target| target_name(form, table, target)));
    }
    self.mappings.push(mapping);
    let excess = self.mappings.len().saturating_sub(MOST);
    self.mappings.drain(..excess);
  }

  /// What was said about columns among these headings.
  pub fn recall(&self, form: &Form, table: GroupIx, headings: &[&str]) -> Said {
    let folded = fold(headings);
    self.mappings.iter().rev().find(|known| known.fits(form, table, &folded)).map(|known| known.said(form, table)).unwrap_or_default()
  }

  /// Remembers what a person said about the columns of a plan. A letter means a column only here; its heading is what is remembered.
  pub fn remember_plan(&mut self, form: &Form, plan: &Plan, said: &Said) {
    let headings: Vec<&str> = plan.columns.iter().map(|column| column.heading.as_str()).filter(|heading| !heading.is_empty()).collect();
    let by_letter =
      |said: &str| plan.columns.iter().find(|column| column.letters().eq_ignore_ascii_case(said)).map(|column| column.heading.clone());
    let said = said.iter().map(|(said, target)| (by_letter(said).unwrap_or_else(|| said.clone()), *target)).collect();
    self.remember(form, plan.table, &headings, &said);
  }

  /// Remembers that a file was read.
  pub fn remember_file(&mut self, path: &str) {
    self.files.retain(|known| known != path);
    self.files.insert(0, path.to_owned());
    self.files.truncate(MOST_FILES);
  }

  /// The files read last, the latest first.
  pub fn files(&self) -> &[String] {
    &self.files
  }

  /// All that was said about this table, the latest first.
  pub(super) fn all(&self, form: &Form, table: GroupIx) -> impl Iterator<Item = Said> {
    let path = form.group(table).path.to_string();
    self.mappings.iter().rev().filter(move |known| known.form == form.id && known.table == path).map(move |known| known.said(form, table))
  }
}

impl Mapping {
  fn fits(&self, form: &Form, table: GroupIx, folded: &[String]) -> bool {
    self.form == form.id && self.table == *form.group(table).path && self.headings == folded
  }

  /// Fields that the form no longer has are passed over.
  fn said(&self, form: &Form, table: GroupIx) -> Said {
    let columns = self.columns.iter().filter_map(|(heading, name)| match name {
      None => Some((heading.clone(), None)),
      Some(name) => parse_target(form, table, name).map(|target| (heading.clone(), Some(target))),
    });
    columns.collect()
  }
}

fn fold(headings: &[&str]) -> Vec<String> {
  let mut folded: Vec<String> = headings.iter().map(|heading| fold_label(heading)).collect();
  folded.sort_unstable();
  folded
}

const PARTS: [(&str, Part); 4] = [("low", Part::Low), ("high", Part::High), ("unit", Part::Unit), ("factor", Part::Factor)];

/// The name of what a column goes into: `range`, `range.low`.
pub fn target_name(form: &Form, table: GroupIx, target: Target) -> String {
  let id = &form.field(table, target.field()).id;
  match target {
    Target::Field(_) => id.to_string(),
    Target::Part(_, part) => {
      let name = PARTS.iter().find(|(_, known)| *known == part).map_or("", |(name, _)| name);
      format!("{id}.{name}")
    }
  }
}

/// Reads the name of what a column goes into, by id or label.
pub fn parse_target(form: &Form, table: GroupIx, name: &str) -> Option<Target> {
  let group = form.group(table);
  let (id, part) = match name.rsplit_once('.') {
    Some((id, part)) => (id, Some(PARTS.iter().find(|(known, _)| *known == part)?.1)),
    None => (name, None),
  };
  let by_label = || {
    let folded = fold_label(id);
    group
      .fields()
      .find(|(_, field)| [&field.label.zh, &field.label.en].iter().any(|label| fold_label(label) == folded))
      .map(|(index, _)| index)
  };
  let field = group.field_by_id(id).or_else(by_label)?;
  if !form.field(table, field).kind.is_answered() {
    return None;
  }
  Some(part.map_or(Target::Field(field), |part| Target::Part(field, part)))
}

/// Reads `列=field`; nothing behind the sign means the column goes nowhere.
pub fn parse_said(form: &Form, table: GroupIx, text: &str) -> Result<(String, Option<Target>), Failure> {
  let Some((heading, name)) = text.rsplit_once('=') else {
    return Err(Failure::new(Message::new("ledger-map-no-equals").with("found", text)));
  };
  let (heading, name) = (heading.trim().to_owned(), name.trim());
  if name.is_empty() {
    return Ok((heading, None));
  }
  match parse_target(form, table, name) {
    Some(target) => Ok((heading, Some(target))),
    None => {
      let ids: Vec<&str> = form.group(table).fields.iter().map(|field| &*field.id).collect();
      let mut failure = Failure::new(Message::new("ledger-map-no-field").with("name", name).with("known", ids.join(" ")));
      if let Some(near) = suggest(name, ids.iter().copied()) {
        failure = failure.hint(Message::new("ledger-map-near").with("name", near));
      }
      Err(failure)
    }
  }
}
