//! Reads the large tables of a draft in pieces beside each other.
//!
//! Where a table begins, ends and can be cut is guessed from how drafts are indented. Nothing rests on the guess: each piece must be a list of rows by
//! itself, and what is left of the draft must be JSON with a mark in the place of each table, so that all together are what the draft says. Where
//! anything is otherwise, the draft is read as a whole.

use super::{
  keys::Keys,
  raw_row::read_rows,
  reader::{Apart, Parts, read_parts},
};
use crate::share::{share_out, threads};
use memchr::memmem;
use std::{cell::RefCell, ops::Range};

/// Tables shorter than this are left where they are, and pieces are about so long.
const PIECE: usize = 1 << 18;

/// A table as it seems to stand in a draft.
struct Guess<'t> {
  /// What it seems to be called.
  name: &'t str,
  /// From its opening bracket to behind the closing one.
  list: Range<usize>,
}

/// Reads a draft with large tables; `None` where it has none, or where it must be read as a whole.
pub(super) fn read(text: &str) -> Option<Parts> {
  if text.len() < PIECE || threads() < 2 {
    return None;
  }
  let tables: Vec<Guess> = tables(text).into_iter().filter(|table| table.list.len() >= PIECE).collect();
  let pieces: Vec<(usize, Range<usize>)> =
    tables.iter().enumerate().flat_map(|(at, table)| pieces(text, &table.list).into_iter().map(move |piece| (at, piece))).collect();
  if pieces.len() < 2 {
    return None;
  }
  let keys = || -> RefCell<Vec<Keys>> { RefCell::new(tables.iter().map(|_| Keys::default()).collect()) };
  let read = share_out(pieces.len(), threads(), &keys(), keys, |keys, at| {
    let (table, piece) = &pieces[at];
    read_rows(&text[piece.clone()], &mut keys.borrow_mut()[*table])
  });

  let mut apart: Vec<Apart> = tables.iter().enumerate().map(|(at, table)| Apart::new(table.name, format!("{at} rows apart"))).collect();
  for ((table, _), rows) in pieces.iter().zip(read) {
    apart[*table].rows.append(&mut rows?);
  }
  let rest = without(text, &tables, &apart);
  // No text of the rest reads as a mark: it is written there once, and nothing is written by numbers.
  let is_alone = |table: &Apart| memmem::find_iter(rest.as_bytes(), &table.mark).count() == 1;
  if rest.contains("\\u") || !apart.iter().all(is_alone) {
    return None;
  }
  let parts = read_parts(&rest, &mut apart).ok()?;
  apart.iter().all(|table| table.is_taken).then_some(parts)
}

/// The draft with a mark for each table.
fn without(text: &str, tables: &[Guess<'_>], apart: &[Apart]) -> String {
  let mut rest = String::new();
  let mut from = 0;
  for (table, apart) in tables.iter().zip(apart) {
    rest.push_str(&text[from..table.list.start]);
    rest.push('"');
    rest.push_str(&apart.mark);
    rest.push('"');
    from = table.list.end;
  }
  rest.push_str(&text[from..]);
  rest
}

fn find(text: &str, from: usize, wanted: &str) -> Option<usize> {
  memmem::find(text.as_bytes().get(from..)?, wanted.as_bytes()).map(|at| from + at)
}

/// The tables that seem to stand under `answers`, in order.
fn tables(text: &str) -> Vec<Guess<'_>> {
  const ANSWERS: &str = "\n  \"answers\": {";
  const MEMBER: &str = "\n    \"";
  let mut tables = Vec::new();
  let Some(mut at) = find(text, 0, ANSWERS).map(|at| at + ANSWERS.len()) else { return tables };
  while let Some(name) = find(text, at, MEMBER).map(|at| at + MEMBER.len()) {
    if find(&text[..name], at, "\n  }").is_some() {
      break;
    }
    at = name;
    let Some((name, behind)) = text[name..].split_once("\": ") else { break };
    let start = text.len() - behind.len();
    if name.contains('\n') || !behind.starts_with("[\n      {") {
      continue;
    }
    let Some(end) = find(text, start, "\n    ]").map(|end| end + "\n    ]".len()) else { break };
    tables.push(Guess { name, list: start..end });
    at = end;
  }
  tables
}

/// The rows of a list, cut where a row seems to end.
fn pieces(text: &str, list: &Range<usize>) -> Vec<Range<usize>> {
  const BETWEEN: &str = "\n      },\n      {";
  const ROW_END: usize = "\n      }".len();
  let (mut from, end) = (list.start + 1, list.end - 1);
  let mut pieces = Vec::new();
  while let Some(cut) = find(&text[..end], from + PIECE, BETWEEN).map(|cut| cut + ROW_END) {
    pieces.push(from..cut);
    from = cut + 1;
  }
  pieces.push(from..end);
  pieces
}

#[cfg(test)]
mod tests {
  use super::*;
  use crate::document::Document;

  /// A draft with `rows` rows in a table and a few in another.
  fn draft(rows: usize) -> String {
    let row = |at: usize| serde_json::json!({ "_row": format!("r{at:05}"), "name": "“[\n      },\n      {”", "range": { "low": "0", "unit": "mm" }, "no": at });
    let few: Vec<_> = (1..4).map(row).collect();
    let many: Vec<_> = (1..=rows).map(row).collect();
    let draft = serde_json::json!({
      "format": "jiliang-draft/1", "declaration_id": "01920000-0000-7000-8000-000000000001", "revision": 1,
      "form": { "id": "capability", "version": "2026.1.0" }, "as_of": null,
      "answers": { "enterprise": { "people": few.clone() }, "instruments": many.clone(), "few": few, "capabilities": many },
      "imported": { "instruments": {} },
      "created_at": "2025-06-30T00:00:00Z", "updated_at": "2025-06-30T00:00:00Z",
    });
    serde_json::to_string_pretty(&draft).unwrap()
  }

  /// What a text is read as, whole and in pieces if that can be.
  fn both(text: &str) -> (String, Option<String>) {
    let shown = |parts: Parts| format!("{:?} {:?} {:?}", parts.answers, parts.bad_row, parts.rest);
    (read_parts(text, &mut []).map_or_else(|error| error.to_string(), shown), read(text).map(shown))
  }

  #[test]
  fn a_large_draft_is_read_in_pieces_and_is_the_same() {
    let text = draft(6_000);
    assert_eq!(tables(&text).len(), 3);
    let (whole, pieces) = both(&text);
    assert!(threads() < 2 || pieces.as_ref() == Some(&whole));
    let document = Document::from_text(&text).unwrap();
    assert_eq!((document.rows("instruments").len(), document.rows("few").len()), (6_000, 3));
    assert_eq!(both(&draft(10)).1, None);
  }

  #[test]
  fn what_is_not_as_it_seems_is_read_as_a_whole() {
    let text = draft(6_000);
    let deep = format!("\"no\": {}1{}", "[".repeat(124), "]".repeat(124));
    for (at, (old, new)) in [
      ("\"revision\": 1", "\"revision\": 1, \"note\": \"0 rows apart\""),
      ("\"revision\": 1", "\"revision\": 1, \"note\": \"\\u0030 rows apart\""),
      ("\"few\": [", "\"instruments\": ["),
      ("\n    \"few\": [", "\n    \"few\": [\n      {}\n    ],\n    \"instruments\": ["),
      ("\"_row\": \"r05000\",", "\"_row\": \"r05001\","),
      ("\"_row\": \"r05000\",", "\"_row\": 5,"),
      ("\"_row\": \"r05000\",", ""),
      ("\"no\": 5000\n", "\"no\": 5000,\n"),
      ("\"no\": 5000\n", "\"no\": 5000 } ], \"x\": [ {\n"),
      ("\"no\": 5000\n", "\"no\": 5000\n      }, 7, {\"no\": 1\n"),
      ("\"no\": 5000\n", &deep),
      ("\n    ],\n    \"few\"", "\n    ] ],\n    \"few\""),
      ("\n  \"answers\": {", "\n  \"x\": {},\n  \"answers\": {\n\"y\": 1,"),
    ]
    .into_iter()
    .enumerate()
    {
      let changed = text.replacen(old, new, 1);
      assert_ne!(changed, text, "{at}");
      let (whole, pieces) = both(&changed);
      assert!(pieces.is_none_or(|pieces| pieces == whole), "{at}");
    }
  }
}
