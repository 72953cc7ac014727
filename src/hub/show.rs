use super::{
  database::{Database, RevisionEntry},
  running::runtime,
};
use crate::{failure::Failure, lang::Message, submit::read_strict, text::clean_foreign};
use serde::Serialize;
use serde_json::Value;

/// One declaration, for a person's eyes: all texts in it are cleaned, so this is not what was received byte for byte.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shown {
  /// The declaration.
  pub declaration_id: String,
  /// Its state.
  pub state: String,
  /// Who declares.
  pub uscc: String,
  /// Its revisions, oldest first.
  pub revisions: Vec<RevisionEntry>,
  /// The envelope of the current revision.
  pub envelope: Value,
}

/// `jiliang hub show`: the declaration `id`.
pub fn show(database: &str, id: &str) -> Result<Shown, Failure> {
  runtime()?.block_on(async {
    let database = Database::open(database).await?;
    let shown = find(&database, id).await;
    database.close().await;
    shown
  })
}

async fn find(database: &Database, id: &str) -> Result<Shown, Failure> {
  let failed = |error| database.failed(error);
  let unknown = || Failure::new(Message::new("hub-no-declaration").with("id", clean_foreign(id)));
  let declaration = database.declaration(id).await.map_err(failed)?.ok_or_else(unknown)?;
  let stored = database.revision(id, declaration.revision).await.map_err(failed)?.ok_or_else(unknown)?;
  let revisions = database.revisions(id).await.map_err(failed)?;
  let envelope = read_strict(&stored.envelope).map_or(Value::Null, cleaned);
  Ok(Shown { declaration_id: id.to_owned(), state: declaration.state, uscc: declaration.uscc, revisions, envelope })
}

/// `value` with every text and every key cleaned.
fn cleaned(value: Value) -> Value {
  match value {
    Value::String(text) => Value::String(clean_foreign(&text)),
    Value::Array(items) => Value::Array(items.into_iter().map(cleaned).collect()),
    Value::Object(entries) => entries.into_iter().map(|(key, value)| (clean_foreign(&key), cleaned(value))).collect(),
    other => other,
  }
}
