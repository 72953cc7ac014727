use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What something was called in drafts of older versions, and what it is called now. A draft is moved over by these and nothing else.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Rename {
  /// In drafts of versions before `since`.
  pub from: Name,
  /// Since then.
  pub to: Name,
  /// The version that brought the new name.
  pub since: Version,
}

/// A name in drafts.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Name {
  /// A section or table: `org`, `instruments[]`, `org.people[]`.
  Group {
    /// `org`, `instruments`, `org.people`.
    path: String,
    /// Whether it is a table.
    is_table: bool,
  },
  /// A field: `org.mode`, `instruments[].status`.
  Field {
    /// `org`, `instruments`, `org.people`.
    group: String,
    /// Whether it is a column of a table.
    is_table: bool,
    /// The field.
    field: String,
  },
  /// A choice of a field: `instruments[].status=in_use`.
  Code {
    /// As for a field.
    group: String,
    /// As for a field.
    is_table: bool,
    /// The field.
    field: String,
    /// The choice.
    code: String,
  },
  /// What findings are called, which overrides name: `rule:overdue`.
  Rule(String),
}

/// A text that is no [`Name`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NotAName;

impl FromStr for Name {
  type Err = NotAName;

  fn from_str(text: &str) -> Result<Self, NotAName> {
    if let Some(rule) = text.strip_prefix("rule:") {
      return if rule.is_empty() { Err(NotAName) } else { Ok(Self::Rule(rule.to_owned())) };
    }
    let (path, code) = text.split_once('=').map_or((text, None), |(path, code)| (path, Some(code)));
    let is_id = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    let (group, is_table, field) = match path.split_once("[]") {
      Some((group, "")) => (group, true, None),
      Some((group, rest)) => (group, true, Some(rest.strip_prefix('.').ok_or(NotAName)?)),
      None => match path.split_once('.') {
        Some((group, field)) => (group, false, Some(field)),
        None => (path, false, None),
      },
    };
    let parts: Vec<&str> = group.split('.').collect();
    if parts.len() > if is_table { 2 } else { 1 } || !parts.into_iter().all(is_id) || !field.is_none_or(is_id) {
      return Err(NotAName);
    }
    let group = group.to_owned();
    match (field, code) {
      (None, None) => Ok(Self::Group { path: group, is_table }),
      (Some(field), None) => Ok(Self::Field { group, is_table, field: field.to_owned() }),
      (Some(field), Some(code)) if !code.is_empty() => Ok(Self::Code { group, is_table, field: field.to_owned(), code: code.to_owned() }),
      _ => Err(NotAName),
    }
  }
}

impl fmt::Display for Name {
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let brackets = |is_table: &bool| if *is_table { "[]" } else { "" };
    match self {
      Self::Group { path, is_table } => write!(f, "{path}{}", brackets(is_table)),
      Self::Field { group, is_table, field } => write!(f, "{group}{}.{field}", brackets(is_table)),
      Self::Code { group, is_table, field, code } => write!(f, "{group}{}.{field}={code}", brackets(is_table)),
      Self::Rule(rule) => write!(f, "rule:{rule}"),
    }
  }
}

/// A version, `major.minor.patch`.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Version(pub u32, pub u32, pub u32);

impl FromStr for Version {
  type Err = NotAName;

  fn from_str(text: &str) -> Result<Self, NotAName> {
    let parts: Vec<u32> = text.split('.').map(str::parse).collect::<Result<_, _>>().map_err(|_| NotAName)?;
    match parts[..] {
      [major, minor, patch] => Ok(Self(major, minor, patch)),
      _ => Err(NotAName),
    }
  }
}

impl fmt::Display for Version {
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{}.{}.{}", self.0, self.1, self.2)
  }
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn names() {
    for text in
      ["org", "instruments[]", "org.people[]", "org.mode", "instruments[].status", "org.people[].role", "org.mode=old", "rule:overdue"]
    {
      assert_eq!(text.parse::<Name>().map(|name| name.to_string()).as_deref(), Ok(text));
    }
    for text in ["", "a.b.c", "a[]b", "a[].", "rule:", "A", "a=b", "a.b=", "a.b[].c.d", "a.b.c[].d"] {
      assert_eq!(text.parse::<Name>(), Err(NotAName), "{text}");
    }
  }

  #[test]
  fn versions_have_the_order_of_their_numbers() {
    let version = |text: &str| text.parse::<Version>().unwrap();
    assert!(version("2026.10.0") > version("2026.9.3"));
    assert!("2026.1".parse::<Version>().is_err());
  }
}
