use super::{context::Context, output::print};
use crate::{
  Failure,
  document::{CellPath, Change, PathError},
  form::{Form, Kind},
  lang::Message,
  store::DraftFile,
};
use clap::ArgMatches;
use std::{path::PathBuf, process::ExitCode};

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let path = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
  let (mut file, mut document) = DraftFile::open(&path)?;
  let form = context.adopt_aloud(&mut document)?;
  let assignments: Vec<&String> = matches.get_many("assignment").map(Iterator::collect).unwrap_or_default();
  // All or nothing: every assignment is understood before any is made.
  let mut changes = Vec::new();
  for assignment in &assignments {
    let Some((pointer, text)) = assignment.split_once('=') else {
      return Err(Failure::new(Message::new("set-no-equals").with("found", *assignment)).hint(Message::new("set-hint")));
    };
    let is_table = |group: &str| form.group_by_path(group).is_some_and(|group| form.group(group).is_table);
    let cell = CellPath::parse(pointer, &document, is_table).map_err(|error| no_cell(pointer, &error))?;
    changes.push(change(&form, cell, pointer, text)?);
  }
  document.apply_all(changes).map_err(|error| Failure::new(Message::new("set-cannot")).caused_by(format!("{error:?}")))?;
  // Undo in the terminal would not know of these changes.
  document.journal = None;
  file.save(&document)?;
  let message = Message::new("set-done").with("count", assignments.len()).with("path", path.display().to_string());
  print(&context.words.say(&message))?;
  Ok(ExitCode::SUCCESS)
}

fn no_cell(pointer: &str, error: &PathError) -> Failure {
  let message = match error {
    PathError::Shape => Message::new("set-bad-pointer").with("pointer", pointer),
    PathError::NoRow(row, count) => Message::new("set-no-row").with("pointer", pointer).with("row", row).with("count", *count),
  };
  Failure::new(message).hint(Message::new("set-hint"))
}

/// What the text means for the field; text that cannot be read as an answer is refused here, where nobody looks at the result.
fn change(form: &Form, cell: CellPath, pointer: &str, text: &str) -> Result<Change, Failure> {
  let unknown = || Failure::new(Message::new("set-no-field").with("pointer", pointer)).hint(Message::new("set-hint"));
  let group = form.group_by_path(&cell.group).ok_or_else(unknown)?;
  let field = form.group(group).field_by_id(&cell.field).ok_or_else(unknown)?;
  let field = form.field(group, field);
  if !field.kind.is_answered() {
    return Err(Failure::new(Message::new("set-computed").with("pointer", pointer)));
  }
  // JSON is taken as it stands, which is the only way to give an attachment.
  let json = serde_json::from_str(text).ok().filter(|json: &serde_json::Value| json.is_object() || json.is_array());
  let value = match json {
    Some(json) => Some(json),
    None if matches!(field.kind, Kind::Attachment { .. }) && !text.is_empty() => {
      return Err(Failure::new(Message::new("set-attachment").with("pointer", pointer)));
    }
    None => form.answer_from_text(field, text),
  };
  if let Some(value) = &value
    && let Err(misread) = form.read(field, value)
  {
    let where_it_is = Message::new("finding-sentence").with("where", pointer).with("what", misread.message(text));
    return Err(Failure::new(where_it_is));
  }
  Ok(Change::Set { cell, value, typed: None, prune: false })
}
