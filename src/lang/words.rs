use super::{Argument, Message};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use std::{
  collections::HashMap,
  fmt,
  sync::{Arc, LazyLock, OnceLock, RwLock},
};

/// A language the program speaks.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Lang {
  /// Simplified Chinese, the default.
  #[default]
  Zh,
  /// English.
  En,
}

impl Lang {
  /// Reads `zh`, `en` and locale names such as `zh_CN.UTF-8`; other languages give `None`.
  pub fn from_locale(locale: &str) -> Option<Self> {
    let language = locale.split(['-', '_', '.']).next().unwrap_or_default();
    match language.to_ascii_lowercase().as_str() {
      "zh" => Some(Self::Zh),
      "en" => Some(Self::En),
      _ => None,
    }
  }

  /// The other language.
  #[must_use]
  pub fn other(self) -> Self {
    match self {
      Self::Zh => Self::En,
      Self::En => Self::Zh,
    }
  }

  /// The two-letter code used on the command line and in forms.
  pub fn code(self) -> &'static str {
    match self {
      Self::Zh => "zh",
      Self::En => "en",
    }
  }

  /// The language of this machine; Chinese where the system names none we speak (`C`, `POSIX`, others).
  pub fn of_system() -> Self {
    sys_locale::get_locale().and_then(|locale| Self::from_locale(&locale)).unwrap_or_default()
  }
}

/// The keys that sentences name, by the command's name and where it is meant; the empty place stands for any.
pub type KeyNames = HashMap<(String, String), &'static str>;

/// The same, made when the first sentence asks.
type Keys = LazyLock<KeyNames, Box<dyn FnOnce() -> KeyNames + Send>>;

/// The sentences of one language.
#[derive(Clone)]
pub struct Words {
  lang: Lang,
  /// The keys in force; sentences name them as `KEY("undo", "fields")`.
  keys: Arc<RwLock<Keys>>,
  /// The sentences that were said once, in their places: of a thousand a screen needs few. None before the first.
  read: Arc<OnceLock<Read>>,
}

/// The sentences of a file as they stand there, by id, each with its place.
type Sources = HashMap<&'static str, (usize, &'static str)>;
type Sentence = FluentBundle<FluentResource>;
/// The sentences that were said once.
type Read = Box<[OnceLock<Box<Sentence>>]>;

impl fmt::Debug for Words {
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_struct("Words").field("lang", &self.lang).finish_non_exhaustive()
  }
}

const ZH: &str = include_str!("../../locales/zh-CN.ftl");
const EN: &str = include_str!("../../locales/en.ftl");

impl Words {
  /// The embedded sentences of `lang`.
  pub fn new(lang: Lang) -> Self {
    let none: Keys = LazyLock::new(Box::new(KeyNames::new));
    Self { lang, keys: Arc::new(RwLock::new(none)), read: Arc::default() }
  }

  fn sources(&self) -> &'static Sources {
    static FOUND: [OnceLock<Sources>; 2] = [const { OnceLock::new() }; 2];
    FOUND[self.lang as usize].get_or_init(|| find(if self.lang == Lang::Zh { ZH } else { EN }))
  }

  /// Tells the keys in force, which are asked for when the first sentence names one; until then sentences name commands instead.
  pub fn tell_keys(&self, keys: impl FnOnce() -> KeyNames + Send + 'static) {
    if let Ok(mut known) = self.keys.write() {
      *known = LazyLock::new(Box::new(keys));
    }
  }

  /// Which language this is.
  pub fn lang(&self) -> Lang {
    self.lang
  }

  /// The sentence `id`, which takes no values.
  pub fn get(&self, id: &str) -> String {
    self.format(id, None)
  }

  /// Says `message`.
  pub fn say(&self, message: &Message) -> String {
    let mut args = FluentArgs::new();
    for (name, value) in &message.args {
      let value = match value {
        Argument::Count(count) => FluentValue::from(*count),
        Argument::Text(text) => FluentValue::from(text.clone()),
        Argument::Message(message) => FluentValue::from(self.say(message)),
        Argument::Bilingual { zh, en } => FluentValue::from(if self.lang == Lang::Zh { zh.clone() } else { en.clone() }),
      };
      args.set(*name, value);
    }
    self.format(message.id, Some(&args))
  }

  fn format(&self, id: &str, args: Option<&FluentArgs<'_>>) -> String {
    let sources = self.sources();
    let read = self.read.get_or_init(|| sources.iter().map(|_| OnceLock::new()).collect());
    let found = sources.get(id).map(|(place, source)| read[*place].get_or_init(|| Box::new(self.sentence(source))));
    let Some((bundle, pattern)) = found.and_then(|bundle| Some((bundle, bundle.get_message(id)?.value()?))) else {
      return id.to_owned();
    };
    let mut errors = Vec::new();
    bundle.format_pattern(pattern, args, &mut errors).into_owned()
  }

  fn sentence(&self, source: &str) -> Sentence {
    let locale = if self.lang == Lang::Zh { "zh-CN" } else { "en" };
    let mut bundle = FluentBundle::new_concurrent(locale.parse().into_iter().collect());
    // Otherwise U+2068 and U+2069 land in every sentence.
    bundle.set_use_isolating(false);
    // A broken sentence is left out here and found by the test below.
    let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(source.to_owned());
    bundle.add_resource_overriding(resource);
    let known = Arc::clone(&self.keys);
    // It can only be there already if it was added twice.
    let _ = bundle.add_function("KEY", move |args, _| FluentValue::from(key_name(&known, args)));
    bundle
  }
}

/// The key of a command in a place, else wherever it has one, else the command's name.
fn key_name(known: &RwLock<Keys>, args: &[FluentValue<'_>]) -> String {
  let text = |at: usize| match args.get(at) {
    Some(FluentValue::String(text)) => text.to_string(),
    _ => String::new(),
  };
  let (command, place) = (text(0), text(1));
  let found = known.read().ok().and_then(|known| {
    let key = known.get(&(command.clone(), place)).or_else(|| known.get(&(command.clone(), String::new())));
    key.copied()
  });
  found.map_or(command, str::to_owned)
}

/// The sentences of a file. One begins with a line that begins with its id, and goes up to the next one or a comment.
fn find(source: &'static str) -> Sources {
  let mut sources = HashMap::with_capacity(source.len() / 64);
  let mut keep = |begun: Option<(&'static str, usize)>, end: usize| {
    if let Some((id, start)) = begun {
      sources.insert(id, (sources.len(), &source[start..end]));
    }
  };
  let mut begun = None;
  let mut at = 0;
  for line in source.split_inclusive('\n') {
    if line.starts_with(|c: char| c.is_ascii_lowercase() || c == '#') {
      keep(begun.take(), at);
      begun = line.split_once('=').filter(|_| !line.starts_with('#')).map(|(id, _)| (id.trim_end(), at));
    }
    at += line.len();
  }
  keep(begun, at);
  sources
}

#[cfg(test)]
mod tests {
  use super::*;
  use std::collections::{BTreeMap, BTreeSet};

  /// The keys of a locale file, each with the arguments it uses.
  fn keys(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in source.lines() {
      if line.starts_with(|c: char| c.is_ascii_lowercase())
        && let Some((key, _)) = line.split_once('=')
      {
        current = key.trim().to_owned();
        assert!(found.insert(current.clone(), BTreeSet::new()).is_none(), "{current} stands twice");
      }
      for part in line.split('$').skip(1) {
        let name: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == '-').collect();
        found.entry(current.clone()).or_default().insert(name);
      }
      // The keys that are named too.
      for part in line.split("KEY(").skip(1) {
        let call = part.split(')').next().unwrap_or_default();
        found.entry(current.clone()).or_default().insert(format!("KEY({call})"));
      }
    }
    found
  }

  #[test]
  fn both_languages_have_the_same_keys_and_arguments() {
    let (zh, en) = (keys(ZH), keys(EN));
    let differ: Vec<_> = zh.keys().chain(en.keys()).filter(|key| zh.get(*key) != en.get(*key)).collect();
    assert!(differ.is_empty(), "keys or arguments differ: {differ:?}");
  }

  #[test]
  fn every_sentence_is_found() {
    for (lang, source) in [(Lang::Zh, ZH), (Lang::En, EN)] {
      let words = Words::new(lang);
      for id in keys(source).keys() {
        assert_ne!(&words.get(id), id, "{lang:?}");
      }
    }
  }

  #[test]
  fn locale_files_have_no_syntax_error() {
    for source in [ZH, EN] {
      if let Err((_, errors)) = FluentResource::try_new(source.to_owned()) {
        panic!("{errors:?}");
      }
    }
  }

  #[test]
  fn locales() {
    for (locale, expected) in [
      ("zh", Some(Lang::Zh)),
      ("zh_CN.UTF-8", Some(Lang::Zh)),
      ("zh-Hans-CN", Some(Lang::Zh)),
      ("en", Some(Lang::En)),
      ("en_GB", Some(Lang::En)),
      ("C", None),
      ("POSIX", None),
      ("de_DE", None),
    ] {
      assert_eq!(Lang::from_locale(locale), expected, "{locale}");
    }
  }
}
