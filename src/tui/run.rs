use super::{
  Effect, Host, Model, Msg, Theme, draw,
  term::{Screen, read_keys},
  update,
};
use crate::{
  Failure,
  lang::{Lang, Message},
};
use jiff::civil::Date;
use std::{
  path::PathBuf,
  sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
  thread,
  time::Duration,
};

/// How long nobody types before the text being typed is kept as an answer.
const IDLE: Duration = Duration::from_secs(1);

/// Where the program begins.
#[derive(Clone, Debug)]
pub enum Start {
  /// With the list of drafts.
  Home,
  /// With one draft.
  Open(PathBuf),
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
  /// Whether colours are wanted.
  pub colours: bool,
}

/// Runs the terminal program until the person leaves it.
pub fn run(host: Box<dyn Host>, options: Options) -> Result<(), Failure> {
  let cannot = |error: std::io::Error| Failure::new(Message::new("terminal-failed")).caused_by(error);
  let mut model = Model::new(options.lang, Theme::new(options.colours), options.today, options.platform);
  let (messages, inbox) = channel();
  let (effects, worker) = hire(host, messages.clone());
  let mut first = vec![Effect::ListDrafts];
  if let Start::Open(path) = options.start {
    model.single = true;
    first = vec![Effect::Open(path)];
  }
  let mut screen = Screen::open().map_err(cannot)?;
  model.size = screen.size().map_err(cannot)?;
  send(&effects, first);
  read_keys(messages);
  let outcome = turn(&mut model, &mut screen, &inbox, &effects).map_err(cannot);
  drop(screen);
  // What is still to be written is written before the program ends.
  drop(effects);
  let _ = worker.join();
  outcome
}

/// Takes messages, changes the model, paints. One frame for all messages that wait; none where nothing happened.
fn turn(model: &mut Model, screen: &mut Screen, inbox: &Receiver<Msg>, effects: &Sender<Effect>) -> std::io::Result<()> {
  screen.paint(|frame| draw(model, frame))?;
  loop {
    let typing = model.session.as_ref().and_then(|session| session.editor.as_ref()).is_some_and(super::model::FieldEditor::is_dirty);
    let message = if typing {
      match inbox.recv_timeout(IDLE) {
        Ok(message) => message,
        Err(RecvTimeoutError::Timeout) => Msg::Idle,
        Err(RecvTimeoutError::Disconnected) => return Ok(()),
      }
    } else {
      match inbox.recv() {
        Ok(message) => message,
        Err(_) => return Ok(()),
      }
    };
    let mut wanted = update(model, message);
    while let Ok(message) = inbox.try_recv() {
      wanted.extend(update(model, message));
    }
    // When sizes change faster than they are read, what a message tells may be old.
    let size = screen.size()?;
    if size != model.size {
      wanted.extend(update(model, Msg::Resize(size.0, size.1)));
    }
    if wanted.contains(&Effect::Redraw) {
      screen.forget()?;
    }
    let quit = wanted.contains(&Effect::Quit);
    send(effects, wanted);
    if quit {
      return Ok(());
    }
    screen.paint(|frame| draw(model, frame))?;
  }
}

fn send(effects: &Sender<Effect>, wanted: Vec<Effect>) {
  for effect in wanted {
    if !matches!(effect, Effect::Redraw | Effect::Quit) {
      // The worker only goes when the program does.
      let _ = effects.send(effect);
    }
  }
}

/// The worker that carries out effects, in order. Of several drafts waiting to be saved only the newest is written; no line of the journal is left out.
fn hire(mut host: Box<dyn Host>, reply: Sender<Msg>) -> (Sender<Effect>, thread::JoinHandle<()>) {
  let (effects, orders) = channel::<Effect>();
  let worker = thread::spawn(move || {
    while let Ok(first) = orders.recv() {
      let mut waiting = vec![first];
      waiting.extend(orders.try_iter());
      for effect in newest_saves(waiting) {
        host.handle(effect, &reply);
      }
    }
  });
  (effects, worker)
}

/// Marks all but the last of consecutive saves as not worth a write of the draft: they keep only their line of the journal.
fn newest_saves(effects: Vec<Effect>) -> Vec<Effect> {
  // The journal and the draft belong together, so that a save is dropped only where it has no line of its own.
  let mut kept: Vec<Effect> = Vec::with_capacity(effects.len());
  for effect in effects {
    if let (Some(Effect::Save(None, _)), Effect::Save(..)) = (kept.last(), &effect) {
      kept.pop();
    }
    kept.push(effect);
  }
  kept
}
