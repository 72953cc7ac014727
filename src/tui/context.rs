/// Where a person is; keys mean different things there.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Context {
  /// The list of drafts.
  Home,
  /// A section or the statement.
  Fields,
  /// A table.
  Table,
  /// A cell being edited.
  Cell,
  /// A list to go to a place from.
  List,
  /// Check your answers.
  Review,
  /// The statement to be signed.
  Statement,
  /// A list to choose an answer from.
  Pick,
  /// A month to choose a date from.
  Month,
  /// A question with a line of text.
  Prompt,
  /// A question with yes or no.
  Question,
  /// Handing in, the receipt, help: to be read.
  Reading,
  /// What is about to change, to be read and confirmed.
  Preview,
  /// The file of a ledger, to be chosen.
  File,
  /// The columns of a ledger.
  Columns,
  /// What a ledger would change.
  Import,
  /// What was carried over from the declaration before.
  Carried,
}

impl Context {
  /// Every context.
  pub const ALL: [Self; 17] = [
    Self::Home,
    Self::Fields,
    Self::Table,
    Self::Cell,
    Self::List,
    Self::Review,
    Self::Statement,
    Self::Pick,
    Self::Month,
    Self::Prompt,
    Self::Question,
    Self::Reading,
    Self::Preview,
    Self::File,
    Self::Columns,
    Self::Import,
    Self::Carried,
  ];
}
