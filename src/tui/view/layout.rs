//! How wide the parts of a page are: from the model alone, so that an editor wraps where the view will draw it.

use super::outline;
use crate::{
  form::Kind,
  text::width,
  tui::{
    Model, Page, Session,
    model::PageItem,
    update::{focus_on, table_on},
  },
};

/// From this width on the outline stands beside the page.
pub(super) const OUTLINE_FROM: u16 = 100;
/// From this width on the findings stand beside it too.
const SIDE_FROM: u16 = 160;
/// The widest page of text or fields that is still read with ease.
const MEASURE: u16 = 110;
/// The narrowest column of labels.
const LABEL_FROM: usize = 14;
/// What stands before a label: the mark and a blank.
pub(super) const LEAD: usize = 2;

/// How wide the outline is, its line included; 0 where it is folded away.
pub(super) fn outline_width(model: &Model) -> u16 {
  let columns = model.size.0;
  let (Page::Section | Page::Table(_) | Page::Row(_), Some(session)) = (model.ground(), &model.session) else { return 0 };
  if columns < OUTLINE_FROM {
    return 0;
  }
  let wanted = outline::row_width(model, session) as u16 + 3;
  wanted.min((columns / 3).max(32))
}

/// How wide the findings beside the page are, their line included; 0 where there is no room. A table needs the room itself.
pub(super) fn side_width(model: &Model) -> u16 {
  let is_section = matches!(model.ground(), Page::Section) && table_on(model, model.ground()).is_none();
  if is_section && model.size.0 >= SIDE_FROM { model.size.0 * 3 / 10 } else { 0 }
}

/// How wide a page of text is on a screen of this width.
pub(super) fn measure(columns: u16) -> u16 {
  columns.min(MEASURE)
}

/// How wide the page of fields is.
pub(super) fn page_width(model: &Model) -> usize {
  let room = match model.ground() {
    Page::Statement(_) => measure(model.size.0),
    _ => model.size.0 - outline_width(model) - side_width(model),
  };
  usize::from(room).saturating_sub(2)
}

/// How wide the labels of these items are on a page `room` wide: as wide as they need to be, and never so wide that no room is left for answers.
pub(super) fn label_width(model: &Model, session: &Session, items: &[PageItem], room: usize) -> usize {
  let lang = model.lang();
  let label = |item: &PageItem| match item {
    PageItem::Field(group, field) => session.form.field(*group, *field).label.get(lang),
    PageItem::Cell(cell) => session.field(*cell).label.get(lang),
    PageItem::Table(table) => session.form.group(*table).label.get(lang),
  };
  let is_note =
    |item: &&PageItem| matches!(item, PageItem::Field(group, field) if matches!(session.form.field(*group, *field).kind, Kind::Note(_)));
  let longest = items.iter().filter(|item| !is_note(item)).map(|item| width(label(item))).max().unwrap_or(0);
  // Room for the star of a field that must be answered, and a gap.
  (longest + 4).clamp(LABEL_FROM, (room * 2 / 5).max(LABEL_FROM))
}

/// How wide the answers of the page are.
pub(in crate::tui) fn value_width(model: &Model) -> usize {
  let (Some(session), Some((items, _))) = (&model.session, focus_on(model, model.ground())) else { return 8 };
  let room = page_width(model);
  room.saturating_sub(LEAD + label_width(model, session, &items, room)).max(8)
}
