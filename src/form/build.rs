//! From [`RawForm`] to [`Form`]: names are looked up, expressions compiled, cycles found.

use super::{
  Choices, Condition, Due, Explain, Field, Form, FormFiles, Group, Item, Kind, Later, Problem, Rule, Section, Statement, Summary, Unique,
  digest::digest,
  names::DraftNames,
  raw::{Located, LocatedPair, RawChoices, RawCondition, RawDue, RawField, RawKind, RawSection},
  read::{documents, read},
  read_lookup::read_lookups,
  toml_reader::{Sink, unknown},
  whole::{cycles, duplicates, renames},
};
use crate::{
  expr::{Env, Expr, ExprError, FieldIx, GroupIx, Names, Template, Type},
  lang::Message,
};
use std::{
  collections::HashMap,
  sync::{Arc, OnceLock},
};

/// Reads a form; gives every mistake.
pub(super) fn build(files: &FormFiles) -> Result<Form, Vec<Problem>> {
  let sink = Sink::new(files);
  let form = assemble(files, &sink);
  let problems = sink.into_problems();
  match form {
    Some(form) if problems.is_empty() => Ok(form),
    _ => Err(problems),
  }
}

fn assemble(files: &FormFiles, sink: &Sink<'_>) -> Option<Form> {
  let documents = documents(files, sink);
  let (raw, reader) = read(&documents, sink)?;
  let lookups = read_lookups(files, &reader);
  let mut names = DraftNames::new(sink, &raw, lookups);
  duplicates(&names);
  let builder = Builder { names: &names };
  let groups: Vec<Group> = (0..names.groups.len()).map(|index| builder.group(GroupIx(index as u16))).collect();
  let sections: Vec<Section> = raw.sections.iter().map(|section| builder.section(section)).collect();
  let rules: Vec<Rule> = raw.sections.iter().flat_map(|section| &section.rules).filter_map(|rule| builder.rule(rule)).collect();
  let summary = raw
    .summary
    .as_ref()
    .and_then(|(name, organisation)| Some(Summary { name: builder.place(name)?, organisation: builder.place(organisation)? }));
  let statement = raw.statement.as_ref().and_then(|statement| {
    Some(Statement {
      id: statement.id.clone(),
      text: statement.text.clone(),
      signer: builder.place(&statement.signer)?,
      function: builder.place(&statement.function)?,
      date: builder.place(&statement.date)?,
      confirm: statement.confirm.iter().map(|place| builder.place(place)).collect::<Option<_>>()?,
    })
  });
  cycles(&names, &groups, &sections);
  renames(&names, &rules);
  let lookups = std::mem::take(&mut names.lookups);
  let form = Form {
    id: raw.id.clone(),
    version: raw.version.clone(),
    status: raw.status,
    digest: digest(files),
    title: raw.title.clone(),
    notice: raw.notice.clone(),
    sections,
    groups,
    lookups,
    rules: rules.into(),
    renames: raw.renames.iter().map(|(_, rename)| rename.clone()).collect(),
    migrates: raw.migrates,
    summary: summary?,
    statement,
    by_path: HashMap::new(),
    rules_of: OnceLock::new(),
  };
  Some(form.index())
}

/// Compiles what the names of a form stand for.
pub(super) struct Builder<'n, 'r> {
  pub(super) names: &'n DraftNames<'r>,
}

impl Builder<'_, '_> {
  /// Compiles an expression that must be of one of these types.
  pub(super) fn typed(&self, source: &Located, group: GroupIx, fits: impl Fn(&Type) -> bool, wanted: &Type) -> Option<Expr> {
    let expr = self.names.compile(source, group)?;
    if fits(&expr.ty) {
      return Some(expr);
    }
    let message = Message::new("expr-wrong-type").with("wanted", wanted.describe()).with("found", expr.ty.describe());
    self.names.sink.report_in(source, 0, message);
    None
  }

  pub(super) fn condition(&self, source: &Located, group: GroupIx) -> Option<Expr> {
    let expr = self.typed(source, group, |ty| *ty == Type::Bool, &Type::Bool)?;
    if expr.is_constant() && source.text != "true" {
      self.names.sink.report_in(source, 0, Message::new("form-dead-condition").with("condition", &source.text));
    }
    Some(expr)
  }

  pub(super) fn template(&self, pair: &LocatedPair, group: GroupIx) -> Option<Explain> {
    let env = Env { names: self.names, row: self.names.row_of(group) };
    let compile = |source: &Located| {
      let report = |errors: Vec<ExprError>| {
        errors.into_iter().for_each(|error| self.names.sink.report_in(source, error.span.start, error.message));
      };
      Template::compile(&source.text, env).map_err(report).ok()
    };
    let (zh, en) = (compile(&pair.zh), compile(&pair.en));
    Some(Explain { zh: zh?, en: en? })
  }

  fn section(&self, raw: &RawSection) -> Section {
    let group = self.names.group_by_path(&raw.id.text).unwrap_or(GroupIx(0));
    let mut items = Vec::new();
    let mut place = 0;
    for field in raw.fields.iter().filter(|_| raw.table.is_none()) {
      if matches!(field.kind, RawKind::Table(..)) {
        items.extend(self.names.nested_table(group, &field.id.text).map(Item::Table));
      } else {
        items.push(Item::Field(FieldIx(place)));
        place += 1;
      }
    }
    Section {
      id: raw.id.text.clone(),
      title: raw.title.clone(),
      help: raw.help.clone(),
      // The condition of a section that is a table sees no row.
      show_if: raw.show_if.as_ref().and_then(|source| self.section_condition(source)),
      disclose: raw.disclose,
      group,
      items,
      source: raw.source.clone(),
    }
  }

  fn section_condition(&self, source: &Located) -> Option<Expr> {
    let env = Env { names: self.names, row: None };
    match crate::expr::compile(&source.text, env) {
      Ok(expr) if expr.ty == Type::Bool => Some(expr),
      Ok(expr) => {
        let message = Message::new("expr-wrong-type").with("wanted", Type::Bool.describe()).with("found", expr.ty.describe());
        self.names.sink.report_in(source, 0, message);
        None
      }
      Err(errors) => {
        errors.into_iter().for_each(|error| self.names.sink.report_in(source, error.span.start, error.message));
        None
      }
    }
  }

  fn group(&self, index: GroupIx) -> Group {
    let draft = self.names.draft(index);
    let raw_section = &self.names.raw.sections[draft.section];
    let fields: Vec<Field> = draft.fields.iter().enumerate().map(|(place, raw)| self.field(index, FieldIx(place as u16), raw)).collect();
    let by_id: HashMap<Arc<str>, FieldIx> =
      fields.iter().enumerate().map(|(place, field)| (Arc::clone(&field.id), FieldIx(place as u16))).collect();
    let column = |name: &Located| {
      let found = by_id.get(name.text.as_str()).copied();
      if found.is_none() {
        let known = self.names.known(Some(index));
        self.names.sink.report_in(name, 0, unknown("expr-unknown-field", &name.text, known.iter().map(String::as_str)));
      }
      found
    };
    let key = draft.table.and_then(|table| table.key.as_ref()).and_then(column);
    let unique = draft.table.map_or_else(Vec::new, |table| {
      let sets = table.unique.iter();
      sets
        .map(|(id, columns, severity)| Unique { id: id.clone(), columns: columns.iter().filter_map(column).collect(), severity: *severity })
        .collect()
    });
    let required = draft.table.and_then(|table| table.required.as_ref()).and_then(|source| self.section_condition(source));
    Group {
      path: draft.path.as_str().into(),
      section: draft.section,
      label: draft.nested.map_or(&raw_section.title, |field| &field.label).clone(),
      help: draft.nested.map_or(&raw_section.help, |field| &field.help).clone(),
      is_table: draft.table.is_some(),
      fields,
      key,
      unique,
      min_rows: draft.table.map_or(0, |table| table.min_rows),
      max_rows: draft.table.map_or(0, |table| table.max_rows),
      required,
      due: draft.table.and_then(|table| table.due.as_ref()).and_then(|due| self.due(index, due)),
      retire: draft.table.and_then(|table| table.retire.as_ref()).and_then(|(field, code)| self.retire(index, field, code)),
      show_if: draft.nested.and_then(|field| field.show_if.as_ref()).and_then(|source| self.section_condition(source)),
      by_id: HashMap::new(),
    }
  }

  fn column(&self, group: GroupIx, name: &Located) -> Option<(FieldIx, Type)> {
    let found = self.names.field(group, &name.text);
    if found.is_none() {
      let known = self.names.known(Some(group));
      self.names.sink.report_in(name, 0, unknown("expr-unknown-field", &name.text, known.iter().map(String::as_str)));
    }
    found
  }

  fn due(&self, group: GroupIx, raw: &RawDue) -> Option<Due> {
    let (date, ty) = self.column(group, &raw.date)?;
    if ty != Type::Date {
      let message = Message::new("expr-wrong-type").with("wanted", Type::Date.describe()).with("found", ty.describe());
      self.names.sink.report_in(&raw.date, 0, message);
    }
    let columns = |names: &[Located]| names.iter().filter_map(|name| self.column(group, name)).map(|(field, _)| field).collect();
    Some(Due {
      date,
      when: raw.when.as_ref().and_then(|source| self.condition(source, group)),
      department: raw.department.as_ref().and_then(|name| self.column(group, name)).map(|(field, _)| field),
      body: raw.body.as_ref().and_then(|name| self.column(group, name)).map(|(field, _)| field),
      columns: columns(&raw.columns),
      clear: columns(&raw.clear),
    })
  }

  fn retire(&self, group: GroupIx, field: &Located, code: &Located) -> Option<(FieldIx, String)> {
    let (index, _) = self.column(group, field)?;
    let RawKind::Choice(raw) = &self.names.raw_field(group, index).kind else {
      self.names.sink.report_in(field, 0, Message::new("form-retire-choice").with("field", &field.text));
      return None;
    };
    if let Choices::List(list) = self.choices(raw)
      && !list.iter().any(|choice| choice.code == code.text)
    {
      self.names.sink.report_in(code, 0, unknown("form-unknown-code", &code.text, list.iter().map(|choice| choice.code.as_str())));
    }
    Some((index, code.text.clone()))
  }

  fn field(&self, group: GroupIx, index: FieldIx, raw: &RawField) -> Field {
    let own_type = self.names.field(group, &raw.id.text).map_or(Type::Unknown, |(_, ty)| ty);
    let default = raw.default.as_ref().and_then(|source| self.typed(source, group, |ty| fits_default(ty, &own_type), &own_type));
    Field {
      id: raw.id.text.as_str().into(),
      kind: self.kind(group, index, raw),
      label: raw.label.clone(),
      help: raw.help.clone(),
      example: raw.example.clone(),
      required: match &raw.required {
        RawCondition::Never => Condition::Never,
        RawCondition::Always => Condition::Always,
        RawCondition::If(source) => self.condition(source, group).map_or(Condition::Never, |expr| Condition::If(Box::new(expr))),
      },
      show_if: raw.show_if.as_ref().and_then(|source| self.condition(source, group)).map(Box::new),
      default: default.map(Box::new),
      explain: raw.explain.as_ref().and_then(|pair| self.template(pair, group)).map(Later::from),
      disclose: raw.disclose,
      hidden: raw.hidden,
      unit: raw.unit.clone(),
      synonyms: raw.synonyms.iter().map(|synonym| synonym.text.clone()).collect::<Vec<_>>().into(),
      join: raw.join,
      yes_no: raw.yes_no.clone(),
      empty_mark: raw.empty_mark.clone(),
      fresh: raw.fresh,
      ahead: raw.ahead,
      source: raw.source.clone(),
      reference: raw.reference.clone(),
      confidence: raw.confidence.clone(),
      invalid: raw.invalid.clone(),
      invalid_message: raw.invalid_message.clone(),
    }
  }

  fn kind(&self, group: GroupIx, index: FieldIx, raw: &RawField) -> Kind {
    match &raw.kind {
      RawKind::Text { long, limits } => Kind::Text { long: *long, limits: limits.clone() },
      RawKind::Code(limits) => Kind::Code(limits.clone()),
      RawKind::Integer { min, max } => Kind::Integer { min: min.clone(), max: max.clone() },
      RawKind::Decimal { min, max } => Kind::Decimal { min: min.clone(), max: max.clone() },
      RawKind::Boolean => Kind::Boolean,
      RawKind::Date => Kind::Date,
      RawKind::Choice(choices) => Kind::Choice(self.choices(choices)),
      RawKind::Choices(choices) => Kind::Choices(self.choices(choices)),
      RawKind::Quantity(units) => Kind::Quantity(units.clone()),
      RawKind::Range(units) => Kind::Range(units.clone()),
      RawKind::Uncertainty(units) => Kind::Uncertainty(units.clone()),
      RawKind::Accuracy => Kind::Accuracy,
      RawKind::Reference { to, many } => {
        let tables = to.iter().filter_map(|path| self.referred(path)).collect();
        Kind::Reference { to: tables, many: *many }
      }
      RawKind::Attachment { accept, max_bytes } => Kind::Attachment { accept: accept.clone(), max_bytes: *max_bytes },
      RawKind::Computed { compute, digits, choices } => match self.names.take_computed(group, index, compute) {
        Some(expr) => {
          Kind::Computed { expr: Box::new(expr), digits: *digits, choices: choices.as_ref().map(|choices| self.choices(choices)) }
        }
        None => Kind::Boolean,
      },
      RawKind::Note(text) => Kind::Note(text.clone()),
      // Reported already; the form is not used.
      RawKind::Table(..) | RawKind::Unknown => Kind::Boolean,
    }
  }

  /// The table that a reference names; it must have a key.
  fn referred(&self, path: &Located) -> Option<GroupIx> {
    let tables = || self.names.groups.iter().filter(|group| group.table.is_some()).map(|group| group.path.as_str());
    let Some(group) = self.names.group_by_path(&path.text) else {
      self.names.sink.report_in(path, 0, unknown("expr-unknown-name", &path.text, tables()));
      return None;
    };
    let has_key = self.names.draft(group).table.is_some_and(|table| table.key.is_some());
    if !has_key {
      self.names.sink.report_in(path, 0, Message::new("form-no-key").with("table", &path.text));
    }
    Some(group)
  }

  fn choices(&self, raw: &RawChoices) -> Choices {
    let sink = self.names.sink;
    match raw {
      RawChoices::Inline(list) => Choices::List(Arc::clone(list).into()),
      RawChoices::Shared(id) => match self.names.raw.lists.iter().find(|(list, _)| list.text == id.text) {
        Some((_, list)) => Choices::List(Arc::clone(list).into()),
        None => {
          let known = self.names.raw.lists.iter().map(|(id, _)| id.text.as_str());
          sink.report_in(id, 0, unknown("form-unknown-list", &id.text, known));
          Choices::List(Later::from(Arc::from([])))
        }
      },
      RawChoices::Lookup { lookup, filter } => {
        let Some(index) = self.names.lookups.iter().position(|known| known.id == lookup.text) else {
          let known = self.names.lookups.iter().map(|lookup| lookup.id.as_str());
          sink.report_in(lookup, 0, unknown("expr-unknown-lookup", &lookup.text, known));
          return Choices::List(Later::from(Arc::from([])));
        };
        let columns = &self.names.lookups[index].columns;
        let filter = filter.iter().filter_map(|(column, values)| {
          let found = columns.iter().position(|known| *known == column.text);
          if found.is_none() {
            sink.report_in(column, 0, unknown("expr-unknown-column", &column.text, columns.iter().map(String::as_str)));
          }
          Some((found?, values.clone()))
        });
        Choices::Lookup { lookup: index, filter: filter.collect() }
      }
    }
  }

  /// A field by its full path, `section.field`.
  fn place(&self, path: &Located) -> Option<(GroupIx, FieldIx)> {
    let found = path.text.rsplit_once('.').and_then(|(group, field)| {
      let group = self.names.group_by_path(group).filter(|group| self.names.row_of(*group).is_none())?;
      Some((group, self.names.field(group, field)?.0))
    });
    if found.is_none() {
      let known: Vec<String> = self
        .names
        .groups
        .iter()
        .filter(|group| group.table.is_none())
        .flat_map(|group| group.fields.iter().map(|field| format!("{}.{}", group.path, field.id.text)))
        .collect();
      self.names.sink.report_in(path, 0, unknown("expr-unknown-field", &path.text, known.iter().map(String::as_str)));
    }
    found
  }
}

/// Whether a value of type `ty` can stand as an answer of type `own`.
pub(super) fn fits_default(ty: &Type, own: &Type) -> bool {
  let textual = |ty: &Type| matches!(ty, Type::Text | Type::Code(..) | Type::Reference(_) | Type::ReferenceAny(_));
  match (ty, own) {
    (Type::List(a), Type::List(b)) => textual(a) && textual(b),
    (a, b) => a == b || (textual(a) && textual(b)) || *b == Type::Unknown,
  }
}
