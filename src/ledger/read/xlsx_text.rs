//! Texts of a workbook: runs in different fonts, and characters written as numbers.

use super::{
  archive::damaged,
  xml::{push_reference, wrong},
};
use crate::ledger::Stopped;
use quick_xml::{Reader, events::Event};
use std::borrow::Cow;

/// The runs of a text up to the end of `name`, without the reading that is printed above characters.
pub(super) fn rich_text(reader: &mut Reader<&[u8]>, name: &str) -> Result<String, Stopped> {
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
        ended if ended == name => return Ok(unescape(&text).into_owned()),
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
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
  if !text.contains("_x") {
    return Cow::Borrowed(text);
  }
  let mut plain = String::with_capacity(text.len());
  let mut rest = text;
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
  Cow::Owned(plain)
}
