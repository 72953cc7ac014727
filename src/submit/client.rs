use super::{
  Expectation, FrozenEnvelope, Need, Outcome, Platform, Profile, Retry, Service, Step, Subject, Token, content_digest, judge,
  transport::{client, same_place},
  trouble::outcome_of,
};
use crate::{
  failure::Failure,
  lang::{Lang, Message},
};
use flate2::{Compression, write::GzEncoder};
use reqwest::{
  Method, Url,
  blocking::{Client as Http, RequestBuilder, Response},
  header::{ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, LOCATION},
};
use std::io::{Read as _, Write as _};
use uuid::Uuid;

/// The most bytes of an answer that are read, after decompression.
const LONGEST_ANSWER: u64 = 4 * 1024 * 1024;
/// How many redirects are followed.
const MOST_REDIRECTS: usize = 3;

/// Sends frozen envelopes to one platform. It blocks; call it from a thread of its own where a screen must stay alive.
#[derive(Debug)]
pub struct Client {
  http: Http,
  platform: Platform,
  /// Shown with a declaration only; marked so that it is never printed.
  authorization: Option<HeaderValue>,
  languages: &'static str,
}

/// An answer that was read to its end.
struct Answer {
  status: u16,
  headers: HeaderMap,
  body: Vec<u8>,
}

impl Client {
  /// A client for `platform` that shows `token` and asks for messages in `lang`.
  pub fn new(platform: &Platform, token: Option<&Token>, lang: Lang) -> Result<Self, Failure> {
    let authorization = token.map(Token::authorization).transpose().map_err(Failure::new)?;
    let languages = match lang {
      Lang::Zh => "zh-CN, en;q=0.5",
      Lang::En => "en, zh-CN;q=0.5",
    };
    Ok(Self { http: client(platform)?, platform: platform.clone(), authorization, languages })
  }

  /// Hands `frozen` in, once, and tells `progress` each step as it begins. Failures on the way are outcomes too.
  pub fn send(&self, frozen: &FrozenEnvelope, progress: &mut dyn FnMut(Step)) -> Outcome {
    let result = match &self.platform.profile {
      Profile::Full => self.send_full(frozen, progress),
      Profile::Simple { method, headers, mapping } => {
        let expected = Expectation { mapping: Some(mapping.clone()), ..self.expectation(frozen) };
        progress(Step::Connect);
        progress(Step::Send);
        self.post(frozen, method, headers).map(|answer| answer.judged(&expected, progress))
      }
    };
    result.unwrap_or_else(|outcome| *outcome)
  }

  /// What the platform says about itself, where it says anything; why it could not be asked.
  pub fn greet(&self) -> Result<Option<Service>, Message> {
    // Nothing was sent, so that nothing can be received.
    let subject = Subject { declaration_id: Uuid::nil(), revision: 0, digest: String::new() };
    let expected = Expectation { subject, platform: self.platform.name.clone(), key: self.platform.public_key, mapping: None };
    self.service(&expected).map_err(|outcome| outcome.message())
  }

  fn send_full(&self, frozen: &FrozenEnvelope, progress: &mut dyn FnMut(Step)) -> Result<Outcome, Box<Outcome>> {
    let mut expected = self.expectation(frozen);
    progress(Step::Connect);
    if let Some(service) = self.service(&expected)? {
      // Whoever answers with another key than the platform's gets to see nothing.
      let key = service.key.parse().ok();
      if expected.key.is_some() && expected.key != key {
        let reason = Message::new("submit-other-key").with("platform", &self.platform.name);
        return Err(Box::new(Outcome::NeedsPerson { reason, need: Need::Certificate, problem: None }));
      }
      expected.key = key;
      if service.limits.max_body < frozen.bytes().len() as u64 {
        let bytes = i64::try_from(service.limits.max_body).unwrap_or(i64::MAX);
        let reason = Message::new("submit-too-large-by").with("platform", &self.platform.name).with("bytes", bytes);
        return Err(Box::new(Outcome::NeedsPerson { reason, need: Need::Size(Some(service.limits.max_body)), problem: None }));
      }
    }
    progress(Step::Send);
    let subject = frozen.subject();
    let url = self.platform.resource(&format!("declarations/{}/revisions/{}", subject.declaration_id, subject.revision));
    let body = self.compressed(frozen)?;
    let answer = self.exchange(Method::PUT, url, self.authorization.as_ref(), |request| {
      request
        .header(CONTENT_TYPE, "application/json")
        .header(CONTENT_ENCODING, "gzip")
        .header("Content-Digest", content_digest(&body))
        .body(body.clone())
    })?;
    Ok(answer.judged(&expected, progress))
  }

  /// What the platform says about itself, where it says anything; otherwise the answer to the envelope decides.
  ///
  /// It says so to anyone, so the token stays at home: whether the right one answers is not known yet.
  fn service(&self, expected: &Expectation) -> Result<Option<Service>, Box<Outcome>> {
    let answer = self.exchange(Method::GET, self.platform.resource(""), None, |request| request)?;
    match answer.status {
      200..=299 => match serde_json::from_slice(&answer.body) {
        Ok(service) => Ok(Some(service)),
        // A login page; neither the declaration nor the token is given to it.
        Err(_) => {
          let reason = Message::new("submit-portal").with("platform", &self.platform.name);
          Err(Box::new(Outcome::NotDelivered { reason, retry: Retry::Slowly }))
        }
      },
      407 | 408 | 429 | 300..=399 | 500..=599 => Err(Box::new(judge(answer.status, &answer.headers, &answer.body, expected))),
      _ => Ok(None),
    }
  }

  fn post(
    &self,
    frozen: &FrozenEnvelope,
    method: &Method,
    headers: &[(reqwest::header::HeaderName, HeaderValue)],
  ) -> Result<Answer, Box<Outcome>> {
    let subject = frozen.subject();
    self.exchange(method.clone(), self.platform.url.clone(), self.authorization.as_ref(), |request| {
      let request = request
        .header(CONTENT_TYPE, "application/json")
        .header("Content-Digest", content_digest(frozen.bytes()))
        .header("Idempotency-Key", format!("\"{}.{}\"", subject.declaration_id, subject.revision));
      let own: HeaderMap = headers.iter().cloned().collect();
      request.headers(own).body(frozen.bytes().to_vec())
    })
  }

  /// One request, repeated where the same host says 307 or 308.
  fn exchange(
    &self,
    method: Method,
    mut url: Url,
    authorization: Option<&HeaderValue>,
    fill: impl Fn(RequestBuilder) -> RequestBuilder,
  ) -> Result<Answer, Box<Outcome>> {
    let failed = |error: reqwest::Error| Box::new(outcome_of(error, &self.platform.name));
    for _ in 0..MOST_REDIRECTS {
      let mut request = self.http.request(method.clone(), url.clone()).header(ACCEPT_LANGUAGE, self.languages);
      if let Some(authorization) = authorization {
        request = request.header(AUTHORIZATION, authorization);
      }
      let answer = self.read(fill(request).send().map_err(failed)?)?;
      let location = answer.headers.get(LOCATION).and_then(|value| value.to_str().ok());
      let next = location.and_then(|location| url.join(location).ok()).filter(|next| same_place(&url, next));
      match (answer.status, next) {
        (307 | 308, Some(next)) => url = next,
        _ => return Ok(answer),
      }
    }
    let reason = Message::new("submit-moved").with("platform", &self.platform.name).with("location", url.as_str());
    Err(Box::new(Outcome::NeedsPerson { reason, need: Need::Address, problem: None }))
  }

  fn read(&self, response: Response) -> Result<Answer, Box<Outcome>> {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let mut body = Vec::new();
    match response.take(LONGEST_ANSWER).read_to_end(&mut body) {
      Ok(_) => Ok(Answer { status, headers, body }),
      Err(error) => {
        let cause = crate::text::clean_foreign(&error.to_string());
        let reason = Message::new("submit-cut").with("platform", &self.platform.name).with("cause", cause);
        Err(Box::new(Outcome::NotDelivered { reason, retry: Retry::Backoff }))
      }
    }
  }

  /// The bytes as they travel; the same bytes for the same envelope, as gzip gets no time.
  fn compressed(&self, frozen: &FrozenEnvelope) -> Result<Vec<u8>, Box<Outcome>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(frozen.bytes()).and_then(|()| encoder.finish()).map_err(|error| {
      let reason = Message::new("submit-cut").with("platform", &self.platform.name).with("cause", error.to_string());
      Box::new(Outcome::NotDelivered { reason, retry: Retry::Backoff })
    })
  }

  fn expectation(&self, frozen: &FrozenEnvelope) -> Expectation {
    Expectation { subject: frozen.subject().clone(), platform: self.platform.name.clone(), key: self.platform.public_key, mapping: None }
  }
}

impl Answer {
  fn judged(&self, expected: &Expectation, progress: &mut dyn FnMut(Step)) -> Outcome {
    progress(Step::Verify);
    judge(self.status, &self.headers, &self.body, expected)
  }
}
