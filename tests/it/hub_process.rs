//! A real hub: the program itself, on a free port, with a database of its own.

use crate::{
  http::{self, Reply},
  openapi,
  support::Sandbox,
};
use flate2::{Compression, write::GzEncoder};
use jiliang::{
  document::Document,
  store::Library,
  submit::{FrozenEnvelope, Prepared, content_digest, prepare},
};
use serde_json::Value as Json;
use std::{
  io::{BufRead as _, BufReader, Write as _},
  net::SocketAddr,
  process::{Child, Stdio},
  sync::OnceLock,
  time::{Duration, Instant},
};
use uuid::Uuid;

/// The unified social credit code of the sample enterprise.
pub(crate) const USCC: &str = "91330110XYYY00015P";
/// That of another one.
pub(crate) const OTHER: &str = "91320582XYYY000317";

/// A hub at work; it ends with the test.
pub(crate) struct HubProcess {
  child: Child,
  pub(crate) address: SocketAddr,
}

impl HubProcess {
  /// Starts a hub in `sandbox` on its database `hub.sqlite`.
  pub(crate) fn start(sandbox: &Sandbox) -> Self {
    let mut command = sandbox.command(&["hub", "serve", "--listen", "127.0.0.1:0", "--database", "sqlite:hub.sqlite"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim_end().strip_prefix("listening on http://").and_then(|address| address.parse().ok());
    Self { address: address.unwrap_or_else(|| panic!("the first line of the hub is {line:?}")), child }
  }

  /// Asks, and holds the answer against `docs/openapi.yaml`.
  #[track_caller]
  pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
    let reply = http::ask(self.address, method, path, headers, body);
    openapi::hold(method, path, &reply);
    reply
  }

  #[track_caller]
  pub(crate) fn get(&self, path: &str, token: &str) -> Reply {
    self.ask("GET", path, &[("Authorization", &format!("Bearer {token}"))], b"")
  }

  /// Hands `frozen` in as the program does.
  #[track_caller]
  pub(crate) fn put(&self, frozen: &FrozenEnvelope, token: &str) -> Reply {
    self.put_bytes(&place(frozen), frozen.bytes(), token, &[])
  }

  /// Hands `bytes` in uncompressed, with further header fields.
  #[track_caller]
  pub(crate) fn put_bytes(&self, path: &str, bytes: &[u8], token: &str, headers: &[(&str, &str)]) -> Reply {
    let authorization = format!("Bearer {token}");
    let mut all = vec![("Authorization", authorization.as_str()), ("Content-Type", "application/json")];
    all.extend_from_slice(headers);
    self.ask("PUT", path, &all, bytes)
  }

  /// Ends it at once, as a power cut would.
  pub(crate) fn kill(mut self) {
    self.child.kill().unwrap();
    self.child.wait().unwrap();
  }

  /// Asks it to end, as systemd does, and gives the exit code.
  #[cfg(unix)]
  pub(crate) fn terminate(mut self) -> Option<i32> {
    std::process::Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
    eventually("the hub ends", || self.child.try_wait().unwrap()).code()
  }
}

impl Drop for HubProcess {
  fn drop(&mut self) {
    let _ = self.child.kill();
    let _ = self.child.wait();
  }
}

/// Waits until `there` gives something.
#[track_caller]
pub(crate) fn eventually<T>(what: &str, mut there: impl FnMut() -> Option<T>) -> T {
  let start = Instant::now();
  loop {
    if let Some(found) = there() {
      return found;
    }
    assert!(start.elapsed() < http::PATIENCE, "waited for: {what}");
    std::thread::sleep(Duration::from_millis(5));
  }
}

/// A token for the enterprise `uscc`.
pub(crate) fn enrol(sandbox: &Sandbox, uscc: &str) -> String {
  let token = sandbox.run(&["hub", "enrol", "--database", "sqlite:hub.sqlite", "--uscc", uscc]).expect(0).stdout;
  token.trim_end().to_owned()
}

/// `jiliang hub list` as programs read it.
#[track_caller]
pub(crate) fn listed(sandbox: &Sandbox) -> Vec<Json> {
  let ran = sandbox.run(&["hub", "list", "--database", "sqlite:hub.sqlite", "--format", "json"]).expect(0);
  ran.json().as_array().unwrap().clone()
}

/// Where a revision is handed in.
pub(crate) fn place(frozen: &FrozenEnvelope) -> String {
  format!("/v1/declarations/{}/revisions/{}", frozen.declaration_id(), frozen.revision())
}

/// The envelope of the sample enterprise as JSON.
pub(crate) fn sample() -> Json {
  static SAMPLE: OnceLock<Json> = OnceLock::new();
  let make = || {
    let document = Document::from_text(Library::example("capability", "machining-shop").unwrap()).unwrap();
    let form = Library::default().get(&document.form).unwrap();
    let date = "2025-06-30".parse().unwrap();
    match prepare(&form, &document, date, "2025-06-30T08:00:00Z".parse().unwrap()).unwrap() {
      Prepared::Ready { frozen, .. } => serde_json::from_slice(frozen.bytes()).unwrap(),
      Prepared::AlreadyReceived(_) => unreachable!("the sample was never handed in"),
    }
  };
  SAMPLE.get_or_init(make).clone()
}

/// The sample as a new declaration, changed by `change` first.
pub(crate) fn envelope(change: impl FnOnce(&mut Json)) -> FrozenEnvelope {
  let mut envelope = sample();
  envelope["declaration_id"] = Uuid::now_v7().to_string().into();
  change(&mut envelope);
  freeze(&envelope)
}

/// `envelope` as it is sent.
pub(crate) fn freeze(envelope: &Json) -> FrozenEnvelope {
  FrozenEnvelope::from_bytes(serde_json_canonicalizer::to_vec(envelope).unwrap()).unwrap().0
}

/// The next revision of what is in `frozen`.
pub(crate) fn next(frozen: &FrozenEnvelope, change: impl FnOnce(&mut Json)) -> FrozenEnvelope {
  let mut envelope: Json = serde_json::from_slice(frozen.bytes()).unwrap();
  envelope["supersedes"] = serde_json::json!({ "revision": frozen.revision(), "digest": frozen.digest() });
  envelope["revision"] = (frozen.revision() + 1).into();
  change(&mut envelope);
  freeze(&envelope)
}

/// `bytes` compressed.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
  let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
  encoder.write_all(bytes).unwrap();
  encoder.finish().unwrap()
}

/// The header fields of compressed content that arrives whole.
pub(crate) fn digest_field(content: &[u8]) -> String {
  content_digest(content)
}
