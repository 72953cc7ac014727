use super::context::Context;
use crate::{Failure, lang::Message};
use std::process::ExitCode;

pub(super) fn run(_: &Context) -> Result<ExitCode, Failure> {
  Err(Failure::new(Message::new("demo-no-terminal")).hint(Message::new("demo-no-terminal-hint")))
}
