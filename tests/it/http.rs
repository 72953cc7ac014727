//! HTTP by hand: requests exactly as a test wants them, answers as they came.

use std::{
  io::{ErrorKind, Read, Write},
  net::{SocketAddr, TcpStream},
  time::Duration,
};

/// How long an answer may take before a test fails; generous, as machines are shared.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// An answer, read to its end.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
  pub(crate) status: u16,
  pub(crate) headers: Vec<(String, String)>,
  pub(crate) body: Vec<u8>,
}

impl Reply {
  /// A header field; names count in lower case.
  pub(crate) fn header(&self, name: &str) -> Option<&str> {
    self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
  }

  #[track_caller]
  pub(crate) fn json(&self) -> serde_json::Value {
    serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
  }

  pub(crate) fn text(&self) -> String {
    String::from_utf8_lossy(&self.body).into_owned()
  }

  /// The code of the problem document.
  #[track_caller]
  pub(crate) fn code(&self) -> String {
    assert_eq!(self.header("content-type"), Some("application/problem+json"), "{}", self.text());
    let problem = self.json();
    assert_eq!(problem["status"], self.status);
    problem["type"].as_str().unwrap().rsplit(':').next().unwrap().to_owned()
  }

  /// Status and code of a problem, `200` alone for an answer that is none.
  pub(crate) fn verdict(&self) -> String {
    if self.status < 400 { self.status.to_string() } else { format!("{} {}", self.status, self.code()) }
  }
}

/// Connects; whoever does not answer makes the test fail rather than hang.
pub(crate) fn connect(address: SocketAddr) -> TcpStream {
  let stream = TcpStream::connect_timeout(&address, PATIENCE).unwrap();
  stream.set_read_timeout(Some(PATIENCE)).unwrap();
  stream.set_write_timeout(Some(PATIENCE)).unwrap();
  stream
}

/// The bytes of a request; `Host`, `Connection: close` and `Content-Length` are added.
pub(crate) fn request(method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
  let head = format!("{method} {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n");
  let fields: String = headers.iter().map(|(name, value)| [name, ": ", value, "\r\n"].concat()).collect();
  let length = if body.is_empty() && method != "PUT" { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
  [head.as_bytes(), fields.as_bytes(), length.as_bytes(), b"\r\n", body].concat()
}

/// Asks once; `None` where the connection broke before an answer came.
pub(crate) fn try_ask(address: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Option<Reply> {
  let mut stream = TcpStream::connect_timeout(&address, PATIENCE).ok()?;
  stream.set_read_timeout(Some(PATIENCE)).ok()?;
  stream.set_write_timeout(Some(PATIENCE)).ok()?;
  // A server may answer before it has read everything.
  let _ = stream.write_all(&request(method, path, headers, body));
  read_reply(&mut stream)
}

/// Asks once.
#[track_caller]
pub(crate) fn ask(address: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
  try_ask(address, method, path, headers, body).unwrap_or_else(|| panic!("{method} {path}: no answer"))
}

/// Reads an answer to its end; `None` where it breaks off.
pub(crate) fn read_reply(stream: &mut impl Read) -> Option<Reply> {
  let mut bytes = Vec::new();
  let mut buffer = [0; 16 * 1024];
  loop {
    if let Some(reply) = whole(&bytes) {
      return Some(reply);
    }
    match stream.read(&mut buffer) {
      Ok(0) => return None,
      Ok(read) => bytes.extend_from_slice(&buffer[..read]),
      Err(error) if error.kind() == ErrorKind::Interrupted => {}
      Err(_) => return None,
    }
  }
}

/// The answer in `bytes`, once all that `Content-Length` announces is there.
fn whole(bytes: &[u8]) -> Option<Reply> {
  let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
  let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
  let mut lines = head.split("\r\n");
  let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
  let headers: Vec<(String, String)> =
    lines.filter_map(|line| line.split_once(':')).map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect();
  let length: usize = headers.iter().find(|(name, _)| name == "content-length").map_or(Some(0), |(_, value)| value.parse().ok())?;
  let body = bytes.get(end + 4..end + 4 + length)?.to_vec();
  Some(Reply { status, headers, body })
}
