//! `jiliang submit` against platforms and networks that misbehave in every way: what counts as delivered, what is kept, what people are told.

use crate::{
  fake_platform::{Act, FakePlatform, Seen, good, problem, public, receipt, reply, say, service, signer},
  hub_process::{HubProcess, eventually, gzip, listed},
  sender::{Sender, draft},
};
use ed25519_dalek::SigningKey;
use serde_json::{Value as Json, json};
use std::sync::atomic::Ordering;

const HTML: &str = "<html>Please log in</html>";

fn json_receipt(seen: &Seen) -> String {
  receipt(&seen.frozen(), &signer(), |_| {})
}

/// What a platform answers to a declaration, by the first part of its path.
fn answer(name: &str, seen: &Seen) -> Act {
  let other = SigningKey::from_bytes(&[8; 32]);
  let frozen = seen.frozen();
  match name {
    "portal" => say(200, "text/html", HTML),
    "html-that-says-json" => say(200, "application/json", HTML),
    "other-json" => say(200, "application/json", r#"{"code":0,"msg":"ok"}"#),
    "empty" => say(201, "application/json", ""),
    "nothing" => say(204, "application/json", ""),
    "receipt-as-text" => say(200, "text/plain", &json_receipt(seen)),
    "other-content" => {
      say(201, "application/json", &receipt(&frozen, &signer(), |receipt| receipt.digest = jiliang::submit::digest_of(b"x")))
    }
    "other-declaration" => say(201, "application/json", &receipt(&frozen, &signer(), |receipt| receipt.declaration_id = uuid::Uuid::nil())),
    "other-revision" => say(201, "application/json", &receipt(&frozen, &signer(), |receipt| receipt.revision = 2)),
    "bad-signature" => say(201, "application/json", &json_receipt(seen).replace("\"server\":\"fake\"", "\"server\":\"fakf\"")),
    "another-key" => say(201, "application/json", &receipt(&frozen, &other, |_| {})),
    "truncated" => {
      let whole = reply(201, &[("Content-Type", "application/json")], json_receipt(seen).as_bytes());
      Act::Say(whole[..whole.len() - 40].to_vec())
    }
    "bomb" => {
      let bomb = gzip(&vec![b' '; 64 << 20]);
      Act::Say(reply(201, &[("Content-Type", "application/json"), ("Content-Encoding", "gzip")], &bomb))
    }
    "no-http" => Act::Say(b"220 mail.example ESMTP\r\n".to_vec()),
    "cut" => Act::Cut,
    "processing" => Act::Say(reply(202, &[("Location", "/v1/x"), ("Retry-After", "9"), ("Content-Type", "application/json")], b"{}")),
    "moved" => Act::Say(reply(301, &[("Location", "https://elsewhere.example/")], b"")),
    "400" => problem(400, "not-canonical", &json!({}), &[]),
    "401" => problem(401, "token", &json!({}), &[("WWW-Authenticate", "Bearer")]),
    "403" => problem(403, "permission", &json!({}), &[]),
    "404-page" => say(404, "text/html", HTML),
    "404" => problem(404, "unknown-form", &json!({}), &[]),
    "407" => say(407, "text/html", HTML),
    "409" => problem(409, "revision-conflict", &json!({ "current": { "revision": 1, "digest": jiliang::submit::digest_of(b"x") } }), &[]),
    "409-base" => problem(409, "stale-base", &json!({}), &[]),
    "409-running" => problem(409, "in-progress", &json!({}), &[("Retry-After", "3")]),
    "410" => problem(410, "deleted", &json!({}), &[]),
    "413" => problem(413, "too-large", &json!({ "max_bytes": 1000 }), &[]),
    "415" => problem(415, "media-type", &json!({}), &[]),
    "422" => {
      let finding = json!({ "code": "x", "severity": "error", "path": "/answers/all/name", "message": "name\u{1b}[2J is wrong" });
      problem(422, "validation", &json!({ "errors": [finding] }), &[])
    }
    "422-page" => say(422, "text/html", HTML),
    "429" => problem(429, "busy", &json!({}), &[("Retry-After", "600")]),
    "500" => say(500, "text/html", HTML),
    "502" => say(502, "text/html", HTML),
    "503" => problem(503, "unavailable", &json!({}), &[("Retry-After", "30")]),
    "507" => problem(507, "full", &json!({}), &[("Retry-After", "30")]),
    "511" => say(511, "text/html", HTML),
    "good" => good(seen),
    other => panic!("no play called {other}"),
  }
}

/// Each answer with the exit code, the outcome, what the person has to do, and a part of what they are told.
const TABLE: &[(&str, i32, &str, Option<&str>, &str)] = &[
  ("portal", 2, "not-delivered", None, "looks like a login page"),
  ("html-that-says-json", 2, "not-delivered", None, "is not a valid receipt"),
  ("other-json", 2, "not-delivered", None, "is not a valid receipt"),
  ("empty", 2, "not-delivered", None, "is not a valid receipt"),
  ("nothing", 2, "not-delivered", None, "looks like a login page"),
  ("receipt-as-text", 2, "not-delivered", None, "looks like a login page"),
  ("other-content", 2, "not-delivered", None, "for other content"),
  ("other-declaration", 2, "not-delivered", None, "for another declaration"),
  ("other-revision", 2, "not-delivered", None, "for another declaration"),
  ("bad-signature", 2, "not-delivered", None, "signature of the receipt is not valid"),
  ("another-key", 2, "not-delivered", None, "not signed with the platform's key"),
  ("truncated", 2, "not-delivered", None, "broke off"),
  ("bomb", 2, "not-delivered", None, "is not a valid receipt"),
  ("no-http", 2, "not-delivered", None, "Not confirmed"),
  ("cut", 2, "not-delivered", None, "Not confirmed"),
  ("processing", 2, "not-delivered", None, "is working on it"),
  ("moved", 2, "needs-person", Some("address"), "points to another address"),
  ("400", 2, "needs-person", Some("support"), "did not understand (status 400)"),
  ("401", 2, "needs-person", Some("token"), "does not accept the token"),
  ("403", 2, "needs-person", Some("permission"), "may not submit for this enterprise"),
  ("404-page", 2, "needs-person", Some("address"), "no place to submit"),
  ("404", 2, "needs-person", Some("form"), "does not know this form"),
  ("407", 2, "needs-person", Some("proxy"), "the proxy wants a user name"),
  ("409", 2, "needs-person", Some("merge"), "holds other content under this number"),
  ("409-base", 2, "needs-person", Some("rebase"), "took another revision meanwhile"),
  ("409-running", 2, "not-delivered", None, "still working on the last attempt"),
  ("410", 2, "needs-person", Some("new-declaration"), "was deleted"),
  ("413", 2, "needs-person", Some("size"), "takes 1000 bytes at most"),
  ("415", 2, "needs-person", Some("support"), "did not understand (status 415)"),
  ("422", 1, "rejected", None, "found 1 problem"),
  ("422-page", 2, "needs-person", Some("support"), "did not understand (status 422)"),
  ("429", 2, "not-delivered", None, "is busy"),
  ("500", 2, "not-delivered", None, "has an error of its own (status 500)"),
  ("502", 2, "not-delivered", None, "has an error of its own (status 502)"),
  ("503", 2, "not-delivered", None, "is busy"),
  ("507", 2, "not-delivered", None, "has an error of its own (status 507)"),
  ("511", 2, "not-delivered", None, "looks like a login page"),
  ("good", 0, "delivered", None, "Delivered; receipt"),
];

#[test]
fn only_a_receipt_for_these_bytes_is_a_delivery() {
  let platform =
    FakePlatform::start(
      |seen| {
        if seen.method == "GET" { service(&signer()) } else { answer(seen.target.split('/').nth(1).unwrap(), seen) }
      },
    );
  let sender = Sender::new();
  for (name, code, outcome, need, said) in TABLE {
    // A declaration and a data folder of its own for each.
    sender.write("d.json", &draft());
    let data = format!("data-{name}");
    let url = platform.url(&format!("/{name}"));
    let ran = sender.run(&["submit", "d.json", "--to", &url, "--format", "json", "--data-dir", &data]);
    assert_eq!(ran.code, *code, "{name}: {}{}", ran.stdout, ran.stderr);
    let told = ran.json();
    let message = told["message"].as_str().unwrap();
    assert!(told["outcome"] == *outcome && message.contains(said), "{name}: {told:#}");
    let keys: Vec<&str> = told.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
      keys,
      ["outcome", "message", "declaration_id", "revision", "reference", "digest", "received_at", "proof", "findings"],
      "{name}"
    );
    assert!(!ran.stdout.contains("canary-token") && !ran.stderr.contains("canary-token"), "{name}");
    assert!(!message.contains('\u{1b}'), "{name}");
    let waiting = sender.run(&["outbox", "list", "--format", "json", "--data-dir", &data]).expect(0).json();
    let waiting = waiting.as_array().unwrap();
    if ["delivered", "rejected"].contains(outcome) {
      assert!(waiting.is_empty(), "{name}: {waiting:?}");
    } else {
      let last = &waiting[0]["last"];
      assert_eq!((&last["outcome"], &last["need"]), (&json!(outcome), &json!(need)), "{name}");
      assert_eq!(waiting[0]["next_try"].is_null(), need.is_some(), "{name}");
      assert_eq!(waiting[0]["in_doubt"], *outcome == "not-delivered", "{name}");
    }
    let noted = !sender.json("d.json")["submitted"].is_null();
    assert_eq!((noted, !sender.beside().is_empty()), (*code == 0, *code == 0), "{name}");
  }
  // The pauses that were asked for are kept.
  let pause = |name: &str| {
    let waiting = sender.run(&["outbox", "list", "--format", "json", "--data-dir", &format!("data-{name}")]).expect(0).json();
    let time = |value: &Json| value.as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    time(&waiting[0]["next_try"]).duration_since(time(&waiting[0]["last"]["at"])).as_secs()
  };
  assert_eq!((pause("429"), pause("409-running"), pause("503"), pause("processing")), (600, 3, 30, 9));
}

#[test]
fn findings_of_the_platform_are_told_and_clean() {
  let platform = FakePlatform::start(|seen| if seen.method == "GET" { service(&signer()) } else { answer("422", seen) });
  let sender = Sender::new();
  let ran = sender.run(&["submit", "d.json", "--to", &platform.url("")]).expect(1);
  assert!(ran.stderr.contains("x name\u{fffd}[2J is wrong") && ran.stdout.is_empty(), "{}", ran.stderr);
  // The draft is as it was; corrected, it goes out under the same number.
  sender.set("/answers/all/name=虚构二号");
  sender.submit(&platform.url("")).expect(1);
  let puts = platform.puts();
  assert_eq!((puts[0].frozen().revision(), puts[1].frozen().revision()), (1, 1));
  assert_ne!(puts[0].frozen().digest(), puts[1].frozen().digest());
}

#[test]
fn the_receipt_is_kept_and_the_next_change_is_the_next_revision() {
  let platform = FakePlatform::start(good);
  let sender = Sender::new();
  let told = sender.submit(&platform.url("")).expect(0).json();
  assert_eq!(sender.beside(), ["d.receipt-1.json", "d.sent-1.jlx"]);
  let sent = platform.puts()[0].frozen();
  assert_eq!(std::fs::read(sender.sandbox.path("d.sent-1.jlx")).unwrap(), sent.bytes());
  let draft = sender.json("d.json");
  assert_eq!((&draft["submitted"]["digest"], &draft["submitted"]["reference"]), (&json!(sent.digest()), &told["reference"]));
  // Nothing new: nothing is sent.
  let again = sender.submit(&platform.url("")).expect(0).json();
  assert_eq!((&again["outcome"], &again["reference"], platform.puts().len()), (&json!("already-received"), &told["reference"], 1));
  // Changed: the next revision names this one.
  sender.set("/answers/all/name=虚构二号");
  let told = sender.submit(&platform.url("")).expect(0).json();
  assert_eq!(told["revision"], 2);
  let second: Json = serde_json::from_slice(&platform.puts()[1].content()).unwrap();
  assert_eq!(second["supersedes"], json!({ "revision": 1, "digest": sent.digest() }));
  assert_eq!(sender.beside(), ["d.receipt-1.json", "d.receipt-2.json", "d.sent-1.jlx", "d.sent-2.jlx"]);

  // Receipts are shown and verified without a network.
  let key = public(&signer()).to_string();
  let shown = sender.run(&["receipt", "show", "d.json"]).expect(0).stdout;
  assert!(shown.contains(told["reference"].as_str().unwrap()) && shown.contains(&key), "{shown}");
  assert_eq!(sender.run(&["receipt", "show", "d.json", "--format", "json"]).expect(0).json().as_array().unwrap().len(), 2);
  for file in ["d.json", "d.receipt-1.json", "d.receipt-2.json"] {
    sender.run(&["receipt", "verify", file]).expect(0);
    let ran = sender.run(&["receipt", "verify", file, "--key", &key]).expect(0);
    assert!(ran.stdout.contains("made by the platform"), "{}", ran.stdout);
  }
  let strange = public(&SigningKey::from_bytes(&[9; 32])).to_string();
  assert!(sender.run(&["receipt", "verify", "d.json", "--key", &strange]).expect(1).stdout.contains("not signed with the platform's key"));
  assert!(sender.run(&["receipt", "verify", "d.json", "--key", "x"]).expect(2).stderr.contains("key"));

  // Every kind of tampering is found out.
  let receipt = sender.sandbox.read("d.receipt-1.json");
  let sent = sender.sandbox.read("d.sent-1.jlx");
  let draft = sender.sandbox.read("d.json");
  let second = sender.sandbox.read("d.receipt-2.json");
  let id = sender.json("d.json")["declaration_id"].as_str().unwrap().to_owned();
  for (what, file, text) in [
    ("the receipt", "d.receipt-1.json", receipt.replace("2026-06-30T08:00:01Z", "2025-06-30T08:00:01Z")),
    ("the content that was sent", "d.sent-1.jlx", sent.replace("虚构一号", "虚构九号")),
    ("the receipt of another revision", "d.receipt-1.json", second),
    ("a draft of another declaration", "d.json", draft.replace(&id, "01900000-0000-7000-8000-0000000000ff")),
  ] {
    let whole = sender.sandbox.read(file);
    assert_ne!(whole, text, "{what}");
    std::fs::write(sender.sandbox.path(file), text).unwrap();
    sender.run(&["receipt", "verify", "d.json"]).expect(1);
    let told = sender.run(&["receipt", "verify", "d.json", "--format", "json"]).expect(1).json();
    assert!(told.as_array().unwrap().iter().any(|one| one["valid"] == false && !one["message"].as_str().unwrap().is_empty()), "{told}");
    std::fs::write(sender.sandbox.path(file), whole).unwrap();
  }
  std::fs::write(sender.sandbox.path("d.receipt-3.json"), "{}").unwrap();
  assert!(sender.run(&["receipt", "verify", "d.json"]).expect(2).stderr.contains("cannot be read"));
}

#[test]
fn the_platforms_key_may_be_pinned() {
  let platform = FakePlatform::start(good);
  let sender = Sender::new();
  let pinned = |key: &SigningKey| {
    let config = format!("[[platform]]\nname = \"p\"\nurl = \"{}\"\npublic_key = \"{}\"\n", platform.url(""), public(key));
    std::fs::write(sender.sandbox.path("config.toml"), config).unwrap();
  };
  let submit = ["submit", "d.json", "--format", "json", "--config", "config.toml"];
  // Whoever has another key gets to see neither the declaration nor the token.
  pinned(&SigningKey::from_bytes(&[9; 32]));
  let told = sender.run(&submit).expect(2).json();
  assert!(told["message"].as_str().unwrap().contains("has another key"), "{told}");
  assert!(platform.puts().is_empty() && platform.seen().iter().all(|seen| seen.header("authorization").is_none()));
  pinned(&signer());
  sender.run(&submit).expect(0);
  assert_eq!(platform.puts()[0].header("authorization"), Some("Bearer canary-token"));
}

#[test]
fn a_login_page_sees_neither_declaration_nor_token() {
  let platform = FakePlatform::start(|_| say(200, "text/html", HTML));
  let sender = Sender::new();
  let told = sender.submit(&platform.url("")).expect(2).json();
  assert!(told["message"].as_str().unwrap().contains("looks like a login page"), "{told}");
  let seen = platform.seen();
  assert_eq!((seen.len(), seen[0].header("authorization"), seen[0].body.len()), (1, None, 0));
  // Nothing went out, so what is sealed may still change.
  assert_eq!(sender.outbox()[0]["in_doubt"], false);
}

#[test]
fn redirects_stay_with_the_host() {
  let elsewhere = FakePlatform::start(good);
  let there = elsewhere.url("/v1/x");
  let platform = FakePlatform::start(move |seen| match seen.target.split('/').nth(1).unwrap() {
    "moved" => good(seen),
    "away" if seen.method == "GET" => say(404, "text/html", ""),
    "away" => Act::Say(reply(307, &[("Location", &there)], b"")),
    "away-at-once" => Act::Say(reply(307, &[("Location", &there)], b"")),
    "round" => Act::Say(reply(308, &[("Location", &seen.target)], b"")),
    _ => Act::Say(reply(308, &[("Location", &seen.target.replace("/here", "/moved"))], b"")),
  });
  for path in ["/away", "/away-at-once", "/round"] {
    let sender = Sender::new();
    let told = sender.submit(&platform.url(path)).expect(2).json();
    assert!(told["message"].as_str().unwrap().contains("points to another address"), "{path}: {told}");
  }
  assert!(elsewhere.seen().is_empty());
  let sender = Sender::new();
  sender.submit(&platform.url("/here")).expect(0);
  let arrived: Vec<Seen> = platform.puts().into_iter().filter(|seen| seen.target.starts_with("/moved")).collect();
  assert_eq!((arrived.len(), arrived[0].header("authorization")), (1, Some("Bearer canary-token")));
}

#[test]
fn what_is_sealed_is_sent_byte_for_byte_until_it_arrives() {
  // A platform that stores what arrives and keeps every word to itself, until it is mended.
  let mended = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
  let is_mended = std::sync::Arc::clone(&mended);
  let platform = FakePlatform::start(move |seen| match (seen.method.as_str(), is_mended.load(Ordering::SeqCst)) {
    ("GET", _) => service(&signer()),
    (_, true) => good(seen),
    _ => Act::Cut,
  });
  let sender = Sender::new();
  // Broken off while the body travels.
  platform.cut_bodies.store(true, Ordering::SeqCst);
  sender.submit(&platform.url("")).expect(2);
  let frozen: Vec<_> = std::fs::read_dir(sender.sandbox.path("data/outbox")).unwrap().map(|entry| entry.unwrap().path()).collect();
  let frozen = std::fs::read(frozen.iter().find(|path| path.extension().is_some_and(|ending| ending == "jlx")).unwrap()).unwrap();
  // Broken off after it was received.
  platform.cut_bodies.store(false, Ordering::SeqCst);
  sender.submit(&platform.url("")).expect(2);
  sender.submit(&platform.url("")).expect(2);
  // The answers change; what may have arrived goes first all the same, then the change as the next revision.
  sender.set("/answers/all/name=虚构二号");
  mended.store(true, Ordering::SeqCst);
  let told = sender.submit(&platform.url("")).expect(0).json();
  assert_eq!(told["revision"], 2);
  let puts = platform.puts();
  let contents: Vec<Vec<u8>> = puts.iter().map(Seen::content).collect();
  assert!(contents[..3].iter().all(|content| *content == frozen));
  assert_eq!(puts[0].body, puts[2].body);
  assert_eq!((puts[2].frozen().revision(), puts[3].frozen().revision(), puts.len()), (1, 2, 4));
  assert_eq!(sender.beside(), ["d.receipt-1.json", "d.receipt-2.json", "d.sent-1.jlx", "d.sent-2.jlx"]);
  assert!(sender.outbox().is_empty());
}

#[test]
fn a_refusal_after_a_lost_answer_does_not_end_the_doubt() {
  let turn = std::sync::atomic::AtomicUsize::new(0);
  let platform = FakePlatform::start(move |seen| match seen.method.as_str() {
    "GET" => service(&signer()),
    // Stored and the answer lost, then the token has expired, then all is well.
    _ => match turn.fetch_add(1, Ordering::SeqCst) {
      0 => Act::Cut,
      1 => problem(401, "token", &json!({}), &[]),
      _ => good(seen),
    },
  });
  let sender = Sender::new();
  sender.submit(&platform.url("")).expect(2);
  sender.submit(&platform.url("")).expect(2);
  sender.set("/answers/all/name=虚构二号");
  sender.submit(&platform.url("")).expect(0);
  let puts = platform.puts();
  assert_eq!(puts[2].content(), puts[0].content());
  assert_eq!(puts[3].frozen().revision(), 2);
}

#[test]
fn what_certainly_did_not_arrive_may_change() {
  let platform = FakePlatform::start(good);
  let address = platform.url("");
  let sender = Sender::new();
  // Nobody listens there any more.
  let gone = {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
  };
  let told = sender.submit(&gone).expect(2).json();
  assert!(told["message"].as_str().unwrap().contains("no connection to"), "{told}");
  sender.set("/answers/all/name=虚构二号");
  assert_eq!(sender.submit(&address).expect(0).json()["revision"], 1);
  assert!(String::from_utf8(platform.puts()[0].content()).unwrap().contains("虚构二号"));
}

#[test]
fn a_client_that_dies_at_any_moment_loses_nothing_and_sends_nothing_twice() {
  let silent = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true));
  let is_silent = std::sync::Arc::clone(&silent);
  let platform = FakePlatform::start(move |seen| match (seen.method.as_str(), is_silent.load(Ordering::SeqCst)) {
    ("GET", _) => service(&signer()),
    (_, true) => Act::Silent,
    _ => good(seen),
  });
  let sender = Sender::new();
  let before = sender.sandbox.read("d.json");
  // Killed while it waits for the answer.
  let mut child = sender.command(&["submit", "d.json", "--to", &platform.url("")]).stderr(std::process::Stdio::null()).spawn().unwrap();
  eventually("the declaration arrives", || (!platform.puts().is_empty()).then_some(()));
  child.kill().unwrap();
  child.wait().unwrap();
  let waiting = sender.outbox();
  assert_eq!((&waiting[0]["attempts"], &waiting[0]["in_doubt"], &waiting[0]["last"]), (&json!(1), &json!(true), &Json::Null));
  assert_eq!(sender.sandbox.read("d.json"), before);
  silent.store(false, Ordering::SeqCst);
  sender.submit(&platform.url("")).expect(0);
  let puts = platform.puts();
  assert_eq!((puts.len(), puts[0].content() == puts[1].content()), (2, true));

  // Killed after the receipt was kept and before the draft was saved: the proof beside the draft tells.
  std::fs::write(sender.sandbox.path("d.json"), &before).unwrap();
  let told = sender.submit(&platform.url("")).expect(0).json();
  assert_eq!((&told["outcome"], platform.puts().len()), (&json!("already-received"), 2));
  assert_eq!(sender.json("d.json")["submitted"]["digest"], puts[0].frozen().digest());
  // The same, and changed meanwhile: the change is the next revision.
  std::fs::write(sender.sandbox.path("d.json"), before.replace("虚构一号", "虚构二号")).unwrap();
  assert_eq!(sender.submit(&platform.url("")).expect(0).json()["revision"], 2);
  assert_eq!(platform.puts().len(), 3);
}

#[test]
fn a_platform_that_does_not_answer_is_given_up_in_time() {
  let platform = FakePlatform::start(|seen| if seen.method == "GET" { service(&signer()) } else { Act::Silent });
  let sender = Sender::new();
  std::fs::write(sender.sandbox.path("c.toml"), format!("[[platform]]\nname = \"p\"\nurl = \"{}\"\ntimeout = 1\n", platform.url("")))
    .unwrap();
  let told = sender.run(&["submit", "d.json", "--format", "json", "--config", "c.toml"]).expect(2).json();
  assert!(told["message"].as_str().unwrap().contains("did not answer in time"), "{told}");
  assert_eq!(sender.outbox()[0]["in_doubt"], true);
}

#[test]
fn a_declaration_with_errors_is_not_sent() {
  let platform = FakePlatform::start(good);
  let sender = Sender::new();
  let mut wrong = draft();
  wrong["answers"]["all"]["uscc"] = "9133O110XYYY00015P".into();
  sender.write("d.json", &wrong);
  let ran = sender.submit(&platform.url("")).expect(1);
  let told = ran.json();
  assert_eq!((&told["outcome"], &told["findings"][0]["path"]), (&json!("has-errors"), &json!("/answers/all/uscc")));
  assert!(ran.stderr.contains("letter O"), "{}", ran.stderr);
  assert!(platform.seen().is_empty() && sender.outbox().is_empty() && sender.beside().is_empty());
  assert_eq!(sender.json("d.json"), wrong);
}

#[test]
fn from_the_command_line_to_a_real_hub() {
  let sender = Sender::new();
  let sandbox = &sender.sandbox;
  let made = crate::hub_process::USCC;
  let token = crate::hub_process::enrol(sandbox, made);
  let hub = HubProcess::start(sandbox);
  sandbox
    .run(&["new", "--from", crate::support::root().join("forms/capability/examples/machining-shop.json").to_str().unwrap(), "-o", "e.json"])
    .expect(0);
  let submit = |args: &[&str]| {
    let url = format!("http://{}/", hub.address);
    let mut command = sandbox.command(&[&["submit", "e.json", "--to", url.as_str(), "--format", "json"], args].concat());
    crate::support::Ran::of(command.env("JILIANG_TOKEN", &token).output().unwrap())
  };
  let mut draft: Json = serde_json::from_str(&sandbox.read("e.json")).unwrap();
  draft["as_of"] = "2025-06-30".into();
  std::fs::write(sandbox.path("e.json"), draft.to_string()).unwrap();
  let told = submit(&[]).expect(0).json();
  assert_eq!(told["outcome"], "delivered");
  let list = listed(sandbox);
  assert_eq!((list.len(), &list[0]["digest"], &list[0]["uscc"]), (1, &told["digest"], &json!(made)));
  let key = hub.ask("GET", "/v1", &[], b"").json()["key"].as_str().unwrap().to_owned();
  sandbox.run(&["receipt", "verify", "e.json", "--key", &key]).expect(0);
  let stored = sandbox.run(&["hub", "export", "--database", "sqlite:hub.sqlite"]).expect(0).stdout;
  assert_eq!(stored.trim_end(), sandbox.read("e.sent-1.jlx"));
}

/// The draft was copied to another machine and sent from there: the person learns of it, and may send it as the next revision.
#[test]
fn another_revision_on_the_platform_is_replaced_only_on_demand() {
  let other = json!({ "revision": 4, "digest": jiliang::submit::digest_of(b"theirs") });
  for code in ["revision-conflict", "stale-base"] {
    let there = other.clone();
    let platform = FakePlatform::start(move |seen| {
      if seen.method != "PUT" || !seen.target.ends_with("/1") { good(seen) } else { problem(409, code, &json!({ "current": there }), &[]) }
    });
    let sender = Sender::new();
    let ran = sender.submit(&platform.url("")).expect(2);
    assert_eq!(ran.json()["outcome"], "needs-person", "{code}");
    assert!(sender.run(&["submit", "d.json", "--to", &platform.url("")]).expect(2).stderr.contains("--replace"), "{code}");
    assert!(sender.json("d.json")["submitted"].is_null(), "{code}");
    let told = sender.run(&["submit", "d.json", "--to", &platform.url(""), "--replace", "--format", "json"]).expect(0).json();
    assert_eq!((&told["outcome"], &told["revision"]), (&json!("delivered"), &json!(5)), "{code}");
    let sent: Json = serde_json::from_slice(&platform.puts().last().unwrap().content()).unwrap();
    assert_eq!(sent["supersedes"], other, "{code}");
    assert!(sender.outbox().is_empty(), "{code}");
    // From now on it goes its usual way.
    sender.set("/answers/all/name=虚构三号");
    assert_eq!(sender.submit(&platform.url("")).expect(0).json()["revision"], 6, "{code}");
  }
}
