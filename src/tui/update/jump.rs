//! Going to a place in the draft from anywhere.

use super::{fields, grid, history};
use crate::{
  expr::{FieldIx, GroupIx},
  form::Severity,
  lang::Message,
  tui::{
    Effect, Model, Page,
    model::{Leap, PageItem, Spot},
  },
};

/// How many places one can go back to.
const TRAIL: usize = 32;

/// Goes far away and remembers from where, so that going back returns there. Steps of one tour count as one.
pub(super) fn leap(model: &mut Model, by: Leap, go: impl FnOnce(&mut Model)) {
  let before = here(model, by);
  go(model);
  let after = here(model, by);
  let (Some(before), Some(after), Some(session)) = (before, after, &mut model.session) else { return };
  let moved = before.section != after.section || before.cell != after.cell || before.pages.len() != after.pages.len();
  let goes_on = by != Leap::Single && session.trail.last().is_some_and(|spot| spot.by == by);
  if moved && !goes_on {
    if session.trail.len() == TRAIL {
      session.trail.remove(0);
    }
    session.trail.push(before);
  }
}

/// Where one is, without the lists over it.
fn here(model: &Model, by: Leap) -> Option<Spot> {
  let session = model.session.as_ref()?;
  let stays = |page: &&Page| page.is_ground() || matches!(page, Page::Findings(_));
  let ground = model.ground();
  Some(Spot {
    pages: model.pages.iter().filter(stays).cloned().collect(),
    section: session.section,
    item: session.items[session.section],
    grid: fields::table_on(model, ground).map(|table| (table, session.grid(table))),
    cell: fields::focused_cell_on(model, ground),
    by,
  })
}

/// Goes back to where one was before the last jump; `false` where there was none.
pub(super) fn back(model: &mut Model) -> bool {
  let Some(session) = &mut model.session else { return false };
  let Some(spot) = session.trail.pop() else { return false };
  session.section = spot.section;
  session.items[spot.section] = spot.item;
  if let Some((table, state)) = spot.grid {
    session.grids.insert(table, state);
  }
  model.pages = spot.pages;
  fields::settle(model);
  true
}

/// Shows a cell: its section, and its row and column where it stands in a table. Pages on the way are left behind, except the ones to come back to.
pub(super) fn to(model: &mut Model, group: GroupIx, row: Option<usize>, field: Option<FieldIx>) {
  let lang = model.lang();
  let Some(session) = &mut model.session else { return };
  let definition = session.form.group(group);
  let (section, is_table) = (definition.section, definition.is_table);
  let is_nested = session.form.sections[section].group != group;
  session.section = section;
  let item = session.page_items(section).iter().position(|item| match item {
    PageItem::Field(known, known_field) => *known == group && Some(*known_field) == field,
    PageItem::Table(known) => *known == group,
    PageItem::Cell(_) => false,
  });
  if let Some(item) = item {
    session.items[section] = item;
  }
  if is_table {
    grid::place(session, group, row, field, lang);
  }
  // Lists and questions close; check-your-answers stays below, so that Esc comes back to it.
  while matches!(
    model.page(),
    Page::Outline(_)
      | Page::Findings(_)
      | Page::Steps(_)
      | Page::Month(..)
      | Page::Pick(..)
      | Page::Prompt(..)
      | Page::Question(_)
      | Page::Help(_)
      | Page::Table(_)
      | Page::FixAll(..)
      | Page::Row(_)
  ) {
    model.pages.pop();
  }
  if matches!(model.page(), Page::Statement(_)) {
    model.pages.pop();
  }
  if !matches!(model.page(), Page::Section) {
    model.pages.push(Page::Section);
  }
  if is_nested && is_table {
    model.pages.push(Page::Table(group));
  }
  fields::settle(model);
}

/// Shows the finding at this place of the report.
pub(super) fn to_finding(model: &mut Model, index: usize) {
  let Some(session) = &model.session else { return };
  let Some(finding) = session.report.findings.get(index) else { return };
  let (group, row, field) = (finding.place.group, finding.place.row.as_ref().map(|(row, _)| *row), finding.place.field);
  to(model, group, row, field);
}

/// Goes to the next or previous finding from where one is, around the end.
pub(super) fn finding(model: &mut Model, forward: bool) -> Vec<Effect> {
  let effects = history::leave(model);
  let here = fields::focused_cell(model);
  let table = fields::table(model);
  let Some(session) = &model.session else { return effects };
  // Things to know are gone through only where nothing is wrong.
  let of = |wanted: &dyn Fn(Severity) -> bool| -> Vec<usize> {
    let findings = session.report.findings.iter().enumerate();
    findings.filter(|(_, finding)| finding.overridden.is_none() && wanted(finding.severity)).map(|(index, _)| index).collect()
  };
  let mut open = of(&|severity| severity != Severity::Info);
  if open.is_empty() {
    open = of(&|_| true);
  }
  if open.is_empty() {
    model.note = Some(model.words.get("note-no-findings"));
    fields::settle(model);
    return effects;
  }
  let section = session.section;
  let group = here.map_or_else(|| table.unwrap_or(session.form.sections[section].group), |cell| cell.group);
  let order = |index: usize| {
    let place = &session.report.findings[index].place;
    let definition = session.form.group(place.group);
    (definition.section, item_of(session, place.group, place.field), place.row.as_ref().map(|(row, _)| *row), place.field)
  };
  let now = (section, item_of(session, group, here.map(|cell| cell.field)), here.and_then(|cell| cell.row), here.map(|cell| cell.field));
  // From a page that is no place in the draft, one begins at the first.
  let in_draft = matches!(model.page(), Page::Section | Page::Table(_) | Page::Row(_));
  let next = if !in_draft {
    0
  } else if forward {
    open.iter().position(|index| order(*index) > now).unwrap_or(0)
  } else {
    open.iter().rposition(|index| order(*index) < now).unwrap_or(open.len() - 1)
  };
  let count = open.len();
  leap(model, Leap::Findings, |model| to_finding(model, open[next]));
  model.note = Some(model.words.say(&Message::new("note-finding-of").with("number", next + 1).with("count", count)));
  effects
}

/// The place of a field or table on the page of its section.
fn item_of(session: &crate::tui::Session, group: GroupIx, field: Option<FieldIx>) -> usize {
  let section = session.form.group(group).section;
  let items = session.form.sections[section].items.iter();
  let place = items.enumerate().find(|(_, item)| match item {
    crate::form::Item::Field(known) => session.form.sections[section].group == group && Some(*known) == field,
    crate::form::Item::Table(known) => *known == group,
  });
  place.map_or(0, |(index, _)| index)
}
