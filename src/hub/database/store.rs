use super::{
  Database,
  log::Writing,
  rows::{RevisionRow, number},
};
use crate::{
  hub::signer::Signer,
  submit::{Envelope, FrozenEnvelope, Receipt, Reference, RevisionRef},
};
use jiff::{Timestamp, Unit};

/// What became of a revision that was to be stored.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Stored {
  /// Stored now; the receipt.
  New(Vec<u8>),
  /// The same bytes were there; the receipt they got.
  Same(Vec<u8>),
  /// Other bytes are there under this number.
  Other(RevisionRef),
  /// It was not made from the current revision.
  StaleBase(Option<RevisionRef>),
  /// The declaration is somebody else's.
  Foreign,
}

impl Database {
  /// Stores a revision with its receipt and its entry in the log, all or nothing.
  pub(crate) async fn store(&self, frozen: &FrozenEnvelope, envelope: &Envelope, signer: &Signer, now: Timestamp) -> sqlx::Result<Stored> {
    let mut writing = Writing::begin(self).await?;
    let id = frozen.declaration_id().to_string();
    let uscc = envelope.org.uscc.as_str();
    if let Some(other) = obstacle(&mut writing, &id, frozen, envelope).await? {
      return Ok(other);
    }
    let received_at = now.round(Unit::Millisecond).unwrap_or(now);
    let receipt = Receipt {
      format: Receipt::FORMAT.to_owned(),
      declaration_id: frozen.declaration_id(),
      revision: frozen.revision(),
      digest: frozen.digest().to_owned(),
      reference: free_reference(&mut writing).await?,
      received_at,
      server: signer.server.clone(),
      state: "received".to_owned(),
      log_index: writing.log_index,
      prev: writing.prev.clone(),
      key: signer.public().to_string(),
    };
    let signed = signer.sign(&receipt).ok_or_else(|| sqlx::Error::Protocol("receipt cannot be written".to_owned()))?;
    let at = received_at.to_string();
    sqlx::query(
      "INSERT INTO declarations (declaration_id, uscc, state, revision, updated_at) VALUES ($1, $2, 'received', $3, $4) \
       ON CONFLICT (declaration_id) DO UPDATE SET state = excluded.state, revision = excluded.revision, updated_at = excluded.updated_at",
    )
    .bind(&id)
    .bind(uscc)
    .bind(i64::from(frozen.revision()))
    .bind(&at)
    .execute(writing.connection())
    .await?;
    sqlx::query(
      "INSERT INTO revisions (declaration_id, revision, digest, uscc, form_id, form_version, form_digest, reference, received_at, envelope, receipt) \
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(&id)
    .bind(i64::from(frozen.revision()))
    .bind(frozen.digest())
    .bind(uscc)
    .bind(&envelope.form.id)
    .bind(&envelope.form.version)
    .bind(&envelope.form.digest)
    .bind(receipt.reference.as_str())
    .bind(&at)
    .bind(frozen.bytes())
    .bind(signed.bytes())
    .execute(writing.connection())
    .await?;
    writing.finish(uscc, "received", &format!("{id}/{}", frozen.revision()), frozen.digest(), &at).await?;
    Ok(Stored::New(signed.bytes().to_vec()))
  }
}

/// What stands against storing: asked inside the transaction, so that of many at once exactly one stores.
async fn obstacle(writing: &mut Writing<'_>, id: &str, frozen: &FrozenEnvelope, envelope: &Envelope) -> sqlx::Result<Option<Stored>> {
  let current: Option<(String, i64, String)> = sqlx::query_as(
    "SELECT d.uscc, d.revision, r.digest FROM declarations d \
     JOIN revisions r ON r.declaration_id = d.declaration_id AND r.revision = d.revision WHERE d.declaration_id = $1",
  )
  .bind(id)
  .fetch_optional(writing.connection())
  .await?;
  let base = envelope.supersedes.clone();
  let Some((uscc, revision, digest)) = current else {
    // A base that this hub never saw.
    return Ok(base.map(|_| Stored::StaleBase(None)));
  };
  if uscc != envelope.org.uscc {
    return Ok(Some(Stored::Foreign));
  }
  if let Some(there) = RevisionRow::find(writing.connection(), id, frozen.revision()).await? {
    let other = RevisionRef { revision: frozen.revision(), digest: there.digest };
    return Ok(Some(if other.digest == frozen.digest() { Stored::Same(there.receipt) } else { Stored::Other(other) }));
  }
  let current = RevisionRef { revision: number(revision), digest };
  Ok((base.as_ref() != Some(&current)).then_some(Stored::StaleBase(Some(current))))
}

async fn free_reference(writing: &mut Writing<'_>) -> sqlx::Result<Reference> {
  loop {
    let random = getrandom::u64().map_err(|error| sqlx::Error::Protocol(error.to_string()))?;
    let reference = Reference::from_number(random);
    let taken: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM revisions WHERE reference = $1")
      .bind(reference.as_str())
      .fetch_one(writing.connection())
      .await?;
    if taken == 0 {
      return Ok(reference);
    }
  }
}
