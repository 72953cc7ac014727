use super::{FrozenEnvelope, Need, Outbox, Outcome, Retry, envelope::tests::sample};
use crate::lang::Message;
use jiff::Timestamp;
use serde_json::json;
use std::{fs, time::Duration};
use tempfile::TempDir;

fn now() -> Timestamp {
  "2026-06-30T09:00:00Z".parse().unwrap()
}

fn frozen(employees: u32) -> FrozenEnvelope {
  let mut envelope = sample();
  envelope.payload = json!({"enterprise": {"employees": employees}});
  FrozenEnvelope::new(&envelope).unwrap()
}

fn outbox() -> (TempDir, Outbox) {
  let folder = tempfile::tempdir().unwrap();
  let outbox = Outbox::of(folder.path());
  (folder, outbox)
}

#[test]
fn bytes_and_attempts_survive() {
  let (_folder, outbox) = outbox();
  let mut item = outbox.put(&frozen(1), "p", None, now()).unwrap();
  outbox.begin(&mut item, now()).unwrap();
  let reason = Message::new("submit-busy");
  let outcome = Outcome::NotDelivered { reason, retry: Retry::HostAfter(Duration::from_mins(1)) };
  outbox.record(&mut item, &outcome, "busy".to_owned(), now(), 1.0).unwrap();
  let (items, broken) = outbox.items().unwrap();
  assert!(broken.is_empty());
  assert_eq!(items, [item.clone()]);
  assert_eq!(items[0].attempts, 1);
  assert_eq!(items[0].next_try, Some("2026-06-30T09:01:00Z".parse().unwrap()));
  assert_eq!(outbox.envelope(&items[0]).unwrap(), frozen(1));
  let outcome = Outcome::NeedsPerson { reason: Message::new("submit-token"), need: Need::Token, problem: None };
  outbox.record(&mut item, &outcome, "token".to_owned(), now(), 1.0).unwrap();
  assert_eq!(item.next_try, None);
  assert_eq!(item.last.unwrap().need.as_deref(), Some("token"));
}

#[test]
fn content_may_change_only_while_it_is_certain_that_nothing_arrived() {
  let (_folder, outbox) = outbox();
  outbox.put(&frozen(1), "p", None, now()).unwrap();
  let mut item = outbox.put(&frozen(2), "p", None, now()).unwrap();
  outbox.begin(&mut item, now()).unwrap();
  assert_eq!(outbox.put(&frozen(2), "q", None, now()).unwrap().attempts, 1);
  assert_eq!(outbox.put(&frozen(3), "p", None, now()).unwrap_err().message().id, "outbox-other-content");
  assert_eq!(outbox.envelope(&item).unwrap(), frozen(2));
}

#[test]
fn damaged_items_are_told_and_block_nothing() {
  let (folder, outbox) = outbox();
  let item = outbox.put(&frozen(1), "p", None, now()).unwrap();
  let path = folder.path().join("outbox").join(format!("{}-1.jlx", item.declaration_id));
  let whole = fs::read_to_string(&path).unwrap();
  fs::write(&path, whole.replace("\"employees\":1", "\"employees\":7")).unwrap();
  assert_eq!(outbox.envelope(&item).unwrap_err().message().id, "outbox-damaged");
  fs::write(&path, &whole[..whole.len() / 2]).unwrap();
  assert_eq!(outbox.envelope(&item).unwrap_err().message().id, "outbox-damaged");
  fs::write(path.with_file_name("stray.jlx"), "").unwrap();
  let (items, broken) = outbox.items().unwrap();
  assert_eq!((items.len(), broken.len()), (1, 1));
}

#[test]
fn the_proof_is_kept_before_the_item_goes() {
  let (folder, outbox) = outbox();
  let draft = folder.path().join("草稿.json");
  let item = outbox.put(&frozen(1), "p", Some(&draft), now()).unwrap();
  let proof = outbox.settle(&item, "receipt", b"one").unwrap();
  assert_eq!(proof, folder.path().join("草稿.receipt-1.json"));
  assert_eq!(outbox.items().unwrap().0, []);
  assert_eq!(fs::read(folder.path().join("草稿.sent-1.jlx")).unwrap(), frozen(1).bytes());
  // The same again, as after a crash in between, and another receipt under the same name.
  outbox.put(&frozen(1), "p", Some(&draft), now()).unwrap();
  assert_eq!(outbox.settle(&item, "receipt", b"one").unwrap(), proof);
  outbox.put(&frozen(1), "p", Some(&draft), now()).unwrap();
  let other = outbox.settle(&item, "receipt", b"two").unwrap();
  assert_eq!(other.parent().unwrap(), folder.path().join("receipts"));
  assert_eq!(fs::read(&proof).unwrap(), b"one");
  assert_eq!(fs::read(&other).unwrap(), b"two");
}

#[test]
fn a_draft_whose_folder_is_gone_still_gets_its_receipt_kept() {
  let (folder, outbox) = outbox();
  let item = outbox.put(&frozen(1), "p", Some(&folder.path().join("gone").join("d.json")), now()).unwrap();
  assert!(outbox.settle(&item, "receipt", b"one").unwrap().starts_with(folder.path().join("receipts")));
}

#[cfg(unix)]
#[test]
fn only_the_user_can_read_it() {
  use std::os::unix::fs::PermissionsExt as _;
  let (folder, outbox) = outbox();
  outbox.put(&frozen(1), "p", None, now()).unwrap();
  let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
  assert_eq!(mode(&folder.path().join("outbox")), 0o700);
  for entry in fs::read_dir(folder.path().join("outbox")).unwrap() {
    assert_eq!(mode(&entry.unwrap().path()), 0o600);
  }
}

#[test]
fn what_a_newer_program_wrote_stays() {
  let (folder, outbox) = outbox();
  let item = outbox.put(&frozen(1), "p", None, now()).unwrap();
  let path = folder.path().join("outbox").join(format!("{}-1.state.json", item.declaration_id));
  let mut value: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
  value["later"] = json!(1);
  fs::write(&path, value.to_string()).unwrap();
  let mut item = outbox.items().unwrap().0.remove(0);
  outbox.hold(&mut item, true).unwrap();
  let value: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
  assert_eq!((&value["later"], &value["held"]), (&json!(1), &json!(true)));
}
