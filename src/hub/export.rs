use super::{database::Database, running::runtime};
use crate::{failure::Failure, lang::Message};
use std::io::Write;

/// How many envelopes are held at once; each has at most 10 MiB.
const AT_ONCE: i64 = 8;

/// `jiliang hub export`: writes every received envelope, byte for byte as it came, a line for each (NDJSON), and gives their number.
///
/// This is data for programs, not for terminals: the texts in it are not cleaned.
pub fn export(database: &str, out: &mut dyn Write) -> Result<usize, Failure> {
  let cannot = |error: std::io::Error| Failure::new(Message::new("hub-cannot-export")).caused_by(error);
  runtime()?.block_on(async {
    let database = Database::open(database).await?;
    let (mut after, mut count) = ((String::new(), 0), 0);
    loop {
      let page = database.envelopes(&after.0, after.1, AT_ONCE).await.map_err(|error| database.failed(error))?;
      let Some(last) = page.last() else { break };
      after = (last.0.clone(), last.1);
      for (_, _, bytes) in &page {
        // Canonical JSON has no line end of its own.
        out.write_all(bytes).and_then(|()| out.write_all(b"\n")).map_err(cannot)?;
      }
      count += page.len();
    }
    database.close().await;
    out.flush().map_err(cannot)?;
    Ok(count)
  })
}
