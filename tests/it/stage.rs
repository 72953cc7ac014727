//! The terminal program without a terminal: a model with a sample in it, keys go in, the screen comes out as text. Nothing here touches disk or network,
//! so thousands of keys a second can be tried.

#![allow(dead_code, clippy::allow_attributes, reason = "each test needs another part of it")]

use jiff::civil::{Date, date};
use jiliang::{
  document::Document,
  form::Form,
  lang::Lang,
  store::{KeptPlace, Library},
  submit::Step,
  tui::{Act, DraftItem, Effect, Key, Model, Mouse, Msg, Picture, Theme, draw, update},
};
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer, layout::Position};
use std::{
  path::PathBuf,
  sync::{Arc, OnceLock},
};
use unicode_width::UnicodeWidthStr;

/// The day on which the samples are without errors.
pub(crate) const TODAY: Date = date(2025, 6, 30);

/// What the caret looks like in a screen told as text.
const CARET: char = '▏';

/// The program on a stage.
pub(crate) struct Stage {
  /// Its state.
  pub(crate) model: Model,
  /// What it wanted done outside and nobody did, oldest first; saves are answered at once and not kept.
  pub(crate) effects: Vec<Effect>,
  /// Where one was in the draft, as it would be gone to again.
  pub(crate) kept: Option<KeptPlace>,
}

impl Stage {
  /// The home screen, before the drafts are listed.
  pub(crate) fn home(lang: Lang, size: (u16, u16)) -> Self {
    let mut model = Model::new(lang, Theme::new(true), TODAY, Some("演示平台".to_owned()));
    model.size = size;
    Self { model, effects: Vec::new(), kept: None }
  }

  /// The home screen with these drafts.
  pub(crate) fn with_drafts(lang: Lang, size: (u16, u16), drafts: Vec<DraftItem>) -> Self {
    let mut stage = Self::home(lang, size);
    let forms = [form("capability"), form("prepackaged-c-mark")];
    let forms = forms.iter().map(|form| (form.id.clone(), form.title.zh.to_string(), form.title.en.to_string()));
    stage.tell(Msg::Drafts(drafts, forms.collect()));
    stage
  }

  /// The sample enterprise's draft, open: 虚构一号, without errors or warnings on [`TODAY`].
  pub(crate) fn sample(lang: Lang, size: (u16, u16)) -> Self {
    Self::open(lang, size, sample())
  }

  /// This draft, open.
  pub(crate) fn open(lang: Lang, size: (u16, u16), document: Document) -> Self {
    let mut stage = Self::unchecked(lang, size, document);
    stage.tell(Msg::Check);
    stage
  }

  /// This draft as it is seen first, when nothing is said of it yet.
  pub(crate) fn unchecked(lang: Lang, size: (u16, u16), document: Document) -> Self {
    let mut stage = Self::home(lang, size);
    let form = form(&document.form.id);
    let path = PathBuf::from("data/drafts/sample.json");
    stage.tell(Msg::Opened { path, form, document: Box::new(document), undo: Vec::new(), redo: Vec::new(), time: "12:00:00".to_owned() });
    stage
  }

  /// Types text and keys, written as for a real terminal: `<F9>`, `<Enter>`, `<S-Tab>`, `<C-g>`, `<A-n>`, `<BS>`, …; `<lt>` is `<`.
  pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
    for key in keys_of(keys) {
      self.tell(Msg::Key(key));
    }
    self
  }

  /// Hands over a message; what is to be saved is saved at once.
  pub(crate) fn tell(&mut self, message: Msg) -> &mut Self {
    let mut saved = false;
    for effect in update(&mut self.model, message) {
      match effect {
        Effect::Save(..) => saved = true,
        Effect::KeepPlace(place) => self.kept = Some(place),
        effect => self.effects.push(effect),
      }
    }
    if saved {
      self.tell(Msg::Saved("12:03:07".to_owned()));
    }
    self
  }

  /// Goes through the steps of handing in up to `last`.
  pub(crate) fn steps(&mut self, last: Step) -> &mut Self {
    for step in [Step::Seal, Step::Connect, Step::Send, Step::Verify] {
      self.tell(Msg::Sending(step));
      if step == last {
        break;
      }
    }
    self
  }

  /// Does something with the mouse where `text` stands on the screen, so many cells right of its beginning.
  #[track_caller]
  pub(crate) fn mouse(&mut self, act: Act, text: &str, right: u16) -> &mut Self {
    let (column, row) = self.place_of(text).unwrap_or_else(|| panic!("no {text:?} in\n{}", self.screen()));
    self.mouse_at(act, column + right, row)
  }

  /// A click on a text that stands on the screen.
  #[track_caller]
  pub(crate) fn click(&mut self, text: &str) -> &mut Self {
    self.mouse(Act::Press, text, 0)
  }

  /// Does something with the mouse at a column and row.
  pub(crate) fn mouse_at(&mut self, act: Act, column: u16, row: u16) -> &mut Self {
    self.paint();
    self.tell(Msg::Mouse(Mouse { act, column, row }))
  }

  /// Paints a frame, which the next one follows.
  pub(crate) fn paint(&mut self) -> &mut Self {
    let (columns, rows) = self.model.size;
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    let mut picture = Picture::default();
    terminal.draw(|frame| picture = draw(&self.model, frame)).unwrap();
    self.model.picture = picture;
    self
  }

  /// Column and row at which a text stands first below the title.
  pub(crate) fn place_of(&self, text: &str) -> Option<(u16, u16)> {
    let (buffer, _) = self.frame();
    (1..buffer.area.height).find_map(|y| {
      let row = text_of_row(&buffer, y);
      row.find(text).map(|at| (row[..at].width() as u16, y))
    })
  }

  /// Pastes text.
  pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
    self.tell(Msg::Paste(text.to_owned()))
  }

  /// The window gets another size.
  pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
    self.tell(Msg::Resize(columns, rows))
  }

  /// One frame: its cells, and where the caret stands.
  pub(crate) fn frame(&self) -> (Buffer, Option<Position>) {
    let (columns, rows) = self.model.size;
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    let mut caret = None;
    terminal.draw(|frame| caret = draw(&self.model, frame).caret).unwrap();
    (terminal.backend().buffer().clone(), caret)
  }

  /// The screen as text, a line for each row, the caret marked.
  pub(crate) fn screen(&self) -> String {
    let (buffer, caret) = self.frame();
    text_of(&buffer, caret)
  }

  /// What is wrong with the frame whatever it shows: half a wide character, or a caret outside the screen.
  pub(crate) fn fault(&self) -> Option<String> {
    let (buffer, caret) = self.frame();
    if let Some(caret) = caret
      && !buffer.area.contains(caret)
    {
      return Some(format!("the caret is at {caret}, outside {}", buffer.area));
    }
    for y in 0..buffer.area.height {
      let mut covered = 0;
      for x in 0..buffer.area.width {
        let symbol = buffer[(x, y)].symbol();
        if covered > 0 {
          covered -= 1;
          if !symbol.trim().is_empty() {
            return Some(format!("half a character before {symbol:?} at column {x}, row {y}"));
          }
          continue;
        }
        covered = symbol.width().saturating_sub(1);
      }
      if covered > 0 {
        return Some(format!("half a character at the right edge of row {y}"));
      }
    }
    None
  }
}

/// The sample enterprise's draft.
pub(crate) fn sample() -> Document {
  Document::from_json(serde_json::from_str(include_str!("../../forms/capability/examples/machining-shop.json")).unwrap()).unwrap()
}

/// A form of the program, read once.
pub(crate) fn form(id: &str) -> Arc<Form> {
  static LIBRARY: OnceLock<Library> = OnceLock::new();
  LIBRARY.get_or_init(|| Library::new(Vec::new())).by_id(id).unwrap()
}

fn text_of_row(buffer: &Buffer, y: u16) -> String {
  let (mut row, mut x) = (String::new(), 0);
  while x < buffer.area.width {
    let symbol = buffer[(x, y)].symbol();
    row.push_str(symbol);
    x += symbol.width().max(1) as u16;
  }
  row
}

/// Cells as text: the cells that a wide character covers are left out, blanks at the end too. Where the caret stands on a blank its mark takes the
/// blank's place, else it stands before the character.
fn text_of(buffer: &Buffer, caret: Option<Position>) -> String {
  let mut text = String::new();
  for y in 0..buffer.area.height {
    let mut line = String::new();
    let mut covered = 0;
    for x in 0..buffer.area.width {
      let symbol = buffer[(x, y)].symbol();
      let here = caret == Some(Position { x, y });
      if here {
        line.push(CARET);
      }
      if covered > 0 {
        covered -= 1;
        continue;
      }
      covered = symbol.width().saturating_sub(1);
      if !(here && symbol == " ") {
        line.push_str(symbol);
      }
    }
    text.push_str(line.trim_end());
    text.push('\n');
  }
  text
}

fn keys_of(keys: &str) -> Vec<Key> {
  let mut found = Vec::new();
  let mut rest = keys;
  while let Some(c) = rest.chars().next() {
    if c == '<'
      && let Some(end) = rest.find('>')
    {
      found.push(named(&rest[1..end]));
      rest = &rest[end + 1..];
    } else {
      found.push(Key::char(c));
      rest = &rest[c.len_utf8()..];
    }
  }
  found
}

fn named(name: &str) -> Key {
  match name {
    "lt" => return Key::char('<'),
    "Space" => return Key::char(' '),
    _ => {}
  }
  let long = name.replace("C-", "Ctrl-").replace("A-", "Alt-").replace("S-", "Shift-").replace("BS", "Backspace");
  long.parse().unwrap_or_else(|()| panic!("no key is called {name}"))
}
