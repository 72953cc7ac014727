use super::json::json;
use crate::hub::{refusal::Refusal, state::Hub};
use axum::{body::Body, http::Response};
use std::sync::Arc;

/// The forms the hub takes.
pub(crate) async fn forms(hub: Arc<Hub>) -> Result<Response<Body>, Refusal> {
  tokio::task::spawn_blocking(move || json(&serde_json::json!({"forms": hub.forms()}))).await.map_err(Refusal::internal)
}
