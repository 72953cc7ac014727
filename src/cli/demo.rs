use super::context::Context;
use crate::Failure;
use std::process::ExitCode;

/// The sample enterprise of the demonstration.
#[cfg(feature = "hub")]
const SAMPLE: (&str, &str) = ("capability", "machining-shop");

/// A hub on a free port of this machine with a temporary database, the draft of an invented enterprise, and the terminal program on it.
#[cfg(feature = "hub")]
pub(super) fn run(context: &Context) -> Result<ExitCode, Failure> {
  use super::{context::variable, engine::Engine, output::complain};
  use crate::{
    document::Document,
    hub,
    lang::Message,
    store::{DraftFile, Library, now},
    submit::{Config, Platform, Token},
    tui::{self, Start},
  };
  use std::{net::TcpListener, sync::Arc};

  if !tui::is_terminal() {
    return Err(Failure::new(Message::new("no-terminal")).hint(Message::new("no-terminal-hint")));
  }
  let cannot = |error: std::io::Error| Failure::new(Message::new("hub-cannot-start")).caused_by(error);
  let folder = tempfile::Builder::new().prefix("jiliang-demo-").tempdir().map_err(cannot)?;
  let database = folder.path().join("hub.sqlite").display().to_string();
  let listener = TcpListener::bind("127.0.0.1:0").map_err(cannot)?;
  let running = hub::start(listener, &database, Arc::new(Engine::new(Arc::clone(&context.library))))?;
  let address = format!("http://{}", running.addr());

  let missing = || Failure::new(Message::new("form-not-found").with("id", SAMPLE.0));
  let text = Library::example(SAMPLE.0, SAMPLE.1).ok_or_else(missing)?;
  let mut document = Document::from_text(text).map_err(|error| missing().caused_by(format!("{error:?}")))?;
  document.declaration_id = uuid::Uuid::now_v7();
  document.created_at = now();
  let draft = folder.path().join("draft.json");
  drop(DraftFile::create(&draft, &document)?);
  let uscc = document.record("enterprise").and_then(|record| record.get("uscc")?.as_str().map(str::to_owned)).unwrap_or_default();
  let secret = hub::enrol(&database, &uscc)?;
  let token = Token::new(&secret).map_err(Failure::new)?;
  let mut platform = Platform::at(&address).map_err(Failure::new)?;
  "demo".clone_into(&mut platform.name);
  platform.public_key = Some(*running.key());

  let command = format!("  jiliang hub list --database {database}");
  complain(&context.words.say(&Message::new("demo-hub").with("address", &address)));
  complain(&command);
  let config = Config::find(context.config.as_deref(), &variable)?;
  let data = crate::store::DataFolder::open(Some(folder.path()))?;
  let mut host = super::host::LocalHost::new(context, data, Some(platform), Some(token));
  let begun = host.begin(&draft)?;
  let options = super::edit::options(context, config, Start::Draft(draft, begun), Some(format!("demo {address}")));
  let outcome = tui::run(Box::new(host), options);
  running.stop();
  folder.close().map_err(cannot)?;
  let end = outcome?;
  complain(&context.words.get("demo-over"));
  Ok(ExitCode::from(end.exit_code()))
}

/// Without the hub there is nothing to demonstrate.
#[cfg(not(feature = "hub"))]
pub(super) fn run(_: &Context) -> Result<ExitCode, Failure> {
  Err(Failure::new(crate::lang::Message::new("demo-without-hub")))
}
