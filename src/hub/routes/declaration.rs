use super::json::json;
use crate::hub::{caller::Caller, refusal::Refusal, router::Params, state::Hub};
use axum::{body::Body, http::Response};

/// The state of one of the caller's declarations.
pub(crate) async fn declaration(hub: &Hub, caller: &Caller, params: &Params) -> Result<Response<Body>, Refusal> {
  let declaration = hub.database.declaration(&params.id).await?;
  // Somebody else's is as unknown as none.
  let declaration = declaration.filter(|found| found.uscc == caller.uscc).ok_or_else(Refusal::not_found)?;
  let revisions = hub.database.revisions(&params.id).await?;
  Ok(json(&serde_json::json!({
    "declaration_id": params.id,
    "state": declaration.state,
    "uscc": declaration.uscc,
    "revision": declaration.revision,
    "updated_at": declaration.updated_at,
    "revisions": revisions,
    "queries": [],
  })))
}
