use super::json::bytes;
use crate::hub::{caller::Caller, refusal::Refusal, router::Params, state::Hub};
use axum::{
  body::Body,
  http::{Response, StatusCode},
};

/// The receipt of one of the caller's revisions, byte for byte as it was first given.
pub(crate) async fn receipt(hub: &Hub, caller: &Caller, params: &Params) -> Result<Response<Body>, Refusal> {
  let revision = params.n.parse().map_err(|_| Refusal::not_found())?;
  let stored = hub.database.revision(&params.id, revision).await?;
  let stored = stored.filter(|stored| stored.uscc == caller.uscc).ok_or_else(Refusal::not_found)?;
  Ok(bytes(StatusCode::OK, stored.receipt))
}
