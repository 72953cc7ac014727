//! Dates by keys: a day or a month later or earlier, and a month to choose from.

use super::{answer, fields};
use crate::{
  form::Kind,
  tui::{Command, Effect, Model, Page, model::CellRef},
};
use jiff::{ToSpan, civil::Date};

/// The cell that has the focus, where it asks for a date.
fn date_cell(model: &Model) -> Option<CellRef> {
  let cell = fields::focused_cell(model)?;
  matches!(model.session.as_ref()?.field(cell).kind, Kind::Date).then_some(cell)
}

/// The date that stands in a cell or is being typed there.
fn date_of(model: &Model, cell: CellRef) -> Option<Date> {
  let session = model.session.as_ref()?;
  let field = session.field(cell);
  let text = match &session.editor {
    Some(editor) if editor.cell == cell => editor.text().to_owned(),
    _ => session.text_of(cell, model.lang()),
  };
  session.form.answer_from_text(field, &session.in_full(cell, &text)).and_then(|json| json.as_str()?.parse().ok())
}

/// The date to begin with where none stands yet: the one the draft is checked for.
fn beginning(model: &Model) -> Date {
  model.session.as_ref().map_or(model.today, |session| session.as_of)
}

/// A day or month later or earlier.
pub(super) fn shift(model: &mut Model, command: Command) -> Vec<Effect> {
  let Some(cell) = date_cell(model) else {
    model.note = Some(model.words.get("note-no-date"));
    return Vec::new();
  };
  let date = date_of(model, cell).map_or_else(|| beginning(model), |date| moved(date, command));
  set(model, cell, date)
}

/// The date a command leads to; the same where the calendar ends.
fn moved(date: Date, command: Command) -> Date {
  let span = match command {
    Command::DayLater | Command::Right => 1.day(),
    Command::DayEarlier | Command::Left => (-1).day(),
    Command::Down => 1.week(),
    Command::Up => (-1).week(),
    Command::MonthLater | Command::PageDown => 1.month(),
    Command::MonthEarlier | Command::PageUp => (-1).month(),
    Command::First => return date.first_of_month(),
    Command::Last => return date.last_of_month(),
    _ => return date,
  };
  date.checked_add(span).unwrap_or(date)
}

/// Puts a date into the text being typed, else makes it the answer.
fn set(model: &mut Model, cell: CellRef, date: Date) -> Vec<Effect> {
  match super::editor(model) {
    Some(editor) if editor.cell == cell => {
      editor.buffer_mut().replace(&date.to_string());
      Vec::new()
    }
    _ => answer::set(model, cell, Some(date.to_string().into())),
  }
}

/// Opens the month of the date that has the focus.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
  let Some(cell) = date_cell(model) else {
    model.note = Some(model.words.get("note-no-date"));
    return Vec::new();
  };
  let date = date_of(model, cell).unwrap_or_else(|| beginning(model));
  model.pages.push(Page::Month(cell, date));
  Vec::new()
}

/// A command on the month.
pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
  let Some(Page::Month(cell, date)) = model.pages.last_mut() else { return Vec::new() };
  let (cell, here) = (*cell, *date);
  match command {
    Command::Accept => {
      model.pages.pop();
      let effects = set(model, cell, here);
      fields::settle(model);
      effects
    }
    Command::Back => {
      model.pages.pop();
      fields::settle(model);
      Vec::new()
    }
    _ => {
      *date = moved(here, command);
      Vec::new()
    }
  }
}
