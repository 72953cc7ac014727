//! What takes minutes, a broken disk or a mistake of ours in the real hub: slow clients, a full disk, a database that is gone, a panic.

use super::{
  FormEntry, Recheck, Verdict, accept, database::Database, deadlines::Deadlines, router::router, running::runtime, signer::Signer,
  state::Hub,
};
use crate::{
  lang::Words,
  submit::{Envelope, FrozenEnvelope, digest_of},
};
use serde_json::{Value as Json, json};
use std::{
  io::{Read as _, Write as _},
  net::{SocketAddr, TcpStream},
  sync::Arc,
  time::{Duration, Instant},
};
use tempfile::TempDir;
use tokio::runtime::Runtime;

const USCC: &str = "91330110XYYY00015P";

/// Takes everything, but for what is meant to go wrong.
struct Lenient;

impl Recheck for Lenient {
  fn forms(&self) -> Vec<FormEntry> {
    Vec::new()
  }

  fn recheck(&self, envelope: &Envelope, _: &Words) -> Verdict {
    assert!(envelope.client != "panic/1", "as was asked for");
    Verdict::Accepted
  }
}

struct Fixture {
  runtime: Runtime,
  hub: Arc<Hub>,
  address: SocketAddr,
  _folder: TempDir,
}

fn hub(deadlines: Deadlines) -> Fixture {
  let folder = tempfile::tempdir().unwrap();
  let place = folder.path().join("hub.sqlite").display().to_string();
  let runtime = runtime().unwrap();
  let (hub, address) = runtime.block_on(async {
    let database = Database::create(&place).await.unwrap();
    database.enrol(&digest_of(b"token"), USCC).await.unwrap();
    let signer = Signer::new(database.receipt_key().await.unwrap());
    let mut hub = Hub::new(database, signer, Arc::new(Lenient));
    hub.deadlines = deadlines;
    let hub = Arc::new(hub);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(accept::run(listener, router(Arc::clone(&hub)), deadlines, std::future::pending()));
    (hub, address)
  });
  Fixture { runtime, hub, address, _folder: folder }
}

fn connect(address: SocketAddr) -> TcpStream {
  let stream = TcpStream::connect(address).unwrap();
  stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
  stream
}

fn frozen(client: &str) -> FrozenEnvelope {
  let envelope: Envelope = serde_json::from_value(json!({
    "jlx": 1, "declaration_id": uuid::Uuid::now_v7(), "revision": 1, "supersedes": null, "org": {"uscc": USCC},
    "form": {"id": "f", "version": "1.0.0", "digest": digest_of(b"f")}, "as_of": "2026-06-30", "payload": {}, "overrides": [],
    "attachments": [], "statement": null, "created": "2026-06-30T08:00:00Z", "client": client,
  }))
  .unwrap();
  FrozenEnvelope::new(&envelope).unwrap()
}

fn request(frozen: &FrozenEnvelope) -> Vec<u8> {
  let (id, length) = (frozen.declaration_id(), frozen.bytes().len());
  let head = format!(
    "PUT /v1/declarations/{id}/revisions/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer token\r\n\
     Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
  );
  [head.as_bytes(), frozen.bytes()].concat()
}

/// The status, the head and the body of an answer read to its end.
fn answer(stream: &mut TcpStream) -> (u16, String, Json) {
  let mut text = String::new();
  stream.read_to_string(&mut text).unwrap();
  let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer but {text:?}"));
  (head[9..12].parse().unwrap(), head.to_lowercase(), serde_json::from_str(body).unwrap_or_default())
}

fn put(fixture: &Fixture, frozen: &FrozenEnvelope) -> (u16, String, Json) {
  let mut stream = connect(fixture.address);
  stream.write_all(&request(frozen)).unwrap();
  answer(&mut stream)
}

#[test]
fn slow_clients_are_let_go() {
  let brief = Duration::from_millis(300);
  // The honest one at the end has all the time a busy machine may take.
  let fixture = hub(Deadlines { head: brief, question: brief, submission: Duration::from_secs(2), life: Duration::from_secs(5) });
  let start = Instant::now();
  // Nothing, or a part of a head: closed. A part of a body: told so.
  let mut silent = connect(fixture.address);
  let mut dripping = connect(fixture.address);
  dripping.write_all(b"GET /v1/health HTTP/1.1\r\nX-Slow: ").unwrap();
  let mut half = connect(fixture.address);
  let whole = request(&frozen("slow/1"));
  half.write_all(&whole[..whole.len() - 10]).unwrap();
  let (status, head, problem) = answer(&mut half);
  assert_eq!((status, &problem["type"]), (408, &json!("urn:jiliang:problem:timeout")));
  assert!(head.contains("connection: close"), "{head}");
  for stream in [&mut silent, &mut dripping] {
    let mut rest = String::new();
    // Closed or reset, but not held.
    let _ = stream.read_to_string(&mut rest);
    assert!(rest.is_empty() || rest.starts_with("HTTP/1.1 408"), "{rest}");
  }
  assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
}

#[test]
fn a_mistake_of_ours_is_told_as_one_and_the_hub_goes_on() {
  let fixture = hub(Deadlines::default());
  let (status, _, problem) = put(&fixture, &frozen("panic/1"));
  assert_eq!((status, &problem["type"]), (500, &json!("urn:jiliang:problem:internal")));
  assert!(!problem.to_string().contains("as was asked for"));
  assert_eq!(put(&fixture, &frozen("good/1")).0, 201);
}

#[test]
fn a_full_disk_stores_nothing_and_goes_on_reading() {
  let fixture = hub(Deadlines::default());
  let first = frozen("good/1");
  assert_eq!(put(&fixture, &first).0, 201);
  // As many pages as there are and no more, over every connection there can be.
  let limit = |pages: &'static str| {
    fixture.runtime.block_on(async {
      let mut held = Vec::new();
      for _ in 0..8 {
        let mut connection = fixture.hub.database.pool.acquire().await.unwrap();
        sqlx::query(pages).fetch_all(&mut *connection).await.unwrap();
        held.push(connection);
      }
    });
  };
  limit("PRAGMA max_page_count = 1");
  let large = frozen(&"x".repeat(100_000));
  let (status, head, problem) = put(&fixture, &large);
  assert_eq!((status, &problem["type"]), (507, &json!("urn:jiliang:problem:full")));
  assert!(head.contains("retry-after: 30"), "{head}");
  assert_eq!(put(&fixture, &first).0, 200);
  limit("PRAGMA max_page_count = 1000000");
  assert_eq!(put(&fixture, &large).0, 201);
  assert_eq!(fixture.runtime.block_on(fixture.hub.database.verify_log()).unwrap().unwrap(), 4);
}

#[test]
fn a_database_that_is_gone_is_said_to_be_unavailable() {
  let fixture = hub(Deadlines::default());
  fixture.runtime.block_on(fixture.hub.database.close());
  let (status, head, problem) = put(&fixture, &frozen("good/1"));
  assert_eq!((status, &problem["type"]), (503, &json!("urn:jiliang:problem:unavailable")));
  assert!(head.contains("retry-after: 30"), "{head}");
}
