//! The mouse: a click puts the focus where it points, a second one there does what Enter does; the wheel turns the page. What lies where was noted when the
//! screen was drawn.

use super::{Effect, Model, Page, area_width, context, editor, fields, grid, history, home, import, jump, lists, on_key, pick, sheet};
use crate::{
  expr::GroupIx,
  lang::Message,
  tui::{
    Command,
    model::{GridState, Leap, PageItem, Scrolled},
    mouse::{Act, Aim, Mouse, Target},
    view::AREA_ROWS,
  },
};
use jiff::civil::Date;

/// Rows or lines that one notch of the wheel turns.
const NOTCH: usize = 3;

/// Something was done with the mouse.
pub(super) fn on(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
  if super::is_too_small(model) {
    return Vec::new();
  }
  let aim = model.picture.aim(mouse.column, mouse.row);
  match mouse.act {
    Act::WheelUp => turn(model, aim, false),
    Act::WheelDown => turn(model, aim, true),
    Act::Drag => drag(model, aim),
    Act::OtherButton => {
      let key = model.keymap.first(context(model), Command::Mouse);
      model.note = Some(model.words.say(&Message::new("note-other-button").with("key", key)));
    }
    Act::Press => return press(model, aim),
  }
  Vec::new()
}

/// Whether the mouse belongs to the program or to the terminal, changed.
pub(super) fn switch(model: &mut Model) -> Vec<Effect> {
  model.mouse = !model.mouse;
  model.note = Some(model.words.get(if model.mouse { "note-mouse-on" } else { "note-mouse-off" }));
  vec![Effect::Mouse(model.mouse)]
}

fn turn(model: &mut Model, aim: Aim, down: bool) {
  let Some(scroll) = aim.scroll else { return };
  let first = if down { (scroll.first + NOTCH).min(scroll.last) } else { scroll.first.saturating_sub(NOTCH) };
  match model.page_mut() {
    Some(Page::Help(at) | Page::FixAll(_, at)) => *at = first,
    _ => model.scrolled = Some(Scrolled::Away(first)),
  }
}

fn press(model: &mut Model, aim: Aim) -> Vec<Effect> {
  model.pressed = aim.target;
  let Some(target) = aim.target else { return Vec::new() };
  if let Target::Key(key) = target {
    return on_key(model, key);
  }
  model.note = None;
  // What was clicked stays where it is, so that a second click finds it there.
  model.scrolled = aim.scroll.map(|scroll| Scrolled::Near(scroll.first));
  match target {
    Target::Item(at) => item(model, at, None),
    Target::Value(at, row) => item(model, at, Some((aim.right, usize::from(row)))),
    Target::Cell(row, column) => cell(model, row, column, aim),
    Target::Column(column) => heading(model, column),
    Target::Line(at) => line(model, at),
    Target::Section(at) => section(model, at),
    Target::Finding(at) => {
      let effects = history::leave(model);
      jump::leap(model, Leap::Single, |model| jump::to_finding(model, at));
      effects
    }
    Target::Text => {
      point_in_question(model, aim, false);
      Vec::new()
    }
    Target::Day(day) => day_of_month(model, day),
    Target::Key(_) => Vec::new(),
  }
}

/// An item of a page of fields: it gets the focus; where it has it, the caret goes there, or what can be opened is.
fn item(model: &mut Model, at: usize, value: Option<(usize, usize)>) -> Vec<Effect> {
  let Some((items, now)) = fields::focus_on(model, model.page()) else { return Vec::new() };
  let Some(wanted) = items.get(at).copied() else { return Vec::new() };
  if at == now {
    if editor(model).is_none() {
      return fields::accept(model);
    }
    point(model, value, false);
    return Vec::new();
  }
  if !model.session.as_ref().is_some_and(|session| session.can_focus(wanted)) {
    return Vec::new();
  }
  let effects = history::leave(model);
  // What was typed may have brought items or taken them away.
  let items: Vec<PageItem> = fields::focus_on(model, model.page()).map(|(items, _)| items).unwrap_or_default();
  if let Some(at) = items.iter().position(|item| *item == wanted) {
    fields::set_focus(model, at);
  }
  fields::settle(model);
  if let (Some(editor), Some(_)) = (editor(model), value) {
    // Until now it was seen from its beginning on.
    editor.edit(crate::tui::edit::TextEdit::TextStart, false);
    point(model, value, false);
  }
  effects
}

/// Puts the caret of the field that is edited under the mouse.
fn point(model: &mut Model, value: Option<(usize, usize)>, extend: bool) {
  let cells = area_width(model);
  if let (Some(editor), Some((right, down))) = (editor(model), value) {
    let rows = if editor.is_area() { AREA_ROWS.0 } else { 1 };
    // Below the answer stands what is wrong with it.
    if down < rows {
      editor.point((right, down), (cells, rows), extend);
    }
  }
}

/// A cell: it gets the focus; where it has it, it is edited.
fn cell(model: &mut Model, row: usize, column: usize, aim: Aim) -> Vec<Effect> {
  let Some(table) = fields::table(model) else { return Vec::new() };
  let Some(state) = model.session.as_ref().map(|session| session.grid(table)) else { return Vec::new() };
  let here = state == GridState::at(row, column);
  let mut effects = Vec::new();
  if !here || editor(model).is_none() {
    effects = history::leave(model);
    if !here {
      go(model, table, GridState::at(row, column));
      return effects;
    }
    effects.extend(grid::run(model, Command::EditCell));
  }
  if let Some(editor) = editor(model) {
    editor.point((aim.right, 0), (aim.width, 1), false);
  }
  effects
}

fn go(model: &mut Model, table: GroupIx, state: GridState) {
  if let Some(session) = &mut model.session {
    session.grids.insert(table, state);
    let inside = session.grid(table);
    session.grids.insert(table, inside);
  }
}

/// The name of a column: the cursor goes to the column; where it is there, the table is sorted by it.
fn heading(model: &mut Model, column: usize) -> Vec<Effect> {
  let Some(table) = fields::table(model) else { return Vec::new() };
  let effects = history::leave(model);
  let Some(state) = model.session.as_ref().map(|session| session.grid(table)) else { return effects };
  if state.column == column {
    let _ = sheet::run(model, Command::SortColumn);
  } else {
    go(model, table, GridState::at(state.row, column));
  }
  effects
}

/// A line of a list: the cursor goes there; where it is there, it is taken. Of several answers each click marks one.
fn line(model: &mut Model, at: usize) -> Vec<Effect> {
  let here = match model.pages.last_mut() {
    Some(Page::Home) => std::mem::replace(&mut model.draft, at) == at,
    Some(Page::Carried(now) | Page::Findings(now) | Page::Steps(now) | Page::Review(now)) => std::mem::replace(now, at) == at,
    Some(Page::Import(import)) => import.go_to(at),
    Some(Page::Pick(_, pick)) => {
      let here = pick.place() == at;
      pick.go_to(at);
      if pick.is_many() {
        pick.toggle();
        return Vec::new();
      }
      here
    }
    _ => return Vec::new(),
  };
  match model.page() {
    _ if !here => Vec::new(),
    Page::Home => home::run(model, Command::Accept),
    Page::Import(_) => import::run(model, Command::Accept),
    Page::Carried(_) => super::carried::run(model, Command::Accept),
    Page::Pick(..) => pick::run(model, Command::Accept),
    _ => lists::run(model, Command::Accept),
  }
}

/// A section of the outline.
fn section(model: &mut Model, at: usize) -> Vec<Effect> {
  let effects = history::leave(model);
  if !matches!(model.page(), Page::Outline(_)) {
    model.pages.push(Page::Outline(at));
  }
  if let Some(Page::Outline(now)) = model.page_mut() {
    *now = at;
  }
  let mut effects = effects;
  effects.extend(lists::run(model, Command::Accept));
  // A section that does not apply is not gone to.
  if matches!(model.page(), Page::Outline(_)) {
    model.pages.pop();
  }
  fields::settle(model);
  effects
}

/// A day of the month: the cursor goes there; where it is there, it is the answer.
fn day_of_month(model: &mut Model, day: i8) -> Vec<Effect> {
  let Some(Page::Month(_, date)) = model.pages.last_mut() else { return Vec::new() };
  if date.day() == day {
    return super::dates::run(model, Command::Accept);
  }
  if let Ok(there) = Date::new(date.year(), date.month(), day) {
    *date = there;
  }
  Vec::new()
}

fn point_in_question(model: &mut Model, aim: Aim, extend: bool) {
  match model.pages.last_mut() {
    Some(Page::Prompt(_, line)) => line.point(aim.right, aim.width, extend),
    Some(Page::Import(import)) => import.choice.line.point(aim.right, aim.width, extend),
    Some(Page::Pick(_, pick)) => pick.filter_mut().point(aim.right, aim.width, extend),
    _ => {}
  }
}

/// The mouse moves while its button is down: what it passes is selected.
fn drag(model: &mut Model, aim: Aim) {
  match (model.pressed, aim.target) {
    (Some(Target::Value(from, _)), Some(Target::Value(at, row))) if from == at => {
      let is_here = fields::focus_on(model, model.page()).is_some_and(|(_, now)| now == at);
      if is_here {
        point(model, Some((aim.right, usize::from(row))), true);
      }
    }
    (Some(Target::Text), Some(Target::Text)) => point_in_question(model, aim, true),
    (Some(Target::Cell(..)), Some(Target::Cell(row, column))) => drag_in_table(model, aim, row, column),
    _ => {}
  }
}

fn drag_in_table(model: &mut Model, aim: Aim, row: usize, column: usize) {
  let Some(table) = fields::table(model) else { return };
  let Some(state) = model.session.as_ref().map(|session| session.grid(table)) else { return };
  match editor(model) {
    Some(editor) if (state.row, state.column) == (row, column) => editor.point((aim.right, 0), (aim.width, 1), true),
    Some(_) => {}
    None => {
      let anchor = state.anchor.unwrap_or((state.row, state.column));
      go(model, table, GridState { row, column, anchor: Some(anchor).filter(|anchor| *anchor != (row, column)) });
    }
  }
}

/// Which page is on top, as far as scrolling goes: another one begins where it usually does.
pub(super) fn page_of(model: &Model) -> (usize, std::mem::Discriminant<Page>, Option<usize>, Option<GroupIx>) {
  let table = match model.page() {
    Page::Table(table) | Page::Row(table) => Some(*table),
    _ => None,
  };
  (model.pages.len(), std::mem::discriminant(model.page()), model.session.as_ref().map(|session| session.section), table)
}

/// After a key the focus is seen again, wherever the wheel had turned.
pub(super) fn follow_focus(model: &mut Model) {
  if let Some(Scrolled::Away(first)) = model.scrolled {
    model.scrolled = Some(Scrolled::Near(first));
  }
}
