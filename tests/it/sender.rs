//! An enterprise with a small declaration that has no errors, and the program with which it is handed in.

use crate::support::{Ran, Sandbox, root};
use serde_json::{Value as Json, json};
use std::process::Command;
use uuid::Uuid;

/// The code of the declaring enterprise.
pub(crate) const USCC: &str = "91330110XYYY00015P";

pub(crate) struct Sender {
  pub(crate) sandbox: Sandbox,
}

impl Sender {
  /// With a draft `d.json` of the form with every type of field.
  pub(crate) fn new() -> Self {
    let sender = Self { sandbox: Sandbox::new() };
    sender.write("d.json", &draft());
    sender
  }

  pub(crate) fn write(&self, name: &str, json: &Json) {
    std::fs::write(self.sandbox.path(name), serde_json::to_string_pretty(json).unwrap()).unwrap();
  }

  pub(crate) fn json(&self, name: &str) -> Json {
    serde_json::from_str(&self.sandbox.read(name)).unwrap()
  }

  /// Changes an answer, as in the editor.
  pub(crate) fn set(&self, assignment: &str) {
    self.run(&["set", "d.json", assignment]).expect(0);
  }

  pub(crate) fn command(&self, args: &[&str]) -> Command {
    let forms = root().join("tests/forms");
    let mut command = self.sandbox.command(args);
    command.arg("--forms").arg(forms).env("JILIANG_TOKEN", "canary-token");
    command
  }

  #[must_use]
  pub(crate) fn run(&self, args: &[&str]) -> Ran {
    Ran::of(self.command(args).output().unwrap())
  }

  /// `jiliang submit d.json --to PLATFORM --format json`.
  #[must_use]
  pub(crate) fn submit(&self, to: &str) -> Ran {
    self.run(&["submit", "d.json", "--to", to, "--format", "json"])
  }

  /// What waits in the outbox.
  #[track_caller]
  pub(crate) fn outbox(&self) -> Vec<Json> {
    self.run(&["outbox", "list", "--format", "json"]).expect(0).json().as_array().unwrap().clone()
  }

  /// The names of the files beside the draft that belong to it.
  pub(crate) fn beside(&self) -> Vec<String> {
    let names = std::fs::read_dir(self.sandbox.path("")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.starts_with("d.") && name != "d.json").collect();
    names.sort();
    names
  }
}

/// A new draft without errors.
pub(crate) fn draft() -> Json {
  json!({
    "format": "jiliang-draft/1", "declaration_id": Uuid::now_v7(), "revision": 1, "supersedes": null,
    "form": { "id": "every-type", "version": "1.0.0" }, "as_of": "2025-06-30",
    "answers": {
      "all": { "name": "虚构一号", "uscc": USCC },
      "signed": { "signer": "张示例", "function": "法定代表人", "date": "2025-06-30", "truth": true },
    },
    "overrides": [], "created_at": "2025-06-30T08:00:00Z", "updated_at": "2025-06-30T08:00:00Z",
  })
}
