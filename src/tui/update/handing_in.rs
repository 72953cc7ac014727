//! Check your answers, sign, hand in.

use super::{fields, history};
use crate::{
  lang::Message,
  tui::{
    Effect, Model, Page,
    model::{QuestionFor, Sending},
  },
};
use std::sync::Arc;

/// Shows all answers.
pub(super) fn review(model: &mut Model) -> Vec<Effect> {
  let effects = history::leave(model);
  while matches!(model.page(), Page::Outline(_) | Page::Findings(_) | Page::Table(_) | Page::Row(_)) {
    model.pages.pop();
  }
  // Coming from an answer that was looked at, the list is where it was.
  if let Some(at) = model.pages.iter().position(|page| matches!(page, Page::Review(_))) {
    model.pages.truncate(at + 1);
    super::lists::return_to_review(model);
  } else {
    model.pages.push(Page::Review(0));
  }
  effects
}

/// From the answers on to the statement.
pub(super) fn go_on(model: &mut Model) -> Vec<Effect> {
  if let Some(session) = &model.session
    && session.form.statement.is_some()
  {
    model.pages.push(Page::Statement(0));
    fields::settle(model);
    return Vec::new();
  }
  submit(model)
}

/// Hands in, unless there are errors.
pub(super) fn submit(model: &mut Model) -> Vec<Effect> {
  let mut effects = history::leave(model);
  let Some(session) = &model.session else { return effects };
  let counts = session.counts;
  if counts.blocking() > 0 {
    model.note = Some(model.words.say(&Message::new("note-errors-block").with("what", counts.blockers())));
    fields::settle(model);
    return effects;
  }
  if model.platform.is_none() {
    model.note = Some(model.words.get("note-no-platform"));
    fields::settle(model);
    return effects;
  }
  effects.push(Effect::Submit { document: Arc::clone(&session.document), as_of: session.as_of, replace: false });
  model.pages.push(Page::Sending(Sending::default()));
  effects
}

/// Asks whether the draft replaces another revision that the platform holds. What waited in the outbox is no draft in hand: nothing is asked.
pub(super) fn ask_to_replace(model: &mut Model, other_revision: Option<u32>) {
  if let (Some(other), Some(_), Some(Page::Sending(_))) = (other_revision, &model.session, model.pages.last()) {
    model.pages.push(Page::Question(QuestionFor::Replace(other)));
  }
}

/// Hands in once more, as the revision after the platform's.
pub(super) fn replace(model: &mut Model) -> Vec<Effect> {
  let Some(session) = &model.session else { return Vec::new() };
  let effect = Effect::Submit { document: Arc::clone(&session.document), as_of: session.as_of, replace: true };
  if let Some(Page::Sending(sending)) = model.page_mut() {
    *sending = Sending::default();
  }
  vec![effect]
}

/// What came of handing in.
pub(super) fn end(model: &mut Model, outcome: Sending) {
  for page in &mut model.pages {
    if let Page::Sending(sending) = page {
      let steps = std::mem::take(&mut sending.steps);
      *sending = Sending { steps, ..outcome };
      return;
    }
  }
}
