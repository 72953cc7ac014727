use super::{
  check::{Checked, as_of},
  context::Context,
  output::print,
};
use crate::{Failure, document::Change, lang::Message, store::DraftFile};
use clap::ArgMatches;
use std::{path::PathBuf, process::ExitCode};

/// A fix may uncover another; after so many rounds something is wrong with the form.
const MAX_ROUNDS: usize = 8;

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let path = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
  let dry_run = matches.get_flag("dry-run");
  let (mut file, document) = DraftFile::open(&path)?;
  let mut checked = Checked::of(context, document, as_of(matches)?)?;
  let words = &context.words;
  let mut lines = Vec::new();
  for _ in 0..MAX_ROUNDS {
    // Only where there is one answer; where a person must choose, nothing is done.
    let fixable = checked.report.fixable(None);
    if fixable.is_empty() {
      break;
    }
    let mut changes: Vec<Change> = Vec::new();
    for finding in fixable {
      if let Some(fix) = finding.certain_fix() {
        let message = Message::new("fix-line").with("where", finding.whereabouts(&checked.form, words)).with("fix", fix.label.say(words));
        lines.push(words.say(&message));
        changes.extend(fix.changes.iter().cloned());
      }
    }
    let mut document = checked.document;
    document.apply_all(changes).map_err(|error| Failure::new(Message::new("set-cannot")).caused_by(format!("{error:?}")))?;
    checked = Checked::of(context, document, Some(checked.as_of))?;
  }
  let count = lines.len();
  if count > 0 && !dry_run {
    checked.document.journal = None;
    file.save(&checked.document)?;
  }
  let id = if dry_run { "fix-would" } else { "fix-done" };
  lines.push(words.say(&Message::new(id).with("count", count)));
  print(&lines.join("\n"))?;
  Ok(ExitCode::SUCCESS)
}
