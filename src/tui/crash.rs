//! What is known of a panic. Never the panic's own words: they may quote an answer.

use super::term::restore;
use std::{
  backtrace::Backtrace,
  panic,
  sync::{Arc, Mutex, PoisonError},
  thread,
};

/// Where the program stopped.
#[derive(Clone, Debug)]
pub(super) struct Crash {
  /// File, line and column in the program's source.
  pub(super) place: String,
  /// The calls that led there.
  pub(super) trace: String,
}

/// The last panic of any thread.
#[derive(Clone, Default)]
pub(super) struct Crashes(Arc<Mutex<Option<Crash>>>);

impl Crashes {
  /// Notes panics from now on, and gives the terminal back when this thread panics. Nothing is printed: the screen may not be ours to print on.
  pub(super) fn watch() -> Self {
    let crashes = Self::default();
    let (noted, painter) = (crashes.clone(), thread::current().id());
    panic::set_hook(Box::new(move |info| {
      if thread::current().id() == painter {
        restore();
      }
      let place = info.location().map(ToString::to_string).unwrap_or_default();
      let crash = Crash { place, trace: Backtrace::force_capture().to_string() };
      *noted.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(crash);
    }));
    crashes
  }

  /// Takes the last panic.
  pub(super) fn take(&self) -> Option<Crash> {
    self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
  }
}
