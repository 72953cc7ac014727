use super::{
  context::{Context, variable},
  host::LocalHost,
  output::print,
};
use crate::{
  Failure,
  lang::Message,
  plain,
  store::today,
  submit::{Config, Platform, Token},
  tui::{self, Keymap, Options, Start, Theme},
};
use clap::ArgMatches;
use std::{
  io::{self, IsTerminal},
  path::{Path, PathBuf},
  process::ExitCode,
};

/// `jiliang` alone: the list of drafts.
pub(super) fn home(context: &Context) -> Result<ExitCode, Failure> {
  let config = Config::find(context.config.as_deref(), &variable)?;
  // Without a platform drafts are filled in all the same.
  let platform = config.platform(None).ok();
  open(context, config, platform, None)
}

/// `jiliang edit FILE`.
pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let path = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
  let config = Config::find(context.config.as_deref(), &variable)?;
  let platform = match matches.get_one::<String>("to") {
    Some(to) => Some(config.platform(Some(to))?),
    None => config.platform(None).ok(),
  };
  if matches.get_flag("plain") || !can_paint() {
    return plain(context, platform, &path);
  }
  open(context, config, platform, Some(&path))
}

/// Whether the terminal can do more than print lines.
fn can_paint() -> bool {
  variable("TERM").as_deref() != Some("dumb")
}

/// `jiliang edit --plain FILE`: the form as a dialogue of lines.
fn plain(context: &Context, platform: Option<Platform>, path: &Path) -> Result<ExitCode, Failure> {
  let cannot = |error: io::Error| Failure::new(Message::new("terminal-failed")).caused_by(error);
  let token = token(platform.as_ref())?;
  let name = platform.as_ref().map(|platform| platform.name.clone());
  let mut host = LocalHost::new(context, context.data_folder()?, platform, token);
  let agree = |lines: &[String]| {
    let asked = print(&format!("{}\n{}", lines.join("\n"), context.words.get("migrate-ask")));
    let mut answer = String::new();
    asked.is_ok() && io::stdin().read_line(&mut answer).is_ok() && matches!(answer.trim().to_lowercase().as_str(), "是" | "y" | "yes")
  };
  let Some(draft) = host.open_draft(path, today(), agree)? else {
    print(&context.words.get("migrate-left"))?;
    return Ok(ExitCode::SUCCESS);
  };
  let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
  let code = plain::run(draft, &mut host, &context.words, name, io::stdin().is_terminal(), &mut input, &mut output).map_err(cannot)?;
  Ok(ExitCode::from(code))
}

/// How the terminal program is to look and behave, by the configuration and the terminal.
pub(super) fn options(context: &Context, config: Config, start: Start, platform: Option<String>) -> Options {
  let Config { ui, keys, .. } = config;
  let (keymap, refused) = Keymap::with(&keys);
  let theme = Theme::of(ui.look, variable("NO_COLOR").is_some(), has_many_colours());
  Options {
    lang: context.words.lang(),
    start,
    today: today(),
    platform,
    theme: theme.with_ascii(ui.ascii_borders.unwrap_or_else(draws_lines_wide)),
    keymap,
    full_redraw: ui.full_redraw,
    mouse: ui.mouse,
    note: Some(refused.iter().map(|message| context.words.say(message)).collect::<Vec<_>>().join("  ")).filter(|note| !note.is_empty()),
  }
}

/// Whether the terminal says that it has 256 colours.
pub(super) fn has_many_colours() -> bool {
  let says = |name, what| variable(name).is_some_and(|value| value.contains(what));
  says("TERM", "256color") || says("COLORTERM", "truecolor") || says("COLORTERM", "24bit") || variable("WT_SESSION").is_some()
}

/// Whether the terminal may draw the lines of frames two cells wide, as the old console window of Windows does with Chinese fonts.
pub(super) fn draws_lines_wide() -> bool {
  cfg!(windows) && variable("WT_SESSION").is_none() && variable("TERM_PROGRAM").is_none()
}

fn token(platform: Option<&Platform>) -> Result<Option<Token>, Failure> {
  platform.map_or(Ok(None), |platform| Token::find(platform, &variable))
}

/// Opens the terminal program, with a draft where one is named.
fn open(context: &Context, config: Config, platform: Option<Platform>, draft: Option<&Path>) -> Result<ExitCode, Failure> {
  if !tui::is_terminal() {
    if let Some(path) = draft {
      crate::store::DraftFile::read(path).and_then(|document| context.library.get(&document.form))?;
    }
    return Err(Failure::new(Message::new("no-terminal")).hint(Message::new("no-terminal-hint")));
  }
  let token = token(platform.as_ref())?;
  let platform_name = platform.as_ref().map(|platform| platform.name.clone());
  let mut host = LocalHost::new(context, context.data_folder()?, platform, token);
  // A wrong file is told before the screen is taken over.
  let start = match draft {
    Some(path) => Start::Draft(path.to_path_buf(), host.begin(path)?),
    None => Start::Home,
  };
  Ok(ExitCode::from(tui::run(Box::new(host), options(context, config, start, platform_name))?.exit_code()))
}
