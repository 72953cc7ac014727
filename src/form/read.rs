//! From TOML to [`RawForm`].

use super::{
  Bilingual, Choice, Disclosure, Expect, FormFiles, Name, Rename, RuleTest, Severity, Status, Version,
  kind::{Format, TextLimits},
  raw::{Located, LocatedPair, RawChoices, RawCondition, RawDue, RawField, RawForm, RawKind, RawRule, RawSection, RawStatement, RawTable},
  toml_reader::{Reader, Sink},
};
use crate::{lang::Message, text::Pattern};
use std::sync::Arc;
use toml::{Spanned, de::DeTable};

/// The most rows of a table that names no limit.
const MAX_ROWS: usize = 10_000;
/// The most bytes of an attachment that names no limit.
const MAX_ATTACHMENT: u64 = 20 << 20;

const FORM_KEYS: &[&str] = &[
  "id",
  "version",
  "status",
  "languages",
  "title",
  "notice",
  "sections",
  "summary",
  "statement",
  "choices",
  "lookup",
  "rename",
  "migrates",
];
const SECTION_KEYS: &[&str] = &[
  "id", "kind", "title", "help", "show_if", "disclose", "source", "key", "unique", "min_rows", "max_rows", "required", "due", "retire",
  "field", "rule",
];
const FIELD_KEYS: &[&str] = &[
  "id",
  "type",
  "label",
  "help",
  "example",
  "required",
  "show_if",
  "default",
  "compute",
  "explain",
  "disclose",
  "hidden",
  "unit",
  "synonyms",
  "join",
  "yes",
  "no",
  "empty_mark",
  "fresh",
  "ahead",
  "source",
  "ref",
  "confidence",
  "invalid",
  "invalid_message",
  "min_len",
  "max_len",
  "pattern",
  "pattern_message",
  "format",
  "format_severity",
  "measured",
  "min",
  "max",
  "digits",
  "choices",
  "lookup",
  "where",
  "to",
  "many",
  "units",
  "accept",
  "max_bytes",
  "text",
  "key",
  "unique",
  "min_rows",
  "max_rows",
  "due",
  "retire",
  "column",
];
const RULE_KEYS: &[&str] =
  &["id", "code", "on", "at", "when", "assert", "severity", "override", "message", "hint", "ref", "confidence", "fix", "tests"];

const SEVERITIES: &[(&str, Severity)] = &[("error", Severity::Error), ("warning", Severity::Warning), ("info", Severity::Info)];
const DISCLOSURES: &[(&str, Disclosure)] =
  &[("public", Disclosure::Public), ("partner", Disclosure::Partner), ("regulator", Disclosure::Regulator)];

/// Every type a field may have.
const TYPES: &[(&str, &str)] = &[
  ("text", "text"),
  ("long_text", "long_text"),
  ("code", "code"),
  ("integer", "integer"),
  ("decimal", "decimal"),
  ("boolean", "boolean"),
  ("date", "date"),
  ("choice", "choice"),
  ("choices", "choices"),
  ("quantity", "quantity"),
  ("range", "range"),
  ("uncertainty", "uncertainty"),
  ("accuracy", "accuracy"),
  ("reference", "reference"),
  ("attachment", "attachment"),
  ("computed", "computed"),
  ("note", "note"),
  ("table", "table"),
];

/// A TOML file of a form, parsed.
pub(super) struct Document<'a> {
  pub(super) name: &'a str,
  pub(super) file: usize,
  pub(super) table: Spanned<DeTable<'a>>,
}

/// Parses every TOML file, reporting mistakes of syntax.
pub(super) fn documents<'a>(files: &'a FormFiles, sink: &Sink<'_>) -> Vec<Document<'a>> {
  let mut documents = Vec::new();
  for (file, (name, content)) in files.files.iter().enumerate() {
    if content.len() > FormFiles::MAX_BYTES {
      sink.report_file(name, Message::new("form-file-too-large").with("limit", FormFiles::MAX_BYTES));
    } else if name.ends_with(".toml") {
      let (table, errors) = DeTable::parse_recoverable(content);
      for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        sink.report(file, at, Message::new("form-toml").with("problem", error.message()));
      }
      documents.push(Document { name, file, table });
    }
  }
  documents
}

/// The reader of `form.toml`, and that of each section by its id.
pub(super) fn read<'s>(documents: &'s [Document<'s>], sink: &'s Sink<'s>) -> Option<(RawForm, Reader<'s>)> {
  let Some(main) = documents.iter().find(|document| document.name == "form.toml") else {
    sink.report_file("form.toml", Message::new("form-file-missing").with("name", "form.toml"));
    return None;
  };
  let reader = Reader::new(sink, main.file, main.table.get_ref(), 0..0, FORM_KEYS);
  let mut sections = Vec::new();
  for name in reader.texts("sections") {
    let path = format!("sections/{}.toml", name.text);
    match documents.iter().find(|document| document.name == path) {
      Some(document) => sections.push(section(&Reader::new(sink, document.file, document.table.get_ref(), 0..0, SECTION_KEYS), &name)),
      None => sink.report_in(&name, 0, Message::new("form-file-missing").with("name", path)),
    }
  }
  if reader.value("sections").is_none() {
    reader.missing("sections");
  }
  let listed = reader.strings("sections");
  for document in documents.iter().filter(|document| document.name != "form.toml") {
    let id = document.name.trim_start_matches("sections/").trim_end_matches(".toml");
    if !listed.iter().any(|name| name == id) {
      sink.report_file(document.name, Message::new("form-section-not-listed").with("id", id));
    }
  }
  let version = reader.required_text("version");
  if version.text.split('.').filter(|part| part.parse::<u32>().is_ok()).count() != 3 && !version.text.is_empty() {
    sink.report_in(&version, 0, Message::new("form-bad-version").with("version", &version.text));
  }
  let summary = reader
    .table("summary", &["name", "organisation"])
    .map(|summary| (summary.required_text("name"), summary.required_text("organisation")));
  if summary.is_none() {
    reader.missing("summary");
  }
  let statement = reader.table("statement", &["id", "text", "signer", "function", "date", "confirm"]).map(|table| RawStatement {
    id: table.required_text("id").text,
    text: table.required_bilingual("text"),
    signer: table.required_text("signer"),
    function: table.required_text("function"),
    date: table.required_text("date"),
    confirm: table.texts("confirm"),
  });
  let lists =
    reader.tables("choices", &["id", "options"]).into_iter().map(|list| (list.id("id", false), options(&list, "options"))).collect();
  const STATUSES: &[(&str, Status)] =
    &[("draft", Status::Draft), ("published", Status::Published), ("closing", Status::Closing), ("closed", Status::Closed)];
  let form = RawForm {
    id: reader.required_text("id").text,
    version: version.text,
    status: reader.word("status", STATUSES).unwrap_or(Status::Draft),
    title: reader.required_bilingual("title"),
    notice: reader.required_bilingual("notice"),
    renames: reader.tables("rename", &["from", "to", "since"]).iter().filter_map(rename).collect(),
    migrates: reader.text("migrates").and_then(|text| version_of(&reader, &text)),
    summary,
    statement,
    lists,
    sections,
  };
  let _ = reader.strings("languages");
  Some((form, reader))
}

fn version_of(reader: &Reader<'_>, text: &Located) -> Option<Version> {
  let version = text.text.parse().ok();
  if version.is_none() {
    reader.sink().report_in(text, 0, Message::new("form-bad-version").with("version", &text.text));
  }
  version
}

fn rename(reader: &Reader<'_>) -> Option<(Located, Rename)> {
  let name = |key: &str| {
    let text = reader.required_text(key);
    let name = text.text.parse::<Name>().ok();
    if name.is_none() {
      reader.sink().report_in(&text, 0, Message::new("form-rename-name").with("name", &text.text));
    }
    Some((text, name?))
  };
  let ((from_text, from), (_, to)) = (name("from")?, name("to")?);
  let since = version_of(reader, &reader.required_text("since"))?;
  Some((from_text, Rename { from, to, since }))
}

fn section(reader: &Reader<'_>, listed: &Located) -> RawSection {
  let id = reader.id("id", false);
  if id.text != listed.text && !id.text.is_empty() {
    reader.sink().report_in(&id, 0, Message::new("form-section-id").with("id", &id.text).with("file", &listed.text));
  }
  let is_table = reader.word("kind", &[("fields", false), ("table", true)]).unwrap_or_default();
  let table = is_table.then(|| raw_table(reader));
  if !is_table {
    for key in ["key", "unique", "min_rows", "max_rows", "required", "due", "retire"] {
      if let Some(value) = reader.value(key) {
        reader.report_value(value, Message::new("form-key-needs-table").with("key", key));
      }
    }
  }
  RawSection {
    title: reader.required_bilingual("title"),
    help: reader.bilingual("help"),
    show_if: reader.text("show_if"),
    disclose: reader.word("disclose", DISCLOSURES).unwrap_or(Disclosure::Regulator),
    source: reader.text("source").map(|source| source.text),
    table,
    fields: reader.tables("field", FIELD_KEYS).iter().map(|field| raw_field(field, is_table)).collect(),
    rules: reader.tables("rule", RULE_KEYS).iter().map(rule).collect(),
    id,
  }
}

fn raw_table(reader: &Reader<'_>) -> RawTable {
  let unique = reader.tables("unique", &["id", "columns", "severity"]);
  RawTable {
    key: reader.text("key"),
    unique: unique
      .iter()
      .map(|unique| {
        let id = unique.text("id").map_or_else(|| "duplicate-row".to_owned(), |id| id.text);
        (id, unique.texts("columns"), unique.word("severity", SEVERITIES).unwrap_or(Severity::Error))
      })
      .collect(),
    min_rows: reader.size("min_rows").unwrap_or(0),
    max_rows: reader.size("max_rows").unwrap_or(MAX_ROWS),
    required: match reader.value("required").map(Spanned::get_ref) {
      Some(value) if value.as_bool() == Some(true) => Some(Located { text: "true".into(), ..reader.place() }),
      Some(value) if value.as_bool() == Some(false) => None,
      _ => reader.text("required"),
    },
    due: reader.table("due", &["date", "when", "department", "body", "columns", "clear"]).map(|due| RawDue {
      date: due.required_text("date"),
      when: due.text("when"),
      department: due.text("department"),
      body: due.text("body"),
      columns: due.texts("columns"),
      clear: due.texts("clear"),
    }),
    retire: reader.table("retire", &["field", "code"]).map(|retire| (retire.required_text("field"), retire.required_text("code"))),
  }
}

fn raw_field(reader: &Reader<'_>, in_table: bool) -> RawField {
  let id = reader.id("id", false);
  let kind = kind(reader, in_table);
  let required = match reader.value("required").map(Spanned::get_ref) {
    None => RawCondition::Never,
    // A table reads its own `required`.
    Some(_) if matches!(kind, RawKind::Table(..)) => RawCondition::Never,
    Some(value) => match value.as_bool() {
      Some(true) => RawCondition::Always,
      Some(false) => RawCondition::Never,
      None => reader.text("required").map_or(RawCondition::Never, RawCondition::If),
    },
  };
  let confidence = reader.text("confidence");
  if let Some(confidence) = &confidence {
    check_confidence(reader, confidence);
  }
  RawField {
    id,
    label: reader.required_bilingual("label"),
    help: reader.bilingual("help"),
    example: reader.text("example").map(|example| example.text),
    required,
    show_if: reader.text("show_if"),
    default: reader.text("default"),
    explain: reader.pair("explain"),
    disclose: reader.word("disclose", DISCLOSURES),
    hidden: reader.boolean("hidden").unwrap_or_default(),
    unit: reader.bilingual("unit"),
    synonyms: reader.texts("synonyms"),
    join: reader.boolean("join").unwrap_or_default(),
    yes_no: (reader.strings("yes"), reader.strings("no")),
    empty_mark: reader.text("empty_mark").map(|mark| mark.text),
    fresh: reader.boolean("fresh").unwrap_or_default(),
    ahead: reader.boolean("ahead").unwrap_or_default(),
    source: reader.text("source").map(|source| source.text),
    reference: reader.text("ref").map(|reference| reference.text),
    confidence: confidence.map(|confidence| confidence.text),
    invalid: reader.value("invalid").map(|_| reader.id("invalid", true).text),
    invalid_message: reader.bilingual("invalid_message"),
    kind,
  }
}

fn check_confidence(reader: &Reader<'_>, confidence: &Located) {
  if !["high", "medium", "low"].contains(&confidence.text.as_str()) {
    let message = super::toml_reader::unknown("form-unknown-word", &confidence.text, ["high", "medium", "low"]);
    reader.sink().report_in(confidence, 0, message.with("known", "high medium low"));
  }
}

fn kind(reader: &Reader<'_>, in_table: bool) -> RawKind {
  if reader.value("type").is_none() {
    reader.missing("type");
  }
  let Some(name) = reader.word("type", TYPES) else { return RawKind::Unknown };
  for (key, types) in KEYS_OF_TYPES {
    if let Some(value) = reader.value(key)
      && !types.contains(&name)
    {
      reader.report_value(value, Message::new("form-key-needs-type").with("key", *key).with("types", types.join(" ")).with("found", name));
    }
  }
  match name {
    "text" | "long_text" => RawKind::Text { long: name == "long_text", limits: limits(reader) },
    "code" => RawKind::Code(limits(reader)),
    "integer" => RawKind::Integer { min: reader.number("min"), max: reader.number("max") },
    "decimal" => RawKind::Decimal { min: reader.number("min"), max: reader.number("max") },
    "boolean" => RawKind::Boolean,
    "date" => RawKind::Date,
    "choice" => RawKind::Choice(choices(reader)),
    "choices" => RawKind::Choices(choices(reader)),
    "quantity" => RawKind::Quantity(reader.strings("units")),
    "range" => RawKind::Range(reader.strings("units")),
    "uncertainty" => RawKind::Uncertainty(reader.strings("units")),
    "accuracy" => RawKind::Accuracy,
    "reference" => {
      let to = reader.texts("to");
      if to.is_empty() {
        reader.missing("to");
      }
      RawKind::Reference { to, many: reader.boolean("many").unwrap_or_default() }
    }
    "attachment" => RawKind::Attachment {
      accept: reader.strings("accept"),
      max_bytes: reader.size("max_bytes").map_or(MAX_ATTACHMENT, |bytes| bytes as u64),
    },
    "computed" => RawKind::Computed {
      compute: reader.required_text("compute"),
      digits: reader.size("digits").and_then(|digits| i32::try_from(digits).ok()),
      choices: (reader.value("choices").is_some() || reader.value("lookup").is_some()).then(|| choices(reader)),
    },
    "note" => RawKind::Note(reader.required_bilingual("text")),
    _ if in_table => {
      reader.report(Message::new("form-table-in-table"));
      RawKind::Unknown
    }
    _ => RawKind::Table(raw_table(reader), reader.tables("column", FIELD_KEYS).iter().map(|column| raw_field(column, true)).collect()),
  }
}

/// Which types take a key; keys not listed go with every type.
const KEYS_OF_TYPES: &[(&str, &[&str])] = &[
  ("compute", &["computed"]),
  ("hidden", &["computed"]),
  ("digits", &["computed"]),
  ("min_len", &["text", "long_text", "code"]),
  ("max_len", &["text", "long_text", "code"]),
  ("pattern", &["text", "code"]),
  ("pattern_message", &["text", "code"]),
  ("format", &["text", "code"]),
  ("format_severity", &["text", "code"]),
  ("measured", &["text", "long_text"]),
  ("ahead", &["date"]),
  ("min", &["integer", "decimal"]),
  ("max", &["integer", "decimal"]),
  ("choices", &["choice", "choices", "computed"]),
  ("lookup", &["choice", "choices", "computed"]),
  ("where", &["choice", "choices", "computed"]),
  ("to", &["reference"]),
  ("many", &["reference"]),
  ("units", &["quantity", "range", "uncertainty"]),
  ("accept", &["attachment"]),
  ("max_bytes", &["attachment"]),
  ("text", &["note"]),
  ("join", &["text", "long_text"]),
  ("yes", &["boolean"]),
  ("no", &["boolean"]),
  ("key", &["table"]),
  ("unique", &["table"]),
  ("min_rows", &["table"]),
  ("max_rows", &["table"]),
  ("due", &["table"]),
  ("retire", &["table"]),
  ("column", &["table"]),
];

fn limits(reader: &Reader<'_>) -> TextLimits {
  let pattern = reader.text("pattern").and_then(|pattern| match Pattern::new(&format!("^(?:{})$", pattern.text)) {
    Ok(regex) => Some((regex, reader.required_bilingual("pattern_message"))),
    Err(error) => {
      reader.sink().report_in(&pattern, 0, Message::new("expr-pattern").with("problem", error.to_string()));
      None
    }
  });
  TextLimits {
    min_len: reader.size("min_len"),
    max_len: reader.size("max_len"),
    pattern,
    format: reader.word("format", &Format::ALL),
    format_warns: reader.word("format_severity", &[("error", false), ("warning", true)]).unwrap_or_default(),
    measured: reader.boolean("measured").unwrap_or_default(),
  }
}

fn choices(reader: &Reader<'_>) -> RawChoices {
  if let Some(lookup) = reader.text("lookup") {
    let filter = reader.value("where").map_or_else(Vec::new, |_| {
      let known: Vec<&str> = reader
        .value("where")
        .and_then(|value| value.get_ref().as_table())
        .map(|table| table.keys().map(|key| key.get_ref().as_ref()).collect())
        .unwrap_or_default();
      match reader.table("where", &known) {
        Some(table) => {
          known.iter().map(|column| (Located { text: (*column).to_owned(), ..table.place() }, table.strings(column))).collect()
        }
        None => Vec::new(),
      }
    });
    return RawChoices::Lookup { lookup, filter };
  }
  match reader.value("choices").map(Spanned::get_ref) {
    None => {
      reader.missing("choices");
      RawChoices::Inline(Arc::from([]))
    }
    Some(value) if value.as_str().is_some() => RawChoices::Shared(reader.required_text("choices")),
    Some(_) => RawChoices::Inline(options(reader, "choices")),
  }
}

fn options(reader: &Reader<'_>, key: &str) -> Arc<[Choice]> {
  let mut options: Vec<Choice> = Vec::new();
  for option in reader.tables(key, &["code", "zh", "en", "synonyms"]) {
    let code = option.required_text("code");
    if options.iter().any(|known| known.code == code.text) {
      reader.sink().report_in(&code, 0, Message::new("form-twice").with("id", &code.text));
    }
    let label = Bilingual { zh: option.required_text("zh").text, en: option.required_text("en").text };
    options.push(Choice { code: code.text, label, synonyms: option.strings("synonyms") });
  }
  if options.is_empty() {
    reader.report(Message::new("form-no-choices"));
  }
  options.into()
}

fn rule(reader: &Reader<'_>) -> RawRule {
  const FIX_KEYS: &[&str] = &["label", "set"];
  let is_list = reader.value("fix").is_some_and(|value| value.get_ref().is_array());
  let fixes = if is_list { reader.tables("fix", FIX_KEYS) } else { reader.table("fix", FIX_KEYS).into_iter().collect() };
  let fixes: Vec<(LocatedPair, Located)> = fixes.iter().map(|fix| (fix.required_pair("label"), fix.required_text("set"))).collect();
  let at = reader.texts("at");
  if at.is_empty() {
    reader.missing("at");
  }
  if reader.value("severity").is_none() {
    reader.missing("severity");
  }
  let confidence = reader.text("confidence");
  if let Some(confidence) = &confidence {
    check_confidence(reader, confidence);
  }
  RawRule {
    id: reader.id("id", true),
    code: reader.value("code").map(|_| reader.id("code", true).text),
    on: reader.required_text("on"),
    at,
    when: reader.text("when"),
    assert: reader.required_text("assert"),
    severity: reader.word("severity", SEVERITIES).unwrap_or(Severity::Error),
    overridable: reader.boolean("override"),
    message: reader.required_pair("message"),
    hint: reader.bilingual("hint"),
    reference: reader.text("ref").map(|reference| reference.text),
    confidence: confidence.map(|confidence| confidence.text),
    fixes,
    tests: tests(reader),
  }
}

fn tests(reader: &Reader<'_>) -> Vec<RuleTest> {
  let Some(list) = reader.value("tests").and_then(|value| value.get_ref().as_array()) else { return Vec::new() };
  let keys: Vec<String> = list
    .iter()
    .filter_map(|item| item.get_ref().as_table())
    .flat_map(|table| table.keys().map(|key| key.get_ref().as_ref().to_owned()))
    .collect();
  let known: Vec<&str> = keys.iter().map(String::as_str).collect();
  let expectations = [("pass", Expect::Pass), ("fail", Expect::Fail), ("silent", Expect::Silent)];
  let mut tests = Vec::new();
  for test in reader.tables("tests", &known) {
    if test.value("expect").is_none() {
      test.missing("expect");
    }
    let date = |key: &str| {
      let value = test.value(key)?;
      let text = match value.get_ref() {
        toml::de::DeValue::Datetime(date) => date.to_string(),
        other => other.as_str().unwrap_or_default().to_owned(),
      };
      let date = text.parse().ok();
      if date.is_none() {
        test.report_value(value, Message::new("form-bad-date").with("found", text));
      }
      date
    };
    let (as_of, last_edit) = (date("as_of"), date("last_edit"));
    let mut answers = serde_json::Map::new();
    let mut row = None;
    for (key, value) in test.entries() {
      match key {
        "expect" | "as_of" | "last_edit" => {}
        "row" => row = Some(value),
        section => drop(answers.insert(section.to_owned(), value)),
      }
    }
    let place = test.place();
    tests.push(RuleTest {
      row,
      answers,
      as_of,
      last_edit,
      expect: test.word("expect", &expectations).unwrap_or(Expect::Silent),
      position: reader.sink().position(place.file, place.at),
    });
  }
  tests
}
