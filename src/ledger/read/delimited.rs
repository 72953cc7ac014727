//! CSV and its kin: the encoding and the separator are found, not asked for.

use crate::{
  lang::Message,
  ledger::{Address, Book, Cell, Sheet, Step, Stopped, Watch, limits::Counter, progress::tell},
};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// How much is looked at to find separator and encoding.
const SAMPLE: usize = 64 << 10;

pub(super) fn read(bytes: &[u8], watch: Watch<'_>) -> Result<Book, Stopped> {
  let (text, encoding, damaged) = decode(bytes);
  let mut notes = Vec::new();
  if encoding != UTF_8 {
    notes.push(Message::new("ledger-note-encoding").with("encoding", encoding.name()));
  }
  if damaged {
    notes.push(Message::new("ledger-note-undecodable").with("encoding", encoding.name()));
  }
  let sheet = parse(&text, watch)?;
  Ok(Book { sheets: vec![sheet], notes })
}

/// The cells of a text with separators.
fn parse(text: &str, watch: Watch<'_>) -> Result<Sheet, Stopped> {
  let (text, said) = said_separator(text);
  split(text, said.unwrap_or_else(|| find_separator(text)), watch)
}

fn split(text: &str, separator: u8, watch: Watch<'_>) -> Result<Sheet, Stopped> {
  let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
  let mut counter = Counter::default();
  let mut sheet = Sheet::default();
  let mut row = 0_u32;
  let mut record = csv::StringRecord::new();
  while reader.read_record(&mut record).map_err(|error| super::archive::damaged().caused_by(error))? {
    // Empty lines are left out by the reader, but people count them.
    row += record.position().map_or(0, |position| empty_lines(text, position.byte()));
    for (column, field) in record.iter().enumerate() {
      let cell = Cell::text(unguard(field.trim()));
      if cell != Cell::Empty {
        let at = Address::new(row, column as u32);
        counter.cell("", at)?;
        sheet.put(at, cell);
      }
    }
    row += 1;
    if row.is_multiple_of(256) {
      tell(watch, Step::Reading, reader.position().byte(), text.len() as u64)?;
    }
  }
  Ok(sheet)
}

/// How many empty lines stand at this place, where a record begins.
fn empty_lines(text: &str, at: u64) -> u32 {
  let bytes = text.as_bytes();
  let mut at = usize::try_from(at).unwrap_or(usize::MAX);
  // The second half of the line end before it.
  if at > 0 && bytes.get(at - 1) == Some(&b'\r') && bytes.get(at) == Some(&b'\n') {
    at += 1;
  }
  let mut lines = 0;
  while let Some(byte @ (b'\r' | b'\n')) = bytes.get(at) {
    at += if *byte == b'\r' && bytes.get(at + 1) == Some(&b'\n') { 2 } else { 1 };
    lines += 1;
  }
  lines
}

/// `="00123"` and `'=1+1` are how a text is kept from being taken for a number or a formula.
fn unguard(text: &str) -> &str {
  if let Some(inner) = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
    return inner;
  }
  match text.strip_prefix('\'') {
    Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
    _ => text,
  }
}

/// The text, its encoding, and whether something in it could not be read.
fn decode(bytes: &[u8]) -> (Cow<'_, str>, &'static Encoding, bool) {
  if let Some((encoding, length)) = Encoding::for_bom(bytes) {
    let (text, damaged) = encoding.decode_without_bom_handling(&bytes[length..]);
    return (text, encoding, damaged);
  }
  if let Some(encoding) = utf_16(bytes) {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    return (text, encoding, damaged);
  }
  if let Ok(text) = std::str::from_utf8(bytes) {
    return (Cow::Borrowed(text), UTF_8, false);
  }
  let (text, damaged) = GB18030.decode_without_bom_handling(bytes);
  if damaged {
    // Not what most machines here write; Taiwan and Hong Kong write Big5.
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], bytes.len() <= SAMPLE);
    if detector.guess(Some(b"cn"), chardetng::Utf8Detection::Allow) == BIG5 {
      let (other, damaged) = BIG5.decode_without_bom_handling(bytes);
      return (other, BIG5, damaged);
    }
  }
  (text, GB18030, damaged)
}

/// UTF-16 without a mark: every other byte of plain ASCII is zero.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
  let sample = &bytes[..bytes.len().min(SAMPLE)];
  let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
  let (even, odd) = (zeros(0), zeros(1));
  let many = sample.len() / 20;
  match () {
    () if odd > many && odd > even * 4 => Some(UTF_16LE),
    () if even > many && even > odd * 4 => Some(UTF_16BE),
    () => None,
  }
}

/// The separator that Excel's `sep=;` names, and the text after it.
fn said_separator(text: &str) -> (&str, Option<u8>) {
  let Some(rest) = text.strip_prefix("sep=") else { return (text, None) };
  let line = rest.lines().next().unwrap_or_default();
  match line.as_bytes() {
    [separator] => (rest[1..].trim_start_matches(['\r', '\n']), Some(*separator)),
    _ => (text, None),
  }
}

/// The separator by which most lines have the same number of cells, and many of them.
fn find_separator(text: &str) -> u8 {
  let end = text.floor_char_boundary(SAMPLE);
  let score = |separator: u8| {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(&text.as_bytes()[..end]);
    let counts: Vec<usize> = reader.records().take(60).flatten().map(|record| record.len()).filter(|count| *count > 1).collect();
    let most = counts.iter().max_by_key(|count| counts.iter().filter(|other| other == count).count()).copied().unwrap_or(0);
    counts.iter().filter(|count| **count == most).count() * most
  };
  [b'\t', b',', b';', b'|'].into_iter().rev().max_by_key(|separator| score(*separator)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
  use super::*;
  use crate::ledger::unwatched;

  fn rows(bytes: &[u8]) -> (Vec<(u32, Vec<String>)>, &'static str) {
    let (text, encoding, _) = decode(bytes);
    let sheet = parse(&text, &mut unwatched).unwrap();
    let rows = sheet.rows.iter().map(|row| (row.number, row.cells.iter().map(|cell| cell.shown().to_string()).collect())).collect();
    (rows, encoding.name())
  }

  #[test]
  fn encodings_and_separators() {
    let plain = "编号,名称\nJX-1,卡尺\n";
    let utf_16 = |text: &str, mark: bool| {
      let mut bytes = if mark { vec![0xff, 0xfe] } else { Vec::new() };
      bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
      bytes
    };
    let gbk = GB18030.encode(plain).0.into_owned();
    let wide = plain.replace(',', "\t");
    let mut with_mark = vec![0xef, 0xbb, 0xbf];
    with_mark.extend(plain.as_bytes());
    let expected = vec![(0, vec!["编号".to_owned(), "名称".to_owned()]), (1, vec!["JX-1".to_owned(), "卡尺".to_owned()])];
    for (bytes, name) in [
      (plain.as_bytes().to_vec(), "UTF-8"),
      (with_mark, "UTF-8"),
      (gbk, "gb18030"),
      (utf_16(&wide, true), "UTF-16LE"),
      (utf_16("no\tname\nJX-1\tgauge\n", false), "UTF-16LE"),
      (plain.replace(',', ";").into_bytes(), "UTF-8"),
      (plain.replace(',', "|").into_bytes(), "UTF-8"),
      (format!("sep=;\n{}", plain.replace(',', ";")).into_bytes(), "UTF-8"),
    ] {
      let (found, encoding) = rows(&bytes);
      assert_eq!(encoding, name);
      if !bytes.starts_with(b"n\0o") {
        assert_eq!(found, expected);
      }
    }
  }

  #[test]
  fn lines_are_counted_as_people_count_them() {
    let (found, _) = rows("a,b\n\n\n\"x\ny\",=\"007\"\n'=1+1,'5\n".as_bytes());
    assert_eq!(
      found,
      [
        (0, vec!["a".to_owned(), "b".to_owned()]),
        (3, vec!["x\ny".to_owned(), "007".to_owned()]),
        (4, vec!["=1+1".to_owned(), "'5".to_owned()])
      ]
    );
  }
}
