use super::context::Context;
use crate::{Failure, lang::Message};
use clap::ArgMatches;
use std::process::ExitCode;

pub(super) fn run(_: &Context, _: &ArgMatches) -> Result<ExitCode, Failure> {
  Err(Failure::new(Message::new("demo-no-terminal")))
}
