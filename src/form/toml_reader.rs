use super::{
  Bilingual, FormFiles, Problem,
  raw::{Located, LocatedPair},
};
use crate::{lang::Message, metrology::Number, text};
use serde_json::Value as Json;
use std::{cell::RefCell, ops::Range};
use toml::{
  Spanned,
  de::{DeTable, DeValue},
};

/// Collects the mistakes of a form while it is read on.
pub(super) struct Sink<'a> {
  files: &'a FormFiles,
  problems: RefCell<Vec<Problem>>,
}

impl<'a> Sink<'a> {
  pub(super) fn new(files: &'a FormFiles) -> Self {
    Self { files, problems: RefCell::new(Vec::new()) }
  }

  /// Reports a mistake at byte `at` of the file at place `file`.
  pub(super) fn report(&self, file: usize, at: usize, message: Message) {
    let (name, content) = &self.files.files[file];
    let (line, column) = Problem::position(content, at);
    self.problems.borrow_mut().push(Problem { file: name.clone(), line, column, message });
  }

  /// Reports a mistake in a located text, `offset` bytes into it.
  pub(super) fn report_in(&self, text: &Located, offset: usize, message: Message) {
    self.report(text.file, text.at + offset, message);
  }

  /// Reports a mistake in a file as a whole, which may be missing.
  pub(super) fn report_file(&self, name: &str, message: Message) {
    self.problems.borrow_mut().push(Problem { file: name.to_owned(), line: 1, column: 1, message });
  }

  /// The line and column of byte `at`.
  pub(super) fn position(&self, file: usize, at: usize) -> (String, usize, usize) {
    let (name, content) = &self.files.files[file];
    let (line, column) = Problem::position(content, at);
    (name.clone(), line, column)
  }

  /// Everything reported, in the order of the files.
  pub(super) fn into_problems(self) -> Vec<Problem> {
    let mut problems = self.problems.into_inner();
    problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    problems.dedup();
    problems
  }
}

/// A table of a TOML file, whose keys are known in advance.
pub(super) struct Reader<'s> {
  sink: &'s Sink<'s>,
  file: usize,
  table: &'s DeTable<'s>,
  span: Range<usize>,
}

impl<'s> Reader<'s> {
  /// Reports keys of `table` that are not among `known`.
  pub(super) fn new(sink: &'s Sink<'s>, file: usize, table: &'s DeTable<'s>, span: Range<usize>, known: &[&str]) -> Self {
    for key in table.keys() {
      let name = key.get_ref().as_ref();
      if !known.contains(&name) {
        sink.report(file, key.span().start, unknown("form-unknown-key", name, known.iter().copied()));
      }
    }
    Self { sink, file, table, span }
  }

  pub(super) fn sink(&self) -> &'s Sink<'s> {
    self.sink
  }

  pub(super) fn value(&self, key: &str) -> Option<&'s Spanned<DeValue<'s>>> {
    self.table.iter().find(|(known, _)| known.get_ref() == key).map(|(_, value)| value)
  }

  /// Reports a mistake at the start of this table.
  pub(super) fn report(&self, message: Message) {
    self.sink.report(self.file, self.span.start, message);
  }

  pub(super) fn report_value(&self, value: &Spanned<DeValue<'_>>, message: Message) {
    self.sink.report(self.file, value.span().start, message);
  }

  fn wrong_type(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &'static str) {
    let message = Message::new("form-wrong-type").with("key", key).with("wanted", wanted).with("found", value.get_ref().type_str());
    self.report_value(value, message);
  }

  pub(super) fn missing(&self, key: &str) {
    self.report(Message::new("form-missing-key").with("key", key));
  }

  /// The place of this table in its file.
  pub(super) fn place(&self) -> Located {
    Located { text: String::new(), file: self.file, at: self.span.start }
  }

  fn located(&self, value: &Spanned<DeValue<'_>>) -> Option<Located> {
    let text = value.get_ref().as_str()?;
    let source = &self.sink.files.files[self.file].1[value.span()];
    let quotes = if source.starts_with("'''") || source.starts_with("\"\"\"") { 3 } else { 1 };
    // A newline right after three quotes does not belong to the text.
    let newline = usize::from(quotes == 3 && source[3..].starts_with('\n'));
    Some(Located { text: text.to_owned(), file: self.file, at: value.span().start + quotes + newline })
  }

  pub(super) fn text(&self, key: &str) -> Option<Located> {
    let value = self.value(key)?;
    let located = self.located(value);
    if located.is_none() {
      self.wrong_type(key, value, "text");
    }
    located
  }

  pub(super) fn required_text(&self, key: &str) -> Located {
    if self.value(key).is_none() {
      self.missing(key);
    }
    self.text(key).unwrap_or_else(|| self.place())
  }

  /// The text under `key`, which must be an id: `[a-z][a-z0-9_]*`, with `-` where `kebab`.
  pub(super) fn id(&self, key: &str, kebab: bool) -> Located {
    let id = self.required_text(key);
    let fits = id.text.starts_with(|c: char| c.is_ascii_lowercase())
      && id.text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == if kebab { '-' } else { '_' });
    if !fits && !id.text.is_empty() {
      self.sink.report_in(&id, 0, Message::new("form-bad-id").with("id", &id.text).with("separator", if kebab { "-" } else { "_" }));
    }
    id
  }

  pub(super) fn boolean(&self, key: &str) -> Option<bool> {
    let value = self.value(key)?;
    let boolean = value.get_ref().as_bool();
    if boolean.is_none() {
      self.wrong_type(key, value, "true / false");
    }
    boolean
  }

  /// A whole number, or a decimal written as text.
  pub(super) fn number(&self, key: &str) -> Option<Number> {
    let value = self.value(key)?;
    let number = match value.get_ref() {
      DeValue::Integer(integer) => integer.as_str().parse().ok(),
      DeValue::String(text) => text.parse().ok(),
      _ => None,
    };
    if number.is_none() {
      self.wrong_type(key, value, "10 / \"0.5\"");
    }
    number
  }

  pub(super) fn size(&self, key: &str) -> Option<usize> {
    let value = self.value(key)?;
    let size = value.get_ref().as_integer().and_then(|integer| integer.as_str().parse().ok());
    if size.is_none() {
      self.wrong_type(key, value, "10");
    }
    size
  }

  /// A text, or a list of texts.
  pub(super) fn texts(&self, key: &str) -> Vec<Located> {
    let Some(value) = self.value(key) else { return Vec::new() };
    if let Some(located) = self.located(value) {
      return vec![located];
    }
    let Some(items) = value.get_ref().as_array() else {
      self.wrong_type(key, value, "[\"…\"]");
      return Vec::new();
    };
    let mut texts = Vec::new();
    for item in items {
      match self.located(item) {
        Some(located) => texts.push(located),
        None => self.wrong_type(key, item, "text"),
      }
    }
    texts
  }

  /// The sizes of a list.
  pub(super) fn sizes(&self, key: &str) -> Vec<usize> {
    let Some(value) = self.value(key) else { return Vec::new() };
    let size = |item: &Spanned<DeValue<'_>>| item.get_ref().as_integer().and_then(|integer| integer.as_str().parse().ok());
    let sizes = value.get_ref().as_array().and_then(|items| items.iter().map(size).collect());
    sizes.unwrap_or_else(|| {
      self.wrong_type(key, value, "[2, 4]");
      Vec::new()
    })
  }

  pub(super) fn strings(&self, key: &str) -> Vec<String> {
    self.texts(key).into_iter().map(|located| located.text).collect()
  }

  /// One of a fixed set of words.
  pub(super) fn word<T: Copy>(&self, key: &str, words: &[(&'static str, T)]) -> Option<T> {
    let text = self.text(key)?;
    let found = words.iter().find(|(word, _)| *word == text.text).map(|(_, value)| *value);
    if found.is_none() {
      let known: Vec<_> = words.iter().map(|(word, _)| *word).collect();
      let message = unknown("form-unknown-word", &text.text, known.iter().copied()).with("known", known.join(" "));
      self.sink.report_in(&text, 0, message);
    }
    found
  }

  /// The table under `key`.
  pub(super) fn table(&self, key: &str, known: &[&str]) -> Option<Reader<'s>> {
    let value = self.value(key)?;
    match value.get_ref() {
      DeValue::Table(table) => Some(Reader::new(self.sink, self.file, table, value.span(), known)),
      _ => {
        self.wrong_type(key, value, "{ … }");
        None
      }
    }
  }

  /// The tables of the list under `key`.
  pub(super) fn tables(&self, key: &str, known: &[&str]) -> Vec<Reader<'s>> {
    let Some(value) = self.value(key) else { return Vec::new() };
    let Some(items) = value.get_ref().as_array() else {
      self.wrong_type(key, value, "[ { … } ]");
      return Vec::new();
    };
    let mut readers = Vec::new();
    for item in items {
      match item.get_ref() {
        DeValue::Table(table) => readers.push(Reader::new(self.sink, self.file, table, item.span(), known)),
        _ => self.wrong_type(key, item, "{ … }"),
      }
    }
    readers
  }

  /// A text in both languages.
  pub(super) fn pair(&self, key: &str) -> Option<LocatedPair> {
    let reader = self.table(key, &["zh", "en"])?;
    for (language, id) in [("zh", "form-missing-zh"), ("en", "form-missing-en")] {
      let empty = reader.value(language).and_then(|value| value.get_ref().as_str()).is_some_and(|text| text.trim().is_empty());
      if empty || reader.value(language).is_none() {
        reader.report(Message::new(id).with("key", key));
      }
    }
    Some(LocatedPair { zh: reader.text("zh").unwrap_or_default(), en: reader.text("en").unwrap_or_default() })
  }

  pub(super) fn required_pair(&self, key: &str) -> LocatedPair {
    if self.value(key).is_none() {
      self.missing(key);
    }
    self.pair(key).unwrap_or_else(|| LocatedPair { zh: self.place(), en: self.place() })
  }

  pub(super) fn bilingual(&self, key: &str) -> Option<Bilingual> {
    self.pair(key).map(|pair| Bilingual { zh: pair.zh.text.into(), en: pair.en.text.into() })
  }

  pub(super) fn required_bilingual(&self, key: &str) -> Bilingual {
    let pair = self.required_pair(key);
    Bilingual { zh: pair.zh.text.into(), en: pair.en.text.into() }
  }

  /// Everything in this table as JSON.
  pub(super) fn entries(&self) -> impl Iterator<Item = (&'s str, Json)> {
    self.table.iter().map(|(key, value)| (key.get_ref().as_ref(), self.json(value)))
  }

  fn json(&self, value: &Spanned<DeValue<'_>>) -> Json {
    match value.get_ref() {
      DeValue::String(text) => Json::from(text.as_ref()),
      DeValue::Integer(integer) => integer.as_str().parse::<i64>().map_or(Json::Null, Json::from),
      DeValue::Boolean(boolean) => Json::from(*boolean),
      DeValue::Datetime(date) => Json::from(date.to_string()),
      DeValue::Array(items) => items.iter().map(|item| self.json(item)).collect(),
      DeValue::Table(table) => {
        Json::Object(table.iter().map(|(key, value)| (key.get_ref().as_ref().to_owned(), self.json(value))).collect())
      }
      DeValue::Float(_) => {
        self.report_value(value, Message::new("form-float"));
        Json::Null
      }
    }
  }
}

/// A message about an unknown name, with the nearest known one.
pub(super) fn unknown<'a>(id: &'static str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Message {
  let message = Message::new(id).with("name", name);
  match text::suggest(name, known) {
    Some(suggestion) => message.with("suggestion", Message::new("did-you-mean").with("name", suggestion)),
    None => message.with("suggestion", ""),
  }
}
