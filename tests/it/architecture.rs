//! The arrows between modules go one way only; `ARCHITECTURE.md` shows them.

use crate::support::root;
use std::{
  fs,
  path::{Path, PathBuf},
};

/// Each module with those it may use.
const ARROWS: &[(&str, &[&str])] = &[
  ("lang", &[]),
  ("failure", &["lang"]),
  ("text", &["lang"]),
  ("metrology", &["lang", "text"]),
  ("expr", &["lang", "text", "metrology"]),
  ("form", &["lang", "text", "metrology", "expr"]),
  ("share", &[]),
  ("document", &["lang", "text", "metrology", "expr", "form"]),
  ("check", &["lang", "text", "metrology", "expr", "form", "document", "share"]),
  ("store", &["lang", "failure", "Failure", "text", "metrology", "expr", "form", "document", "check"]),
  ("submit", &["lang", "failure", "Failure", "text", "metrology", "expr", "form", "document", "check", "store"]),
  ("ledger", &["lang", "failure", "Failure", "text", "metrology", "expr", "form", "document", "check", "store", "share"]),
  ("session", &["lang", "failure", "Failure", "text", "metrology", "expr", "form", "document", "check", "store", "submit", "ledger"]),
  (
    "tui",
    &["lang", "failure", "Failure", "text", "metrology", "expr", "form", "document", "check", "store", "submit", "ledger", "session"],
  ),
  (
    "plain",
    &["lang", "failure", "Failure", "text", "metrology", "expr", "form", "document", "check", "store", "submit", "ledger", "session"],
  ),
  ("hub", &["lang", "failure", "Failure", "text", "metrology", "expr", "form", "document", "check", "store", "submit", "ledger"]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
  for entry in fs::read_dir(folder).unwrap().flatten() {
    let path = entry.path();
    if path.is_dir() {
      sources(&path, found);
    } else if path.extension().is_some_and(|ending| ending == "rs") {
      found.push(path);
    }
  }
}

fn of_module(module: &str) -> Vec<(PathBuf, String)> {
  let src = root().join("src");
  let mut paths = Vec::new();
  if src.join(module).is_dir() {
    sources(&src.join(module), &mut paths);
  } else {
    paths.push(src.join(format!("{module}.rs")));
  }
  paths
    .into_iter()
    .map(|path| {
      let text = fs::read_to_string(&path).unwrap();
      (path, text)
    })
    .collect()
}

/// The first names after `crate::`, also in `use crate::{a::…, b}`.
fn used(text: &str) -> Vec<String> {
  let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
  let mut names = Vec::new();
  for part in text.split("crate::").skip(1) {
    if let Some(list) = part.strip_prefix('{') {
      let mut depth = 0;
      let mut start = true;
      for (at, c) in list.char_indices() {
        match c {
          '{' => depth += 1,
          '}' if depth == 0 => break,
          '}' => depth -= 1,
          ',' if depth == 0 => start = true,
          c if start && depth == 0 && !c.is_whitespace() => {
            names.push(name(&list[at..]));
            start = false;
          }
          _ => {}
        }
      }
    } else {
      names.push(name(part));
    }
  }
  names
}

#[test]
fn arrows_go_one_way() {
  let mut wrong = Vec::new();
  for (module, allowed) in ARROWS {
    for (path, text) in of_module(module) {
      // Tests may use what they like.
      let text = text.split("#[cfg(test)]").next().unwrap_or_default();
      for name in used(text) {
        if name != *module && !allowed.contains(&name.as_str()) && !name.is_empty() {
          wrong.push(format!("{}: crate::{name}", path.strip_prefix(root()).unwrap().display()));
        }
      }
    }
  }
  assert!(wrong.is_empty(), "imports against the arrows:\n{}", wrong.join("\n"));
}

#[test]
fn the_core_knows_no_clock_disk_environment_or_terminal() {
  let banned =
    ["std::fs", "std::env::var", "Timestamp::now", "ZonedDateTime::now", "println!", "eprintln!", "crossterm", "ratatui", "reqwest"];
  for module in ["text", "metrology", "expr", "form", "document", "check"] {
    for (path, text) in of_module(module) {
      for word in banned {
        assert!(!text.contains(word), "{}: {word}", path.display());
      }
    }
  }
}

#[test]
fn files_stay_short() {
  let mut paths = Vec::new();
  sources(&root().join("src"), &mut paths);
  for path in paths {
    let lines = fs::read_to_string(&path).unwrap().lines().count();
    assert!(lines <= 800, "{} has {lines} lines", path.display());
  }
}

#[test]
fn every_sentence_is_used_and_every_used_sentence_exists() {
  let english = fs::read_to_string(root().join("locales/en.ftl")).unwrap();
  let known: Vec<&str> =
    english.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())).filter_map(|line| line.split(" =").next()).collect();
  let mut paths = Vec::new();
  sources(&root().join("src"), &mut paths);
  let all: String = paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
  for id in &known {
    assert!(all.contains(&format!("\"{id}\"")), "nothing says {id}");
  }
  for marker in ["Message::new(\"", "words.get(\"", "say(\""] {
    for part in all.split(marker).skip(1) {
      let id = part.split('"').next().unwrap();
      assert!(known.contains(&id), "{id} stands in no locale file");
    }
  }
}
