use super::{CellRef, OpenDraft};
use crate::{
  expr::GroupIx,
  form::{Choices, Form, Kind},
  lang::Lang,
};
use serde_json::Value as Json;

/// An answer that a choice or a reference offers.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Offer {
  /// What the document holds.
  pub code: String,
  /// What people read.
  pub label: String,
  /// A longer name beside it.
  pub detail: String,
  /// What it is called in the other language, to be found by it.
  pub also: String,
}

impl OpenDraft {
  /// What a choice or a reference offers, and whether several can be taken; `None` for other fields.
  pub fn offers(&self, cell: CellRef, lang: Lang) -> Option<(Vec<Offer>, bool)> {
    match &self.field(cell).kind {
      Kind::Choice(choices) => Some((of_choices(&self.form, choices, lang), false)),
      Kind::Choices(choices) => Some((of_choices(&self.form, choices, lang), true)),
      Kind::Reference { to, many } => Some((self.of_reference(to), *many)),
      _ => None,
    }
  }

  /// The codes that are taken now.
  pub fn taken(&self, cell: CellRef) -> Vec<&str> {
    match self.document.answer(&self.form.group(cell.group).path, cell.row, &self.field(cell).id) {
      Some(Json::String(code)) => vec![code.as_str()],
      Some(Json::Array(codes)) => codes.iter().filter_map(Json::as_str).collect(),
      _ => Vec::new(),
    }
  }

  /// The rows that can be referred to: the key, and the first text column beside it as a name.
  fn of_reference(&self, tables: &[GroupIx]) -> Vec<Offer> {
    let mut offers = Vec::new();
    for table in tables {
      let group = self.form.group(*table);
      let Some(key) = group.key else { continue };
      let key_id = &group.fields[usize::from(key.0)].id;
      let name = group.fields().find(|(field, definition)| *field != key && matches!(definition.kind, Kind::Text { .. }));
      for row in self.document.rows(&group.path) {
        let Some(code) = row.cells.get(key_id).and_then(Json::as_str) else { continue };
        let label = name.and_then(|(_, field)| row.cells.get(&field.id)).and_then(Json::as_str).unwrap_or_default();
        offers.push(Offer { code: code.to_owned(), label: label.to_owned(), ..Offer::default() });
      }
    }
    offers
  }
}

fn of_choices(form: &Form, choices: &Choices, lang: Lang) -> Vec<Offer> {
  match choices {
    Choices::List(list) => list
      .iter()
      .map(|choice| Offer {
        code: choice.code.clone(),
        label: choice.label.get(lang).to_owned(),
        detail: String::new(),
        also: choice.label.get(lang.other()).to_owned(),
      })
      .collect(),
    Choices::Lookup { lookup, filter } => {
      let table = &form.lookups[*lookup];
      let offer = |code: &str| Offer {
        code: code.to_owned(),
        label: table.label(code, lang).unwrap_or(code).to_owned(),
        detail: table.detail(code).unwrap_or_default().to_owned(),
        also: table.label(code, lang.other()).unwrap_or_default().to_owned(),
      };
      table.keys(filter).map(offer).collect()
    }
  }
}
