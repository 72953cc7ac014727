//! One thread waits for both, so that a key is painted by the thread that reads it: waking another one takes longer than a frame.

use crate::tui::{Msg, term::Keys};
use rustix::{
  event::{PollFd, PollFlags, Timespec, poll},
  termios::{OptionalActions, tcgetattr, tcsetattr},
};
use std::{
  collections::VecDeque,
  io::{self, Read, Write},
  os::unix::net::UnixStream,
  sync::{
    Arc,
    mpsc::{Receiver, RecvTimeoutError, Sender, channel},
  },
  thread,
  time::{Duration, Instant},
};

/// How long to leave alone what stands ready to be read and gives no key.
const NO_KEY: Duration = Duration::from_millis(10);

/// Sends messages back to the model, from any thread.
#[derive(Clone, Debug)]
pub struct Reply {
  messages: Sender<Msg>,
  wake: Arc<UnixStream>,
}

/// Nobody listens any more.
#[derive(Debug)]
pub struct Gone;

impl Reply {
  /// Tells a message; fails where nobody listens any more.
  pub fn send(&self, message: Msg) -> Result<(), Gone> {
    self.messages.send(message).map_err(|_| Gone)?;
    // Where nothing more goes in, it is awake already.
    let _ = (&*self.wake).write(&[0]);
    Ok(())
  }
}

/// Where the program waits.
pub(in crate::tui) struct Inbox {
  messages: Receiver<Msg>,
  woken: UnixStream,
  keys: Keys,
  /// Read and not taken yet.
  read: VecDeque<Msg>,
}

/// What comes in, and how other threads put it there.
pub(in crate::tui) fn open() -> io::Result<(Reply, Inbox)> {
  let (messages, inbox) = channel();
  let (wake, woken) = UnixStream::pair()?;
  wake.set_nonblocking(true)?;
  woken.set_nonblocking(true)?;
  let inbox = Inbox { messages: inbox, woken, keys: Keys::default(), read: VecDeque::new() };
  Ok((Reply { messages, wake: Arc::new(wake) }, inbox))
}

impl Inbox {
  /// Begins to read keys.
  pub(in crate::tui) fn listen(&mut self) {
    self.read.extend(self.keys.waiting());
  }

  /// The next message; waits for it no longer than `patience`.
  pub(in crate::tui) fn next(&mut self, patience: Option<Duration>) -> Result<Msg, RecvTimeoutError> {
    let begin = Instant::now();
    loop {
      if let Some(message) = self.waiting() {
        return Ok(message);
      }
      let left = patience.map(|patience| patience.saturating_sub(begin.elapsed()));
      if left.is_some_and(|left| left.is_zero()) {
        return Err(RecvTimeoutError::Timeout);
      }
      self.wait(left).map_err(|_| RecvTimeoutError::Disconnected)?;
    }
  }

  /// What waits already.
  pub(in crate::tui) fn waiting(&mut self) -> Option<Msg> {
    self.read.pop_front().or_else(|| self.messages.try_recv().ok())
  }

  /// Reads no keys until the next message is asked for. Nobody else does here.
  #[expect(clippy::unused_self, reason = "where keys have a thread of their own there is something to do")]
  pub(in crate::tui) fn rest(&mut self) {}

  /// Waits until something is there, and reads it.
  fn wait(&mut self, patience: Option<Duration>) -> io::Result<()> {
    let stdin = io::stdin();
    let (keys, woken) = {
      let mut both = [PollFd::new(&stdin, PollFlags::IN), PollFd::new(&self.woken, PollFlags::IN)];
      let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
      match poll(&mut both, patience.as_ref()) {
        Err(rustix::io::Errno::INTR) => return Ok(()),
        polled => polled?,
      };
      (both[0].revents(), both[1].revents())
    };
    if !woken.is_empty() {
      let mut bytes = [0; 64];
      while matches!((&self.woken).read(&mut bytes), Ok(read) if read == bytes.len()) {}
    }
    // A terminal that gives no more keys is gone; to read from it would never end.
    if keys.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
      self.read.push_back(Msg::End);
      return Ok(());
    }
    // Also where only another thread tells something: another size is known to the library too, which reads nothing else in the same go.
    let mut told = self.keys.waiting();
    if told.is_empty() && !keys.is_empty() {
      rouse();
      told = self.keys.waiting();
      if told.is_empty() {
        thread::sleep(NO_KEY);
      }
    }
    self.read.extend(told);
    Ok(())
  }
}

/// Has the system tell the library anew that there are keys. It forgets them where the size changed at the same moment; whoever waits for a terminal is told
/// when its modes are set, also to what they are.
fn rouse() {
  let stdin = io::stdin();
  if let Ok(modes) = tcgetattr(&stdin) {
    let _ = tcsetattr(&stdin, OptionalActions::Now, &modes);
  }
}
