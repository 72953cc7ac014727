use super::CellRef;
use crate::{
  document::{CellPath, Change},
  form::{Field, Form},
  lang::Lang,
};

/// What typed text means as a change, and how the answer reads then.
pub fn change_of(form: &Form, path: &CellPath, field: &Field, text: &str, lang: Lang) -> (Change, String) {
  let value = form.answer_from_text(field, text);
  let shown = value.as_ref().map(|json| form.text_of_answer(field, json, lang)).unwrap_or_default();
  let typed = (shown != text.trim() && !text.trim().is_empty()).then(|| text.to_owned());
  (Change::Set { cell: path.clone(), value, typed, prune: false }, shown)
}

/// What a step is called: where and what.
pub fn label_of(form: &Form, cell: CellRef, value: &str, lang: Lang) -> String {
  let group = form.group(cell.group);
  let field = form.field(cell.group, cell.field).label.get(lang);
  let value = if value.is_empty() { "—" } else { value };
  match cell.row {
    Some(row) => format!("{} {} · {field} → {value}", group.label.get(lang), row + 1),
    None => format!("{field} → {value}"),
  }
}
