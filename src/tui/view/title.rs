//! The first row: where one is, and how the draft stands.

use super::{Canvas, layout::OUTLINE_FROM};
use crate::{
  check::Counts,
  lang::Message,
  text::{truncate, width},
  tui::{
    Model, Page, Session, Theme,
    model::Saved,
    update::{is_nested_table, table_on},
  },
};
use ratatui::{layout::Rect, style::Style};

/// Between the parts on the right.
const GAP: &str = " · ";

/// Draws the row.
pub(super) fn draw(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
  let room = usize::from(area.width).saturating_sub(2);
  let (right, place) = match &model.session {
    None => (vec![(platform(model), model.theme.value())], model.words.get("title-home")),
    Some(session) => (state(model, session, room), place(model, session, room)),
  };
  let right_width = parts_width(&right);
  let left_room = room.saturating_sub(right_width + 2);
  let mut x = 1;
  // The place is never cut for the sake of the name.
  if let Some(name) = model.session.as_ref().filter(|_| area.width >= OUTLINE_FROM).map(|session| name(model, session))
    && let Some(cells) = left_room.checked_sub(width(&place) + 3).filter(|cells| *cells >= 8)
  {
    x = canvas.put(x, 0, &truncate(&name, cells), model.theme.value());
    x = canvas.put(x, 0, " › ", model.theme.quiet());
  }
  canvas.clip(x, 0, &place, model.theme.title(), (left_room + 1).saturating_sub(usize::from(x)));
  let mut x = area.width.saturating_sub(right_width as u16 + 1);
  for (index, (text, style)) in right.into_iter().enumerate() {
    if index > 0 {
      x = canvas.put(x, 0, GAP, model.theme.quiet());
    }
    x = canvas.put(x, 0, &text, style);
  }
}

/// How the counts of a draft look: what is missing is no alarm.
pub(super) fn counts_style(theme: Theme, counts: Counts) -> Style {
  match counts {
    Counts { errors: 1.., .. } => theme.error(),
    Counts { warnings: 1.., .. } => theme.warning(),
    Counts { missing: 1.., .. } => theme.value(),
    Counts { .. } => theme.good(),
  }
}

fn platform(model: &Model) -> String {
  match &model.platform {
    Some(name) => model.words.say(&Message::new("title-platform").with("name", name)),
    None => model.words.get("title-no-platform"),
  }
}

fn name(model: &Model, session: &Session) -> String {
  crate::store::draft_name(&session.form, &session.document).unwrap_or_else(|| model.words.get("title-unnamed"))
}

/// The section, and the table inside it; or the page on the way to the receipt.
fn place(model: &Model, session: &Session, room: usize) -> String {
  let (lang, words) = (model.lang(), &model.words);
  let section = &session.form.sections[session.section];
  let title = format!("{} {}", session.section + 1, section.title.get(lang));
  match model.ground() {
    Page::Review(_) => words.get("title-review"),
    Page::Statement(_) => words.get("title-statement"),
    Page::Sending(_) => words.get("title-sending"),
    Page::Carried(_) => words.get("title-carried"),
    Page::Import(import) => {
      let table = session.form.group(import.table).label.get(lang);
      let id = if import.path.is_none() && import.plan.is_some() { "title-pasting" } else { "title-import" };
      words.say(&Message::new(id).with("table", table))
    }
    Page::Row(table) => {
      let row = session.grid_cell(*table).and_then(|cell| cell.row).map_or(0, |row| row + 1);
      let row = words.say(&Message::new("title-row").with("row", row));
      format!("{} {} › {row}", session.section + 1, session.form.group(*table).label.get(lang))
    }
    ground => cell_of(
      model,
      session,
      room,
      match table_on(model, ground).filter(|_| is_nested_table(model, ground)) {
        Some(table) => {
          let table = session.form.group(table).label.get(lang);
          // Where there is little room the table matters more than the section.
          if width(&title) + width(table) + 3 > room / 2 {
            format!("{} › {table}", session.section + 1)
          } else {
            format!("{title} › {table}")
          }
        }
        None => title,
      },
    ),
  }
}

/// In a table also the row and the column, where there is room for them.
fn cell_of(model: &Model, session: &Session, room: usize, place: String) -> String {
  let cell = table_on(model, model.ground()).and_then(|table| session.grid_cell(table));
  let Some((cell, row)) = cell.and_then(|cell| Some((cell, cell.row?))) else { return place };
  let row = model.words.say(&Message::new("row-number").with("row", row + 1));
  let label = session.field(cell).label.get(model.lang());
  let longer = [format!("{place} › {row} {label}"), format!("{place} › {row}")];
  let free = room.saturating_sub(parts_width(&Told::SHORT.parts(model, session)) + 2);
  longer.into_iter().find(|text| width(text) <= free.min(room / 2)).unwrap_or(place)
}

/// How the draft stands: as much of it as there is room for, what changes before what does not. That the form is unofficial goes last.
fn state(model: &Model, session: &Session, room: usize) -> Vec<(String, Style)> {
  let left = width(&place(model, session, room)) + 2;
  let ways = [Told::WHOLE, Told { revision: false, ..Told::WHOLE }, Told::SHORT];
  let fitting = ways.into_iter().map(|told| told.parts(model, session)).find(|parts| parts_width(parts) + left <= room);
  fitting.unwrap_or_else(|| Told { unofficial: false, ..Told::SHORT }.parts(model, session))
}

/// The cells that parts take, with what stands between them.
fn parts_width(parts: &[(String, Style)]) -> usize {
  parts.iter().map(|(text, _)| width(text)).sum::<usize>() + width(GAP) * parts.len().saturating_sub(1)
}

/// What is told of a draft.
#[derive(Clone, Copy)]
struct Told {
  unofficial: bool,
  revision: bool,
  seconds: bool,
}

impl Told {
  const WHOLE: Self = Self { unofficial: true, revision: true, seconds: true };
  const SHORT: Self = Self { unofficial: true, revision: false, seconds: false };

  fn parts(self, model: &Model, session: &Session) -> Vec<(String, Style)> {
    let (theme, words) = (model.theme, &model.words);
    let saved = match &session.saved {
      Saved::At(time) => {
        let minutes = time.rsplit_once(':').map_or(time.as_str(), |(minutes, _)| minutes);
        let time = if self.seconds { time } else { minutes };
        (words.say(&Message::new("saved-at").with("time", time)), theme.value())
      }
      Saved::Saving => (words.get("saved-saving"), theme.quiet()),
      Saved::Failed => (words.get("saved-failed"), theme.error()),
    };
    let found = if session.is_checked() {
      (session.counts.say(words), counts_style(theme, session.counts))
    } else {
      (words.get("counts-checking"), theme.quiet())
    };
    let revision = || words.say(&Message::new("title-revision").with("revision", session.document.revision.to_string()));
    let unofficial = self.unofficial.then(|| (words.get("title-unofficial"), theme.quiet()));
    let revision = self.revision.then(|| (revision(), theme.value()));
    [unofficial, revision, Some(saved), Some(found)].into_iter().flatten().collect()
  }
}
