/// A block of cells as spreadsheets put it on the clipboard: cells between tabs, rows between line ends; a cell that holds a tab, a line end or a
/// leading quote stands in quotes, with quotes doubled. Every row has as many cells as it was given; the last line end makes no row.
pub fn read_block(text: &str) -> Vec<Vec<String>> {
  let text = text.replace("\r\n", "\n").replace('\r', "\n");
  let mut rows = vec![Vec::new()];
  let mut cell = String::new();
  let mut chars = text.chars().peekable();
  let (mut quoted, mut fresh) = (false, true);
  while let Some(c) = chars.next() {
    match c {
      '"' if quoted && chars.peek() == Some(&'"') => {
        chars.next();
        cell.push('"');
      }
      '"' if quoted => quoted = false,
      '"' if fresh && closes(&chars.clone().collect::<String>()) => quoted = true,
      '\t' | '\n' if !quoted => {
        if let Some(row) = rows.last_mut() {
          row.push(unguarded(std::mem::take(&mut cell)));
        }
        if c == '\n' {
          rows.push(Vec::new());
        }
        fresh = true;
        continue;
      }
      c => cell.push(c),
    }
    fresh = false;
  }
  match rows.last_mut() {
    Some(row) if !cell.is_empty() || !row.is_empty() => row.push(unguarded(cell)),
    _ => {
      rows.pop();
    }
  }
  rows
}

/// A cell without the apostrophe that keeps it from being a formula.
fn unguarded(cell: String) -> String {
  match cell.strip_prefix('\'') {
    Some(rest) if needs_guard(rest) => rest.to_owned(),
    _ => cell,
  }
}

/// Whether a quote that opened a cell is closed before a tab, a line end or the end: `5" pipe` is a text that begins with no quote, `"a` a stray one.
fn closes(rest: &str) -> bool {
  let mut chars = rest.chars().peekable();
  while let Some(c) = chars.next() {
    if c == '"' {
      if chars.peek() == Some(&'"') {
        chars.next();
      } else {
        return matches!(chars.peek(), None | Some('\t' | '\n'));
      }
    }
  }
  false
}

/// A block of cells for the clipboard; [`read_block`] reads it back. No cell can start a formula where it is pasted: one that begins with `=` or `@`, or
/// with a sign and more than one number behind it, gets a leading apostrophe.
pub fn write_block<'a>(rows: impl IntoIterator<Item = Vec<std::borrow::Cow<'a, str>>>) -> String {
  let mut text = String::new();
  for row in rows {
    for (index, cell) in row.iter().enumerate() {
      if index > 0 {
        text.push('\t');
      }
      let guard = if needs_guard(cell) { "'" } else { "" };
      if cell.contains(['\t', '\n', '\r', '"']) {
        text.extend(["\"", guard, &cell.replace('"', "\"\""), "\""]);
      } else {
        text.extend([guard, cell]);
      }
    }
    text.push('\n');
  }
  text
}

/// Whether a cell would start a formula, or looks as if an apostrophe kept it from it.
fn needs_guard(cell: &str) -> bool {
  let cell = cell.trim_start_matches('\'');
  match cell.chars().next() {
    Some('=' | '@') => true,
    Some('+' | '-') => {
      !cell[1..].starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == ' ') && cell.len() > 1 || calculates(&cell[1..])
    }
    _ => false,
  }
}

/// Whether something is calculated behind a signed number; the sign of an exponent is none of it.
fn calculates(rest: &str) -> bool {
  let mut before = ' ';
  rest.chars().any(|c| {
    let is_exponent = matches!(before, 'e' | 'E');
    before = c;
    matches!(c, '*' | '/' | '^' | '&' | '=' | '<' | '>' | '(' | '!' | '|') || matches!(c, '+' | '-') && !is_exponent
  })
}

#[cfg(test)]
mod tests {
  use super::*;
  use proptest::prelude::*;

  #[test]
  fn blocks() {
    for (text, expected) in [
      ("", vec![]),
      ("a", vec![vec!["a"]]),
      ("a\tb\nc\td\n", vec![vec!["a", "b"], vec!["c", "d"]]),
      ("a\tb\r\nc\td\r\n", vec![vec!["a", "b"], vec!["c", "d"]]),
      ("a\rb", vec![vec!["a"], vec!["b"]]),
      ("a\t\n\tb", vec![vec!["a", ""], vec!["", "b"]]),
      ("\"两\n行\"\tb\n", vec![vec!["两\n行", "b"]]),
      ("\"他说\"\"好\"\"\"\tb", vec![vec!["他说\"好\"", "b"]]),
      ("5\" 管\tb", vec![vec!["5\" 管", "b"]]),
      ("\"没有收尾\tb", vec![vec!["\"没有收尾", "b"]]),
      ("a\n\nb", vec![vec!["a"], vec![""], vec!["b"]]),
    ] {
      assert_eq!(read_block(text), expected, "{text:?}");
    }
  }

  #[test]
  fn no_cell_starts_a_formula() {
    for (cell, expected) in [
      ("=1+1", "'=1+1"),
      ("@SUM(A1)", "'@SUM(A1)"),
      ("-20~50 ℃", "-20~50 ℃"),
      ("-A1", "'-A1"),
      ("-5", "-5"),
      ("+5.0", "+5.0"),
      ("-", "-"),
      ("-1e-5", "-1e-5"),
      ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
      ("+5/8", "'+5/8"),
      ("'=1", "''=1"),
      ("'x", "'x"),
    ] {
      let block = write_block([vec![cell.into()]]);
      assert_eq!(block, format!("{expected}\n"));
      assert_eq!(read_block(&block), [[cell]]);
    }
  }

  #[test]
  fn a_quoted_cell_starts_no_formula_either() {
    let block = write_block([vec!["=1\n+1".into()]]);
    assert_eq!(block, "\"'=1\n+1\"\n");
    assert_eq!(read_block(&block), [["=1\n+1"]]);
  }

  proptest! {
    #[test]
    fn what_is_written_is_read_back(rows in prop::collection::vec(prop::collection::vec("[a-e=@'+\\-1\"\t\n京 ]{0,6}", 1..5), 1..5)) {
      let block = write_block(rows.iter().map(|row| row.iter().map(|cell| cell.as_str().into()).collect()));
      prop_assert_eq!(read_block(&block), rows);
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,40}") {
      let _ = read_block(&text);
    }
  }
}
