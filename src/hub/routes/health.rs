use super::json::json;
use crate::hub::{refusal::Refusal, state::Hub};
use axum::{body::Body, http::Response};

/// Whether the hub works, its database included.
pub(crate) async fn health(hub: &Hub) -> Result<Response<Body>, Refusal> {
  hub.database.ping().await?;
  Ok(json(&serde_json::json!({"status": "ok"})))
}
