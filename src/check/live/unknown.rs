use super::difference::{Difference, GoneRows};
use crate::{
  document::{Document, Record},
  form::Form,
};

/// Whether rows that changed hold, or held, columns that the form does not know.
pub(super) fn touch_unknown_columns(form: &Form, document: &Document, differences: &[Difference], old_rows: &GoneRows) -> bool {
  differences.iter().any(|difference| {
    let definition = form.group(difference.table);
    let mut rows = document.rows(&definition.path)[difference.fresh()].iter().chain(old_rows.get(&difference.table).into_iter().flatten());
    rows.any(|row| row.cells.iter().any(|(field, _)| definition.field_by_id(field).is_none()))
  })
}

/// Sections, tables, and fields of sections that the form does not know.
pub(super) fn unknown_fields(form: &Form, document: &Document) -> Vec<String> {
  let mut unknown = Vec::new();
  for (path, is_table) in document.answers.groups() {
    match form.group_by_path(&path) {
      None => unknown.push(path),
      Some(group) if !is_table => {
        let fields = document.record(&path).into_iter().flat_map(Record::iter);
        unknown
          .extend(fields.filter(|(field, _)| form.group(group).field_by_id(field).is_none()).map(|(field, _)| format!("{path}.{field}")));
      }
      Some(_) => {}
    }
  }
  unknown
}

/// Whether a section is neither fields nor rows, or rows stand where the form asks for fields.
pub(super) fn is_odd(form: &Form, document: &Document) -> bool {
  document.answers.sections().any(|section| document.answers.other(section).is_some())
    || document
      .answers
      .groups()
      .iter()
      .any(|(path, is_table)| form.group_by_path(path).is_some_and(|group| form.group(group).is_table != *is_table))
}
