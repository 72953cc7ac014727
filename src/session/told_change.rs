use crate::{
  document::{CellPath, Change, Document},
  form::Form,
  lang::{Message, Words},
};

/// A difference between two drafts in one line: where, what stood there, what stands there now.
pub fn told_change(form: &Form, old: &Document, new: &Document, change: &Change, words: &Words) -> String {
  let lang = words.lang();
  let label =
    |group: &str| form.group_by_path(group).map_or_else(|| group.to_owned(), |group| form.group(group).label.get(lang).to_owned());
  let row_number = |document: &Document, group: &str, row: &str| {
    document.rows(group).iter().position(|known| &*known.id == row).map_or_else(|| row.to_owned(), |at| (at + 1).to_string())
  };
  match change {
    Change::Set { cell, .. } => {
      let mut place = label(&cell.group);
      if let Some(row) = &cell.row {
        let number = row_number(new, &cell.group, row);
        place = format!("{place} {}", words.say(&Message::new("row-number").with("row", number)));
      }
      let field = form.group_by_path(&cell.group).and_then(|group| Some((group, form.group(group).field_by_id(&cell.field)?)));
      let name = field.map_or_else(|| cell.field.to_string(), |(group, field)| form.field(group, field).label.get(lang).to_owned());
      let show = |document: &Document| answer(form, document, cell, words);
      format!("{place} {name}: {} → {}", show(old), show(new))
    }
    Change::InsertRow { group, index, .. } => words.say(&Message::new("diff-row-added").with("table", label(group)).with("row", index + 1)),
    Change::RemoveRow { group, row, .. } => {
      words.say(&Message::new("diff-row-removed").with("table", label(group)).with("row", row_number(old, group, row)))
    }
    Change::MoveRow { group, row, index } => {
      let message = Message::new("diff-row-moved").with("table", label(group)).with("row", row_number(old, group, row));
      words.say(&message.with("to", index + 1))
    }
    // Never part of a difference between drafts, which tells row by row and of answers only.
    Change::InsertRows { .. } | Change::RemoveRows { .. } | Change::Imported { .. } => String::new(),
    Change::Override { rule, reason, .. } => {
      let reason = reason.clone().unwrap_or_else(|| "—".to_owned());
      words.say(&Message::new("diff-override").with("rule", &**rule).with("reason", reason))
    }
  }
}

/// The answer in a cell, as people read it.
fn answer(form: &Form, document: &Document, cell: &CellPath, words: &Words) -> String {
  let row = cell.row.as_ref().map(|row| document.rows(&cell.group).iter().position(|known| known.id == *row));
  let json = match row {
    None => document.answer(&cell.group, None, &cell.field),
    Some(Some(row)) => document.answer(&cell.group, Some(row), &cell.field),
    Some(None) => None,
  };
  let Some(json) = json else { return "—".to_owned() };
  let field = form.group_by_path(&cell.group).and_then(|group| Some((group, form.group(group).field_by_id(&cell.field)?)));
  match field {
    Some((group, field)) => form.text_of_answer(form.field(group, field), json, words.lang()),
    None => json.to_string(),
  }
}
