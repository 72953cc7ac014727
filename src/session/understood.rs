use super::{CellRef, OpenDraft};
use crate::{form::Kind, lang::Lang};

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
    let Some(answer) = self.form.answer_from_text(field, text).filter(|_| reads) else { return Understood::AsTyped };
    if self.form.read(field, &answer).is_err() {
      return Understood::NotYet;
    }
    let shown = self.form.text_of_answer(field, &answer, lang);
    if shown == text.trim() { Understood::AsTyped } else { Understood::As(shown) }
  }
}
