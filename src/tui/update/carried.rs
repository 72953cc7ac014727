//! What was carried over from the declaration before: confirmed section by section, or gone to and put right.

use super::{cursor::moved, fields, history, jump};
use crate::{
  document::{Change, Document},
  lang::Message,
  ledger::Cleared,
  store::Entry,
  tui::{
    Command, Effect, Model, Page, Session,
    model::{Carried, CarriedLine, Leap, carried_lines},
  },
};
use std::{collections::BTreeSet, sync::Arc};

/// Compares the draft with the declaration it was made from; where that was just now, it is shown at once.
pub(super) fn take(model: &mut Model, earlier: Arc<Document>, cleared: Vec<Cleared>, confirmed: Option<Vec<String>>) {
  let Some(session) = &mut model.session else { return };
  let is_new = confirmed.is_none();
  let ids = confirmed.unwrap_or_default();
  let sections = session.form.sections.iter().enumerate();
  let confirmed = sections.filter(|(_, section)| ids.contains(&section.id)).map(|(index, _)| index).collect();
  session.carried = Some(Carried::new(earlier, cleared, confirmed));
  if is_new {
    model.pages.push(Page::Carried(0));
  }
}

/// Opens the page.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
  let effects = history::leave(model);
  if model.session.as_ref().is_some_and(|session| session.carried.is_some()) {
    model.pages.push(Page::Carried(0));
  } else {
    model.note = Some(model.words.get("note-not-carried"));
    fields::settle(model);
  }
  effects
}

/// A command on the page.
pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
  let (Page::Carried(at), Some(session)) = (model.page(), &model.session) else { return Vec::new() };
  let at = *at;
  let Some(carried) = &session.carried else { return Vec::new() };
  let lines = carried_lines(session, carried);
  if let Some(next) = moved(command, at, lines.len()) {
    if let Some(Page::Carried(at)) = model.page_mut() {
      *at = next;
    }
    return Vec::new();
  }
  match (command, lines.get(at).cloned()) {
    (Command::Back, _) => {
      model.pages.pop();
      fields::settle(model);
    }
    (Command::Accept, Some(line)) => go(model, &line),
    (Command::Confirm, Some(line)) => return confirm(model, line.section(), &lines),
    _ => {}
  }
  Vec::new()
}

/// Goes to what a line tells of.
fn go(model: &mut Model, line: &CarriedLine) {
  let Some(session) = &model.session else { return };
  let form = &session.form;
  let whole = form.sections.get(line.section()).map(|section| (section.group, None, None));
  let place = match line {
    CarriedLine::Change(_, Change::Set { cell, .. }) => form.group_by_path(&cell.group).map(|group| {
      let row = cell.row.as_ref().and_then(|id| session.document.rows(&cell.group).iter().position(|row| row.id == *id));
      (group, row, form.group(group).field_by_id(&cell.field))
    }),
    CarriedLine::Change(_, Change::InsertRow { group, index, .. }) => form.group_by_path(group).map(|group| (group, Some(*index), None)),
    _ => whole,
  };
  if let Some((group, row, field)) = place.or(whole) {
    jump::leap(model, Leap::Single, |model| jump::to(model, group, row, field));
  }
}

/// Confirms a section; one with answers that are to be given afresh is not, until they are.
fn confirm(model: &mut Model, section: usize, lines: &[CarriedLine]) -> Vec<Effect> {
  let open = lines.iter().find_map(|line| match line {
    CarriedLine::Section(index, _, open) if *index == section => Some(*open),
    _ => None,
  });
  if let Some(open) = open.filter(|open| *open > 0) {
    model.note = Some(model.words.say(&Message::new("note-carried-open").with("count", open)));
    return Vec::new();
  }
  let Some(session) = &mut model.session else { return Vec::new() };
  let Some(carried) = &mut session.carried else { return Vec::new() };
  carried.confirmed.insert(section);
  let kept = keep(session);
  // On to the next section.
  let next = lines.iter().position(|line| matches!(line, CarriedLine::Section(index, ..) if *index > section));
  if let (Some(next), Some(Page::Carried(at))) = (next, model.page_mut()) {
    *at = next;
  }
  model.note = Some(model.words.get("note-carried-confirmed"));
  kept.into_iter().collect()
}

/// What was confirmed is confirmed no longer once it was changed.
pub(super) fn reopen(session: &mut Session, entry: &Entry) -> Option<Effect> {
  let carried = session.carried.as_mut()?;
  let step = if matches!(entry, Entry::Undone) { session.draft.redo.last() } else { session.draft.undo.last() };
  let form = &session.draft.form;
  let section = |change: &Change| {
    let section = form.group(form.group_by_path(change.group()?)?).section;
    form.sections.iter().position(|candidate| form.group(candidate.group).section == section)
  };
  let changed: BTreeSet<usize> = step?.edit.forward.iter().filter_map(section).collect();
  let before = carried.confirmed.len();
  carried.confirmed.retain(|index| !changed.contains(index));
  if carried.confirmed.len() == before { None } else { keep(session) }
}

fn keep(session: &Session) -> Option<Effect> {
  let confirmed = session.carried.as_ref()?.confirmed.iter();
  Some(Effect::KeepConfirmed(confirmed.filter_map(|index| session.form.sections.get(*index)).map(|section| section.id.clone()).collect()))
}
