//! What the readers of XML have in common.

use super::archive::damaged;
use crate::Failure;
use quick_xml::{
  Reader,
  events::{BytesRef, BytesStart, Event},
};
use std::io::BufRead;

/// A reader that takes `<a/>` as `<a></a>`.
pub(super) fn reader(text: &str) -> Reader<&[u8]> {
  let mut reader = Reader::from_str(text);
  let config = reader.config_mut();
  config.expand_empty_elements = true;
  config.check_end_names = false;
  reader
}

/// What of `text` the reader has not read yet.
pub(super) fn left<'t>(text: &'t str, reader: &Reader<&[u8]>) -> &'t str {
  let read = text.len().saturating_sub(reader.get_ref().len());
  text.get(read..).unwrap_or_default()
}

/// Goes on with `rest`, the end of what is left to be read; elements that were opened before it must have been closed before it.
pub(super) fn skip_to(rest: &str, reader: &mut Reader<&[u8]>) {
  let skipped = reader.get_ref().len().saturating_sub(rest.len());
  reader.stream().consume(skipped);
}

pub(super) fn wrong(error: impl std::fmt::Display) -> Failure {
  damaged().caused_by(error)
}

/// The attribute with this local name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
  let found = element.attributes().with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
  quick_xml::escape::unescape(&found.value).ok().map(std::borrow::Cow::into_owned)
}

/// Adds what `&amp;`, `&#10;` and the like stand for.
pub(super) fn push_reference(text: &mut String, reference: &BytesRef<'_>) {
  if let Ok(Some(c)) = reference.resolve_char_ref() {
    text.push(c);
    return;
  }
  let name = reference.xml10_content();
  match quick_xml::escape::resolve_predefined_entity(&name) {
    Some(known) => text.push_str(known),
    // A document may not bring entities of its own: they can be made to grow without end.
    None => {
      text.push('&');
      text.push_str(&name);
      text.push(';');
    }
  }
}

/// All text up to the end of the element `name`, which was just opened.
pub(super) fn text_until(reader: &mut Reader<&[u8]>, name: &str) -> Result<String, Failure> {
  let mut text = String::new();
  let mut depth = 0;
  loop {
    match reader.read_event().map_err(wrong)? {
      Event::Start(element) if element.local_name().as_ref() == name => depth += 1,
      Event::End(element) if element.local_name().as_ref() == name => {
        if depth == 0 {
          return Ok(text);
        }
        depth -= 1;
      }
      Event::Text(part) => text.push_str(&part.xml10_content()),
      Event::CData(part) => text.push_str(&part.xml10_content()),
      Event::GeneralRef(reference) => push_reference(&mut text, &reference),
      Event::Eof => return Err(damaged()),
      _ => {}
    }
  }
}
