use super::{Acknowledgement, Problem, Retry, RevisionRef, SignedReceipt};
use crate::lang::Message;
use serde_json::Value;

/// What a person has to do before a declaration can go on.
#[derive(Clone, Debug, PartialEq)]
pub enum Need {
  /// Give a token that is valid. Everything for this platform waits.
  Token,
  /// Get the right to declare for this enterprise.
  Permission,
  /// Correct the platform's address.
  Address,
  /// Trust the platform's certificate, or mend this machine's clock.
  Certificate,
  /// Give the proxy the name and password it asks for.
  Proxy,
  /// Tell the makers: the platform did not understand the program.
  Support,
  /// Take a form the platform knows.
  Form,
  /// Start a new declaration; this one was deleted.
  NewDeclaration,
  /// Merge with the revision that is already there under this number, and number anew.
  Merge(Option<RevisionRef>),
  /// Base the changes on the revision that was accepted meanwhile.
  Rebase(Option<RevisionRef>),
  /// Move to a newer form.
  Migrate(Option<Value>),
  /// Wait until the review is done.
  Review,
  /// Nothing: the declaration was withdrawn.
  Withdrawn,
  /// Make it smaller; the largest size in bytes, where it is known.
  Size(Option<u64>),
}

impl Need {
  /// The permanent code, as it is kept in the outbox.
  pub fn code(&self) -> &'static str {
    match self {
      Self::Token => "token",
      Self::Permission => "permission",
      Self::Address => "address",
      Self::Certificate => "certificate",
      Self::Proxy => "proxy",
      Self::Support => "support",
      Self::Form => "form",
      Self::NewDeclaration => "new-declaration",
      Self::Merge(_) => "merge",
      Self::Rebase(_) => "rebase",
      Self::Migrate(_) => "migrate",
      Self::Review => "review",
      Self::Withdrawn => "withdrawn",
      Self::Size(_) => "size",
    }
  }

  /// Whether everything else for the same platform has to wait too.
  pub fn holds_queue(&self) -> bool {
    matches!(self, Self::Token)
  }
}

/// What became of one attempt to hand a declaration in.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
  /// The platform stored it, and the receipt proves it.
  Delivered(Box<SignedReceipt>),
  /// A platform of the simple profile says it took it.
  Acknowledged(Acknowledgement),
  /// It did not arrive, or nobody knows; the same bytes go out again.
  NotDelivered {
    /// What happened.
    reason: Message,
    /// When to try again.
    retry: Retry,
  },
  /// The platform checked the content and found errors; the declaration is a draft again.
  Rejected {
    /// What happened.
    reason: Message,
    /// The findings.
    problem: Box<Problem>,
  },
  /// It stays where it is until a person has done something.
  NeedsPerson {
    /// What happened and what to do.
    reason: Message,
    /// The same for the program.
    need: Need,
    /// What the platform said, where it said it in a form we know.
    problem: Option<Box<Problem>>,
  },
}

impl Outcome {
  /// The permanent code, as it is kept in the outbox.
  pub fn code(&self) -> &'static str {
    match self {
      Self::Delivered(_) => "delivered",
      Self::Acknowledged(_) => "acknowledged",
      Self::NotDelivered { .. } => "not-delivered",
      Self::Rejected { .. } => "rejected",
      Self::NeedsPerson { .. } => "needs-person",
    }
  }

  /// The other revision that the platform holds and that stands in the way; a new revision may replace it, if the person says so.
  pub fn other_revision(&self) -> Option<&RevisionRef> {
    match self {
      Self::NeedsPerson { need: Need::Merge(other) | Need::Rebase(other), .. } => other.as_ref(),
      _ => None,
    }
  }

  /// What to tell the person.
  pub fn message(&self) -> Message {
    match self {
      Self::Delivered(receipt) => Message::new("submit-delivered").with("reference", receipt.receipt().reference.as_str()),
      Self::Acknowledged(Acknowledgement { id: Some(id), .. }) => Message::new("submit-acknowledged-id").with("id", id),
      Self::Acknowledged(_) => Message::new("submit-acknowledged"),
      Self::NotDelivered { reason, .. } | Self::Rejected { reason, .. } | Self::NeedsPerson { reason, .. } => reason.clone(),
    }
  }
}
