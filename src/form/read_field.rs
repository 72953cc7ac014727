//! Fields as TOML says them.

use super::{
  Bilingual, Choice,
  kind::{Format, TextLimits},
  raw::{Located, RawChoices, RawCondition, RawField, RawKind},
  read::{DISCLOSURES, raw_table},
  toml_reader::Reader,
};
use crate::{lang::Message, text::Pattern};
use std::sync::Arc;
use toml::Spanned;

/// The most bytes of an attachment that names no limit.
const MAX_ATTACHMENT: u64 = 20 << 20;

/// The keys of a field, whatever its type.
pub(super) const FIELD_KEYS: &[&str] = &[
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

/// A field as it is written.
pub(super) fn raw_field(reader: &Reader<'_>, in_table: bool) -> RawField {
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

/// Reports a confidence that is none.
pub(super) fn check_confidence(reader: &Reader<'_>, confidence: &Located) {
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

/// The choices that stand in the form itself.
pub(super) fn options(reader: &Reader<'_>, key: &str) -> Arc<[Choice]> {
  let mut options: Vec<Choice> = Vec::new();
  for option in reader.tables(key, &["code", "zh", "en", "synonyms"]) {
    let code = option.required_text("code");
    if options.iter().any(|known| known.code == code.text) {
      reader.sink().report_in(&code, 0, Message::new("form-twice").with("id", &code.text));
    }
    let label = Bilingual { zh: option.required_text("zh").text.into(), en: option.required_text("en").text.into() };
    options.push(Choice { code: code.text, label, synonyms: option.strings("synonyms") });
  }
  if options.is_empty() {
    reader.report(Message::new("form-no-choices"));
  }
  options.into()
}
