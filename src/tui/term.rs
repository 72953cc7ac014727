//! The only file that names the terminal library.

use super::{Code, Key, Msg};
use base64::prelude::{BASE64_STANDARD, Engine};
use ratatui::{
  Terminal, TerminalOptions, Viewport,
  backend::CrosstermBackend,
  crossterm::{
    cursor::{Hide, Show},
    event::{self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers},
    execute, queue,
    style::force_color_output,
    terminal::{
      self, BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
      enable_raw_mode,
    },
  },
  layout::{Position, Rect},
};
use std::{
  io::{self, BufWriter, IsTerminal, Stdout, Write},
  sync::mpsc::{Sender, channel},
  thread,
  time::Duration,
};

/// The most bytes of text for the clipboard: coded they are just below the 100 000 that widespread terminals take.
const LONGEST_COPY: usize = 74_994;

/// Whether there is a terminal to draw on and to read keys from.
pub fn is_terminal() -> bool {
  io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Columns and rows of the terminal; `None` where there is none.
pub fn size() -> Option<(u16, u16)> {
  terminal::size().ok()
}

/// The screen, taken over until it is dropped.
pub(super) struct Screen {
  terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
}

impl Screen {
  /// Takes the terminal over.
  pub(super) fn open() -> io::Result<Self> {
    // Under NO_COLOR the library would write a reset that takes bold and reverse away; the theme hands out no colours then.
    force_color_output(true);
    take()?;
    Ok(Self { terminal: fresh()? })
  }

  /// Takes the terminal over anew, whatever was done to it meanwhile; the next frame paints all of it.
  pub(super) fn take(&mut self) -> io::Result<()> {
    // The library believes to be in raw mode and would do nothing.
    disable_raw_mode()?;
    take()?;
    self.forget()
  }

  /// Paints one frame as one synchronized update; the cursor is hidden meanwhile and then stands at the caret.
  pub(super) fn paint(&mut self, draw: impl FnOnce(&mut ratatui::Frame<'_>) -> Option<Position>) -> io::Result<()> {
    queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate, Hide)?;
    let drawn = self.terminal.draw(|frame| {
      if let Some(caret) = draw(frame) {
        frame.set_cursor_position(caret);
      }
    });
    let painted = drawn.map(|_| ());
    queue!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
    self.terminal.backend_mut().flush()?;
    painted
  }

  /// Forgets what is on the screen and takes its size anew, so that the next frame paints all of it.
  pub(super) fn forget(&mut self) -> io::Result<()> {
    self.terminal = fresh()?;
    Ok(())
  }

  /// Hands text to the terminal for the system's clipboard (OSC 52). Terminals that cannot take it leave it out without a word; longer texts than
  /// they take are not sent at all, as some would keep a part.
  pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
    if text.len() <= LONGEST_COPY {
      let coded = BASE64_STANDARD.encode(text);
      write!(self.terminal.backend_mut(), "\x1b]52;c;{coded}\x07")?;
      self.terminal.backend_mut().flush()?;
    }
    Ok(())
  }

  /// Columns and rows.
  pub(super) fn size(&self) -> io::Result<(u16, u16)> {
    self.terminal.size().map(|size| (size.width, size.height))
  }
}

/// An empty screen of the size that the terminal has now. The library's own way to clear asks the terminal where its cursor is, which takes
/// keys away from the thread that reads them, and fails where nothing answers.
fn fresh() -> io::Result<Terminal<CrosstermBackend<BufWriter<Stdout>>>> {
  execute!(io::stdout(), Clear(ClearType::All))?;
  let (columns, rows) = terminal::size()?;
  let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout()));
  Terminal::with_options(backend, TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, columns, rows)) })
}

impl Drop for Screen {
  fn drop(&mut self) {
    restore();
  }
}

/// Sets the modes that [`restore`] takes back.
fn take() -> io::Result<()> {
  enable_raw_mode()?;
  execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)
}

/// Gives the terminal back. Called when everything else has failed too, so it ignores errors and may run twice.
pub(super) fn restore() {
  let mut out = io::stdout();
  let _ = execute!(out, EndSynchronizedUpdate, DisableBracketedPaste, LeaveAlternateScreen, Show);
  let _ = disable_raw_mode();
  let _ = out.flush();
}

/// Reads keys on a thread of their own until the program ends. After all that wait are told, the thread waits for leave to go on, so that nothing reads
/// keys that are meant for another program.
pub(super) fn read_keys(messages: Sender<Msg>) -> Sender<()> {
  let (leave, go_on) = channel();
  thread::spawn(move || {
    let tell = |event| message(event).is_none_or(|message| messages.send(message).is_ok());
    while let Ok(event) = event::read() {
      if !tell(event) {
        return;
      }
      while event::poll(Duration::ZERO).unwrap_or(false) {
        let Ok(event) = event::read() else { break };
        if !tell(event) {
          return;
        }
      }
      if messages.send(Msg::KeysRead).is_err() || go_on.recv().is_err() {
        return;
      }
    }
    // A terminal that gives no more keys is gone.
    let _ = messages.send(Msg::End);
  });
  leave
}

fn message(event: Event) -> Option<Msg> {
  match event {
    Event::Key(event) if event.kind != KeyEventKind::Release => key(event).map(Msg::Key),
    Event::Paste(text) => Some(Msg::Paste(text)),
    Event::Resize(columns, rows) => Some(Msg::Resize(columns, rows)),
    _ => None,
  }
}

fn key(event: KeyEvent) -> Option<Key> {
  let code = match event.code {
    KeyCode::Char(c) => Code::Char(c),
    KeyCode::Enter => Code::Enter,
    KeyCode::Esc => Code::Esc,
    KeyCode::Backspace => Code::Backspace,
    KeyCode::Delete => Code::Delete,
    KeyCode::Left => Code::Left,
    KeyCode::Right => Code::Right,
    KeyCode::Up => Code::Up,
    KeyCode::Down => Code::Down,
    KeyCode::Home => Code::Home,
    KeyCode::End => Code::End,
    KeyCode::PageUp => Code::PageUp,
    KeyCode::PageDown => Code::PageDown,
    KeyCode::Tab => Code::Tab,
    KeyCode::BackTab => return Some(Key { shift: true, ..Key::plain(Code::Tab) }),
    KeyCode::Insert => Code::Insert,
    KeyCode::F(number) => Code::F(number),
    _ => return None,
  };
  let held = |modifier| event.modifiers.contains(modifier);
  // AltGr comes as Ctrl and Alt with the character it makes.
  let alt_gr = held(KeyModifiers::CONTROL) && held(KeyModifiers::ALT) && matches!(code, Code::Char(c) if !c.is_ascii_alphanumeric());
  let is_char = matches!(code, Code::Char(_));
  Some(Key {
    code,
    ctrl: held(KeyModifiers::CONTROL) && !alt_gr,
    alt: held(KeyModifiers::ALT) && !alt_gr,
    shift: held(KeyModifiers::SHIFT) && !is_char,
  })
}
