use super::{Choices, Condition, Field, Form, Group, Kind, Name, Rule, Severity, TextLimits};
use crate::{expr::GroupIx, lang::Message};

/// A difference between two versions of a form.
#[derive(Clone, Debug)]
pub struct FormChange {
  /// What it concerns: `org`, `instruments[]`, `instruments[].status`, `rule:overdue`, `lookup:regions`.
  pub path: String,
  /// What changed.
  pub message: Message,
  /// Whether a draft that was right may not be so any more, or a program that reads declarations may fail.
  pub breaking: bool,
}

/// What differs between two versions of a form, the order of the new one first, then what is gone. Names that the new form says were renamed
/// are compared with what they were.
pub fn diff(old: &Form, new: &Form) -> Vec<FormChange> {
  let mut comparison = Comparison { old, new, changes: Vec::new() };
  comparison.groups();
  comparison.rules();
  comparison.lookups();
  comparison.changes
}

struct Comparison<'f> {
  old: &'f Form,
  new: &'f Form,
  changes: Vec<FormChange>,
}

impl Comparison<'_> {
  fn tell(&mut self, path: &str, breaking: bool, message: Message) {
    self.changes.push(FormChange { path: path.to_owned(), message, breaking });
  }

  /// What a group of the new form was called.
  fn old_path(&self, path: &str) -> String {
    let renamed = self.new.renames.iter().find_map(|rename| match (&rename.from, &rename.to) {
      (Name::Group { path: from, .. }, Name::Group { path: to, .. }) if to == path => Some(from.clone()),
      // A table inside a renamed section is renamed with it.
      (Name::Group { path: from, .. }, Name::Group { path: to, .. }) => {
        path.strip_prefix(to.as_str()).and_then(|rest| rest.strip_prefix('.')).map(|rest| format!("{from}.{rest}"))
      }
      _ => None,
    });
    renamed.unwrap_or_else(|| path.to_owned())
  }

  /// The group and name of a field of the new form in the old one.
  fn old_field(&self, group: &str, field: &str) -> (String, String) {
    let renamed = self.new.renames.iter().find_map(|rename| match (&rename.from, &rename.to) {
      (Name::Field { group: from, field: old, .. }, Name::Field { group: to, field: new, .. }) if to == group && new == field => {
        // The group may itself have been renamed before.
        Some((self.old_path(from), old.clone()))
      }
      _ => None,
    });
    renamed.unwrap_or_else(|| (self.old_path(group), field.to_owned()))
  }

  fn groups(&mut self) {
    let (old, new) = (self.old, self.new);
    let mut known: Vec<(GroupIx, String)> = Vec::new();
    for (_, group) in new.groups() {
      let was = self.old_path(&group.path);
      let path = shown_path(group);
      match old.group_by_path(&was) {
        None => self.tell(&path, false, Message::new("forms-diff-added")),
        Some(index) => {
          let before = old.group(index);
          if *before.path != *group.path {
            self.tell(&path, false, Message::new("forms-diff-renamed").with("from", shown_path(before)));
          }
          self.group(before, group, &path);
        }
      }
      for (_, field) in group.fields() {
        let (group_was, field_was) = self.old_field(&group.path, &field.id);
        let path = format!("{}.{}", shown_path(group), field.id);
        let found = old.group_by_path(&group_was).and_then(|at| Some((at, old.group(at).field_by_id(&field_was)?)));
        match found {
          None => {
            let breaking = field.kind.is_answered() && matches!(field.required, Condition::Always) && field.default.is_none();
            let is_new_group = old.group_by_path(&was).is_none();
            if !is_new_group {
              let id = if breaking { "forms-diff-added-required" } else { "forms-diff-added" };
              self.tell(&path, breaking, Message::new(id));
            }
          }
          Some((at, index)) => {
            let before = old.field(at, index);
            known.push((at, before.id.to_string()));
            if *before.id != *field.id || group_was != self.old_path(&group.path) {
              let from = format!("{}.{}", shown_path(old.group(at)), before.id);
              self.tell(&path, false, Message::new("forms-diff-renamed").with("from", from));
            }
            self.field(before, field, &path);
          }
        }
      }
    }
    for (index, group) in old.groups() {
      let kept = new.groups().any(|(_, other)| self.old_path(&other.path) == *group.path);
      if !kept {
        self.tell(&shown_path(group), true, Message::new("forms-diff-removed"));
        continue;
      }
      for (_, field) in group.fields() {
        if !known.iter().any(|(at, id)| *at == index && **id == *field.id) {
          let breaking = field.kind.is_answered();
          self.tell(&format!("{}.{}", shown_path(group), field.id), breaking, Message::new("forms-diff-removed"));
        }
      }
    }
  }

  fn group(&mut self, old: &Group, new: &Group, path: &str) {
    if old.is_table != new.is_table {
      self.tell(path, true, Message::new("forms-diff-kind"));
    }
    let key = |group: &Group| group.key.map(|key| group.fields[usize::from(key.0)].id.to_string()).unwrap_or_default();
    if key(old) != key(new) {
      self.tell(path, true, Message::new("forms-diff-key").with("old", key(old)).with("new", key(new)));
    }
    if new.max_rows < old.max_rows || new.min_rows > old.min_rows {
      let message = Message::new("forms-diff-rows").with("min", new.min_rows).with("max", new.max_rows);
      self.tell(path, true, message);
    }
    for unique in new.unique.iter().filter(|unique| unique.severity == Severity::Error) {
      if !old.unique.iter().any(|known| known.id == unique.id && known.severity == Severity::Error) {
        self.tell(path, true, Message::new("forms-diff-unique").with("id", &unique.id));
      }
    }
  }

  fn field(&mut self, old: &Field, new: &Field, path: &str) {
    if old.kind.name() != new.kind.name() {
      let message = Message::new("forms-diff-type").with("old", old.kind.name()).with("new", new.kind.name());
      self.tell(path, true, message);
      return;
    }
    let weight = |condition: &Condition| match condition {
      Condition::Never => 0,
      Condition::If(_) => 1,
      Condition::Always => 2,
    };
    if weight(&new.required) > weight(&old.required) && new.default.is_none() {
      self.tell(path, true, Message::new("forms-diff-required"));
    } else if weight(&new.required) < weight(&old.required) {
      self.tell(path, false, Message::new("forms-diff-not-required"));
    }
    if new.disclose != old.disclose {
      self.tell(path, true, Message::new("forms-diff-disclose"));
    }
    for (id, breaking) in kind_changes(self, old, new) {
      self.tell(path, breaking, id);
    }
    if old.label != new.label {
      let message = Message::new("forms-diff-label").with("old", &old.label).with("new", &new.label);
      self.tell(path, false, message);
    }
  }

  fn codes(form: &Form, choices: &Choices) -> Vec<String> {
    match choices {
      Choices::List(list) => list.iter().map(|choice| choice.code.clone()).collect(),
      Choices::Lookup { lookup, filter } => form.lookups[*lookup].keys(filter).map(str::to_owned).collect(),
    }
  }

  fn rules(&mut self) {
    let (old, new) = (self.old, self.new);
    for rule in new.rules.iter() {
      let path = format!("rule:{}", rule.id);
      match old.rule(&rule.id) {
        None => {
          let message = Message::new("forms-diff-rule-added").with("severity", rule.severity.name());
          self.tell(&path, blocks(rule), message);
        }
        Some(before) if before.severity != rule.severity => {
          let message = Message::new("forms-diff-severity").with("old", before.severity.name()).with("new", rule.severity.name());
          self.tell(&path, blocks(rule) && !blocks(before), message);
        }
        Some(before) if before.code != rule.code => {
          let message = Message::new("forms-diff-code").with("old", &before.code).with("new", &rule.code);
          self.tell(&path, true, message);
        }
        Some(before) if before.sources != rule.sources => self.tell(&path, blocks(rule), Message::new("forms-diff-rule-changed")),
        Some(_) => {}
      }
    }
    for rule in old.rules.iter().filter(|rule| new.rule(&rule.id).is_none()) {
      self.tell(&format!("rule:{}", rule.id), false, Message::new("forms-diff-removed"));
    }
  }

  fn lookups(&mut self) {
    let (old, new) = (self.old, self.new);
    for lookup in &new.lookups {
      let path = format!("lookup:{}", lookup.id);
      let Some(before) = old.lookups.iter().find(|known| known.id == lookup.id) else {
        self.tell(&path, false, Message::new("forms-diff-added"));
        continue;
      };
      if before.cells != lookup.cells || before.columns != lookup.columns {
        let message = Message::new("forms-diff-lookup").with("old", before.cells.len()).with("new", lookup.cells.len());
        self.tell(&path, false, message.with("vintage", &lookup.vintage));
      }
    }
    for lookup in old.lookups.iter().filter(|lookup| !new.lookups.iter().any(|known| known.id == lookup.id)) {
      self.tell(&format!("lookup:{}", lookup.id), false, Message::new("forms-diff-removed"));
    }
  }
}

fn blocks(rule: &Rule) -> bool {
  rule.severity == Severity::Error
}

fn shown_path(group: &Group) -> String {
  format!("{}{}", group.path, if group.is_table { "[]" } else { "" })
}

/// What changed in the answers that a field takes, and whether some are not taken any more.
fn kind_changes(comparison: &Comparison<'_>, old: &Field, new: &Field) -> Vec<(Message, bool)> {
  let list = |items: &[String]| items.iter().take(8).cloned().collect::<Vec<_>>().join(", ");
  let mut changes = Vec::new();
  match (&old.kind, &new.kind) {
    (Kind::Choice(a) | Kind::Choices(a), Kind::Choice(b) | Kind::Choices(b)) => {
      let (before, after) = (Comparison::codes(comparison.old, a), Comparison::codes(comparison.new, b));
      let renamed = |code: &String| {
        comparison
          .new
          .renames
          .iter()
          .any(|rename| matches!(&rename.from, Name::Code { field, code: old, .. } if **field == *new.id && old == code))
      };
      let gone: Vec<String> = before.iter().filter(|code| !after.contains(code) && !renamed(code)).cloned().collect();
      let added: Vec<String> = after.iter().filter(|code| !before.contains(code)).cloned().collect();
      if !gone.is_empty() {
        changes.push((Message::new("forms-diff-codes-gone").with("count", gone.len()).with("codes", list(&gone)), true));
      }
      if !added.is_empty() {
        changes.push((Message::new("forms-diff-codes-added").with("count", added.len()).with("codes", list(&added)), false));
      }
    }
    (Kind::Text { limits: a, .. } | Kind::Code(a), Kind::Text { limits: b, .. } | Kind::Code(b)) if is_narrower(a, b) => {
      changes.push((Message::new("forms-diff-narrower"), true));
    }
    (
      Kind::Integer { min: a, max: b } | Kind::Decimal { min: a, max: b },
      Kind::Integer { min: c, max: d } | Kind::Decimal { min: c, max: d },
    ) => {
      let raised = c.as_ref().is_some_and(|new| a.as_ref().is_none_or(|old| new > old));
      let lowered = d.as_ref().is_some_and(|new| b.as_ref().is_none_or(|old| new < old));
      if raised || lowered {
        changes.push((Message::new("forms-diff-narrower"), true));
      }
    }
    (Kind::Quantity(a) | Kind::Range(a) | Kind::Uncertainty(a), Kind::Quantity(b) | Kind::Range(b) | Kind::Uncertainty(b)) => {
      let is_narrower = !b.is_empty() && (a.is_empty() || a.iter().any(|unit| !b.contains(unit)));
      if is_narrower {
        changes.push((Message::new("forms-diff-narrower"), true));
      }
    }
    (Kind::Reference { to: a, many: x }, Kind::Reference { to: b, many: y }) => {
      let paths = |form: &Form, groups: &[GroupIx]| groups.iter().map(|group| form.group(*group).path.to_string()).collect::<Vec<_>>();
      let (before, after) = (paths(comparison.old, a), paths(comparison.new, b));
      if x != y || before.iter().any(|path| !after.contains(path)) {
        changes.push((Message::new("forms-diff-narrower"), true));
      }
    }
    _ => {}
  }
  changes
}

fn is_narrower(old: &TextLimits, new: &TextLimits) -> bool {
  let pattern = |limits: &TextLimits| limits.pattern.as_ref().map(|(regex, _)| regex.as_str().to_owned());
  new.max_len.is_some_and(|new| old.max_len.is_none_or(|old| new < old))
    || new.min_len.is_some_and(|new| old.min_len.is_none_or(|old| new > old))
    || (pattern(new).is_some() && pattern(new) != pattern(old))
    || (new.format.is_some() && new.format != old.format && !new.format_warns)
}
