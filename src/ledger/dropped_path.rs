/// The path of a file that was dragged onto the terminal or copied from a file manager: without quotes, `file://` and what hides blanks from a
/// shell. Any other text comes back as it is, without blanks around it.
pub fn dropped_path(text: &str) -> String {
  let first = text.trim().lines().next().unwrap_or_default().trim();
  let bare = [('"', '"'), ('\'', '\''), ('“', '”')]
    .into_iter()
    .find_map(|(open, close)| first.strip_prefix(open)?.strip_suffix(close))
    .or_else(|| first.strip_prefix("& '").and_then(|rest| rest.strip_suffix('\'')))
    .unwrap_or(first);
  if let Some(rest) = bare.strip_prefix("file://") {
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    let path = decoded(path);
    // On Windows a slash stands before the letter of the drive.
    return match path.strip_prefix('/') {
      Some(drive) if is_drive(drive) => drive.to_owned(),
      _ => path,
    };
  }
  if is_drive(bare) || bare.starts_with("\\\\") {
    return bare.to_owned();
  }
  let mut path = String::with_capacity(bare.len());
  let mut chars = bare.chars();
  while let Some(c) = chars.next() {
    match c {
      '\\' => path.extend(chars.next()),
      c => path.push(c),
    }
  }
  path
}

/// Whether a path begins with the letter of a drive.
fn is_drive(path: &str) -> bool {
  let mut chars = path.chars();
  chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && chars.next() == Some(':')
}

/// With `%E8%AE%A1` read as what it stands for; where that is no text, as it was.
fn decoded(text: &str) -> String {
  let mut bytes = Vec::with_capacity(text.len());
  let mut rest = text.as_bytes();
  while let [first, tail @ ..] = rest {
    let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    match (first, tail) {
      (b'%', [high, low, after @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
        bytes.push(hex(*high).unwrap_or_default() << 4 | hex(*low).unwrap_or_default());
        rest = after;
      }
      _ => {
        bytes.push(*first);
        rest = tail;
      }
    }
  }
  String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn what_file_managers_and_terminals_give() {
    for (text, expected) in [
      ("/home/a/台账.xlsx", "/home/a/台账.xlsx"),
      ("'/home/a/我的 台账.xlsx' ", "/home/a/我的 台账.xlsx"),
      ("\"C:\\台账\\2025 年.xls\"", "C:\\台账\\2025 年.xls"),
      ("/home/a/我的\\ 台账\\(1\\).xlsx\n", "/home/a/我的 台账(1).xlsx"),
      ("file:///home/a/%E5%8F%B0%E8%B4%A6%201.xlsx", "/home/a/台账 1.xlsx"),
      ("file:///C:/data/a.xls", "C:/data/a.xls"),
      ("\\\\server\\share\\a.xlsx", "\\\\server\\share\\a.xlsx"),
      ("& 'C:\\My Files\\a.xlsx'", "C:\\My Files\\a.xlsx"),
      ("file:///a/100%", "/a/100%"),
      ("file:///a/%FF", "/a/%FF"),
      ("台账.xlsx", "台账.xlsx"),
      ("", ""),
    ] {
      assert_eq!(dropped_path(text), expected, "{text}");
    }
  }
}
