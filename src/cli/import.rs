use super::{
  check::json,
  context::Context,
  output::{complain, print, print_json},
};
use crate::{
  Failure,
  document::Document,
  expr::GroupIx,
  form::Form,
  lang::Message,
  ledger::{Decision, Memory, OnVanished, Plan, Stopped, Wishes, parse_said, read_file, restore, unwatched},
  store::DraftFile,
  text::suggest,
};
use clap::ArgMatches;
use std::{
  path::{Path, PathBuf},
  process::ExitCode,
};

/// The file of the data folder with what people said about columns.
pub(super) const MEMORY: &str = "ledger-columns.json";

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let path = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
  let ledger = matches.get_one::<PathBuf>("ledger").cloned().unwrap_or_default();
  let dry_run = matches.get_flag("dry-run");
  let (mut file, mut document) = if dry_run {
    (None, DraftFile::read(&path)?)
  } else {
    let (file, document) = DraftFile::open(&path)?;
    (Some(file), document)
  };
  let form = context.library.get(&document.form)?;
  let wanted = matches.get_one::<String>("table").map_or("instruments", String::as_str);
  if wanted == "all" {
    return all(context, matches, &ledger, &form, file, document);
  }
  let table = table(&form, wanted)?;
  let said: Vec<&String> = matches.get_many("map").map(Iterator::collect).unwrap_or_default();
  let said = said.into_iter().map(|text| parse_said(&form, table, text)).collect::<Result<Vec<_>, _>>()?;
  let memory_path = context.data_folder().ok().map(|folder| folder.root().join(MEMORY));
  let memory = memory_path.as_deref().map(Memory::load).unwrap_or_default();
  let sheets = matches.get_many::<String>("sheet").map(|sheets| sheets.cloned().collect()).unwrap_or_default();
  let header = matches.get_one::<u32>("header").map(|row| row.saturating_sub(1));
  let wishes = Wishes { sheets, header, said, memory };
  let book = read_file(&ledger, &mut unwatched).map_err(|stopped| about(&ledger, stopped))?;
  let plan = Plan::new(&form, &document, table, &book, &wishes, &mut unwatched).map_err(|stopped| about(&ledger, stopped))?;
  let decision = decision(matches);
  if decision.vanished == OnVanished::Retire && form.group(table).retire.is_none() {
    let message = Message::new("ledger-cannot-retire").with("table", &form.group(table).label);
    return Err(Failure::new(message).hint(Message::new("ledger-cannot-retire-hint")));
  }
  let changes = plan.changes(&form, &document, &decision);
  let applied = !dry_run && !changes.is_empty();
  if let Some(file) = file.as_mut().filter(|_| applied) {
    document.apply_all(changes).map_err(|error| Failure::new(Message::new("set-cannot")).caused_by(format!("{error:?}")))?;
    // Undo in the terminal would not know of these changes.
    document.journal = None;
    file.save(&document)?;
  }
  if !dry_run && !wishes.said.is_empty() {
    remember(memory_path.as_deref(), &form, &plan, &wishes, context);
  }
  if json(matches) {
    let mut report = plan.to_json(&form, &context.words);
    report["file"] = ledger.display().to_string().into();
    report["applied"] = applied.into();
    print_json(&report)?;
  } else {
    let done = match (dry_run, applied) {
      (true, _) => "ledger-would",
      (false, true) => "ledger-done",
      (false, false) => "ledger-nothing",
    };
    let done = context.words.say(&Message::new(done).with("path", path.display().to_string()));
    print(&format!("{}\n{done}", plan.to_text(&form, &context.words, &decision)))?;
  }
  // The process ends, and the system takes back at once what would be freed row by row.
  std::mem::forget((book, plan, document));
  Ok(ExitCode::SUCCESS)
}

fn decision(matches: &ArgMatches) -> Decision {
  Decision {
    vanished: match matches.get_one::<String>("vanished").map(String::as_str) {
      Some("retire") => OnVanished::Retire,
      Some("remove") => OnVanished::Remove,
      _ => OnVanished::Keep,
    },
    ledger_wins: matches.get_one::<String>("prefer").is_some_and(|side| side == "ledger"),
    ..Decision::default()
  }
}

/// All sheets of a workbook that this program wrote, as one step.
fn all(
  context: &Context,
  matches: &ArgMatches,
  ledger: &Path,
  form: &Form,
  file: Option<DraftFile>,
  mut document: Document,
) -> Result<ExitCode, Failure> {
  let restored = read_file(ledger, &mut unwatched)
    .and_then(|book| restore(form, &document, &book, &mut unwatched))
    .map_err(|stopped| about(ledger, stopped))?;
  let decision = decision(matches);
  let mut changes = restored.fields.clone();
  for plan in &restored.tables {
    changes.extend(plan.changes(form, &document, &decision));
  }
  let applied = file.is_some() && !changes.is_empty();
  if let Some(mut file) = file.filter(|_| applied) {
    document.apply_all(changes).map_err(|error| Failure::new(Message::new("set-cannot")).caused_by(format!("{error:?}")))?;
    document.journal = None;
    file.save(&document)?;
  }
  let words = &context.words;
  if json(matches) {
    let tables: Vec<_> = restored.tables.iter().map(|plan| plan.to_json(form, words)).collect();
    print_json(&serde_json::json!({
      "file": ledger.display().to_string(),
      "applied": applied,
      "fields": restored.fields.len(),
      "tables": tables,
    }))?;
  } else {
    let mut lines: Vec<String> = restored.tables.iter().map(|plan| plan.to_text(form, words, &decision)).collect();
    lines.push(words.say(&Message::new("ledger-report-fields").with("count", restored.fields.len())));
    let done = if applied {
      "ledger-done"
    } else if matches.get_flag("dry-run") {
      "ledger-would"
    } else {
      "ledger-nothing"
    };
    let path = matches.get_one::<PathBuf>("file").map(|path| path.display().to_string()).unwrap_or_default();
    lines.push(words.say(&Message::new(done).with("path", path)));
    print(&lines.join("\n"))?;
  }
  Ok(ExitCode::SUCCESS)
}

/// The table of a form, by its path.
pub(super) fn table(form: &Form, path: &str) -> Result<GroupIx, Failure> {
  if let Some(table) = form.group_by_path(path).filter(|group| form.group(*group).is_table) {
    return Ok(table);
  }
  let known: Vec<&str> = form.groups.iter().filter(|group| group.is_table).map(|group| &*group.path).collect();
  let mut failure = Failure::new(Message::new("ledger-no-table").with("name", path).with("known", known.join(" ")));
  if let Some(near) = suggest(path, known.iter().copied()) {
    failure = failure.hint(Message::new("ledger-map-near").with("name", near));
  }
  Err(failure)
}

fn about(ledger: &Path, stopped: Stopped) -> Failure {
  match stopped {
    Stopped::Failed(failure) => failure.within(Message::new("ledger-in-file").with("path", ledger.display().to_string())),
    Stopped::Cancelled => Failure::new(Message::new("ledger-cancelled")),
  }
}

fn remember(path: Option<&Path>, form: &Form, plan: &Plan, wishes: &Wishes, context: &Context) {
  let Some(path) = path else { return };
  let mut memory = wishes.memory.clone();
  memory.remember_plan(form, plan, &wishes.said);
  if let Err(failure) = memory.save(path) {
    complain(&failure.say(&context.words));
  }
}
