use super::{database::Database, running::runtime};
use crate::{failure::Failure, lang::Message, submit::digest_of};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

/// `jiliang hub enrol`: makes a token with which the enterprise `uscc` may submit, and gives it. It is shown this once; the database keeps its hash.
pub fn enrol(database: &str, uscc: &str) -> Result<String, Failure> {
  if !looks_like_uscc(uscc) {
    return Err(Failure::new(Message::new("hub-enrol-uscc").with("uscc", crate::text::clean_foreign(uscc))));
  }
  let mut secret = [0; 32];
  getrandom::fill(&mut secret).map_err(|error| Failure::new(Message::new("hub-no-randomness")).caused_by(error))?;
  // The prefix lets scanners find tokens that got into files where they do not belong.
  let token = format!("jlt_{}", URL_SAFE_NO_PAD.encode(secret));
  runtime()?.block_on(async {
    let database = Database::create(database).await?;
    let result = database.enrol(&digest_of(token.as_bytes()), uscc).await;
    database.close().await;
    result
  })?;
  Ok(token)
}

/// Whether `text` has the shape of a unified social credit code. Its check characters are not asked for: an enterprise may have
/// compared a code that fails them with its licence.
fn looks_like_uscc(text: &str) -> bool {
  text.len() == 18 && text.bytes().all(|byte| b"0123456789ABCDEFGHJKLMNPQRTUWXY".contains(&byte))
}
