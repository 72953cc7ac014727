use super::{Mapping, PublicKey};
use crate::lang::Message;
use reqwest::{
  Method, Url,
  header::{HeaderName, HeaderValue},
};
use std::{fmt, path::PathBuf, time::Duration};

/// How a platform speaks.
#[derive(Clone, Debug)]
pub enum Profile {
  /// The whole protocol, as a jiliang hub speaks it: idempotent, findings by field, signed receipts.
  Full,
  /// One address that takes the envelope and answers in its own way.
  Simple {
    /// `POST` or `PUT`.
    method: Method,
    /// Further header fields.
    headers: Vec<(HeaderName, HeaderValue)>,
    /// How to read the answer.
    mapping: Mapping,
  },
}

/// Where declarations are handed in.
#[derive(Clone)]
pub struct Platform {
  /// The name people use.
  pub name: String,
  /// The base address (full profile) or the one address (simple profile).
  pub url: Url,
  /// How it speaks.
  pub profile: Profile,
  /// The environment variable with the token.
  pub token_env: Option<String>,
  /// The file with the token.
  pub token_file: Option<PathBuf>,
  /// The proxy to go through; `none` for going directly whatever the environment says. May hold a password.
  pub proxy: Option<String>,
  /// How long a whole request may take, where the person knows their line.
  pub timeout: Option<Duration>,
  /// A PEM file with certificates to trust besides those of the system.
  pub extra_ca: Option<PathBuf>,
  /// The key the platform's receipts are signed with.
  pub public_key: Option<PublicKey>,
}

impl Platform {
  /// A platform of the full profile that stands in no configuration, only its address is known.
  pub fn at(address: &str) -> Result<Self, Message> {
    let url = Self::address(address, true)?;
    // Its address is its name: what waits in the outbox finds its way by it.
    let name = url.as_str().trim_end_matches('/').to_owned();
    Ok(Self {
      name,
      url,
      profile: Profile::Full,
      token_env: None,
      token_file: None,
      proxy: None,
      timeout: None,
      extra_ca: None,
      public_key: None,
    })
  }

  /// Reads an address, which must be encrypted unless it is on this machine. With `base`, resources are found under it.
  pub fn address(text: &str, base: bool) -> Result<Url, Message> {
    let mut url = Url::parse(text.trim()).map_err(|error| {
      Message::new("platform-address-unreadable").with("address", crate::text::clean_foreign(text)).with("cause", error.to_string())
    })?;
    // From here on the address may hold a password, so it is not repeated.
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() || (base && url.query().is_some()) {
      return Err(Message::new("platform-address-extra"));
    }
    match url.scheme() {
      "https" => {}
      "http" if is_loopback(&url) => {}
      "http" => return Err(Message::new("platform-address-plain").with("address", url.as_str())),
      scheme => return Err(Message::new("platform-address-scheme").with("scheme", scheme)),
    }
    if base {
      // People copy addresses with and without the slash and the version.
      let path = url.path().trim_end_matches('/');
      let path = path.strip_suffix("/v1").unwrap_or(path).to_owned();
      url.set_path(&path);
    }
    Ok(url)
  }

  /// The address of a resource of the full profile, `path` without leading slash.
  pub fn resource(&self, path: &str) -> Url {
    let mut url = self.url.clone();
    let base = url.path().trim_end_matches('/').to_owned();
    url.set_path(&format!("{base}/v1/{path}"));
    if path.is_empty() {
      url.set_path(&format!("{base}/v1"));
    }
    url
  }
}

/// Whether `url` is on this machine, by address or by the one name that must mean it.
pub(super) fn is_loopback(url: &Url) -> bool {
  let host = url.host_str().unwrap_or_default();
  let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
  host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

impl fmt::Debug for Platform {
  /// Without proxy and header fields, which may hold secrets.
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_struct("Platform").field("name", &self.name).field("url", &self.url.as_str()).finish_non_exhaustive()
  }
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn addresses() {
    for (text, resource) in [
      ("https://hub.example", "https://hub.example/v1/forms"),
      ("https://hub.example/", "https://hub.example/v1/forms"),
      ("https://hub.example/v1/", "https://hub.example/v1/forms"),
      ("https://hub.example/jiliang", "https://hub.example/jiliang/v1/forms"),
      ("http://127.0.0.1:8420", "http://127.0.0.1:8420/v1/forms"),
      ("http://[::1]:8420", "http://[::1]:8420/v1/forms"),
      ("http://localhost", "http://localhost/v1/forms"),
    ] {
      assert_eq!(Platform::at(text).unwrap().resource("forms").as_str(), resource);
    }
    assert_eq!(Platform::at("https://hub.example/a").unwrap().resource("").as_str(), "https://hub.example/a/v1");
  }

  #[test]
  fn addresses_that_would_give_the_token_away_are_refused() {
    for (text, id) in [
      ("http://hub.example", "platform-address-plain"),
      ("http://127.0.0.1.example", "platform-address-plain"),
      ("https://me:secret@hub.example", "platform-address-extra"),
      ("https://hub.example/?a=b", "platform-address-extra"),
      ("ftp://hub.example", "platform-address-scheme"),
      ("hub.example", "platform-address-unreadable"),
    ] {
      let message = Platform::at(text).unwrap_err();
      assert_eq!(message.id, id, "{text}");
      assert!(!message.to_string().contains("secret"));
    }
  }
}
