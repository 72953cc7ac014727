//! XLSX, XLSM and what WPS writes in their place. Read part by part into rows that hold something: a sheet with one cell at its lower right
//! corner costs no more than that cell. Links to other files, macros and pictures are never opened.

use super::{
  archive::Archive,
  number_format::NumberFormat,
  plain,
  xlsx_cells::cells,
  xlsx_text::{rich_text, unescape},
  xml::{attribute, left, reader, skip_to, wrong},
};
use crate::{
  lang::Message,
  ledger::{
    Book, Sheet, Step, Stopped, Watch,
    limits::{Counter, MAX_SHEETS},
    progress::tell,
    threads,
  },
};
use quick_xml::events::Event;
use std::{collections::HashMap, sync::Arc};

/// A sheet as the workbook lists it.
struct Listed {
  name: String,
  hidden: bool,
  path: String,
}

/// What cells refer to.
pub(super) struct Shared {
  pub(super) texts: Vec<Arc<str>>,
  /// The format of each style.
  pub(super) formats: Vec<NumberFormat>,
  pub(super) from_1904: bool,
}

pub(super) fn read(mut archive: Archive<'_>, watch: Watch<'_>) -> Result<Book, Stopped> {
  let (listed, from_1904) = workbook(&mut archive, watch)?;
  let mut beside = archive.clone();
  // The first sheet is mostly the large one.
  let first = |watch: Watch<'_>| listed.first().map_or(Ok(None), |listed| archive.text(&listed.path, watch));
  let (first, shared) = threads::beside(watch, first, |watch| shared(&mut beside, from_1904, watch));
  let (shared, mut first) = (shared?, Some(first?));
  let mut counter = Counter::default();
  let mut book = Book::default();
  for listed in listed {
    let text = match first.take() {
      Some(text) => text,
      None => archive.text(&listed.path, watch)?,
    };
    let Some(text) = text else { continue };
    let mut sheet = Sheet { name: listed.name, hidden: listed.hidden, ..Sheet::default() };
    // A sheet that is only a chart has no cells.
    cells(&text, &shared, &mut sheet, &mut counter, watch)?;
    book.sheets.push(sheet);
  }
  Ok(book)
}

fn shared(archive: &mut Archive<'_>, from_1904: bool, watch: Watch<'_>) -> Result<Shared, Stopped> {
  let texts = match archive.text("xl/sharedStrings.xml", watch)? {
    Some(text) => shared_texts(&text, watch)?,
    None => Vec::new(),
  };
  let formats = match archive.text("xl/styles.xml", watch)? {
    Some(text) => formats(&text)?,
    None => Vec::new(),
  };
  Ok(Shared { texts, formats, from_1904 })
}

/// The sheets in order, and whether days are counted from 1904.
fn workbook(archive: &mut Archive<'_>, watch: Watch<'_>) -> Result<(Vec<Listed>, bool), Stopped> {
  let relations = archive.text("_rels/.rels", watch)?.map(|text| relations(&text)).transpose()?.unwrap_or_default();
  let main = relations
    .values()
    .find(|(kind, _)| kind.ends_with("/officeDocument"))
    .map_or_else(|| "xl/workbook.xml".to_owned(), |(_, target)| target.trim_start_matches('/').to_owned());
  let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
  let name = main.rsplit('/').next().unwrap_or_default();
  let targets = match archive.text(&format!("{folder}/_rels/{name}.rels"), watch)? {
    Some(text) => self::relations(&text)?,
    None => HashMap::new(),
  };
  let text = archive.required(&main, watch)?;
  let mut reader = reader(&text);
  let (mut listed, mut from_1904) = (Vec::new(), false);
  loop {
    match reader.read_event().map_err(wrong)? {
      Event::Start(element) => match element.local_name().as_ref() {
        "workbookPr" => from_1904 = attribute(&element, "date1904").is_some_and(|value| value == "1" || value == "true"),
        "sheet" => {
          let Some(target) = attribute(&element, "id").and_then(|id| targets.get(&id)).map(|(_, target)| target) else { continue };
          let path = if let Some(absolute) = target.strip_prefix('/') { absolute.to_owned() } else { format!("{folder}/{target}") };
          listed.push(Listed {
            name: attribute(&element, "name").unwrap_or_default(),
            hidden: attribute(&element, "state").is_some_and(|state| state != "visible"),
            path,
          });
          if listed.len() > MAX_SHEETS {
            return Err(Message::new("ledger-too-many-sheets").with("limit", MAX_SHEETS.to_string()).into());
          }
        }
        _ => {}
      },
      Event::Eof => return Ok((listed, from_1904)),
      _ => {}
    }
  }
}

/// Ids with kinds and targets. Targets outside the file are left out.
fn relations(text: &str) -> Result<HashMap<String, (String, String)>, Stopped> {
  let mut reader = reader(text);
  let mut found = HashMap::new();
  loop {
    match reader.read_event().map_err(wrong)? {
      Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
        if attribute(&element, "TargetMode").is_some_and(|mode| mode == "External") {
          continue;
        }
        if let (Some(id), Some(target)) = (attribute(&element, "Id"), attribute(&element, "Target")) {
          found.insert(id, (attribute(&element, "Type").unwrap_or_default(), target));
        }
      }
      Event::Eof => return Ok(found),
      _ => {}
    }
  }
}

fn shared_texts(text: &str, watch: Watch<'_>) -> Result<Vec<Arc<str>>, Stopped> {
  let mut reader = reader(text);
  let mut texts = Vec::new();
  loop {
    let mut rest = left(text, &reader);
    while let Some((plain, after)) = plain::shared_text(rest) {
      texts.push(unescape(plain).into());
      rest = after;
    }
    skip_to(rest, &mut reader);
    match reader.read_event().map_err(wrong)? {
      Event::Start(element) if element.local_name().as_ref() == "si" => {
        texts.push(Arc::from(rich_text(&mut reader, "si")?));
        if texts.len().is_multiple_of(4096) {
          tell(watch, Step::Reading, reader.buffer_position(), text.len() as u64)?;
        }
      }
      Event::Eof => return Ok(texts),
      _ => {}
    }
  }
}

/// The number format of each style, by its place.
fn formats(text: &str) -> Result<Vec<NumberFormat>, Stopped> {
  let mut reader = reader(text);
  let mut own: HashMap<u32, NumberFormat> = HashMap::new();
  let (mut formats, mut inside) = (Vec::new(), false);
  loop {
    match reader.read_event().map_err(wrong)? {
      Event::Start(element) => match element.local_name().as_ref() {
        "numFmt" => {
          let id = attribute(&element, "numFmtId").and_then(|id| id.parse().ok());
          if let (Some(id), Some(code)) = (id, attribute(&element, "formatCode")) {
            own.insert(id, NumberFormat::parse(&code));
          }
        }
        "cellXfs" => inside = true,
        "xf" if inside => {
          let id = attribute(&element, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
          formats.push(own.get(&id).cloned().unwrap_or_else(|| NumberFormat::built_in(id)));
        }
        _ => {}
      },
      Event::End(element) if element.local_name().as_ref() == "cellXfs" => inside = false,
      Event::Eof => return Ok(formats),
      _ => {}
    }
  }
}
