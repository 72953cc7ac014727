use super::{FrozenEnvelope, Outbox, SignedReceipt, prepare::received};
use crate::document::Document;
use serde_json::Value;
use std::path::Path;

/// The draft with all that its proofs say was received.
///
/// The program may have died after the receipt was kept and before the draft was saved. Without this the same answers would be sealed anew under a
/// number the platform has, which it must refuse.
pub(super) fn recover(outbox: &Outbox, draft: &Path, mut document: Document) -> Document {
  loop {
    let revision = document.submitted.as_ref().map_or(document.revision, |submitted| submitted.revision + 1);
    let Some((frozen, reference)) = u32::try_from(revision).ok().and_then(|revision| proof(outbox, draft, &document, revision)) else {
      return document;
    };
    let envelope: Value = serde_json::from_slice(frozen.bytes()).unwrap_or_default();
    document.supersedes = envelope.get("supersedes").filter(|base| !base.is_null()).cloned();
    document.revision = revision;
    document = received(document, &frozen, reference);
  }
}

/// What was sent as this revision, and the name of the receipt for it.
fn proof(outbox: &Outbox, draft: &Path, document: &Document, revision: u32) -> Option<(FrozenEnvelope, Option<String>)> {
  for kind in ["receipt", "acknowledged"] {
    for (proof, sent) in outbox.proof_paths(Some(draft), kind, document.declaration_id, revision) {
      let Some((proof, sent)) = std::fs::read(proof).ok().zip(std::fs::read(sent).ok()) else { continue };
      let Ok((frozen, _)) = FrozenEnvelope::from_bytes(sent) else { continue };
      if frozen.declaration_id() != document.declaration_id || frozen.revision() != revision {
        continue;
      }
      if kind == "receipt" {
        let Ok(receipt) = SignedReceipt::from_bytes(proof) else { continue };
        if receipt.verify(frozen.subject(), None).is_ok() {
          return Some((frozen, Some(receipt.receipt().reference.as_str().to_owned())));
        }
      } else {
        let acknowledged: Value = serde_json::from_slice(&proof).unwrap_or_default();
        if acknowledged["digest"] == frozen.digest() {
          return Some((frozen, acknowledged["id"].as_str().map(str::to_owned)));
        }
      }
    }
  }
  None
}
