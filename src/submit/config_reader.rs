//! Reading `config.toml` so that each mistake is told with its line and what was probably meant.

use crate::{
  failure::Failure,
  lang::{Argument, Message},
};
use std::{cell::RefCell, ops::Range, path::Path};
use toml::{
  Spanned,
  de::{DeTable, DeValue},
};

/// A file that is being read.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
  pub(super) path: &'a Path,
  pub(super) text: &'a str,
  /// What was found wrong so far; reading goes on, so that all mistakes are told at once.
  mistakes: &'a RefCell<Vec<(usize, Failure)>>,
}

impl<'a> Source<'a> {
  /// A file whose mistakes are collected in `mistakes`.
  pub(super) fn new(path: &'a Path, text: &'a str, mistakes: &'a RefCell<Vec<(usize, Failure)>>) -> Self {
    Self { path, text, mistakes }
  }

  /// Notes what is wrong and goes on without the value.
  pub(super) fn keep<T>(self, read: Result<T, Failure>) -> Option<T> {
    let failure = match read {
      Ok(value) => return Some(value),
      Err(failure) => failure,
    };
    let line = failure.message().args.iter().find_map(|(name, value)| match value {
      Argument::Count(line) if *name == "line" => usize::try_from(*line).ok(),
      _ => None,
    });
    self.mistakes.borrow_mut().push((line.unwrap_or_default(), failure));
    None
  }

  /// The line of a place in the file, from 1.
  pub(super) fn line(self, at: usize) -> usize {
    self.text.get(..at).unwrap_or_default().matches('\n').count() + 1
  }

  /// A mistake at a place in the file.
  pub(super) fn mistake(self, span: Range<usize>, reason: Message) -> Failure {
    let line = self.line(span.start);
    Failure::new(Message::new("config-mistake").with("file", self.path.display().to_string()).with("line", line).with("reason", reason))
  }
}

/// A table whose keys are all known.
#[derive(Clone, Copy)]
pub(super) struct Section<'a> {
  source: Source<'a>,
  table: &'a DeTable<'a>,
  /// Where the table stands, for what is missing in it.
  span: (usize, usize),
}

impl<'a> Section<'a> {
  /// Takes `value`, which must be a table with no other keys than `known`.
  pub(super) fn new(source: Source<'a>, value: &'a Spanned<DeValue<'a>>, key: &str, known: &[&str]) -> Result<Self, Failure> {
    let table = value.get_ref().as_table().ok_or_else(|| source.mistake(value.span(), expected(key, "config-kind-table")))?;
    Ok(Self::of_table(source, table, value.span(), known))
  }

  /// The same for a table already at hand, such as the whole file.
  pub(super) fn of_table(source: Source<'a>, table: &'a DeTable<'a>, span: Range<usize>, known: &[&str]) -> Self {
    // In the order of the file.
    let mut unknown: Vec<_> = table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())).collect();
    unknown.sort_by_key(|key| key.span().start);
    for key in unknown {
      let name = key.get_ref().as_ref();
      let message = match nearest(name, known.iter().copied()) {
        Some(near) => Message::new("config-unknown-key-near").with("key", name).with("near", near),
        None => Message::new("config-unknown-key").with("key", name).with("known", known.join(", ")),
      };
      source.keep::<()>(Err(source.mistake(key.span(), message)));
    }
    Self { source, table, span: (span.start, span.end) }
  }

  /// Where the table stands.
  pub(super) fn span(&self) -> Range<usize> {
    self.span.0..self.span.1
  }

  /// The value of `key` with its place.
  pub(super) fn value(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
    self.table.get(key)
  }

  /// The text of `key`.
  pub(super) fn text(&self, key: &str) -> Result<Option<(&'a str, Range<usize>)>, Failure> {
    let Some(value) = self.value(key) else { return Ok(None) };
    let text = value.get_ref().as_str().ok_or_else(|| self.source.mistake(value.span(), expected(key, "config-kind-text")))?;
    Ok(Some((text, value.span())))
  }

  /// The text of `key`, which must be there.
  pub(super) fn required(&self, key: &str) -> Result<(&'a str, Range<usize>), Failure> {
    self.text(key)?.ok_or_else(|| self.source.mistake(self.span(), Message::new("config-missing").with("key", key)))
  }

  /// The text of `key` as read by `read`, which says what is wrong with it.
  pub(super) fn parsed<T>(&self, key: &str, read: impl FnOnce(&str) -> Result<T, Message>) -> Result<Option<T>, Failure> {
    let Some((text, span)) = self.text(key)? else { return Ok(None) };
    read(text).map(Some).map_err(|reason| self.source.mistake(span, reason))
  }
}

/// What should stand under `key`.
pub(super) fn expected(key: &str, kind: &'static str) -> Message {
  Message::new("config-kind").with("key", key).with("kind", Message::new(kind))
}

/// The candidate that was probably meant by `name`.
pub(super) fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
  candidates
    .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
    .filter(|(likeness, _)| *likeness > 0.8)
    .max_by(|a, b| a.0.total_cmp(&b.0))
    .map(|(_, candidate)| candidate)
}
