//! From TOML to [`RawForm`].

use super::{
  Disclosure, FormFiles, Name, Rename, Severity, Status, Version,
  raw::{Located, RawDue, RawForm, RawSection, RawStatement, RawTable},
  read_field::{FIELD_KEYS, options, raw_field},
  read_rule::{RULE_KEYS, raw_rule},
  toml_reader::{Reader, Sink},
};
use crate::lang::Message;
use toml::{Spanned, de::DeTable};

/// The most rows of a table that names no limit.
const MAX_ROWS: usize = 10_000;

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

pub(super) const SEVERITIES: &[(&str, Severity)] = &[("error", Severity::Error), ("warning", Severity::Warning), ("info", Severity::Info)];
pub(super) const DISCLOSURES: &[(&str, Disclosure)] =
  &[("public", Disclosure::Public), ("partner", Disclosure::Partner), ("regulator", Disclosure::Regulator)];

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
    rules: reader.tables("rule", RULE_KEYS).iter().map(raw_rule).collect(),
    id,
  }
}

/// A table as it is written.
pub(super) fn raw_table(reader: &Reader<'_>) -> RawTable {
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
