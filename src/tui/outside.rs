//! A text in the person's own editor.

use crate::{Failure, lang::Message};
use std::{
  env, fs,
  io::{self, Write},
  path::Path,
  process::Command,
};

/// Lets the person change `text` with the program that `VISUAL` or `EDITOR` names, else with one the system has; gives the text as it is then. The
/// terminal must be free for it.
pub(super) fn edit(text: &str) -> Result<String, Failure> {
  let cannot = |error: io::Error| Failure::new(Message::new("outside-no-file")).caused_by(error);
  let mut file = tempfile::Builder::new().prefix("jiliang-").suffix(".txt").tempfile().map_err(cannot)?;
  // Editors want a last line that ends.
  writeln!(file, "{text}").and_then(|()| file.flush()).map_err(cannot)?;
  // Some systems do not let another program write a file that is open here.
  let path = file.into_temp_path();
  run(&path)?;
  let bytes = fs::read(&path).map_err(cannot)?;
  let changed = String::from_utf8(bytes).map_err(|_| Failure::new(Message::new("outside-not-utf8")))?;
  let changed = changed.trim_start_matches('\u{feff}').replace("\r\n", "\n");
  Ok(changed.strip_suffix('\n').unwrap_or(&changed).to_owned())
}

/// Runs the first editor that there is.
fn run(path: &Path) -> Result<(), Failure> {
  let named = ["VISUAL", "EDITOR"].into_iter().find_map(|name| env::var(name).ok().filter(|value| !value.trim().is_empty()));
  let usual: &[&str] = if cfg!(windows) { &["notepad"] } else { &["nano", "vi"] };
  let wanted: Vec<String> = named.map_or_else(|| usual.iter().map(|name| (*name).to_owned()).collect(), |named| vec![named]);
  for command in &wanted {
    let mut parts = parts(command);
    match Command::new(parts.remove(0)).args(parts).arg(path).status() {
      Ok(status) if status.success() => return Ok(()),
      Ok(status) => return Err(Failure::new(Message::new("outside-failed").with("command", command).with("status", status.to_string()))),
      Err(error) if error.kind() == io::ErrorKind::NotFound => {}
      Err(error) => return Err(Failure::new(Message::new("outside-none").with("command", command)).caused_by(error)),
    }
  }
  Err(Failure::new(Message::new("outside-none").with("command", wanted.join(", "))))
}

/// A command and its arguments: `code --wait`, or the path of a program, blanks and all.
fn parts(command: &str) -> Vec<String> {
  let command = command.trim();
  if let Some((program, rest)) = command.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
    return std::iter::once(program).chain(rest.split_whitespace()).map(str::to_owned).collect();
  }
  if Path::new(command).is_file() { vec![command.to_owned()] } else { command.split_whitespace().map(str::to_owned).collect() }
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn commands_with_arguments() {
    for (command, expected) in [
      ("vim", vec!["vim"]),
      ("code --wait", vec!["code", "--wait"]),
      (r#""C:\Program Files\e.exe" -n"#, vec![r"C:\Program Files\e.exe", "-n"]),
    ] {
      assert_eq!(parts(command), expected);
    }
  }
}
