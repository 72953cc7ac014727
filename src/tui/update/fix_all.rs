//! All fixes of a kind at once: what would change is shown, then taken or left.

use super::{answer, fields, history};
use crate::{
  check::Finding,
  document::Change,
  lang::Message,
  tui::{Command, Effect, Model, Page},
};

/// How far a page key goes.
const PAGE: usize = 15;

/// Shows what all fixes like the one here would change: of the finding under the cursor in the list, else of the cell that has the focus.
pub(super) fn ask(model: &mut Model) -> Vec<Effect> {
  let effects = history::leave(model);
  let listed = if let Page::Findings(at) = model.page() { Some(*at) } else { None };
  let here = listed.map_or_else(|| answer::findings(model), |at| vec![at]);
  let code = model.session.as_ref().and_then(|session| {
    let mut found = here.iter().filter_map(|index| session.report.findings.get(*index));
    found.find(|finding| finding.certain_fix().is_some()).map(|finding| finding.code.to_string())
  });
  match code {
    Some(code) => model.pages.push(Page::FixAll(code, 0)),
    None => {
      model.note = Some(model.words.get("note-no-fix-all"));
      fields::settle(model);
    }
  }
  effects
}

/// A command on the preview.
pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
  let Some(Page::FixAll(code, at)) = model.pages.last_mut() else { return Vec::new() };
  match command {
    Command::Up => *at = at.saturating_sub(1),
    Command::Down => *at += 1,
    Command::PageUp => *at = at.saturating_sub(PAGE),
    Command::PageDown => *at += PAGE,
    Command::First => *at = 0,
    Command::Last => *at = usize::MAX,
    Command::Back => {
      model.pages.pop();
      fields::settle(model);
    }
    Command::Confirm => {
      let code = code.clone();
      model.pages.pop();
      return take(model, &code);
    }
    _ => {}
  }
  let last = model.session.as_ref().map_or(0, |session| session.report.findings.len()).saturating_sub(1);
  if let Some(Page::FixAll(_, at)) = model.pages.last_mut() {
    *at = (*at).min(last);
  }
  Vec::new()
}

/// Takes all fixes of the findings with this code as one step of undo.
fn take(model: &mut Model, code: &str) -> Vec<Effect> {
  let Some(session) = &model.session else { return Vec::new() };
  let found = session.report.fixable(Some(code));
  let count = found.len();
  let changes: Vec<Change> = found.into_iter().filter_map(Finding::certain_fix).flat_map(|fix| fix.changes.iter().cloned()).collect();
  let label = model.words.say(&Message::new("fix-all-step").with("code", code).with("count", count));
  let effects = history::apply(model, changes, label, false);
  model.note = Some(model.words.say(&Message::new("note-fixed-all").with("count", count)));
  let left = model.session.as_ref().map_or(0, |session| session.report.findings.len());
  if let Some(Page::Findings(at)) = model.pages.last_mut() {
    *at = (*at).min(left.saturating_sub(1));
  }
  fields::settle(model);
  effects
}
