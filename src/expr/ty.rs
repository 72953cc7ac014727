use crate::lang::{Argument, Message};
use serde::{Deserialize, Serialize};

/// The place of a group (a section's fields, or a table) in a form.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct GroupIx(pub u16);

/// The place of a field in its group.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct FieldIx(pub u16);

/// The type of an expression or a field.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Type {
  /// True or false.
  Bool,
  /// An exact number.
  Number,
  /// Text.
  Text,
  /// The code of a choice of this field; compares with text.
  Code(GroupIx, FieldIx),
  /// A calendar date.
  Date,
  /// A list.
  List(Box<Type>),
  /// A number with a unit.
  Quantity,
  /// An interval with a unit.
  Range,
  /// An expanded uncertainty.
  Uncertainty,
  /// An accuracy as stated.
  Accuracy,
  /// An attached file; only `has` looks at it.
  Attachment,
  /// The key of a row of this table, whose columns are members.
  Reference(GroupIx),
  /// Keys of rows of one of these tables; each table is a member.
  ReferenceAny(Vec<GroupIx>),
  /// Rows named by a reference, or a whole table where `all` is set.
  Rows {
    /// The table.
    group: GroupIx,
    /// Whether it is the whole table.
    all: bool,
  },
  /// Rows of several tables, by key; each table is a member.
  RowsAny(Vec<GroupIx>),
  /// One row, bound by a macro or a rule.
  Row(GroupIx),
  /// The fields of a section, as a name before a dot.
  Section(GroupIx),
  /// What no answer has: the type of `note` fields.
  Nothing,
  /// The type of a part that has a mistake; nothing more is said about it.
  Unknown,
}

impl Type {
  /// The name of the type for form authors, as a message.
  pub fn describe(&self) -> Message {
    match self {
      Self::Bool => Message::new("type-bool"),
      Self::Number => Message::new("type-number"),
      Self::Text => Message::new("type-text"),
      Self::Code(..) => Message::new("type-code"),
      Self::Date => Message::new("type-date"),
      Self::List(inner) => Message::new("type-list").with("inner", Argument::Message(inner.describe())),
      Self::Quantity => Message::new("type-quantity"),
      Self::Range => Message::new("type-range"),
      Self::Uncertainty => Message::new("type-uncertainty"),
      Self::Accuracy => Message::new("type-accuracy"),
      Self::Attachment => Message::new("type-attachment"),
      Self::Reference(_) | Self::ReferenceAny(_) => Message::new("type-reference"),
      Self::Rows { .. } | Self::RowsAny(_) => Message::new("type-rows"),
      Self::Row(_) => Message::new("type-row"),
      Self::Section(_) => Message::new("type-section"),
      Self::Nothing | Self::Unknown => Message::new("type-nothing"),
    }
  }

  /// Whether values of the type are texts when compared.
  pub(super) fn is_textual(&self) -> bool {
    matches!(self, Self::Text | Self::Code(..) | Self::Reference(_) | Self::ReferenceAny(_))
  }

  /// Whether values have an order.
  pub(super) fn is_ordered(&self) -> bool {
    matches!(self, Self::Number | Self::Date | Self::Quantity)
  }
}

/// What a form tells the compiler about its names.
pub trait Names {
  /// The group called `section`, and whether it is a table.
  fn group(&self, section: &str) -> Option<(GroupIx, bool)>;
  /// The field `name` of a group and its type.
  fn field(&self, group: GroupIx, name: &str) -> Option<(FieldIx, Type)>;
  /// The table `name` that stands inside the section `group`.
  fn nested_table(&self, group: GroupIx, name: &str) -> Option<GroupIx>;
  /// The table's own name, by which a reference into several tables selects it.
  fn table_name(&self, group: GroupIx) -> String;
  /// Whether `code` is a choice of the field; `None` where the choices are not known.
  fn has_code(&self, group: GroupIx, field: FieldIx, code: &str) -> Option<bool>;
  /// The column of a lookup table: its place and whether it holds numbers.
  fn lookup(&self, table: &str, column: &str) -> Result<(usize, usize, bool), LookupProblem>;
  /// The lookup table of this name, which must be declared to be able to do this.
  fn able(&self, table: &str, ability: Ability) -> Result<usize, LookupProblem>;
  /// Names like those in the form, for suggestions: sections where `group` is `None`, else fields.
  fn known(&self, group: Option<GroupIx>) -> Vec<String>;
  /// The codes of the field's choices, for suggestions.
  fn codes(&self, group: GroupIx, field: FieldIx) -> Vec<String>;
}

/// Which part of a lookup is unknown; holds what there is instead.
#[derive(Debug)]
pub enum LookupProblem {
  /// No such table.
  Table(Vec<String>),
  /// No such column.
  Column(Vec<String>),
  /// The table lacks what the function needs; holds the key of `[[lookup]]` that declares it.
  Lacks(&'static str),
}

/// What a lookup table can do beyond giving cells by key.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Ability {
  /// Find a row by names that occur in a text.
  Names,
  /// Find the row in whose band a number lies.
  Bands,
  /// Find the row that is in force on a date.
  Since,
  /// Compare texts with forms.
  Patterns,
}
