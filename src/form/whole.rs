//! What holds of a form as a whole: ids stand once, renames lead somewhere, nothing depends on itself.

use super::{
  Group, Kind, Name, Rule, Section, Version,
  names::DraftNames,
  raw::{Located, RawField},
  toml_reader::Sink,
};
use crate::{
  expr::{FieldIx, GroupIx, Names},
  lang::Message,
  text,
};
use std::collections::{HashMap, HashSet};

const MAX_FIELDS: usize = 2000;
const MAX_RULES: usize = 2000;

/// Reports renames that do not lead from a name that is gone to one of the same kind that is there.
pub(super) fn renames(names: &DraftNames<'_>, rules: &[Rule]) {
  let table = |path: &str, is_table: bool| names.group_by_path(path).filter(|group| names.row_of(*group).is_some() == is_table);
  let exists = |name: &Name| match name {
    Name::Group { path, is_table } => table(path, *is_table).is_some(),
    Name::Field { group, is_table, field } => table(group, *is_table).is_some_and(|group| names.field(group, field).is_some()),
    Name::Code { group, is_table, field, code } => table(group, *is_table)
      .and_then(|group| Some((group, names.field(group, field)?.0)))
      .is_some_and(|(group, field)| names.has_code(group, field, code) == Some(true)),
    Name::Rule(code) => rules.iter().any(|rule| rule.code == *code),
  };
  let fit = |from: &Name, to: &Name| match (from, to) {
    (Name::Group { is_table: a, .. }, Name::Group { is_table: b, .. }) => a == b,
    // A column stays in its table, a choice in its field.
    (Name::Field { is_table: true, group: a, .. }, Name::Field { is_table: true, group: b, .. }) => a == b,
    (Name::Field { is_table: a, .. }, Name::Field { is_table: b, .. }) => !a && !b,
    (Name::Code { group: a, field: x, .. }, Name::Code { group: b, field: y, .. }) => a == b && x == y,
    (Name::Rule(_), Name::Rule(_)) => true,
    _ => false,
  };
  let version: Option<Version> = names.raw.version.parse().ok();
  for (place, rename) in &names.raw.renames {
    let message = |id| Message::new(id).with("from", rename.from.to_string()).with("to", rename.to.to_string());
    if !fit(&rename.from, &rename.to) {
      names.sink.report_in(place, 0, message("form-rename-kinds"));
    } else if !exists(&rename.to) {
      names.sink.report_in(place, 0, message("form-rename-nowhere"));
    } else if exists(&rename.from) {
      names.sink.report_in(place, 0, message("form-rename-still-there"));
    } else if version.is_some_and(|version| rename.since > version) {
      names.sink.report_in(place, 0, message("form-rename-since").with("since", rename.since.to_string()));
    }
  }
}

/// Reports ids that stand twice, and too many fields or rules.
pub(super) fn duplicates(names: &DraftNames<'_>) {
  fn once<'a>(sink: &Sink<'_>, ids: impl Iterator<Item = &'a Located>) {
    let mut seen = HashSet::new();
    for id in ids {
      if !seen.insert(&id.text) {
        sink.report_in(id, 0, Message::new("form-twice").with("id", &id.text));
      }
    }
  }
  once(names.sink, names.raw.sections.iter().map(|section| &section.id));
  once(names.sink, names.raw.lists.iter().map(|(id, _)| id));
  for section in &names.raw.sections {
    once(names.sink, section.fields.iter().map(|field| &field.id));
  }
  for group in names.groups.iter().filter(|group| group.nested.is_some()) {
    once(names.sink, group.fields.iter().map(|field| &field.id));
  }
  once(names.sink, names.raw.sections.iter().flat_map(|section| &section.rules).map(|rule| &rule.id));
  for group in &names.groups {
    synonyms(names.sink, &group.fields);
  }
  if names.groups.iter().map(|group| group.fields.len()).sum::<usize>() > MAX_FIELDS {
    names.sink.report_file("form.toml", Message::new("form-too-many-fields").with("limit", MAX_FIELDS));
  }
  if names.raw.sections.iter().map(|section| section.rules.len()).sum::<usize>() > MAX_RULES {
    names.sink.report_file("form.toml", Message::new("form-too-many-rules").with("limit", MAX_RULES));
  }
}

/// Reports words that name two fields of one table, or a field by its own label.
fn synonyms(sink: &Sink<'_>, fields: &[&RawField]) {
  let mut known: HashMap<String, &str> = HashMap::new();
  for field in fields {
    for label in [&*field.label.zh, &*field.label.en, &*field.id.text] {
      known.insert(text::fold_label(label), &field.id.text);
    }
  }
  for field in fields {
    for synonym in &*field.synonyms {
      let folded = text::fold_label(&synonym.text);
      if folded.is_empty() {
        sink.report_in(synonym, 0, Message::new("form-synonym-empty"));
      } else if let Some(other) = known.insert(folded, &field.id.text) {
        sink.report_in(synonym, 0, Message::new("form-synonym-twice").with("word", &synonym.text).with("field", other));
      }
    }
  }
}

/// Reports fields whose value or visibility depends on themselves.
pub(super) fn cycles(names: &DraftNames<'_>, groups: &[Group], sections: &[Section]) {
  type Place = (GroupIx, FieldIx);
  let mut edges: HashMap<Place, Vec<Place>> = HashMap::new();
  for (index, group) in groups.iter().enumerate() {
    let section = sections.get(group.section);
    for (place, field) in group.fields() {
      let computed = if let Kind::Computed { expr, .. } = &field.kind { Some(&**expr) } else { None };
      let exprs =
        [field.show_if.as_deref(), field.default.as_deref(), computed, group.show_if.as_ref(), section.and_then(|s| s.show_if.as_ref())];
      let reads = exprs.into_iter().flatten().flat_map(|expr| expr.reads.iter().copied());
      edges.insert((GroupIx(index as u16), place), reads.collect());
    }
  }
  let mut done: HashSet<Place> = HashSet::new();
  for start in edges.keys() {
    let mut path: Vec<(Place, usize)> = vec![(*start, 0)];
    while let Some((place, next)) = path.last_mut() {
      let Some(target) = edges.get(place).and_then(|targets| targets.get(*next)).copied() else {
        done.insert(*place);
        path.pop();
        continue;
      };
      *next += 1;
      if done.contains(&target) {
        continue;
      }
      if let Some(first) = path.iter().position(|(known, _)| *known == target) {
        let mut members: Vec<Place> = path[first..].iter().map(|(place, _)| *place).collect();
        // The same cycle is found from each of its members; it is told once, from the first of them.
        members.sort_unstable();
        let (group, field) = members[0];
        let told: Vec<String> = members.iter().map(|(group, field)| names.field_path(*group, *field)).collect();
        names.sink.report_in(&names.raw_field(group, field).id, 0, Message::new("form-cycle").with("path", told.join(" → ")));
        done.extend(members);
        break;
      }
      path.push((target, 0));
    }
  }
}
