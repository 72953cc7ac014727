use super::{refusal::Refusal, state::Hub};
use crate::{lang::Message, submit::digest_of};
use axum::http::{HeaderMap, StatusCode, header};

/// Who asks: the enterprise a token was given to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Caller {
  /// Its unified social credit code.
  pub(crate) uscc: String,
}

impl Caller {
  /// Finds the caller by the bearer token. The token is looked up by its hash, so the time it takes says nothing about near misses.
  pub(crate) async fn of(hub: &Hub, headers: &HeaderMap) -> Result<Self, Refusal> {
    let refused = || Refusal::new(StatusCode::UNAUTHORIZED, "token", Message::new("hub-token"));
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).ok_or_else(refused)?;
    let (scheme, token) = value.split_once(' ').ok_or_else(refused)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
      return Err(refused());
    }
    let uscc = hub.database.organisation_of(&digest_of(token.trim().as_bytes())).await?;
    uscc.map(|uscc| Self { uscc }).ok_or_else(refused)
  }
}
