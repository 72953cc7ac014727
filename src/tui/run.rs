use super::{
  Effect, End, Host, Keymap, Model, Msg, Theme,
  crash::{Crash, Crashes},
  draw,
  inbox::{self, Inbox},
  outside,
  rescue::Rescue,
  signals::{self, Signals},
  term::{Screen, restore},
  update,
  worker::{self, Orders},
};
use crate::{
  Failure,
  lang::{Lang, Message, Words},
  store::{now, zone},
};
use jiff::civil::Date;
use std::{
  io,
  panic::{self, AssertUnwindSafe, catch_unwind},
  path::PathBuf,
  sync::mpsc::{RecvTimeoutError, channel},
  time::Duration,
};

/// How long nobody types before the text being typed is kept as an answer.
const IDLE: Duration = Duration::from_secs(1);

/// How long the last save may take when the program ends.
const LAST_SAVE: Duration = Duration::from_secs(30);

/// Where the program begins.
#[derive(Clone, Debug)]
pub enum Start {
  /// With the list of drafts.
  Home,
  /// With one draft, of which this is known already: what the program was started for is the first thing that is seen.
  Draft(PathBuf, Vec<Msg>),
}

/// What the program needs to know.
#[derive(Clone, Debug)]
pub struct Options {
  /// The language.
  pub lang: Lang,
  /// Where it begins.
  pub start: Start,
  /// Today.
  pub today: Date,
  /// The platform drafts are handed in to.
  pub platform: Option<String>,
  /// How things look.
  pub theme: Theme,
  /// The keys in force.
  pub keymap: Keymap,
  /// Whether every frame is painted whole, for terminals that leave debris.
  pub full_redraw: bool,
  /// Whether the mouse is the program's from the start.
  pub mouse: bool,
  /// A word to begin with, such as what of the configuration cannot be used.
  pub note: Option<String>,
}

/// Runs the terminal program until the person leaves it, or the system asks it to end. Whatever ends it, what was typed is saved and the terminal
/// is as it was.
pub fn run(host: Box<dyn Host>, options: Options) -> Result<End, Failure> {
  let cannot = |error: io::Error| Failure::new(Message::new("terminal-failed")).caused_by(error);
  let mut model = Model::new(options.lang, options.theme, options.today, options.platform);
  model.set_keymap(options.keymap);
  model.note = options.note;
  model.mouse = options.mouse;
  model.zone = zone();
  let (messages, mut inbox) = inbox::open().map_err(cannot)?;
  let (orders, work) = worker::hire(host, messages.clone(), Rescue::default());
  let (first, begun) = match options.start {
    Start::Home => (Effect::ListDrafts, Vec::new()),
    Start::Draft(path, begun) => (Effect::FindCarried(path), begun),
  };
  model.single = !begun.is_empty();
  let usual = panic::take_hook();
  let crashes = Crashes::watch();
  let signals = Signals::default();
  let (running, ended) = channel();
  let listen = signals::listen(signals.clone(), messages.clone(), orders.clone(), ended).map_err(cannot)?;
  // Threads that begin would hold up the first frame.
  let mut others = Some(move || {
    work();
    listen();
  });
  let mut screen = Screen::open(options.mouse).map_err(cannot)?;
  model.size = screen.area();
  let outcome = catch_unwind(AssertUnwindSafe(|| {
    model.now = now();
    for message in begun {
      orders.send(update(&mut model, message));
    }
    let painted = paint(&mut model, &mut screen);
    others.take().into_iter().for_each(|begin| begin());
    let outcome = painted.and_then(|()| {
      checked(&mut model, &mut screen, &orders)?;
      orders.send([first]);
      inbox.listen();
      turn(&mut model, &mut screen, &mut inbox, &orders, options.full_redraw)
    });
    // However it ended, for example because the terminal is gone, what was typed is an answer.
    orders.send(update(&mut model, Msg::End));
    orders.note(&model);
    outcome
  }));
  others.take().into_iter().for_each(|begin| begin());
  drop(screen);
  panic::set_hook(usual);
  let outcome = match outcome {
    Ok(outcome) => last_save(&orders, &mut inbox, &model.words).and_then(|()| outcome.map_err(cannot)),
    // The model may be half changed; what was noted before is whole.
    Err(_) => Err(crashed(crashes.take(), &orders, &mut inbox)),
  };
  drop(running);
  signals.over();
  // A terminal that is gone cannot be painted on, which is no news to who closed it.
  match (outcome, signals.number()) {
    (Err(failure), Some(_)) if failure.message().id != "terminal-failed" => Err(failure),
    (_, Some(number)) => Ok(End::Asked(number)),
    (outcome, None) => outcome.map(|()| End::Left),
  }
}

/// Takes messages, changes the model, paints. One frame for all messages that wait; none where nothing happened.
fn turn(model: &mut Model, screen: &mut Screen, inbox: &mut Inbox, orders: &Orders, whole: bool) -> io::Result<()> {
  // Whether the message that the program may go on after a pause is still to come.
  let mut paused = false;
  loop {
    let typing = model.session.as_ref().and_then(|session| session.editor.as_ref()).is_some_and(super::model::FieldEditor::is_dirty);
    let message = match inbox.next(typing.then_some(IDLE)) {
      Ok(message) => message,
      Err(RecvTimeoutError::Timeout) => Msg::Idle,
      Err(RecvTimeoutError::Disconnected) => return Ok(()),
    };
    model.now = now();
    provoked(&message);
    let mut wanted = update(model, message);
    while let Some(message) = inbox.waiting() {
      provoked(&message);
      wanted.extend(update(model, message));
    }
    // When sizes change faster than they are read, what a message tells may be old.
    let size = Screen::size()?;
    if size != model.size {
      wanted.extend(update(model, Msg::Resize(size.0, size.1)));
    }
    let (redraw, quit) = (wanted.contains(&Effect::Redraw), wanted.contains(&Effect::Quit));
    let (pause, retake) = (wanted.contains(&Effect::Pause), wanted.contains(&Effect::Retake));
    // That the program goes on is told by the system too; taking the terminal over twice would hand keys to the shell's line for a moment.
    let retake = retake && !std::mem::take(&mut paused);
    paused |= pause && !retake;
    for effect in &wanted {
      match effect {
        Effect::Copy(text) => screen.copy(text)?,
        Effect::Mouse(wanted) => screen.take_mouse(*wanted)?,
        _ => {}
      }
    }
    let outside = wanted.iter().find_map(|effect| if let Effect::EditOutside(text) = effect { Some(text.clone()) } else { None });
    orders.send(wanted);
    orders.note(model);
    if quit {
      return Ok(());
    }
    if pause {
      // Nobody knows how long it will be.
      orders.wait(LAST_SAVE);
      restore();
      signals::pause();
    }
    if let Some(text) = outside {
      // Keys are for the other program alone.
      inbox.rest();
      orders.wait(LAST_SAVE);
      restore();
      let edited = outside::edit(&text);
      screen.take()?;
      let (columns, rows) = Screen::size()?;
      orders.send(update(model, Msg::Resize(columns, rows)));
      orders.send(update(model, Msg::EditedOutside(edited)));
      orders.note(model);
    }
    if pause || retake {
      screen.take()?;
    } else if redraw || whole {
      screen.forget()?;
    }
    paint(model, screen)?;
    checked(model, screen, orders)?;
  }
}

/// Has a draft that was just opened checked, now that it can be seen.
fn checked(model: &mut Model, screen: &mut Screen, orders: &Orders) -> io::Result<()> {
  if model.session.as_ref().is_some_and(|session| !session.is_checked()) {
    orders.send(update(model, Msg::Check));
    paint(model, screen)?;
  }
  Ok(())
}

/// Paints what is to be seen now. The window may have another size by now than the last message told.
fn paint(model: &mut Model, screen: &mut Screen) -> io::Result<()> {
  model.picture = screen.paint(|frame| {
    model.size = (frame.area().width, frame.area().height);
    draw(model, frame)
  })?;
  Ok(())
}

/// Waits for what is still to be written; when it cannot be, the screen that could tell is gone already.
fn last_save(orders: &Orders, inbox: &mut Inbox, words: &Words) -> Result<(), Failure> {
  if !orders.finish(LAST_SAVE) {
    return Err(Failure::new(Message::new("last-save-slow")));
  }
  let last = std::iter::from_fn(|| inbox.waiting())
    .filter(|message| matches!(message, Msg::Saved(_) | Msg::SaveFailed(_) | Msg::WorkerFailed { saves: true }))
    .last();
  match last {
    Some(Msg::SaveFailed(said)) => Err(Failure::new(Message::new("last-save-failed")).caused_by(said)),
    Some(Msg::WorkerFailed { .. }) => Err(Failure::new(Message::new("last-save-failed")).caused_by(words.get("note-worker-failed"))),
    _ => Ok(()),
  }
}

/// Saves what was typed, has the crash reported, and says so.
fn crashed(crash: Option<Crash>, orders: &Orders, inbox: &mut Inbox) -> Failure {
  let Crash { place, trace } = crash.unwrap_or_else(|| Crash { place: String::new(), trace: String::new() });
  orders.send([Effect::Report(format!("jiliang {}\n{place}\n{trace}", env!("CARGO_PKG_VERSION")))]);
  let failure = Failure::new(Message::new("crashed").with("place", place));
  let (mut report, mut saved) = (None, orders.finish(LAST_SAVE));
  while let Some(message) = inbox.waiting() {
    match message {
      Msg::Reported(path) => report = Some(path.display().to_string()),
      Msg::Saved(_) => saved = true,
      Msg::SaveFailed(_) | Msg::WorkerFailed { saves: true } => saved = false,
      _ => {}
    }
  }
  let failure = failure.hint(Message::new(if saved { "crashed-saved" } else { "crashed-not-saved" }));
  match report {
    Some(report) => failure.hint(Message::new("crashed-report").with("path", report)),
    None => failure,
  }
}

/// Debug builds panic, or answer no more, when the text of a variable is pasted, so that tests can see what that leaves behind.
fn provoked(message: &Msg) {
  if cfg!(debug_assertions)
    && let Msg::Paste(text) = message
  {
    let is = |name: &str| std::env::var(name).as_ref() == Ok(text);
    assert!(!is("JILIANG_TEST_PANIC"), "asked for by a test");
    while is("JILIANG_TEST_HANG") {
      std::thread::sleep(IDLE);
    }
  }
}
