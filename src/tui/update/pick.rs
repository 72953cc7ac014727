//! Lists to choose an answer from.

use super::{answer, fields};
use crate::tui::{Command, Effect, Key, Model, Page, model::PickFor};
use serde_json::Value as Json;

/// A command while a list is open.
pub(super) fn run(model: &mut Model, command: Command, key: Key) -> Vec<Effect> {
  match command {
    Command::Back => {
      model.pages.pop();
      fields::settle(model);
      Vec::new()
    }
    Command::Accept => accept(model),
    // Movement and marks are the list's own.
    _ => {
      if let Some(Page::Pick(_, pick)) = model.page_mut() {
        let key = match command {
          Command::Up => Key::plain(crate::tui::Code::Up),
          Command::Down => Key::plain(crate::tui::Code::Down),
          _ => key,
        };
        pick.key(key);
      }
      Vec::new()
    }
  }
}

fn accept(model: &mut Model) -> Vec<Effect> {
  let Page::Pick(wanted, pick) = model.page() else { return Vec::new() };
  let wanted = wanted.clone();
  let current = pick.current().map(|item| item.code.clone());
  let chosen: Vec<String> = pick.chosen().into_iter().map(str::to_owned).collect();
  let many = pick.is_many();
  if !many && current.is_none() {
    model.note = Some(model.words.get("note-nothing-fits"));
    return Vec::new();
  }
  model.pages.pop();
  match wanted {
    PickFor::Answer(cell) => {
      let value = if many { list(chosen) } else { current.map(Json::from) };
      // The focus stays; the next Tab or arrow goes on.
      let effects = answer::set(model, cell, value);
      fields::settle(model);
      effects
    }
    PickFor::NewForm => current.map(Effect::New).into_iter().collect(),
    PickFor::Fix(index) => match current.and_then(|at| at.parse().ok()) {
      Some(at) => answer::apply_fix(model, index, at),
      None => Vec::new(),
    },
  }
}

fn list(chosen: Vec<String>) -> Option<Json> {
  (!chosen.is_empty()).then(|| chosen.into_iter().map(Json::from).collect())
}
