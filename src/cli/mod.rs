//! The command line: one file for each command. Results go to stdout, messages to stderr.

mod args;
mod check;
mod context;
mod demo;
mod diff;
mod doctor;
mod draft_list;
mod due;
mod edit;
#[cfg(feature = "hub")]
mod engine;
mod export;
mod fix;
mod forms;
mod host;
#[cfg(feature = "hub")]
mod hub;
mod import;
mod keys;
mod ledger_desk;
mod migrate;
mod new;
mod outbox;
mod output;
mod receipt;
mod sending;
mod set;
mod submit;
mod unit;
#[cfg(test)]
mod unit_tests;
mod waiting;

use crate::{
  Failure,
  lang::{Lang, Words},
};
use clap::ArgMatches;
use context::Context;
use std::{ffi::OsString, process::ExitCode};

/// Runs the program with these arguments, the program's name first; gives the exit code.
pub fn run(args: Vec<OsString>) -> ExitCode {
  let words = Words::new(language(&args));
  let args = unit::shield(args);
  // Nobody reads the help of a call that is right, and it needs no command but the one it names; the rest is only made once a call is wrong.
  let named = |name: &str| args.iter().any(|arg| arg == name);
  let silent = args::command(&|_| String::new(), &named).try_get_matches_from(&args);
  let matches = match silent.or_else(|_| args::command(&|id| words.get(id), &|_| true).try_get_matches_from(&args)) {
    Ok(matches) => matches,
    Err(error) => {
      // Help and version are results; wrong calls are told by clap with exit code 2.
      let code = if error.use_stderr() { 2 } else { 0 };
      let _ = error.print();
      return ExitCode::from(code);
    }
  };
  let context = Context::new(words, &matches);
  match dispatch(&context, &matches) {
    Ok(code) => code,
    Err(failure) => {
      output::complain(&failure.say(&context.words));
      ExitCode::from(failure.exit_code())
    }
  }
}

/// The language asked for before anything is parsed, so that help and mistakes are told in it: `--lang`, `JILIANG_LANG`, the system's.
fn language(args: &[OsString]) -> Lang {
  let texts: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
  let after_flag = texts.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1]);
  let in_flag = texts.iter().find_map(|arg| arg.strip_prefix("--lang="));
  after_flag
    .or(in_flag)
    .and_then(Lang::from_locale)
    .or_else(|| Lang::from_locale(&context::variable("JILIANG_LANG")?))
    .unwrap_or_else(Lang::of_system)
}

fn dispatch(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  match matches.subcommand() {
    None => edit::home(context),
    Some(("new", matches)) => new::run(context, matches),
    Some(("edit", matches)) => edit::run(context, matches),
    Some(("check", matches)) => check::run(context, matches),
    Some(("fix", matches)) => fix::run(context, matches),
    Some(("migrate", matches)) => migrate::run(context, matches),
    Some(("diff", matches)) => diff::run(context, matches),
    Some(("due", matches)) => due::run(context, matches),
    Some(("export", matches)) => export::run(context, matches),
    Some(("import", matches)) => import::run(context, matches),
    Some(("set", matches)) => set::run(context, matches),
    Some(("submit", matches)) => submit::run(context, matches),
    Some(("receipt", matches)) => receipt::run(context, matches),
    Some(("unit", matches)) => unit::run(context, matches),
    Some(("outbox", matches)) => outbox::run(context, matches),
    Some(("forms", matches)) => forms::run(context, matches),
    Some(("doctor", matches)) => doctor::run(context, matches),
    Some(("keys", matches)) => keys::run(context, matches),
    Some(("demo", _)) => demo::run(context),
    #[cfg(feature = "hub")]
    Some(("hub", matches)) => hub::run(context, matches),
    Some((other, _)) => unreachable!("clap knows no command {other}"),
  }
}
