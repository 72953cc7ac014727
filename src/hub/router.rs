//! From a request to its route and back: who asks, in which language, how long it may take.

use super::{Route, caller::Caller, refusal::Refusal, routes, state::Hub};
use crate::lang::Message;
use axum::{
  Router,
  body::Body,
  extract::{RawPathParams, Request, State},
  http::{HeaderMap, Response, StatusCode, header},
  routing::{MethodFilter, on},
};
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;

/// The values of the parameters in a path.
pub(crate) struct Params {
  pub(crate) id: String,
  pub(crate) n: String,
}

/// All routes over `hub`.
pub(crate) fn router(hub: Arc<Hub>) -> Router {
  let mut router = Router::new();
  for route in Route::ALL {
    let filter = if route.method() == "PUT" { MethodFilter::PUT } else { MethodFilter::GET };
    let handler = move |State(hub): State<Arc<Hub>>, params: RawPathParams, request: Request| dispatch(hub, route, params, request);
    router = router.route(route.path(), on(filter, handler));
  }
  let panicked = Arc::clone(&hub);
  router
    .fallback(async |State(hub): State<Arc<Hub>>, request: Request| refuse(&hub, &request, Refusal::not_found()))
    .method_not_allowed_fallback(async |State(hub): State<Arc<Hub>>, request: Request| {
      refuse(&hub, &request, Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "method", Message::new("hub-method")))
    })
    .with_state(hub)
    .layer(CatchPanicLayer::custom(move |_| Refusal::internal("panic").response(panicked.words(None))))
}

async fn dispatch(hub: Arc<Hub>, route: Route, params: RawPathParams, request: Request) -> Response<Body> {
  let accepted = accepted_languages(request.headers());
  let limit = if route == Route::Submit { hub.deadlines.submission } else { hub.deadlines.question };
  let answer = tokio::time::timeout(limit, answer(Arc::clone(&hub), route, params, request)).await;
  let answer = answer.unwrap_or_else(|_| Err(Refusal::new(StatusCode::REQUEST_TIMEOUT, "timeout", Message::new("hub-timeout"))));
  answer.unwrap_or_else(|refusal| refusal.response(hub.words(accepted.as_deref())))
}

async fn answer(hub: Arc<Hub>, route: Route, params: RawPathParams, request: Request) -> Result<Response<Body>, Refusal> {
  let param = |name: &str| params.iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_owned()).unwrap_or_default();
  let params = Params { id: param("id"), n: param("n") };
  match route {
    Route::Service => return Ok(routes::service(&hub)),
    Route::Health => return routes::health(&hub).await,
    _ => {}
  }
  // Nobody's body is read before it is known whose it is.
  let caller = Caller::of(&hub, request.headers()).await?;
  match route {
    Route::Submit => routes::submit(hub, caller, params, request).await,
    Route::Declaration => routes::declaration(&hub, &caller, &params).await,
    Route::Receipt => routes::receipt(&hub, &caller, &params).await,
    _ => routes::forms(hub).await,
  }
}

fn refuse(hub: &Hub, request: &Request, refusal: Refusal) -> Response<Body> {
  refusal.response(hub.words(accepted_languages(request.headers()).as_deref()))
}

/// What the caller says of languages.
pub(crate) fn accepted_languages(headers: &HeaderMap) -> Option<String> {
  headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).map(str::to_owned)
}
