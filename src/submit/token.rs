use super::Platform;
use crate::{failure::Failure, lang::Message};
use reqwest::header::HeaderValue;
use std::{fmt, path::Path};

/// The secret that tells a platform who sends. It is never shown and never logged.
#[derive(Clone, Eq, PartialEq)]
pub struct Token(String);

impl Token {
  /// The environment variable that serves every platform.
  pub const VARIABLE: &str = "JILIANG_TOKEN";

  /// Takes the text of a token: printable ASCII; space and line ends around it are dropped.
  pub fn new(text: &str) -> Result<Self, Message> {
    let text = text.trim();
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
      return Err(Message::new("token-unreadable"));
    }
    Ok(Self(text.to_owned()))
  }

  /// The token for `platform`: from the environment variable it names, else from `JILIANG_TOKEN`, else from its file. `env` reads the environment.
  pub fn find(platform: &Platform, env: &dyn Fn(&str) -> Option<String>) -> Result<Option<Self>, Failure> {
    let variables = platform.token_env.as_deref().into_iter().chain([Self::VARIABLE]);
    for variable in variables {
      if let Some(text) = env(variable).filter(|text| !text.trim().is_empty()) {
        return match Self::new(&text) {
          Ok(token) => Ok(Some(token)),
          Err(reason) => Err(Failure::new(Message::new("token-in-variable").with("variable", variable).with("reason", reason))),
        };
      }
    }
    platform.token_file.as_deref().map(Self::read).transpose()
  }

  /// Reads a token file, which nobody else may be able to read.
  fn read(path: &Path) -> Result<Self, Failure> {
    let place = path.display().to_string();
    let failed = |error: std::io::Error| Failure::new(Message::new("token-file-unreadable").with("file", &place)).caused_by(error);
    check_private(path, &std::fs::metadata(path).map_err(failed)?)?;
    let text = std::fs::read_to_string(path).map_err(failed)?;
    Self::new(&text).map_err(|reason| Failure::new(Message::new("token-in-file").with("file", &place).with("reason", reason)))
  }

  /// The value of the `Authorization` field, marked so that HTTP libraries do not print it.
  pub(super) fn authorization(&self) -> Result<HeaderValue, Message> {
    let mut value = HeaderValue::from_str(&format!("Bearer {}", self.0)).map_err(|_| Message::new("token-unreadable"))?;
    value.set_sensitive(true);
    Ok(value)
  }
}

#[cfg(unix)]
fn check_private(path: &Path, metadata: &std::fs::Metadata) -> Result<(), Failure> {
  use std::os::unix::fs::PermissionsExt as _;
  let mode = metadata.permissions().mode() & 0o777;
  if mode.trailing_zeros() >= 6 {
    return Ok(());
  }
  let place = path.display().to_string();
  Err(
    Failure::new(Message::new("token-file-open").with("file", &place).with("mode", format!("{mode:o}")))
      .hint(Message::new("token-file-close").with("file", &place)),
  )
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same signature as on Unix")]
fn check_private(_path: &Path, _metadata: &std::fs::Metadata) -> Result<(), Failure> {
  // A file in the user's profile folder is closed to others by its inherited access list.
  Ok(())
}

impl fmt::Debug for Token {
  fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("Token(…)")
  }
}

#[cfg(test)]
mod tests {
  use super::*;

  fn platform() -> Platform {
    Platform { token_env: Some("MINE".to_owned()), ..Platform::at("https://hub.example").unwrap() }
  }

  #[test]
  fn the_platforms_own_variable_comes_first() {
    let both = |name: &str| match name {
      "MINE" => Some("mine\n".to_owned()),
      "JILIANG_TOKEN" => Some("general".to_owned()),
      _ => None,
    };
    assert_eq!(Token::find(&platform(), &both).unwrap(), Some(Token("mine".to_owned())));
    let general = |name: &str| (name == "JILIANG_TOKEN").then(|| "general".to_owned());
    assert_eq!(Token::find(&platform(), &general).unwrap(), Some(Token("general".to_owned())));
    assert_eq!(Token::find(&platform(), &|_| None).unwrap(), None);
    assert_eq!(Token::find(&platform(), &|_| Some("two words".to_owned())).unwrap_err().message().id, "token-in-variable");
  }

  #[test]
  fn a_token_is_never_shown() {
    let token = Token::new("canary").unwrap();
    assert!(!format!("{token:?} {:?}", token.authorization().unwrap()).contains("canary"));
  }

  #[cfg(unix)]
  #[test]
  fn a_token_file_must_be_closed_to_others() {
    use std::{fs, os::unix::fs::PermissionsExt as _};
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    fs::write(&file, "canary\n").unwrap();
    let platform = Platform { token_file: Some(file.clone()), ..platform() };
    for (mode, id) in [(0o644, Some("token-file-open")), (0o640, Some("token-file-open")), (0o600, None), (0o400, None)] {
      fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
      let found = Token::find(&platform, &|_| None);
      assert_eq!(found.as_ref().err().map(|failure| failure.message().id), id, "{mode:o}");
    }
    fs::remove_file(&file).unwrap();
    assert_eq!(Token::find(&platform, &|_| None).unwrap_err().message().id, "token-file-unreadable");
  }
}
