//! The body of a submission, from the wire to an envelope.

use super::refusal::Refusal;
use crate::{
  lang::Message,
  submit::{Envelope, FrozenEnvelope, MAX_BYTES, content_digest},
};
use axum::{
  body::{Body, HttpBody as _},
  http::{HeaderMap, StatusCode, header},
};
use flate2::read::MultiGzDecoder;
use std::{future::poll_fn, io::Read as _, pin::pin};

/// A body as it travelled, and how to read it.
pub(crate) struct Upload {
  content: Vec<u8>,
  gzip: bool,
}

impl Upload {
  /// Receives a body. What the head already rules out is refused before the body is read.
  pub(crate) async fn receive(headers: &HeaderMap, body: Body) -> Result<Self, Refusal> {
    check_media_type(headers)?;
    let gzip = match text(headers, &header::CONTENT_ENCODING).map(str::to_ascii_lowercase).as_deref() {
      None | Some("" | "identity") => false,
      Some("gzip") => true,
      Some(_) => return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "encoding", Message::new("hub-encoding"))),
    };
    let announced = text(headers, &header::CONTENT_LENGTH).and_then(|length| length.parse().ok()).unwrap_or(0);
    if announced > MAX_BYTES {
      return Err(Refusal::too_large());
    }
    let mut content = Vec::with_capacity(announced.min(64 * 1024));
    let mut body = pin!(body);
    while let Some(frame) = poll_fn(|context| body.as_mut().poll_frame(context)).await {
      let frame = frame.map_err(|_| broken())?;
      if let Ok(data) = frame.into_data() {
        if content.len() + data.len() > MAX_BYTES {
          return Err(Refusal::too_large());
        }
        content.extend_from_slice(&data);
      }
    }
    check_digest(headers, &content)?;
    Ok(Self { content, gzip })
  }

  /// Unpacks and reads the envelope. Takes a processor for up to a second.
  pub(crate) fn read(self) -> Result<(FrozenEnvelope, Envelope), Refusal> {
    let bytes = if self.gzip {
      let mut bytes = Vec::new();
      // One byte more than allowed tells a bomb from what just fits.
      let mut decoder = MultiGzDecoder::new(self.content.as_slice()).take(MAX_BYTES as u64 + 1);
      decoder.read_to_end(&mut bytes).map_err(|_| broken())?;
      bytes
    } else {
      self.content
    };
    Ok(FrozenEnvelope::from_bytes(bytes)?)
  }
}

fn check_media_type(headers: &HeaderMap) -> Result<(), Refusal> {
  let media = text(headers, &header::CONTENT_TYPE).unwrap_or_default().split(';').next().unwrap_or_default().trim();
  if media.eq_ignore_ascii_case("application/json") {
    return Ok(());
  }
  Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type", Message::new("hub-media-type")))
}

/// Compares `Content-Digest` (RFC 9530), where it is given, with what arrived; other algorithms than SHA-256 are passed over.
fn check_digest(headers: &HeaderMap, content: &[u8]) -> Result<(), Refusal> {
  let actual = content_digest(content);
  for value in headers.get_all("content-digest") {
    let parts = value.to_str().unwrap_or_default().split(',').map(str::trim);
    if parts.filter(|part| part.starts_with("sha-256=")).any(|part| part != actual) {
      return Err(Refusal::new(StatusCode::BAD_REQUEST, "content-digest", Message::new("hub-content-digest")));
    }
  }
  Ok(())
}

fn broken() -> Refusal {
  Refusal::new(StatusCode::BAD_REQUEST, "body", Message::new("hub-body"))
}

fn text<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> Option<&'a str> {
  headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim)
}
