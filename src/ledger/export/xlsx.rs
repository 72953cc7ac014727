//! XLSX: a sheet for each table. Cells never hold formulas: texts are written as texts.

use super::{
  exact::{CELL, FIELD_HEADING, FORMAT, ROW_HEADING, SHEET},
  value::Written,
};
use crate::{
  Failure,
  document::Document,
  expr::GroupIx,
  form::{Choices, Field, Form, Group, Kind, is_empty, yes_or_no},
  lang::{Lang, Message, Words},
  ledger::due::DueItem,
  text::{fold_label, truncate, width},
};
use jiff::civil::Date;
use rust_xlsxwriter::{DataValidation, ExcelDateTime, Format, Formula, Note, Workbook, Worksheet, XlsxError};
use serde_json::Value as Json;
use std::collections::{HashMap, HashSet};

/// Rows below the last that get the lists too, for what people add.
const SPARE_ROWS: u32 = 500;
/// The longest list of choices that is offered.
const MOST_CHOICES: usize = 5000;

/// The document as a workbook that [`crate::ledger::Plan`] and [`crate::ledger::restore`] read back exactly.
pub fn workbook(form: &Form, document: &Document, words: &Words) -> Result<Vec<u8>, Failure> {
  Writer::new(form, words).write(Some(document)).map_err(|error| cannot(&error))
}

/// The empty workbook of a form, to be filled in and imported.
pub fn template(form: &Form, words: &Words) -> Result<Vec<u8>, Failure> {
  Writer::new(form, words).write(None).map_err(|error| cannot(&error))
}

fn cannot(error: &XlsxError) -> Failure {
  Failure::new(Message::new("ledger-cannot-write")).caused_by(error)
}

struct Writer<'a> {
  form: &'a Form,
  words: &'a Words,
  lang: Lang,
  heading: Format,
  required: Format,
  days: Format,
  texts: Format,
  numbers: HashMap<usize, Format>,
  names: HashSet<String>,
  /// Lists too long for a cell's own rule, in columns of the hidden sheet of lists.
  lists: Vec<Vec<String>>,
  exact: Vec<[String; 5]>,
}

const LISTS: &str = "_lists";

/// A label as the name of a sheet.
fn sheet_name(label: &str) -> String {
  let plain: String = label.chars().filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control()).take(28).collect();
  if plain.trim().is_empty() { "_".to_owned() } else { plain }
}

/// Whether a sheet was named after a label.
pub(in crate::ledger) fn same_sheet(label: &str, name: &str) -> bool {
  sheet_name(label).to_lowercase() == name.to_lowercase()
}

impl<'a> Writer<'a> {
  fn new(form: &'a Form, words: &'a Words) -> Self {
    let heading = Format::new().set_bold().set_text_wrap().set_background_color(0x00dd_e6f0);
    Self {
      form,
      words,
      lang: words.lang(),
      required: heading.clone().set_background_color(0x00ff_e2b8),
      heading,
      days: Format::new().set_num_format("yyyy-mm-dd"),
      texts: Format::new().set_num_format("@"),
      numbers: HashMap::new(),
      names: [SHEET, LISTS].map(str::to_owned).into(),
      lists: Vec::new(),
      exact: Vec::new(),
    }
  }

  fn write(mut self, document: Option<&Document>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    for (index, group) in self.form.groups().filter(|(_, group)| group.is_table) {
      let sheet = self.table(index, group, document)?;
      workbook.push_worksheet(sheet);
    }
    let sheet = self.sections(document)?;
    workbook.push_worksheet(sheet);
    let mut lists = Worksheet::new();
    lists.set_name(LISTS)?.set_hidden(true);
    for (column, list) in self.lists.iter().enumerate() {
      for (row, text) in list.iter().enumerate() {
        lists.write_string(row as u32, column as u16, text)?;
      }
    }
    workbook.push_worksheet(lists);
    let mut exact = Worksheet::new();
    exact.set_name(SHEET)?.set_hidden(true);
    for (column, text) in [FORMAT, &self.form.id, &self.form.version].into_iter().enumerate() {
      exact.write_string(0, column as u16, text)?;
    }
    for (row, entry) in self.exact.iter().enumerate() {
      for (column, text) in entry[..4].iter().enumerate() {
        exact.write_string(row as u32 + 1, column as u16, text)?;
      }
      let letters: Vec<char> = entry[4].chars().collect();
      for (piece, chunk) in letters.chunks(CELL / 2).enumerate() {
        exact.write_string(row as u32 + 1, 4 + piece as u16, chunk.iter().collect::<String>())?;
      }
    }
    workbook.push_worksheet(exact);
    workbook.save_to_buffer()
  }

  /// A name that Excel takes and no other sheet has.
  fn name(&mut self, label: &str) -> String {
    let plain = sheet_name(label);
    let mut name = plain.clone();
    let mut number = 2;
    while !self.names.insert(name.to_lowercase()) {
      name = format!("{plain}{number}");
      number += 1;
    }
    name
  }

  fn table(&mut self, index: GroupIx, group: &Group, document: Option<&Document>) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    let name = self.name(group.label.get(self.lang));
    sheet.set_name(name)?.set_freeze_panes(1, 2)?;
    sheet.write_string(0, 0, ROW_HEADING)?;
    sheet.set_column_hidden(0)?;
    let rows = document.map_or(&[][..], |document| document.rows(&group.path));
    let last = rows.len() as u32 + SPARE_ROWS;
    let mut labels = HashSet::new();
    let mut columns = HashMap::new();
    for (at, (_, field)) in group.fields().filter(|(_, field)| is_written(field)).enumerate() {
      let column = at as u16 + 1;
      columns.insert(&*field.id, column);
      let label = field.label.get(self.lang);
      // A label that stands twice names no column; the id does.
      let heading = if labels.insert(fold_label(label)) { label } else { &field.id };
      let required = matches!(field.required, crate::form::Condition::Always);
      sheet.write_string_with_format(0, column, heading, if required { &self.required } else { &self.heading })?;
      if let Some(note) = self.note(field) {
        sheet.insert_note(0, column, &Note::new(note).set_author("jiliang"))?;
      }
      sheet.set_column_width(column, f64::from(column_width(field, heading)))?;
      match field.kind {
        Kind::Date => drop(sheet.set_column_format(column, &self.days)?),
        // Numbers that are names keep their zeros when people type them.
        Kind::Text { .. } | Kind::Code(_) | Kind::Reference { .. } => drop(sheet.set_column_format(column, &self.texts)?),
        _ => {}
      }
      if let Some(list) = self.list(field) {
        sheet.add_data_validation(1, column, last, column, &list)?;
      }
    }
    for (at, row) in rows.iter().enumerate() {
      let line = at as u32 + 1;
      sheet.write_string(line, 0, &*row.id)?;
      for (id, json) in row.cells.iter() {
        let field = group.field_by_id(id).map(|field| self.form.field(index, field));
        match (field, columns.get(&**id)) {
          (Some(field), Some(column)) => self.cell(&mut sheet, (line, *column), field, json, (&group.path, &row.id))?,
          _ => self.exact.push([group.path.to_string(), row.id.to_string(), id.to_string(), String::new(), json.to_string()]),
        }
      }
    }
    Ok(sheet)
  }

  /// All sections' own fields, a line each.
  fn sections(&mut self, document: Option<&Document>) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    let name = self.name(&self.words.get("ledger-sheet-sections"));
    sheet.set_name(name)?.set_freeze_panes(1, 0)?;
    sheet.write_string(0, 0, FIELD_HEADING)?;
    sheet.set_column_hidden(0)?;
    for (column, id) in ["ledger-column-section", "ledger-column-question", "ledger-column-answer"].into_iter().enumerate() {
      sheet.write_string_with_format(0, column as u16 + 1, self.words.get(id), &self.heading)?;
    }
    for (column, width) in [(1, 20.0), (2, 28.0), (3, 60.0)] {
      sheet.set_column_width(column, width)?;
    }
    let mut line = 1;
    for (index, group) in self.form.groups().filter(|(_, group)| !group.is_table) {
      for (_, field) in group.fields().filter(|(_, field)| is_written(field)) {
        sheet.write_string(line, 0, format!("{}.{}", group.path, field.id))?;
        sheet.write_string(line, 1, self.form.section_of(index).title.get(self.lang))?;
        sheet.write_string(line, 2, field.label.get(self.lang))?;
        if let Some(list) = self.list(field) {
          sheet.add_data_validation(line, 3, line, 3, &list)?;
        }
        if let Some(json) = document.and_then(|document| document.record(&group.path)?.get(&field.id)) {
          self.cell(&mut sheet, (line, 3), field, json, (&group.path, ""))?;
        }
        line += 1;
      }
      let known = |id: &str| group.field_by_id(id).is_some_and(|field| is_written(self.form.field(index, field)));
      let record = document.and_then(|document| document.record(&group.path));
      for (id, json) in record.into_iter().flat_map(crate::document::Record::iter).filter(|(id, _)| !known(id)) {
        self.exact.push([group.path.to_string(), String::new(), id.to_string(), String::new(), json.to_string()]);
      }
    }
    Ok(sheet)
  }

  fn cell(&mut self, sheet: &mut Worksheet, at: (u32, u16), field: &Field, json: &Json, place: (&str, &str)) -> Result<(), XlsxError> {
    let written = Written::of(self.form, field, json, self.lang);
    let mut exact = !is_written_back(self.form, field, json, &written);
    let mut shown = written.shown();
    match &written {
      Written::Date(date) => drop(sheet.write_datetime_with_format(at.0, at.1, excel_day(*date)?, &self.days)?),
      Written::Number(number, 0) => drop(sheet.write_number(at.0, at.1, *number)?),
      Written::Number(number, decimals) => {
        let format = self.numbers.entry(*decimals).or_insert_with(|| Format::new().set_num_format(format!("0.{}", "0".repeat(*decimals))));
        sheet.write_number_with_format(at.0, at.1, *number, format)?;
      }
      Written::Text(text) => {
        if text.chars().count() > CELL / 2 {
          shown = text.chars().take(CELL / 2).collect();
          exact = true;
        }
        if !shown.is_empty() {
          sheet.write_string_with_format(at.0, at.1, &shown, &self.texts)?;
        }
      }
    }
    if exact {
      self.exact.push([place.0.to_owned(), place.1.to_owned(), field.id.to_string(), shown, json.to_string()]);
    }
    Ok(())
  }

  fn note(&self, field: &Field) -> Option<String> {
    let help = field.help.as_ref().map(|help| help.get(self.lang).to_owned());
    let example = field.example.as_ref().map(|example| self.words.say(&Message::new("ledger-note-example").with("example", example)));
    let unit = field.unit.as_ref().map(|unit| self.words.say(&Message::new("ledger-note-unit").with("unit", unit.get(self.lang))));
    let lines: Vec<String> = [help, unit, example].into_iter().flatten().filter(|line| !line.is_empty()).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
  }

  /// The list of answers offered in a cell.
  fn list(&mut self, field: &Field) -> Option<DataValidation> {
    let labels: Vec<String> = match &field.kind {
      Kind::Boolean => [true, false].map(|truth| yes_or_no(truth, self.lang).to_owned()).into(),
      Kind::Choice(choices @ Choices::List(list)) => {
        list.iter().map(|choice| self.form.label_of(choices, &choice.code, self.lang).to_owned()).collect()
      }
      Kind::Choice(choices @ Choices::Lookup { lookup, filter }) => {
        let codes = self.form.lookups[*lookup].keys(filter);
        // Where several codes have one name, only the code tells them apart.
        codes
          .map(|code| self.form.lookups[*lookup].detail(code).unwrap_or_else(|| self.form.label_of(choices, code, self.lang)).to_owned())
          .collect()
      }
      _ => return None,
    };
    if labels.is_empty() || labels.len() > MOST_CHOICES {
      return None;
    }
    let short =
      labels.iter().map(|label| label.encode_utf16().count() + 1).sum::<usize>() <= 250 && !labels.iter().any(|label| label.contains(','));
    let list = if short {
      DataValidation::new().allow_list_strings(&labels).ok()?
    } else {
      let column = self.lists.iter().position(|known| *known == labels).unwrap_or_else(|| {
        self.lists.push(labels.clone());
        self.lists.len() - 1
      });
      let letters = crate::ledger::Address::letters(column as u32);
      DataValidation::new().allow_list_formula(Formula::new(format!("='{LISTS}'!${letters}$1:${letters}${}", labels.len())))
    };
    // A ledger may say more than the list: it is told on import, not refused while typing.
    Some(list.show_error_message(false))
  }
}

/// Whether a field has a column: what a person answers, files excepted, which are not in the workbook.
fn is_written(field: &Field) -> bool {
  field.kind.is_answered() && !matches!(field.kind, Kind::Attachment { .. })
}

fn excel_day(date: Date) -> Result<ExcelDateTime, XlsxError> {
  ExcelDateTime::from_ymd(date.year().unsigned_abs(), date.month().unsigned_abs(), date.day().unsigned_abs())
}

fn is_written_back(form: &Form, field: &Field, json: &Json, written: &Written) -> bool {
  !is_empty(json) && written.reads_back(form, field, json)
}

fn column_width(field: &Field, heading: &str) -> u16 {
  let by_kind = match field.kind {
    Kind::Date => 12,
    Kind::Boolean | Kind::Integer { .. } => 8,
    Kind::Text { long: true, .. } => 40,
    Kind::Text { .. } | Kind::Range(_) | Kind::Accuracy => 18,
    Kind::Uncertainty(_) => 24,
    _ => 14,
  };
  by_kind.max(width(heading).min(24) as u16 + 2)
}

/// The list that goes with instruments that are sent away (送检清单): a sheet for each body, with the columns the form names.
pub fn sending_list(form: &Form, documents: &[Document], items: &[DueItem], words: &Words) -> Result<Vec<u8>, Failure> {
  sending(form, documents, items, words).map_err(|error| cannot(&error))
}

fn sending(form: &Form, documents: &[Document], items: &[DueItem], words: &Words) -> Result<Vec<u8>, XlsxError> {
  let lang = words.lang();
  let mut writer = Writer::new(form, words);
  let mut bodies: Vec<&str> = items.iter().map(|item| item.body.as_str()).collect();
  bodies.sort_unstable();
  bodies.dedup();
  let mut workbook = Workbook::new();
  for body in bodies {
    let mut sheet = Worksheet::new();
    let shown = if body.is_empty() { words.get("due-no-body") } else { body.to_owned() };
    let name = writer.name(&truncate(&shown, 28));
    sheet.set_name(name)?;
    let of_body: Vec<&DueItem> = items.iter().filter(|item| item.body == body).collect();
    let title = words.say(&Message::new("due-list-title").with("body", &shown).with("count", of_body.len()));
    sheet.write_string_with_format(0, 0, title, &Format::new().set_bold().set_font_size(14.0))?;
    let mut line = 2;
    let mut tables: Vec<GroupIx> = of_body.iter().map(|item| item.table).collect();
    tables.dedup();
    for table in tables {
      let group = form.group(table);
      let Some(due) = &group.due else { continue };
      let of_table: Vec<&&DueItem> = of_body.iter().filter(|item| item.table == table).collect();
      sheet.write_string_with_format(line, 0, words.get("due-list-number"), &writer.heading)?;
      for (at, column) in due.columns.iter().enumerate() {
        let field = form.field(table, *column);
        sheet.write_string_with_format(line, at as u16 + 1, field.label.get(lang), &writer.heading)?;
        sheet.set_column_width(at as u16 + 1, f64::from(column_width(field, field.label.get(lang))))?;
      }
      sheet.write_string_with_format(line, due.columns.len() as u16 + 1, words.get("due-list-remark"), &writer.heading)?;
      line += 1;
      for (number, item) in of_table.iter().enumerate() {
        sheet.write_number(line, 0, number as u32 + 1)?;
        for (at, column) in due.columns.iter().enumerate() {
          let field = form.field(table, *column);
          let at = at as u16 + 1;
          if *column == due.date {
            sheet.write_datetime_with_format(line, at, excel_day(item.date)?, &writer.days)?;
          } else if let Some(json) =
            documents.get(item.document).and_then(|document| document.answer(&group.path, Some(item.row), &field.id))
          {
            let text = form.text_of_answer(field, json, lang);
            if !text.is_empty() {
              sheet.write_string_with_format(line, at, truncate(&text, CELL / 2).as_ref(), &writer.texts)?;
            }
          }
        }
        line += 1;
      }
      line += 1;
    }
    sheet.write_string(line, 0, words.get("due-list-signatures"))?;
    workbook.push_worksheet(sheet);
  }
  if items.is_empty() {
    let mut sheet = Worksheet::new();
    sheet.write_string(0, 0, words.get("due-none"))?;
    workbook.push_worksheet(sheet);
  }
  workbook.save_to_buffer()
}
