//! The cells of a sheet. A large sheet is read in two halves beside each other.

use super::{
  archive::damaged,
  number_format::NumberFormat,
  plain,
  xlsx::Shared,
  xlsx_text::{rich_text, unescape},
  xml::{left, push_reference, reader, skip_to, text_until, wrong},
};
use crate::ledger::{Address, Cell, Merge, Sheet, Step, Stopped, Watch, limits::Counter, progress::tell, threads};
use quick_xml::{
  Reader,
  events::{BytesStart, Event},
};
use std::{ops::RangeInclusive, sync::Arc};

/// Texts of sheets that are read in two halves. What a larger one may hold beyond the limit before its halves are counted together is too much.
const HALVED: RangeInclusive<usize> = 1 << 18..=32 << 20;
/// Where a sheet may be cut: the next row tells its number.
const CUT: &str = "</row><row r=\"";
/// What stands open where a row begins.
const OPEN: &str = "<worksheet><sheetData>";

pub(super) fn cells(text: &str, shared: &Shared, sheet: &mut Sheet, counter: &mut Counter, watch: Watch<'_>) -> Result<(), Stopped> {
  let Some((upper, lower)) = halves(text) else { return piece(text, reader(text), shared, sheet, counter, watch) };
  let mut below = (Sheet { name: sheet.name.clone(), ..Sheet::default() }, Counter::default());
  let first = |watch: Watch<'_>| piece(upper, reader(upper), shared, sheet, counter, watch);
  let second = |watch: Watch<'_>| {
    let mut reader = reader(OPEN);
    // So that what is closed below was opened.
    for _ in 0..2 {
      reader.read_event().map_err(wrong)?;
    }
    *reader.get_mut() = lower.as_bytes();
    piece(lower, reader, shared, &mut below.0, &mut below.1, watch)
  };
  let (first, second) = threads::beside(watch, first, second);
  first.and(second)?;
  counter.add(&below.1)?;
  sheet.append(below.0);
  Ok(())
}

/// Both halves of a sheet that is large enough, cut where one row ends and the next begins and nowhere else.
fn halves(text: &str) -> Option<(&str, &str)> {
  if !HALVED.contains(&text.len()) || !threads::are_many() {
    return None;
  }
  let middle = (text.len() / 2..text.len()).find(|at| text.is_char_boundary(*at))?;
  let cut = middle + text[middle..].find(CUT)? + "</row>".len();
  let number = text[cut..].split('"').nth(1)?;
  number.parse::<u32>().ok().filter(|number| *number > 0)?;
  // In a comment, in characters that are not markup and in an instruction it might be text.
  let upper = text[..cut].split_once("?>").map_or(&text[..cut], |(_, body)| body).as_bytes();
  (!upper.contains(&b'!') && !upper.contains(&b'?')).then(|| text.split_at(cut))
}

fn piece(
  text: &str,
  mut reader: Reader<&[u8]>,
  shared: &Shared,
  sheet: &mut Sheet,
  counter: &mut Counter,
  watch: Watch<'_>,
) -> Result<(), Stopped> {
  let mut at = Address::new(0, 0);
  let mut value = String::new();
  loop {
    let inside = match reader.read_event().map_err(wrong)? {
      Event::Start(element) => match element.local_name().as_ref() {
        "row" => {
          let number = raw_attribute(&element, "r").and_then(|number| number.parse::<u32>().ok()).filter(|number| *number > 0);
          at = Address::new(number.map_or(at.row, |number| number - 1), 0);
          if at.row.is_multiple_of(256) {
            tell(watch, Step::Reading, (text.len() - reader.get_ref().len()) as u64, text.len() as u64)?;
          }
          true
        }
        "c" => {
          if let Some(place) = raw_attribute(&element, "r").and_then(Address::parse) {
            at = place;
          }
          let kind = raw_attribute(&element, "t").unwrap_or("n");
          let style = raw_attribute(&element, "s").and_then(|style| style.parse::<usize>().ok()).unwrap_or(0);
          let cell = cell(&mut reader, kind, style, shared, &mut value)?;
          put(sheet, counter, &mut at, cell)?;
          true
        }
        "col" => {
          let number = |name| raw_attribute(&element, name).and_then(|number| number.parse::<u32>().ok());
          if raw_attribute(&element, "hidden").is_some_and(|hidden| hidden == "1" || hidden == "true")
            && let (Some(first @ 1..), Some(last @ 1..)) = (number("min"), number("max"))
          {
            sheet.hidden_columns.push((first - 1, last - 1));
          }
          false
        }
        "mergeCell" => {
          let area = raw_attribute(&element, "ref").and_then(|area| area.split_once(':'));
          if let Some((from, to)) = area.and_then(|(from, to)| Some((Address::parse(from)?, Address::parse(to)?))) {
            sheet.merges.push(Merge { from, to });
          }
          false
        }
        _ => false,
      },
      Event::End(element) if element.local_name().as_ref() == "row" => {
        at = Address::new(at.row + 1, 0);
        false
      }
      Event::Eof => return Ok(()),
      _ => false,
    };
    if inside {
      let mut rest = left(text, &reader);
      // What follows `<row/>` is in no row.
      if text[..text.len() - rest.len()].ends_with("/>") {
        continue;
      }
      while let Some((plain, after)) = plain::cell(rest) {
        if let Some(place) = plain.place.and_then(Address::parse) {
          at = place;
        }
        let style = plain.style.and_then(|style| style.parse().ok()).unwrap_or(0);
        put(sheet, counter, &mut at, known(plain.kind.unwrap_or("n"), style, plain.value, shared))?;
        rest = after;
      }
      skip_to(rest, &mut reader);
    }
  }
}

/// Puts a cell where it belongs and goes on to the next.
fn put(sheet: &mut Sheet, counter: &mut Counter, at: &mut Address, cell: Cell) -> Result<(), Stopped> {
  if cell != Cell::Empty {
    counter.cell(&sheet.name, *at)?;
    sheet.put(*at, cell);
  }
  at.column += 1;
  Ok(())
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
  Ok(match formula {
    Some(formula) if value.is_empty() && kind == "n" => Cell::Error(format!("={}", crate::text::truncate(formula.trim(), 40)).into()),
    _ => known(kind, style, value, shared),
  })
}

/// The cell with this value.
fn known(kind: &str, style: usize, value: &str, shared: &Shared) -> Cell {
  if value.is_empty() {
    return Cell::Empty;
  }
  match kind {
    "s" => {
      let text = value.trim().parse::<usize>().ok().and_then(|index| shared.texts.get(index));
      text.filter(|text| !text.is_empty()).map_or(Cell::Empty, |text| Cell::Text(Arc::clone(text)))
    }
    "b" => Cell::Bool(value.trim() == "1" || value.trim() == "true"),
    "e" => Cell::Error(value.into()),
    "str" | "inlineStr" => Cell::text(&unescape(value)),
    "d" => value.get(..10).and_then(|day| day.parse().ok()).map_or_else(|| Cell::text(value), Cell::Date),
    _ => shared.formats.get(style).unwrap_or(&NumberFormat::General).cell(value.trim(), shared.from_1904),
  }
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

#[cfg(test)]
mod tests {
  use super::*;
  use crate::ledger::unwatched;

  /// A sheet with cells of every kind, so many rows of it; the rows below `turn` come before those above.
  fn sheet_text(rows: usize, turn: usize) -> String {
    let row = |row: usize| {
      format!(
        "<row r=\"{row}\" spans=\"1:9\"><c r=\"A{row}\" t=\"s\"><v>{}</v></c><c r=\"B{row}\" s=\"1\"><v>{row}.50</v></c>\n<c r=\"C{row}\"/>\
         <c t=\"b\"><v>1</v></c><c r=\"F{row}\"><f>A1+1</f><v>2</v></c><c r=\"G{row}\" t=\"inlineStr\"><is><t>a&amp;b</t></is></c>\
         <c r=\"H{row}\" t=\"str\"><v>c_x0041_</v></c><c r=\"I{row}\" t=\"e\"><v>#N/A</v></c></row>",
        row % 3
      )
    };
    let order = (turn..=rows).chain(1..turn);
    let rows: String = order.map(row).collect();
    format!("<?xml version=\"1.0\"?><worksheet><sheetData>{rows}</sheetData><mergeCell ref=\"A1:B2\"/></worksheet>")
  }

  fn read(text: &str, whole: bool) -> Sheet {
    let texts = ["甲", "乙", ""].map(Arc::from).to_vec();
    let shared = Shared { texts, formats: vec![NumberFormat::General, NumberFormat::built_in(10)], from_1904: false };
    let (mut sheet, mut counter) = (Sheet::default(), Counter::default());
    if whole {
      piece(text, reader(text), &shared, &mut sheet, &mut counter, &mut unwatched).expect("a sheet");
    } else {
      cells(text, &shared, &mut sheet, &mut counter, &mut unwatched).expect("a sheet");
    }
    sheet
  }

  #[test]
  fn plain_cells_are_read_as_any_others() {
    let text = sheet_text(20, 1);
    // Quotes of the other kind are left to the reader of XML.
    assert_eq!(read(&text, true), read(&text.replace('"', "'"), true));
    assert_eq!(read(&text, true).rows.len(), 20);
    let nothing = "<worksheet><sheetData><row r=\"3\"/><row><c><v>1</v></c></row></sheetData></worksheet>";
    assert_eq!(read(nothing, true), read(&nothing.replace('"', "'"), true));
  }

  #[test]
  fn halves_make_the_whole() {
    for turn in [1, 900] {
      let text = sheet_text(1_500, turn);
      assert!(text.len() > *HALVED.start());
      assert_eq!(halves(&text).is_some(), threads::are_many());
      assert_eq!(read(&text, false), read(&text, true));
    }
    let commented = sheet_text(1_500, 1).replace("<sheetData>", "<sheetData><!--");
    assert_eq!(halves(&commented), None);
  }

  #[test]
  fn what_is_closed_below_was_opened() {
    let text = sheet_text(1_500, 1) + "</worksheet></worksheet>";
    let shared = Shared { texts: Vec::new(), formats: Vec::new(), from_1904: false };
    let read = |whole: bool| {
      let (mut sheet, mut counter) = (Sheet::default(), Counter::default());
      if whole {
        piece(&text, reader(&text), &shared, &mut sheet, &mut counter, &mut unwatched)
      } else {
        cells(&text, &shared, &mut sheet, &mut counter, &mut unwatched)
      }
    };
    assert!(read(true).is_err() && read(false).is_err());
  }
}
