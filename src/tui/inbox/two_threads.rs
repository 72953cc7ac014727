//! Keys are read on a thread of their own where the system has no way to wait for both.

use crate::tui::{Msg, term::Keys};
use std::{
  collections::VecDeque,
  io,
  sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
  thread,
  time::Duration,
};

/// Sends messages back to the model, from any thread.
pub type Reply = Sender<Msg>;

/// Where the program waits.
pub(in crate::tui) struct Inbox {
  messages: Receiver<Msg>,
  reply: Reply,
  /// Gives the thread that reads keys leave to go on; `None` before there is one.
  leave: Option<Sender<()>>,
  /// Whether that thread is at it, and not waiting for leave.
  reading: bool,
  /// Taken in and not told yet.
  kept: VecDeque<Msg>,
}

/// What comes in, and how other threads put it there.
pub(in crate::tui) fn open() -> io::Result<(Reply, Inbox)> {
  let (reply, messages) = channel();
  Ok((reply.clone(), Inbox { messages, reply, leave: None, reading: false, kept: VecDeque::new() }))
}

impl Inbox {
  /// Begins to read keys. After all that wait are told, the thread waits for leave to go on, so that nothing reads keys that are meant for another program.
  pub(in crate::tui) fn listen(&mut self) {
    let (leave, go_on) = channel();
    let messages = self.reply.clone();
    thread::spawn(move || {
      let mut keys = Keys::default();
      while let Some(told) = keys.next() {
        let mut told = told.into_iter().chain([Msg::KeysRead]);
        if !told.all(|message| messages.send(message).is_ok()) || go_on.recv().is_err() {
          return;
        }
      }
      // A terminal that gives no more keys is gone.
      let _ = messages.send(Msg::End);
    });
    (self.leave, self.reading) = (Some(leave), true);
  }

  /// The next message; waits for it no longer than `patience`.
  pub(in crate::tui) fn next(&mut self, patience: Option<Duration>) -> Result<Msg, RecvTimeoutError> {
    loop {
      if let Some(message) = self.waiting() {
        return Ok(message);
      }
      if !self.reading
        && let Some(leave) = &self.leave
      {
        let _ = leave.send(());
        self.reading = true;
      }
      let message = match patience {
        Some(patience) => self.messages.recv_timeout(patience)?,
        None => self.messages.recv().map_err(|_| RecvTimeoutError::Disconnected)?,
      };
      self.take_in(message);
    }
  }

  /// What waits already.
  pub(in crate::tui) fn waiting(&mut self) -> Option<Msg> {
    while let Ok(message) = self.messages.try_recv() {
      self.take_in(message);
    }
    self.kept.pop_front()
  }

  /// Reads no keys until the next message is asked for.
  pub(in crate::tui) fn rest(&mut self) {
    while self.reading
      && let Ok(message) = self.messages.recv()
    {
      self.take_in(message);
    }
  }

  fn take_in(&mut self, message: Msg) {
    match message {
      Msg::KeysRead => self.reading = false,
      message => self.kept.push_back(message),
    }
  }
}
