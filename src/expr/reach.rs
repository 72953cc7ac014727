//! What an expression looks at, for those who keep results and must know when these no longer hold.

use super::{
  Expr, Facts, FieldIx, GroupIx, Value,
  node::{Macro, Node, Rows, TableMacro},
};
use std::{collections::BTreeSet, sync::Arc};

/// What an expression looks at. Bodies of macros over whole tables have a reach of their own.
#[derive(Clone, Debug, Default)]
pub struct Reach {
  /// Fields of sections.
  pub sections: BTreeSet<(GroupIx, FieldIx)>,
  /// Columns of the row of the rule.
  pub own: BTreeSet<FieldIx>,
  /// Columns of rows bound by macros or named by references.
  pub others: BTreeSet<(GroupIx, FieldIx)>,
  /// The tables whose rows it names by key, and where the keys come from.
  pub named: Vec<(GroupIx, Key)>,
  /// Macros over whole tables.
  pub whole: Vec<WholeTable>,
}

/// Where the key of a row comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Key {
  /// A column of the row of the rule.
  Own(FieldIx),
  /// A column of another row, itself bound or named.
  Of(GroupIx, FieldIx),
  /// Anything else.
  Elsewhere,
}

impl Expr {
  /// What it looks at.
  pub fn reach(&self) -> Reach {
    let mut reach = Reach::default();
    reach.visit(&self.root, None);
    reach
  }
}

impl Reach {
  /// Takes in what `node` looks at; `item` is the table of the row bound by the macro around it.
  fn visit(&mut self, node: &Node, item: Option<GroupIx>) {
    match node {
      Node::Literal(_) | Node::AsOf | Node::LastEdit => {}
      Node::Field(group, field) => drop(self.sections.insert((*group, *field))),
      Node::RowField(field) => drop(self.own.insert(*field)),
      Node::ItemField(field) => self.others.extend(item.map(|group| (group, *field))),
      Node::Follow(key, group, field) => {
        self.named.push((*group, key_of(key, item)));
        self.others.insert((*group, *field));
        self.visit(key, item);
      }
      Node::List(nodes) | Node::Call(_, nodes) => nodes.iter().for_each(|node| self.visit(node, item)),
      Node::Member(inner, _)
      | Node::Not(inner)
      | Node::Negate(inner)
      | Node::Matches(inner, _)
      | Node::Lookup { key: inner, .. }
      | Node::Find { value: inner, .. } => {
        self.visit(inner, item);
      }
      Node::Fits { key: a, text: b, .. } | Node::Index(a, b) | Node::And(a, b) | Node::Or(a, b) | Node::Binary(_, a, b) => {
        self.visit(a, item);
        self.visit(b, item);
      }
      Node::Conditional(condition, yes, no) => [condition, yes, no].into_iter().for_each(|node| self.visit(node, item)),
      Node::Macro(of) => match &of.rows {
        Rows::Whole(group) => self.whole.push(WholeTable { table: *group, of: Arc::clone(of) }),
        Rows::Named(group, keys) => {
          self.named.push((*group, key_of(keys, item)));
          self.visit(keys, item);
          if let Some(body) = &of.body {
            self.visit(body, Some(*group));
          }
        }
      },
    }
  }
}

fn key_of(node: &Node, item: Option<GroupIx>) -> Key {
  match (node, item) {
    (Node::RowField(field), _) => Key::Own(*field),
    (Node::ItemField(field), Some(group)) => Key::Of(group, *field),
    (Node::Follow(_, group, field), _) => Key::Of(*group, *field),
    _ => Key::Elsewhere,
  }
}

/// A macro over a whole table.
#[derive(Clone, Debug)]
pub struct WholeTable {
  /// The table.
  pub table: GroupIx,
  of: Arc<TableMacro>,
}

impl WholeTable {
  /// What [`Facts::recall`] is asked for.
  pub fn id(&self) -> usize {
    self.of.id()
  }

  /// Whether only the truth of its body counts.
  pub fn is_of_truths(&self) -> bool {
    matches!(self.of.kind, Macro::Count | Macro::Exists | Macro::All)
  }

  /// What its body looks at.
  pub fn reach(&self) -> Reach {
    let mut reach = Reach::default();
    if let Some(body) = &self.of.body {
      reach.visit(body, Some(self.table));
    }
    reach
  }

  /// The value of its body for one row.
  pub fn of_row<'a>(&'a self, facts: &dyn Facts<'a>, row: usize) -> Value<'a> {
    self.of.of_row(facts, self.table, row)
  }

  /// Its value, from the values of its body for all rows.
  pub fn total<'a>(&self, values: impl Iterator<Item = Value<'a>>) -> Value<'a> {
    self.of.kind.total(values)
  }
}
