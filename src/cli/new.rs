use super::{context::Context, output::print};
use crate::{
  Failure,
  document::{Document, FormRef},
  form::Form,
  lang::Message,
  store::{DraftFile, now},
};
use clap::ArgMatches;
use std::{path::PathBuf, process::ExitCode};
use uuid::Uuid;

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let path = matches.get_one::<PathBuf>("output").cloned().unwrap_or_default();
  let document = match matches.get_one::<PathBuf>("from") {
    Some(from) => copy(&DraftFile::read(from)?),
    None => {
      let id = matches.get_one::<String>("form").map_or("capability", String::as_str);
      empty(&*context.library.by_id(id)?)
    }
  };
  // The form must be at hand, or the draft could not be opened.
  context.library.get(&document.form)?;
  DraftFile::create(&path, &document)?;
  print(&context.words.say(&Message::new("draft-made").with("path", path.display().to_string())))?;
  Ok(ExitCode::SUCCESS)
}

/// An empty draft of a form.
pub(super) fn empty(form: &Form) -> Document {
  let reference = FormRef { id: form.id.clone(), version: form.version.clone(), digest: Some(form.digest.clone()) };
  Document::new(reference, Uuid::now_v7(), &now())
}

/// The same answers as another declaration: its own id, first revision, nothing accepted, no date.
pub(super) fn copy(from: &Document) -> Document {
  let time = now();
  Document {
    declaration_id: Uuid::now_v7(),
    revision: 1,
    supersedes: None,
    as_of: None,
    overrides: Vec::new(),
    submitted: None,
    journal: None,
    created_at: time.clone(),
    updated_at: time,
    ..from.clone()
  }
}
