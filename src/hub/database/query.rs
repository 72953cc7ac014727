use super::{
  Database,
  log::Writing,
  rows::{DeclarationRow, Listed, RevisionEntry, RevisionRow, number},
};
use crate::failure::Failure;
use jiff::Timestamp;
use sqlx::SqliteConnection;

impl Database {
  /// Keeps the hash of a new token for the enterprise `uscc`.
  pub(crate) async fn enrol(&self, token_hash: &str, uscc: &str) -> Result<(), Failure> {
    let work = async {
      let at = Timestamp::now().to_string();
      let mut writing = Writing::begin(self).await?;
      sqlx::query("INSERT INTO tokens (hash, uscc, created_at) VALUES ($1, $2, $3)")
        .bind(token_hash)
        .bind(uscc)
        .bind(&at)
        .execute(writing.connection())
        .await?;
      writing.finish("hub", "token-issued", uscc, token_hash, &at).await
    };
    work.await.map_err(|error| self.failed(error))
  }

  /// The enterprise a token was given to, by the token's hash; none for unknown and revoked ones.
  pub(crate) async fn organisation_of(&self, token_hash: &str) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar("SELECT uscc FROM tokens WHERE hash = $1 AND revoked_at IS NULL").bind(token_hash).fetch_optional(&self.pool).await
  }

  /// The declaration `id`.
  pub(crate) async fn declaration(&self, id: &str) -> sqlx::Result<Option<DeclarationRow>> {
    let row: Option<(String, String, i64, String)> =
      sqlx::query_as("SELECT uscc, state, revision, updated_at FROM declarations WHERE declaration_id = $1")
        .bind(id)
        .fetch_optional(&self.pool)
        .await?;
    Ok(row.map(|(uscc, state, revision, updated_at)| DeclarationRow { uscc, state, revision: number(revision), updated_at }))
  }

  /// The revisions of `id`, oldest first.
  pub(crate) async fn revisions(&self, id: &str) -> sqlx::Result<Vec<RevisionEntry>> {
    let rows: Vec<(i64, String, String, String)> =
      sqlx::query_as("SELECT revision, digest, received_at, reference FROM revisions WHERE declaration_id = $1 ORDER BY revision")
        .bind(id)
        .fetch_all(&self.pool)
        .await?;
    let entry = |(revision, digest, received_at, reference)| RevisionEntry { revision: number(revision), digest, received_at, reference };
    Ok(rows.into_iter().map(entry).collect())
  }

  /// One revision with its bytes.
  pub(crate) async fn revision(&self, id: &str, revision: u32) -> sqlx::Result<Option<RevisionRow>> {
    let mut connection = self.pool.acquire().await?;
    RevisionRow::find(&mut connection, id, revision).await
  }

  /// All declarations, those that changed longest ago first.
  pub(crate) async fn list(&self) -> sqlx::Result<Vec<Listed>> {
    let rows: Vec<(String, i64, String, String, String, String)> = sqlx::query_as(
      "SELECT d.declaration_id, d.revision, d.state, d.uscc, r.digest, r.received_at FROM declarations d \
       JOIN revisions r ON r.declaration_id = d.declaration_id AND r.revision = d.revision \
       ORDER BY d.updated_at, d.declaration_id",
    )
    .fetch_all(&self.pool)
    .await?;
    let listed = |(declaration_id, revision, state, uscc, digest, received_at)| Listed {
      declaration_id,
      revision: number(revision),
      state,
      uscc,
      digest,
      received_at,
    };
    Ok(rows.into_iter().map(listed).collect())
  }

  /// The next `most` received envelopes after the one named, in the order of declarations and revisions.
  pub(crate) async fn envelopes(&self, id: &str, revision: i64, most: i64) -> sqlx::Result<Vec<(String, i64, Vec<u8>)>> {
    sqlx::query_as(
      "SELECT declaration_id, revision, envelope FROM revisions WHERE (declaration_id, revision) > ($1, $2) \
       ORDER BY declaration_id, revision LIMIT $3",
    )
    .bind(id)
    .bind(revision)
    .bind(most)
    .fetch_all(&self.pool)
    .await
  }

  /// Whether the database answers.
  pub(crate) async fn ping(&self) -> sqlx::Result<()> {
    sqlx::query("SELECT 1").execute(&self.pool).await.map(drop)
  }
}

impl RevisionRow {
  /// Finds a revision over `connection`, which may be in a transaction.
  pub(super) async fn find(connection: &mut SqliteConnection, id: &str, revision: u32) -> sqlx::Result<Option<Self>> {
    let row: Option<(String, String, Vec<u8>, Vec<u8>)> =
      sqlx::query_as("SELECT uscc, digest, envelope, receipt FROM revisions WHERE declaration_id = $1 AND revision = $2")
        .bind(id)
        .bind(i64::from(revision))
        .fetch_optional(connection)
        .await?;
    Ok(row.map(|(uscc, digest, envelope, receipt)| Self { uscc, digest, envelope, receipt }))
  }
}
