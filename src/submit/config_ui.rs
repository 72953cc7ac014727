//! `[ui]` and `[keys]` of the configuration: how the terminal program looks, and its keys.

use super::config_reader::{Section, Source, expected};
use crate::{failure::Failure, lang::Message};
use toml::{Spanned, de::DeValue};

/// The looks a person can choose.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Look {
  /// The terminal's own sixteen colours, which fit light and dark alike; none where `NO_COLOR` says so.
  #[default]
  Auto,
  /// For a light background.
  Light,
  /// For a dark background.
  Dark,
  /// Nothing faint, everything strong.
  HighContrast,
  /// No colours.
  Plain,
}

impl Look {
  /// Each with its name in the configuration.
  pub const ALL: [(&'static str, Self); 5] =
    [("auto", Self::Auto), ("light", Self::Light), ("dark", Self::Dark), ("high-contrast", Self::HighContrast), ("none", Self::Plain)];
}

/// How the terminal program looks and behaves.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UiSettings {
  /// The colours.
  pub look: Look,
  /// Whether frames are drawn with `-`, `|` and `+`; by the kind of terminal where nothing is said.
  pub ascii_borders: Option<bool>,
  /// Whether every frame is painted whole, for terminals that leave debris.
  pub full_redraw: bool,
  /// Whether the program takes the mouse; else the terminal marks text with it.
  pub mouse: bool,
}

impl Default for UiSettings {
  fn default() -> Self {
    Self { look: Look::Auto, ascii_borders: None, full_redraw: false, mouse: true }
  }
}

/// A wish of the person for other keys.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KeyWish {
  /// Where it is meant, by the context's name; everywhere the command is known where there is none.
  pub context: Option<String>,
  /// The command's name.
  pub command: String,
  /// The keys, the one people are told first.
  pub keys: Vec<String>,
  /// The line it is written in, for messages.
  pub line: usize,
}

const UI_KEYS: &[&str] = &["theme", "borders", "full_redraw", "mouse"];

/// Reads `[ui]`.
pub(super) fn read_ui<'a>(source: Source<'a>, item: &'a Spanned<DeValue<'a>>) -> Result<UiSettings, Failure> {
  let section = Section::new(source, item, "ui", UI_KEYS)?;
  let known = |names: &[&str]| names.join(", ");
  let look = source.keep(section.parsed("theme", |text| {
    let found = Look::ALL.iter().find(|(name, _)| *name == text).map(|(_, look)| *look);
    let names = Look::ALL.map(|(name, _)| name);
    found.ok_or_else(|| Message::new("config-one-of").with("found", text).with("known", known(&names)))
  }));
  let ascii_borders = source.keep(section.parsed("borders", |text| match text {
    "ascii" => Ok(true),
    "line" => Ok(false),
    _ => Err(Message::new("config-one-of").with("found", text).with("known", known(&["ascii", "line"]))),
  }));
  let truth = |key: &str, usual: bool| match section.value(key) {
    None => Ok(usual),
    Some(value) => match value.get_ref() {
      DeValue::Boolean(truth) => Ok(*truth),
      _ => Err(source.mistake(value.span(), expected(key, "config-kind-truth"))),
    },
  };
  Ok(UiSettings {
    look: look.flatten().unwrap_or_default(),
    ascii_borders: ascii_borders.flatten(),
    full_redraw: source.keep(truth("full_redraw", false)).unwrap_or_default(),
    mouse: source.keep(truth("mouse", true)).unwrap_or_default(),
  })
}

/// Reads `[keys]`: a command and its keys, or a context with such pairs. What they mean is for the terminal program to judge.
pub(super) fn read_keys<'a>(source: Source<'a>, item: &'a Spanned<DeValue<'a>>) -> Result<Vec<KeyWish>, Failure> {
  let table = item.get_ref().as_table().ok_or_else(|| source.mistake(item.span(), expected("keys", "config-kind-table")))?;
  let mut wishes = Vec::new();
  for (name, value) in table {
    let name = name.get_ref().as_ref();
    match value.get_ref() {
      DeValue::Table(inner) => {
        for (command, value) in inner {
          wishes.extend(source.keep(wish(source, Some(name), command.get_ref(), value)));
        }
      }
      _ => wishes.extend(source.keep(wish(source, None, name, value))),
    }
  }
  wishes.sort_by_key(|wish| wish.line);
  Ok(wishes)
}

fn wish<'a>(source: Source<'a>, context: Option<&str>, command: &str, value: &'a Spanned<DeValue<'a>>) -> Result<KeyWish, Failure> {
  let wrong = |span| source.mistake(span, expected(command, "config-kind-keys"));
  let keys = match value.get_ref() {
    DeValue::String(key) => vec![key.as_ref().to_owned()],
    DeValue::Array(list) => {
      let texts = list.iter().map(|key| key.get_ref().as_str().map(str::to_owned).ok_or_else(|| wrong(key.span())));
      texts.collect::<Result<_, _>>()?
    }
    _ => return Err(wrong(value.span())),
  };
  Ok(KeyWish { context: context.map(str::to_owned), command: command.to_owned(), keys, line: source.line(value.span().start) })
}
