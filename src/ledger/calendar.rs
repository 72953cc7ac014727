//! iCalendar (RFC 5545), which phones, Outlook and WPS calendars open.

use super::DueItem;
use crate::{
  form::Form,
  lang::{Message, Words},
};
use jiff::{Timestamp, ToSpan};
use std::fmt::Write;
use uuid::Uuid;

/// The most bytes of a line before it is folded.
const LINE: usize = 75;

/// A calendar with an event on the last day of validity of each item, and a reminder thirty days before. `declarations` are the ids of the
/// documents, `now` is the moment of writing.
pub fn calendar(form: &Form, declarations: &[Uuid], items: &[DueItem], now: Timestamp, words: &Words) -> String {
  let mut text = String::new();
  let stamp = now.strftime("%Y%m%dT%H%M%SZ").to_string();
  for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//jiliang//due dates//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"] {
    put(&mut text, line);
  }
  for item in items {
    let what = if item.name.is_empty() { item.key.clone() } else { format!("{} {}", item.key, item.name) };
    let summary = words.say(&Message::new("due-event").with("what", what.trim()));
    let description = words.say(
      &Message::new("due-event-details")
        .with("table", &form.group(item.table).label)
        .with("body", or_dash(&item.body))
        .with("department", or_dash(&item.department)),
    );
    let declaration = declarations.get(item.document).copied().unwrap_or_default();
    // The same event when it is written again; another one once the date has moved.
    let uid = format!("{declaration}-{}-{}-{}@jiliang", form.group(item.table).path, ascii(&item.id), item.date.strftime("%Y%m%d"));
    let day = item.date.strftime("%Y%m%d");
    let next = item.date.checked_add(1.day()).unwrap_or(item.date).strftime("%Y%m%d");
    put(&mut text, "BEGIN:VEVENT");
    put(&mut text, &format!("UID:{uid}"));
    put(&mut text, &format!("DTSTAMP:{stamp}"));
    put(&mut text, &format!("DTSTART;VALUE=DATE:{day}"));
    put(&mut text, &format!("DTEND;VALUE=DATE:{next}"));
    put(&mut text, &format!("SUMMARY:{}", escape(&summary)));
    put(&mut text, &format!("DESCRIPTION:{}", escape(&description)));
    if !item.department.is_empty() {
      put(&mut text, &format!("LOCATION:{}", escape(&item.department)));
    }
    put(&mut text, "TRANSP:TRANSPARENT");
    put(&mut text, "BEGIN:VALARM");
    put(&mut text, "ACTION:DISPLAY");
    put(&mut text, &format!("DESCRIPTION:{}", escape(&summary)));
    put(&mut text, "TRIGGER:-P30D");
    put(&mut text, "END:VALARM");
    put(&mut text, "END:VEVENT");
  }
  put(&mut text, "END:VCALENDAR");
  text
}

fn or_dash(text: &str) -> &str {
  if text.is_empty() { "—" } else { text }
}

/// Letters and digits stay; anything else that a row id may hold becomes its number.
fn ascii(text: &str) -> String {
  let mut plain = String::new();
  for c in text.chars() {
    if c.is_ascii_alphanumeric() {
      plain.push(c);
    } else {
      let _ = write!(plain, "-{:x}", c as u32);
    }
  }
  plain
}

fn escape(text: &str) -> String {
  let mut escaped = String::with_capacity(text.len());
  for c in text.chars() {
    match c {
      '\\' | ';' | ',' => {
        escaped.push('\\');
        escaped.push(c);
      }
      '\n' => escaped.push_str("\\n"),
      c if c.is_control() => {}
      c => escaped.push(c),
    }
  }
  escaped
}

/// A line, folded between characters.
fn put(text: &mut String, line: &str) {
  let mut used = 0;
  for c in line.chars() {
    if used + c.len_utf8() > LINE {
      text.push_str("\r\n ");
      used = 1;
    }
    text.push(c);
    used += c.len_utf8();
  }
  text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn lines_are_folded_between_characters_and_marks_escaped() {
    let mut text = String::new();
    put(&mut text, &format!("SUMMARY:{}", escape(&"检定,校准;\\\n".repeat(20))));
    for line in text.split("\r\n") {
      assert!(line.len() <= LINE, "{line}");
    }
    assert!(text.contains("检定\\,校准\\;\\\\\\n"));
    assert_eq!(text.replace("\r\n ", "").matches("检定").count(), 20);
    assert_eq!(ascii("r001"), "r001");
    assert_eq!(ascii("行;1"), "-884c-3b1");
  }
}
