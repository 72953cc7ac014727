use super::{
  KeyWish, Mapping, Platform, Profile, Token, UiSettings,
  config_reader::{Section, Source, expected, nearest},
  config_ui::{read_keys, read_ui},
};
use crate::{failure::Failure, lang::Message};
use directories::ProjectDirs;
use reqwest::{
  Method,
  header::{HeaderName, HeaderValue},
};
use serde_json::Value;
use std::{
  cell::RefCell,
  io::ErrorKind,
  path::{Path, PathBuf},
  time::Duration,
};
use toml::{Spanned, de::DeValue};

const KEYS: &[&str] = &["default_platform", "platform", "ui", "keys"];
const PLATFORM_KEYS: &[&str] =
  &["name", "url", "profile", "token_env", "token_file", "proxy", "timeout", "extra_ca", "public_key", "method", "headers", "success"];
/// Keys that mean something in the simple profile only.
const SIMPLE_KEYS: &[&str] = &["method", "headers", "success"];
const SUCCESS_KEYS: &[&str] = &["pointer", "equals", "id", "message"];

/// What the person has set up: the platforms declarations are handed in to.
#[derive(Clone, Debug, Default)]
pub struct Config {
  /// The platform that is meant where none is named.
  pub default_platform: Option<String>,
  /// All platforms, in the order of the file.
  pub platforms: Vec<Platform>,
  /// How the terminal program looks.
  pub ui: UiSettings,
  /// Keys that are wanted otherwise.
  pub keys: Vec<KeyWish>,
}

impl Config {
  /// The environment variable that names the file.
  pub const VARIABLE: &str = "JILIANG_CONFIG";

  /// Where the file stands when nobody says otherwise.
  pub fn usual_path() -> Option<PathBuf> {
    ProjectDirs::from("", "", "jiliang").map(|folders| folders.config_dir().join("config.toml"))
  }

  /// Reads the file named on the command line, else the one in `JILIANG_CONFIG`, else the usual one, which need not exist. `env` reads the environment.
  pub fn find(named: Option<&Path>, env: &dyn Fn(&str) -> Option<String>) -> Result<Self, Failure> {
    let named = named.map(Path::to_owned).or_else(|| env(Self::VARIABLE).filter(|path| !path.is_empty()).map(PathBuf::from));
    let (path, must_exist) = match (named, Self::usual_path()) {
      (Some(path), _) => (path, true),
      (None, Some(path)) => (path, false),
      (None, None) => return Ok(Self::default()),
    };
    match std::fs::read_to_string(&path) {
      Ok(text) => Self::read(&path, &text),
      Err(error) if error.kind() == ErrorKind::NotFound && !must_exist => Ok(Self::default()),
      Err(error) => Err(Failure::new(Message::new("config-unreadable").with("file", path.display().to_string())).caused_by(error)),
    }
  }

  /// Reads `text`, the content of the file at `path`.
  pub fn read(path: &Path, text: &str) -> Result<Self, Failure> {
    let mistakes = RefCell::new(Vec::new());
    let config = Self::read_all(Source::new(path, text, &mistakes));
    let mut mistakes = mistakes.into_inner();
    mistakes.sort_by_key(|(line, _)| *line);
    match Failure::all(mistakes.into_iter().map(|(_, failure)| failure).collect()) {
      Some(failure) => Err(failure),
      None => Ok(config),
    }
  }

  /// Reads what can be read; the source keeps what is wrong.
  fn read_all(source: Source<'_>) -> Self {
    let mut config = Self::default();
    source.keep(config.fill(source));
    config
  }

  fn fill(&mut self, source: Source<'_>) -> Result<(), Failure> {
    let config = self;
    let text = source.text;
    let root = toml::de::DeTable::parse(text).map_err(|error| {
      source
        .mistake(error.span().unwrap_or_default(), Message::new("config-syntax").with("cause", crate::text::clean_foreign(error.message())))
    })?;
    let section = Section::of_table(source, root.get_ref(), root.span(), KEYS);
    let mut broken = false;
    if let Some(list) = section.value("platform") {
      let items = list.get_ref().as_array().ok_or_else(|| source.mistake(list.span(), expected("platform", "config-kind-list")))?;
      for item in items {
        let Some(platform) = source.keep(read_platform(source, item)) else {
          broken = true;
          continue;
        };
        if config.platforms.iter().any(|other| other.name == platform.name) {
          source.keep::<()>(Err(source.mistake(item.span(), Message::new("config-platform-twice").with("name", &platform.name))));
        }
        config.platforms.push(platform);
      }
    }
    if let Some((name, span)) = source.keep(section.text("default_platform")).flatten() {
      // One that could not be read may be the one that is named.
      if !broken && !config.platforms.iter().any(|platform| platform.name == name) {
        source.keep::<()>(Err(source.mistake(span, config.unknown(name))));
      }
      config.default_platform = Some(name.to_owned());
    }
    if let Some(ui) = section.value("ui") {
      config.ui = source.keep(read_ui(source, ui)).unwrap_or_default();
    }
    if let Some(keys) = section.value("keys") {
      config.keys = source.keep(read_keys(source, keys)).unwrap_or_default();
    }
    Ok(())
  }

  /// The platform `to` names, or whose address it is; without `to` the default one, or the only one.
  pub fn platform(&self, to: Option<&str>) -> Result<Platform, Failure> {
    let Some(to) = to.or(self.default_platform.as_deref()) else {
      return match self.platforms.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(Failure::new(Message::new("platform-none")).hint(where_to_write())),
        _ => Err(Failure::new(Message::new("platform-which").with("names", self.names()))),
      };
    };
    if let Some(platform) = self.platforms.iter().find(|platform| platform.name == to) {
      return Ok(platform.clone());
    }
    if !to.contains("://") {
      return Err(Failure::new(self.unknown(to)).hint(where_to_write()));
    }
    let there = Platform::at(to).map_err(Failure::new)?;
    // The same address with the settings the person made for it.
    Ok(self.platforms.iter().find(|platform| platform.url == there.url).cloned().unwrap_or(there))
  }

  fn unknown(&self, name: &str) -> Message {
    match nearest(name, self.platforms.iter().map(|platform| platform.name.as_str())) {
      Some(near) => Message::new("platform-unknown-near").with("name", name).with("near", near),
      None => Message::new("platform-unknown").with("name", name).with("names", self.names()),
    }
  }

  fn names(&self) -> String {
    self.platforms.iter().map(|platform| platform.name.as_str()).collect::<Vec<_>>().join(", ")
  }
}

fn where_to_write() -> Message {
  let path = Config::usual_path().map(|path| path.display().to_string()).unwrap_or_default();
  Message::new("platform-where").with("file", path).with("variable", Token::VARIABLE)
}

fn read_platform<'a>(source: Source<'a>, item: &'a Spanned<DeValue<'a>>) -> Result<Platform, Failure> {
  let section = Section::new(source, item, "platform", PLATFORM_KEYS)?;
  let (name, _) = section.required("name")?;
  let (address, address_span) = section.required("url")?;
  let full = match section.text("profile")? {
    None | Some(("full", _)) => true,
    Some(("simple", _)) => false,
    Some((other, span)) => return Err(source.mistake(span, Message::new("config-profile").with("profile", other))),
  };
  if full && let Some((key, value)) = SIMPLE_KEYS.iter().find_map(|key| section.value(key).map(|value| (*key, value))) {
    return Err(source.mistake(value.span(), Message::new("config-simple-only").with("key", key)));
  }
  // Files are named relative to the configuration, not to wherever the program was started.
  let beside = |text: &str| Ok(source.path.parent().unwrap_or(Path::new("")).join(text));
  Ok(Platform {
    name: name.to_owned(),
    url: Platform::address(address, full).map_err(|reason| source.mistake(address_span, reason))?,
    profile: if full { Profile::Full } else { read_simple(source, &section)? },
    token_env: section.text("token_env")?.map(|(text, _)| text.to_owned()),
    token_file: section.parsed("token_file", beside)?,
    proxy: section.parsed("proxy", |text| match text {
      "none" => Ok(text.to_owned()),
      _ if reqwest::Proxy::all(text).is_ok() => Ok(text.to_owned()),
      // A proxy address may hold a password, so it is not repeated.
      _ => Err(Message::new("config-proxy")),
    })?,
    timeout: read_timeout(source, &section)?,
    extra_ca: section.parsed("extra_ca", beside)?,
    public_key: section.parsed("public_key", |text| text.parse().map_err(|()| Message::new("config-public-key")))?,
  })
}

/// Seconds, from one to an hour.
fn read_timeout(source: Source<'_>, section: &Section<'_>) -> Result<Option<Duration>, Failure> {
  let Some(value) = section.value("timeout") else { return Ok(None) };
  let seconds = match value.get_ref() {
    DeValue::Integer(number) => u64::from_str_radix(number.as_str(), number.radix()).ok(),
    _ => None,
  };
  match seconds {
    Some(seconds @ 1..=3600) => Ok(Some(Duration::from_secs(seconds))),
    _ => Err(source.mistake(value.span(), expected("timeout", "config-kind-seconds"))),
  }
}

fn read_simple<'a>(source: Source<'a>, section: &Section<'a>) -> Result<Profile, Failure> {
  let method = section.parsed("method", |text| match text {
    "POST" => Ok(Method::POST),
    "PUT" => Ok(Method::PUT),
    other => Err(Message::new("config-method").with("method", other)),
  })?;
  let mut headers = Vec::new();
  if let Some(value) = section.value("headers") {
    let table = value.get_ref().as_table().ok_or_else(|| source.mistake(value.span(), expected("headers", "config-kind-table")))?;
    for (key, value) in table {
      let name = key.get_ref().as_ref();
      if name.eq_ignore_ascii_case("authorization") {
        return Err(source.mistake(key.span(), Message::new("config-token-in-file").with("variable", Token::VARIABLE)));
      }
      let text = value.get_ref().as_str().ok_or_else(|| source.mistake(value.span(), expected(name, "config-kind-text")))?;
      match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(text)) {
        (Ok(name), Ok(value)) => headers.push((name, value)),
        _ => return Err(source.mistake(key.span(), Message::new("config-header").with("name", name))),
      }
    }
  }
  let success =
    section.value("success").ok_or_else(|| source.mistake(section.span(), Message::new("config-missing").with("key", "success")))?;
  Ok(Profile::Simple { method: method.unwrap_or(Method::POST), headers, mapping: read_mapping(source, success)? })
}

fn read_mapping<'a>(source: Source<'a>, item: &'a Spanned<DeValue<'a>>) -> Result<Mapping, Failure> {
  let section = Section::new(source, item, "success", SUCCESS_KEYS)?;
  let pointer = |text: &str| {
    let right = text.is_empty() || text.starts_with('/');
    if right { Ok(text.to_owned()) } else { Err(Message::new("config-pointer").with("pointer", text)) }
  };
  section.required("pointer")?;
  let missing = |key: &str| source.mistake(item.span(), Message::new("config-missing").with("key", key));
  let equals = section.value("equals").ok_or_else(|| missing("equals"))?;
  let value = match equals.get_ref() {
    DeValue::String(text) => Some(Value::from(text.as_ref())),
    DeValue::Boolean(truth) => Some(Value::from(*truth)),
    DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok().map(Value::from),
    _ => None,
  };
  Ok(Mapping {
    pointer: section.parsed("pointer", pointer)?.unwrap_or_default(),
    equals: value.ok_or_else(|| source.mistake(equals.span(), expected("equals", "config-kind-plain")))?,
    id: section.parsed("id", pointer)?,
    message: section.parsed("message", pointer)?,
  })
}
