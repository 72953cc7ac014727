//! A program in a real terminal: keys go in, the screen comes out. Shared by the tests and the benchmarks.

#![allow(dead_code, clippy::allow_attributes, clippy::unwrap_used, reason = "each user needs another part of it")]

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use std::{
  collections::BTreeMap,
  io::{Read, Write},
  path::Path,
  sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
    mpsc::{Receiver, RecvTimeoutError, channel},
  },
  thread,
  time::{Duration, Instant},
};

/// How long a screen may take before a test fails; generous, as machines are shared.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running program and its screen.
pub(crate) struct Pty {
  master: Option<Box<dyn MasterPty + Send>>,
  writer: Option<Box<dyn Write + Send>>,
  /// Set when the window closes; the thread that reads then lets go of it at the next output.
  closing: Arc<AtomicBool>,
  child: Box<dyn Child + Send + Sync>,
  output: Receiver<Vec<u8>>,
  parser: vt100::Parser,
  /// Everything the program wrote.
  pub(crate) raw: Vec<u8>,
  /// How the terminal handled lines before the program began.
  before: String,
}

impl Pty {
  /// Starts `program` with these arguments and variables on a screen of this size.
  pub(crate) fn start(program: &str, args: &[&str], env: &[(&str, &str)], folder: &Path, (columns, rows): (u16, u16)) -> Self {
    let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("a pty");
    let mut command = CommandBuilder::new(program);
    command.args(args);
    command.cwd(folder);
    command.env("TERM", "xterm-256color");
    for (name, value) in env {
      command.env(name, value);
    }
    let before = line_modes(&*pair.master);
    let child = pair.slave.spawn_command(command).expect("the program starts");
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().expect("a reader");
    let writer = pair.master.take_writer().expect("a writer");
    let (sender, output) = channel();
    let closing = Arc::new(AtomicBool::new(false));
    let closes = Arc::clone(&closing);
    thread::spawn(move || {
      let mut buffer = vec![0; 65536];
      while let Ok(read) = reader.read(&mut buffer) {
        if read == 0 || sender.send(buffer[..read].to_vec()).is_err() || closes.load(Ordering::Relaxed) {
          break;
        }
      }
    });
    let parser = vt100::Parser::new(cells(rows), cells(columns), 0);
    Self { master: Some(pair.master), writer: Some(writer), closing, child, output, parser, raw: Vec::new(), before }
  }

  /// Types text and keys: `<F9>`, `<Enter>`, `<Esc>`, `<Tab>`, `<S-Tab>`, `<Up>`, `<C-q>`, `<Del>`, `<BS>`, …; `<lt>` is `<`.
  pub(crate) fn send(&mut self, keys: &str) {
    self.write(&bytes_of(keys));
  }

  fn write(&mut self, bytes: &[u8]) {
    let writer = self.writer.as_mut().expect("the window is open");
    writer.write_all(bytes).expect("the program reads");
    writer.flush().expect("the program reads");
  }

  /// Tells of the mouse as terminals do (SGR): the code of the button, column and row from 0.
  pub(crate) fn mouse(&mut self, button: u16, column: u16, row: u16) {
    self.write(format!("\x1b[<{button};{};{}M", column + 1, row + 1).as_bytes());
  }

  /// Sends bytes as they are.
  pub(crate) fn bytes(&mut self, bytes: &[u8]) {
    self.write(bytes);
  }

  /// Pastes text as a terminal with bracketed paste does.
  pub(crate) fn paste(&mut self, text: &str) {
    self.write(&[b"\x1b[200~", text.as_bytes(), b"\x1b[201~"].concat());
  }

  /// Changes the size of the screen.
  pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
    self.parser.screen_mut().set_size(cells(rows), cells(columns));
    self
      .master
      .as_ref()
      .expect("the window is open")
      .resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 })
      .expect("a new size");
  }

  /// Takes in what has been written so far, waiting `wait` for the first of it; tells whether anything came.
  fn take(&mut self, wait: Duration) -> Result<bool, RecvTimeoutError> {
    match self.output.recv_timeout(wait) {
      Ok(bytes) => {
        self.parser.process(&bytes);
        self.raw.extend(bytes);
        while let Ok(bytes) = self.output.try_recv() {
          self.parser.process(&bytes);
          self.raw.extend(bytes);
        }
        Ok(true)
      }
      Err(RecvTimeoutError::Timeout) => Ok(false),
      Err(error) => Err(error),
    }
  }

  /// Waits until the screen fits.
  #[track_caller]
  pub(crate) fn wait(&mut self, what: &str, fits: impl Fn(&str) -> bool) {
    let start = Instant::now();
    loop {
      if fits(&self.screen()) {
        return;
      }
      let gone = self.take(Duration::from_millis(20)).is_err();
      let hope = start.elapsed() < PATIENCE && (!gone || fits(&self.screen()));
      assert!(hope, "waited for {what}; the screen is\n{}", self.screen());
    }
  }

  /// Waits until the screen shows `text`.
  #[track_caller]
  pub(crate) fn wait_for(&mut self, text: &str) {
    self.wait(text, |screen| screen.contains(text));
  }

  /// Waits until the draft on the screen has been checked, in Chinese.
  #[track_caller]
  pub(crate) fn wait_for_counts(&mut self) {
    self.wait("the counts", |screen| ["错误", "还差"].iter().any(|told| screen.contains(told)));
  }

  /// Lets the program write until it is quiet for a moment.
  pub(crate) fn settle(&mut self) {
    while self.take(Duration::from_millis(150)).unwrap_or(false) {}
  }

  /// Waits until the program has written more than `before` bytes.
  #[track_caller]
  pub(crate) fn wait_for_output(&mut self, before: usize) {
    let start = Instant::now();
    while self.raw.len() <= before {
      let gone = self.take(Duration::from_millis(200)).is_err();
      assert!(start.elapsed() < PATIENCE && !gone, "nothing was written");
    }
  }

  /// Takes in what still comes; the time from `start` to the last of it.
  pub(crate) fn settle_until_quiet(&mut self, start: Instant) -> Duration {
    let mut last = start;
    while self.take(Duration::from_millis(150)).unwrap_or(false) {
      last = Instant::now();
    }
    last.duration_since(start)
  }

  /// Takes in what still comes of the last frame.
  pub(crate) fn settle_briefly(&mut self) {
    while self.take(Duration::from_millis(5)).unwrap_or(false) {}
  }

  /// The screen as text, one line a row.
  pub(crate) fn screen(&self) -> String {
    self.parser.screen().contents()
  }

  /// Where the cursor is: column and row from 0; `None` where it is hidden.
  pub(crate) fn cursor(&self) -> Option<(u16, u16)> {
    let screen = self.parser.screen();
    let (row, column) = screen.cursor_position();
    (!screen.hide_cursor()).then_some((column, row))
  }

  /// Waits for the program to end.
  pub(crate) fn end(&mut self) -> ExitStatus {
    let start = Instant::now();
    loop {
      let _ = self.take(Duration::from_millis(20));
      if let Ok(Some(status)) = self.child.try_wait() {
        self.settle();
        return status;
      }
      assert!(start.elapsed() < PATIENCE, "the program does not end; the screen is\n{}", self.screen());
    }
  }

  /// Ends the program at once, as a power cut would.
  pub(crate) fn kill(&mut self) {
    let _ = self.child.kill();
    let _ = self.child.wait();
  }

  /// Closes the window.
  pub(crate) fn close_window(&mut self) {
    self.closing.store(true, Ordering::Relaxed);
    // The thread that reads holds the window open until it has read once more.
    self.send("<Left>");
    while self.take(Duration::from_millis(50)).is_ok() {}
    self.writer = None;
    self.master = None;
  }

  /// Sends the program a signal, by name.
  #[cfg(unix)]
  pub(crate) fn signal(&self, name: &str) {
    let process = self.process().expect("the program runs").to_string();
    let sent = std::process::Command::new("kill").args([&format!("-{name}"), &process]).status().expect("kill");
    assert!(sent.success());
  }

  /// What is not as it was before the program began: private modes that are still set, the cursor hidden, lines handled otherwise.
  pub(crate) fn left_behind(&self) -> Vec<String> {
    let mut modes = BTreeMap::new();
    let text = String::from_utf8_lossy(&self.raw);
    for part in text.split("\x1b[?").skip(1) {
      let numbers: String = part.chars().take_while(|c| c.is_ascii_digit() || *c == ';').collect();
      let set = match part[numbers.len()..].chars().next() {
        Some('h') => true,
        Some('l') => false,
        _ => continue,
      };
      modes.extend(numbers.split(';').map(|number| (number.to_owned(), set)));
    }
    // The cursor is shown at first; everything else is off.
    let mut left: Vec<String> = modes.iter().filter(|(mode, set)| (mode.as_str() == "25") != **set).map(|(mode, _)| mode.clone()).collect();
    if self.master.as_ref().is_some_and(|master| line_modes(&**master) != self.before) {
      left.push("line modes".to_owned());
    }
    left
  }

  /// Whether the terminal hands over each key as it is pressed.
  pub(crate) fn is_raw(&self) -> bool {
    self.master.as_ref().is_some_and(|master| line_modes(&**master) != self.before)
  }

  /// How often the threads of the process were woken up after waiting; `None` where the system does not tell.
  pub(crate) fn wake_ups(&self) -> Option<u64> {
    let threads = std::fs::read_dir(format!("/proc/{}/task", self.process()?)).ok()?;
    let count = |thread: std::io::Result<std::fs::DirEntry>| {
      let status = std::fs::read_to_string(thread.ok()?.path().join("status")).ok()?;
      status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))?.trim().parse::<u64>().ok()
    };
    threads.map(count).sum()
  }

  /// The most memory the process had, in KiB; `None` where the system does not tell.
  pub(crate) fn peak_memory(&self) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", self.process()?)).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().trim_end_matches("kB").trim().parse().ok()
  }

  /// The process.
  pub(crate) fn process(&self) -> Option<u32> {
    self.child.process_id()
  }
}

impl Drop for Pty {
  fn drop(&mut self) {
    self.kill();
  }
}

#[cfg(unix)]
fn line_modes(master: &(dyn MasterPty + Send)) -> String {
  format!("{:?}", master.get_termios())
}

#[cfg(not(unix))]
fn line_modes(_: &(dyn MasterPty + Send)) -> String {
  String::new()
}

fn cells(count: u16) -> std::num::NonZero<u16> {
  std::num::NonZero::new(count.max(1)).unwrap_or(std::num::NonZero::<u16>::MIN)
}

fn bytes_of(keys: &str) -> Vec<u8> {
  let mut bytes = Vec::new();
  let mut rest = keys;
  while let Some(c) = rest.chars().next() {
    if c == '<'
      && let Some(end) = rest.find('>')
    {
      bytes.extend(named(&rest[1..end]));
      rest = &rest[end + 1..];
      continue;
    }
    let length = c.len_utf8();
    bytes.extend(&rest.as_bytes()[..length]);
    rest = &rest[length..];
  }
  bytes
}

fn named(name: &str) -> Vec<u8> {
  let fixed: &[u8] = match name {
    "lt" => b"<",
    "Enter" => b"\r",
    "Esc" => b"\x1b",
    "Tab" => b"\t",
    "S-Tab" => b"\x1b[Z",
    "BS" => b"\x7f",
    "Del" => b"\x1b[3~",
    "Up" => b"\x1b[A",
    "Down" => b"\x1b[B",
    "Right" => b"\x1b[C",
    "Left" => b"\x1b[D",
    "Home" => b"\x1b[H",
    "End" => b"\x1b[F",
    "PageUp" => b"\x1b[5~",
    "PageDown" => b"\x1b[6~",
    "Space" => b" ",
    "F1" => b"\x1bOP",
    "F2" => b"\x1bOQ",
    "F3" => b"\x1bOR",
    "F4" => b"\x1bOS",
    "F5" => b"\x1b[15~",
    "F6" => b"\x1b[17~",
    "F7" => b"\x1b[18~",
    "F8" => b"\x1b[19~",
    "F9" => b"\x1b[20~",
    "F10" => b"\x1b[21~",
    "F11" => b"\x1b[23~",
    "F12" => b"\x1b[24~",
    "S-Down" => b"\x1b[1;2B",
    "S-Right" => b"\x1b[1;2C",
    "C-Home" => b"\x1b[1;5H",
    "S-F6" => b"\x1b[17;2~",
    "paste" => b"\x1b[200~",
    "/paste" => b"\x1b[201~",
    _ => b"",
  };
  if !fixed.is_empty() {
    return fixed.to_vec();
  }
  match name.strip_prefix("C-").and_then(|key| key.bytes().next()) {
    Some(key) => vec![key.to_ascii_lowercase() & 0x1f],
    None => match name.strip_prefix("A-") {
      Some(key) => [b"\x1b", key.as_bytes()].concat(),
      None => panic!("no key is called {name}"),
    },
  }
}
