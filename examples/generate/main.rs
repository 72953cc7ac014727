//! Writes a large draft of the capability form, for measuring: `cargo run --release --example generate -- --instruments N --capabilities M
//! --seed S [--defects D] -o FILE`. The same arguments give the same file.

mod articles;
mod draft;

use self::draft::{Plan, generate};
use std::{fs, process::ExitCode};

fn main() -> ExitCode {
  let Some((plan, output)) = arguments(&std::env::args().skip(1).collect::<Vec<_>>()) else {
    eprintln!("generate --instruments N --capabilities M --seed S [--defects D] -o FILE");
    return ExitCode::from(2);
  };
  let Some(document) = generate(&plan) else {
    eprintln!("the example draft of the capability form cannot be read");
    return ExitCode::from(2);
  };
  if let Err(error) = fs::write(&output, document.to_text()) {
    eprintln!("cannot write {output}: {error}");
    return ExitCode::from(2);
  }
  ExitCode::SUCCESS
}

fn arguments(args: &[String]) -> Option<(Plan, String)> {
  let (mut plan, mut output) = (Plan::default(), String::new());
  for pair in args.chunks(2) {
    let [name, value] = pair else { return None };
    match name.as_str() {
      "--instruments" => plan.instruments = value.parse().ok()?,
      "--capabilities" => plan.capabilities = value.parse().ok()?,
      "--seed" => plan.seed = value.parse().ok()?,
      "--defects" => plan.defects = value.parse().ok()?,
      "-o" | "--output" => output.clone_from(value),
      _ => return None,
    }
  }
  (!output.is_empty()).then_some((plan, output))
}
