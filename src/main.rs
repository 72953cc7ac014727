//! Parse, run, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
  jiliang::cli::run(std::env::args_os().collect())
}
