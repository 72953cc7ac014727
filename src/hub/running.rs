use super::{Recheck, accept, database::Database, router::router, signer::Signer, state::Hub};
use crate::{failure::Failure, lang::Message, submit::PublicKey};
use std::{
  fmt,
  net::{SocketAddr, TcpListener},
  sync::Arc,
  time::Duration,
};
use tokio::{
  runtime::{Builder, Runtime},
  sync::oneshot,
  task::JoinHandle,
};

/// A hub at work on threads of its own. It stops when it is dropped.
pub struct Running {
  addr: SocketAddr,
  key: PublicKey,
  runtime: Option<Runtime>,
  stop: Option<oneshot::Sender<()>>,
  task: Option<JoinHandle<()>>,
}

/// Starts a hub on `listener` with the database at `database`, which is made if it is not there. Call it from a thread without an async runtime.
pub fn start(listener: TcpListener, database: &str, recheck: Arc<dyn Recheck>) -> Result<Running, Failure> {
  let cannot = |error: std::io::Error| Failure::new(Message::new("hub-cannot-start")).caused_by(error);
  let addr = listener.local_addr().map_err(cannot)?;
  listener.set_nonblocking(true).map_err(cannot)?;
  let runtime = runtime()?;
  let (stop, stopped) = oneshot::channel::<()>();
  let (task, key) = runtime.block_on(async {
    let database = Database::create(database).await?;
    let signer = Signer::new(database.receipt_key().await?);
    let key = signer.public();
    let listener = tokio::net::TcpListener::from_std(listener).map_err(cannot)?;
    let hub = Arc::new(Hub::new(database, signer, recheck));
    let task = tokio::spawn(async move {
      let stopped = async {
        // Also when the sender is gone without a word.
        let _ = stopped.await;
      };
      accept::run(listener, router(Arc::clone(&hub)), hub.deadlines, stopped).await;
      hub.database.close().await;
    });
    Ok::<_, Failure>((task, key))
  })?;
  Ok(Running { addr, key, runtime: Some(runtime), stop: Some(stop), task: Some(task) })
}

/// A runtime for the hub.
pub(super) fn runtime() -> Result<Runtime, Failure> {
  Builder::new_multi_thread().enable_all().build().map_err(|error| Failure::new(Message::new("hub-cannot-start")).caused_by(error))
}

impl Running {
  /// Where the hub listens.
  pub fn addr(&self) -> SocketAddr {
    self.addr
  }

  /// The key its receipts are signed with.
  pub fn key(&self) -> &PublicKey {
    &self.key
  }

  /// Stops taking connections, answers what was begun, and closes the database.
  pub fn stop(mut self) {
    self.finish();
  }

  /// Waits until Ctrl-C or, on Unix, SIGTERM.
  pub(super) fn wait_for_signal(&self) {
    if let Some(runtime) = &self.runtime {
      runtime.block_on(super::stop_signal::stop_signal());
    }
  }

  fn finish(&mut self) {
    drop(self.stop.take());
    if let (Some(runtime), Some(task)) = (self.runtime.take(), self.task.take()) {
      // The task has its own deadline; a panic in it has been told already.
      let _ = runtime.block_on(task);
      runtime.shutdown_timeout(Duration::from_secs(1));
    }
  }
}

impl Drop for Running {
  fn drop(&mut self) {
    self.finish();
  }
}

impl fmt::Debug for Running {
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_struct("Running").field("addr", &self.addr).finish_non_exhaustive()
  }
}
