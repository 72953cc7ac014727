//! A platform that does whatever a test wants: answers wrongly, late, half or not at all.

use crate::http::PATIENCE;
use ed25519_dalek::SigningKey;
use flate2::read::GzDecoder;
use jiliang::submit::{FrozenEnvelope, PublicKey, Receipt, Reference, SignedReceipt, digest_of};
use std::{
  io::{Read, Write},
  net::{Shutdown, SocketAddr, TcpListener, TcpStream},
  sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
  },
  thread,
};

/// A request that arrived.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
  pub(crate) method: String,
  /// The target as it was asked for: a path, or a whole address where a proxy is asked.
  pub(crate) target: String,
  pub(crate) headers: Vec<(String, String)>,
  /// As it travelled.
  pub(crate) body: Vec<u8>,
}

impl Seen {
  /// A header field; names count in lower case.
  pub(crate) fn header(&self, name: &str) -> Option<&str> {
    self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
  }

  /// The body unpacked.
  pub(crate) fn content(&self) -> Vec<u8> {
    if self.header("content-encoding") != Some("gzip") {
      return self.body.clone();
    }
    let mut content = Vec::new();
    GzDecoder::new(self.body.as_slice()).read_to_end(&mut content).unwrap();
    content
  }

  /// The envelope in the body.
  pub(crate) fn frozen(&self) -> FrozenEnvelope {
    FrozenEnvelope::from_bytes(self.content()).unwrap().0
  }
}

/// What the platform does with a request it has read.
pub(crate) enum Act {
  /// Writes these bytes and closes.
  Say(Vec<u8>),
  /// Closes without a word.
  Cut,
  /// Says nothing until the client gives up.
  Silent,
}

type Play = dyn Fn(&Seen) -> Act + Send + Sync;

/// Something that turns a connection into what is spoken over it.
pub(crate) trait Stream: Read + Write + Send {}
impl<T: Read + Write + Send> Stream for T {}
type Wrap = dyn Fn(TcpStream) -> Box<dyn Stream> + Send + Sync;

/// The platform; it ends with the test.
pub(crate) struct FakePlatform {
  pub(crate) address: SocketAddr,
  seen: Arc<Mutex<Vec<Seen>>>,
  /// While set, connections are closed in the middle of a body.
  pub(crate) cut_bodies: Arc<AtomicBool>,
  over: Arc<AtomicBool>,
}

impl FakePlatform {
  pub(crate) fn start(play: impl Fn(&Seen) -> Act + Send + Sync + 'static) -> Self {
    Self::wrapped(|stream| Box::new(stream), play)
  }

  /// One that speaks over `wrap` of a connection, TLS for example.
  pub(crate) fn wrapped(
    wrap: impl Fn(TcpStream) -> Box<dyn Stream> + Send + Sync + 'static,
    play: impl Fn(&Seen) -> Act + Send + Sync + 'static,
  ) -> Self {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let platform = Self { address: listener.local_addr().unwrap(), seen: Arc::default(), cut_bodies: Arc::default(), over: Arc::default() };
    let (seen, cut_bodies, over) = (Arc::clone(&platform.seen), Arc::clone(&platform.cut_bodies), Arc::clone(&platform.over));
    let (play, wrap): (Arc<Play>, Arc<Wrap>) = (Arc::new(play), Arc::new(wrap));
    thread::spawn(move || {
      for stream in listener.incoming().flatten() {
        if over.load(Ordering::SeqCst) {
          break;
        }
        let (seen, cut_bodies, play, wrap) = (Arc::clone(&seen), Arc::clone(&cut_bodies), Arc::clone(&play), Arc::clone(&wrap));
        thread::spawn(move || serve(stream, &seen, &cut_bodies, &*play, &*wrap));
      }
    });
    platform
  }

  /// What arrived so far, in order.
  pub(crate) fn seen(&self) -> Vec<Seen> {
    self.seen.lock().unwrap().clone()
  }

  /// The declarations among it.
  pub(crate) fn puts(&self) -> Vec<Seen> {
    self.seen().into_iter().filter(|seen| seen.method != "GET").collect()
  }

  /// Its address with a path below.
  pub(crate) fn url(&self, path: &str) -> String {
    format!("http://{}{path}", self.address)
  }
}

impl Drop for FakePlatform {
  fn drop(&mut self) {
    self.over.store(true, Ordering::SeqCst);
    let _ = TcpStream::connect(self.address);
  }
}

fn serve(stream: TcpStream, seen: &Mutex<Vec<Seen>>, cut_bodies: &AtomicBool, play: &Play, wrap: &Wrap) {
  let Ok(raw) = stream.try_clone() else { return };
  let _ = raw.set_read_timeout(Some(PATIENCE));
  let mut stream = wrap(stream);
  let Some((mut request, length)) = head(&mut *stream) else { return };
  if length > 0 && cut_bodies.load(Ordering::SeqCst) {
    let _ = raw.shutdown(Shutdown::Both);
    return;
  }
  let mut body = vec![0; length - request.body.len().min(length)];
  if stream.read_exact(&mut body).is_err() {
    return;
  }
  request.body.extend(body);
  seen.lock().unwrap().push(request.clone());
  match play(&request) {
    Act::Say(bytes) => {
      let _ = stream.write_all(&bytes).and_then(|()| stream.flush());
      let _ = raw.shutdown(Shutdown::Write);
      // Whoever is still sending may finish, so that the answer is not lost to a reset.
      let _ = stream.read(&mut [0; 1024]);
    }
    Act::Cut => drop(raw.shutdown(Shutdown::Both)),
    Act::Silent => drop(stream.read(&mut [0; 1])),
  }
}

/// The head of a request with what came of its body, and how long that is.
fn head(stream: &mut dyn Stream) -> Option<(Seen, usize)> {
  let mut bytes = Vec::new();
  let mut buffer = [0; 4096];
  let end = loop {
    if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
      break end;
    }
    match stream.read(&mut buffer) {
      Ok(read) if read > 0 => bytes.extend_from_slice(&buffer[..read]),
      _ => return None,
    }
  };
  let text = String::from_utf8_lossy(&bytes[..end]).into_owned();
  let mut lines = text.split("\r\n");
  let mut first = lines.next()?.split(' ').map(str::to_owned);
  let (method, target) = (first.next()?, first.next()?);
  let headers: Vec<(String, String)> =
    lines.filter_map(|line| line.split_once(':')).map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect();
  let length = headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, value)| value.parse().ok()).unwrap_or(0);
  Some((Seen { method, target, headers, body: bytes[end + 4..].to_vec() }, length))
}

/// An answer as bytes: status line, header fields, `Content-Length`, body.
pub(crate) fn reply(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
  let head = format!("HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
  let fields: String = headers.iter().map(|(name, value)| [name, ": ", value, "\r\n"].concat()).collect();
  [head.as_bytes(), fields.as_bytes(), b"\r\n", body].concat()
}

pub(crate) fn say(status: u16, media: &str, body: &str) -> Act {
  Act::Say(reply(status, &[("Content-Type", media)], body.as_bytes()))
}

/// A problem document.
pub(crate) fn problem(status: u16, code: &str, more: &serde_json::Value, headers: &[(&str, &str)]) -> Act {
  let mut problem = serde_json::json!({ "type": format!("urn:jiliang:problem:{code}"), "title": "T", "status": status, "detail": "detail of the platform" });
  if let Some(more) = more.as_object() {
    problem.as_object_mut().unwrap().extend(more.clone());
  }
  let headers = [&[("Content-Type", "application/problem+json")], headers].concat();
  Act::Say(reply(status, &headers, problem.to_string().as_bytes()))
}

pub(crate) fn signer() -> SigningKey {
  SigningKey::from_bytes(&[7; 32])
}

pub(crate) fn public(key: &SigningKey) -> PublicKey {
  PublicKey::from(key.verifying_key())
}

/// A receipt for `frozen`, changed by `change` before it is signed with `key`.
pub(crate) fn receipt(frozen: &FrozenEnvelope, key: &SigningKey, change: impl FnOnce(&mut Receipt)) -> String {
  let mut receipt = Receipt {
    format: Receipt::FORMAT.to_owned(),
    declaration_id: frozen.declaration_id(),
    revision: frozen.revision(),
    digest: frozen.digest().to_owned(),
    // The same content gets the same receipt.
    reference: Reference::from_number(frozen.digest().bytes().map(u64::from).fold(7, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte))),
    received_at: "2026-06-30T08:00:01Z".parse().unwrap(),
    server: "fake".to_owned(),
    state: "received".to_owned(),
    log_index: 3,
    prev: digest_of(b"before"),
    key: public(key).to_string(),
  };
  change(&mut receipt);
  String::from_utf8(SignedReceipt::sign(&receipt, key).unwrap().bytes().to_vec()).unwrap()
}

/// What a platform of the full profile says about itself.
pub(crate) fn service(key: &SigningKey) -> Act {
  let service = serde_json::json!({
    "jlx": 1, "profile": "full", "server": "fake", "time": "2026-06-30T08:00:00Z", "key": public(key).to_string(),
    "limits": { "max_body": 10_485_760, "max_depth": 32 },
  });
  say(200, "application/json", &service.to_string())
}

/// As a good platform does: tells about itself, stores, gives a receipt.
pub(crate) fn good(seen: &Seen) -> Act {
  if seen.method == "GET" { service(&signer()) } else { say(201, "application/json", &receipt(&seen.frozen(), &signer(), |_| {})) }
}
