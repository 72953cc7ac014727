use super::{database::Database, running::runtime};
use crate::{failure::Failure, lang::Message};

/// `jiliang hub verify`: whether the log, and everything it tells of, is as it was written. `Ok` holds how many entries there are, `Err` the first
/// thing that does not fit.
pub fn verify(database: &str) -> Result<Result<u64, Message>, Failure> {
  runtime()?.block_on(async {
    let database = Database::open(database).await?;
    let verdict = database.verify_log().await.map_err(|error| database.failed(error));
    database.close().await;
    verdict
  })
}
