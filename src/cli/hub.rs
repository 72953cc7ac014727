use super::{
  check::json,
  context::Context,
  output::{complain, print, print_json},
};
use crate::{
  Failure,
  check::check,
  document::{Document, FormRef, Override},
  form::{Form, Status},
  hub::{self, FormEntry, Recheck, Verdict},
  lang::{Lang, Message, Words},
  store::Library,
  submit::Envelope,
};
use clap::ArgMatches;
use std::{collections::BTreeMap, io, process::ExitCode, sync::Arc};

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
  print(&rows.join("\n"))
}

/// Exit code 0 where the log is whole, 1 where it was changed.
fn verify(context: &Context, database: &str) -> Result<ExitCode, Failure> {
  let (message, code) = match hub::verify(database)? {
    Ok(count) => (Message::new("hub-log-whole").with("count", count.to_string()), 0),
    Err(index) => (Message::new("hub-log-broken").with("index", index.to_string()), 1),
  };
  print(&context.words.say(&message))?;
  Ok(ExitCode::from(code))
}

/// The hub's second look at a declaration: the same engine, the forms at hand here.
pub(super) struct Engine {
  library: Arc<Library>,
}

impl Engine {
  pub(super) fn new(library: Arc<Library>) -> Self {
    Self { library }
  }

  /// The form an envelope names, where it is exactly one of ours.
  fn form(&self, envelope: &Envelope) -> Option<Arc<Form>> {
    let form = self.library.by_id(&envelope.form.id).ok()?;
    let same = form.version == envelope.form.version && form.digest == envelope.form.digest;
    (same && form.status != Status::Closed).then_some(form)
  }
}

impl Recheck for Engine {
  fn forms(&self) -> Vec<FormEntry> {
    let entry = |form: &Form| FormEntry {
      id: form.id.clone(),
      version: form.version.clone(),
      digest: form.digest.clone(),
      status: match form.status {
        Status::Draft => "draft",
        Status::Published => "published",
        Status::Closing => "closing",
        Status::Closed => "closed",
      }
      .to_owned(),
      title: BTreeMap::from([("zh".to_owned(), form.title.zh.clone()), ("en".to_owned(), form.title.en.clone())]),
    };
    self.library.list().iter().filter_map(|known| known.form.as_ref().ok()).map(|form| entry(form)).collect()
  }

  fn recheck(&self, envelope: &Envelope) -> Verdict {
    let Some(form) = self.form(envelope) else { return Verdict::UnknownForm };
    let reference = FormRef { id: form.id.clone(), version: form.version.clone(), digest: None };
    let empty = Document::new(reference, envelope.declaration_id, "");
    let document = serde_json::to_value(&empty).ok().and_then(|mut json| {
      json["answers"] = envelope.payload.clone();
      Document::from_json(json).ok()
    });
    let words = Words::new(Lang::Zh);
    let Some(mut document) = document else {
      return Verdict::Refused(vec![serde_json::json!({ "code": "rows", "severity": "error", "message": words.get("draft-broken-hint") })]);
    };
    let overridden = |known: &crate::submit::Override| Override {
      rule: known.rule.clone(),
      row: known.row.as_deref().map(Into::into),
      reason: known.reason.clone(),
    };
    document.overrides = envelope.overrides.iter().map(overridden).collect();
    let report = check(&form, &document, envelope.as_of);
    let errors: Vec<_> = report.findings.iter().filter(|finding| finding.blocks()).map(|finding| finding.to_json(&form, &words)).collect();
    if errors.is_empty() { Verdict::Accepted } else { Verdict::Refused(errors) }
  }
}
