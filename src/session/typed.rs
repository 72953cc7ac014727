use super::CellRef;
use crate::{
  document::{CellPath, Change},
  form::{Field, Form},
  lang::Lang,
  text::truncate,
};

/// How much of an answer the name of a step tells, in cells.
const LABEL_CELLS: usize = 40;

/// What typed text means as a change, and how the answer reads then.
pub fn change_of(form: &Form, path: &CellPath, field: &Field, text: &str, lang: Lang) -> (Change, String) {
  let value = form.answer_from_text(field, text);
  let shown = value.as_ref().map(|json| form.text_of_answer(field, json, lang)).unwrap_or_default();
  let typed = (shown != text.trim() && !text.trim().is_empty()).then(|| text.to_owned());
  (Change::Set { cell: path.clone(), value, typed, prune: false }, shown)
}

/// What a step is called: where, what stood there and what stands there now.
pub fn label_of(form: &Form, cell: CellRef, before: &str, after: &str, lang: Lang) -> String {
  let group = form.group(cell.group);
  let field = form.field(cell.group, cell.field).label.get(lang);
  let short = |text: &str| if text.is_empty() { "—".to_owned() } else { truncate(&text.replace('\n', " "), LABEL_CELLS).into_owned() };
  let what = format!("{field} {} → {}", short(before), short(after));
  match cell.row {
    Some(row) => format!("{} {} · {what}", group.label.get(lang), row + 1),
    None => what,
  }
}
