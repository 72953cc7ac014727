use super::{
  check::json,
  context::{Context, variable},
  edit::{draws_lines_wide, has_many_colours},
  output::{print, print_json},
};
use crate::{
  Failure,
  lang::{Message, Words},
  submit::{Client, Config, Platform, Profile, Token},
  tui::{self, Keymap},
};
use clap::ArgMatches;
use jiff::Timestamp;
use std::{io::Write as _, path::Path, process::ExitCode};

/// The smallest window a form can be filled in.
const SMALLEST: (u16, u16) = (60, 16);
/// How many seconds clocks may differ before receipts look odd.
const CLOCKS: i64 = 300;

/// How a check ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum State {
  Good,
  Note,
  Bad,
}

/// One thing that was looked at.
struct Check {
  name: &'static str,
  state: State,
  said: Message,
  todo: Option<Message>,
}

impl Check {
  fn new(name: &'static str, state: State, said: Message) -> Self {
    Self { name, state, said, todo: None }
  }

  fn todo(self, todo: Message) -> Self {
    Self { todo: Some(todo), ..self }
  }
}

/// `jiliang doctor`: looks at the terminal, folders, configuration and platforms, and says what to do. Exit code 1 where something stands in the way.
pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let words = &context.words;
  let mut checks = terminal();
  checks.push(colours());
  checks.push(clipboard());
  checks.push(folder(context));
  match Config::find(context.config.as_deref(), &variable) {
    Ok(config) => {
      checks.extend(configuration(context, &config));
      checks.extend(config.platforms.iter().map(|platform| reach(context, platform)));
    }
    Err(failure) => checks.push(Check::new("configuration", State::Bad, failure.message().clone())),
  }
  let bad = checks.iter().any(|check| check.state == State::Bad);
  if json(matches) {
    print_json(&serde_json::json!({ "ok": !bad, "checks": checks.iter().map(|check| as_json(check, words)).collect::<Vec<_>>() }))?;
  } else {
    let mut lines: Vec<String> = checks.iter().flat_map(|check| in_words(check, words)).collect();
    lines.push(words.get("doctor-ruler"));
    lines.extend(RULER.map(str::to_owned));
    lines.push(words.get("doctor-ruler-todo"));
    lines.push(words.get(if bad { "doctor-bad" } else { "doctor-good" }));
    print(&lines.join("\n"))?;
  }
  Ok(ExitCode::from(u8::from(bad)))
}

/// Two pairs of equal width: hanzi, and characters whose width is a matter of opinion.
const RULER: [&str; 4] = ["  一二三四五六七八九十|", "  12345678901234567890|", "  “”…—·±×│─■|", "  1234567890|"];

fn as_json(check: &Check, words: &Words) -> serde_json::Value {
  let state = match check.state {
    State::Good => "ok",
    State::Note => "note",
    State::Bad => "fail",
  };
  serde_json::json!({ "check": check.name, "state": state, "message": words.say(&check.said), "todo": check.todo.as_ref().map(|todo| words.say(todo)) })
}

fn in_words(check: &Check, words: &Words) -> Vec<String> {
  let mark = match check.state {
    State::Good => "v",
    State::Note => "i",
    State::Bad => "x",
  };
  let todo = check.todo.as_ref().map(|todo| format!("    {}", words.say(todo)));
  std::iter::once(format!("{mark} {}", words.say(&check.said))).chain(todo).collect()
}

fn terminal() -> Vec<Check> {
  let term = variable("TERM").unwrap_or_default();
  let mut checks = Vec::new();
  checks.push(match (tui::is_terminal(), tui::terminal_size()) {
    (true, Some((columns, rows))) => {
      let said =
        Message::new("doctor-terminal").with("term", term.as_str()).with("columns", i64::from(columns)).with("rows", i64::from(rows));
      let fits = columns >= SMALLEST.0 && rows >= SMALLEST.1;
      let check = Check::new("terminal", if fits { State::Good } else { State::Bad }, said);
      if fits { check } else { check.todo(Message::new("doctor-terminal-small")) }
    }
    _ => Check::new("terminal", State::Note, Message::new("doctor-no-terminal")).todo(Message::new("doctor-plain")),
  });
  if term == "dumb" {
    checks.push(Check::new("terminal-kind", State::Note, Message::new("doctor-dumb")).todo(Message::new("doctor-plain")));
  }
  if cfg!(unix) {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable).unwrap_or_default();
    let folded = locale.to_lowercase();
    let said = Message::new("doctor-locale").with("locale", if locale.is_empty() { "-" } else { &locale });
    checks.push(if folded.contains("utf-8") || folded.contains("utf8") {
      Check::new("encoding", State::Good, said)
    } else {
      Check::new("encoding", State::Note, said).todo(Message::new("doctor-locale-todo"))
    });
  }
  if draws_lines_wide() {
    checks.push(Check::new("borders", State::Note, Message::new("doctor-console")));
  }
  checks
}

fn colours() -> Check {
  let id = match (variable("NO_COLOR").is_some(), has_many_colours()) {
    (true, _) => "doctor-colours-none",
    (false, true) => "doctor-colours-256",
    (false, false) => "doctor-colours-16",
  };
  Check::new("colours", State::Good, Message::new(id))
}

fn clipboard() -> Check {
  let tmux = variable("TMUX").is_some();
  let far = variable("SSH_TTY").is_some() || variable("SSH_CONNECTION").is_some();
  let check = Check::new("clipboard", State::Note, Message::new(if far { "doctor-clipboard-far" } else { "doctor-clipboard" }));
  if tmux { check.todo(Message::new("doctor-clipboard-tmux")) } else { check }
}

/// Whether drafts can be written; a megabyte is more than any draft.
fn folder(context: &Context) -> Check {
  let folder = match context.data_folder() {
    Ok(folder) => folder,
    Err(failure) => return Check::new("data-folder", State::Bad, failure.message().clone()).todo(Message::new("folder-hint")),
  };
  let path = folder.root().display().to_string();
  match try_writing(&folder.drafts_folder()) {
    Ok(()) => Check::new("data-folder", State::Good, Message::new("doctor-folder").with("path", path)),
    Err(error) => {
      let said = Message::new("doctor-folder-bad").with("path", path).with("cause", error.to_string());
      Check::new("data-folder", State::Bad, said).todo(Message::new("folder-hint"))
    }
  }
}

fn try_writing(folder: &Path) -> std::io::Result<()> {
  let mut file = tempfile::NamedTempFile::new_in(folder)?;
  file.write_all(&vec![0; 1 << 20])?;
  file.as_file().sync_all()
}

fn configuration(context: &Context, config: &Config) -> Vec<Check> {
  let path = context.config.clone().or_else(Config::usual_path).map(|path| path.display().to_string()).unwrap_or_default();
  let said = Message::new("doctor-config").with("path", path.as_str()).with("count", config.platforms.len());
  let mut checks = vec![Check::new("configuration", State::Good, said)];
  checks.extend(Keymap::with(&config.keys).1.into_iter().map(|refused| Check::new("keys", State::Bad, refused)));
  if config.platforms.is_empty() {
    checks.push(Check::new("platform", State::Note, Message::new("doctor-no-platform").with("path", path)));
  }
  checks
}

/// Whether a platform answers, and whether its clock and ours agree.
fn reach(context: &Context, platform: &Platform) -> Check {
  let name = platform.name.as_str();
  if !matches!(platform.profile, Profile::Full) {
    return Check::new("platform", State::Note, Message::new("doctor-platform-simple").with("name", name));
  }
  let token = match Token::find(platform, &variable) {
    Ok(token) => token,
    Err(failure) => return Check::new("platform", State::Bad, failure.message().clone()),
  };
  let client = match Client::new(platform, token.as_ref(), context.words.lang()) {
    Ok(client) => client,
    Err(failure) => return Check::new("platform", State::Bad, failure.message().clone()),
  };
  match client.greet() {
    Err(reason) => Check::new("platform", State::Bad, reason).todo(Message::new("doctor-platform-todo")),
    Ok(service) => {
      let apart = service.map_or(0, |service| (service.time.as_second() - Timestamp::now().as_second()).abs());
      if apart > CLOCKS {
        let said = Message::new("doctor-clock").with("name", name).with("seconds", apart);
        return Check::new("platform", State::Bad, said).todo(Message::new("doctor-clock-todo"));
      }
      let check = Check::new("platform", State::Good, Message::new("doctor-platform").with("name", name));
      if token.is_some() {
        check
      } else {
        Check { state: State::Note, ..check }.todo(Message::new("doctor-no-token").with("variable", Token::VARIABLE))
      }
    }
  }
}
