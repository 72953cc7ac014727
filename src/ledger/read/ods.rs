//! ODS, as LibreOffice and WPS write it. The text shown in a cell stands beside its value, so no digit is lost.

use super::{
  archive::{Archive, damaged, locked},
  number_format::NumberFormat,
  xml::{attribute, push_reference, reader, wrong},
};
use crate::{
  lang::Message,
  ledger::{
    Address, Book, Cell, Merge, Sheet, Step, Stopped, Watch,
    cell::Figure,
    limits::{Counter, MAX_SHEETS},
    progress::tell,
  },
};
use quick_xml::{
  Reader,
  events::{BytesStart, Event},
};

pub(super) fn read(mut archive: Archive<'_>, watch: Watch<'_>) -> Result<Book, Stopped> {
  if archive.text("META-INF/manifest.xml", watch)?.is_some_and(|manifest| manifest.contains("encryption-data")) {
    return Err(locked().into());
  }
  let text = archive.required("content.xml", watch)?;
  let mut reader = reader(&text);
  let mut counter = Counter::default();
  let mut book = Book::default();
  let (mut at, mut row_repeat, mut column) = (Address::new(0, 0), 1_u32, 0_u32);
  loop {
    match reader.read_event().map_err(wrong)? {
      Event::Start(element) => match element.local_name().as_ref() {
        "table" if element.name().as_ref() == "table:table" => {
          if book.sheets.len() == MAX_SHEETS {
            return Err(Message::new("ledger-too-many-sheets").with("limit", MAX_SHEETS.to_string()).into());
          }
          book.sheets.push(Sheet { name: attribute(&element, "name").unwrap_or_default(), ..Sheet::default() });
          (at, column) = (Address::new(0, 0), 0);
        }
        "table-column" => {
          let last = column.saturating_add(number(&element, "number-columns-repeated"));
          if attribute(&element, "visibility").is_some_and(|visibility| visibility != "visible")
            && let Some(sheet) = book.sheets.last_mut()
          {
            sheet.hidden_columns.push((column, last - 1));
          }
          column = last;
        }
        "table-row" => {
          at.column = 0;
          row_repeat = number(&element, "number-rows-repeated");
          if at.row.is_multiple_of(256) {
            tell(watch, Step::Reading, reader.buffer_position(), text.len() as u64)?;
          }
        }
        "table-cell" | "covered-table-cell" => {
          let repeat = number(&element, "number-columns-repeated");
          let spans = (number(&element, "number-columns-spanned"), number(&element, "number-rows-spanned"));
          let name = element.local_name().as_ref().to_owned();
          let cell = cell(&mut reader, &element, &name)?;
          let Some(sheet) = book.sheets.last_mut() else { continue };
          if cell != Cell::Empty {
            for row in at.row..at.row.saturating_add(row_repeat) {
              for column in at.column..at.column.saturating_add(repeat) {
                let at = Address::new(row, column);
                counter.cell(&sheet.name, at)?;
                sheet.put(at, cell.clone());
              }
            }
          }
          if spans != (1, 1) {
            let to = Address::new(at.row.saturating_add(spans.1 - 1), at.column.saturating_add(spans.0 - 1));
            sheet.merges.push(Merge { from: at, to });
          }
          at.column = at.column.saturating_add(repeat);
        }
        _ => {}
      },
      Event::End(element) if element.local_name().as_ref() == "table-row" => at = Address::new(at.row.saturating_add(row_repeat), 0),
      Event::Eof => return Ok(book),
      _ => {}
    }
  }
}

fn number(element: &BytesStart<'_>, name: &str) -> u32 {
  attribute(element, name).and_then(|number| number.parse().ok()).filter(|number| *number > 0).unwrap_or(1)
}

/// The cell whose start was just read, up to its end.
fn cell(reader: &mut Reader<&[u8]>, element: &BytesStart<'_>, name: &str) -> Result<Cell, Stopped> {
  let of = |wanted: &str| attribute(element, wanted);
  let (kind, value, day) = (of("value-type"), of("value"), of("date-value"));
  let truth = of("boolean-value");
  let broken = element.attributes_raw().contains("calcext:value-type=\"error\"");
  let shown = paragraphs(reader, name)?;
  Ok(match kind.as_deref() {
    _ if broken => Cell::Error(shown.into()),
    Some("float" | "percentage" | "currency") => match value {
      Some(value) => figure(&value, &shown),
      None => Cell::text(&shown),
    },
    Some("date") => day.as_deref().and_then(|day| day.get(..10)?.parse().ok()).map_or_else(|| Cell::text(&shown), Cell::Date),
    Some("boolean") => Cell::Bool(truth.as_deref() == Some("true")),
    _ => Cell::text(&shown),
  })
}

/// A number: the digits shown, unless the value has more.
fn figure(value: &str, shown: &str) -> Cell {
  let Cell::Number(plain) = NumberFormat::General.cell(value, false) else { return Cell::text(shown) };
  let decimals = |text: &str| text.split_once('.').map_or(0, |(_, fraction)| fraction.chars().take_while(char::is_ascii_digit).count());
  let percent = shown.contains('%');
  let spared: String = shown.trim().chars().filter(|c| *c != ',').collect();
  let digits = spared.chars().any(|c| c.is_ascii_digit()) && !spared.contains(['E', 'e', '年', '/', ':', '¥', '￥', '$']);
  let missing = if percent { 2 } else { 0 };
  if digits && decimals(&spared) + missing >= decimals(&plain.shown) {
    return Cell::Number(Figure { shown: spared.into(), ..plain });
  }
  Cell::Number(plain)
}

/// The text of a cell, its paragraphs as lines; notes and drawings are left out.
fn paragraphs(reader: &mut Reader<&[u8]>, name: &str) -> Result<String, Stopped> {
  let mut text = String::new();
  let (mut depth, mut paragraph, mut aside, mut first) = (0, 0_u32, 0_u32, true);
  loop {
    match reader.read_event().map_err(wrong)? {
      Event::Start(element) => match element.local_name().as_ref() {
        "annotation" | "frame" => aside += 1,
        "p" if aside == 0 => {
          if !first {
            text.push('\n');
          }
          first = false;
          paragraph += 1;
        }
        "s" if aside == 0 => text.extend(std::iter::repeat_n(' ', number(&element, "c").min(1000) as usize)),
        "tab" | "line-break" if aside == 0 => text.push(' '),
        started if started == name => depth += 1,
        _ => {}
      },
      Event::End(element) => match element.local_name().as_ref() {
        "annotation" | "frame" => aside = aside.saturating_sub(1),
        "p" if aside == 0 => paragraph = paragraph.saturating_sub(1),
        ended if ended == name => {
          if depth == 0 {
            return Ok(text);
          }
          depth -= 1;
        }
        _ => {}
      },
      Event::Text(part) if paragraph > 0 && aside == 0 => text.push_str(&part.xml10_content()),
      Event::GeneralRef(reference) if paragraph > 0 && aside == 0 => push_reference(&mut text, &reference),
      Event::Eof => return Err(damaged().into()),
      _ => {}
    }
  }
}
