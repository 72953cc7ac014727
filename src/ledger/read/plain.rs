//! What nearly every cell and every shared text of a workbook looks like, read straight from its characters. Whatever looks different is left to
//! the reader of XML, so that nothing is understood here that it would not understand the same.

/// A cell such as `<c r="B7" s="3" t="s"><v>12</v></c>` or `<c r="B7" s="3"/>`.
#[derive(Debug, Default, PartialEq)]
pub(super) struct PlainCell<'t> {
  pub(super) place: Option<&'t str>,
  pub(super) style: Option<&'t str>,
  pub(super) kind: Option<&'t str>,
  pub(super) value: &'t str,
}

/// The cell at the beginning of `text`, and what follows it.
pub(super) fn cell(text: &str) -> Option<(PlainCell<'_>, &str)> {
  let mut rest = text.strip_prefix("<c")?;
  let mut cell = PlainCell::default();
  loop {
    let slot = match rest.as_bytes() {
      [b' ', b'r', b'=', b'"', ..] => &mut cell.place,
      [b' ', b's', b'=', b'"', ..] => &mut cell.style,
      [b' ', b't', b'=', b'"', ..] => &mut cell.kind,
      _ => break,
    };
    let (value, after) = until(&rest[4..], b'"')?;
    if slot.replace(value).is_some() {
      return None;
    }
    rest = after;
  }
  if let Some(after) = rest.strip_prefix("/>") {
    return Some((cell, after));
  }
  let (value, after) = until(rest.strip_prefix("><v>")?, b'<')?;
  cell.value = value;
  Some((cell, after.strip_prefix("/v></c>")?))
}

/// The text in an entry such as `<si><t>卡尺</t></si>` at the beginning of `text`, and what follows it.
pub(super) fn shared_text(text: &str) -> Option<(&str, &str)> {
  let rest = text.strip_prefix("<si><t")?;
  let rest = rest.strip_prefix('>').or_else(|| rest.strip_prefix(" xml:space=\"preserve\">"))?;
  let (value, after) = until(rest, b'<')?;
  Some((value, after.strip_prefix("/t></si>")?))
}

/// Characters that end a value, or that XML reads as something else.
const SPECIAL: [bool; 256] = {
  let mut special = [false; 256];
  let mut at = 0;
  while at < MARKS.len() {
    special[MARKS[at] as usize] = true;
    at += 1;
  }
  special
};
const MARKS: &[u8] = b"\"<>&\r";

/// What stands before `end` and behind it; `None` where something comes first that XML may read as something else.
fn until(text: &str, end: u8) -> Option<(&str, &str)> {
  let at = text.bytes().position(|byte| SPECIAL[usize::from(byte)])?;
  (text.as_bytes()[at] == end).then(|| (&text[..at], &text[at + 1..]))
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn cells() {
    let (found, rest) = cell("<c r=\"B7\" s=\"3\" t=\"s\"><v>12</v></c><c").expect("a cell");
    assert_eq!(found, PlainCell { place: Some("B7"), style: Some("3"), kind: Some("s"), value: "12" });
    assert_eq!(rest, "<c");
    assert_eq!(cell("<c/></row>"), Some((PlainCell::default(), "</row>")));
    for other in [
      "<c r='B7'><v>1</v></c>",
      "<col/>",
      "<c r=\"B7\"><f>A1</f><v>1</v></c>",
      "<c r=\"B7\"><v>1&amp;</v></c>",
      "<c r=\"B7\"><v>1\r</v></c>",
      "<c r=\"B7\" r=\"B8\"><v>1</v></c>",
      "<c r=\"<\"><v>1</v></c>",
      "<c r=\"B7\"><v>1</v>",
      "<c r=\"B7",
    ] {
      assert_eq!(cell(other), None, "{other}");
    }
  }

  #[test]
  fn texts() {
    assert_eq!(shared_text("<si><t>卡尺</t></si><si>"), Some(("卡尺", "<si>")));
    assert_eq!(shared_text("<si><t xml:space=\"preserve\"> a </t></si>"), Some((" a ", "")));
    for other in ["<si><t/></si>", "<si><r><t>a</t></r></si>", "<si><t>a&lt;</t></si>", "<si><t>a</t><rPh/></si>", "<si><t>a"] {
      assert_eq!(shared_text(other), None, "{other}");
    }
  }
}
