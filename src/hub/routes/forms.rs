use super::json::json;
use crate::hub::state::Hub;
use axum::{body::Body, http::Response};

/// The forms the hub takes.
pub(crate) fn forms(hub: &Hub) -> Response<Body> {
  json(&serde_json::json!({"forms": hub.recheck.forms()}))
}
