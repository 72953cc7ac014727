use super::{Answers, Record, Row, leftover, reader::Parts};
use jiff::civil::Date;
use serde::{
  Deserialize, Serialize, Serializer,
  ser::{Error as _, SerializeMap},
};
use serde_json::{Map, Value as Json};
use std::{collections::BTreeMap, sync::Arc};
use uuid::Uuid;

/// The format this program writes.
pub const FORMAT: &str = "jiliang-draft/1";
const FORMAT_NAME: &str = "jiliang-draft/";
const FORMAT_NUMBER: u64 = 1;

/// Which form a document answers.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct FormRef {
  /// The form's id.
  pub id: String,
  /// The form's version.
  pub version: String,
  /// SHA-256 of the form's files, where the document pins it.
  #[serde(default, skip_serializing_if = "Option::is_none")]
  pub digest: Option<String>,
}

/// Why a warning is accepted.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Override {
  /// The rule's id.
  pub rule: String,
  /// The row it is accepted for, in a table.
  #[serde(default)]
  pub row: Option<Arc<str>>,
  /// What the declarant says.
  pub reason: String,
}

/// Which journal holds the undo steps of a draft, and how many of its lines the draft contains.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct JournalRef {
  /// The journal.
  pub id: Uuid,
  /// Lines contained.
  pub lines: u64,
}

/// What was last received of a declaration.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Submitted {
  /// The revision.
  pub revision: u64,
  /// The digest of its envelope, which the next revision names.
  pub digest: String,
  /// The digest of the answers that were sent, by which changes since then are seen.
  pub content: String,
  /// The short name of the receipt, where there is one.
  pub reference: Option<String>,
}

/// A declaration being filled in: the content of a draft file.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
  /// The same for all revisions of a declaration.
  pub declaration_id: Uuid,
  /// Counted from 1.
  pub revision: u64,
  /// Which revision this one corrects: its number and digest.
  pub supersedes: Option<Json>,
  /// Which form it answers.
  pub form: FormRef,
  /// The date for which it is checked; today where `None`.
  pub as_of: Option<Date>,
  /// The answers.
  pub answers: Answers,
  /// Warnings accepted with a reason.
  pub overrides: Vec<Override>,
  /// What was typed, where it differs from how the answer is shown; by group, row and field.
  pub typed: BTreeMap<String, String>,
  /// What ledgers said of rows when they were last read, by table and row, as digests.
  pub imported: BTreeMap<String, BTreeMap<Arc<str>, Arc<str>>>,
  /// What was last received of it.
  pub submitted: Option<Submitted>,
  /// Where undo steps are kept, while the program that wrote the draft keeps them.
  pub journal: Option<JournalRef>,
  /// RFC 3339.
  pub created_at: String,
  /// RFC 3339.
  pub updated_at: String,
  /// What other programs wrote beside these and in them, kept as it came.
  pub rest: Map<String, Json>,
}

/// Why a text is not a draft this program can open.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum DocumentError {
  /// Not JSON; holds line, column and what is wrong.
  Json(usize, usize, String),
  /// JSON of another kind.
  NotADraft,
  /// Written by a newer program; holds the format.
  Newer(String),
  /// A part is missing or of the wrong type; holds its name.
  Part(&'static str),
  /// A row whose id is not a text or stands twice; holds where.
  Rows(String),
}

impl Document {
  /// An empty draft of `form`.
  pub fn new(form: FormRef, id: Uuid, now: &str) -> Self {
    Self {
      declaration_id: id,
      revision: 1,
      supersedes: None,
      form,
      as_of: None,
      answers: Answers::default(),
      overrides: Vec::new(),
      typed: BTreeMap::new(),
      imported: BTreeMap::new(),
      submitted: None,
      journal: None,
      created_at: now.to_owned(),
      updated_at: now.to_owned(),
      rest: Map::new(),
    }
  }

  /// Reads a draft file.
  pub fn from_text(text: &str) -> Result<Self, DocumentError> {
    let text = text.trim_start_matches('\u{feff}');
    let parts = serde_json::from_str::<Parts>(text);
    parts.map_err(|error| if error.is_data() { DocumentError::NotADraft } else { not_json(&error) }).and_then(Self::from_parts)
  }

  /// Reads the JSON of a draft file.
  pub fn from_json(json: Json) -> Result<Self, DocumentError> {
    Parts::deserialize(json).map_err(|_| DocumentError::NotADraft).and_then(Self::from_parts)
  }

  fn from_parts(parts: Parts) -> Result<Self, DocumentError> {
    let Parts { answers, bad_row, rest: mut object } = parts;
    let leftover = leftover::of(&object);
    let mut take = |key: &str| object.shift_remove(key);
    let Some(Json::String(format)) = take("format") else { return Err(DocumentError::NotADraft) };
    match format.strip_prefix(FORMAT_NAME).map(str::parse::<u64>) {
      Some(Ok(FORMAT_NUMBER)) => {}
      Some(Ok(number)) if number > FORMAT_NUMBER => return Err(DocumentError::Newer(format)),
      _ => return Err(DocumentError::NotADraft),
    }
    fn part<T: serde::de::DeserializeOwned>(value: Option<Json>, name: &'static str) -> Result<T, DocumentError> {
      serde_json::from_value(value.unwrap_or(Json::Null)).map_err(|_| DocumentError::Part(name))
    }
    let answers = answers.ok_or(DocumentError::Part("answers"))?;
    let document = Self {
      declaration_id: part(take("declaration_id"), "declaration_id")?,
      revision: part(take("revision"), "revision")?,
      supersedes: take("supersedes").filter(|value| !value.is_null()),
      form: part(take("form"), "form")?,
      as_of: part(take("as_of"), "as_of")?,
      answers,
      overrides: part::<Option<_>>(take("overrides"), "overrides")?.unwrap_or_default(),
      typed: part::<Option<_>>(take("typed"), "typed")?.unwrap_or_default(),
      imported: part::<Option<_>>(take("imported"), "imported")?.unwrap_or_default(),
      submitted: part(take("submitted"), "submitted")?,
      // A journal that cannot be read costs the undo steps, not the draft.
      journal: part(take("journal"), "journal").unwrap_or_default(),
      created_at: part(take("created_at"), "created_at")?,
      updated_at: part(take("updated_at"), "updated_at")?,
      rest: object.into_iter().chain(leftover).collect(),
    };
    match bad_row {
      Some(pointer) => Err(DocumentError::Rows(pointer)),
      None => Ok(document),
    }
  }

  /// The draft file: readable JSON with a newline at its end.
  pub fn to_text(&self) -> String {
    let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
    text.push('\n');
    text
  }

  /// The answer of a cell, by the place of its row.
  pub fn answer(&self, group: &str, row: Option<usize>, field: &str) -> Option<&Json> {
    match row {
      None => self.answers.record(group)?.get(field),
      Some(row) => self.answers.rows(group).get(row)?.cells.get(field),
    }
  }

  /// The day of the last change, by the clock that wrote it; `None` where none is told.
  pub fn last_edit(&self) -> Option<Date> {
    self.updated_at.get(..10)?.parse().ok()
  }

  /// What was typed into a cell, where it differs from how the answer is shown.
  pub fn typed_text(&self, cell: &super::CellPath) -> Option<&str> {
    self.typed.get(&cell.key()).map(String::as_str)
  }

  /// What a ledger said of a row when it was last read, as digests.
  pub fn imported_mark(&self, group: &str, row: &str) -> Option<&str> {
    self.imported.get(group)?.get(row).map(|mark| &**mark)
  }

  /// The reason for which a rule's warning is accepted.
  pub fn override_reason(&self, rule: &str, row: Option<&str>) -> Option<&str> {
    let found = self.overrides.iter().find(|known| known.rule == rule && known.row.as_deref() == row);
    found.map(|known| known.reason.as_str())
  }

  /// The fields of a section.
  pub fn record(&self, group: &str) -> Option<&Record> {
    self.answers.record(group)
  }

  /// The rows of a table.
  pub fn rows(&self, group: &str) -> &[Arc<Row>] {
    self.answers.rows(group)
  }
}

impl Serialize for Document {
  fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    map.serialize_entry("format", FORMAT)?;
    map.serialize_entry("declaration_id", &self.declaration_id)?;
    map.serialize_entry("revision", &self.revision)?;
    map.serialize_entry("supersedes", &self.supersedes)?;
    let whole =
      |name: &str, ours: serde_json::Result<Json>| ours.map(|ours| leftover::put_back(&self.rest, name, ours)).map_err(S::Error::custom);
    map.serialize_entry("form", &whole("form", serde_json::to_value(&self.form))?)?;
    map.serialize_entry("as_of", &self.as_of)?;
    map.serialize_entry("answers", &self.answers)?;
    map.serialize_entry("overrides", &whole("overrides", serde_json::to_value(&self.overrides))?)?;
    if !self.typed.is_empty() {
      map.serialize_entry("typed", &self.typed)?;
    }
    if !self.imported.is_empty() {
      map.serialize_entry("imported", &self.imported)?;
    }
    if let Some(submitted) = &self.submitted {
      map.serialize_entry("submitted", &whole("submitted", serde_json::to_value(submitted))?)?;
    }
    if let Some(journal) = &self.journal {
      map.serialize_entry("journal", journal)?;
    }
    map.serialize_entry("created_at", &self.created_at)?;
    map.serialize_entry("updated_at", &self.updated_at)?;
    for (key, value) in self.rest.iter().filter(|(key, _)| !leftover::is_small_object(key)) {
      map.serialize_entry(key, value)?;
    }
    map.end()
  }
}

fn not_json(error: &serde_json::Error) -> DocumentError {
  DocumentError::Json(error.line(), error.column(), error.to_string())
}
