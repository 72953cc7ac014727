//! The append-only log, at which all writers take turns.

use super::{Database, log_entry::LogEntry};
use sqlx::{Sqlite, SqliteConnection, Transaction};
use tokio::sync::MutexGuard;

/// A transaction that ends with one entry in the log, or leaves no trace.
pub(super) struct Writing<'a> {
  transaction: Transaction<'static, Sqlite>,
  /// The place the entry will have.
  pub(super) log_index: u64,
  /// The hash of the entry before it.
  pub(super) prev: String,
  _turn: MutexGuard<'a, ()>,
}

impl<'a> Writing<'a> {
  /// Waits for the turn. The first statement takes the one row all writers need, so that two processes cannot both read and then both write.
  pub(super) async fn begin(database: &'a Database) -> sqlx::Result<Self> {
    let turn = database.writer.lock().await;
    let mut transaction = database.pool.begin().await?;
    let (log_index, prev): (i64, String) =
      sqlx::query_as("UPDATE log_head SET next_index = next_index + 1 WHERE id = 1 RETURNING next_index - 1, hash")
        .fetch_one(&mut *transaction)
        .await?;
    let log_index = u64::try_from(log_index).map_err(|error| sqlx::Error::Protocol(error.to_string()))?;
    Ok(Self { transaction, log_index, prev, _turn: turn })
  }

  /// For the statements in between.
  pub(super) fn connection(&mut self) -> &mut SqliteConnection {
    &mut self.transaction
  }

  /// Writes the entry and makes all of it last.
  pub(super) async fn finish(mut self, actor: &str, action: &str, subject: &str, digest: &str, at: &str) -> sqlx::Result<()> {
    let entry = LogEntry {
      log_index: self.log_index,
      at: at.to_owned(),
      actor: actor.to_owned(),
      action: action.to_owned(),
      subject: subject.to_owned(),
      digest: digest.to_owned(),
      prev: self.prev,
    };
    let hash = entry.hash();
    sqlx::query("INSERT INTO log (log_index, at, actor, action, subject, digest, prev, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
      .bind(entry.log_index.cast_signed())
      .bind(&entry.at)
      .bind(&entry.actor)
      .bind(&entry.action)
      .bind(&entry.subject)
      .bind(&entry.digest)
      .bind(&entry.prev)
      .bind(&hash)
      .execute(&mut *self.transaction)
      .await?;
    sqlx::query("UPDATE log_head SET hash = $1 WHERE id = 1").bind(&hash).execute(&mut *self.transaction).await?;
    self.transaction.commit().await
  }
}
