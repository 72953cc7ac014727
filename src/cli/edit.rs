use super::{
  context::{Context, variable},
  host::LocalHost,
};
use crate::{
  Failure,
  lang::Message,
  store::today,
  submit::{Config, Platform, Token},
  tui::{self, Options, Start},
};
use clap::ArgMatches;
use std::{path::PathBuf, process::ExitCode};

/// `jiliang` alone: the list of drafts.
pub(super) fn home(context: &Context) -> Result<ExitCode, Failure> {
  let config = Config::find(context.config.as_deref(), &variable)?;
  // Without a platform drafts are filled in all the same.
  let platform = config.platform(None).ok();
  open(context, platform, Start::Home)
}

/// `jiliang edit FILE`.
pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let path = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
  // A wrong file is told before the screen is taken over.
  crate::store::DraftFile::read(&path).and_then(|document| context.library.get(&document.form))?;
  let config = Config::find(context.config.as_deref(), &variable)?;
  let platform = match matches.get_one::<String>("to") {
    Some(to) => Some(config.platform(Some(to))?),
    None => config.platform(None).ok(),
  };
  open(context, platform, Start::Open(path))
}

/// Opens the terminal program.
pub(super) fn open(context: &Context, platform: Option<Platform>, start: Start) -> Result<ExitCode, Failure> {
  if !tui::is_terminal() {
    return Err(Failure::new(Message::new("no-terminal")).hint(Message::new("no-terminal-hint")));
  }
  let token = match &platform {
    Some(platform) => Token::find(platform, &variable)?,
    None => None,
  };
  let options = Options {
    lang: context.words.lang(),
    start,
    today: today(),
    platform: platform.as_ref().map(|platform| platform.name.clone()),
    colours: variable("NO_COLOR").is_none(),
  };
  let host = LocalHost::new(context, context.data_folder()?, platform, token);
  Ok(ExitCode::from(tui::run(Box::new(host), options)?.exit_code()))
}
