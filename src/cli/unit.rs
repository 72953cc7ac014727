use super::{
  check::json,
  context::Context,
  output::{print, print_json},
};
use crate::{Failure, lang::Words, metrology::Understanding};
use clap::ArgMatches;
use std::{ffi::OsString, process::ExitCode};

/// Put before a text that begins like an option, from the Private Use Area, where no typed text has a meaning.
const SHIELD: char = '\u{e000}';

/// Exit code 0 where all texts are understood, 1 where some are not.
pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let ucum = if matches.get_flag("ucum") { "ucum:" } else { "" };
  let texts: Vec<&str> = matches.get_many::<String>("text").into_iter().flatten().map(|text| text.trim_start_matches(SHIELD)).collect();
  let read: Vec<Understanding> = texts.iter().map(|text| Understanding::of(&format!("{ucum}{text}"))).collect();
  if json(matches) {
    let list: Vec<serde_json::Value> =
      texts.iter().zip(&read).map(|(text, understanding)| understanding.to_json(text, &context.words)).collect();
    print_json(&list.into())?;
  } else {
    let blocks: Vec<String> = texts.iter().zip(&read).map(|(text, understanding)| block(text, understanding, &context.words)).collect();
    print(&blocks.join("\n\n"))?;
  }
  Ok(ExitCode::from(u8::from(read.iter().any(|understanding| understanding.error.is_some()))))
}

/// Negative values, `-20 ℃`, are texts and no options.
pub(super) fn shield(args: Vec<OsString>) -> Vec<OsString> {
  if !args.iter().any(|arg| arg == "unit") {
    return args;
  }
  let is_negative =
    |arg: &str| arg.strip_prefix('-').is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '.'));
  let shielded = args.into_iter().map(|arg| match arg.to_str() {
    Some(text) if is_negative(text) => OsString::from(format!("{SHIELD}{text}")),
    _ => arg,
  });
  shielded.collect()
}

/// What one text is, in a few lines.
fn block(text: &str, understanding: &Understanding, words: &Words) -> String {
  let mut lines = vec![text.to_owned()];
  lines.extend(understanding.lines(words).into_iter().map(|line| format!("  {line}")));
  lines.join("\n")
}
