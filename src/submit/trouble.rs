//! What it means when no answer came.

use super::{Need, Outcome, Retry};
use crate::{lang::Message, text::clean_foreign};
use std::error::Error;

/// The outcome of a request that failed on the way to or from the platform called `platform`.
pub(super) fn outcome_of(error: reqwest::Error, platform: &str) -> Outcome {
  // The address may hold what should not be repeated.
  let error = error.without_url();
  let about = |id: &'static str| Message::new(id).with("platform", platform);
  let again = |id: &'static str| Outcome::NotDelivered { reason: about(id).with("cause", cause(&error)), retry: Retry::Backoff };
  if let Some(tls) = tls_error(&error) {
    return of_tls(tls, about);
  }
  let chain = chain_text(&error);
  if chain.contains("proxy auth") {
    return Outcome::NeedsPerson { reason: about("submit-proxy-auth"), need: Need::Proxy, problem: None };
  }
  if error.is_timeout() {
    Outcome::NotDelivered { reason: about("submit-timeout"), retry: Retry::Backoff }
  } else if error.is_connect() && chain.contains("dns error") {
    again("submit-no-such-host")
  } else if error.is_connect() {
    again("submit-no-connection")
  } else {
    again("submit-cut")
  }
}

fn of_tls(error: &rustls::Error, about: impl Fn(&'static str) -> Message) -> Outcome {
  use rustls::CertificateError as Bad;
  let id = match error {
    rustls::Error::InvalidCertificate(Bad::Expired | Bad::ExpiredContext { .. }) => "submit-certificate-expired",
    rustls::Error::InvalidCertificate(Bad::NotValidYet | Bad::NotValidYetContext { .. }) => "submit-certificate-early",
    rustls::Error::InvalidCertificate(Bad::NotValidForName | Bad::NotValidForNameContext { .. }) => "submit-certificate-name",
    rustls::Error::InvalidCertificate(Bad::UnknownIssuer) => "submit-certificate-issuer",
    rustls::Error::InvalidCertificate(_) => "submit-certificate",
    // No certificate at all: something that does not speak TLS answered, as login pages do.
    _ => {
      return Outcome::NotDelivered {
        reason: about("submit-no-tls").with("cause", clean_foreign(&error.to_string())),
        retry: Retry::Slowly,
      };
    }
  };
  let reason = about(id).with("cause", clean_foreign(&error.to_string()));
  Outcome::NeedsPerson { reason, need: Need::Certificate, problem: None }
}

/// The failure of TLS among the causes of `error`.
fn tls_error(error: &reqwest::Error) -> Option<&rustls::Error> {
  let mut next: Option<&(dyn Error + 'static)> = error.source();
  while let Some(cause) = next {
    if let Some(tls) = cause.downcast_ref::<rustls::Error>() {
      return Some(tls);
    }
    // An io::Error hides what it wraps from `source`.
    let inner = cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    next = match inner {
      Some(inner) => Some(inner),
      None => cause.source(),
    };
  }
  None
}

/// The innermost cause, which says most.
fn cause(error: &dyn Error) -> String {
  let mut innermost = error;
  while let Some(next) = innermost.source() {
    innermost = next;
  }
  clean_foreign(&innermost.to_string())
}

fn chain_text(error: &dyn Error) -> String {
  let mut text = error.to_string();
  let mut next = error.source();
  while let Some(cause) = next {
    text.push(' ');
    text.push_str(&cause.to_string());
    next = cause.source();
  }
  text.to_lowercase()
}
