//! The HTTP client a platform is spoken to with.

use super::{Platform, platform::is_loopback};
use crate::{failure::Failure, lang::Message};
use reqwest::{
  Certificate, Proxy, Url,
  blocking::{Client, ClientBuilder},
  redirect,
};
use std::{path::Path, sync::Once, time::Duration};

/// How long to wait for a connection.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a whole request may take where nobody says otherwise: a large declaration over a line of 64 kbit/s needs about a minute.
const WHOLE: Duration = Duration::from_mins(2);

/// A client with the platform's settings. It follows no redirect by itself.
pub(super) fn client(platform: &Platform) -> Result<Client, Failure> {
  install_cryptography();
  let cannot = |error: reqwest::Error| Failure::new(Message::new("submit-no-client")).caused_by(error.without_url());
  let builder = Client::builder()
    .user_agent(concat!("jiliang/", env!("CARGO_PKG_VERSION")))
    .connect_timeout(platform.timeout.map_or(CONNECT, |whole| whole.min(CONNECT)))
    .timeout(platform.timeout.unwrap_or(WHOLE))
    .redirect(redirect::Policy::none())
    .retry(reqwest::retry::never())
    .referer(false)
    // A connection kept across a suspended laptop is a dead one.
    .pool_idle_timeout(Duration::from_secs(30));
  let builder = with_certificates(builder, platform)?;
  with_proxy(builder, platform).map_err(cannot)?.build().map_err(cannot)
}

/// rustls asks once for each process which cryptography to use.
fn install_cryptography() {
  static ONCE: Once = Once::new();
  ONCE.call_once(|| {
    // Fails only where the program around us chose already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
  });
}

fn with_certificates(builder: ClientBuilder, platform: &Platform) -> Result<ClientBuilder, Failure> {
  if let Some(path) = &platform.extra_ca {
    return Ok(builder.tls_certs_merge(certificates(path)?));
  }
  if platform.url.scheme() == "http" {
    // No encryption on the way, so none of the system's certificates, which a bare machine may not even have.
    return Ok(builder.tls_certs_only([]));
  }
  Ok(builder)
}

fn certificates(path: &Path) -> Result<Vec<Certificate>, Failure> {
  let cannot = || Failure::new(Message::new("extra-ca-unreadable").with("file", path.display().to_string()));
  let pem = std::fs::read(path).map_err(|error| cannot().caused_by(error))?;
  let certificates = Certificate::from_pem_bundle(&pem).map_err(|error| cannot().caused_by(error))?;
  if certificates.is_empty() { Err(cannot()) } else { Ok(certificates) }
}

fn with_proxy(builder: ClientBuilder, platform: &Platform) -> reqwest::Result<ClientBuilder> {
  match platform.proxy.as_deref() {
    Some("none") => Ok(builder.no_proxy()),
    Some(proxy) => Ok(builder.proxy(Proxy::all(proxy)?)),
    // A proxy of the environment cannot reach this machine's own loopback.
    None if is_loopback(&platform.url) => Ok(builder.no_proxy()),
    None => Ok(builder),
  }
}

/// Whether a request for `from` may be repeated at `to` with everything in it: the same place, or the same host newly encrypted.
pub(super) fn same_place(from: &Url, to: &Url) -> bool {
  let encrypted = from.scheme() == "http" && to.scheme() == "https" && from.port().is_none() && to.port().is_none();
  from.origin() == to.origin() || (encrypted && from.host_str() == to.host_str())
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn redirects_stay_in_place() {
    let same = |from: &str, to: &str| same_place(&from.parse().unwrap(), &to.parse().unwrap());
    assert!(same("https://a.example/x", "https://a.example/y"));
    assert!(same("http://localhost/x", "https://localhost/x"));
    assert!(!same("https://a.example/x", "http://a.example/x"));
    assert!(!same("https://a.example/x", "https://b.example/x"));
    assert!(!same("https://a.example/x", "https://a.example:8443/x"));
    assert!(!same("https://a.example/x", "https://a.example.b.example/x"));
  }
}
