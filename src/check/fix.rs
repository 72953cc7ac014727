use super::Said;
use crate::document::Change;

/// A change that puts a finding right.
#[derive(Clone, Debug)]
pub struct Fix {
  /// What it does.
  pub label: Said,
  /// How.
  pub changes: Vec<Change>,
}
