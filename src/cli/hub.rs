use super::{
  check::json,
  context::Context,
  engine::Engine,
  output::{complain, print, print_json},
};
use crate::{Failure, hub, lang::Message};
use clap::ArgMatches;
use std::{io, process::ExitCode, sync::Arc};

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let (name, matches) = matches.subcommand().unwrap_or(("", matches));
  let text = |key: &str| matches.get_one::<String>(key).cloned().unwrap_or_default();
  let database = text("database");
  match name {
    "serve" => {
      let engine = Arc::new(Engine::new(Arc::clone(&context.library)));
      hub::serve(&text("listen"), &database, &context.words, engine)?;
    }
    "enrol" => print(&hub::enrol(&database, &text("uscc"))?)?,
    "list" => list(context, matches, &database)?,
    "show" => {
      let shown = hub::show(&database, &text("id"))?;
      print_json(&serde_json::to_value(shown).unwrap_or_default())?;
    }
    "verify" => return verify(context, &database),
    _ => {
      let count = hub::export(&database, &mut io::stdout().lock())?;
      complain(&context.words.say(&Message::new("hub-exported").with("count", count)));
    }
  }
  Ok(ExitCode::SUCCESS)
}

fn list(context: &Context, matches: &ArgMatches, database: &str) -> Result<(), Failure> {
  let listed = serde_json::to_value(hub::list(database)?).unwrap_or_default();
  if json(matches) {
    return print_json(&listed);
  }
  let cell = |row: &serde_json::Value, key: &str| row[key].as_str().map_or_else(|| row[key].to_string(), str::to_owned);
  let rows: Vec<String> = listed
    .as_array()
    .into_iter()
    .flatten()
    .map(|row| {
      let revision = context.words.say(&Message::new("title-revision").with("revision", cell(row, "revision")));
      format!("{}  {revision}  {}  {}  {}", cell(row, "declaration_id"), cell(row, "state"), cell(row, "uscc"), cell(row, "received_at"))
    })
    .collect();
  // Nothing is listed as nothing, not as an empty line.
  if rows.is_empty() { Ok(()) } else { print(&rows.join("\n")) }
}

/// Exit code 0 where everything is as it was written, 1 where something was changed.
fn verify(context: &Context, database: &str) -> Result<ExitCode, Failure> {
  let (message, code) = match hub::verify(database)? {
    Ok(count) => (Message::new("hub-log-whole").with("count", count.to_string()), 0),
    Err(tampered) => (tampered, 1),
  };
  print(&context.words.say(&message))?;
  Ok(ExitCode::from(code))
}
