//! Every row of the status table of the protocol.

use super::{
  Expectation, Mapping, Need, Outcome, PublicKey, Retry, RevisionRef, Subject, digest_of, judge,
  signed_receipt::tests::{signed, signer},
};
use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap, HeaderName, HeaderValue, LOCATION, RETRY_AFTER};
use serde_json::json;
use std::time::Duration;

const JSON: (HeaderName, &str) = (CONTENT_TYPE, "application/json");
const PROBLEM: (HeaderName, &str) = (CONTENT_TYPE, "application/problem+json; charset=utf-8");
const HTML: (HeaderName, &str) = (CONTENT_TYPE, "text/html");

fn subject() -> Subject {
  Subject { declaration_id: "01900000-0000-7000-8000-000000000001".parse().unwrap(), revision: 2, digest: digest_of(b"sent") }
}

fn full() -> Expectation {
  let key = PublicKey::from(signer().verifying_key());
  Expectation { subject: subject(), platform: "省平台".to_owned(), key: Some(key), mapping: None }
}

fn simple() -> Expectation {
  let pointer = |text: &str| text.to_owned();
  let mapping = Mapping { pointer: pointer("/code"), equals: json!(0), id: Some(pointer("/data/id")), message: Some(pointer("/msg")) };
  Expectation { mapping: Some(mapping), ..full() }
}

fn headers(list: &[(HeaderName, &str)]) -> HeaderMap {
  list.iter().map(|(name, value)| (name.clone(), HeaderValue::from_str(value).unwrap())).collect()
}

fn ask(status: u16, list: &[(HeaderName, &str)], body: &[u8]) -> Outcome {
  judge(status, &headers(list), body, &full())
}

fn problem(status: u16, code: &str) -> Outcome {
  let body = json!({
    "type": format!("urn:jiliang:problem:{code}"), "title": "T", "status": status, "detail": "D\u{1b}[2J",
    "current": {"revision": 2, "digest": "sha-256:aa"}, "upgrade_to": {"version": "2027"},
  });
  ask(status, &[PROBLEM], body.to_string().as_bytes())
}

fn retry(outcome: &Outcome) -> Retry {
  match outcome {
    Outcome::NotDelivered { retry, .. } => *retry,
    other => panic!("{other:?}"),
  }
}

fn need(outcome: &Outcome) -> Need {
  match outcome {
    Outcome::NeedsPerson { need, .. } => need.clone(),
    other => panic!("{other:?}"),
  }
}

#[test]
fn stored_with_a_valid_receipt() {
  let receipt = signed(&subject());
  for status in [200, 201] {
    assert_eq!(ask(status, &[JSON], receipt.bytes()), Outcome::Delivered(Box::new(receipt.clone())));
  }
}

#[test]
fn success_without_a_matching_receipt_is_not_delivered() {
  let other = signed(&Subject { digest: digest_of(b"other"), ..subject() });
  let receipt = signed(&subject());
  for (status, kind, body) in [
    (200, HTML, b"<html>Welcome to the hotel".as_slice()),
    (200, HTML, receipt.bytes()),
    (200, JSON, b"{}"),
    (200, JSON, b""),
    (201, JSON, other.bytes()),
    (201, JSON, &receipt.bytes()[..receipt.bytes().len() - 1]),
    (204, JSON, b""),
    (206, JSON, receipt.bytes()),
    (202, HTML, b"<html>"),
    (511, HTML, b"<html>"),
  ] {
    assert_eq!(retry(&ask(status, &[kind], body)), Retry::Slowly, "{status}");
  }
}

#[test]
fn accepted_for_later_is_polled_not_resent() {
  let at = (LOCATION, "/v1/declarations/x/revisions/2/receipt");
  assert_eq!(retry(&ask(202, &[at.clone(), (RETRY_AFTER, "7")], b"")), Retry::Poll(Some(Duration::from_secs(7))));
  assert_eq!(retry(&ask(202, &[at], b"")), Retry::Poll(None));
}

#[test]
fn redirects_need_a_person() {
  for status in [300, 301, 302, 303, 304, 307, 308] {
    assert_eq!(need(&ask(status, &[(LOCATION, "https://other.example/")], b"")), Need::Address, "{status}");
  }
}

#[test]
fn refusals_need_a_person() {
  for (status, code, expected) in [
    (400, "not-canonical", Need::Support),
    (401, "token", Need::Token),
    (403, "permission", Need::Permission),
    (404, "unknown-form", Need::Form),
    (405, "method", Need::Support),
    (406, "", Need::Support),
    (407, "", Need::Proxy),
    (410, "deleted", Need::NewDeclaration),
    (415, "media-type", Need::Support),
    (428, "", Need::Support),
    (501, "", Need::Support),
  ] {
    assert_eq!(need(&problem(status, code)), expected, "{status}");
  }
  assert_eq!(need(&ask(404, &[HTML], b"<html>")), Need::Address);
  assert!(need(&problem(401, "token")).holds_queue());
  assert!(!need(&problem(403, "permission")).holds_queue());
}

#[test]
fn conflicts() {
  let current = || Some(RevisionRef { revision: 2, digest: "sha-256:aa".to_owned() });
  for (status, code, expected) in [
    (409, "revision-conflict", Need::Merge(current())),
    (409, "something-new", Need::Merge(current())),
    (409, "stale-base", Need::Rebase(current())),
    (409, "form-closed", Need::Migrate(Some(json!({"version": "2027"})))),
    (409, "locked", Need::Review),
    (409, "withdrawn", Need::Withdrawn),
    (412, "", Need::Rebase(current())),
    (422, "key-reused", Need::Merge(current())),
  ] {
    assert_eq!(need(&problem(status, code)), expected, "{status} {code}");
  }
  assert_eq!(need(&ask(409, &[HTML], b"<html>")), Need::Merge(None));
  assert_eq!(retry(&problem(409, "in-progress")), Retry::After(Duration::from_secs(5)));
}

#[test]
fn invalid_content_comes_back_with_its_findings() {
  let finding = json!({"code": "uscc-check", "path": "/answers/enterprise/uscc", "severity": "error"});
  let body = json!({"type": "urn:jiliang:problem:validation", "title": "T", "status": 422, "errors": [finding.clone()]});
  match ask(422, &[PROBLEM], body.to_string().as_bytes()) {
    Outcome::Rejected { problem, .. } => assert_eq!(problem.errors, [finding]),
    other => panic!("{other:?}"),
  }
  assert_eq!(need(&ask(422, &[HTML], b"<html>")), Need::Support);
}

#[test]
fn too_large() {
  let body = json!({"type": "urn:jiliang:problem:too-large", "title": "T", "status": 413, "max_bytes": 1000});
  assert_eq!(need(&ask(413, &[PROBLEM], body.to_string().as_bytes())), Need::Size(Some(1000)));
  assert_eq!(need(&ask(413, &[HTML], b"<html>")), Need::Size(None));
}

#[test]
fn troubles_that_pass() {
  for status in [408, 425, 500, 502, 504, 507, 599] {
    assert_eq!(retry(&ask(status, &[HTML], b"")), Retry::Backoff, "{status}");
  }
  for status in [429, 503] {
    let pause = |list: &[(HeaderName, &str)]| retry(&ask(status, list, b""));
    let after = |seconds| Retry::HostAfter(Duration::from_secs(seconds));
    assert_eq!(pause(&[(RETRY_AFTER, "120")]), after(120));
    assert_eq!(pause(&[]), after(60));
    assert_eq!(pause(&[(RETRY_AFTER, "soon")]), after(60));
    assert_eq!(pause(&[(RETRY_AFTER, "999999999")]), after(86_400));
    let (now, then) = ("Wed, 24 Jun 2026 07:28:00 GMT", "Wed, 24 Jun 2026 07:30:00 GMT");
    assert_eq!(pause(&[(DATE, now), (RETRY_AFTER, then)]), after(120));
    assert_eq!(pause(&[(DATE, then), (RETRY_AFTER, now)]), after(0));
  }
}

#[test]
fn the_simple_profile_reads_what_the_mapping_says() {
  let ask = |status: u16, kind, body: &str| judge(status, &headers(&[kind]), body.as_bytes(), &simple());
  match ask(200, JSON, r#"{"code":0,"data":{"id":17},"msg":"ok"}"#) {
    Outcome::Acknowledged(acknowledgement) => {
      assert_eq!(acknowledgement.id.as_deref(), Some("17"));
      assert_eq!(acknowledgement.message.as_deref(), Some("ok"));
    }
    other => panic!("{other:?}"),
  }
  for (kind, body) in [(JSON, r#"{"code":1,"msg":"no"}"#), (JSON, r#"{"code":"0"}"#), (JSON, "{}"), (HTML, r#"{"code":0}"#), (JSON, "")] {
    assert_eq!(retry(&ask(200, kind, body)), Retry::Slowly, "{body}");
  }
  assert_eq!(need(&ask(401, HTML, "")), Need::Token);
  assert_eq!(retry(&ask(500, HTML, "")), Retry::Backoff);
}

#[test]
fn what_a_platform_says_cannot_steer_the_terminal() {
  let words = crate::lang::Words::new(crate::lang::Lang::En);
  let text = words.say(&problem(403, "permission").message());
  assert!(text.contains("D\u{fffd}[2J") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn no_status_and_no_body_is_beyond_judgement() {
  for status in 100..=999 {
    for kind in [JSON, PROBLEM, HTML] {
      for body in ["", "{", "[]", "null", r#"{"type":7}"#, r#"{"receipt":{},"signature":""}"#] {
        assert!(!matches!(ask(status, std::slice::from_ref(&kind), body.as_bytes()), Outcome::Delivered(_)));
      }
    }
  }
}
