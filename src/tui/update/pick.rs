//! Lists to choose an answer from.

use super::{answer, fields, jump};
use crate::tui::{
  Command, Effect, Model, Page,
  model::{Leap, PickFor},
};
use serde_json::Value as Json;

/// How far a page key goes.
const PAGE: isize = 8;

/// A command while a list is open.
pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
  match (command, model.page_mut()) {
    (Command::Back, _) => {
      model.pages.pop();
      fields::settle(model);
    }
    (Command::Accept, _) => return accept(model),
    (Command::Up, Some(Page::Pick(_, pick))) => pick.step(-1),
    (Command::Down, Some(Page::Pick(_, pick))) => pick.step(1),
    (Command::PageUp, Some(Page::Pick(_, pick))) => pick.step(-PAGE),
    (Command::PageDown, Some(Page::Pick(_, pick))) => pick.step(PAGE),
    (Command::Toggle, Some(Page::Pick(_, pick))) if pick.is_many() => pick.toggle(),
    (Command::Toggle, Some(Page::Pick(_, pick))) => pick.narrow(" "),
    _ => {}
  }
  Vec::new()
}

fn accept(model: &mut Model) -> Vec<Effect> {
  let Page::Pick(wanted, pick) = model.page() else { return Vec::new() };
  let wanted = wanted.clone();
  let current = pick.current().map(|item| item.code.clone());
  let chosen: Vec<String> = pick.chosen().into_iter().map(str::to_owned).collect();
  let many = pick.is_many();
  let looked_for = pick.filter().text().to_owned();
  if pick.current().is_some_and(|item| item.holds_only) {
    if let Some(Page::Pick(_, pick)) = model.page_mut() {
      pick.enter();
    }
    return Vec::new();
  }
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
    PickFor::Filter(table) => {
      super::sheet::filter(model, table, current.as_deref().unwrap_or_default());
      Vec::new()
    }
    PickFor::Columns(table) => {
      super::sheet::show_columns(model, table, &chosen);
      Vec::new()
    }
    PickFor::Fill(table) => super::sheet_fill::fill(model, table, current.as_deref().unwrap_or_default()),
    PickFor::Place(places) => {
      model.looked_for = looked_for;
      if let Some(place) = current.and_then(|at| places.get(at.parse::<usize>().ok()?).copied()) {
        jump::leap(model, Leap::Single, |model| jump::to(model, place.group, place.row, place.field));
      }
      fields::settle(model);
      Vec::new()
    }
    PickFor::Column(_) | PickFor::Sheets | PickFor::Header => super::import::chosen(model, &wanted, current.as_deref(), chosen),
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
