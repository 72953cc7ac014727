use super::{context::Context, output::print};
use crate::{
  Failure,
  check::check,
  document::Migration,
  form::Form,
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
  let mut lines: Vec<String> = migration
    .moved
    .iter()
    .map(|(rename, count)| {
      let message = Message::new("migrate-line").with("from", rename.from.to_string()).with("to", rename.to.to_string());
      words.say(&message.with("count", *count))
    })
    .collect();
  // Answers without a place stay in the draft, and the check tells them.
  let report = check(&form, &document, document.as_of.unwrap_or_else(today));
  let kept = report.findings.iter().filter(|finding| matches!(&*finding.code, "unknown-answer" | "wrong-shape"));
  lines.extend(kept.map(|finding| finding.message.say(words)));
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

/// What was done, in one line.
pub(super) fn said(words: &Words, form: &Form, migration: &Migration) -> String {
  let count: usize = migration.moved.iter().map(|(_, count)| count).sum();
  let message = Message::new("migrate-done").with("from", &migration.from).with("to", &form.version).with("count", count);
  words.say(&message)
}
