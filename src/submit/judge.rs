use super::{Acknowledgement, Expectation, Mapping, Need, Outcome, Problem, Retry, SignedReceipt};
use crate::{lang::Message, text::clean_foreign};
use jiff::Timestamp;
use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap, LOCATION, RETRY_AFTER};
use serde_json::Value;
use std::time::Duration;

/// The pause after which a busy host is asked again where it does not say.
const BUSY: Duration = Duration::from_mins(1);
/// The pause after which an attempt that is still running is asked for.
const RUNNING: Duration = Duration::from_secs(5);

/// Decides what an answer means for the revision that was sent. Pure: it knows no network and no clock.
///
/// An answer that looks like success counts only with a verified receipt (full profile) or where the mapping says so (simple profile): login pages
/// of networks answer 200 to everything.
pub fn judge(status: u16, headers: &HeaderMap, body: &[u8], expected: &Expectation) -> Outcome {
  let reply = Reply { status, headers, body, expected, problem: problem(headers, body) };
  match (status, &expected.mapping) {
    (200..=299, Some(mapping)) => reply.mapped(mapping),
    (200 | 201, None) => reply.receipt(),
    (202, None) if headers.contains_key(LOCATION) || is_json(headers) => reply.again("submit-processing", Retry::Poll(reply.pause())),
    (200..=299 | 511, _) => reply.again("submit-portal", Retry::Slowly),
    (300..=399, _) => reply.moved(),
    (401, _) => reply.person("submit-token", Need::Token),
    (403, _) => reply.person("submit-permission", Need::Permission),
    (404, _) if reply.problem.is_none() => reply.person("submit-address", Need::Address),
    (404, _) => reply.person("submit-form", Need::Form),
    (407, _) => reply.person("submit-proxy-auth", Need::Proxy),
    (408 | 425, _) => reply.again("submit-timeout", Retry::Backoff),
    (409, _) => reply.conflict(),
    (410, _) => reply.person("submit-deleted", Need::NewDeclaration),
    (412, _) => reply.person("submit-stale", Need::Rebase(reply.current())),
    (413, _) => reply.too_large(),
    (422, _) if reply.code() == "key-reused" => reply.person("submit-conflict", Need::Merge(reply.current())),
    (422, _) => reply.rejected(),
    (429 | 503, _) => reply.again("submit-busy", Retry::HostAfter(reply.pause().unwrap_or(BUSY))),
    (501 | 505, _) => reply.person("submit-not-understood", Need::Support),
    (500..=599, _) => reply.again("submit-server", Retry::Backoff),
    _ => reply.person("submit-not-understood", Need::Support),
  }
}

struct Reply<'a> {
  status: u16,
  headers: &'a HeaderMap,
  body: &'a [u8],
  expected: &'a Expectation,
  problem: Option<Problem>,
}

impl Reply<'_> {
  fn receipt(&self) -> Outcome {
    if !is_json(self.headers) {
      return self.again("submit-portal", Retry::Slowly);
    }
    let receipt = SignedReceipt::from_bytes(self.body.to_vec())
      .and_then(|receipt| receipt.verify(&self.expected.subject, self.expected.key.as_ref()).map(|()| receipt));
    match receipt {
      Ok(receipt) => Outcome::Delivered(Box::new(receipt)),
      Err(reason) => Outcome::NotDelivered { reason: self.about("submit-receipt").with("reason", reason), retry: Retry::Slowly },
    }
  }

  fn mapped(&self, mapping: &Mapping) -> Outcome {
    let body: Value = match serde_json::from_slice(self.body) {
      Ok(body) if is_json(self.headers) => body,
      _ => return self.again("submit-portal", Retry::Slowly),
    };
    let message = mapping.message_in(&body);
    if mapping.succeeded(&body) {
      return Outcome::Acknowledged(Acknowledgement { id: mapping.id_in(&body), message });
    }
    let reason = self.about("submit-unmapped").with("said", said(message.as_deref()));
    Outcome::NotDelivered { reason, retry: Retry::Slowly }
  }

  fn moved(&self) -> Outcome {
    let location = self.headers.get(LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let reason = self.about("submit-moved").with("location", clean_foreign(location));
    Outcome::NeedsPerson { reason, need: Need::Address, problem: None }
  }

  fn conflict(&self) -> Outcome {
    match self.code() {
      "in-progress" => self.again("submit-running", Retry::After(self.pause().unwrap_or(RUNNING))),
      "stale-base" => self.person("submit-stale", Need::Rebase(self.current())),
      "form-closed" => {
        let upgrade = self.problem.as_ref().and_then(|problem| problem.upgrade_to.clone());
        self.person("submit-form-closed", Need::Migrate(upgrade))
      }
      "locked" => self.person("submit-locked", Need::Review),
      "withdrawn" => self.person("submit-withdrawn", Need::Withdrawn),
      _ => self.person("submit-conflict", Need::Merge(self.current())),
    }
  }

  fn too_large(&self) -> Outcome {
    let most = self.problem.as_ref().and_then(|problem| problem.max_bytes);
    let Some(bytes) = most else { return self.person("submit-too-large", Need::Size(None)) };
    let reason = self.about("submit-too-large-by").with("bytes", i64::try_from(bytes).unwrap_or(i64::MAX));
    Outcome::NeedsPerson { reason, need: Need::Size(most), problem: self.problem.clone().map(Box::new) }
  }

  fn rejected(&self) -> Outcome {
    match &self.problem {
      Some(problem) if !problem.errors.is_empty() || self.code() == "validation" => {
        let reason = self.about("submit-rejected").with("count", problem.errors.len());
        Outcome::Rejected { reason, problem: Box::new(problem.clone()) }
      }
      _ => self.person("submit-not-understood", Need::Support),
    }
  }

  fn again(&self, id: &'static str, retry: Retry) -> Outcome {
    Outcome::NotDelivered { reason: self.about(id), retry }
  }

  fn person(&self, id: &'static str, need: Need) -> Outcome {
    let detail = self.problem.as_ref().and_then(|problem| problem.detail.as_deref().or(Some(problem.title.as_str())));
    let reason = self.about(id).with("said", said(detail));
    Outcome::NeedsPerson { reason, need, problem: self.problem.clone().map(Box::new) }
  }

  fn about(&self, id: &'static str) -> Message {
    Message::new(id).with("platform", &self.expected.platform).with("status", i64::from(self.status))
  }

  fn code(&self) -> &str {
    self.problem.as_ref().map(Problem::code).unwrap_or_default()
  }

  fn current(&self) -> Option<super::RevisionRef> {
    self.problem.as_ref().and_then(|problem| problem.current.clone())
  }

  /// `Retry-After`, as seconds or as a date measured against the server's own clock.
  fn pause(&self) -> Option<Duration> {
    let text = self.headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
      return Some(Duration::from_secs(seconds).min(Duration::from_hours(24)));
    }
    let seconds = http_date(text)?.as_second() - http_date(self.headers.get(DATE)?.to_str().ok()?)?.as_second();
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)).min(Duration::from_hours(24)))
  }
}

/// What the platform said, as a part of a sentence; nothing where it said nothing.
fn said(text: Option<&str>) -> Message {
  match text.map(clean_foreign).filter(|text| !text.is_empty()) {
    Some(text) => Message::new("submit-said").with("text", text),
    None => Message::new("submit-said-nothing"),
  }
}

fn http_date(text: &str) -> Option<Timestamp> {
  jiff::fmt::rfc2822::parse(text).ok().map(|moment| moment.timestamp())
}

fn is_json(headers: &HeaderMap) -> bool {
  let Some(value) = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return false };
  let media = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
  media == "application/json" || (media.starts_with("application/") && media.ends_with("+json"))
}

/// The problem document in an answer; other JSON is none.
fn problem(headers: &HeaderMap, body: &[u8]) -> Option<Problem> {
  if !is_json(headers) {
    return None;
  }
  let problem: Problem = serde_json::from_slice(body).ok()?;
  (!problem.kind.is_empty() || !problem.title.is_empty()).then_some(problem)
}
