use super::{
  check::{self, json},
  context::{Context, variable},
  output::{complain, print, print_json},
};
use crate::{
  Failure,
  document::{Document, Submitted},
  lang::{Message, Words},
  store::{DraftFile, today},
  submit::{Client, Config, Delivery, HandIn, HandedIn, Outbox, Outcome, Platform, Step, Token, hand_in},
};
use clap::ArgMatches;
use serde_json::Value as Json;
use std::{
  path::{Path, PathBuf},
  process::ExitCode,
};
use uuid::Uuid;

/// Exit code 0 where the platform has it, 1 where its content is refused, 2 where it did not arrive.
pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let path = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
  let words = &context.words;
  let (mut file, mut document) = DraftFile::open(&path)?;
  let form = context.adopt_aloud(&mut document)?;
  let platform = platform(context, matches)?;
  let as_of = document.as_of.unwrap_or_else(today);
  let report = crate::check::check(&form, &document, as_of);
  if report.errors() > 0 {
    // Which errors, before the refusal that only counts them.
    complain(&check::text(&form, &report, words));
    if json(matches) {
      let findings = report.findings.iter().filter(|finding| finding.blocks()).map(|finding| finding.to_json(&form, words));
      let said = words.say(&report.counts().not_submitted());
      print_json(&Told { outcome: "has-errors", message: said, findings: findings.collect(), ..Told::about(&document) }.json())?;
    }
  }
  let client = client(context, &platform)?;
  let draft = file.path().to_path_buf();
  let outbox = Outbox::of(context.data_folder()?.root());
  let replace = matches.get_flag("replace");
  let request =
    HandIn { form: &form, document, as_of, draft: &draft, outbox: &outbox, platform: &platform.name, client: &client, words, replace };
  let mut progress = |step: Step| complain(&words.get(step.words()));
  match hand_in(request, &mut progress)? {
    HandedIn::AlreadyReceived { submitted, document } => {
      if file_differs(&path, &document) {
        file.save(&document)?;
      }
      already(context, matches, &path, &document, &submitted)?;
      Ok(ExitCode::SUCCESS)
    }
    HandedIn::Attempted { delivery, document } => {
      file.save(&document)?;
      let told = Told::of(words, &delivery, &document);
      if json(matches) {
        print_json(&told.json())?;
      } else {
        told.tell(context)?;
        if let Some(other) = delivery.outcome.other_revision() {
          let numbers = Message::new("submit-replace")
            .with("other", other.revision.to_string())
            .with("next", other.revision.saturating_add(1).to_string());
          complain(&words.say(&numbers));
        }
      }
      Ok(ExitCode::from(exit_code(&delivery.outcome)))
    }
  }
}

/// Whether the draft on disk does not yet tell what is known.
fn file_differs(path: &Path, document: &Document) -> bool {
  DraftFile::read(path).map_or(true, |there| there.submitted != document.submitted)
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

fn already(context: &Context, matches: &ArgMatches, path: &Path, document: &Document, submitted: &Submitted) -> Result<(), Failure> {
  let message = Message::new("submit-already")
    .with("revision", submitted.revision.to_string())
    .with("reference", submitted.reference.clone().unwrap_or_default())
    .with("path", path.display().to_string());
  let said = context.words.say(&message);
  if !json(matches) {
    return print(&said);
  }
  let told = Told {
    outcome: "already-received",
    message: said,
    revision: submitted.revision,
    reference: submitted.reference.clone(),
    digest: Some(submitted.digest.clone()),
    ..Told::about(document)
  };
  print_json(&told.json())
}

/// 0 where the platform has it, 1 where its content is refused, 2 where it did not arrive.
pub(super) fn exit_code(outcome: &Outcome) -> u8 {
  match outcome {
    Outcome::Delivered(_) | Outcome::Acknowledged(_) => 0,
    Outcome::Rejected { .. } => 1,
    Outcome::NotDelivered { .. } | Outcome::NeedsPerson { .. } => 2,
  }
}

/// What became of a submission, as it is told: always the same keys for programs.
pub(super) struct Told {
  pub(super) outcome: &'static str,
  pub(super) message: String,
  pub(super) declaration_id: Uuid,
  pub(super) revision: u64,
  pub(super) reference: Option<String>,
  pub(super) digest: Option<String>,
  pub(super) received_at: Option<String>,
  pub(super) proof: Option<PathBuf>,
  pub(super) findings: Vec<Json>,
}

impl Told {
  /// Nothing yet of a draft.
  fn about(document: &Document) -> Self {
    Self::nothing(document.declaration_id, document.revision)
  }

  fn nothing(declaration_id: Uuid, revision: u64) -> Self {
    Self {
      outcome: "",
      message: String::new(),
      declaration_id,
      revision,
      reference: None,
      digest: None,
      received_at: None,
      proof: None,
      findings: Vec::new(),
    }
  }

  fn of(words: &Words, delivery: &Delivery, document: &Document) -> Self {
    Self::of_delivery(words, delivery, document.declaration_id, document.revision)
  }

  /// How an attempt to hand in a revision ended.
  pub(super) fn of_delivery(words: &Words, delivery: &Delivery, declaration_id: Uuid, revision: u64) -> Self {
    let mut told = Self {
      outcome: delivery.outcome.code(),
      message: words.say(&delivery.outcome.message()),
      proof: delivery.proof.clone(),
      ..Self::nothing(declaration_id, revision)
    };
    match &delivery.outcome {
      Outcome::Delivered(receipt) => {
        let receipt = receipt.receipt();
        told.reference = Some(receipt.reference.as_str().to_owned());
        told.digest = Some(receipt.digest.clone());
        told.received_at = Some(receipt.received_at.to_string());
      }
      Outcome::Acknowledged(acknowledgement) => told.reference.clone_from(&acknowledgement.id),
      Outcome::Rejected { problem, .. } => told.findings.clone_from(&problem.errors),
      _ => {}
    }
    told
  }

  pub(super) fn json(&self) -> Json {
    serde_json::json!({
      "outcome": self.outcome,
      "message": self.message,
      "declaration_id": self.declaration_id,
      "revision": self.revision,
      "reference": self.reference,
      "digest": self.digest,
      "received_at": self.received_at,
      "proof": self.proof,
      "findings": self.findings,
    })
  }

  /// Success goes to stdout as a result, everything else to stderr.
  pub(super) fn tell(&self, context: &Context) -> Result<(), Failure> {
    let words = &context.words;
    let mut lines = vec![self.message.clone()];
    let said = |finding: &Json| finding.get("message")?.as_str().map(|text| format!("x {}", crate::text::clean_foreign(text)));
    lines.extend(self.findings.iter().filter_map(said));
    let Some(proof) = &self.proof else {
      complain(&lines.join("\n"));
      return Ok(());
    };
    lines.push(words.say(&Message::new("submit-proof").with("path", proof.display().to_string())));
    lines.push(words.get("submit-what-next"));
    print(&lines.join("\n"))
  }
}
