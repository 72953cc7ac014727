use super::json::json;
use crate::{
  hub::state::Hub,
  submit::{Envelope, Service},
};
use axum::{body::Body, http::Response};
use jiff::Timestamp;

/// What the hub says about itself.
pub(crate) fn service(hub: &Hub) -> Response<Body> {
  json(&Service {
    jlx: Envelope::PROTOCOL,
    profile: "full".to_owned(),
    server: hub.signer.server.clone(),
    time: Timestamp::now(),
    key: hub.signer.public().to_string(),
    limits: Hub::LIMITS,
  })
}
