use super::{Recheck, start};
use crate::{
  failure::Failure,
  lang::{Message, Words},
};
use std::{io::Write as _, net::TcpListener, sync::Arc};

/// `jiliang hub serve`: runs a hub until Ctrl-C or SIGTERM.
///
/// The first line on standard output is `listening on http://ADDR`; scripts read it, so it is in no language. People are told more on standard error.
pub fn serve(listen: &str, database: &str, words: &Words, recheck: Arc<dyn Recheck>) -> Result<(), Failure> {
  let listener =
    TcpListener::bind(listen).map_err(|error| Failure::new(Message::new("hub-cannot-listen").with("address", listen)).caused_by(error))?;
  let running = start(listener, database, recheck)?;
  let address = running.addr();
  let mut out = std::io::stdout();
  // Nobody may be reading; the hub works all the same.
  let _ = writeln!(out, "listening on http://{address}").and_then(|()| out.flush());
  let tell = |message: Message| {
    let _ = writeln!(std::io::stderr(), "{}", words.say(&message));
  };
  tell(Message::new("hub-serving").with("database", database).with("key", running.key().to_string()));
  if !address.ip().is_loopback() {
    tell(Message::new("hub-unencrypted").with("address", address.to_string()));
  }
  running.wait_for_signal();
  running.stop();
  tell(Message::new("hub-stopped"));
  Ok(())
}
