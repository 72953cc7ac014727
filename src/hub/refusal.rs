use super::state::Hub;
use crate::{
  lang::{Message, Words},
  submit::{EnvelopeFault, Problem, RevisionRef},
};
use axum::{
  body::Body,
  http::{HeaderValue, Response, StatusCode, header},
};
use serde_json::Value;

/// Why a request is not answered as asked, told as a problem document.
#[derive(Debug)]
pub(crate) struct Refusal {
  status: StatusCode,
  code: &'static str,
  detail: Message,
  errors: Vec<Value>,
  current: Option<RevisionRef>,
}

impl Refusal {
  /// A refusal with its permanent code and what to tell.
  pub(crate) fn new(status: StatusCode, code: &'static str, detail: Message) -> Self {
    Self { status, code, detail, errors: Vec::new(), current: None }
  }

  /// There is nothing here, or nothing the caller may know of: the same for both.
  pub(crate) fn not_found() -> Self {
    Self::new(StatusCode::NOT_FOUND, "not-found", Message::new("hub-not-found"))
  }

  /// A mistake of ours; the cause is in the log only.
  pub(crate) fn internal(cause: impl std::fmt::Display) -> Self {
    tracing::error!(%cause, "request failed");
    Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", Message::new("hub-internal"))
  }

  /// More than is taken.
  pub(crate) fn too_large() -> Self {
    let limit = usize::try_from(Hub::LIMITS.max_body).unwrap_or(usize::MAX);
    Self::from(EnvelopeFault::TooLarge { limit })
  }

  /// Adds findings.
  pub(crate) fn with_errors(self, errors: Vec<Value>) -> Self {
    Self { errors, ..self }
  }

  /// Adds the revision the hub holds.
  pub(crate) fn with_current(self, current: Option<RevisionRef>) -> Self {
    Self { current, ..self }
  }

  /// The response, in the caller's language.
  pub(crate) fn response(self, words: &Words) -> Response<Body> {
    let problem = Problem {
      kind: format!("{}{}", Problem::URI, self.code),
      title: self.status.canonical_reason().unwrap_or_default().to_owned(),
      status: self.status.as_u16(),
      detail: Some(words.say(&self.detail)),
      errors: self.errors,
      current: self.current,
      max_bytes: (self.status == StatusCode::PAYLOAD_TOO_LARGE).then_some(Hub::LIMITS.max_body),
      upgrade_to: None,
    };
    let mut response = Response::new(Body::from(serde_json::to_vec(&problem).unwrap_or_default()));
    *response.status_mut() = self.status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    match self.status {
      StatusCode::UNAUTHORIZED => {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
      }
      StatusCode::SERVICE_UNAVAILABLE | StatusCode::INSUFFICIENT_STORAGE => {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
      }
      StatusCode::REQUEST_TIMEOUT | StatusCode::PAYLOAD_TOO_LARGE => {
        // The rest of the body is not read.
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
      }
      _ => {}
    }
    response
  }
}

impl From<EnvelopeFault> for Refusal {
  fn from(fault: EnvelopeFault) -> Self {
    let status = match fault {
      EnvelopeFault::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
      _ => StatusCode::BAD_REQUEST,
    };
    Self::new(status, fault.code(), fault.message())
  }
}

impl From<sqlx::Error> for Refusal {
  fn from(error: sqlx::Error) -> Self {
    tracing::error!(%error, "database");
    // SQLITE_FULL and its relatives; PostgreSQL's disk_full.
    let full = error.as_database_error().and_then(sqlx::error::DatabaseError::code).is_some_and(|code| code == "13" || code == "53100");
    if full {
      Self::new(StatusCode::INSUFFICIENT_STORAGE, "full", Message::new("hub-full"))
    } else {
      Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", Message::new("hub-unavailable"))
    }
  }
}
