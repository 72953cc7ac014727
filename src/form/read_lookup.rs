//! From a CSV file and its `[[lookup]]` entry to a [`Lookup`].

use super::{
  Bilingual, FormFiles, Lookup,
  cells::Cells,
  numbers::Numbers,
  raw::Located,
  toml_reader::{Reader, unknown},
};
use crate::{lang::Message, metrology::Number, text::Pattern};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashSet};

const KEYS: &[&str] =
  &["id", "file", "key", "label", "detail", "numbers", "names", "since", "patterns", "bands", "nest", "source", "vintage", "confidence"];
const CONFIDENCES: [(&str, &str); 3] = [("high", "high"), ("medium", "medium"), ("low", "low")];

/// Reads every lookup of a form. Where they come from, their date and how sure they are must be stated.
pub(super) fn read_lookups(files: &FormFiles, reader: &Reader<'_>) -> Vec<Lookup> {
  reader.tables("lookup", KEYS).iter().filter_map(|entry| lookup(files, entry)).collect()
}

/// Where the facts come from: one text for both languages, or one for each.
fn source(entry: &Reader<'_>) -> Bilingual {
  if entry.value("source").is_some_and(|value| value.get_ref().is_table()) {
    return entry.required_bilingual("source");
  }
  let text = entry.required_text("source").text;
  Bilingual { zh: text.clone().into(), en: text.into() }
}

fn lookup(files: &FormFiles, entry: &Reader<'_>) -> Option<Lookup> {
  let sink = entry.sink();
  let (id, file, key) = (entry.id("id", false), entry.required_text("file"), entry.required_text("key"));
  let label = entry.required_pair("label");
  let Some(content) = files.get(&file.text) else {
    sink.report_in(&file, 0, Message::new("form-file-missing").with("name", &file.text));
    return None;
  };
  let mut csv = csv::ReaderBuilder::new().flexible(true).from_reader(content.trim_start_matches('\u{feff}').as_bytes());
  let columns: Vec<String> = csv.headers().ok()?.iter().map(str::to_owned).collect();
  let column = |name: &Located| {
    let found = columns.iter().position(|known| *known == name.text);
    if found.is_none() {
      sink.report_in(name, 0, unknown("expr-unknown-column", &name.text, columns.iter().map(String::as_str)));
    }
    found
  };
  let optional = |key: &str| entry.text(key).and_then(|name| column(&name));
  let mut numbers: Vec<usize> = entry.texts("numbers").iter().filter_map(column).collect();
  let (names, since, patterns) = (optional("names"), optional("since"), optional("patterns"));
  let confidences = columns.iter().position(|name| name == "confidence");
  let (is_banded, key) = (entry.boolean("bands").unwrap_or_default(), column(&key)?);
  if is_banded {
    numbers.push(key);
  }
  let mut lookup = Lookup {
    id: id.text,
    numbers: (0..columns.len()).map(|column| numbers.contains(&column)).collect(),
    label_zh: column(&label.zh)?,
    label_en: column(&label.en)?,
    nest: entry.sizes("nest"),
    detail: optional("detail"),
    key,
    names: names.map(|_| BTreeMap::new()),
    bands: is_banded.then(Vec::new),
    since: since.map(|_| Vec::new()),
    patterns: patterns.map(|_| Vec::new()),
    source: source(entry),
    vintage: entry.required_text("vintage").text,
    confidence: entry.word("confidence", &CONFIDENCES).unwrap_or("low"),
    cells: Cells::new(columns.len()),
    by_key: Numbers::default(),
    columns: columns.clone(),
  };
  if entry.value("confidence").is_none() {
    entry.missing("confidence");
  }
  let mut keys = HashSet::new();
  for record in csv.records() {
    let record = match record {
      Ok(record) => record,
      Err(error) => {
        sink.report_file(&file.text, Message::new("form-csv").with("problem", error.to_string()));
        continue;
      }
    };
    let line = usize::try_from(record.position().map_or(0, csv::Position::line)).unwrap_or_default();
    let report = |id: &'static str, found: &str| {
      sink.report_file(&file.text, Message::new(id).with("line", line).with("found", found));
    };
    let row: Vec<&str> = record.iter().collect();
    if row.len() != columns.len() {
      let message = Message::new("form-csv-ragged").with("line", line).with("found", row.len()).with("wanted", columns.len());
      sink.report_file(&file.text, message);
      continue;
    }
    for number in numbers.iter().filter(|number| !row[**number].is_empty() && row[**number].parse::<Number>().is_err()) {
      report("form-csv-number", row[*number]);
    }
    if let Some(found) = confidences.map(|column| row[column]).filter(|found| CONFIDENCES.iter().all(|(word, _)| word != found)) {
      report("form-csv-confidence", found);
    }
    let place = lookup.cells.len();
    if let (Some(first_days), Some(column)) = (&mut lookup.since, since) {
      match row[column].parse::<Date>() {
        Ok(date) => first_days.push((date, place)),
        Err(_) => report("form-csv-date", row[column]),
      }
    }
    if let (Some(forms), Some(column)) = (&mut lookup.patterns, patterns) {
      let regex = Pattern::new(&format!("^(?:{})$", row[column]));
      if regex.is_err() {
        report("form-csv-pattern", row[column]);
      }
      forms.push(regex.ok());
    }
    if let (Some(known), Some(column)) = (&mut lookup.names, names) {
      for name in row[column].split('|').map(str::trim) {
        if let Some(first) = name.chars().next() {
          known.entry(first).or_default().push((name.to_owned(), place));
        }
      }
    }
    if let (Some(bands), Ok(limit)) = (&mut lookup.bands, row[key].parse()) {
      bands.push((limit, place));
    }
    if !keys.insert(row[key].to_owned()) {
      sink.report_file(&file.text, Message::new("form-csv-twice").with("line", line).with("key", row[key]));
    }
    lookup.cells.push(row.into_iter());
  }
  lookup.sort();
  Some(lookup)
}
