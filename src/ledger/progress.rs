use crate::{Failure, lang::Message};
use std::ops::ControlFlow;

/// How far a long piece of work has come.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Progress {
  /// What is being done.
  pub step: Step,
  /// How much is done.
  pub done: u64,
  /// Of how much; 0 where nobody knows.
  pub total: u64,
}

/// What is being done.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
  /// The file is read; counted in bytes.
  Reading,
  /// Its cells are understood; counted in rows.
  Understanding,
}

/// Told of progress now and then; `Break` ends the work without a trace.
pub type Watch<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// Why a file was not read.
#[derive(Debug)]
pub enum Stopped {
  /// The person no longer wanted it.
  Cancelled,
  /// It could not be done.
  Failed(Failure),
}

impl From<Failure> for Stopped {
  fn from(failure: Failure) -> Self {
    Self::Failed(failure)
  }
}

impl From<Message> for Stopped {
  fn from(message: Message) -> Self {
    Self::Failed(Failure::new(message))
  }
}

/// Tells of progress; an error where the person no longer wants it.
pub(super) fn tell(watch: Watch<'_>, step: Step, done: u64, total: u64) -> Result<(), Stopped> {
  match watch(Progress { step, done, total }) {
    ControlFlow::Continue(()) => Ok(()),
    ControlFlow::Break(()) => Err(Stopped::Cancelled),
  }
}

/// Nobody watches.
pub fn unwatched(_: Progress) -> ControlFlow<()> {
  ControlFlow::Continue(())
}
