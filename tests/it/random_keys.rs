//! Whatever keys come in whatever order, on screens of whatever size: no panic, no half hanzi, the caret on the screen, a footer that tells the
//! keymap, a document that can be read back, and an undo that leads all the way to the beginning.
//!
//! `JILIANG_RANDOM_KEYS=N` sets how many events a run sends, `JILIANG_RANDOM_SEED=S` with what seed it begins. Not every event is painted: a terminal does
//! not see every one either, and a click may come for a screen that is old.

use crate::support::{every_type, root};
use jiliang::{
  document::Document,
  form::Form,
  lang::Lang,
  store::Library,
  tui::{Act, Binding, Code, Context, ImportStage, Key, Model, Mouse, Msg, Page, Picture, Target, Theme, draw, update, words_for},
};
use ratatui::{Terminal, TerminalOptions, Viewport, backend::TestBackend, buffer::Buffer, layout::Rect};
use std::{collections::HashSet, env, path::PathBuf, sync::Arc, thread};
use unicode_width::UnicodeWidthStr;

/// How many events lie between two looks at undo.
const PERIOD: u64 = 2048;
/// How many events each run sends where nothing else is asked for.
const EVENTS: u64 = 100_000;
/// How many sessions share them.
const SESSIONS: u64 = 4;
/// How many events lie between two frames.
const FRAME: u64 = 32;

/// Where a run must have come to for its silence to mean anything.
const PLACES: [Context; 10] = [
  Context::Home,
  Context::Fields,
  Context::Table,
  Context::Cell,
  Context::List,
  Context::Review,
  Context::Statement,
  Context::Pick,
  Context::Prompt,
  Context::Reading,
];

/// A small generator of numbers (SplitMix64), so that a run can be repeated from its seed.
struct Dice(u64);

impl Dice {
  fn next(&mut self) -> u64 {
    self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = self.0;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
  }

  fn below(&mut self, limit: usize) -> usize {
    (self.next() % limit as u64) as usize
  }

  fn one<T: Copy>(&mut self, of: &[T]) -> T {
    of[self.below(of.len())]
  }
}

const CODES: [Code; 16] = [
  Code::Enter,
  Code::Esc,
  Code::Backspace,
  Code::Delete,
  Code::Left,
  Code::Right,
  Code::Up,
  Code::Down,
  Code::Home,
  Code::End,
  Code::PageUp,
  Code::PageDown,
  Code::Tab,
  Code::Insert,
  Code::F(6),
  Code::F(9),
];
const CHARS: [char; 32] = [
  'a', 'Z', '7', '0', '.', '-', ' ', '京', '北', '计', '𠮷', '。', '，', '１', '～', '±', 'μ', '℃', '\u{301}', '\u{200d}', '\u{202e}',
  '\u{feff}', '√', '是', '(', '~', 'm', 'k', '=', '/', 'é', '²',
];
const PASTES: [&str; 8] = [
  "一\n二\r\n三",
  "JX-1\t卡尺\t0-150mm\nJX-2\t压力表\t0~1.6MPa\n",
  "",
  "\u{1b}[31m红\u{1b}[0m\u{7}",
  "2025年6月30日",
  "U=0.0022mm, k=2",
  "👨‍👩‍👧 zwj",
  "一段很长的文字，用来看单行栏会不会滚动、多行栏会不会折行；一段很长的文字，用来看单行栏会不会滚动、多行栏会不会折行。",
];

/// A message that a terminal may send at any time.
fn any_message(dice: &mut Dice, model: &Model) -> Msg {
  // Handing in ends some time, for better or worse.
  if matches!(model.page(), Page::Sending(sending) if sending.said.is_empty()) && dice.below(4) == 0 {
    return match dice.below(2) {
      0 => Msg::NotDelivered { said: vec!["the platform cannot be reached".to_owned()], other_revision: Some(1) },
      _ => Msg::Delivered { reference: "7KQ4-M2ND".to_owned(), said: "received".to_owned(), proof: None, document: None },
    };
  }
  match dice.below(100) {
    0 => Msg::Paste(dice.one(&PASTES).to_owned()),
    1 => Msg::Idle,
    2 => {
      let sizes = [(1, 1), (80, 24), (120, 40), (60, 16), (59, 15), (200, 60), (81, 17), (2, 200), (300, 3)];
      let (columns, rows) = dice.one(&sizes);
      Msg::Resize(columns, rows)
    }
    // One that wanders comes home now and then.
    3..8 => Msg::Key(Key::plain(Code::Esc)),
    8..12 => any_mouse(dice, model),
    // Keys that mean something where one is are tried often, so that every page is seen.
    12..45 => {
      let keys: Vec<&str> = model.keymap.bindings(context_of(model)).flat_map(|binding| binding.keys.iter().copied()).collect();
      match dice.one(&keys).parse() {
        Ok(key) => Msg::Key(key),
        Err(()) => Msg::Idle,
      }
    }
    45..75 => Msg::Key(Key::char(dice.one(&CHARS))),
    75..95 => Msg::Key(Key { code: dice.one(&CODES), ctrl: dice.below(5) == 0, alt: dice.below(9) == 0, shift: dice.below(5) == 0 }),
    _ => Msg::Key(Key { code: Code::Char(char::from(b'a' + dice.below(26) as u8)), ctrl: dice.below(2) == 0, alt: true, shift: false }),
  }
}

/// Something done with the mouse, anywhere on the screen.
fn any_mouse(dice: &mut Dice, model: &Model) -> Msg {
  let act = dice.one(&[Act::Press, Act::Press, Act::Press, Act::Drag, Act::WheelUp, Act::WheelDown, Act::OtherButton]);
  let mut place = |cells: u16| dice.below(usize::from(cells) + 1) as u16;
  Msg::Mouse(Mouse { act, column: place(model.size.0), row: place(model.size.1) })
}

/// Where the keymap says one is, seen from outside.
fn context_of(model: &Model) -> Context {
  let editing = model.session.as_ref().is_some_and(|session| session.editor.is_some());
  match model.page() {
    Page::Home => Context::Home,
    Page::Section | Page::Table(_) => {
      let table = matches!(model.page(), Page::Table(_))
        || model.session.as_ref().is_some_and(|session| session.form.group(session.form.sections[session.section].group).is_table);
      match (table, editing) {
        (true, true) => Context::Cell,
        (true, false) => Context::Table,
        (false, _) => Context::Fields,
      }
    }
    Page::Row(_) => Context::Fields,
    Page::Outline(_) | Page::Findings(_) | Page::Steps(_) => Context::List,
    Page::Month(..) => Context::Month,
    Page::FixAll(..) => Context::Preview,
    Page::Carried(_) => Context::Carried,
    Page::Import(import) => match import.stage {
      ImportStage::File => Context::File,
      ImportStage::Reading(_) => Context::Reading,
      ImportStage::Columns(_) => Context::Columns,
      ImportStage::Preview(_) => Context::Import,
    },
    Page::Review(_) => Context::Review,
    Page::Statement(_) => Context::Statement,
    Page::Pick(..) => Context::Pick,
    Page::Prompt(..) => Context::Prompt,
    Page::Question(_) => Context::Question,
    _ => Context::Reading,
  }
}

/// Draws the model; gives the cells, the caret and what can be clicked.
fn picture(model: &Model) -> (Buffer, Picture) {
  let (columns, rows) = model.size;
  let area = Rect::new(0, 0, columns, rows);
  let options = TerminalOptions { viewport: Viewport::Fixed(area) };
  let mut terminal = Terminal::with_options(TestBackend::new(columns, rows), options).unwrap();
  let mut picture = Picture::default();
  terminal.draw(|frame| picture = draw(model, frame)).unwrap();
  (terminal.backend().buffer().clone(), picture)
}

/// The caret stands in what has the focus.
fn assert_caret(model: &Model, picture: &Picture) {
  let Some(caret) = picture.caret else { return };
  assert!(caret.x < model.size.0 && caret.y < model.size.1, "the caret stands at {caret}, outside the screen");
  let target = picture.aim(caret.x, caret.y).target;
  let inside = match model.page() {
    Page::Prompt(..) | Page::Pick(..) | Page::Import(_) => target == Some(Target::Text),
    Page::Month(_, date) => target == Some(Target::Day(date.day())),
    _ => matches!(target, Some(Target::Value(..) | Target::Cell(..))),
  };
  assert!(inside, "the caret stands at {caret}, on {target:?}");
}

/// No wide character without its second half, none over the edge, nothing that a terminal takes for a command.
fn assert_whole(buffer: &Buffer) {
  let area = buffer.area;
  for y in 0..area.height {
    let mut x = 0;
    while x < area.width {
      let symbol = buffer[(x, y)].symbol();
      assert!(!symbol.chars().any(char::is_control), "a control character at {x}, {y}");
      let cells = symbol.width().max(1) as u16;
      assert!(x + cells <= area.width, "“{symbol}” at {x}, {y} does not fit");
      x += cells;
    }
  }
}

/// Every key that the footer names is bound where one is.
fn assert_footer(model: &Model, buffer: &Buffer) {
  let y = buffer.area.height - 1;
  let mut footer = String::new();
  let mut x = 0;
  while x < buffer.area.width {
    let symbol = buffer[(x, y)].symbol();
    footer.push_str(symbol);
    x += symbol.width().max(1) as u16;
  }
  let told: Vec<&Binding> = model.keymap.bindings(context_of(model)).filter(|binding| binding.footer).collect();
  for entry in footer.trim().split("  ").filter(|entry| !entry.is_empty()) {
    // Behind undo and redo stands what they would do.
    let known =
      told.iter().any(|binding| entry.trim().starts_with(&format!("{} {}", binding.keys[0], model.words.get(words_for(model, binding)))));
    assert!(known, "the footer says “{entry}”, the keymap of {:?} does not", context_of(model));
  }
}

fn opened(form: &Arc<Form>, document: Document, lang: Lang) -> Model {
  let today = "2025-06-30".parse().unwrap();
  let mut model = Model::new(lang, Theme::new(true), today, Some("演示".to_owned()));
  let message = Msg::Opened {
    path: PathBuf::from("d.json"),
    form: Arc::clone(form),
    document: Box::new(document),
    undo: Vec::new(),
    redo: Vec::new(),
    time: "12:00:00".to_owned(),
  };
  update(&mut model, message);
  update(&mut model, Msg::Check);
  model
}

/// Shares the events out among sessions that run beside each other.
fn storm(model: impl Fn() -> Model + Sync, begin: &Document, wanted: &[Context]) {
  let number = |name: &str, fallback| env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(fallback);
  let (events, seed): (u64, u64) = (number("JILIANG_RANDOM_KEYS", EVENTS), number("JILIANG_RANDOM_SEED", 20_250_630));
  let seen: HashSet<Context> = thread::scope(|scope| {
    let run = |session| {
      scope.spawn({
        let model = &model;
        move || play(model(), begin, events / SESSIONS, seed + session, wanted)
      })
    };
    let sessions: Vec<_> = (0..SESSIONS).map(run).collect();
    sessions
      .into_iter()
      .flat_map(|session| session.join().unwrap_or_else(|_| panic!("one of the sessions from seed {seed} on failed")))
      .collect()
  });
  let unseen: Vec<Context> = wanted.iter().copied().filter(|context| !seen.contains(context)).collect();
  assert!(unseen.is_empty(), "seed {seed}: no key came to {unseen:?}");
}

/// Sends events and looks at what comes of them; gives where they led.
fn play(mut model: Model, begin: &Document, events: u64, seed: u64, wanted: &[Context]) -> HashSet<Context> {
  let mut dice = Dice(seed);
  let (again_path, again_form) = {
    let session = model.session.as_ref().unwrap();
    (session.path.clone(), Arc::clone(&session.form))
  };
  let mut seen = HashSet::new();
  // A place that chance has not led to yet gets some more of it.
  for event in 0..events * 4 {
    if event >= events && wanted.iter().all(|context| seen.contains(context)) {
      break;
    }
    seen.insert(context_of(&model));
    let message = if event % FRAME == 1 && dice.below(2) == 0 { any_mouse(&mut dice, &model) } else { any_message(&mut dice, &model) };
    let told = format!("seed {seed}, event {event}, {message:?}, {:?}", context_of(&model));
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
      update(&mut model, message);
      if event % FRAME == 0 {
        let (buffer, drawn) = picture(&model);
        // What was kept of earlier frames looks as if it were drawn now.
        let kept = std::mem::take(&mut model.memo);
        assert_eq!(picture(&model).0, buffer, "drawn anew it looks different");
        model.memo = kept;
        let picture = drawn;
        assert_whole(&buffer);
        assert_caret(&model, &picture);
        if model.size.0 >= 60 && model.size.1 >= 16 {
          assert_footer(&model, &buffer);
        }
        model.picture = picture;
      }
      if event % (FRAME * 32) == 0
        && let Some(session) = &model.session
      {
        let text = session.document.to_text();
        let back = Document::from_text(&text).expect("what was saved can be read");
        assert!(back.answers.same(&session.document.answers), "what was saved is read back differently");
      }
    }));
    assert!(outcome.is_ok(), "{told}");
    // One that leaves to the list of drafts comes back.
    if model.session.is_none() && dice.below(40) == 0 {
      let document = Box::new(begin.clone());
      let (path, form) = (again_path.clone(), Arc::clone(&again_form));
      let size = model.size;
      update(&mut model, Msg::Opened { path, form, document, undo: Vec::new(), redo: Vec::new(), time: "12:00:00".to_owned() });
      update(&mut model, Msg::Resize(size.0, size.1));
    }
    if event % PERIOD == PERIOD - 1 {
      take_all_back(&mut model, begin, seed);
    }
  }
  take_all_back(&mut model, begin, seed);
  seen
}

/// All steps taken back lead to where the draft began, whatever was done.
fn take_all_back(model: &mut Model, begin: &Document, seed: u64) {
  update(model, Msg::Resize(120, 40));
  if model.session.is_none() {
    return;
  }
  while model.pages.len() > 2 {
    model.pages.pop();
  }
  update(model, Msg::Idle);
  let session = model.session.as_mut().unwrap();
  while let Some(step) = session.step_back(false) {
    step.expect("every step can be taken back");
  }
  session.redo.clear();
  let same = session.document.answers.same(&begin.answers);
  assert!(same, "seed {seed}: undoing everything does not lead to the beginning");
  // The editor shows what is there again.
  update(model, Msg::Key(Key::plain(Code::Tab)));
}

#[test]
fn on_an_empty_draft_with_every_type_of_field() {
  let form = every_type();
  let document = crate::support::document(&form, &serde_json::json!({}));
  storm(|| opened(&form, document.clone(), Lang::En), &document, &PLACES);
}

#[test]
fn on_the_draft_of_an_enterprise() {
  let form = Library::new(Vec::new()).by_id("capability").unwrap();
  let text = std::fs::read_to_string(root().join("forms/capability/examples/machining-shop.json")).unwrap();
  let document = Document::from_text(&text).unwrap();
  storm(|| opened(&form, document.clone(), Lang::Zh), &document, &PLACES);
}
