use super::FormEntry;
use crate::{lang::Words, submit::Envelope};
use serde_json::Value;

/// The checks behind the hub: the same engine the enterprise checked with. It may take its time; it is never called on the threads that serve connections.
pub trait Recheck: Send + Sync {
  /// The forms declarations are taken for.
  fn forms(&self) -> Vec<FormEntry>;

  /// Checks a declaration anew, as if nobody had. Findings are told in `words`.
  fn recheck(&self, envelope: &Envelope, words: &Words) -> Verdict;
}

/// What checking anew found.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
  /// The form, its version or its content is not one of ours.
  UnknownForm,
  /// No errors.
  Accepted,
  /// Errors, as findings in the shape that `jiliang check --format json` prints.
  Refused(Vec<Value>),
}
