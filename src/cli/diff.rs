use super::{
  check::json,
  context::Context,
  output::{print, print_json},
};
use crate::{Failure, document::diff, lang::Message, session::told_change, store::DraftFile};
use clap::ArgMatches;
use std::{path::PathBuf, process::ExitCode};

/// Exit code 0 where the drafts hold the same answers, 1 where they differ.
pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let read = |name: &str| DraftFile::read(&matches.get_one::<PathBuf>(name).cloned().unwrap_or_default());
  let (old, new) = (read("old")?, read("new")?);
  let changes = diff(&old, &new);
  if json(matches) {
    print_json(&serde_json::json!({ "changes": changes }))?;
  } else {
    let form = context.library.get(&new.form)?;
    let lines: Vec<String> = changes.iter().map(|change| told_change(&form, &old, &new, change, &context.words)).collect();
    let count = context.words.say(&Message::new("diff-count").with("count", changes.len()));
    print(&lines.into_iter().chain([count]).collect::<Vec<_>>().join("\n"))?;
  }
  Ok(ExitCode::from(u8::from(!changes.is_empty())))
}
