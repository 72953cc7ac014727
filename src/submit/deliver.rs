use super::{Client, Need, Outbox, OutboxItem, Outcome, Step};
use crate::{failure::Failure, lang::Words};
use jiff::Timestamp;
use std::path::PathBuf;

/// How an attempt ended, and where the proof is kept if it ended well.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery {
  /// How it ended.
  pub outcome: Outcome,
  /// The file with the receipt or the acknowledgement.
  pub proof: Option<PathBuf>,
}

/// Sends `item` once with everything noted durably: the attempt before, the outcome after, and the receipt before the item leaves the outbox.
///
/// What is wrong with the platform or on the way is an [`Outcome`]; a [`Failure`] means this machine's own disk.
pub fn deliver(
  outbox: &Outbox,
  item: &mut OutboxItem,
  client: &Client,
  words: &Words,
  now: Timestamp,
  progress: &mut dyn FnMut(Step),
) -> Result<Delivery, Failure> {
  let frozen = outbox.envelope(item)?;
  let in_doubt = item.in_doubt;
  outbox.begin(item, now)?;
  let mut went_out = false;
  let outcome = client.send(&frozen, &mut |step| {
    went_out |= step >= Step::Send;
    progress(step);
  });
  item.in_doubt = match &outcome {
    Outcome::NotDelivered { .. } if went_out => true,
    // Had the platform these bytes, it would have said so.
    Outcome::Rejected { .. } | Outcome::NeedsPerson { need: Need::Merge(_), .. } => false,
    _ => in_doubt,
  };
  let proof = match &outcome {
    Outcome::Delivered(receipt) => Some(outbox.settle(item, "receipt", receipt.bytes())?),
    Outcome::Acknowledged(acknowledgement) => {
      let proof = serde_json::json!({
        "format": "jiliang-acknowledgement/1",
        "declaration_id": item.declaration_id,
        "revision": item.revision,
        "digest": item.digest,
        "platform": item.platform,
        "id": acknowledgement.id,
        "message": acknowledgement.message,
        "at": now,
      });
      Some(outbox.settle(item, "acknowledged", proof.to_string().as_bytes())?)
    }
    _ => {
      outbox.record(item, &outcome, words.say(&outcome.message()), now, chance())?;
      None
    }
  };
  Ok(Delivery { outcome, proof })
}

/// A random number from 0 to 1; without randomness everyone waits the whole pause, which is right too.
fn chance() -> f64 {
  getrandom::u32().map_or(1.0, |number| f64::from(number) / f64::from(u32::MAX))
}
