use crate::lang::Message;
use std::ops::Range;

/// A mistake in an expression and where it stands, in bytes from the start of the source.
#[derive(Clone, Debug, PartialEq)]
pub struct ExprError {
  /// Bytes in the source.
  pub span: Range<usize>,
  /// What is wrong.
  pub message: Message,
}

impl ExprError {
  pub(super) fn new(span: Range<usize>, message: Message) -> Self {
    Self { span, message }
  }
}
