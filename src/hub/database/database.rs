use super::{location::location, log::Writing};
use crate::{failure::Failure, lang::Message, store::create_private};
use ed25519_dalek::SigningKey;
use jiff::Timestamp;
use sqlx::{
  SqlitePool,
  migrate::Migrator,
  sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{path::Path, time::Duration};
use tokio::sync::Mutex;

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// The hub's memory.
#[derive(Debug)]
pub(crate) struct Database {
  pub(in crate::hub) pool: SqlitePool,
  /// Writers of this process queue here, in order, instead of polling for SQLite's one lock.
  pub(super) writer: Mutex<()>,
  /// The place, for messages.
  place: String,
}

impl Database {
  /// Opens the database at `place`, making it if it is not there.
  pub(crate) async fn create(place: &str) -> Result<Self, Failure> {
    let path = location(place)?;
    // Made by us so that nobody else can read it; SQLite gives its side files the same rights.
    create_private(&path).map_err(|error| unusable(&path).caused_by(error))?;
    Self::connect(&path).await
  }

  /// Opens the database at `place`, which must be there.
  pub(crate) async fn open(place: &str) -> Result<Self, Failure> {
    let path = location(place)?;
    if !path.is_file() {
      return Err(Failure::new(Message::new("hub-no-database").with("file", path.display().to_string())));
    }
    Self::connect(&path).await
  }

  async fn connect(path: &Path) -> Result<Self, Failure> {
    let options = SqliteConnectOptions::new()
      .filename(path)
      .journal_mode(SqliteJournalMode::Wal)
      // Measured: with less, a power cut takes back what was acknowledged.
      .synchronous(SqliteSynchronous::Full)
      .foreign_keys(true)
      .busy_timeout(Duration::from_secs(5));
    let pool = SqlitePoolOptions::new()
      .max_connections(8)
      .acquire_timeout(Duration::from_secs(10))
      .connect_with(options)
      .await
      .map_err(|error| unusable(path).caused_by(error))?;
    MIGRATIONS.run(&pool).await.map_err(|error| unusable(path).caused_by(error))?;
    Ok(Self { pool, writer: Mutex::new(()), place: path.display().to_string() })
  }

  /// The key receipts are signed with; made at first use.
  pub(crate) async fn receipt_key(&self) -> Result<SigningKey, Failure> {
    self.find_or_make_key().await.map_err(|error| self.failed(error))
  }

  async fn find_or_make_key(&self) -> sqlx::Result<SigningKey> {
    const FIND: &str = "SELECT secret FROM keys WHERE purpose = 'receipts'";
    if let Some(secret) = sqlx::query_scalar::<_, Vec<u8>>(FIND).fetch_optional(&self.pool).await? {
      return read_key(&secret);
    }
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(|error| sqlx::Error::Protocol(error.to_string()))?;
    let key = SigningKey::from_bytes(&secret);
    let mut writing = Writing::begin(self).await?;
    // Another process may have been quicker.
    if let Some(secret) = sqlx::query_scalar::<_, Vec<u8>>(FIND).fetch_optional(writing.connection()).await? {
      return read_key(&secret);
    }
    let at = Timestamp::now().to_string();
    sqlx::query("INSERT INTO keys (purpose, algorithm, secret, created_at) VALUES ('receipts', 'Ed25519', $1, $2)")
      .bind(secret.as_slice())
      .bind(&at)
      .execute(writing.connection())
      .await?;
    let public = crate::submit::digest_of(key.verifying_key().as_bytes());
    writing.finish("hub", "key-made", "receipts", &public, &at).await?;
    Ok(key)
  }

  /// A failed query as a failure of a command.
  pub(crate) fn failed(&self, error: sqlx::Error) -> Failure {
    Failure::new(Message::new("hub-database-failed").with("file", &self.place)).caused_by(error)
  }

  /// Closes the database; with the last one the write-ahead log is folded into the file.
  pub(crate) async fn close(&self) {
    self.pool.close().await;
  }
}

fn read_key(secret: &[u8]) -> sqlx::Result<SigningKey> {
  let secret: [u8; 32] = secret.try_into().map_err(|_| sqlx::Error::Protocol("receipt key of the wrong length".to_owned()))?;
  Ok(SigningKey::from_bytes(&secret))
}

fn unusable(path: &Path) -> Failure {
  Failure::new(Message::new("hub-database-unusable").with("file", path.display().to_string()))
}
