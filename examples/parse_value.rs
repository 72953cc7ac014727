//! Parses a JSON file into a `serde_json` `Value` and ends: the least a program that reads drafts can do. The benchmarks compare jiliang with it.

use std::process::ExitCode;

fn main() -> ExitCode {
  let Some(path) = std::env::args_os().nth(1) else { return ExitCode::from(2) };
  let Ok(text) = std::fs::read_to_string(path) else { return ExitCode::from(2) };
  let value: Result<serde_json::Value, _> = serde_json::from_str(&text);
  match value {
    Ok(serde_json::Value::Object(members)) => {
      println!("{}", members.len());
      ExitCode::SUCCESS
    }
    _ => ExitCode::FAILURE,
  }
}
