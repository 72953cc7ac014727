use super::{CellRef, OpenDraft, short_date::short_date};
use crate::{form::Kind, lang::Lang};
use std::borrow::Cow;

/// What the program makes of a text while it is being typed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Understood {
  /// It means what it says.
  AsTyped,
  /// It is read as this.
  As(String),
  /// It cannot be read as what the field asks for, or not yet.
  NotYet,
}

impl OpenDraft {
  /// A text typed by a person into a cell, with a date told in short (`6-30`, `今天`, `+12m`) in full. Spreadsheets are not read that way.
  pub fn in_full<'t>(&self, cell: CellRef, text: &'t str) -> Cow<'t, str> {
    let field = self.field(cell);
    let is_read = || self.form.answer_from_text(field, text).is_some_and(|answer| self.form.read(field, &answer).is_ok());
    if !matches!(field.kind, Kind::Date) || text.trim().is_empty() || is_read() {
      return Cow::Borrowed(text);
    }
    let group = self.form.group(cell.group);
    let ahead = field.ahead || group.due.as_ref().is_some_and(|due| due.date == cell.field);
    let before = self.document.answer(&group.path, cell.row, &field.id).and_then(|json| json.as_str()?.parse().ok());
    match short_date(text, before.unwrap_or(self.today), self.today, ahead) {
      Some(date) => Cow::Owned(date.to_string()),
      None => Cow::Borrowed(text),
    }
  }

  /// What `text`, typed into a cell, is understood as.
  pub fn understood(&self, cell: CellRef, text: &str, lang: Lang) -> Understood {
    let field = self.field(cell);
    let reads = matches!(
      field.kind,
      Kind::Code(_)
        | Kind::Integer { .. }
        | Kind::Decimal { .. }
        | Kind::Date
        | Kind::Accuracy
        | Kind::Quantity(_)
        | Kind::Range(_)
        | Kind::Uncertainty(_)
    );
    let long = self.in_full(cell, text);
    let Some(answer) = self.form.answer_from_text(field, &long).filter(|_| reads) else { return Understood::AsTyped };
    if self.form.read(field, &answer).is_err() {
      return Understood::NotYet;
    }
    let shown = self.form.text_of_answer(field, &answer, lang);
    if shown == text.trim() { Understood::AsTyped } else { Understood::As(shown) }
  }
}
