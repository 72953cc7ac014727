use super::{
  Lookup,
  raw::{Located, RawChoices, RawField, RawForm, RawKind, RawTable},
  toml_reader::Sink,
};
use crate::{
  expr::{Ability, Env, Expr, FieldIx, GroupIx, LookupProblem, Names, Type, compile},
  lang::Message,
};
use std::{cell::RefCell, collections::HashMap};

/// A group while the form is being built.
pub(super) struct DraftGroup<'r> {
  pub(super) path: String,
  pub(super) section: usize,
  /// The table's own properties; `None` for the fields of a section.
  pub(super) table: Option<&'r RawTable>,
  /// The field that a table inside a section is.
  pub(super) nested: Option<&'r RawField>,
  pub(super) fields: Vec<&'r RawField>,
}

impl DraftGroup<'_> {
  pub(super) fn name(&self) -> &str {
    self.path.rsplit('.').next().unwrap_or(&self.path)
  }
}

enum Computed {
  InProgress,
  Done(Option<Expr>),
}

/// The names of a form while it is being built. The type of a computed field is found when it is first asked for.
pub(super) struct DraftNames<'r> {
  pub(super) sink: &'r Sink<'r>,
  pub(super) raw: &'r RawForm,
  pub(super) groups: Vec<DraftGroup<'r>>,
  pub(super) lookups: Vec<Lookup>,
  computed: RefCell<HashMap<(GroupIx, FieldIx), Computed>>,
}

impl<'r> DraftNames<'r> {
  pub(super) fn new(sink: &'r Sink<'r>, raw: &'r RawForm, lookups: Vec<Lookup>) -> Self {
    let mut groups = Vec::new();
    for (section, raw_section) in raw.sections.iter().enumerate() {
      let (tables, fields): (Vec<_>, Vec<_>) = raw_section.fields.iter().partition(|field| matches!(field.kind, RawKind::Table(..)));
      groups.push(DraftGroup { path: raw_section.id.text.clone(), section, table: raw_section.table.as_ref(), nested: None, fields });
      for field in tables {
        if let RawKind::Table(table, columns) = &field.kind {
          let path = format!("{}.{}", raw_section.id.text, field.id.text);
          groups.push(DraftGroup { path, section, table: Some(table), nested: Some(field), fields: columns.iter().collect() });
        }
      }
    }
    Self { sink, raw, groups, lookups, computed: RefCell::default() }
  }

  pub(super) fn draft(&self, group: GroupIx) -> &DraftGroup<'r> {
    &self.groups[usize::from(group.0)]
  }

  pub(super) fn raw_field(&self, group: GroupIx, field: FieldIx) -> &'r RawField {
    self.draft(group).fields[usize::from(field.0)]
  }

  pub(super) fn group_by_path(&self, path: &str) -> Option<GroupIx> {
    self.groups.iter().position(|group| group.path == path).map(|index| GroupIx(index as u16))
  }

  /// The table whose current row expressions of this group may use.
  pub(super) fn row_of(&self, group: GroupIx) -> Option<GroupIx> {
    self.draft(group).table.map(|_| group)
  }

  /// Compiles an expression of `group`, reporting its mistakes.
  pub(super) fn compile(&self, source: &Located, group: GroupIx) -> Option<Expr> {
    compile(&source.text, Env { names: self, row: self.row_of(group) })
      .map_err(|errors| errors.into_iter().for_each(|error| self.sink.report_in(source, error.span.start, error.message)))
      .ok()
  }

  fn computed_type(&self, group: GroupIx, field: FieldIx, compute: &Located) -> Type {
    match self.computed.borrow().get(&(group, field)) {
      Some(Computed::Done(expr)) => return expr.as_ref().map_or(Type::Unknown, |expr| expr.ty.clone()),
      Some(Computed::InProgress) => {
        self.sink.report_in(compute, 0, Message::new("form-cycle").with("path", self.field_path(group, field)));
        return Type::Unknown;
      }
      None => {}
    }
    self.computed.borrow_mut().insert((group, field), Computed::InProgress);
    let expr = self.compile(compute, group);
    let ty = expr.as_ref().map_or(Type::Unknown, |expr| expr.ty.clone());
    self.computed.borrow_mut().insert((group, field), Computed::Done(expr));
    ty
  }

  /// The expression of a computed field, compiled once.
  pub(super) fn take_computed(&self, group: GroupIx, field: FieldIx, compute: &Located) -> Option<Expr> {
    self.computed_type(group, field, compute);
    match self.computed.borrow_mut().get_mut(&(group, field)) {
      Some(Computed::Done(expr)) => {
        // The type stays known to fields compiled later.
        let ty = expr.as_ref()?.ty.clone();
        expr.replace(Expr::of_type(ty))
      }
      _ => None,
    }
  }

  pub(super) fn field_path(&self, group: GroupIx, field: FieldIx) -> String {
    format!("{}.{}", self.draft(group).path, self.raw_field(group, field).id.text)
  }

  fn field_type(&self, group: GroupIx, field: FieldIx) -> Type {
    match &self.raw_field(group, field).kind {
      RawKind::Text { .. } | RawKind::Code(_) => Type::Text,
      RawKind::Integer { .. } | RawKind::Decimal { .. } => Type::Number,
      RawKind::Boolean => Type::Bool,
      RawKind::Date => Type::Date,
      RawKind::Choice(_) => Type::Code(group, field),
      RawKind::Choices(_) => Type::List(Box::new(Type::Code(group, field))),
      RawKind::Quantity(_) => Type::Quantity,
      RawKind::Range(_) => Type::Range,
      RawKind::Uncertainty(_) => Type::Uncertainty,
      RawKind::Accuracy => Type::Accuracy,
      RawKind::Reference { to, many } => {
        let tables: Option<Vec<_>> = to.iter().map(|path| self.group_by_path(&path.text)).collect();
        match (tables.as_deref(), many) {
          (Some([table]), false) => Type::Reference(*table),
          (Some([table]), true) => Type::Rows { group: *table, all: false },
          (Some(tables), false) => Type::ReferenceAny(tables.to_vec()),
          (Some(tables), true) => Type::RowsAny(tables.to_vec()),
          (None, _) => Type::Unknown,
        }
      }
      RawKind::Attachment { .. } => Type::Attachment,
      RawKind::Computed { compute, choices, .. } => {
        let ty = self.computed_type(group, field, compute);
        if choices.is_some() && ty != Type::Unknown { Type::Code(group, field) } else { ty }
      }
      RawKind::Note(_) => Type::Nothing,
      RawKind::Table(..) | RawKind::Unknown => Type::Unknown,
    }
  }

  fn choices(&self, group: GroupIx, field: FieldIx) -> Option<&'r RawChoices> {
    match &self.raw_field(group, field).kind {
      RawKind::Choice(choices) | RawKind::Choices(choices) | RawKind::Computed { choices: Some(choices), .. } => Some(choices),
      _ => None,
    }
  }
}

impl Names for DraftNames<'_> {
  fn group(&self, section: &str) -> Option<(GroupIx, bool)> {
    let group = self.group_by_path(section).filter(|_| !section.contains('.'))?;
    Some((group, self.draft(group).table.is_some()))
  }

  fn field(&self, group: GroupIx, name: &str) -> Option<(FieldIx, Type)> {
    let index = self.draft(group).fields.iter().position(|field| field.id.text == name)?;
    let field = FieldIx(index as u16);
    Some((field, self.field_type(group, field)))
  }

  fn nested_table(&self, group: GroupIx, name: &str) -> Option<GroupIx> {
    self.group_by_path(&format!("{}.{name}", self.draft(group).path))
  }

  fn table_name(&self, group: GroupIx) -> String {
    self.draft(group).name().to_owned()
  }

  fn has_code(&self, group: GroupIx, field: FieldIx, code: &str) -> Option<bool> {
    match self.choices(group, field)? {
      RawChoices::Inline(list) => Some(list.iter().any(|choice| choice.code == code)),
      RawChoices::Shared(id) => {
        let (_, list) = self.raw.lists.iter().find(|(list, _)| list.text == id.text)?;
        Some(list.iter().any(|choice| choice.code == code))
      }
      RawChoices::Lookup { lookup, .. } => {
        let lookup = self.lookups.iter().find(|known| known.id == lookup.text)?;
        Some(lookup.has(code, &[]))
      }
    }
  }

  fn codes(&self, group: GroupIx, field: FieldIx) -> Vec<String> {
    let list = match self.choices(group, field) {
      Some(RawChoices::Inline(list)) => Some(list),
      Some(RawChoices::Shared(id)) => self.raw.lists.iter().find(|(list, _)| list.text == id.text).map(|(_, list)| list),
      _ => None,
    };
    list.map(|list| list.iter().map(|choice| choice.code.clone()).collect()).unwrap_or_default()
  }

  fn lookup(&self, table: &str, column: &str) -> Result<(usize, usize, bool), LookupProblem> {
    let Some(index) = self.lookups.iter().position(|lookup| lookup.id == table) else {
      return Err(LookupProblem::Table(self.lookups.iter().map(|lookup| lookup.id.clone()).collect()));
    };
    let lookup = &self.lookups[index];
    match lookup.columns.iter().position(|known| known == column) {
      Some(column) => Ok((index, column, lookup.numbers[column])),
      None => Err(LookupProblem::Column(lookup.columns.clone())),
    }
  }

  fn able(&self, table: &str, ability: Ability) -> Result<usize, LookupProblem> {
    let Some(index) = self.lookups.iter().position(|lookup| lookup.id == table) else {
      return Err(LookupProblem::Table(self.lookups.iter().map(|lookup| lookup.id.clone()).collect()));
    };
    match self.lookups[index].lacks(ability) {
      None => Ok(index),
      Some(key) => Err(LookupProblem::Lacks(key)),
    }
  }

  fn known(&self, group: Option<GroupIx>) -> Vec<String> {
    match group {
      None => self.groups.iter().filter(|group| group.nested.is_none()).map(|group| group.path.clone()).collect(),
      Some(group) => {
        let section = self.draft(group);
        let nested = self.groups.iter().filter(|other| other.nested.is_some() && other.section == section.section);
        let tables = nested.filter(|_| section.nested.is_none()).map(|table| table.name().to_owned());
        section.fields.iter().map(|field| field.id.text.clone()).chain(tables).collect()
      }
    }
  }
}
