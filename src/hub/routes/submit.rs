use super::json::bytes;
use crate::{
  hub::{
    Verdict,
    caller::Caller,
    database::Stored,
    refusal::Refusal,
    router::{Params, accepted_languages},
    state::Hub,
    upload::Upload,
  },
  lang::Message,
  submit::{Envelope, FrozenEnvelope, RevisionRef},
};
use axum::{
  body::Body,
  extract::Request,
  http::{HeaderValue, Response, StatusCode, header},
};
use jiff::Timestamp;
use std::sync::Arc;

/// Takes a revision: new ones are checked and stored, the same one again gets the same receipt, another one under the same number is a conflict.
pub(crate) async fn submit(hub: Arc<Hub>, caller: Caller, params: Params, request: Request) -> Result<Response<Body>, Refusal> {
  let (head, body) = request.into_parts();
  let accepted = accepted_languages(&head.headers);
  let upload = Upload::receive(&head.headers, body).await?;
  let permit = hub.checks.acquire().await.map_err(Refusal::internal)?;
  let (frozen, envelope) = tokio::task::spawn_blocking(move || upload.read()).await.map_err(Refusal::internal)??;
  if params.id != envelope.declaration_id.to_string() || params.n != envelope.revision.to_string() {
    return Err(Refusal::new(StatusCode::BAD_REQUEST, "path-mismatch", Message::new("hub-path-mismatch")));
  }
  if envelope.org.uscc != caller.uscc {
    return Err(Refusal::new(StatusCode::FORBIDDEN, "permission", Message::new("hub-permission")));
  }
  // What is stored already is not checked again: the rules may have changed since, the receipt may not.
  if let Some(answer) = already_there(&hub, &caller, &frozen).await? {
    return Ok(answer);
  }
  let (hub_there, frozen, envelope) = check(Arc::clone(&hub), frozen, envelope, accepted).await?;
  drop(permit);
  let stored = hub_there.database.store(&frozen, &envelope, &hub_there.signer, Timestamp::now()).await?;
  match stored {
    Stored::New(receipt) => {
      let mut response = bytes(StatusCode::CREATED, receipt);
      let place = format!("/v1/declarations/{}/revisions/{}/receipt", params.id, params.n);
      if let Ok(place) = HeaderValue::from_str(&place) {
        response.headers_mut().insert(header::LOCATION, place);
      }
      Ok(response)
    }
    Stored::Same(receipt) => Ok(bytes(StatusCode::OK, receipt)),
    Stored::Other(current) => Err(conflict(current)),
    Stored::StaleBase(current) => {
      Err(Refusal::new(StatusCode::CONFLICT, "stale-base", Message::new("hub-stale-base")).with_current(current))
    }
    Stored::Foreign => Err(foreign()),
  }
}

async fn already_there(hub: &Hub, caller: &Caller, frozen: &FrozenEnvelope) -> Result<Option<Response<Body>>, Refusal> {
  let stored = hub.database.revision(&frozen.declaration_id().to_string(), frozen.revision()).await?;
  match stored {
    None => Ok(None),
    Some(stored) if stored.uscc != caller.uscc => Err(foreign()),
    Some(stored) if stored.digest == frozen.digest() => Ok(Some(bytes(StatusCode::OK, stored.receipt))),
    Some(stored) => Err(conflict(RevisionRef { revision: frozen.revision(), digest: stored.digest })),
  }
}

async fn check(
  hub: Arc<Hub>,
  frozen: FrozenEnvelope,
  envelope: Envelope,
  accepted: Option<String>,
) -> Result<(Arc<Hub>, FrozenEnvelope, Envelope), Refusal> {
  let work = move || {
    let verdict = hub.recheck.recheck(&envelope, hub.words(accepted.as_deref()));
    (hub, frozen, envelope, verdict)
  };
  let (hub, frozen, envelope, verdict) = tokio::task::spawn_blocking(work).await.map_err(Refusal::internal)?;
  match verdict {
    Verdict::Accepted => Ok((hub, frozen, envelope)),
    Verdict::UnknownForm => Err(Refusal::new(StatusCode::NOT_FOUND, "unknown-form", Message::new("hub-unknown-form"))),
    Verdict::Refused(findings) => {
      let detail = Message::new("hub-validation").with("count", findings.len());
      Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "validation", detail).with_errors(findings))
    }
  }
}

fn conflict(current: RevisionRef) -> Refusal {
  Refusal::new(StatusCode::CONFLICT, "revision-conflict", Message::new("hub-conflict")).with_current(Some(current))
}

fn foreign() -> Refusal {
  Refusal::new(StatusCode::FORBIDDEN, "permission", Message::new("hub-foreign"))
}
