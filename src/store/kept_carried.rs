use super::{real_path::real_path, write_atomic};
use crate::document::Document;
use jiff::civil::Date;
use serde_json::{Value as Json, json};
use std::{
  fs, io,
  path::{Path, PathBuf},
};

const FORMAT: &str = "jiliang-carried/1";

/// The declaration that a draft was made from, kept beside the draft so that the two can be compared until the draft is handed in.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptCarried {
  /// The earlier declaration.
  pub earlier: Document,
  /// The day on which the draft was made: what had expired then was taken out.
  pub on: Date,
  /// The ids of the sections that a person confirmed since.
  pub confirmed: Vec<String>,
}

impl KeptCarried {
  /// What is kept for a draft. A file that cannot be read is no more than a comparison forgotten.
  pub fn read(draft: &Path) -> Option<Self> {
    let mut json: Json = serde_json::from_slice(&fs::read(file(draft)).ok()?).ok()?;
    if json["format"] != FORMAT {
      return None;
    }
    let confirmed = json["confirmed"].as_array()?.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect();
    let on = json["on"].as_str()?.parse().ok()?;
    Some(Self { earlier: Document::from_json(json["earlier"].take()).ok()?, on, confirmed })
  }

  /// Keeps it for a draft, in place of what was kept.
  pub fn write(&self, draft: &Path) -> io::Result<()> {
    let json =
      json!({ "format": FORMAT, "on": self.on.to_string(), "confirmed": self.confirmed, "earlier": serde_json::to_value(&self.earlier)? });
    write_atomic(&file(draft), format!("{json:#}\n").as_bytes())
  }
}

fn file(draft: &Path) -> PathBuf {
  real_path(draft).with_extension("carried")
}

#[cfg(test)]
mod tests {
  use super::*;
  use crate::document::FormRef;

  #[test]
  fn what_is_kept_is_read_and_garbage_is_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("a.json");
    assert_eq!(KeptCarried::read(&draft), None);
    let form = FormRef { id: "f".into(), version: "1".into(), digest: None };
    let mut kept = KeptCarried {
      earlier: Document::new(form, uuid::Uuid::nil(), "2025-01-01T00:00:00Z"),
      on: jiff::civil::date(2026, 1, 2),
      confirmed: vec![],
    };
    kept.write(&draft).unwrap();
    assert_eq!(KeptCarried::read(&draft), Some(kept.clone()));
    kept.confirmed.push("enterprise".into());
    kept.write(&draft).unwrap();
    assert_eq!(KeptCarried::read(&draft), Some(kept));
    for garbage in ["", "{}", "[1]", r#"{"format":"jiliang-carried/2"}"#, r#"{"format":"jiliang-carried/1","on":"x","confirmed":[]}"#] {
      fs::write(folder.path().join("a.carried"), garbage).unwrap();
      assert_eq!(KeptCarried::read(&draft), None, "{garbage}");
    }
  }
}
