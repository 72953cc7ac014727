use crate::{
  expr::{Expr, FieldIx, GroupIx, Key, Part, WholeTable},
  form::{Condition, Explain, Form, Kind, Rule},
};
use std::collections::{BTreeSet, HashSet};

/// A field of a section.
pub(super) type Atom = (GroupIx, FieldIx);

/// What depends on what in a form. It follows from the form alone.
#[derive(Debug)]
pub(super) struct Plan {
  /// For every group that is a table.
  pub(super) tables: Vec<TablePlan>,
  /// Macros over whole tables on which fields and rules of sections depend, by [`WholeTable::id`].
  pub(super) section_macros: HashSet<usize>,
  /// Tables from which sections take single rows.
  pub(super) section_tables: BTreeSet<GroupIx>,
  /// Every macro over a whole table.
  pub(super) macros: Vec<MacroPlan>,
  /// The fields of sections that rows or macros look at.
  pub(super) atoms: BTreeSet<Atom>,
}

/// What the rows of a table depend on, beside their own cells.
#[derive(Debug, Default)]
pub(super) struct TablePlan {
  pub(super) atoms: BTreeSet<Atom>,
  pub(super) macros: HashSet<usize>,
  /// Columns that name rows, and the tables these stand in.
  pub(super) references: Vec<(FieldIx, Vec<GroupIx>)>,
  /// Tables from which rows are taken by keys that do not stand in a column of references.
  pub(super) wholly: BTreeSet<GroupIx>,
}

/// What a macro over a whole table depends on, beside the rows of that table.
#[derive(Debug)]
pub(super) struct MacroPlan {
  pub(super) of: WholeTable,
  pub(super) atoms: BTreeSet<Atom>,
  /// Other tables it looks into, through references or other macros.
  pub(super) tables: BTreeSet<GroupIx>,
  /// Whether its value for a row follows from that row and the atoms.
  pub(super) by_row: bool,
}

impl Plan {
  pub(super) fn of(form: &Form) -> Self {
    let mut tables: Vec<TablePlan> = Vec::new();
    let mut macros: Vec<WholeTable> = Vec::new();
    let (mut section_macros, mut section_tables) = (HashSet::new(), BTreeSet::new());
    for (group, definition) in form.groups() {
      let mut table = TablePlan::default();
      let references = definition.fields().filter_map(|(field, definition)| match &definition.kind {
        Kind::Reference { to, .. } => Some((field, to.clone())),
        _ => None,
      });
      table.references = references.collect();
      for expr in expressions(form, group) {
        let reach = expr.reach();
        macros.extend(reach.whole.iter().cloned());
        if definition.is_table {
          table.atoms.extend(&reach.sections);
          table.macros.extend(reach.whole.iter().map(WholeTable::id));
          table.wholly.extend(reach.named.iter().filter(|(_, key)| !stands_in_a_column(form, group, *key)).map(|(table, _)| *table));
        } else {
          section_macros.extend(reach.whole.iter().map(WholeTable::id));
          section_tables.extend(reach.named.iter().map(|(table, _)| *table));
        }
      }
      if !definition.is_table {
        section_tables.extend(table.references.iter().flat_map(|(_, to)| to.iter().copied()));
        table = TablePlan::default();
      }
      let section = &form.sections[definition.section];
      for expr in [&definition.required, &definition.show_if, &section.show_if].into_iter().flatten() {
        let reach = expr.reach();
        section_macros.extend(reach.whole.iter().map(WholeTable::id));
        section_tables.extend(reach.named.iter().map(|(table, _)| *table));
        macros.extend(reach.whole);
      }
      tables.push(table);
    }
    // A row that a section looks at may itself look at others.
    let mut open: Vec<GroupIx> = section_tables.iter().copied().collect();
    while let Some(table) = open.pop() {
      let plan = &tables[usize::from(table.0)];
      section_macros.extend(&plan.macros);
      let further = plan.references.iter().flat_map(|(_, to)| to).chain(&plan.wholly);
      open.extend(further.copied().filter(|table| section_tables.insert(*table)));
    }
    let macros: Vec<MacroPlan> = each_once(macros).into_iter().map(|of| MacroPlan::of(form, of)).collect();
    let atoms = tables.iter().map(|table| &table.atoms).chain(macros.iter().map(|of| &of.atoms)).flatten().copied().collect();
    Self { tables, section_macros, section_tables, macros, atoms }
  }

  pub(super) fn each_table(&self) -> impl Iterator<Item = (GroupIx, &TablePlan)> {
    self.tables.iter().enumerate().map(|(index, table)| (GroupIx(index as u16), table))
  }
}

impl MacroPlan {
  fn of(form: &Form, of: WholeTable) -> Self {
    let mut plan = Self { atoms: BTreeSet::new(), tables: BTreeSet::new(), by_row: true, of };
    let mut seen = BTreeSet::new();
    let mut open = vec![(plan.of.table, plan.of.reach())];
    while let Some((group, reach)) = open.pop() {
      plan.atoms.extend(&reach.sections);
      plan.by_row &= reach.named.is_empty() && reach.whole.is_empty();
      plan.tables.extend(reach.named.iter().map(|(table, _)| *table));
      for nested in reach.whole {
        plan.tables.insert(nested.table);
        open.push((nested.table, nested.reach()));
      }
      let columns = reach.own.iter().map(|field| (group, *field)).chain(reach.others.iter().copied());
      for (group, field) in columns.filter(|column| seen.insert(*column)) {
        open.extend(form.field(group, field).exprs().map(|expr| (group, expr.reach())));
      }
    }
    plan
  }
}

/// Each macro once. Macros inside computed columns are found with those columns; the bodies of macros hold none.
fn each_once(found: Vec<WholeTable>) -> Vec<WholeTable> {
  let mut seen = HashSet::new();
  found.into_iter().filter(|of| seen.insert(of.id())).collect()
}

/// Whether a key stands in a column of references, as the answer that was given.
fn stands_in_a_column(form: &Form, group: GroupIx, key: Key) -> bool {
  let (group, field) = match key {
    Key::Own(field) => (group, field),
    Key::Of(group, field) => (group, field),
    Key::Elsewhere => return false,
  };
  let definition = form.field(group, field);
  matches!(definition.kind, Kind::Reference { .. }) && definition.default.is_none()
}

/// Every expression that the check of a section or row may evaluate.
fn expressions(form: &Form, group: GroupIx) -> impl Iterator<Item = &Expr> {
  let fields = form.group(group).fields().flat_map(|(_, field)| {
    let required = if let Condition::If(expr) = &field.required { Some(&**expr) } else { None };
    field.exprs().chain(required)
  });
  fields.chain(form.rules_on(group).flat_map(of_rule))
}

fn of_rule(rule: &Rule) -> impl Iterator<Item = &Expr> {
  let fix = rule.fixes.iter().flat_map(|fix| of_text(&fix.label).chain([&fix.set]));
  rule.when.iter().chain([&rule.assert]).chain(of_text(&rule.message)).chain(fix)
}

fn of_text(text: &Explain) -> impl Iterator<Item = &Expr> {
  let parts = text.zh.parts.iter().chain(&text.en.parts);
  parts.filter_map(|part| if let Part::Value(expr) = part { Some(&**expr) } else { None })
}

impl TablePlan {
  /// Whether what a table's rows say may change with the rows of `table`.
  pub(super) fn refers_to(&self, table: GroupIx) -> bool {
    self.references.iter().any(|(_, to)| to.contains(&table))
  }
}
