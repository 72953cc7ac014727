//! Connections, with deadlines against those who only hold them.

use super::deadlines::Deadlines;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
  rt::{TokioIo, TokioTimer},
  server::graceful::GracefulShutdown,
  service::TowerToHyperService,
};
use std::{future::poll_fn, pin::pin, sync::Arc, task::Poll, time::Duration};
use tokio::{net::TcpListener, sync::Semaphore, time};

/// How many connections are held at once. More are closed, and their clients come again.
const MOST: usize = 2000;
/// How long requests in progress may take to end once the hub stops.
const FAREWELL: Duration = Duration::from_secs(10);

/// Serves `router` on `listener` until `stop` comes; requests that were begun are answered first.
pub(crate) async fn run(listener: TcpListener, router: Router, deadlines: Deadlines, stop: impl Future<Output = ()>) {
  let graceful = GracefulShutdown::new();
  let places = Arc::new(Semaphore::new(MOST));
  let mut stop = pin!(stop);
  loop {
    let next = poll_fn(|context| {
      if stop.as_mut().poll(context).is_ready() {
        return Poll::Ready(None);
      }
      listener.poll_accept(context).map(Some)
    });
    let stream = match next.await {
      None => break,
      Some(Ok((stream, _))) => stream,
      Some(Err(error)) => {
        // Out of file handles, mostly; trying again at once would only burn the processor.
        tracing::warn!(%error, "accept");
        time::sleep(Duration::from_millis(100)).await;
        continue;
      }
    };
    let Ok(place) = Arc::clone(&places).try_acquire_owned() else { continue };
    // Only speed is lost where this fails.
    let _ = stream.set_nodelay(true);
    let connection = http1::Builder::new()
      .timer(TokioTimer::new())
      .header_read_timeout(deadlines.head)
      .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router.clone()));
    let connection = graceful.watch(connection);
    tokio::spawn(async move {
      // Clients break off as they like; that is no event.
      let _ = time::timeout(deadlines.life, connection).await;
      drop(place);
    });
  }
  drop(listener);
  let _ = time::timeout(FAREWELL, graceful.shutdown()).await;
}
