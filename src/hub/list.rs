use super::{
  database::{Database, Listed},
  running::runtime,
};
use crate::failure::Failure;

/// `jiliang hub list`: the declarations the hub holds, in the order in which they last changed. Every field is free of hostile characters.
pub fn list(database: &str) -> Result<Vec<Listed>, Failure> {
  runtime()?.block_on(async {
    let database = Database::open(database).await?;
    let listed = database.list().await.map_err(|error| database.failed(error));
    database.close().await;
    listed
  })
}
