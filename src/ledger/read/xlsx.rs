//! XLSX, XLSM and what WPS writes in their place. Read part by part into rows that hold something: a sheet with one cell at its lower right
//! corner costs no more than that cell. Links to other files, macros and pictures are never opened.

use super::{
  archive::{Archive, damaged},
  number_format::NumberFormat,
  xml::{attribute, push_reference, reader, text_until, wrong},
};
use crate::{
  lang::Message,
  ledger::{
    Address, Book, Cell, Merge, Sheet, Step, Stopped, Watch,
    limits::{Counter, MAX_SHEETS},
    progress::tell,
  },
};
use quick_xml::{
  Reader,
  events::{BytesStart, Event},
};
use std::{collections::HashMap, sync::Arc};

/// A sheet as the workbook lists it.
struct Listed {
  name: String,
  hidden: bool,
  path: String,
}

/// What cells refer to.
struct Shared {
  texts: Vec<Arc<str>>,
  /// The format of each style.
  formats: Vec<NumberFormat>,
  from_1904: bool,
}

pub(super) fn read(mut archive: Archive<'_>, watch: Watch<'_>) -> Result<Book, Stopped> {
  let (listed, from_1904) = workbook(&mut archive, watch)?;
  let texts = match archive.text("xl/sharedStrings.xml", watch)? {
    Some(text) => shared_texts(&text)?,
    None => Vec::new(),
  };
  let formats = match archive.text("xl/styles.xml", watch)? {
    Some(text) => formats(&text)?,
    None => Vec::new(),
  };
  let shared = Shared { texts, formats, from_1904 };
  let mut counter = Counter::default();
  let mut book = Book::default();
  for listed in listed {
    let Some(text) = archive.text(&listed.path, watch)? else { continue };
    let mut sheet = Sheet { name: listed.name, hidden: listed.hidden, ..Sheet::default() };
    // A sheet that is only a chart has no cells.
    cells(&text, &shared, &mut sheet, &mut counter, watch)?;
    book.sheets.push(sheet);
  }
  Ok(book)
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

fn shared_texts(text: &str) -> Result<Vec<Arc<str>>, Stopped> {
  let mut reader = reader(text);
  let mut texts = Vec::new();
  loop {
    match reader.read_event().map_err(wrong)? {
      Event::Start(element) if element.local_name().as_ref() == "si" => texts.push(Arc::from(rich_text(&mut reader, "si")?)),
      Event::Eof => return Ok(texts),
      _ => {}
    }
  }
}

/// The runs of a text up to the end of `name`, without the reading that is printed above characters.
fn rich_text(reader: &mut Reader<&[u8]>, name: &str) -> Result<String, Stopped> {
  let mut text = String::new();
  let (mut inside, mut phonetic) = (false, false);
  loop {
    match reader.read_event().map_err(wrong)? {
      Event::Start(element) => match element.local_name().as_ref() {
        "t" => inside = true,
        "rPh" => phonetic = true,
        _ => {}
      },
      Event::End(element) => match element.local_name().as_ref() {
        "t" => inside = false,
        "rPh" => phonetic = false,
        ended if ended == name => return Ok(unescape(text)),
        _ => {}
      },
      Event::Text(part) if inside && !phonetic => text.push_str(&part.xml10_content()),
      Event::CData(part) if inside && !phonetic => text.push_str(&part.xml10_content()),
      Event::GeneralRef(reference) if inside && !phonetic => push_reference(&mut text, &reference),
      Event::Eof => return Err(damaged().into()),
      _ => {}
    }
  }
}

/// `_x000D_` stands for a character that XML does not take.
fn unescape(text: String) -> String {
  if !text.contains("_x") {
    return text;
  }
  let mut plain = String::with_capacity(text.len());
  let mut rest = text.as_str();
  while let Some(at) = rest.find("_x") {
    plain.push_str(&rest[..at]);
    let code = rest.get(at + 2..at + 6).filter(|_| rest.get(at + 6..at + 7) == Some("_"));
    match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
      Some(c) => {
        plain.push(c);
        rest = &rest[at + 7..];
      }
      None => {
        plain.push_str("_x");
        rest = &rest[at + 2..];
      }
    }
  }
  plain.push_str(rest);
  plain
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

fn cells(text: &str, shared: &Shared, sheet: &mut Sheet, counter: &mut Counter, watch: Watch<'_>) -> Result<(), Stopped> {
  let mut reader = reader(text);
  let mut at = Address::new(0, 0);
  let mut value = String::new();
  loop {
    match reader.read_event().map_err(wrong)? {
      Event::Start(element) => match element.local_name().as_ref() {
        "row" => {
          let number = raw_attribute(&element, "r").and_then(|number| number.parse::<u32>().ok()).filter(|number| *number > 0);
          at = Address::new(number.map_or(at.row, |number| number - 1), 0);
          if at.row.is_multiple_of(256) {
            tell(watch, Step::Reading, reader.buffer_position(), text.len() as u64)?;
          }
        }
        "c" => {
          if let Some(place) = raw_attribute(&element, "r").and_then(Address::parse) {
            at = place;
          }
          let kind = raw_attribute(&element, "t").unwrap_or("n");
          let style = raw_attribute(&element, "s").and_then(|style| style.parse::<usize>().ok()).unwrap_or(0);
          let cell = cell(&mut reader, kind, style, shared, &mut value)?;
          if cell != Cell::Empty {
            counter.cell(&sheet.name, at)?;
            sheet.put(at, cell);
          }
          at.column += 1;
        }
        "mergeCell" => {
          let area = raw_attribute(&element, "ref").and_then(|area| area.split_once(':'));
          if let Some((from, to)) = area.and_then(|(from, to)| Some((Address::parse(from)?, Address::parse(to)?))) {
            sheet.merges.push(Merge { from, to });
          }
        }
        _ => {}
      },
      Event::End(element) if element.local_name().as_ref() == "row" => at = Address::new(at.row + 1, 0),
      Event::Eof => return Ok(()),
      _ => {}
    }
  }
}

/// An attribute without references, as numbers and addresses are.
fn raw_attribute<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<&'a str> {
  let mut rest = element.attributes_raw();
  loop {
    let (key, after) = rest.split_once('=')?;
    let after = after.trim_start();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, next) = after[1..].split_once(quote)?;
    if key.trim() == name {
      return Some(value);
    }
    rest = next;
  }
}

fn cell(reader: &mut Reader<&[u8]>, kind: &str, style: usize, shared: &Shared, value: &mut String) -> Result<Cell, Stopped> {
  value.clear();
  let mut found = false;
  let mut formula = None;
  loop {
    match reader.read_event().map_err(wrong)? {
      Event::Start(element) => match element.local_name().as_ref() {
        "v" => found = true,
        "is" => return in_line(reader),
        // What it gave stands beside it, unless the program that wrote it calculates nothing.
        "f" => formula = Some(text_until(reader, "f")?),
        _ => {}
      },
      Event::Text(part) if found => value.push_str(&part.xml10_content()),
      Event::CData(part) if found => value.push_str(&part.xml10_content()),
      Event::GeneralRef(reference) if found => push_reference(value, &reference),
      Event::End(element) if element.local_name().as_ref() == "c" => break,
      Event::Eof => return Err(damaged().into()),
      _ => {}
    }
  }
  if value.is_empty() {
    return Ok(match formula {
      Some(formula) if kind == "n" => Cell::Error(format!("={}", crate::text::truncate(formula.trim(), 40)).into()),
      _ => Cell::Empty,
    });
  }
  Ok(match kind {
    "s" => {
      let text = value.trim().parse::<usize>().ok().and_then(|index| shared.texts.get(index));
      text.filter(|text| !text.is_empty()).map_or(Cell::Empty, |text| Cell::Text(Arc::clone(text)))
    }
    "b" => Cell::Bool(value.trim() == "1" || value.trim() == "true"),
    "e" => Cell::Error(value.as_str().into()),
    "str" | "inlineStr" => Cell::text(&unescape(value.clone())),
    "d" => value.get(..10).and_then(|day| day.parse().ok()).map_or_else(|| Cell::text(value), Cell::Date),
    _ => shared.formats.get(style).unwrap_or(&NumberFormat::General).cell(value.trim(), shared.from_1904),
  })
}

/// A text that stands in the cell itself.
fn in_line(reader: &mut Reader<&[u8]>) -> Result<Cell, Stopped> {
  let text = rich_text(reader, "is")?;
  loop {
    match reader.read_event().map_err(wrong)? {
      Event::End(element) if element.local_name().as_ref() == "c" => return Ok(Cell::text(&text)),
      Event::Eof => return Err(damaged().into()),
      _ => {}
    }
  }
}
