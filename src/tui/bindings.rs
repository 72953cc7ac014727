use super::{Binding, Code, Command, Context, Key, keymap::BINDINGS};
use crate::{
  lang::{KeyNames, Message},
  submit::KeyWish,
  text::suggest,
};

/// The keys in force: the program's table, with what the person wants otherwise. Dispatch, footer, help and documentation read it.
#[derive(Clone, Debug)]
pub struct Keymap {
  bindings: Vec<Binding>,
}

impl Default for Keymap {
  fn default() -> Self {
    Self { bindings: BINDINGS.to_vec() }
  }
}

impl Keymap {
  /// The table with these wishes in it, and why some were not taken: for those the usual keys stay.
  pub fn with(wishes: &[KeyWish]) -> (Self, Vec<Message>) {
    let mut refused = Vec::new();
    let mut taken: Vec<&KeyWish> = Vec::new();
    for wish in wishes {
      match Self::default().rebind(wish) {
        Ok(()) => taken.push(wish),
        Err(reason) => refused.push(mistake(wish, reason)),
      }
    }
    // Whether keys clash is only known once all are in, as two commands may swap theirs.
    loop {
      let mut keymap = Self::default();
      for wish in &taken {
        let _ = keymap.rebind(wish);
      }
      let clash = taken.iter().enumerate().rev().find_map(|(at, wish)| Some((at, keymap.clash(wish)?)));
      match clash {
        Some((at, reason)) => refused.push(mistake(taken.remove(at), reason)),
        None => return (keymap, refused),
      }
    }
  }

  /// The bindings in force in a context, in the order of the table.
  pub fn bindings(&self, context: Context) -> impl Iterator<Item = &Binding> {
    self.bindings.iter().filter(move |binding| binding.contexts.contains(&context))
  }

  /// The key that people are told for a command in a context; elsewhere where it has none there, empty where it has none at all.
  pub fn first(&self, context: Context, command: Command) -> &'static str {
    let here = self.bindings(context).find(|binding| binding.command == command);
    let key = here.or_else(|| self.bindings.iter().find(|binding| binding.command == command));
    key.and_then(|binding| binding.keys.first()).copied().unwrap_or_default()
  }

  /// The names of all keys, for sentences that tell them.
  pub fn names(&self) -> KeyNames {
    let mut names = KeyNames::new();
    for binding in &self.bindings {
      let Some(key) = binding.keys.first() else { continue };
      let command = binding.command.name();
      for context in binding.contexts {
        names.entry((command.clone(), context.name())).or_insert(key);
      }
      names.entry((command, String::new())).or_insert(key);
    }
    names
  }

  /// Every binding, in the order of the table.
  pub fn all(&self) -> &[Binding] {
    &self.bindings
  }

  /// What a key asks for in a context.
  pub fn command(&self, context: Context, key: Key) -> Option<Command> {
    // Over a slow line Shift may be reported with a letter under Ctrl.
    let key = if matches!(key.code, Code::Char(_)) { Key { shift: false, ..key } } else { key };
    let bound = |key: Key| self.bindings(context).find(|binding| binding.keys.iter().any(|name| name.parse() == Ok(key)));
    let meant = |key: Key| bound(key).map(|binding| binding.command);
    // With Shift, keys that move the caret select.
    let selecting = || {
      let command = meant(Key { shift: false, ..key }).filter(|_| key.shift)?;
      matches!(command, Command::Edit(edit) if edit.is_motion()).then_some(command)
    };
    meant(key).or_else(selecting)
  }

  /// Gives a command other keys.
  fn rebind(&mut self, wish: &KeyWish) -> Result<(), Message> {
    let names = || BINDINGS.iter().map(|binding| binding.command.name());
    if !names().any(|name| name == wish.command) {
      let names: Vec<String> = names().collect();
      let near = suggest(&wish.command, names.iter().map(String::as_str)).unwrap_or_default();
      return Err(Message::new("keys-no-command").with("name", &wish.command).with("near", near));
    }
    let context = match &wish.context {
      None => None,
      Some(name) => {
        let known = Context::ALL.into_iter().find(|context| context.name() == *name);
        Some(known.ok_or_else(|| Message::new("keys-no-context").with("name", name).with("known", Context::names()))?)
      }
    };
    let keys = wish.keys.iter().map(|text| understood(text)).collect::<Result<Vec<Key>, Message>>()?;
    for key in &keys {
      let context = context.unwrap_or(Context::Fields);
      if let Some(reason) = unfit(*key, context) {
        return Err(reason);
      }
    }
    if keys.iter().all(|key| is_taken_by_desktops(*key)) {
      return Err(Message::new("keys-no-twin"));
    }
    // A handful of names that live as long as the program, as the table's own do.
    let names: Vec<&'static str> = keys.iter().map(|key| &*key.to_string().leak()).collect();
    let names: &'static [&'static str] = names.leak();
    let mut changed = false;
    for at in 0..self.bindings.len() {
      let binding = self.bindings[at];
      if binding.command.name() != wish.command {
        continue;
      }
      match context {
        None => self.bindings[at].keys = names,
        Some(context) if binding.contexts.contains(&context) => {
          let others: Vec<Context> = binding.contexts.iter().copied().filter(|known| *known != context).collect();
          self.bindings[at].contexts = others.leak();
          self.bindings.insert(at + 1, Binding { contexts: vec![context].leak(), keys: names, ..binding });
          return Ok(());
        }
        Some(_) => continue,
      }
      changed = true;
    }
    let place = || wish.context.clone().unwrap_or_default();
    if changed { Ok(()) } else { Err(Message::new("keys-not-there").with("name", &wish.command).with("place", place())) }
  }

  /// A key of the wish that means something else in the same place.
  fn clash(&self, wish: &KeyWish) -> Option<Message> {
    for context in Context::ALL.into_iter().filter(|context| wish.context.as_ref().is_none_or(|name| *name == context.name())) {
      for binding in self.bindings(context).filter(|binding| binding.command.name() == wish.command) {
        for key in binding.keys {
          let other = self.bindings(context).find(|other| other.command != binding.command && other.keys.contains(key));
          if let Some(other) = other {
            let message = Message::new("keys-taken").with("key", *key).with("other", other.command.name());
            return Some(message.with("place", context.name()));
          }
        }
      }
    }
    None
  }
}

fn mistake(wish: &KeyWish, reason: Message) -> Message {
  Message::new("keys-refused").with("line", wish.line).with("name", &wish.command).with("reason", reason)
}

/// Reads a key as people write it.
fn understood(text: &str) -> Result<Key, Message> {
  text.parse().map_err(|()| Message::new("keys-no-key").with("key", text))
}

/// Why a key cannot be a command in a context.
pub(super) fn unfit(key: Key, context: Context) -> Option<Message> {
  if let Code::Char(c) = key.code {
    // Space where things are marked folds from full width; every other character alone is text, and an input method eats it.
    let is_mark = c == ' ' && matches!(context, Context::Pick | Context::Import);
    if !(key.ctrl || key.alt || is_mark) {
      return Some(Message::new("keys-bare").with("key", key.to_string()));
    }
    if key.ctrl && "imhj[".contains(c) {
      return Some(Message::new("keys-not-told-apart").with("key", key.to_string()));
    }
  }
  None
}

/// Whether some desktops keep the key for themselves.
pub(super) fn is_taken_by_desktops(key: Key) -> bool {
  matches!(key, Key { code: Code::F(1 | 10 | 11), ctrl: false, alt: false, shift: false })
}

/// `NextFinding` as configuration writes it: `next-finding`.
fn kebab(name: &str) -> String {
  let mut text = String::new();
  for c in name.chars().filter(|c| *c != ')') {
    if c == '(' || (c.is_uppercase() && !text.is_empty() && !text.ends_with('-')) {
      text.push('-');
    }
    if c != '(' {
      text.extend(c.to_lowercase());
    }
  }
  text
}

impl Command {
  /// Its name in the configuration: `next-finding`, `edit-word-left`.
  pub fn name(self) -> String {
    kebab(&format!("{self:?}"))
  }
}

impl Context {
  /// Its name in the configuration.
  pub fn name(self) -> String {
    kebab(&format!("{self:?}"))
  }

  /// What it is called, a key of the locale files.
  pub fn words(self) -> &'static str {
    match self {
      Self::Home => "place-home",
      Self::Fields => "place-fields",
      Self::Table => "place-table",
      Self::Cell => "place-cell",
      Self::List => "place-list",
      Self::Review => "place-review",
      Self::Statement => "place-statement",
      Self::Pick => "place-pick",
      Self::Prompt => "place-prompt",
      Self::Question => "place-question",
      Self::Reading => "place-reading",
      Self::Preview => "place-preview",
      Self::Month => "place-month",
      Self::File => "place-file",
      Self::Columns => "place-columns",
      Self::Import => "place-import",
      Self::Carried => "place-carried",
    }
  }

  fn names() -> String {
    Self::ALL.map(Self::name).join(", ")
  }
}

#[cfg(test)]
mod tests {
  use super::*;
  use crate::lang::{Lang, Words};

  fn wish(context: Option<&str>, command: &str, keys: &[&str]) -> KeyWish {
    KeyWish {
      context: context.map(str::to_owned),
      command: command.to_owned(),
      keys: keys.iter().map(|key| (*key).to_owned()).collect(),
      line: 7,
    }
  }

  fn key(name: &str) -> Key {
    name.parse().unwrap()
  }

  #[test]
  fn names_are_written_with_hyphens() {
    assert_eq!(Command::NextFinding.name(), "next-finding");
    assert_eq!(Command::Edit(super::super::edit::TextEdit::WordLeft).name(), "edit-word-left");
    assert_eq!(Context::Pick.name(), "pick");
  }

  #[test]
  fn a_command_takes_other_keys_everywhere_or_in_one_place() {
    let (keymap, refused) = Keymap::with(&[wish(None, "fix", &["Ctrl-F12", "Alt-F12"]), wish(Some("table"), "delete-row", &["Ctrl-F7"])]);
    assert!(refused.is_empty(), "{refused:?}");
    assert_eq!(keymap.command(Context::Fields, key("Ctrl-F12")), Some(Command::Fix));
    assert_eq!(keymap.command(Context::Cell, key("Alt-F12")), Some(Command::Fix));
    assert_eq!(keymap.command(Context::Fields, key("Ctrl-T")), None);
    assert_eq!(keymap.command(Context::Table, key("Ctrl-F7")), Some(Command::DeleteRow));
    assert_eq!(keymap.command(Context::Table, key("Ctrl-X")), None);
    // Footer and help tell the new keys.
    assert!(keymap.bindings(Context::Fields).any(|binding| binding.command == Command::Fix && binding.keys == ["Ctrl-F12", "Alt-F12"]));
  }

  #[test]
  fn two_commands_may_swap_their_keys() {
    let (keymap, refused) = Keymap::with(&[wish(None, "undo", &["Ctrl-Y"]), wish(None, "redo", &["Ctrl-Z"])]);
    assert!(refused.is_empty(), "{refused:?}");
    assert_eq!(keymap.command(Context::Fields, key("Ctrl-Y")), Some(Command::Undo));
    assert_eq!(keymap.command(Context::Fields, key("Ctrl-Z")), Some(Command::Redo));
  }

  #[test]
  fn wrong_wishes_are_refused_with_the_reason_and_change_nothing() {
    let words = Words::new(Lang::En);
    for (wish, expected) in [
      (wish(None, "fixx", &["Ctrl-F12"]), "no command fixx"),
      (wish(Some("cellar"), "fix", &["Ctrl-F12"]), "no place cellar"),
      (wish(Some("home"), "fix", &["Ctrl-F12"]), "does not exist in home"),
      (wish(None, "fix", &["Hyper-X"]), "Hyper-X is no key"),
      (wish(None, "fix", &["x"]), "alone"),
      (wish(None, "fix", &["Ctrl-M"]), "Ctrl-M"),
      (wish(None, "fix", &["F1"]), "F1, F10 and F11"),
      (wish(None, "fix", &[]), "F1, F10 and F11"),
      (wish(None, "fix", &["Ctrl-Q"]), "quit"),
    ] {
      let (keymap, refused) = Keymap::with(std::slice::from_ref(&wish));
      let said: Vec<String> = refused.iter().map(|message| words.say(message)).collect();
      assert!(said.len() == 1 && said[0].contains(expected) && said[0].contains("line 7"), "{wish:?}: {said:?}");
      assert_eq!(keymap.command(Context::Fields, key("Ctrl-T")), Some(Command::Fix));
    }
  }

  #[test]
  fn sentences_name_the_keys_in_force() {
    for lang in [Lang::Zh, Lang::En] {
      let words = Words::new(lang);
      let (keymap, refused) = Keymap::with(&[wish(None, "undo", &["Ctrl-F2"]), wish(Some("table"), "add-row", &["Ctrl-F7"])]);
      assert!(refused.is_empty(), "{refused:?}");
      words.tell_keys(move || keymap.names());
      assert!(words.get("note-outside-taken").contains("Ctrl-F2"));
      assert!(words.get("grid-empty").contains("Ctrl-F7"), "{}", words.get("grid-empty"));
      assert!(words.get("hint-home-empty").contains("Ctrl-N"));
    }
  }

  #[test]
  fn sentences_name_commands_and_places_that_exist() {
    let names = Keymap::default().names();
    for source in [include_str!("../../locales/zh-CN.ftl"), include_str!("../../locales/en.ftl")] {
      let calls: Vec<&str> = source.split("KEY(").skip(1).filter_map(|part| part.split(')').next()).collect();
      assert!(calls.len() > 50);
      for call in calls {
        let parts: Vec<String> = call.split(',').map(|part| part.trim().trim_matches('"').to_owned()).collect();
        let place = parts.get(1).cloned().unwrap_or_default();
        assert!(names.contains_key(&(parts[0].clone(), place)), "KEY({call})");
      }
    }
  }

  #[test]
  fn the_program_s_own_table_keeps_the_rules() {
    let keymap = Keymap::default();
    for context in Context::ALL {
      for binding in keymap.bindings(context) {
        let keys: Vec<Key> = binding.keys.iter().map(|name| key(name)).collect();
        assert!(keys.iter().all(|key| unfit(*key, context).is_none()), "{:?}", binding.keys);
        assert!(keys.iter().any(|key| !is_taken_by_desktops(*key)), "{:?} has no key besides F1, F10, F11", binding.command);
      }
    }
  }
}
