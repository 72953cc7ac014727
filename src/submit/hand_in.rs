use super::{
  Client, Delivery, FrozenEnvelope, Outbox, Outcome, Prepared, Step, deliver,
  prepare::{based_on, content_digest_of, prepare, received},
  recover::recover,
};
use crate::{
  document::{Document, Submitted},
  failure::Failure,
  form::Form,
  lang::Words,
};
use jiff::{Timestamp, civil::Date};
use serde_json::Value;
use std::path::Path;

/// A draft that is to be handed in now.
pub struct HandIn<'a> {
  /// Its form.
  pub form: &'a Form,
  /// Its content.
  pub document: Document,
  /// The date of the check.
  pub as_of: Date,
  /// Where the draft lies; the receipt goes beside it.
  pub draft: &'a Path,
  /// What waits to be sent.
  pub outbox: &'a Outbox,
  /// The platform's name.
  pub platform: &'a str,
  /// The way there.
  pub client: &'a Client,
  /// The words in which the outcome is noted.
  pub words: &'a Words,
  /// Whether the person has said that these answers replace what the platform holds, should it hold another revision.
  pub replace: bool,
}

/// What became of it.
#[derive(Debug)]
pub enum HandedIn {
  /// These answers were received before; nothing was sent.
  AlreadyReceived {
    /// When and as what.
    submitted: Submitted,
    /// The draft, which now tells so. To be saved.
    document: Box<Document>,
  },
  /// One attempt was made.
  Attempted {
    /// How it ended.
    delivery: Delivery,
    /// The draft, which now tells its revision and, where it arrived, that it was received. To be saved.
    document: Box<Document>,
  },
}

/// Seals a draft, puts it into the outbox and sends it once.
///
/// What waits in the outbox for the same declaration goes first, as it was sealed: nobody knows whether an earlier attempt arrived.
pub fn hand_in(request: HandIn<'_>, progress: &mut dyn FnMut(Step)) -> Result<HandedIn, Failure> {
  let HandIn { form, document, as_of, draft, outbox, platform, client, words, mut replace } = request;
  progress(Step::Seal);
  let mut document = recover(outbox, draft, document);
  // What waited, then the answers of now, then the same as the revision after the platform's.
  for _ in 0..3 {
    let now = Timestamp::now();
    let (frozen, sealed) = match prepare(form, &document, as_of, now)? {
      Prepared::AlreadyReceived(submitted) => return already(outbox, submitted, document),
      Prepared::Ready { frozen, document } => (frozen, *document),
    };
    document = sealed;
    let waiting = outbox.items()?.0.into_iter().find(|item| item.declaration_id == document.declaration_id);
    let (mut item, frozen, is_current) = match waiting {
      Some(item) => {
        let there = outbox.envelope(&item)?;
        if content(&there) == content(&frozen) {
          (outbox.put(&there, platform, Some(draft), now)?, there, true)
        } else if item.in_doubt {
          (outbox.put(&there, platform, Some(draft), now)?, there, false)
        } else {
          outbox.discard(&item)?;
          (outbox.put(&frozen, platform, Some(draft), now)?, frozen, true)
        }
      }
      None => (outbox.put(&frozen, platform, Some(draft), now)?, frozen, true),
    };
    let delivery = deliver(outbox, &mut item, client, words, now, progress)?;
    match &delivery.outcome {
      Outcome::Delivered(receipt) => {
        let reference = receipt.receipt().reference.as_str().to_owned();
        document = received(document, &frozen, Some(reference));
      }
      Outcome::Acknowledged(acknowledgement) => document = received(document, &frozen, acknowledgement.id.clone()),
      // The platform looked at the content and did not store it: the next attempt sends what the draft says then.
      Outcome::Rejected { .. } => outbox.discard(&item)?,
      outcome => {
        if let Some(other) = outcome.other_revision().filter(|_| std::mem::take(&mut replace)) {
          // These bytes were refused under their number and can never be taken.
          outbox.discard(&item)?;
          document = based_on(document, other);
          continue;
        }
      }
    }
    if is_current || document.submitted.is_none() {
      return Ok(HandedIn::Attempted { delivery, document: Box::new(document) });
    }
    // What waited has arrived; the answers that came after it are the next revision.
  }
  match document.submitted.clone() {
    Some(submitted) => already(outbox, submitted, document),
    None => Err(Failure::new(crate::lang::Message::new("submit-cannot-seal"))),
  }
}

/// Nothing is to be sent. What waited for the same revision has arrived, whatever became of the answer.
fn already(outbox: &Outbox, submitted: Submitted, document: Document) -> Result<HandedIn, Failure> {
  for item in outbox.items()?.0 {
    if item.declaration_id == document.declaration_id && item.digest == submitted.digest {
      outbox.discard(&item)?;
    }
  }
  Ok(HandedIn::AlreadyReceived { submitted, document: Box::new(document) })
}

/// The digest of the answers in an envelope.
fn content(frozen: &FrozenEnvelope) -> Option<String> {
  let envelope: Value = serde_json::from_slice(frozen.bytes()).ok()?;
  content_digest_of(&envelope["payload"]).ok()
}
