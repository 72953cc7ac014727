//! Finding any section, field or row of the draft by hanzi, pinyin, first letters, id or content.

use super::history;
use crate::{
  expr::GroupIx,
  form::Item,
  lang::{Lang, Message},
  tui::{
    Effect, Model, Page, Session,
    edit::{Pick, PickItem},
    model::{CellRef, PickFor, Place},
  },
};
use serde_json::Value as Json;

/// How much of a row's content can be looked for, in characters.
const ROW_TEXT: usize = 240;

/// Opens the list of all places; what was looked for last time is there again, selected.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
  let effects = history::commit(model);
  let lang = model.lang();
  let Some(session) = &model.session else { return effects };
  let mut found = Finder { model, session, lang, items: Vec::new(), places: Vec::new() };
  found.collect();
  let (items, places) = (found.items, found.places);
  let pick = Pick::new(items, &[], false).filtered(&model.looked_for);
  model.pages.push(Page::Pick(PickFor::Place(places), Box::new(pick)));
  effects
}

struct Finder<'m> {
  model: &'m Model,
  session: &'m Session,
  lang: Lang,
  items: Vec<PickItem>,
  places: Vec<Place>,
}

impl Finder<'_> {
  fn add(&mut self, place: Place, label: String, detail: String, also: String) {
    let code = self.places.len().to_string();
    self.items.push(PickItem { code, label, detail, also, ..PickItem::default() });
    self.places.push(place);
  }

  fn collect(&mut self) {
    let session = self.session;
    for (index, section) in session.form.sections.iter().enumerate() {
      if !session.shown_groups.contains(&section.group) {
        continue;
      }
      let title = section.title.get(self.lang);
      let place = Place { group: section.group, row: None, field: None };
      self.add(place, format!("{} {title}", index + 1), String::new(), format!("{} {}", section.id, section.title.get(self.lang.other())));
      if session.form.group(section.group).is_table {
        self.table(section.group);
      }
      for item in &section.items {
        match item {
          Item::Field(field) if session.shown.contains(&(section.group, *field)) => {
            let cell = CellRef { group: section.group, row: None, field: *field };
            if session.field(cell).kind.is_answered() {
              self.field(cell, title);
            }
          }
          Item::Table(table) if session.shown_groups.contains(table) => {
            let group = session.form.group(*table);
            let place = Place { group: *table, row: None, field: None };
            self.add(
              place,
              group.label.get(self.lang).to_owned(),
              title.to_owned(),
              format!("{} {}", group.path, group.label.get(self.lang.other())),
            );
            self.table(*table);
          }
          _ => {}
        }
      }
    }
  }

  fn field(&mut self, cell: CellRef, section: &str) {
    let field = self.session.field(cell);
    let answer = self.session.text_of(cell, self.lang).replace('\n', " ");
    let detail = if answer.is_empty() { section.to_owned() } else { format!("{section} · {answer}") };
    let id = format!("{}.{}", self.session.form.group(cell.group).path, field.id);
    let also = format!("{id} {}", field.label.get(self.lang.other()));
    self.add(Place { group: cell.group, row: None, field: Some(cell.field) }, field.label.get(self.lang).to_owned(), detail, also);
  }

  /// The columns of a table, then its rows.
  fn table(&mut self, table: GroupIx) {
    let session = self.session;
    let group = session.form.group(table);
    let name = group.label.get(self.lang);
    for field in session.columns(table) {
      let column = session.form.field(table, field);
      let detail = self.model.words.say(&Message::new("find-column").with("table", name));
      let also = format!("{}[].{} {}", group.path, column.id, column.label.get(self.lang.other()));
      self.add(Place { group: table, row: None, field: Some(field) }, column.label.get(self.lang).to_owned(), detail, also);
    }
    for (index, row) in session.document.rows(&group.path).iter().enumerate() {
      let texts = || row.cells.iter().filter_map(|(_, value)| value.as_str()).filter(|text| !text.is_empty());
      let key = group.key.and_then(|key| row.cells.get(&group.fields[usize::from(key.0)].id)).and_then(Json::as_str);
      let rest = texts().filter(|text| Some(*text) != key).take(2);
      let label: Vec<&str> = key.into_iter().chain(rest).take(2).collect();
      let detail = self.model.words.say(&Message::new("find-row").with("table", name).with("row", index + 1));
      let also: String = texts().collect::<Vec<_>>().join(" ").chars().take(ROW_TEXT).collect();
      self.add(Place { group: table, row: Some(index), field: None }, label.join(" "), detail, also);
    }
  }
}
