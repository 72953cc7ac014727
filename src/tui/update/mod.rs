//! What happens on a message: the model changes, effects come out. Pure: no clock, disk, network or screen.

mod answer;
mod block;
mod carried;
mod context;
mod cursor;
mod dates;
mod fields;
mod find;
mod fix_all;
mod grid;
mod handing_in;
mod history;
mod home;
mod import;
mod import_file;
mod import_preview;
mod jump;
mod lists;
mod mouse;
mod pick;
mod places;
mod sheet;
mod sheet_fill;
mod sheet_rows;
mod text;
mod tour;

pub use self::context::words_for;
pub(super) use self::{
  context::{can, context, context_below},
  fields::{focus_on, focused_cell_on, is_nested_table, table_on},
  import::part_word,
  tour::told as exercise,
};

use super::{
  Command, Effect, Key, Model, Msg, Page, Session,
  model::{FieldEditor, QuestionFor, Saved, Sending},
};
use crate::{lang::Message, text::fold_char};

/// Takes a message.
pub fn update(model: &mut Model, message: Msg) -> Vec<Effect> {
  let before = mouse::page_of(model);
  let opens = matches!(message, Msg::Opened { .. });
  let mut effects = take(model, message);
  let moved = mouse::page_of(model) != before;
  // Another page is not scrolled yet.
  if moved {
    model.scrolled = None;
  }
  effects.extend(import_file::follow(model));
  // Where one is outlives whatever ends the program. What was just opened has yet to go to where one was last.
  let has = |wanted: &dyn Fn(&Effect) -> bool| effects.iter().any(wanted);
  let saves = has(&|effect| matches!(effect, Effect::Save(Some(_), _)));
  let kept = has(&|effect| matches!(effect, Effect::KeepPlace(_)));
  if !kept && ((moved && !opens && model.page().is_ground()) || saves) {
    effects.extend(places::keep(model));
  }
  effects
}

fn take(model: &mut Model, message: Msg) -> Vec<Effect> {
  // A draft that was just opened is seen before it is checked, and checked before anything is done with it.
  let is_of_opening = matches!(message, Msg::Opened { .. } | Msg::LastPlace(_) | Msg::Done(_) | Msg::Resize(..));
  if let Some(session) = model.session.as_mut().filter(|session| !is_of_opening && !session.is_checked()) {
    session.recheck();
  }
  match message {
    Msg::Key(key) => on_key(model, key),
    Msg::Mouse(mouse) => mouse::on(model, mouse),
    Msg::Paste(text) => paste(model, &text),
    Msg::Resize(columns, rows) => {
      model.size = (columns, rows);
      model.scrolled = None;
      fields::settle(model);
      vec![Effect::Redraw]
    }
    Msg::Idle => history::commit(model),
    Msg::KeysRead | Msg::Check => Vec::new(),
    Msg::EditedOutside(result) => text::edited_outside(model, result),
    Msg::Places(places) => {
      model.places = places;
      Vec::new()
    }
    Msg::LastPlace(place) => {
      places::restore(model, &place);
      Vec::new()
    }
    Msg::End => quit(model),
    Msg::Pause => {
      let mut effects = history::commit(model);
      effects.push(Effect::Pause);
      effects
    }
    Msg::Continue => vec![Effect::Retake],
    Msg::Drafts(drafts, forms) => {
      model.drafts = drafts;
      model.forms = forms;
      model.listed = true;
      model.draft = model.draft.min((model.drafts.len() + model.waiting.len()).saturating_sub(1));
      Vec::new()
    }
    Msg::Due(counts) => {
      model.due = Some(counts);
      Vec::new()
    }
    Msg::Waiting(waiting) => {
      model.waiting = waiting;
      model.draft = model.draft.min((model.drafts.len() + model.waiting.len()).saturating_sub(1));
      Vec::new()
    }
    Msg::Opened { path, form, document, undo, redo, time } => {
      model.session = Some(Session::new(path, form, *document, undo, redo, model.today, time));
      model.opening = None;
      model.pages = if model.single { vec![Page::Section] } else { vec![Page::Home, Page::Section] };
      fields::settle(model);
      Vec::new()
    }
    Msg::ToMove { path, lines } => {
      model.pages.push(Page::Question(QuestionFor::Move(path, lines)));
      Vec::new()
    }
    Msg::Carried { earlier, cleared, confirmed } => {
      carried::take(model, earlier, cleared, confirmed);
      Vec::new()
    }
    Msg::Saved(time) => {
      if let Some(session) = &mut model.session
        && session.saved == Saved::Saving
      {
        session.saved = Saved::At(time);
      }
      Vec::new()
    }
    Msg::WorkerFailed { saves } => {
      if saves && let Some(session) = &mut model.session {
        session.saved = Saved::Failed;
      }
      model.note = Some(model.words.get("note-worker-failed"));
      Vec::new()
    }
    Msg::Reported(_) => Vec::new(),
    Msg::SaveFailed(said) => {
      if let Some(session) = &mut model.session {
        session.saved = Saved::Failed;
      }
      model.note = Some(said);
      Vec::new()
    }
    Msg::CopyKept(path) => {
      model.note = Some(model.words.say(&Message::new("note-copy-kept").with("path", path.display().to_string())));
      Vec::new()
    }
    Msg::Failed(said) | Msg::Done(said) => {
      model.note = Some(said);
      Vec::new()
    }
    Msg::Attachment(cell, description) => answer::attach(model, cell, description),
    Msg::Folder(folder) => {
      import_file::listed(model, folder);
      Vec::new()
    }
    Msg::LedgerProgress(ticket, progress) => {
      import::progress(model, ticket, progress);
      Vec::new()
    }
    Msg::LedgerRead(ticket, result) => import::was_read(model, ticket, result),
    Msg::LedgerPlanned(ticket, result) => {
      import::was_planned(model, ticket, result);
      Vec::new()
    }
    Msg::Sending(step) => {
      if let Some(Page::Sending(sending)) = model.page_mut() {
        sending.steps.push(step);
      }
      Vec::new()
    }
    Msg::Delivered { reference, said, proof, document } => {
      let mut effects = Vec::new();
      if let (Some(session), Some(document)) = (&mut model.session, document) {
        session.take_over(*document);
        session.saved = Saved::Saving;
        effects.push(Effect::Save(None, std::sync::Arc::clone(&session.document)));
      }
      let reference = Some(reference).filter(|reference| !reference.is_empty());
      handing_in::end(model, Sending { said: vec![said], reference, proof, delivered: true, ..Sending::default() });
      effects
    }
    Msg::NotDelivered { said, other_revision } => {
      handing_in::end(model, Sending { said, ..Sending::default() });
      handing_in::ask_to_replace(model, other_revision);
      Vec::new()
    }
  }
}

fn on_key(model: &mut Model, key: Key) -> Vec<Effect> {
  model.note = None;
  mouse::follow_focus(model);
  if is_too_small(model) {
    // Nothing can be seen, so nothing is edited; leaving still works.
    return match model.keymap.command(super::Context::Reading, key) {
      Some(Command::Quit) => quit(model),
      _ => Vec::new(),
    };
  }
  match model.keymap.command(context(model), key) {
    Some(Command::Quit) => quit(model),
    Some(Command::Redraw) => vec![Effect::Redraw],
    Some(Command::ExplainQuit) => {
      // Where something is selected, people mean to copy it.
      if let Some(effects) = text::copy_selection(model) {
        return effects;
      }
      model.note = Some(model.words.get("note-how-to-leave"));
      Vec::new()
    }
    Some(command) => {
      let effects = run(model, command, key);
      tour::follow(model, command);
      effects
    }
    None => typed(model, key),
  }
}

/// Below this a form cannot be filled in.
pub(super) fn is_too_small(model: &Model) -> bool {
  model.size.0 < 60 || model.size.1 < 16
}

/// Commands that mean the same wherever they are in force; the rest goes to the page.
fn run(model: &mut Model, command: Command, key: Key) -> Vec<Effect> {
  match command {
    Command::Undo => history::undo(model),
    Command::Redo => history::redo(model),
    Command::Save => {
      let effects = history::commit(model);
      model.note = Some(model.words.get("note-always-saved"));
      effects
    }
    Command::Help => {
      let effects = history::commit(model);
      model.pages.push(Page::Help(0));
      effects
    }
    Command::Outline => {
      let effects = history::commit(model);
      let at = model.session.as_ref().map_or(0, |session| session.section);
      model.pages.push(Page::Outline(at));
      effects
    }
    Command::Findings => {
      let effects = history::commit(model);
      model.pages.push(Page::Findings(0));
      effects
    }
    Command::NextFinding => jump::finding(model, true),
    Command::PreviousFinding => jump::finding(model, false),
    Command::Fix => answer::fix(model),
    Command::FixAll => fix_all::ask(model),
    Command::Override => answer::ask_override(model),
    Command::Review => handing_in::review(model),
    Command::Continue if !matches!(model.page(), Page::Import(_)) => handing_in::go_on(model),
    Command::Submit => handing_in::submit(model),
    Command::Edit(edit) => text::edit(model, edit, key.shift),
    Command::Find => find::open(model),
    Command::Steps => history::open(model),
    Command::EditOutside => text::edit_outside(model),
    Command::GoOn => places::go_on(model),
    Command::Exercise => {
      model.tour = Some(0);
      vec![Effect::Exercise]
    }
    Command::Month => dates::open(model),
    Command::DayLater | Command::DayEarlier | Command::MonthLater | Command::MonthEarlier => dates::shift(model, command),
    Command::Mouse => mouse::switch(model),
    Command::Import => import::begin(model),
    Command::NextYear if !matches!(model.page(), Page::Home) => carried::open(model),
    Command::Copy => text::copy(model),
    Command::Cut => text::cut(model),
    Command::Paste => text::paste_copied(model),
    _ => match model.page() {
      Page::Home => home::run(model, command),
      Page::Section | Page::Table(_) | Page::Row(_) | Page::Statement(_) => fields::run(model, command, key),
      Page::Outline(_) | Page::Findings(_) | Page::Review(_) | Page::Help(_) | Page::Sending(_) | Page::Steps(_) => {
        lists::run(model, command)
      }
      Page::Pick(..) => pick::run(model, command),
      Page::Month(..) => dates::run(model, command),
      Page::Prompt(..) | Page::Question(_) => home::answer(model, command),
      Page::Import(_) => import::run(model, command),
      Page::Carried(_) => carried::run(model, command),
      Page::FixAll(..) => fix_all::run(model, command),
    },
  }
}

/// A key that is no command.
fn typed(model: &mut Model, key: Key) -> Vec<Effect> {
  let Some(c) = key.typed() else { return Vec::new() };
  let text = &c.to_string();
  match model.pages.last_mut() {
    Some(Page::Section | Page::Table(_) | Page::Row(_) | Page::Statement(_)) => fields::typed(model, c),
    Some(Page::Pick(_, pick)) if pick.is_many() && fold_char(c) == ' ' => {
      pick.toggle();
      Vec::new()
    }
    Some(Page::Import(_)) if fold_char(c) == ' ' => match context(model) {
      super::Context::Import => import::run(model, Command::Toggle),
      _ => text::insert(model, text),
    },
    _ => text::insert(model, text),
  }
}

fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
  model.note = None;
  mouse::follow_focus(model);
  if is_too_small(model) {
    return Vec::new();
  }
  text::paste(model, text)
}

fn quit(model: &mut Model) -> Vec<Effect> {
  let mut effects = history::commit(model);
  effects.extend(places::keep(model));
  effects.push(Effect::Quit);
  effects
}

/// Tells how many invisible marks a paste or key was freed of.
fn tell_removed(model: &mut Model, removed: usize) {
  if removed > 0 {
    model.note = Some(model.words.say(&Message::new("note-marks-removed").with("count", removed)));
  }
}

/// The width in which an editor of several lines wraps; the view uses the same.
pub(super) fn area_width(model: &Model) -> usize {
  super::view::value_width(model)
}

/// The editor of the session, where there is one.
fn editor(model: &mut Model) -> Option<&mut FieldEditor> {
  model.session.as_mut()?.editor.as_mut()
}
