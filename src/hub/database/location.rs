use crate::{failure::Failure, lang::Message};
use std::path::PathBuf;

/// Reads where a database is: `sqlite://path`, `sqlite:path` or the path alone.
pub(super) fn location(text: &str) -> Result<PathBuf, Failure> {
  let path = text.strip_prefix("sqlite://").or_else(|| text.strip_prefix("sqlite:")).unwrap_or(text);
  match path.split_once("://") {
    // The address of another kind of database may hold a password, so only its kind is repeated.
    Some((kind, _)) => Err(Failure::new(Message::new("hub-database-kind").with("kind", crate::text::clean_foreign(kind)))),
    None if path.is_empty() => Err(Failure::new(Message::new("hub-database-empty"))),
    None => Ok(PathBuf::from(path)),
  }
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn spellings() {
    for (text, path) in [
      ("sqlite:///srv/hub.db", "/srv/hub.db"),
      ("sqlite://hub.db", "hub.db"),
      ("sqlite:hub.db", "hub.db"),
      ("data/hub.db", "data/hub.db"),
      ("C:\\hub\\hub.db", "C:\\hub\\hub.db"),
    ] {
      assert_eq!(location(text).unwrap(), PathBuf::from(path));
    }
    for (text, id) in [("postgres://me:secret@host/db", "hub-database-kind"), ("", "hub-database-empty"), ("sqlite:", "hub-database-empty")]
    {
      let failure = location(text).unwrap_err();
      assert_eq!(failure.message().id, id);
      assert!(!failure.to_string().contains("secret"));
    }
  }
}
