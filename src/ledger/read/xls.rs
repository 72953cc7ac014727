//! XLS, the binary workbook of Excel 97 to 2003 and of WPS. `calamine` reads it; it makes a full grid out of the corners of a sheet, so the
//! places of all cells are looked at first.

use super::{
  archive::{damaged, locked, mebibytes},
  number_format::NumberFormat,
};
use crate::{
  Failure,
  lang::Message,
  ledger::{
    Address, Book, Cell, Merge, Sheet, Step, Stopped, Watch,
    limits::{Counter, MAX_UNPACKED},
    progress::tell,
  },
};
use calamine::{Data, Reader, SheetVisible, Xls};
use std::{
  collections::HashMap,
  io::{Cursor, Read},
  panic::{AssertUnwindSafe, catch_unwind},
};

/// The most cells of all full grids together; each takes some 60 bytes while it is read.
const MAX_GRID: u64 = 5_000_000;
/// The record that begins a sheet, or the workbook itself.
const BEGIN: u16 = 0x0809;

pub(super) fn read(bytes: &[u8], watch: Watch<'_>) -> Result<Book, Stopped> {
  let total = bytes.len() as u64;
  tell(watch, Step::Reading, 0, total)?;
  let stream = stream(bytes)?;
  guard(&stream)?;
  let hidden_columns = hidden_columns(&stream);
  tell(watch, Step::Reading, total / 3, total)?;
  // The library trusts lengths in the file; a broken file must not end the program.
  let opened = catch_unwind(AssertUnwindSafe(|| Xls::new(Cursor::new(bytes))));
  let mut workbook = match opened {
    Ok(Ok(workbook)) => workbook,
    Ok(Err(calamine::XlsError::Password)) => return Err(locked().into()),
    Ok(Err(error)) => return Err(damaged().caused_by(error).into()),
    Err(_) => return Err(damaged().into()),
  };
  let from_1904 = workbook.has_1904_epoch();
  let mut counter = Counter::default();
  let mut book = Book::default();
  for listed in workbook.sheets_metadata().to_vec() {
    tell(watch, Step::Reading, total * 2 / 3, total)?;
    let Ok(range) = workbook.worksheet_range(&listed.name) else { continue };
    let merges = workbook.merge_cells_by_sheet_name(&listed.name).unwrap_or_default();
    let hidden_columns = hidden_columns.iter().filter(|(name, _)| *name == listed.name).map(|(_, columns)| *columns).collect();
    let mut sheet = Sheet { name: listed.name, hidden_columns, hidden: listed.visible != SheetVisible::Visible, ..Sheet::default() };
    let address = |(row, column): (u32, u32)| Address::new(row, column);
    sheet.merges = merges.iter().map(|merge| Merge { from: address(merge.start), to: address(merge.end) }).collect();
    let start = range.start().unwrap_or_default();
    for (row, column, data) in range.used_cells() {
      let at = Address::new(start.0 + row as u32, start.1 + column as u32);
      let cell = cell(data, from_1904);
      if cell != Cell::Empty {
        counter.cell(&sheet.name, at)?;
        sheet.put(at, cell);
      }
    }
    book.sheets.push(sheet);
  }
  Ok(book)
}

fn cell(data: &Data, from_1904: bool) -> Cell {
  match data {
    Data::Empty => Cell::Empty,
    Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::text(text),
    Data::Float(number) => NumberFormat::General.cell(&number.to_string(), from_1904),
    Data::Int(number) => NumberFormat::General.cell(&number.to_string(), from_1904),
    Data::Bool(truth) => Cell::Bool(*truth),
    Data::DateTime(moment) => NumberFormat::Date.cell(&moment.as_f64().to_string(), from_1904),
    Data::Error(error) => Cell::Error(error.to_string().into()),
  }
}

/// The stream with the workbook.
fn stream(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
  let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|error| damaged().caused_by(error))?;
  // A workbook with a password, whatever its kind, is kept in a box of this shape.
  if file.exists("EncryptedPackage") {
    return Err(locked());
  }
  let name =
    ["Workbook", "Book"].into_iter().find(|name| file.exists(name)).ok_or_else(|| Failure::new(Message::new("ledger-no-workbook")))?;
  let mut stream = file.open_stream(name).map_err(|error| damaged().caused_by(error))?;
  let mut content = Vec::new();
  (&mut stream).take(MAX_UNPACKED).read_to_end(&mut content).map_err(|error| damaged().caused_by(error))?;
  Ok(content)
}

/// The records of a stream: where each begins, its kind, its body.
fn records(stream: &[u8]) -> impl Iterator<Item = (usize, u16, &[u8])> {
  let mut at = 0;
  std::iter::from_fn(move || {
    let head = stream.get(at..at + 4)?;
    let (kind, length) = (u16::from_le_bytes([head[0], head[1]]), usize::from(u16::from_le_bytes([head[2], head[3]])));
    let record = (at, kind, stream.get(at + 4..at + 4 + length).unwrap_or_default());
    at += 4 + length;
    Some(record)
  })
}

/// The columns that are hidden, first and last, each with the name of its sheet.
fn hidden_columns(stream: &[u8]) -> Vec<(String, (u32, u32))> {
  const SHEET: u16 = 0x0085;
  const COLUMNS: u16 = 0x007d;
  const HIDDEN: u8 = 1;
  let mut names: HashMap<usize, String> = HashMap::new();
  let (mut name, mut hidden) = (None, Vec::new());
  for (at, kind, body) in records(stream) {
    match (kind, body) {
      (BEGIN, _) => name = names.get(&at).cloned().or(name),
      // Where the sheet begins, its state, its kind, and its name in one or two bytes for each character.
      (SHEET, [a, b, c, d, _, _, _, wide, text @ ..]) => {
        let units: Vec<u16> = match wide & 1 {
          0 => text.iter().map(|byte| u16::from(*byte)).collect(),
          _ => text.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect(),
        };
        names.insert(u32::from_le_bytes([*a, *b, *c, *d]) as usize, String::from_utf16_lossy(&units));
      }
      (COLUMNS, [a, b, c, d, _, _, _, _, flags, ..]) if flags & HIDDEN != 0 => {
        let span = (u32::from(u16::from_le_bytes([*a, *b])), u32::from(u16::from_le_bytes([*c, *d])));
        hidden.extend(name.clone().map(|name| (name, span)));
      }
      _ => {}
    }
  }
  hidden
}

/// Looks at the places of all cells: a password, or a grid that is too large, ends the reading.
fn guard(stream: &[u8]) -> Result<(), Failure> {
  const PASSWORD: u16 = 0x002f;
  const CELLS: [u16; 9] = [0x0006, 0x00bd, 0x00d6, 0x00fd, 0x0203, 0x0204, 0x0205, 0x027e, 0x0406];
  let mut grid = 0_u64;
  let mut area: Option<[u64; 4]> = None;
  let size = |area: Option<[u64; 4]>| area.map_or(0, |[top, bottom, left, right]| (bottom - top + 1) * (right - left + 1));
  for (_, kind, body) in records(stream) {
    match kind {
      PASSWORD => return Err(locked()),
      BEGIN => grid += size(area.take()),
      kind if CELLS.contains(&kind) && body.len() >= 4 => {
        let row = u64::from(u16::from_le_bytes([body[0], body[1]]));
        let first = u64::from(u16::from_le_bytes([body[2], body[3]]));
        // A run of numbers ends with its last column.
        let last = if kind == 0x00bd { u64::from(u16::from_le_bytes([body[body.len() - 2], body[body.len() - 1]])) } else { first };
        let [top, bottom, left, right] = area.unwrap_or([row, row, first, first]);
        area = Some([top.min(row), bottom.max(row), left.min(first), right.max(last)]);
      }
      _ => {}
    }
    if grid + size(area) > MAX_GRID {
      return Err(Failure::new(Message::new("ledger-bomb").with("limit", mebibytes(MAX_UNPACKED))));
    }
  }
  Ok(())
}
