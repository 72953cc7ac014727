//! The list of drafts, and questions over it.

use super::{cursor::moved, fields, history};
use crate::{
  document::Change,
  lang::Lang,
  tui::{
    Command, Effect, Model, Page, WaitingItem,
    edit::{Line, Pick, PickItem},
    model::{PickFor, PromptFor, QuestionFor, Sending},
  },
};

/// A command on the list of drafts.
pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
  if let Some(next) = moved(command, model.draft, model.drafts.len() + model.waiting.len()) {
    model.draft = next;
    return Vec::new();
  }
  let waiting = model.draft.checked_sub(model.drafts.len()).and_then(|at| model.waiting.get(at)).cloned();
  let current = model.drafts.get(model.draft).cloned();
  match (command, current) {
    (Command::Accept, Some(draft)) => match draft.problem {
      Some(problem) => model.note = Some(problem),
      None => return vec![Effect::Open(draft.path)],
    },
    (Command::Accept, None) if waiting.is_some() => return send(model, waiting),
    (Command::BinDraft | Command::DuplicateDraft | Command::NextYear, None) if waiting.is_some() => {
      model.note = Some(model.words.get("note-waiting-stays"));
    }
    (Command::Accept | Command::NewDraft, _) => new(model),
    (Command::OpenFile, _) => model.pages.push(Page::Prompt(PromptFor::OpenPath, Line::default())),
    (Command::DuplicateDraft, Some(draft)) => return vec![Effect::Duplicate(draft.path)],
    (Command::NextYear, Some(draft)) => match draft.problem {
      Some(problem) => model.note = Some(problem),
      None => return vec![Effect::NextYear(draft.path)],
    },
    (Command::BinDraft, Some(draft)) => model.pages.push(Page::Question(QuestionFor::Bin(draft.path, draft.name))),
    _ => {}
  }
  Vec::new()
}

/// Sends what waits now; how that goes is shown step by step.
fn send(model: &mut Model, waiting: Option<WaitingItem>) -> Vec<Effect> {
  let Some(waiting) = waiting else { return Vec::new() };
  model.pages.push(Page::Sending(Sending::default()));
  vec![Effect::SendWaiting(waiting.declaration, waiting.revision)]
}

fn new(model: &mut Model) {
  if !model.listed {
    model.note = Some(model.words.get("note-still-reading"));
    return;
  }
  let zh = model.lang() == Lang::Zh;
  let items = model
    .forms
    .iter()
    .map(|(id, in_zh, in_en)| PickItem {
      code: id.clone(),
      label: if zh { in_zh } else { in_en }.clone(),
      detail: id.clone(),
      ..PickItem::default()
    })
    .collect();
  model.pages.push(Page::Pick(PickFor::NewForm, Box::new(Pick::new(items, &[], false))));
}

/// A command on a question.
pub(super) fn answer(model: &mut Model, command: Command) -> Vec<Effect> {
  let effects = match (model.pages.pop(), command) {
    (Some(Page::Prompt(PromptFor::OpenPath, line)), Command::Accept) => {
      let path = line.text().trim();
      if path.is_empty() { Vec::new() } else { vec![Effect::Open(path.into())] }
    }
    (Some(Page::Prompt(PromptFor::Override { code, row }, line)), Command::Accept) => {
      let reason = line.text().trim().to_owned();
      let reason = (!reason.is_empty()).then_some(reason);
      let label = format!("{code}: {}", reason.as_deref().unwrap_or("—"));
      let change = Change::Override { rule: code.into(), row: row.map(Into::into), reason };
      history::apply(model, vec![change], label, false)
    }
    (Some(Page::Prompt(PromptFor::GoToRow(table), line)), Command::Accept) => {
      super::sheet::go_to_number(model, table, line.text());
      Vec::new()
    }
    (Some(Page::Prompt(PromptFor::FindInTable(table), line)), Command::Accept) => {
      line.text().trim().clone_into(&mut model.looked_for);
      super::sheet::find(model, table, true);
      Vec::new()
    }
    (Some(Page::Prompt(PromptFor::FilterText(table), line)), Command::Accept) => {
      let text = line.text().trim().to_owned();
      super::sheet::set_filter(model, table, (!text.is_empty()).then_some(crate::tui::model::GridFilter::Text(text)));
      Vec::new()
    }
    (Some(Page::Prompt(PromptFor::FillWith(table), line)), Command::Accept) => super::sheet_fill::fill_with(model, table, line.text()),
    (Some(Page::Question(QuestionFor::Replace(_))), Command::Confirm) => super::handing_in::replace(model),
    (Some(Page::Question(QuestionFor::Bin(path, _))), Command::Confirm) => vec![Effect::Bin(path)],
    (Some(Page::Question(QuestionFor::Move(path, _))), Command::Confirm) => vec![Effect::OpenMoved(path)],
    // There is nothing else to see where one draft was asked for.
    (Some(Page::Question(QuestionFor::Move(..))), Command::Back) if model.single => vec![Effect::Quit],
    (Some(page @ Page::Question(QuestionFor::Move(..))), command) if command != Command::Back => {
      model.pages.push(page);
      Vec::new()
    }
    _ => Vec::new(),
  };
  fields::settle(model);
  effects
}
