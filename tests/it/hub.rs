//! A real hub over real HTTP: what it takes, what it refuses, and what it keeps when it dies.

use crate::{
  http::{connect, read_reply, request, try_ask},
  hub_process::{HubProcess, OTHER, USCC, digest_field, enrol, envelope, eventually, gzip, listed, next, place},
  support::Sandbox,
};
use jiliang::submit::{FrozenEnvelope, PublicKey, SignedReceipt, digest_of};
use serde_json::{Value as Json, json};
use sqlx::{Connection as _, Executor as _, SqliteConnection, sqlite::SqliteConnectOptions};
use std::{
  collections::HashMap,
  io::{Read as _, Write as _},
  sync::{
    Mutex,
    atomic::{AtomicBool, AtomicUsize, Ordering},
  },
  thread,
  time::{Duration, Instant},
};

const DATABASE: [&str; 2] = ["--database", "sqlite:hub.sqlite"];

/// `jiliang hub COMMAND` on the database of the sandbox.
fn hub(sandbox: &Sandbox, args: &[&str]) -> crate::support::Ran {
  sandbox.run(&[&["hub"], args, &DATABASE].concat())
}

/// Runs SQL on the database of the sandbox, as a thief of it could.
fn tamper(sandbox: &Sandbox, sql: &str) {
  let options = SqliteConnectOptions::new().filename(sandbox.path("hub.sqlite"));
  let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
  runtime.block_on(async {
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    connection.execute(sqlx::AssertSqlSafe(sql.to_owned())).await.unwrap();
    connection.close().await.unwrap();
  });
}

/// The hub's key, as it tells everyone.
fn key(hub: &HubProcess) -> PublicKey {
  hub.ask("GET", "/v1", &[], b"").json()["key"].as_str().unwrap().parse().unwrap()
}

#[test]
fn the_same_bytes_get_the_same_receipt_and_other_bytes_are_a_conflict() {
  let sandbox = Sandbox::new();
  let hub = HubProcess::start(&sandbox);
  let token = enrol(&sandbox, USCC);
  let frozen = envelope(|_| {});
  let first = hub.put(&frozen, &token);
  assert_eq!(first.status, 201);
  let receipt = SignedReceipt::from_bytes(first.body.clone()).unwrap();
  receipt.verify(frozen.subject(), Some(&key(&hub))).unwrap();
  assert_eq!(first.header("location"), Some(format!("{}/receipt", place(&frozen)).as_str()));
  // Again, compressed, and asked for.
  let again = hub.put(&frozen, &token);
  assert_eq!((again.status, &again.body), (200, &first.body));
  let packed = gzip(frozen.bytes());
  let fields = [("Content-Encoding", "gzip"), ("Content-Digest", &digest_field(&packed))];
  let again = hub.put_bytes(&place(&frozen), &packed, &token, &fields);
  assert_eq!((again.status, &again.body), (200, &first.body));
  assert_eq!(hub.get(&format!("{}/receipt", place(&frozen)), &token).body, first.body);

  let other = envelope(|envelope| {
    envelope["declaration_id"] = frozen.declaration_id().to_string().into();
    envelope["created"] = "2025-07-01T00:00:00Z".into();
  });
  let refused = hub.put(&other, &token);
  assert_eq!(refused.verdict(), "409 revision-conflict");
  assert_eq!(refused.json()["current"], json!({ "revision": 1, "digest": frozen.digest() }));

  // The next revision names the one before; no other base will do.
  let second = next(&frozen, |_| {});
  let wrong_base = next(&frozen, |envelope| envelope["supersedes"]["digest"] = digest_of(b"").into());
  let refused = hub.put(&wrong_base, &token);
  assert_eq!((refused.verdict().as_str(), &refused.json()["current"]["revision"]), ("409 stale-base", &json!(1)));
  assert_eq!(hub.put(&second, &token).status, 201);
  assert_eq!(hub.put(&next(&second, |envelope| envelope["revision"] = 4.into()), &token).status, 201);
  // A late repetition of the first still gets its receipt, and changes nothing.
  assert_eq!(hub.put(&frozen, &token).body, first.body);

  let state = hub.get(&format!("/v1/declarations/{}", frozen.declaration_id()), &token).json();
  assert_eq!((&state["revision"], &state["state"], &state["uscc"]), (&4.into(), &"received".into(), &USCC.into()));
  let numbers: Vec<&Json> = state["revisions"].as_array().unwrap().iter().map(|entry| &entry["revision"]).collect();
  assert_eq!(numbers, [1, 2, 4]);
}

#[test]
fn content_is_checked_again_by_the_same_engine() {
  let sandbox = Sandbox::new();
  let hub = HubProcess::start(&sandbox);
  let token = enrol(&sandbox, USCC);
  let findings = |change: &dyn Fn(&mut Json), language: &str| {
    let frozen = envelope(change);
    let reply = hub.put_bytes(&place(&frozen), frozen.bytes(), &token, &[("Accept-Language", language)]);
    assert_eq!(reply.verdict(), "422 validation");
    reply.json()["errors"].as_array().unwrap().clone()
  };
  let far = |envelope: &mut Json| envelope["payload"]["enterprise"]["founded"] = "2099-01-01".into();
  let (english, chinese) = (findings(&far, "en"), findings(&far, "zh-CN,zh;q=0.9,en;q=0.8"));
  assert_eq!(english.len(), chinese.len());
  assert_eq!((&english[0]["path"], &english[0]["severity"]), (&"/answers/enterprise/founded".into(), &"error".into()));
  assert!(english[0]["message"].as_str().unwrap().is_ascii(), "{}", english[0]["message"]);
  assert!(!chinese[0]["message"].as_str().unwrap().is_ascii(), "{}", chinese[0]["message"]);

  // What the enterprise's program computes is not taken on trust, and nothing rides along.
  let computed = findings(&|envelope| envelope["payload"]["enterprise"]["computed_size"] = "large".into(), "en");
  assert_eq!(computed[0]["path"], "/answers/enterprise/computed_size");
  assert!(["computed-differs", "payload-differs"].contains(&computed[0]["code"].as_str().unwrap()), "{computed:?}");
  for place in ["", "/enterprise", "/instruments/0"] {
    let stowaway = findings(&|envelope| envelope["payload"].pointer_mut(place).unwrap()["stowaway"] = "x".into(), "en");
    assert!(stowaway.iter().any(|finding| finding["path"].as_str().unwrap().ends_with("/stowaway")), "{place}: {stowaway:?}");
  }
  // The token speaks for one enterprise; the answers must be about the same.
  let other = findings(&|envelope| envelope["payload"]["enterprise"]["uscc"] = OTHER.into(), "en");
  assert!(other.iter().any(|finding| finding["code"] == "organisation-differs"), "{other:?}");
  // Rows must be told apart.
  let rows = findings(
    &|envelope| {
      let row = envelope["payload"]["instruments"][0]["_row"].clone();
      envelope["payload"]["instruments"][1]["_row"] = row;
    },
    "en",
  );
  assert_eq!(rows[0]["code"], "rows");
  assert_eq!(listed(&sandbox), Vec::<Json>::new());
}

#[test]
fn every_enterprise_sees_and_changes_only_its_own() {
  let sandbox = Sandbox::new();
  let hub = HubProcess::start(&sandbox);
  let (token, other) = (enrol(&sandbox, USCC), enrol(&sandbox, OTHER));
  let frozen = envelope(|_| {});
  // In the name of the first with the token of the second, before and after it is there.
  assert_eq!(hub.put(&frozen, &other).verdict(), "403 permission");
  assert_eq!(hub.put(&frozen, &token).status, 201);
  assert_eq!(hub.put(&frozen, &other).verdict(), "403 permission");
  // Under the number of the first, in its own name.
  let hijack = next(&frozen, |envelope| envelope["org"]["uscc"] = OTHER.into());
  assert!(["403 permission", "422 validation"].contains(&hub.put(&hijack, &other).verdict().as_str()));
  // Foreign and missing look alike.
  let id = format!("/v1/declarations/{}", frozen.declaration_id());
  let missing = "/v1/declarations/01900000-0000-7000-8000-0000000000ff";
  assert_eq!(hub.get(&id, &other).text(), hub.get(missing, &other).text());
  let receipt = |id: &str| format!("{id}/revisions/1/receipt");
  assert_eq!(hub.get(&receipt(&id), &other).text(), hub.get(&receipt(missing), &other).text());
  assert_eq!(hub.get(&receipt(&id), &token).status, 200);
  // Forms, with the digest that envelopes name.
  let forms = hub.get("/v1/forms", &other).json();
  let capability = forms["forms"].as_array().unwrap().iter().find(|form| form["id"] == "capability").unwrap().clone();
  assert_eq!(capability["digest"], crate::hub_process::sample()["form"]["digest"]);

  for (name, wrong) in [
    ("Authorization", String::new()),
    ("Authorization", "Bearer".to_owned()),
    ("Authorization", "Bearer ".to_owned()),
    ("Authorization", format!("Basic {token}")),
    ("Authorization", format!("Bearer {}", digest_of(token.as_bytes()))),
    ("Authorization", format!("Bearer {}", &token[..token.len() - 1])),
    ("Authorization", "Bearer \u{e9}".to_owned()),
    ("X-Token", format!("Bearer {token}")),
  ] {
    let reply = hub.ask("GET", &id, &[(name, &wrong)], b"");
    assert_eq!((reply.verdict().as_str(), reply.header("www-authenticate")), ("401 token", Some("Bearer")), "{wrong}");
  }
  assert_eq!(hub.ask("GET", &id, &[("authorization", &format!("bearer  {token} "))], b"").status, 200);
}

#[test]
fn tokens_are_in_the_database_as_hashes_only() {
  let sandbox = Sandbox::new();
  let token = enrol(&sandbox, USCC);
  assert!(token.starts_with("jlt_") && token.len() == 47, "the token alone is printed: {token}");
  let second = enrol(&sandbox, USCC);
  assert_ne!(token, second);
  let hub = HubProcess::start(&sandbox);
  assert_eq!((hub.get("/v1/forms", &token).status, hub.get("/v1/forms", &second).status), (200, 200));
  drop(hub);
  let mut all = Vec::new();
  for entry in std::fs::read_dir(sandbox.path("")).unwrap() {
    let path = entry.unwrap().path();
    if path.is_file() {
      std::fs::File::open(&path).unwrap().read_to_end(&mut all).unwrap();
    }
    #[cfg(unix)]
    {
      use std::os::unix::fs::PermissionsExt as _;
      let mode = std::fs::metadata(&path).unwrap().permissions().mode();
      assert!(path.is_dir() || mode.trailing_zeros() >= 6, "{} has mode {mode:o}", path.display());
    }
  }
  let holds = |text: &str| all.windows(text.len()).any(|window| window == text.as_bytes());
  assert!(holds(&digest_of(token.as_bytes())) && !holds(&token) && !holds(&token[4..]));
}

#[test]
fn bodies_that_are_wrong_or_too_much_are_refused_and_the_hub_goes_on() {
  let sandbox = Sandbox::new();
  let hub = HubProcess::start(&sandbox);
  let token = enrol(&sandbox, USCC);
  let frozen = envelope(|_| {});
  let there = place(&frozen);
  let packed = gzip(frozen.bytes());
  let is_gzip = ("Content-Encoding", "gzip");
  // Ten thousand times its size: refused without being unpacked whole.
  let bomb = gzip(&vec![0; 200 << 20]);
  assert!(bomb.len() < 2 << 20);
  let large = vec![b' '; 12 << 20];
  type Row<'a> = (&'a str, &'a [u8], &'a [(&'a str, &'a str)], &'a str);
  let table: [Row<'_>; 12] = [
    ("a bomb", &bomb, &[is_gzip], "413 too-large"),
    ("a large body", &large, &[], "413 too-large"),
    ("half of gzip", &packed[..packed.len() / 2], &[is_gzip], "400 body"),
    ("gzip with something after it", &[&packed[..], b"x"].concat(), &[is_gzip], "400 body"),
    ("no gzip", frozen.bytes(), &[is_gzip], "400 body"),
    ("gzip that says it is none", &packed, &[], "400 not-json"),
    (
      "a digest of the content instead of what travels",
      &packed,
      &[is_gzip, ("Content-Digest", &digest_field(frozen.bytes()))],
      "400 content-digest",
    ),
    ("a digest that is no digest", frozen.bytes(), &[("Content-Digest", "sha-256=:eA==:")], "400 content-digest"),
    ("another encoding", frozen.bytes(), &[("Content-Encoding", "zstd")], "415 encoding"),
    ("nothing", b"", &[], "400 not-json"),
    ("UTF-16", b"\xff\xfe{\0}\0", &[], "400 not-json"),
    ("a number that doubles change", b"{\"a\":9007199254740993}", &[], "400 number"),
  ];
  for (what, bytes, fields, verdict) in table {
    assert_eq!(hub.put_bytes(&there, bytes, &token, fields).verdict(), verdict, "{what}");
  }
  // Other digest algorithms are passed over; the right one among them counts.
  let both = format!("md5=:eA==:, {}", digest_field(frozen.bytes()));
  for fields in [[("Content-Digest", "md5=:eA==:")], [("Content-Digest", both.as_str())]] {
    assert!([200, 201].contains(&hub.put_bytes(&there, frozen.bytes(), &token, &fields).status), "{fields:?}");
  }
  // A body of unknown length is bounded too.
  let mut stream = connect(hub.address);
  let head = format!(
    "PUT {there} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
  );
  stream.write_all(head.as_bytes()).unwrap();
  let chunk = [b"10000\r\n".as_slice(), &vec![b' '; 0x10000], b"\r\n"].concat();
  for _ in 0..180 {
    if stream.write_all(&chunk).is_err() {
      break;
    }
  }
  assert_eq!(read_reply(&mut stream).unwrap().verdict(), "413 too-large");
  assert_eq!(hub.ask("GET", "/v1/health", &[], b"").json(), json!({ "status": "ok" }));
}

#[test]
fn slow_clients_keep_nobody_waiting() {
  let sandbox = Sandbox::new();
  let hub = HubProcess::start(&sandbox);
  let token = enrol(&sandbox, USCC);
  let frozen = envelope(|_| {});
  // Some say nothing, some stop in the head, some in the body, some do not read.
  let whole =
    request("PUT", &place(&frozen), &[("Authorization", &format!("Bearer {token}")), ("Content-Type", "application/json")], frozen.bytes());
  let forms = request("GET", "/v1/forms", &[("Authorization", &format!("Bearer {token}"))], b"");
  let held: Vec<_> = (0..200)
    .map(|number| {
      let mut stream = connect(hub.address);
      let part: &[u8] = match number % 4 {
        0 => b"",
        1 => b"GET /v1/health HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        2 => &whole[..whole.len() - 100],
        _ => &forms,
      };
      stream.write_all(part).unwrap();
      stream
    })
    .collect();
  for _ in 0..20 {
    let start = Instant::now();
    assert_eq!(hub.ask("GET", "/v1/health", &[], b"").status, 200);
    let other = envelope(|_| {});
    assert_eq!(hub.put(&other, &token).status, 201);
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
  }
  // A stop does not wait for them either.
  #[cfg(unix)]
  {
    let start = Instant::now();
    assert_eq!(hub.terminate(), Some(0));
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
  }
  drop(held);
}

#[test]
fn of_many_at_once_exactly_one_is_stored() {
  let sandbox = Sandbox::new();
  let hub = HubProcess::start(&sandbox);
  let token = enrol(&sandbox, USCC);
  // The same bytes ten times at once: one is new, all get the same receipt.
  let same = envelope(|_| {});
  let replies: Vec<_> = thread::scope(|scope| {
    let all: Vec<_> = (0..10).map(|_| scope.spawn(|| hub.put(&same, &token))).collect();
    all.into_iter().map(|one| one.join().unwrap()).collect()
  });
  assert_eq!(replies.iter().filter(|reply| reply.status == 201).count(), 1);
  assert!(replies.iter().all(|reply| reply.status < 300 && reply.body == replies[0].body));
  // Ten different contents under one number: one wins, the others are told which.
  let rivals: Vec<FrozenEnvelope> =
    (0..10).map(|number| next(&same, |envelope| envelope["client"] = format!("rival/{number}").into())).collect();
  let replies: Vec<_> = thread::scope(|scope| {
    let all: Vec<_> = rivals.iter().map(|rival| scope.spawn(|| hub.put(rival, &token))).collect();
    all.into_iter().map(|one| one.join().unwrap()).collect()
  });
  let winner = replies.iter().position(|reply| reply.status == 201).unwrap();
  for (number, reply) in replies.iter().enumerate().filter(|(number, _)| *number != winner) {
    assert_eq!(reply.verdict(), "409 revision-conflict", "{number}");
    assert_eq!(reply.json()["current"]["digest"], rivals[winner].digest());
  }
  assert_eq!(listed(&sandbox).len(), 1);
  drop(hub);
  verify_whole(&sandbox, "4 entries");
}

/// `hub verify` finds nothing wrong.
#[track_caller]
fn verify_whole(sandbox: &Sandbox, said: &str) {
  let ran = hub(sandbox, &["verify"]).expect(0);
  assert!(ran.stdout.contains(said), "{}", ran.stdout);
}

#[test]
fn what_was_acknowledged_survives_being_killed() {
  let sandbox = Sandbox::new();
  let token = enrol(&sandbox, USCC);
  let acknowledged: Mutex<HashMap<String, Vec<u8>>> = Mutex::default();
  let begun: Mutex<Vec<FrozenEnvelope>> = Mutex::default();
  for round in 0..3 {
    let hub = HubProcess::start(&sandbox);
    let address = hub.address;
    let (stop, count) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|scope| {
      for _ in 0..4 {
        scope.spawn(|| {
          while !stop.load(Ordering::Relaxed) {
            let frozen = envelope(|_| {});
            begun.lock().unwrap().push(frozen.clone());
            let fields = [("Authorization", format!("Bearer {token}")), ("Content-Type", "application/json".to_owned())];
            let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
            let Some(reply) = try_ask(address, "PUT", &place(&frozen), &fields, frozen.bytes()) else { break };
            assert_eq!(reply.status, 201, "{}", reply.text());
            acknowledged.lock().unwrap().insert(frozen.digest().to_owned(), reply.body);
            count.fetch_add(1, Ordering::Relaxed);
          }
        });
      }
      let enough = 8 + 5 * round;
      eventually("some are acknowledged", || (count.load(Ordering::Relaxed) >= enough).then_some(()));
      hub.kill();
      stop.store(true, Ordering::Relaxed);
    });
  }
  let (acknowledged, begun) = (acknowledged.into_inner().unwrap(), begun.into_inner().unwrap());
  // Every acknowledged one is there, once, byte for byte, with the receipt that was given for it.
  let export = hub(&sandbox, &["export"]).expect(0);
  let stored: Vec<String> = export.stdout.lines().map(|line| digest_of(line.as_bytes())).collect();
  for digest in acknowledged.keys() {
    assert_eq!(stored.iter().filter(|known| *known == digest).count(), 1, "{digest}");
  }
  assert!(stored.iter().all(|digest| begun.iter().any(|frozen| frozen.digest() == digest)));
  verify_whole(&sandbox, "as it was written");
  // Repeating everything makes each of them stored once; nobody can tell which answers were lost.
  let hub_again = HubProcess::start(&sandbox);
  for frozen in &begun {
    let reply = hub_again.put(frozen, &token);
    assert!([200, 201].contains(&reply.status));
    if let Some(first) = acknowledged.get(frozen.digest()) {
      assert_eq!((reply.status, &reply.body), (200, first));
    }
  }
  assert_eq!(listed(&sandbox).len(), begun.len());
  verify_whole(&sandbox, "as it was written");
}

#[test]
fn a_database_that_was_tampered_with_is_found_out() {
  let sandbox = Sandbox::new();
  let token = enrol(&sandbox, USCC);
  let hub_running = HubProcess::start(&sandbox);
  let first = envelope(|_| {});
  for frozen in [&first, &next(&first, |_| {}), &envelope(|_| {})] {
    assert_eq!(hub_running.put(frozen, &token).status, 201);
  }
  #[cfg(unix)]
  assert_eq!(hub_running.terminate(), Some(0));
  #[cfg(not(unix))]
  drop(hub_running);
  verify_whole(&sandbox, "5 entries");
  let whole = std::fs::read(sandbox.path("hub.sqlite")).unwrap();
  let id = first.declaration_id();
  let free = "DROP TRIGGER log_keeps; DROP TRIGGER log_stays; DROP TRIGGER revisions_keep; DROP TRIGGER revisions_stay; ";
  let first_row = format!("WHERE declaration_id = '{id}' AND revision = 1");
  for (what, sql) in [
    ("an entry changed", "UPDATE log SET at = '2020-01-01T00:00:00Z' WHERE log_index = 2".to_owned()),
    ("an entry with its hash changed", "UPDATE log SET actor = 'x', hash = 'sha-256:00' WHERE log_index = 4".to_owned()),
    ("the last entry gone", "DELETE FROM log WHERE log_index = 4".to_owned()),
    ("an entry in the middle gone", "DELETE FROM log WHERE log_index = 2".to_owned()),
    ("the log emptied", "DELETE FROM log; UPDATE log_head SET next_index = 0".to_owned()),
    ("the head moved", "UPDATE log_head SET next_index = next_index + 1".to_owned()),
    (
      "one byte of a declaration",
      format!("UPDATE revisions SET envelope = replace(CAST(envelope AS TEXT), '330110', '330111') {first_row}"),
    ),
    ("a declaration with its digest", format!("UPDATE revisions SET envelope = x'7b7d', digest = '{}' {first_row}", digest_of(b"{}"))),
    ("the receipt of another", format!("UPDATE revisions SET receipt = (SELECT receipt FROM revisions WHERE revision = 2) {first_row}")),
    ("the time of receipt", format!("UPDATE revisions SET received_at = '2020-01-01T00:00:00Z' {first_row}")),
    ("the reference", format!("UPDATE revisions SET reference = '2222-2222' {first_row}")),
    ("the owner", format!("UPDATE revisions SET uscc = '{OTHER}' {first_row}")),
    ("the owner of all", format!("UPDATE declarations SET uscc = '{OTHER}'")),
    ("the state", "UPDATE declarations SET state = 'accepted'".to_owned()),
    ("the current revision", format!("UPDATE declarations SET revision = 1 WHERE declaration_id = '{id}'")),
    ("a revision gone", format!("DELETE FROM revisions {first_row}")),
    (
      "a revision slipped in",
      format!(
        "INSERT INTO revisions SELECT declaration_id, 3, digest, uscc, form_id, form_version, form_digest, 'R', received_at, envelope, receipt FROM revisions {first_row}"
      ),
    ),
    ("a token slipped in", format!("INSERT INTO tokens VALUES ('{}', '{USCC}', '', NULL)", digest_of(b"mine"))),
    ("a token for another", format!("UPDATE tokens SET uscc = '{OTHER}'")),
    ("another key", "UPDATE keys SET secret = zeroblob(32)".to_owned()),
  ] {
    std::fs::write(sandbox.path("hub.sqlite"), &whole).unwrap();
    tamper(&sandbox, &format!("PRAGMA foreign_keys = OFF; {free}{sql}"));
    let ran = hub(&sandbox, &["verify"]);
    assert_eq!(ran.code, 1, "{what}: {}{}", ran.stdout, ran.stderr);
  }
  // Without taking the triggers away, what was written cannot even be changed.
  std::fs::write(sandbox.path("hub.sqlite"), &whole).unwrap();
  verify_whole(&sandbox, "5 entries");
}

#[test]
fn the_commands_of_the_operator() {
  let sandbox = Sandbox::new();
  // Nothing there yet: said, and nothing made.
  for command in ["list", "verify", "export"] {
    let ran = hub(&sandbox, &[command]).expect(2);
    assert!(ran.stderr.contains("there is no database") && !sandbox.path("hub.sqlite").exists(), "{}", ran.stderr);
  }
  for wrong in ["", "123", "91330110XYYY00015p", "91330110XYYY00015P1", "91330110XYYY00015O"] {
    assert!(hub(&sandbox, &["enrol", "--uscc", wrong]).expect(2).stderr.contains("is not a unified social credit code"));
  }
  let refused = sandbox.run(&["hub", "list", "--database", "postgres://me:secret@host/db"]).expect(2);
  assert!(refused.stderr.contains("postgres") && !refused.stderr.contains("secret"), "{}", refused.stderr);
  std::fs::write(sandbox.path("text.sqlite"), "not a database, but long enough to be looked at as one ".repeat(40)).unwrap();
  let refused = sandbox.run(&["hub", "list", "--database", "text.sqlite"]).expect(2);
  assert!(refused.stderr.contains("cannot be used"), "{}", refused.stderr);

  let token = enrol(&sandbox, USCC);
  assert_eq!(listed(&sandbox), Vec::<Json>::new());
  assert_eq!(hub(&sandbox, &["list"]).expect(0).stdout, "");
  let running = HubProcess::start(&sandbox);
  let hostile = envelope(|envelope| {
    envelope["payload"]["enterprise"]["name"] = "甲\u{1b}]0;PWNED\u{7}\u{202e}公司".into();
  });
  let frozen = envelope(|_| {});
  assert_eq!(running.put(&frozen, &token).status, 201);
  // Whether the form takes such a name or not, none of it may reach a terminal.
  running.put(&hostile, &token);
  let second = next(&frozen, |_| {});
  assert_eq!(running.put(&second, &token).status, 201);
  // While the hub runs, its operator looks into it.
  let list = listed(&sandbox);
  let entry = list.iter().find(|entry| entry["declaration_id"] == frozen.declaration_id().to_string()).unwrap();
  let keys: Vec<&String> = entry.as_object().unwrap().keys().collect();
  assert_eq!(keys, ["declaration_id", "revision", "state", "uscc", "digest", "received_at"]);
  assert_eq!(
    (&entry["revision"], &entry["state"], &entry["uscc"], &entry["digest"]),
    (&2.into(), &"received".into(), &USCC.into(), &second.digest().into())
  );
  entry["received_at"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
  let text = hub(&sandbox, &["list"]).expect(0).stdout;
  assert!(text.contains(&frozen.declaration_id().to_string()) && text.lines().count() == list.len());

  let id = frozen.declaration_id().to_string();
  let shown = hub(&sandbox, &["show", &id]).expect(0).json();
  assert_eq!((&shown["declaration_id"], &shown["revisions"][1]["digest"]), (&json!(id), &json!(second.digest())));
  assert_eq!(shown["envelope"]["payload"]["enterprise"]["uscc"], USCC);
  let unknown = hub(&sandbox, &["show", "\u{1b}[2Jnone"]).expect(2);
  assert!(!unknown.stderr.contains('\u{1b}'), "{}", unknown.stderr);
  for entry in &list {
    let shown = hub(&sandbox, &["show", entry["declaration_id"].as_str().unwrap()]).expect(0).stdout;
    assert!(!shown.contains("\\u001b") && !shown.contains('\u{202e}') && !shown.contains('\u{1b}'));
  }

  let export = hub(&sandbox, &["export"]).expect(0);
  let mut lines: Vec<&str> = export.stdout.lines().collect();
  lines.retain(|line| line.contains(&id));
  assert_eq!(lines, [std::str::from_utf8(frozen.bytes()).unwrap(), std::str::from_utf8(second.bytes()).unwrap()]);
  assert!(export.stderr.contains("exported"), "{}", export.stderr);

  // A second hub on the same address is told so; the first goes on.
  let refused = sandbox.run(&["hub", "serve", "--listen", &running.address.to_string(), "--database", "other.sqlite"]).expect(2);
  assert!(refused.stderr.contains("cannot listen on"), "{}", refused.stderr);
  assert_eq!(running.ask("GET", "/v1/health", &[], b"").status, 200);
}
