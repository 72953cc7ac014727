//! What waits in the outbox: listed for the first screen, and sent again.

use super::{host::local, sending::sent};
use crate::{
  Failure,
  lang::{Message, Words},
  session::Sent,
  store::{DraftFile, Library, draft_name},
  submit::{Client, Outbox, OutboxItem, Outcome, Platform, Step, Token, deliver, received},
  text::clean_foreign,
  tui::WaitingItem,
};
use jiff::Timestamp;
use uuid::Uuid;

/// Everything that waits; the first thing that cannot be read is a failure.
pub(super) fn list(outbox: &Outbox, library: &Library) -> Result<Vec<WaitingItem>, Failure> {
  let (items, broken) = outbox.items()?;
  match broken.into_iter().next() {
    Some(failure) => Err(failure),
    None => Ok(items.iter().map(|item| in_words(item, library)).collect()),
  }
}

fn in_words(item: &OutboxItem, library: &Library) -> WaitingItem {
  let document = item.draft.as_ref().and_then(|path| DraftFile::read(path).ok());
  let name = document.and_then(|document| draft_name(&*library.get(&document.form).ok()?, &document));
  WaitingItem {
    declaration: item.declaration_id,
    revision: item.revision,
    name: clean_foreign(&name.unwrap_or_else(|| item.declaration_id.to_string())),
    draft: item.draft.clone(),
    platform: item.platform.clone(),
    attempts: item.attempts,
    next: item.next_try.filter(|_| item.last.is_some()).map(|time| local(&time.to_string(), "%H:%M")),
    said: item.last.as_ref().map(|last| clean_foreign(&last.said)),
    held: item.held,
  }
}

/// Where a sealed declaration goes, and with what.
pub(super) struct Resend {
  pub(super) words: Words,
  pub(super) platform: Option<Platform>,
  pub(super) token: Option<Token>,
  pub(super) outbox: Outbox,
}

impl Resend {
  /// Sends what waits exactly as it was sealed, and notes in its draft that it was received.
  pub(super) fn send(self, declaration: Uuid, revision: u32, progress: &mut dyn FnMut(Step)) -> Result<Sent, Failure> {
    let Self { words, platform, token, outbox } = self;
    let Some(platform) = platform else { return Err(Failure::new(Message::new("note-no-platform"))) };
    let found = outbox.items()?.0.into_iter().find(|item| item.declaration_id == declaration && item.revision == revision);
    let Some(mut item) = found else { return Err(Failure::new(Message::new("waiting-gone"))) };
    if item.platform != platform.name {
      let message = Message::new("waiting-other-platform").with("wanted", &item.platform).with("platform", &platform.name);
      return Err(Failure::new(message));
    }
    let client = Client::new(&platform, token.as_ref(), words.lang())?;
    let frozen = outbox.envelope(&item)?;
    progress(Step::Seal);
    let delivery = deliver(&outbox, &mut item, &client, &words, Timestamp::now(), progress)?;
    let reference = match &delivery.outcome {
      Outcome::Delivered(receipt) => Some(receipt.receipt().reference.as_str().to_owned()),
      Outcome::Acknowledged(acknowledgement) => acknowledgement.id.clone(),
      // The platform looked at the content and did not store it: the draft is to be corrected.
      Outcome::Rejected { .. } => {
        outbox.discard(&item)?;
        return Ok(sent(&words, delivery, None));
      }
      _ => return Ok(sent(&words, delivery, None)),
    };
    // A draft that is open elsewhere or gone tells nothing of it; the receipt lies beside it all the same.
    if let Some(path) = &item.draft
      && let Ok((mut file, document)) = DraftFile::open(path)
    {
      let mut document = received(document, &frozen, reference);
      document.revision = u64::from(frozen.revision());
      file.save(&document)?;
    }
    Ok(sent(&words, delivery, None))
  }
}
