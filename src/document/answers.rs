use super::record::{Record, Row, Table};
use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::Value as Json;
use std::sync::Arc;

/// All answers of a document, by section. A group is a section's own fields (`enterprise`), a table (`instruments`), or a table inside a
/// section (`org.people`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
  sections: Vec<(Arc<str>, Section)>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Section {
  Fields {
    record: Record,
    tables: Vec<(Arc<str>, Table)>,
  },
  Table(Table),
  /// Neither an object nor a list of rows; kept as it came.
  Other(Json),
}

impl Answers {
  pub(super) fn of(sections: Vec<(Arc<str>, Section)>) -> Self {
    Self { sections }
  }

  fn section(&self, id: &str) -> Option<&Section> {
    self.sections.iter().find(|(known, _)| &**known == id).map(|(_, section)| section)
  }

  /// The fields of a section.
  pub fn record(&self, group: &str) -> Option<&Record> {
    match self.section(group)? {
      Section::Fields { record, .. } => Some(record),
      _ => None,
    }
  }

  /// The rows of a table; empty where there is none.
  pub fn rows(&self, group: &str) -> &[Arc<Row>] {
    let rows = match group.split_once('.') {
      None => match self.section(group) {
        Some(Section::Table(rows)) => Some(rows),
        _ => None,
      },
      Some((section, table)) => match self.section(section) {
        Some(Section::Fields { tables, .. }) => tables.iter().find(|(id, _)| &**id == table).map(|(_, rows)| rows),
        _ => None,
      },
    };
    rows.map_or(&[], Vec::as_slice)
  }

  /// Section ids in order.
  pub fn sections(&self) -> impl Iterator<Item = &str> {
    self.sections.iter().map(|(id, _)| &**id)
  }

  /// The paths of all groups that hold something: sections with fields, and tables.
  pub fn groups(&self) -> Vec<(String, bool)> {
    let mut groups = Vec::new();
    for (id, section) in &self.sections {
      match section {
        Section::Fields { tables, .. } => {
          groups.push((id.to_string(), false));
          groups.extend(tables.iter().map(|(table, _)| (format!("{id}.{table}"), true)));
        }
        Section::Table(_) => groups.push((id.to_string(), true)),
        Section::Other(_) => {}
      }
    }
    groups
  }

  /// The answer under a section that is neither fields nor rows.
  pub fn other(&self, section: &str) -> Option<&Json> {
    match self.section(section)? {
      Section::Other(json) => Some(json),
      _ => None,
    }
  }

  /// The fields of a section, made where it is absent. `None` where something else stands there.
  pub(super) fn record_mut(&mut self, group: &str) -> Option<&mut Record> {
    let empty = || Section::Fields { record: Record::default(), tables: Vec::new() };
    match self.section_mut(group, empty) {
      Section::Fields { record, .. } => Some(record),
      _ => None,
    }
  }

  /// The rows of a table, made where it is absent. `None` where something else stands there.
  pub(super) fn rows_mut(&mut self, group: &str) -> Option<&mut Table> {
    match group.split_once('.') {
      None => match self.section_mut(group, || Section::Table(Table::new())) {
        Section::Table(rows) => Some(rows),
        _ => None,
      },
      Some((section, table)) => {
        let Section::Fields { record, tables } =
          self.section_mut(section, || Section::Fields { record: Record::default(), tables: Vec::new() })
        else {
          return None;
        };
        let at = match tables.iter().position(|(id, _)| &**id == table) {
          Some(at) => at,
          None => {
            // An empty list reads as an answer; it is the table without rows.
            let table: Arc<str> = table.into();
            record.set(&table, None);
            tables.push((table, Table::new()));
            tables.len() - 1
          }
        };
        Some(&mut tables[at].1)
      }
    }
  }

  fn section_mut(&mut self, id: &str, make: impl FnOnce() -> Section) -> &mut Section {
    let at = match self.sections.iter().position(|(known, _)| &**known == id) {
      Some(at) => at,
      None => {
        self.sections.push((id.into(), make()));
        self.sections.len() - 1
      }
    };
    &mut self.sections[at].1
  }

  /// Whether the group stands in the document, even if empty.
  pub(super) fn has_group(&self, group: &str) -> bool {
    match group.split_once('.') {
      None => self.section(group).is_some(),
      Some((section, table)) => {
        matches!(self.section(section), Some(Section::Fields { tables, .. }) if tables.iter().any(|(id, _)| &**id == table))
      }
    }
  }

  /// Takes an empty group out of the document, so that undoing its first answer leaves no trace.
  pub(super) fn prune(&mut self, group: &str) {
    let section_id = match group.split_once('.') {
      Some((section, table)) => {
        if let Some((_, Section::Fields { tables, .. })) = self.sections.iter_mut().find(|(id, _)| &**id == section) {
          tables.retain(|(id, rows)| &**id != table || !rows.is_empty());
        }
        section
      }
      None => group,
    };
    self.sections.retain(|(id, section)| {
      &**id != section_id
        || match section {
          Section::Fields { record, tables } => !record.is_empty() || !tables.is_empty(),
          Section::Table(rows) => !rows.is_empty(),
          Section::Other(_) => true,
        }
    });
  }

  /// Whether both hold the same answers, whatever the order of sections and fields. A table without rows is as good as none, and so is a section without answers.
  pub fn same(&self, other: &Self) -> bool {
    let groups = |answers: &Self| {
      let mut groups = answers.groups();
      groups.retain(|(group, is_table)| match is_table {
        true => !answers.rows(group).is_empty(),
        // An empty section may still hold the tables of its own that follow it in the list.
        false => answers.record(group).is_some_and(Record::is_answered),
      });
      groups
    };
    let (ours, theirs) = (groups(self), groups(other));
    let same_rows = |group: &str| {
      let (a, b) = (self.rows(group), other.rows(group));
      a.len() == b.len() && a.iter().zip(b).all(|(a, b)| Arc::ptr_eq(a, b) || (a.id == b.id && a.cells.same(&b.cells)))
    };
    let same_fields = |group: &str| match (self.record(group), other.record(group)) {
      (Some(a), Some(b)) => a.same(b),
      _ => false,
    };
    ours.len() == theirs.len()
      && ours.iter().all(|(group, is_table)| {
        theirs.contains(&(group.clone(), *is_table)) && if *is_table { same_rows(group) } else { same_fields(group) }
      })
      && self.sections().all(|section| self.other(section) == other.other(section))
  }
}

impl Serialize for Answers {
  fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
    struct Fields<'a>(&'a Record, &'a [(Arc<str>, Table)]);
    impl Serialize for Fields<'_> {
      fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in self.0.iter() {
          map.serialize_entry(&**key, value)?;
        }
        for (key, rows) in self.1 {
          map.serialize_entry(&**key, rows)?;
        }
        map.end()
      }
    }
    let mut map = serializer.serialize_map(Some(self.sections.len()))?;
    for (id, section) in &self.sections {
      match section {
        Section::Fields { record, tables } => map.serialize_entry(&**id, &Fields(record, tables))?,
        Section::Table(rows) => map.serialize_entry(&**id, rows)?,
        Section::Other(json) => map.serialize_entry(&**id, json)?,
      }
    }
    map.end()
  }
}
