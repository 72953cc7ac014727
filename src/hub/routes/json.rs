use axum::{
  body::Body,
  http::{HeaderValue, Response, StatusCode, header},
};
use serde::Serialize;

/// A response with `value`.
pub(super) fn json(value: &impl Serialize) -> Response<Body> {
  bytes(StatusCode::OK, serde_json::to_vec(value).unwrap_or_default())
}

/// A response with JSON that is bytes already.
pub(super) fn bytes(status: StatusCode, bytes: Vec<u8>) -> Response<Body> {
  let mut response = Response::new(Body::from(bytes));
  *response.status_mut() = status;
  response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
  response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
  response
}
