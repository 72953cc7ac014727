use std::{fmt, str::FromStr};

/// A key as the program knows it, whatever library read it.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Key {
  /// Which key.
  pub code: Code,
  /// With Ctrl.
  pub ctrl: bool,
  /// With Alt.
  pub alt: bool,
  /// With Shift; for characters it is part of the character.
  pub shift: bool,
}

/// Which key.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Code {
  /// A character.
  Char(char),
  /// Enter.
  Enter,
  /// Esc.
  Esc,
  /// Backspace.
  Backspace,
  /// Del.
  Delete,
  /// Left.
  Left,
  /// Right.
  Right,
  /// Up.
  Up,
  /// Down.
  Down,
  /// Home.
  Home,
  /// End.
  End,
  /// Page up.
  PageUp,
  /// Page down.
  PageDown,
  /// Tab; with Shift it is the back tab.
  Tab,
  /// Ins.
  Insert,
  /// F1 to F12.
  F(u8),
}

const NAMES: [(&str, Code); 14] = [
  ("Enter", Code::Enter),
  ("Esc", Code::Esc),
  ("Backspace", Code::Backspace),
  ("Del", Code::Delete),
  ("Left", Code::Left),
  ("Right", Code::Right),
  ("Up", Code::Up),
  ("Down", Code::Down),
  ("Home", Code::Home),
  ("End", Code::End),
  ("PageUp", Code::PageUp),
  ("PageDown", Code::PageDown),
  ("Tab", Code::Tab),
  ("Ins", Code::Insert),
];

impl Key {
  /// A key alone.
  pub const fn plain(code: Code) -> Self {
    Self { code, ctrl: false, alt: false, shift: false }
  }

  /// A character.
  pub const fn char(c: char) -> Self {
    Self::plain(Code::Char(c))
  }

  /// A letter with Ctrl.
  pub const fn ctrl(c: char) -> Self {
    Self { code: Code::Char(c), ctrl: true, alt: false, shift: false }
  }

  /// The character that this key types, where it types one.
  pub fn typed(self) -> Option<char> {
    match self.code {
      Code::Char(c) if !self.ctrl && !self.alt => Some(c),
      _ => None,
    }
  }
}

impl fmt::Display for Key {
  /// As people read it: `Ctrl-Z`, `Shift-F6`, `Tab`.
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (held, name) in [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "Shift-")] {
      if held {
        f.write_str(name)?;
      }
    }
    match self.code {
      Code::Char(' ') => f.write_str("Space"),
      Code::Char(c) => write!(f, "{}", c.to_uppercase()),
      Code::F(number) => write!(f, "F{number}"),
      code => f.write_str(NAMES.iter().find(|(_, known)| *known == code).map_or("", |(name, _)| name)),
    }
  }
}

impl FromStr for Key {
  type Err = ();

  fn from_str(text: &str) -> Result<Self, ()> {
    let (mut key, mut rest) = (Self::plain(Code::Esc), text);
    loop {
      if let Some(after) = rest.strip_prefix("Ctrl-") {
        (key.ctrl, rest) = (true, after);
      } else if let Some(after) = rest.strip_prefix("Alt-") {
        (key.alt, rest) = (true, after);
      } else if let Some(after) = rest.strip_prefix("Shift-") {
        (key.shift, rest) = (true, after);
      } else {
        break;
      }
    }
    let mut chars = rest.chars();
    key.code = match (chars.next(), chars.next()) {
      _ if rest == "Space" => Code::Char(' '),
      (Some(c), None) => Code::Char(c.to_lowercase().next().unwrap_or(c)),
      (Some('F'), Some(_)) if rest[1..].parse::<u8>().is_ok_and(|number| (1..=12).contains(&number)) => {
        Code::F(rest[1..].parse().map_err(|_| ())?)
      }
      _ => NAMES.iter().find(|(name, _)| *name == rest).map(|(_, code)| *code).ok_or(())?,
    };
    Ok(key)
  }
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn names_are_read_and_written() {
    for name in ["Ctrl-Z", "F6", "Shift-F6", "Tab", "Shift-Tab", "Alt-Enter", "Ctrl-Alt-Left", "Del", "Space", "Ctrl-Space", "A", "?"] {
      assert_eq!(name.parse::<Key>().unwrap().to_string(), name);
    }
    for name in ["", "F13", "F0", "Ctrl-", "Nonsense", "AB"] {
      assert!(name.parse::<Key>().is_err(), "{name}");
    }
  }
}
