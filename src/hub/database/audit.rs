//! Whether the database is as the hub wrote it.

use super::{Database, log_entry::LogEntry, rows::number};
use crate::{
  lang::Message,
  submit::{PublicKey, SignedReceipt, Subject, digest_of},
  text::clean_foreign,
};
use ed25519_dalek::SigningKey;
use sqlx::{Sqlite, Transaction};
use std::collections::HashMap;

/// How many entries of the log are held at once.
const AT_ONCE: i64 = 500;

/// What was verified so far.
#[derive(Default)]
struct Audit {
  /// The key receipts are signed with.
  key: Option<PublicKey>,
  received: i64,
  tokens: i64,
  /// The last thing that happened to each declaration, which is its state.
  states: HashMap<String, String>,
}

impl Database {
  /// Whether the log is whole (every entry hashes as stored and names the one before), and whether everything else is as the log says: every
  /// declaration byte for byte, its receipt, its state, every token. Gives the number of entries, or the first thing that does not fit.
  pub(crate) async fn verify_log(&self) -> sqlx::Result<Result<u64, Message>> {
    type Row = (i64, String, String, String, String, String, String, String);
    // One view of everything, whatever is written meanwhile.
    let mut view = self.pool.begin().await?;
    let mut expected = format!("sha-256:{}", "0".repeat(64));
    let (mut count, mut audit) = (0_u64, Audit::default());
    loop {
      let rows: Vec<Row> = sqlx::query_as(
        "SELECT log_index, at, actor, action, subject, digest, prev, hash FROM log WHERE log_index >= $1 ORDER BY log_index LIMIT $2",
      )
      .bind(count.cast_signed())
      .bind(AT_ONCE)
      .fetch_all(&mut *view)
      .await?;
      if rows.is_empty() {
        break;
      }
      for (log_index, at, actor, action, subject, digest, prev, hash) in rows {
        let entry = LogEntry { log_index: log_index.cast_unsigned(), at, actor, action, subject, digest, prev };
        if entry.log_index != count || entry.prev != expected || entry.hash() != hash {
          return Ok(Err(Message::new("hub-log-broken").with("index", count.to_string())));
        }
        if let Some(tampered) = audit.entry(&mut view, &entry).await? {
          return Ok(Err(tampered));
        }
        expected = hash;
        count += 1;
      }
    }
    let head: (i64, String) = sqlx::query_as("SELECT next_index, hash FROM log_head WHERE id = 1").fetch_one(&mut *view).await?;
    if head != (count.cast_signed(), expected) {
      return Ok(Err(Message::new("hub-log-broken").with("index", count.to_string())));
    }
    let tampered = audit.rest(&mut view).await?;
    Ok(tampered.map_or(Ok(count), Err))
  }
}

impl Audit {
  /// What the log says of one change, held against what is there.
  async fn entry(&mut self, view: &mut Transaction<'static, Sqlite>, entry: &LogEntry) -> sqlx::Result<Option<Message>> {
    let wrong = |index: u64, subject: &str| {
      Message::new("hub-not-as-logged").with("index", index.to_string()).with("subject", clean_foreign(subject))
    };
    let fits = match entry.action.as_str() {
      "key-made" => {
        let secret: Option<Vec<u8>> =
          sqlx::query_scalar("SELECT secret FROM keys WHERE purpose = $1").bind(&entry.subject).fetch_optional(&mut **view).await?;
        let key = secret.and_then(|secret| <[u8; 32]>::try_from(secret).ok()).map(|secret| SigningKey::from_bytes(&secret).verifying_key());
        self.key = key.map(PublicKey::from);
        key.is_some_and(|key| digest_of(key.as_bytes()) == entry.digest)
      }
      "token-issued" => {
        self.tokens += 1;
        let uscc: Option<String> =
          sqlx::query_scalar("SELECT uscc FROM tokens WHERE hash = $1").bind(&entry.digest).fetch_optional(&mut **view).await?;
        uscc.as_ref() == Some(&entry.subject)
      }
      "received" => {
        self.received += 1;
        self.revision(view, entry).await?
      }
      _ => true,
    };
    if let Some((declaration, _)) = entry.subject.split_once('/') {
      self.states.insert(declaration.to_owned(), entry.action.clone());
    }
    Ok((!fits).then(|| wrong(entry.log_index, &entry.subject)))
  }

  /// Whether the revision that `entry` tells of is there, byte for byte, with the receipt that was given for it.
  async fn revision(&self, view: &mut Transaction<'static, Sqlite>, entry: &LogEntry) -> sqlx::Result<bool> {
    type Row = (String, String, String, String, Vec<u8>, Vec<u8>);
    let Some((id, revision)) = entry.subject.split_once('/') else { return Ok(false) };
    let (Ok(declaration_id), Ok(revision)) = (id.parse(), revision.parse::<u32>()) else { return Ok(false) };
    let row: Option<Row> = sqlx::query_as(
      "SELECT uscc, digest, reference, received_at, envelope, receipt FROM revisions WHERE declaration_id = $1 AND revision = $2",
    )
    .bind(id)
    .bind(i64::from(revision))
    .fetch_optional(&mut **view)
    .await?;
    let Some((uscc, digest, reference, received_at, envelope, receipt)) = row else { return Ok(false) };
    let subject = Subject { declaration_id, revision, digest: entry.digest.clone() };
    let Ok(signed) = SignedReceipt::from_bytes(receipt) else { return Ok(false) };
    let receipt = signed.receipt();
    Ok(
      uscc == entry.actor
        && digest == entry.digest
        && digest_of(&envelope) == entry.digest
        && received_at == entry.at
        && reference == receipt.reference.as_str()
        && receipt.received_at.to_string() == entry.at
        && (receipt.log_index, &receipt.prev) == (entry.log_index, &entry.prev)
        && self.key.is_some_and(|key| signed.verify(&subject, Some(&key)).is_ok()),
    )
  }

  /// What no entry of the log tells of.
  async fn rest(&self, view: &mut Transaction<'static, Sqlite>) -> sqlx::Result<Option<Message>> {
    type Row = (String, String, String, i64, Option<i64>, Option<String>);
    for (count, logged) in [("SELECT COUNT(*) FROM revisions", self.received), ("SELECT COUNT(*) FROM tokens", self.tokens)] {
      let there: i64 = sqlx::query_scalar(count).fetch_one(&mut **view).await?;
      if there != logged {
        return Ok(Some(Message::new("hub-not-logged").with("there", there.to_string()).with("logged", logged.to_string())));
      }
    }
    let mut after = String::new();
    loop {
      let rows: Vec<Row> = sqlx::query_as(
        "SELECT d.declaration_id, d.uscc, d.state, d.revision, \
         (SELECT MAX(revision) FROM revisions r WHERE r.declaration_id = d.declaration_id), \
         (SELECT MAX(uscc) FROM revisions r WHERE r.declaration_id = d.declaration_id) \
         FROM declarations d WHERE d.declaration_id > $1 ORDER BY d.declaration_id LIMIT $2",
      )
      .bind(&after)
      .bind(AT_ONCE)
      .fetch_all(&mut **view)
      .await?;
      let Some(last) = rows.last() else { return Ok(None) };
      after.clone_from(&last.0);
      for (id, uscc, state, revision, latest, owner) in &rows {
        if self.states.get(id) != Some(state) || Some(*revision) != *latest || Some(uscc) != owner.as_ref() {
          return Ok(Some(
            Message::new("hub-not-its-state").with("subject", clean_foreign(id)).with("revision", i64::from(number(*revision))),
          ));
        }
      }
    }
  }
}
