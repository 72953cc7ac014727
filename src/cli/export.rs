use super::{context::Context, import::table, output::print};
use crate::{
  Failure,
  document::Document,
  form::Form,
  lang::Message,
  ledger::{csv_table, html, table_schema, template, workbook},
  store::{DraftFile, write_atomic},
};
use clap::ArgMatches;
use std::{
  fs,
  path::{Path, PathBuf},
  process::ExitCode,
};

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let path = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
  let output = matches.get_one::<PathBuf>("output").cloned().unwrap_or_default();
  let document = DraftFile::read(&path)?;
  let form = context.library.get(&document.form)?;
  let words = &context.words;
  // An export must never take the place of the draft itself.
  if same_file(&path, &output) {
    return Err(Failure::new(Message::new("ledger-over-draft").with("path", output.display().to_string())));
  }
  let filled = (!matches.get_flag("template")).then_some(&document);
  let written = match matches.get_one::<String>("to").map(String::as_str) {
    Some("csv") => csv(context, &form, filled, &output, matches)?,
    Some("html") => vec![put(&output, html(&form, &document, words).as_bytes())?],
    Some("json") => {
      let mut text = serde_json::to_string_pretty(&document.answers).unwrap_or_default();
      text.push('\n');
      vec![put(&output, text.as_bytes())?]
    }
    _ => vec![put(
      &output,
      &match filled {
        Some(document) => workbook(&form, document, words)?,
        None => template(&form, words)?,
      },
    )?],
  };
  let lines: Vec<String> =
    written.iter().map(|path| words.say(&Message::new("ledger-written").with("path", path.display().to_string()))).collect();
  print(&lines.join("\n"))?;
  Ok(ExitCode::SUCCESS)
}

/// One table to a file whose name ends with `.csv`, or all tables into a folder; beside each its schema.
fn csv(context: &Context, form: &Form, document: Option<&Document>, output: &Path, matches: &ArgMatches) -> Result<Vec<PathBuf>, Failure> {
  let lang = context.words.lang();
  let wanted = matches.get_one::<String>("table").map(|path| table(form, path)).transpose()?;
  let single = output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
  let tables = match wanted {
    Some(table) => vec![table],
    None if single => vec![table(form, "instruments")?],
    None => {
      let has_rows = |path: &str| document.is_none_or(|document| !document.rows(path).is_empty());
      form.groups().filter(|(_, group)| group.is_table && has_rows(&group.path)).map(|(index, _)| index).collect()
    }
  };
  let mut written = Vec::new();
  if !single {
    fs::create_dir_all(output).map_err(|error| cannot(output).caused_by(error))?;
  }
  for index in tables {
    let file = if single { output.to_path_buf() } else { output.join(format!("{}.csv", form.group(index).path)) };
    written.push(put(&file, &csv_table(form, document, index, lang))?);
    let mut schema = serde_json::to_string_pretty(&table_schema(form, index, lang)).unwrap_or_default();
    schema.push('\n');
    written.push(put(&file.with_extension("schema.json"), schema.as_bytes())?);
  }
  Ok(written)
}

pub(super) fn put(path: &Path, content: &[u8]) -> Result<PathBuf, Failure> {
  write_atomic(path, content).map_err(|error| cannot(path).caused_by(error))?;
  Ok(path.to_path_buf())
}

fn cannot(path: &Path) -> Failure {
  Failure::new(Message::new("ledger-file-not-written").with("path", path.display().to_string())).hint(Message::new("ledger-held-hint"))
}

fn same_file(a: &Path, b: &Path) -> bool {
  a == b || matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}
