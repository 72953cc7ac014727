use crate::Failure;
use crate::lang::Message;
use std::io::{self, Write};

/// Prints a result. A reader that went away (`| head`) is no failure.
pub(super) fn print(text: &str) -> Result<(), Failure> {
  let mut stdout = io::stdout().lock();
  let written = stdout.write_all(text.as_bytes()).and_then(|()| if text.ends_with('\n') { Ok(()) } else { stdout.write_all(b"\n") });
  match written.and_then(|()| stdout.flush()) {
    Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::new(Message::new("cannot-print")).caused_by(error)),
    _ => Ok(()),
  }
}

/// Prints JSON, readable.
pub(super) fn print_json(json: &serde_json::Value) -> Result<(), Failure> {
  print(&serde_json::to_string_pretty(json).unwrap_or_default())
}

/// Prints a message for a person on stderr.
pub(super) fn complain(text: &str) {
  let _ = writeln!(io::stderr(), "{text}");
}
