//! The only file that names the terminal library.

use super::{Act, Code, Key, Mouse, Msg, Picture, paste_guard::PasteGuard};
use base64::prelude::{BASE64_STANDARD, Engine};
use ratatui::{
  Terminal, TerminalOptions, Viewport,
  backend::CrosstermBackend,
  crossterm::{
    cursor::{Hide, Show},
    event::{
      self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
      MouseEventKind,
    },
    execute, queue,
    style::force_color_output,
    terminal::{
      self, BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
      enable_raw_mode,
    },
  },
  layout::Rect,
};
use std::{
  cell::RefCell,
  io::{self, IsTerminal, Write},
  rc::Rc,
  time::{Duration, Instant},
};

/// The most bytes of text for the clipboard: coded they are just below the 100 000 that widespread terminals take.
pub(super) const LONGEST_COPY: usize = 74_994;

/// The most messages that are read before they are told.
const MOST: usize = 1 << 16;

/// How long the next piece of a paste may take.
const PASTE_GOES_ON: Duration = Duration::from_millis(20);

/// Whether there is a terminal to draw on and to read keys from.
pub fn is_terminal() -> bool {
  io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Columns and rows of the terminal; `None` where there is none.
pub fn size() -> Option<(u16, u16)> {
  // The library opens the terminal anew each time, which is only needed where it is not the output.
  #[cfg(unix)]
  if let Ok(size) = rustix::termios::tcgetwinsize(io::stdout())
    && size.ws_col > 0
    && size.ws_row > 0
  {
    return Some((size.ws_col, size.ws_row));
  }
  terminal::size().ok()
}

/// The screen, taken over until it is dropped.
pub(super) struct Screen {
  terminal: Terminal<CrosstermBackend<Frame>>,
  frame: Frame,
  /// Whether the mouse is the program's.
  mouse: bool,
}

/// What is to be written, held back until it is whole: the library flushes several times in a frame, each of which the terminal would take for all of it.
#[derive(Clone, Default)]
struct Frame(Rc<RefCell<Vec<u8>>>);

impl Frame {
  /// Writes what was held back.
  fn send(&self) -> io::Result<()> {
    let mut held = self.0.borrow_mut();
    let mut out = io::stdout().lock();
    let written = out.write_all(&held).and_then(|()| out.flush());
    held.clear();
    written
  }
}

impl Write for Frame {
  fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
    self.0.borrow_mut().extend_from_slice(bytes);
    Ok(bytes.len())
  }

  fn flush(&mut self) -> io::Result<()> {
    Ok(())
  }
}

impl Screen {
  /// Takes the terminal over, and the mouse where it is wanted.
  pub(super) fn open(mouse: bool) -> io::Result<Self> {
    // Under NO_COLOR the library would write a reset that takes bold and reverse away; the theme hands out no colours then.
    force_color_output(true);
    let mut frame = Frame::default();
    take(&mut frame, mouse)?;
    Ok(Self { terminal: fresh(&mut frame)?, frame, mouse })
  }

  /// Takes the terminal over anew, whatever was done to it meanwhile; the next frame paints all of it.
  pub(super) fn take(&mut self) -> io::Result<()> {
    // The library believes to be in raw mode and would do nothing.
    disable_raw_mode()?;
    take(&mut self.frame, self.mouse)?;
    self.forget()
  }

  /// Paints one frame as one synchronized update; the cursor is hidden meanwhile and then stands at the caret.
  pub(super) fn paint(&mut self, draw: impl FnOnce(&mut ratatui::Frame<'_>) -> Picture) -> io::Result<Picture> {
    queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate, Hide)?;
    let mut picture = Picture::default();
    let drawn = self.terminal.draw(|frame| {
      picture = draw(frame);
      if let Some(caret) = picture.caret {
        frame.set_cursor_position(caret);
      }
    });
    let painted = drawn.map(|_| picture);
    queue!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
    self.frame.send()?;
    painted
  }

  /// Forgets what is on the screen and takes its size anew, so that the next frame paints all of it.
  pub(super) fn forget(&mut self) -> io::Result<()> {
    self.terminal = fresh(&mut self.frame)?;
    Ok(())
  }

  /// Hands text to the terminal for the system's clipboard (OSC 52). Terminals that cannot take it leave it out without a word; longer texts than
  /// they take are not sent at all, as some would keep a part.
  pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
    if text.len() <= LONGEST_COPY {
      let coded = BASE64_STANDARD.encode(text);
      write!(self.terminal.backend_mut(), "\x1b]52;c;{coded}\x07")?;
      self.frame.send()?;
    }
    Ok(())
  }

  /// Takes the mouse, or gives it back to the terminal.
  pub(super) fn take_mouse(&mut self, wanted: bool) -> io::Result<()> {
    self.mouse = wanted;
    if wanted { take_mouse(&mut self.frame) } else { give_mouse(&mut self.frame) }
  }

  /// Columns and rows that the next frame is painted in.
  pub(super) fn area(&mut self) -> (u16, u16) {
    let area = self.terminal.get_frame().area();
    (area.width, area.height)
  }

  /// Columns and rows that the terminal has now.
  pub(super) fn size() -> io::Result<(u16, u16)> {
    size().ok_or_else(|| io::ErrorKind::Unsupported.into())
  }
}

/// An empty screen of the size that the terminal has now. The library's own way to clear asks the terminal where its cursor is, which takes
/// keys away from the thread that reads them, and fails where nothing answers.
fn fresh(frame: &mut Frame) -> io::Result<Terminal<CrosstermBackend<Frame>>> {
  queue!(frame, Clear(ClearType::All))?;
  let (columns, rows) = Screen::size()?;
  Terminal::with_options(
    CrosstermBackend::new(frame.clone()),
    TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, columns, rows)) },
  )
}

impl Drop for Screen {
  fn drop(&mut self) {
    restore();
  }
}

/// Sets the modes that [`restore`] takes back; they are told together with the next frame.
fn take(frame: &mut Frame, mouse: bool) -> io::Result<()> {
  enable_raw_mode()?;
  queue!(frame, EnterAlternateScreen, EnableBracketedPaste)?;
  if mouse { take_mouse(frame) } else { Ok(()) }
}

/// Has clicks, the wheel and dragging told, but not every move, with places beyond column 223. The library would have every move told.
#[cfg(not(windows))]
fn take_mouse(out: &mut impl Write) -> io::Result<()> {
  out.write_all(b"\x1b[?1000h\x1b[?1002h\x1b[?1006h")
}

#[cfg(not(windows))]
fn give_mouse(out: &mut impl Write) -> io::Result<()> {
  out.write_all(b"\x1b[?1006l\x1b[?1002l\x1b[?1000l")
}

#[cfg(windows)]
fn take_mouse(out: &mut impl Write) -> io::Result<()> {
  queue!(out, event::EnableMouseCapture)
}

#[cfg(windows)]
fn give_mouse(out: &mut impl Write) -> io::Result<()> {
  queue!(out, event::DisableMouseCapture)
}

/// Gives the terminal back. Called when everything else has failed too, so it ignores errors and may run twice.
pub(super) fn restore() {
  let mut out = io::stdout();
  let _ = give_mouse(&mut out);
  let _ = execute!(out, EndSynchronizedUpdate, DisableBracketedPaste, LeaveAlternateScreen, Show);
  let _ = disable_raw_mode();
  let _ = out.flush();
}

/// Reads keys, and what else the terminal tells.
pub(super) struct Keys {
  begin: Instant,
  guard: PasteGuard,
}

impl Default for Keys {
  fn default() -> Self {
    Self { begin: Instant::now(), guard: PasteGuard::default() }
  }
}

impl Keys {
  /// Waits for the next key; tells all that are there then, `None` where the terminal gives no more.
  #[cfg(not(unix))]
  pub(super) fn next(&mut self) -> Option<Vec<Msg>> {
    let told = message(event::read().ok()?).into_iter().collect();
    Some(self.all(told))
  }

  /// All that are there.
  #[cfg(unix)]
  pub(super) fn waiting(&mut self) -> Vec<Msg> {
    self.all(Vec::new())
  }

  /// What was told and all that are there.
  fn all(&mut self, mut told: Vec<Msg>) -> Vec<Msg> {
    waiting(&mut told, Duration::ZERO);
    if cfg!(windows) { guarded(told, &mut self.guard, self.begin) } else { told }
  }
}

/// Reads what is there, or comes within `patience` of what was before.
fn waiting(told: &mut Vec<Msg>, patience: Duration) {
  while told.len() < MOST && event::poll(patience).unwrap_or(false) {
    let Ok(event) = event::read() else { return };
    told.extend(message(event));
  }
}

/// Text pasted as keys is told as what it is. The rest of a paste that is still on its way is waited for, nothing else.
fn guarded(mut told: Vec<Msg>, guard: &mut PasteGuard, begin: Instant) -> Vec<Msg> {
  let keys: Vec<Key> = told.iter().filter_map(|message| if let Msg::Key(key) = message { Some(*key) } else { None }).collect();
  if PasteGuard::may_go_on(&keys) {
    waiting(&mut told, PASTE_GOES_ON);
  }
  let at = begin.elapsed();
  let (mut keys, mut out) = (Vec::new(), Vec::new());
  for message in told {
    match message {
      Msg::Key(key) => keys.push(key),
      other => {
        out.extend(guard.take(std::mem::take(&mut keys), at));
        out.push(other);
      }
    }
  }
  out.extend(guard.take(keys, at));
  out
}

fn message(event: Event) -> Option<Msg> {
  match event {
    Event::Key(event) if event.kind != KeyEventKind::Release => key(event).map(Msg::Key),
    Event::Mouse(event) => mouse(event).map(Msg::Mouse),
    Event::Paste(text) => Some(Msg::Paste(text)),
    // Elsewhere the system tells it.
    Event::Resize(columns, rows) if !cfg!(unix) => Some(Msg::Resize(columns, rows)),
    _ => None,
  }
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
  let act = match event.kind {
    MouseEventKind::Down(MouseButton::Left) => Act::Press,
    MouseEventKind::Down(_) => Act::OtherButton,
    MouseEventKind::Drag(MouseButton::Left) => Act::Drag,
    MouseEventKind::ScrollUp => Act::WheelUp,
    MouseEventKind::ScrollDown => Act::WheelDown,
    _ => return None,
  };
  Some(Mouse { act, column: event.column, row: event.row })
}

fn key(event: KeyEvent) -> Option<Key> {
  // Many terminals send ^H for Backspace, and all take it for that; it never is a command of its own.
  if event.code == KeyCode::Char('h') && event.modifiers == KeyModifiers::CONTROL {
    return Some(Key::plain(Code::Backspace));
  }
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

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn keys_are_told_as_they_are_meant() {
    let (none, ctrl, alt) = (KeyModifiers::NONE, KeyModifiers::CONTROL, KeyModifiers::ALT);
    for (code, held, told) in [
      (KeyCode::Char('h'), ctrl, "Backspace"),
      (KeyCode::Backspace, none, "Backspace"),
      (KeyCode::Backspace, ctrl, "Ctrl-Backspace"),
      (KeyCode::Char('h'), alt, "Alt-H"),
      (KeyCode::Char('g'), ctrl, "Ctrl-G"),
      (KeyCode::BackTab, KeyModifiers::SHIFT, "Shift-Tab"),
      // AltGr.
      (KeyCode::Char('@'), ctrl | alt, "@"),
      (KeyCode::Char('A'), KeyModifiers::SHIFT, "A"),
    ] {
      let key = key(KeyEvent::new(code, held)).unwrap();
      assert_eq!(key.to_string(), told, "{code:?} with {held:?}");
    }
  }
}
