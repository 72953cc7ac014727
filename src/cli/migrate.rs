use super::{context::Context, output::print};
use crate::{
  Failure,
  check::check,
  document::{Document, Migration},
  form::{Form, Rename},
  lang::{Message, Words},
  store::{DraftFile, Moved, today},
};
use clap::ArgMatches;
use std::{path::PathBuf, process::ExitCode};

/// Moves a draft of an older version to the form at hand; with `--dry-run` only tells what would be moved.
pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let path = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
  let words = &context.words;
  let (mut file, mut document) = DraftFile::open(&path)?;
  let (form, migrated) = context.library.adopt(&mut document)?;
  let Some(Moved { migration, .. }) = migrated else {
    print(&words.say(&Message::new("migrate-nothing").with("version", &form.version)))?;
    return Ok(ExitCode::SUCCESS);
  };
  let mut lines = moves(words, &form, &document, &migration);
  lines.push(said(words, &form, &migration));
  if matches.get_flag("dry-run") {
    lines.push(words.get("migrate-would"));
  } else {
    document.journal = None;
    file.save(&document)?;
  }
  print(&lines.join("\n"))?;
  Ok(ExitCode::SUCCESS)
}

/// What a draft that was moved in memory has moved, and what it keeps without a place, a line each.
pub(super) fn moves(words: &Words, form: &Form, document: &Document, migration: &Migration) -> Vec<String> {
  let line = |(rename, count): &(Rename, usize)| {
    let message = Message::new("migrate-line").with("from", rename.from.to_string()).with("to", rename.to.to_string());
    words.say(&message.with("count", *count))
  };
  let mut lines: Vec<String> = migration.moved.iter().map(line).collect();
  // Answers without a place stay in the draft, and the check tells them.
  let report = check(form, document, document.as_of.unwrap_or_else(today));
  let kept = report.findings.iter().filter(|finding| matches!(&*finding.code, "unknown-answer" | "wrong-shape"));
  lines.extend(kept.map(|finding| words.say(&Message::new("migrate-kept").with("what", finding.message.say(words)))));
  lines
}

/// What a person is asked before a draft is moved; `None` where nothing in it has another name or no place, so that there is nothing to ask.
pub(super) fn question(words: &Words, form: &Form, document: &Document, migration: &Migration) -> Option<Vec<String>> {
  let moves = moves(words, form, document, migration);
  if moves.is_empty() {
    return None;
  }
  let versions = Message::new("migrate-question").with("from", &migration.from).with("to", &form.version);
  Some([words.say(&versions)].into_iter().chain(moves).chain([words.get("migrate-nothing-lost")]).collect())
}

/// What was done, in one line.
pub(super) fn said(words: &Words, form: &Form, migration: &Migration) -> String {
  let count: usize = migration.moved.iter().map(|(_, count)| count).sum();
  let message = Message::new("migrate-done").with("from", &migration.from).with("to", &form.version).with("count", count);
  words.say(&message)
}
