//! Choosing the file of a ledger: typed, completed, chosen from the folder, or dragged onto the terminal.

use super::{
  cursor::moved,
  import::{import, read},
};
use crate::{
  ledger::dropped_path,
  tui::{
    Command, Effect, FolderItem, Model, Page,
    edit::Line,
    model::{FileChoice, FileItem, ImportStage},
  },
};
use std::path::PathBuf;

/// A command while the file is chosen.
pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
  let Some(import) = import(model) else { return Vec::new() };
  let choice = &mut import.choice;
  let shown = choice.shown();
  match command {
    Command::Back => {
      model.pages.pop();
      super::fields::settle(model);
    }
    Command::Down if choice.at.is_none() && !shown.is_empty() => choice.at = Some(0),
    // From the first entry back into the text.
    Command::Up if choice.at == Some(0) => choice.at = None,
    Command::Next => complete(choice, &shown),
    Command::Accept => return accept(model, &shown),
    _ => {
      if let Some(at) = choice.at {
        choice.at = moved(command, at, shown.len());
      }
    }
  }
  Vec::new()
}

/// Takes as much of a name as is certain.
fn complete(choice: &mut FileChoice, shown: &[FileItem]) {
  let fits: Vec<&FileItem> = match choice.at {
    Some(at) => shown.get(at).into_iter().collect(),
    None => shown.iter().filter(|item| !item.name.contains(['/', '\\'])).collect(),
  };
  match fits[..] {
    [] => {}
    [one] => enter(choice, one),
    [first, ..] => {
      let common = fits.iter().skip(1).fold(first.name.as_str(), |common, item| {
        let end = common
          .char_indices()
          .zip(item.name.chars())
          .find(|((_, a), b)| a != b)
          .map_or(common.len().min(item.name.len()), |((at, _), _)| at);
        &common[..end]
      });
      let (folder, name) = choice.parts();
      // What was typed may be pinyin of it.
      if !common.is_empty() && common != name && (common.len() > name.len() || !name.starts_with(common)) {
        choice.line = Line::new(&format!("{folder}{common}"));
      } else {
        choice.at = Some(0);
      }
    }
  }
}

/// Puts an entry in the place of what is typed; a folder is gone into.
fn enter(choice: &mut FileChoice, item: &FileItem) {
  let separator = if choice.folder.contains('\\') && !choice.folder.contains('/') { "\\" } else { "/" };
  let text = match item.is_folder {
    true => format!("{}{}{separator}", choice.folder, item.name),
    false if item.name.contains(['/', '\\']) => item.name.clone(),
    false => format!("{}{}", choice.folder, item.name),
  };
  choice.line = Line::new(&text);
  choice.at = None;
}

fn accept(model: &mut Model, shown: &[FileItem]) -> Vec<Effect> {
  let Some(import) = import(model) else { return Vec::new() };
  let choice = &mut import.choice;
  let (_, name) = choice.parts();
  let same = shown.iter().find(|item| item.name == name);
  let named = !name.is_empty();
  let item = match choice.at {
    Some(at) => shown.get(at),
    // A name that is there; else the only one that fits what is typed.
    None if named => same.or(if let [one] = shown { Some(one) } else { None }),
    None => None,
  };
  match item.cloned() {
    Some(item) => {
      let is_folder = item.is_folder;
      enter(choice, &item);
      if is_folder { Vec::new() } else { take(model) }
    }
    None if named => take(model),
    None => {
      model.note = Some(model.words.get("note-import-choose"));
      Vec::new()
    }
  }
}

fn take(model: &mut Model) -> Vec<Effect> {
  let Some(import) = import(model) else { return Vec::new() };
  let path = PathBuf::from(dropped_path(import.choice.line.text()));
  read(model, path)
}

/// Text that is pasted: the path of a file takes the place of what was typed.
pub(super) fn paste(model: &mut Model, text: &str) -> bool {
  let Some(Page::Import(import)) = model.pages.last_mut() else { return false };
  if import.stage != ImportStage::File {
    return false;
  }
  let path = dropped_path(text);
  let whole = path.starts_with(['/', '~', '\\']) || path.chars().nth(1) == Some(':');
  if whole {
    import.choice.line = Line::new(&path);
  } else {
    import.choice.line.insert(&path);
  }
  import.choice.at = None;
  true
}

/// After every message: another folder is typed, so it is listed.
pub(super) fn follow(model: &mut Model) -> Option<Effect> {
  let Some(Page::Import(import)) = model.pages.last_mut() else { return None };
  if import.stage != ImportStage::File {
    return None;
  }
  let choice = &mut import.choice;
  if let Some(path) = begun_anew(choice.line.text()) {
    choice.line = Line::new(path);
  }
  let folder = choice.parts().0.to_owned();
  // Before the first answer nobody knows where one is.
  if choice.folder.is_empty() && choice.asked.is_none() && folder.is_empty() {
    return None;
  }
  if folder == choice.folder || choice.asked.as_ref() == Some(&folder) {
    return None;
  }
  choice.asked = Some(folder.clone());
  Some(Effect::ListFolder(Some(folder)))
}

/// The whole path in `/home/a//srv/b`, `/home/a/~/b`, `C:\a\D:`: typed behind the folder that was there, it takes its place.
fn begun_anew(text: &str) -> Option<&str> {
  let begins = |rest: &str| {
    let mut chars = rest.chars();
    match (chars.next(), chars.next()) {
      (Some('/'), _) => true,
      (Some('~'), Some('/' | '\\')) => true,
      (Some(drive), Some(':')) => drive.is_ascii_alphabetic(),
      _ => false,
    }
  };
  let mut behind = text.match_indices(['/', '\\']).map(|(at, sign)| &text[at + sign.len()..]);
  // At the beginning two separators name a server.
  behind.rfind(|rest| rest.len() + 1 < text.len() && begins(rest))
}

/// What a folder holds.
pub(super) fn listed(model: &mut Model, listed: FolderItem) {
  let Some(import) = import(model) else { return };
  let choice = &mut import.choice;
  let first = choice.folder.is_empty() && choice.line.text().is_empty();
  if first {
    choice.line = Line::new(&listed.folder);
  } else if choice.parts().0 != listed.folder {
    return;
  }
  choice.folder = listed.folder;
  choice.entries = listed.entries;
  choice.recent = listed.recent;
  choice.trouble = listed.trouble;
  choice.asked = None;
  choice.at = None;
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn a_whole_path_typed_behind_another() {
    for (typed, path) in [
      ("/home/a/", None),
      ("/home/a/台账.xlsx", None),
      ("/home/a//srv/b", Some("/srv/b")),
      ("/home/a/~/b", Some("~/b")),
      ("/home/a/~b", None),
      ("C:\\data\\D:\\b", Some("D:\\b")),
      ("//server/share/", None),
      ("\\\\server\\share", None),
      ("/a//b//c", Some("/c")),
    ] {
      assert_eq!(begun_anew(typed), path, "{typed}");
    }
  }
}
