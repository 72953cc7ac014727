use super::plan::{Atom, MacroPlan};
use crate::{
  check::Effective,
  expr::{Facts, Value},
};

/// What a macro over a whole table came to, row by row, so that an edit looks at one row and not at all of them.
#[derive(Debug)]
pub(super) struct KeptMacro {
  rows: Rows,
  /// Its value; `None` where it cannot be kept.
  total: Option<Value<'static>>,
  /// The value as it is compared, with all its digits.
  shown: String,
  atoms: Vec<String>,
}

#[derive(Debug)]
enum Rows {
  Truths(Vec<Option<bool>>),
  Values(Vec<Value<'static>>),
  /// A kind of value that cannot be kept.
  None,
}

/// An atom as it is compared.
pub(super) fn shown_atom(facts: &Effective<'_>, atom: Atom) -> String {
  format!("{:?}", facts.field(atom.0, None, atom.1))
}

impl KeptMacro {
  /// Goes through all rows; the facts know the value from then on.
  pub(super) fn of<'a>(facts: &Effective<'a>, plan: &'a MacroPlan) -> Self {
    let count = facts.rows(plan.of.table);
    let values = (0..count).map(|row| plan.of.of_row(facts, row));
    let rows = if plan.of.is_of_truths() {
      Rows::Truths(values.map(|value| value.as_bool()).collect())
    } else {
      values.map(|value| value.to_static()).collect::<Option<_>>().map_or(Rows::None, Rows::Values)
    };
    let atoms = plan.atoms.iter().map(|atom| shown_atom(facts, *atom)).collect();
    let mut kept = Self { rows, total: None, shown: String::new(), atoms };
    kept.put_together(facts, plan);
    kept
  }

  /// Takes in that some rows gave way to others; whether the value changed.
  pub(super) fn replace<'a>(&mut self, facts: &Effective<'a>, plan: &'a MacroPlan, at: usize, removed: usize, inserted: usize) -> bool {
    let fresh = (at..at + inserted).map(|row| plan.of.of_row(facts, row));
    match &mut self.rows {
      Rows::Truths(truths) => drop(truths.splice(at..at + removed, fresh.map(|value| value.as_bool()))),
      Rows::Values(values) => match fresh.map(|value| value.to_static()).collect::<Option<Vec<_>>>() {
        Some(fresh) => drop(values.splice(at..at + removed, fresh)),
        None => self.rows = Rows::None,
      },
      Rows::None => {}
    }
    let before = std::mem::take(&mut self.shown);
    self.put_together(facts, plan);
    self.shown != before
  }

  fn put_together<'a>(&mut self, facts: &Effective<'a>, plan: &'a MacroPlan) {
    let total: Value<'a> = match &self.rows {
      Rows::Truths(truths) => plan.of.total(truths.iter().map(|truth| truth.map_or(Value::Missing, Value::Bool))),
      Rows::Values(values) => plan.of.total(values.iter().cloned()),
      Rows::None => plan.of.total((0..facts.rows(plan.of.table)).map(|row| plan.of.of_row(facts, row))),
    };
    self.shown = format!("{total:?}");
    self.total = total.to_static();
    facts.remember(plan.of.id(), total);
  }

  /// Whether what it looks at outside its table is as it was.
  pub(super) fn same_atoms(&self, facts: &Effective<'_>, plan: &MacroPlan) -> bool {
    plan.atoms.iter().zip(&self.atoms).all(|(atom, known)| shown_atom(facts, *atom) == *known)
  }

  /// Whether both came to the same.
  pub(super) fn same(&self, other: &Self) -> bool {
    self.shown == other.shown
  }

  /// Tells the facts the value.
  pub(super) fn tell(&self, facts: &Effective<'_>, plan: &MacroPlan) {
    if let Some(total) = &self.total {
      facts.remember(plan.of.id(), total.clone());
    }
  }
}
