//! What several tests need: forms of the test folder, a sandbox, the program itself.

use jiliang::{
  document::{Document, FormRef},
  form::Form,
  store::Library,
};
use std::{
  path::{Path, PathBuf},
  process::{Command, Output},
  sync::{Arc, OnceLock},
};
use tempfile::TempDir;

/// The root of the project.
pub(crate) fn root() -> &'static Path {
  Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The form with every type of field.
pub(crate) fn every_type() -> Arc<Form> {
  static FORM: OnceLock<Arc<Form>> = OnceLock::new();
  let load = || {
    let files = Library::read_folder(&root().join("tests/forms/every-type")).unwrap();
    Arc::new(Form::load(&files).unwrap())
  };
  Arc::clone(FORM.get_or_init(load))
}

/// A document with these answers.
pub(crate) fn document(form: &Form, answers: &serde_json::Value) -> Document {
  let empty = Document::new(FormRef { id: form.id.clone(), version: form.version.clone(), digest: None }, uuid::Uuid::nil(), "");
  let mut json = serde_json::to_value(&empty).unwrap();
  json["answers"] = answers.clone();
  Document::from_json(json).unwrap()
}

/// A folder of its own and the program running in it, knowing nothing of this machine's user.
pub(crate) struct Sandbox {
  folder: TempDir,
}

impl Sandbox {
  pub(crate) fn new() -> Self {
    Self { folder: tempfile::tempdir().unwrap() }
  }

  pub(crate) fn path(&self, name: &str) -> PathBuf {
    self.folder.path().join(name)
  }

  pub(crate) fn read(&self, name: &str) -> String {
    std::fs::read_to_string(self.path(name)).unwrap()
  }

  /// The program with these arguments, in English.
  pub(crate) fn command(&self, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiliang"));
    command
      .current_dir(self.folder.path())
      .env_clear()
      .env("PATH", std::env::var_os("PATH").unwrap_or_default())
      .env("HOME", self.folder.path())
      .env("JILIANG_LANG", "en")
      .env("JILIANG_DATA_DIR", self.path("data"))
      .args(args);
    command
  }

  /// Runs the program to its end.
  #[must_use]
  pub(crate) fn run(&self, args: &[&str]) -> Ran {
    Ran::of(self.command(args).output().unwrap())
  }
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ran {
  pub(crate) code: i32,
  pub(crate) stdout: String,
  pub(crate) stderr: String,
}

impl Ran {
  pub(crate) fn of(output: Output) -> Self {
    Self {
      code: output.status.code().unwrap_or(-1),
      stdout: String::from_utf8(output.stdout).unwrap(),
      stderr: String::from_utf8(output.stderr).unwrap(),
    }
  }

  /// Panics unless the exit code is `code`.
  #[track_caller]
  pub(crate) fn expect(self, code: i32) -> Self {
    assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.stdout, self.stderr);
    self
  }

  pub(crate) fn json(&self) -> serde_json::Value {
    serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}", self.stdout))
  }
}
