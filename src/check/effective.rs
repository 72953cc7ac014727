use super::{
  frame::{Frame, Memo},
  live::KeyIndex,
  silence::Silence,
  texts::Texts,
};
use crate::{
  document::{Document, Hint, Record, Row},
  expr::{At, Expr, Facts, FieldIx, Find, GroupIx, Value, evaluate, truth},
  form::{Condition, Form, Kind, Misread},
  metrology::Unit,
  share::threads,
};
use jiff::civil::Date;
use serde_json::Value as Json;
use std::{
  cell::{OnceCell, RefCell, RefMut},
  collections::HashMap,
  rc::Rc,
  sync::Arc,
};

/// So many rows are worth a second thread, and to remember what was said of those before.
const SHARED_OUT: usize = 256;

/// The effective answers of a document: what was answered, else defaults and computed values, of what is shown. Everything else is missing.
///
/// Values that are the same for every row (visibility of sections, fields of sections, macros over whole tables, keys of tables) are found once.
pub struct Effective<'a> {
  form: &'a Form,
  document: &'a Document,
  as_of: Date,
  last_edit: Option<Date>,
  groups: Vec<Content<'a>>,
  macros: RefCell<HashMap<usize, Value<'a>>>,
  texts: Texts,
  frame: RefCell<Frame<'a>>,
  /// The rows of tables by key, where these are kept.
  known_keys: &'a [Option<KeyIndex>],
}

#[derive(Default)]
struct Content<'a> {
  record: Option<&'a Record>,
  rows: &'a [Arc<Row>],
  hints: Vec<Hint<'a>>,
  shown: OnceCell<bool>,
  values: RefCell<Vec<Option<Value<'a>>>>,
  keys: OnceCell<HashMap<&'a str, usize>>,
  silence: OnceCell<RefCell<Silence>>,
}

impl<'a> Effective<'a> {
  /// Looks at `document` through `form`, for the date `as_of`.
  pub fn new(form: &'a Form, document: &'a Document, as_of: Date) -> Self {
    Self::with_keys(form, document, as_of, &[])
  }

  /// The same, with the keys of tables found before.
  pub(super) fn with_keys(form: &'a Form, document: &'a Document, as_of: Date, known_keys: &'a [Option<KeyIndex>]) -> Self {
    let groups = form.groups.iter().map(|group| Content {
      record: document.record(&group.path),
      rows: if group.is_table { document.rows(&group.path) } else { &[] },
      hints: group.fields.iter().map(|_| Hint::default()).collect(),
      values: RefCell::new(if group.is_table { Vec::new() } else { vec![None; group.fields.len()] }),
      ..Content::default()
    });
    Self {
      form,
      document,
      as_of,
      last_edit: document.last_edit(),
      groups: groups.collect(),
      macros: RefCell::default(),
      texts: Texts::default(),
      frame: RefCell::default(),
      known_keys,
    }
  }

  /// How many threads a check of it is worth.
  pub(super) fn threads(&self) -> usize {
    let rows: usize = self.groups.iter().map(|content| content.rows.len()).sum();
    if rows < SHARED_OUT { 1 } else { threads() }
  }

  /// The same facts for another thread, which finds what is the same for every row for itself.
  pub(super) fn again(&self) -> impl Fn() -> Self + Send + Sync + use<'a> {
    let (form, document, as_of, known_keys) = (self.form, self.document, self.as_of, self.known_keys);
    move || Self::with_keys(form, document, as_of, known_keys)
  }

  /// The form.
  pub fn form(&self) -> &'a Form {
    self.form
  }

  fn content(&self, group: GroupIx) -> &Content<'a> {
    &self.groups[usize::from(group.0)]
  }

  /// What is known of texts that stand in many cells.
  pub(super) fn texts(&self) -> &Texts {
    &self.texts
  }

  /// The rows of a table, whether it is shown or not.
  pub fn all_rows(&self, group: GroupIx) -> &'a [Arc<Row>] {
    self.content(group).rows
  }

  /// The answer as it stands in the document, whether it is shown or not.
  pub fn answer(&self, group: GroupIx, row: Option<usize>, field: FieldIx) -> Option<&'a Json> {
    if let Some(answers) = self.frame.borrow().answers_of(group, row) {
      return answers[usize::from(field.0)].map(|answer| &**answer);
    }
    let id = &self.form.field(group, field).id;
    let content = self.content(group);
    let record = match row {
      None => content.record?,
      Some(row) => &content.rows.get(row)?.cells,
    };
    record.get_near(id, &content.hints[usize::from(field.0)])
  }

  /// Turns to a row: from now on its cells are read once.
  pub(super) fn turn_to(&self, group: GroupIx, row: usize) {
    self.frame.borrow_mut().turn_to(group, row, self.form.group(group), &self.content(group).rows[row].cells);
  }

  /// Looks at what stands in the columns of the row that was turned to.
  pub(super) fn with_answers<T>(&self, look: impl FnOnce(&[Option<&'a Arc<Json>>]) -> T) -> T {
    look(self.frame.borrow().answers())
  }

  /// What nothing is said of in the rows of a table; `None` where it has too few of them.
  pub(super) fn silence(&self, group: GroupIx) -> Option<RefMut<'_, Silence>> {
    let content = self.content(group);
    let silence = || content.silence.get_or_init(|| RefCell::new(Silence::of(self.form, group))).borrow_mut();
    (content.rows.len() >= SHARED_OUT).then(silence)
  }

  fn recall_cell<T>(&self, group: GroupIx, row: Option<usize>, field: FieldIx, part: impl Fn(&Memo<'a>) -> Option<T>) -> Option<T> {
    part(self.frame.borrow().cell(group, row, field)?)
  }

  fn remember_cell(&self, group: GroupIx, row: Option<usize>, field: FieldIx, note: impl FnOnce(&mut Memo<'a>)) {
    if let Some(memo) = self.frame.borrow_mut().cell_mut(group, row, field) {
      note(memo);
    }
  }

  /// Reads the answer of a field, which is `answer`.
  pub(super) fn read(&self, group: GroupIx, row: Option<usize>, field: FieldIx, answer: &'a Json) -> Result<Value<'a>, Misread> {
    let definition = self.form.field(group, field);
    // To look at a text again costs less than to keep it.
    if matches!(definition.kind, Kind::Text { .. } | Kind::Code(_) | Kind::Integer { .. } | Kind::Boolean | Kind::Note(_)) {
      return self.form.read(definition, answer);
    }
    if let Some(value) = self.recall_cell(group, row, field, |memo| memo.read.clone()) {
      return Ok(value);
    }
    let value = self.form.read(definition, answer)?;
    self.remember_cell(group, row, field, |memo| memo.read = Some(value.clone()));
    Ok(value)
  }

  /// Whether a section or table is shown.
  pub fn is_group_shown(&self, group: GroupIx) -> bool {
    *self.content(group).shown.get_or_init(|| {
      let section = self.form.section_of(group);
      let holds = |condition: &'a Option<Expr>| condition.as_ref().is_none_or(|expr| self.is_true(expr, At::SECTION));
      holds(&section.show_if) && holds(&self.form.group(group).show_if)
    })
  }

  /// Whether a field is shown; a helper value never is.
  pub fn is_shown(&self, group: GroupIx, row: Option<usize>, field: FieldIx) -> bool {
    !self.form.field(group, field).hidden && self.applies(group, row, field)
  }

  fn applies(&self, group: GroupIx, row: Option<usize>, field: FieldIx) -> bool {
    self.is_group_shown(group) && self.form.field(group, field).show_if.as_ref().is_none_or(|expr| self.is_true(expr, at(group, row)))
  }

  /// Whether a condition is true; missing is not.
  pub fn is_true(&self, expr: &'a Expr, at: At) -> bool {
    self.truth(expr, at) == Some(true)
  }

  /// What a condition comes to; `None` where it is missing.
  pub(super) fn truth(&self, expr: &'a Expr, at: At) -> Option<bool> {
    truth(expr, self, at)
  }

  /// Whether a field needs an answer.
  pub fn is_required(&self, group: GroupIx, row: Option<usize>, field: FieldIx) -> bool {
    match &self.form.field(group, field).required {
      Condition::Never => false,
      Condition::Always => true,
      Condition::If(expr) => self.is_true(expr, at(group, row)),
    }
  }

  /// Evaluates an expression of the form in a section or row.
  pub fn evaluate(&self, expr: &'a Expr, group: GroupIx, row: Option<usize>) -> Value<'a> {
    evaluate(expr, self, at(group, row))
  }

  /// The value that stands in where nothing was answered.
  pub fn default_value(&self, group: GroupIx, row: Option<usize>, field: FieldIx) -> Value<'a> {
    match &self.form.field(group, field).default {
      Some(expr) if self.applies(group, row, field) => self.evaluate(expr, group, row),
      _ => Value::Missing,
    }
  }

  fn find(&self, group: GroupIx, row: Option<usize>, field: FieldIx) -> Value<'a> {
    if !self.applies(group, row, field) {
      return Value::Missing;
    }
    let definition = self.form.field(group, field);
    if let Kind::Computed { expr, digits, .. } = &definition.kind {
      return match (self.evaluate(expr, group, row), digits) {
        (Value::Number(number), Some(digits)) => Value::Number(number.round(*digits)),
        (value, _) => value,
      };
    }
    match self.answer(group, row, field).map(|json| self.read(group, row, field, json)) {
      Some(Ok(Value::Missing)) | None => {}
      Some(Ok(value)) => return value,
      Some(Err(_)) => return Value::Missing,
    }
    match &definition.default {
      Some(expr) => self.evaluate(expr, group, row),
      None => Value::Missing,
    }
  }
}

pub(super) fn at(group: GroupIx, row: Option<usize>) -> At {
  row.map_or(At::SECTION, |row| At::row(group, row))
}

impl<'a> Facts<'a> for Effective<'a> {
  fn as_of(&self) -> Option<Date> {
    Some(self.as_of)
  }

  fn field(&self, group: GroupIx, row: Option<usize>, field: FieldIx) -> Value<'a> {
    if row.is_some() {
      if let Some(value) = self.recall_cell(group, row, field, |memo| memo.value.clone()) {
        return value;
      }
      let value = self.find(group, row, field);
      self.remember_cell(group, row, field, |memo| memo.value = Some(value.clone()));
      return value;
    }
    let (values, at) = (&self.content(group).values, usize::from(field.0));
    if let Some(Some(value)) = values.borrow().get(at) {
      return value.clone();
    }
    let value = self.find(group, None, field);
    if let Some(known) = values.borrow_mut().get_mut(at) {
      *known = Some(value.clone());
    }
    value
  }

  fn rows(&self, group: GroupIx) -> usize {
    if self.is_group_shown(group) { self.content(group).rows.len() } else { 0 }
  }

  fn row_by_key(&self, group: GroupIx, key: &str) -> Option<usize> {
    if !self.is_group_shown(group) {
      return None;
    }
    if let Some(Some(keys)) = self.known_keys.get(usize::from(group.0)) {
      return keys.first(key);
    }
    let content = self.content(group);
    let keys = content.keys.get_or_init(|| {
      let Some(column) = self.form.group(group).key else { return HashMap::new() };
      let id = &self.form.field(group, column).id;
      let mut keys = HashMap::with_capacity(content.rows.len());
      for (index, row) in content.rows.iter().enumerate() {
        if let Some(key) = row.cells.get_near(id, &content.hints[usize::from(column.0)]).and_then(Json::as_str) {
          keys.entry(key).or_insert(index);
        }
      }
      keys
    });
    keys.get(key).copied()
  }

  fn last_edit(&self) -> Option<Date> {
    self.last_edit
  }

  fn find(&self, table: usize, by: Find<'_>) -> Option<&'a str> {
    self.form.lookups[table].find(by)
  }

  fn fits(&self, table: usize, key: &str, text: &str) -> Option<bool> {
    self.form.lookups[table].fits(key, text)
  }

  fn unit(&self, text: &str) -> Option<Rc<Unit>> {
    self.texts.unit(text)
  }

  fn lookup(&self, table: usize, key: &str, column: usize) -> Value<'a> {
    let lookup = &self.form.lookups[table];
    match lookup.cell(key, column) {
      None => Value::Missing,
      Some(text) if lookup.numbers[column] => text.parse().map_or(Value::Missing, Value::Number),
      Some(text) => Value::text(text),
    }
  }

  fn recall(&self, macro_id: usize) -> Option<Value<'a>> {
    self.macros.borrow().get(&macro_id).cloned()
  }

  fn remember(&self, macro_id: usize, value: Value<'a>) {
    self.macros.borrow_mut().insert(macro_id, value);
  }
}
