use super::{Ability, FieldIx, GroupIx, Type, function::Function, literal::Literal};
use crate::text::Pattern;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// An expression whose names and types are known to be right.
#[derive(Debug, Deserialize, Serialize)]
pub struct Expr {
  pub(super) root: Node,
  /// What it evaluates to.
  pub ty: Type,
  /// The fields it reads, each once; of a table, through the current row, a macro or a reference.
  pub reads: Vec<(GroupIx, FieldIx)>,
  /// The tables whose rows it goes through.
  pub tables: Vec<GroupIx>,
  /// Whether it looks at the date of the check, or of the last change.
  pub uses_as_of: bool,
  /// The lookup tables it looks into, each once.
  pub lookups: Vec<usize>,
}

impl Expr {
  /// An expression that stands for nothing but its type.
  pub(crate) fn of_type(ty: Type) -> Self {
    Self { root: Node::Literal(Literal::Missing), ty, reads: Vec::new(), tables: Vec::new(), uses_as_of: false, lookups: Vec::new() }
  }

  /// Whether it gives the same value for every document.
  pub fn is_constant(&self) -> bool {
    self.reads.is_empty() && self.tables.is_empty() && !self.uses_as_of
  }
}

#[derive(Debug, Deserialize, Serialize)]
pub(super) enum Node {
  Literal(Literal),
  AsOf,
  Field(GroupIx, FieldIx),
  /// A column of the row of the rule.
  RowField(FieldIx),
  /// A column of the row bound by the macro.
  ItemField(FieldIx),
  /// A column of the row that a reference names.
  Follow(Box<Node>, GroupIx, FieldIx),
  List(Vec<Node>),
  Index(Box<Node>, Box<Node>),
  Member(Box<Node>, Member),
  Not(Box<Node>),
  Negate(Box<Node>),
  And(Box<Node>, Box<Node>),
  Or(Box<Node>, Box<Node>),
  Binary(Operator, Box<Node>, Box<Node>),
  Conditional(Box<Node>, Box<Node>, Box<Node>),
  Call(Function, Vec<Node>),
  Matches(Box<Node>, Box<Pattern>),
  Lookup {
    table: usize,
    column: usize,
    key: Box<Node>,
  },
  /// The key of the row of a lookup table that the value finds.
  Find {
    table: usize,
    by: Ability,
    value: Box<Node>,
  },
  /// Whether a text has the form that a row of a lookup table states.
  Fits {
    table: usize,
    key: Box<Node>,
    text: Box<Node>,
  },
  LastEdit,
  Macro(Arc<TableMacro>),
}

/// A macro over rows: shared, so that one who keeps its results can hold it.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct TableMacro {
  pub(super) kind: Macro,
  pub(super) rows: Rows,
  pub(super) body: Option<Node>,
}

/// The rows a macro goes through.
#[derive(Debug, Deserialize, Serialize)]
pub(super) enum Rows {
  Whole(GroupIx),
  /// Rows of the table named by a list of keys.
  Named(GroupIx, Box<Node>),
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(super) enum Macro {
  Count,
  Exists,
  All,
  Sum,
  Min,
  Max,
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(super) enum Operator {
  Equal,
  NotEqual,
  Less,
  LessOrEqual,
  Greater,
  GreaterOrEqual,
  In,
  Add,
  Subtract,
  Multiply,
  Divide,
  Remainder,
}

impl Operator {
  /// Whether it makes a value of two, rather than compare them.
  pub(super) fn is_arithmetic(self) -> bool {
    matches!(self, Self::Add | Self::Subtract | Self::Multiply | Self::Divide | Self::Remainder)
  }
}

/// A part of a value.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(super) enum Member {
  Value,
  Unit,
  Low,
  High,
  CoverageFactor,
  CoverageProbability,
  Form,
  Kind,
  Text,
  Year,
  Month,
  Day,
}
