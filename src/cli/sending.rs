//! One submission from the terminal, and what became of it in words.

use crate::{
  Failure,
  document::Document,
  form::Form,
  lang::{Message, Words},
  session::Sent,
  submit::{Client, Delivery, HandIn, HandedIn, Outbox, Outcome, Platform, Step, Token, hand_in},
  text::clean_foreign,
};
use jiff::civil::Date;
use std::{path::PathBuf, sync::Arc};

/// One submission.
pub(super) struct Sending {
  pub(super) words: Words,
  pub(super) form: Arc<Form>,
  pub(super) document: Document,
  pub(super) as_of: Date,
  pub(super) draft: PathBuf,
  pub(super) platform: Platform,
  pub(super) token: Option<Token>,
  pub(super) outbox: Outbox,
  pub(super) replace: bool,
}

impl Sending {
  /// Hands it in and tells what became of it.
  pub(super) fn send(self, progress: &mut dyn FnMut(Step)) -> Result<Sent, Failure> {
    let Self { words, form, document, as_of, draft, platform, token, outbox, replace } = self;
    let client = Client::new(&platform, token.as_ref(), words.lang())?;
    let request = HandIn {
      form: &form,
      document,
      as_of,
      draft: &draft,
      outbox: &outbox,
      platform: &platform.name,
      client: &client,
      words: &words,
      replace,
    };
    Ok(match hand_in(request, progress)? {
      HandedIn::AlreadyReceived { submitted, document } => {
        let message = Message::new("submit-already")
          .with("revision", submitted.revision.to_string())
          .with("reference", submitted.reference.clone().unwrap_or_default())
          .with("path", draft.display().to_string());
        let reference = submitted.reference.unwrap_or_default();
        Sent { delivered: true, said: vec![words.say(&message)], reference, proof: None, document: Some(document), other_revision: None }
      }
      HandedIn::Attempted { delivery, document } => sent(&words, delivery, Some(document)),
    })
  }
}

/// What became of an attempt, in words. The draft is told of only where it arrived.
pub(super) fn sent(words: &Words, delivery: Delivery, document: Option<Box<Document>>) -> Sent {
  let (delivered, reference) = match &delivery.outcome {
    Outcome::Delivered(receipt) => (true, receipt.receipt().reference.as_str().to_owned()),
    Outcome::Acknowledged(_) => (true, String::new()),
    _ => (false, String::new()),
  };
  let mut said = vec![words.say(&delivery.outcome.message())];
  if let Outcome::Rejected { problem, .. } = &delivery.outcome {
    said.extend(
      problem.errors.iter().filter_map(|finding| finding.get("message")?.as_str().map(|text| format!("x {}", clean_foreign(text)))),
    );
  }
  let other_revision = delivery.outcome.other_revision().map(|other| other.revision);
  Sent { delivered, said, reference, proof: delivery.proof, document: document.filter(|_| delivered), other_revision }
}
