//! Pages of fields: sections and the statement.

use super::{answer, area_width, editor, grid, history, text};
use crate::{
  form::Kind,
  tui::{
    Code, Command, Effect, Key, Model, Page, Session,
    edit::{Outcome, TextEdit},
    model::{CellRef, EditorKind, FieldEditor, GridState, PageItem},
  },
};

/// How far a page key goes.
const PAGE: usize = 8;

/// The items of the page on top and which has the focus.
fn focus(model: &Model) -> Option<(Vec<PageItem>, usize)> {
  focus_on(model, model.page())
}

/// The items of a page and which has the focus.
pub(in crate::tui) fn focus_on(model: &Model, page: &Page) -> Option<(Vec<PageItem>, usize)> {
  let session = model.session.as_ref()?;
  match page {
    Page::Statement(at) => Some((session.statement_items(), *at)),
    Page::Row(table) => Some((session.row_items(*table), session.grid(*table).column)),
    Page::Section if !is_table(session) => Some((session.page_items(session.section), session.items[session.section])),
    _ => None,
  }
}

fn is_table(session: &Session) -> bool {
  session.form.group(session.form.sections[session.section].group).is_table
}

/// The table of the page on top.
pub(super) fn table(model: &Model) -> Option<crate::expr::GroupIx> {
  table_on(model, model.page())
}

/// The table that a page shows.
pub(in crate::tui) fn table_on(model: &Model, page: &Page) -> Option<crate::expr::GroupIx> {
  let session = model.session.as_ref()?;
  match page {
    Page::Table(group) => Some(*group),
    Page::Section if is_table(session) => Some(session.form.sections[session.section].group),
    _ => None,
  }
}

/// Whether a page shows a table that stands inside a section, not one that is a section.
pub(in crate::tui) fn is_nested_table(model: &Model, page: &Page) -> bool {
  let section = model.session.as_ref().map(|session| session.form.sections[session.section].group);
  matches!(page, Page::Table(group) if Some(*group) != section)
}

/// The cell that has the focus.
pub(super) fn focused_cell(model: &Model) -> Option<CellRef> {
  focused_cell_on(model, model.page())
}

/// The cell that has the focus on a page.
pub(in crate::tui) fn focused_cell_on(model: &Model, page: &Page) -> Option<CellRef> {
  let session = model.session.as_ref()?;
  if let Some(table) = table_on(model, page) {
    return session.grid_cell(table);
  }
  let (items, at) = focus_on(model, page)?;
  match items.get(at)? {
    PageItem::Field(group, field) => Some(CellRef { group: *group, row: None, field: *field }),
    PageItem::Cell(cell) => Some(*cell),
    PageItem::Table(_) => None,
  }
}

pub(super) fn set_focus(model: &mut Model, to: usize) {
  if let Some(Page::Statement(at)) = model.pages.last_mut() {
    *at = to;
  } else if let (Some(Page::Row(table)), Some(session)) = (model.pages.last(), &mut model.session) {
    let row = session.grid(*table).row;
    session.grids.insert(*table, GridState::at(row, to));
  } else if let Some(session) = &mut model.session {
    let section = session.section;
    session.items[section] = to;
  }
}

/// Whether a field is edited as text.
pub(super) fn is_text(kind: &Kind) -> bool {
  !matches!(kind, Kind::Boolean | Kind::Choice(_) | Kind::Choices(_) | Kind::Reference { .. } | Kind::Computed { .. } | Kind::Note(_))
}

/// After the focus or the document changed: the focus stands on something that can have it, and its editor holds the answer.
pub(super) fn settle(model: &mut Model) {
  let lang = model.lang();
  let wide = area_width(model);
  if let Some((items, at)) = focus(model) {
    let Some(session) = &model.session else { return };
    let fits = |at: &usize| items.get(*at).is_some_and(|item| session.can_focus(*item));
    let at = at.min(items.len().saturating_sub(1));
    let found = (at..items.len()).chain((0..at).rev()).find(fits);
    if let Some(found) = found {
      set_focus(model, found);
    }
  }
  let in_table = table(model).is_some();
  let cell = focused_cell(model);
  let Some(session) = &mut model.session else { return };
  if in_table {
    // A cell is edited only while the focus is on it.
    if session.editor.as_ref().is_some_and(|editor| Some(editor.cell) != cell) {
      session.editor = None;
    }
    return;
  }
  let wanted = cell.filter(|cell| is_text(&session.field(*cell).kind));
  let Some(cell) = wanted else {
    session.editor = None;
    return;
  };
  let text = session.text_of(cell, lang);
  let same = session.editor.as_ref().is_some_and(|editor| editor.cell == cell && (editor.is_dirty() || editor.original == text));
  if !same {
    let long = matches!(session.field(cell).kind, Kind::Text { long: true, .. });
    session.editor = Some(FieldEditor::new(cell, &text, long));
  }
  if let Some(FieldEditor { kind: EditorKind::Area(area), .. }) = &mut session.editor {
    area.set_width(wide);
  }
}

/// Moves the focus by items that can have it.
fn step(model: &mut Model, by: isize) -> Vec<Effect> {
  let effects = history::leave(model);
  let Some((items, at)) = focus(model) else { return effects };
  let Some(session) = &model.session else { return effects };
  let can: Vec<usize> = (0..items.len()).filter(|index| session.can_focus(items[*index])).collect();
  let place = can.iter().position(|index| *index == at).unwrap_or(0);
  let target = place.saturating_add_signed(by).min(can.len().saturating_sub(1));
  if let Some(target) = can.get(target) {
    set_focus(model, *target);
  }
  settle(model);
  effects
}

/// Goes to another section; its focus is where it was.
fn section(model: &mut Model, by: isize) -> Vec<Effect> {
  let effects = history::leave(model);
  if let Some(session) = &mut model.session {
    let count = session.form.sections.len();
    let shown = |index: &usize| session.shown_groups.contains(&session.form.sections[*index].group);
    let next = if by > 0 { (session.section + 1..count).find(shown) } else { (0..session.section).rev().find(shown) };
    if let Some(next) = next {
      session.section = next;
    }
  }
  settle(model);
  effects
}

/// The row before or after the one that is shown as a form.
fn other_row(model: &mut Model, table: crate::expr::GroupIx, by: isize) -> Vec<Effect> {
  let effects = history::leave(model);
  if let Some(session) = &mut model.session {
    let state = session.grid(table);
    session.grids.insert(table, GridState::at(state.row.saturating_add_signed(by), state.column));
    let inside = session.grid(table);
    session.grids.insert(table, inside);
  }
  settle(model);
  effects
}

/// A command on a page of fields or a table.
pub(super) fn run(model: &mut Model, command: Command, key: Key) -> Vec<Effect> {
  match (command, model.page()) {
    (Command::NextSection, Page::Row(table)) => return other_row(model, *table, 1),
    (Command::PreviousSection, Page::Row(table)) => return other_row(model, *table, -1),
    (Command::NextSection, _) => return section(model, 1),
    (Command::PreviousSection, _) => return section(model, -1),
    _ => {}
  }
  if table(model).is_some() {
    return grid::run(model, command);
  }
  // Up and down belong to a text of several lines while the caret can move there; so does Enter.
  let in_area = match key.code {
    Code::Up => Some(TextEdit::Up),
    Code::Down => Some(TextEdit::Down),
    Code::PageUp => Some(TextEdit::PageUp),
    Code::PageDown => Some(TextEdit::PageDown),
    Code::Enter => Some(TextEdit::NewLine),
    _ => None,
  };
  if let (Some(edit), Some(editor)) = (in_area, editor(model))
    && editor.is_area()
    && editor.edit(edit, false) != Outcome::Ignored
  {
    return Vec::new();
  }
  match command {
    Command::Next => step(model, 1),
    Command::Previous => step(model, -1),
    Command::PageDown => step(model, PAGE as isize),
    Command::PageUp => step(model, -(PAGE as isize)),
    Command::Accept => accept(model),
    Command::Back => back(model),
    _ => Vec::new(),
  }
}

/// Enter: open what can be opened, else accept and go on.
pub(super) fn accept(model: &mut Model) -> Vec<Effect> {
  let Some((items, at)) = focus(model) else { return Vec::new() };
  match items.get(at) {
    Some(PageItem::Table(table)) => {
      let effects = history::leave(model);
      let table = *table;
      super::jump::leap(model, crate::tui::model::Leap::Single, |model| model.pages.push(Page::Table(table)));
      effects
    }
    Some(PageItem::Field(group, field)) => {
      let cell = CellRef { group: *group, row: None, field: *field };
      match answer::open_pick(model, cell, "") {
        Some(effects) => effects,
        None => step(model, 1),
      }
    }
    Some(PageItem::Cell(cell)) => {
      let cell = *cell;
      match answer::open_pick(model, cell, "") {
        Some(effects) => effects,
        None => step(model, 1),
      }
    }
    None => Vec::new(),
  }
}

/// Esc: one page back; from the first page of a draft home.
pub(super) fn back(model: &mut Model) -> Vec<Effect> {
  let mut effects = history::leave(model);
  // The form of a row lies over its table and is closed first.
  if !matches!(model.page(), Page::Row(_)) && super::jump::back(model) {
    super::lists::return_to_review(model);
    return effects;
  }
  if model.pages.len() > 1 {
    let place = super::places::keep(model);
    let left = model.pages.pop();
    super::lists::return_to_review(model);
    if matches!(left, Some(Page::Section)) && matches!(model.page(), Page::Home) {
      effects.extend(place);
      model.session = None;
      model.tour = None;
      effects.extend([Effect::Close, Effect::ListDrafts]);
    }
  } else {
    model.note = Some(model.words.get("note-how-to-leave"));
  }
  settle(model);
  effects
}

/// A character that is no command: it edits.
pub(super) fn typed(model: &mut Model, c: char) -> Vec<Effect> {
  if table(model).is_some() {
    return grid::typed(model, c);
  }
  if editor(model).is_some() {
    return text::insert(model, c.encode_utf8(&mut [0; 4]));
  }
  match focused_cell(model) {
    Some(cell) => answer::key_on_choice(model, cell, c),
    None => Vec::new(),
  }
}
