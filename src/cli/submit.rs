use super::{
  check::{self, json},
  context::{Context, variable},
  output::{complain, print, print_json},
};
use crate::{
  Failure,
  document::Submitted,
  lang::Message,
  store::{DraftFile, today},
  submit::{Client, Config, Delivery, HandIn, HandedIn, Outbox, Outcome, Platform, Step, Token, hand_in},
};
use clap::ArgMatches;
use std::{
  path::{Path, PathBuf},
  process::ExitCode,
};

/// Exit code 0 where the platform has it, 1 where its content is refused, 2 where it did not arrive.
pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let path = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
  let words = &context.words;
  let (mut file, mut document) = DraftFile::open(&path)?;
  let (form, _) = context.library.adopt(&mut document)?;
  let platform = platform(context, matches)?;
  let as_of = document.as_of.unwrap_or_else(today);
  let report = crate::check::check(&form, &document, as_of);
  if report.errors() > 0 {
    // Which errors, before the refusal that only counts them.
    complain(&check::text(&form, &report, words));
  }
  let client = client(context, &platform)?;
  let outbox = Outbox::of(context.data_folder()?.root());
  let request = HandIn { form: &form, document, as_of, draft: &path, outbox: &outbox, platform: &platform.name, client: &client, words };
  let mut progress = |step: Step| complain(&words.get(step.words()));
  match hand_in(request, &mut progress)? {
    HandedIn::AlreadyReceived(submitted) => {
      already(context, matches, &path, &submitted)?;
      Ok(ExitCode::SUCCESS)
    }
    HandedIn::Attempted { delivery, document } => {
      file.save(&document)?;
      tell(context, matches, &delivery)
    }
  }
}

/// The platform named under `--to`, or the usual one.
pub(super) fn platform(context: &Context, matches: &ArgMatches) -> Result<Platform, Failure> {
  let config = Config::find(context.config.as_deref(), &variable)?;
  config.platform(matches.get_one::<String>("to").map(String::as_str))
}

/// A client for `platform`, with its token.
pub(super) fn client(context: &Context, platform: &Platform) -> Result<Client, Failure> {
  let token = Token::find(platform, &variable)?;
  Client::new(platform, token.as_ref(), context.words.lang())
}

fn already(context: &Context, matches: &ArgMatches, path: &Path, submitted: &Submitted) -> Result<(), Failure> {
  if json(matches) {
    return print_json(&serde_json::json!({
      "outcome": "already-received", "revision": submitted.revision, "digest": submitted.digest, "reference": submitted.reference,
    }));
  }
  let message = Message::new("submit-already")
    .with("revision", submitted.revision.to_string())
    .with("reference", submitted.reference.clone().unwrap_or_default())
    .with("path", path.display().to_string());
  print(&context.words.say(&message))
}

fn tell(context: &Context, matches: &ArgMatches, delivery: &Delivery) -> Result<ExitCode, Failure> {
  let words = &context.words;
  let said = words.say(&delivery.outcome.message());
  let (code, receipt) = match &delivery.outcome {
    Outcome::Delivered(receipt) => (0, Some(receipt.receipt())),
    Outcome::Acknowledged(_) => (0, None),
    Outcome::Rejected { .. } => (1, None),
    Outcome::NotDelivered { .. } | Outcome::NeedsPerson { .. } => (2, None),
  };
  let findings = match &delivery.outcome {
    Outcome::Rejected { problem, .. } => problem.errors.clone(),
    _ => Vec::new(),
  };
  if json(matches) {
    print_json(&serde_json::json!({
      "outcome": delivery.outcome.code(),
      "message": said,
      "reference": receipt.map(|receipt| receipt.reference.as_str()),
      "digest": receipt.map(|receipt| &receipt.digest),
      "received_at": receipt.map(|receipt| receipt.received_at),
      "proof": delivery.proof,
      "findings": findings,
    }))?;
    return Ok(ExitCode::from(code));
  }
  let mut lines = vec![said];
  lines
    .extend(findings.iter().filter_map(|finding| finding.get("message")?.as_str().map(|text| format!("x {}", crate::submit::clean(text)))));
  if let Some(proof) = &delivery.proof {
    lines.push(words.say(&Message::new("submit-proof").with("path", proof.display().to_string())));
  }
  if code == 0 {
    lines.push(words.get("submit-what-next"));
    print(&lines.join("\n"))?;
  } else {
    complain(&lines.join("\n"));
  }
  Ok(ExitCode::from(code))
}
