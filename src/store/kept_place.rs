use super::{DataFolder, write_atomic};
use serde::{Deserialize, Serialize};
use std::{
  fs, io,
  path::{Path, PathBuf},
};

/// How many places are kept.
const KEPT: usize = 50;

/// Where a person was in a draft when leaving it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct KeptPlace {
  /// The draft.
  pub draft: PathBuf,
  /// The path of the section or table.
  pub group: String,
  /// The id of the row, for tables.
  #[serde(default)]
  pub row: Option<String>,
  /// The field.
  #[serde(default)]
  pub field: Option<String>,
  /// The same in words, as people are told.
  pub said: String,
}

impl DataFolder {
  /// The places kept, the last one first. A file that cannot be read is no more than a place forgotten.
  pub fn places(&self) -> Vec<KeptPlace> {
    let places: Vec<KeptPlace> =
      fs::read(self.places_file()).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    places.into_iter().filter(|place| place.draft.exists()).collect()
  }

  /// The place kept for a draft.
  pub fn place_of(&self, draft: &Path) -> Option<KeptPlace> {
    let draft = absolute(draft);
    self.places().into_iter().find(|place| place.draft == draft)
  }

  /// Keeps where one was in a draft, in place of what was kept for it.
  pub fn keep_place(&self, place: KeptPlace) -> io::Result<()> {
    let draft = absolute(&place.draft);
    let mut places = vec![KeptPlace { draft: draft.clone(), ..place }];
    places.extend(self.places().into_iter().filter(|known| known.draft != draft));
    places.truncate(KEPT);
    write_atomic(&self.places_file(), &serde_json::to_vec_pretty(&places)?)
  }

  fn places_file(&self) -> PathBuf {
    self.root().join("places.json")
  }
}

/// The same file by a name that means it from anywhere.
fn absolute(path: &Path) -> PathBuf {
  fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn the_last_place_comes_first_and_lost_drafts_go() {
    let folder = tempfile::tempdir().unwrap();
    let data = DataFolder::open(Some(folder.path())).unwrap();
    assert!(data.places().is_empty());
    let draft = |name: &str| folder.path().join(name);
    let keep = |name: &str, said: &str| {
      let place = KeptPlace { draft: draft(name), group: "g".into(), row: None, field: None, said: said.into() };
      data.keep_place(place).unwrap();
    };
    for name in ["a", "b"] {
      fs::write(draft(name), "").unwrap();
    }
    keep("a", "1");
    keep("b", "2");
    keep("a", "3");
    let said = |places: Vec<KeptPlace>| places.into_iter().map(|place| place.said).collect::<Vec<_>>();
    assert_eq!(said(data.places()), ["3", "2"]);
    fs::remove_file(draft("a")).unwrap();
    assert_eq!(said(data.places()), ["2"]);
    fs::write(folder.path().join("places.json"), "garbage").unwrap();
    assert!(data.places().is_empty());
  }
}
