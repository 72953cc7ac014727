use super::{
  check::json,
  context::Context,
  output::{print, print_json},
};
use crate::{
  Failure,
  check::test_rules,
  form::{Form, FormFiles, Problem},
  lang::Message,
  store::{FormEntry, Library},
};
use clap::ArgMatches;
use std::{
  path::{Path, PathBuf},
  process::ExitCode,
};

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  match matches.subcommand() {
    Some(("list", matches)) => list(context, matches),
    Some(("check", matches)) => check(context, matches),
    Some(("schema", matches)) => schema(context, matches),
    Some(("diff", matches)) => diff(context, matches),
    _ => {
      print_json(&crate::document::schema())?;
      Ok(ExitCode::SUCCESS)
    }
  }
}

fn list(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let lang = context.words.lang();
  let entries = context.library.list();
  if json(matches) {
    let entries: Vec<_> = entries
      .iter()
      .map(|entry| match &entry.form {
        Ok(form) => serde_json::json!({
          "id": entry.id, "version": form.version, "title": form.title, "digest": form.digest, "folder": entry.folder, "mistakes": 0,
        }),
        Err(problems) => serde_json::json!({ "id": entry.id, "folder": entry.folder, "mistakes": problems.len() }),
      })
      .collect();
    print_json(&entries.into())?;
    return Ok(ExitCode::SUCCESS);
  }
  let lines: Vec<String> = entries
    .iter()
    .map(|entry| {
      let place = match &entry.folder {
        Some(folder) => folder.display().to_string(),
        None => context.words.get("forms-embedded"),
      };
      match &entry.form {
        Ok(form) => format!("{}  {}  {}  {place}", entry.id, form.version, form.title.get(lang)),
        Err(problems) => {
          let mistakes = Message::new("form-has-mistakes").with("id", &entry.id).with("count", problems.len());
          format!("{}  {}  {place}", entry.id, context.words.say(&mistakes))
        }
      }
    })
    .collect();
  print(&lines.join("\n"))?;
  Ok(ExitCode::SUCCESS)
}

/// Checks one form, by folder or id, or all at hand.
fn check(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let forms: Vec<(String, Result<Form, Vec<Problem>>)> = match matches.get_one::<String>("form") {
    Some(name) => {
      let files = files(context, name)?;
      vec![(name.clone(), Form::load(&files))]
    }
    None => {
      let entries = context.library.list();
      let mut forms = Vec::new();
      for FormEntry { id, .. } in entries {
        forms.push((id.clone(), Form::load(&files(context, &id)?)));
      }
      forms
    }
  };
  let mut mistakes = 0;
  let mut lines = Vec::new();
  let mut objects = Vec::new();
  for (name, form) in forms {
    let (problems, summary) = match form {
      Ok(form) => {
        let fields: usize = form.groups.iter().map(|group| group.fields.len()).sum();
        let tests: usize = form.rules.iter().map(|rule| rule.tests.len()).sum();
        let summary = Message::new("form-summary")
          .with("id", &form.id)
          .with("version", &form.version)
          .with("sections", form.sections.len())
          .with("fields", fields)
          .with("rules", form.rules.len())
          .with("tests", tests);
        (test_rules(&form), Some(summary))
      }
      Err(problems) => (problems, None),
    };
    for problem in &problems {
      lines.push(format!("{name}/{}", problem.say(&context.words)));
      objects.push(serde_json::json!({
        "form": name, "file": problem.file, "line": problem.line, "column": problem.column,
        "code": problem.message.id, "message": context.words.say(&problem.message),
      }));
    }
    mistakes += problems.len();
    lines.extend(summary.map(|summary| context.words.say(&summary)));
  }
  if json(matches) {
    print_json(&serde_json::json!({ "mistakes": mistakes, "problems": objects }))?;
  } else {
    lines.push(context.words.say(&Message::new("forms-check-count").with("count", mistakes)));
    print(&lines.join("\n"))?;
  }
  Ok(ExitCode::from(u8::from(mistakes > 0)))
}

fn schema(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let name = matches.get_one::<String>("form").map_or("capability", String::as_str);
  print_json(&load(context, name)?.schema())?;
  Ok(ExitCode::SUCCESS)
}

/// What differs between two versions of a form; exit code 1 where something breaks drafts or programs.
fn diff(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let form = |name: &str| load(context, matches.get_one::<String>(name).map_or("", String::as_str));
  let (old, new) = (form("old")?, form("new")?);
  let changes = crate::form::diff(&old, &new);
  let breaking = changes.iter().filter(|change| change.breaking).count();
  let words = &context.words;
  if json(matches) {
    let objects: Vec<_> = changes
      .iter()
      .map(|change| serde_json::json!({ "path": change.path, "breaking": change.breaking, "what": words.say(&change.message) }))
      .collect();
    print_json(&serde_json::json!({ "old": old.version, "new": new.version, "breaking": breaking, "changes": objects }))?;
  } else {
    let line = |change: &crate::form::FormChange| {
      format!("{} {}  {}", if change.breaking { "!" } else { " " }, change.path, words.say(&change.message))
    };
    let count = Message::new("forms-diff-count").with("count", changes.len()).with("breaking", breaking);
    let mut lines: Vec<String> = changes.iter().map(line).collect();
    lines.push(words.say(&count.with("old", &old.version).with("new", &new.version)));
    let major = |version: &str| version.split('.').next().map(str::to_owned);
    if breaking > 0 && major(&old.version) == major(&new.version) {
      lines.push(words.get("forms-diff-major"));
    }
    print(&lines.join("\n"))?;
  }
  Ok(ExitCode::from(u8::from(breaking > 0)))
}

fn load(context: &Context, name: &str) -> Result<Form, Failure> {
  Form::load(&files(context, name)?).map_err(|problems| {
    Failure::new(Message::new("form-has-mistakes").with("id", name).with("count", problems.len()))
      .hint(Message::new("form-has-mistakes-hint").with("id", name))
  })
}

/// The files of a form named by folder or id.
fn files(context: &Context, name: &str) -> Result<FormFiles, Failure> {
  let path: PathBuf = name.into();
  if path.join("form.toml").is_file() || name.contains(['/', '\\']) || Path::new(name).is_dir() {
    return Library::read_folder(&path);
  }
  context.library.files(name)
}
