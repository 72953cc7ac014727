//! The walk of `docs/walkthrough.md` in a real terminal: its screens in `docs/walkthrough/*.txt` must be those of the program.
//!
//! `JILIANG_WRITE_WALKTHROUGH=1 cargo test --test it walkthrough` writes them anew; `scripts/screens` makes the pictures.

use crate::{
  pty::Pty,
  support::{Sandbox, root},
};
use regex_lite::Regex;
use serde_json::Value;
use std::fs;

/// The screen without what differs from run to run.
fn lasting(screen: &str) -> String {
  let mut text = screen.to_owned();
  for (pattern, lasting) in [
    (r"\d\d:\d\d:\d\d", "12:00:00"),
    (r"\d\d-\d\d \d\d:\d\d", "06-30 12:00"),
    (r"127\.0\.0\.1:\d+", "127.0.0.1:12345"),
    (r"/\S*/jiliang-demo-\w+/", "…/"),
    (r"[2-9A-Y]{4}-[2-9A-Y]{4}", "7KP4-M2ND"),
    (r"([2-9A-Y] ){4}- ([2-9A-Y] ){4}", "7 K P 4 - M 2 N D "),
  ] {
    text = Regex::new(pattern).unwrap().replace_all(&text, lasting).into_owned();
  }
  let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
  format!("{}\n", lines.join("\n").trim_end())
}

#[test]
fn the_walk_is_as_it_is_written_down() {
  let folder = root().join("docs/walkthrough");
  let walk: Value = serde_json::from_str(&fs::read_to_string(folder.join("steps.json")).unwrap()).unwrap();
  let size = |index: usize| u16::try_from(walk["size"][index].as_u64().unwrap()).unwrap();
  let write = std::env::var_os("JILIANG_WRITE_WALKTHROUGH").is_some();
  let told = fs::read_to_string(root().join("docs/walkthrough.md")).unwrap();
  for session in walk["sessions"].as_array().unwrap() {
    let sandbox = Sandbox::new();
    let home = sandbox.path("").to_string_lossy().into_owned();
    let data = format!("{home}/data");
    let env = [("HOME", home.as_str()), ("TMPDIR", home.as_str()), ("JILIANG_LANG", "zh"), ("JILIANG_DATA_DIR", data.as_str())];
    let args: Vec<&str> = session["args"].as_array().unwrap().iter().map(|arg| arg.as_str().unwrap()).collect();
    let mut pty = Pty::start(env!("CARGO_BIN_EXE_jiliang"), &args, &env, &sandbox.path(""), (size(0), size(1)));
    for step in session["steps"].as_array().unwrap() {
      let text = |key: &str| step[key].as_str().unwrap_or_default();
      pty.send(text("keys"));
      pty.wait_for(text("wait"));
      // Saving is done before the screen is looked at.
      pty.settle();
      pty.wait("saved", |screen| !screen.contains("正在保存"));
      let (screen, path) = (lasting(&pty.screen()), folder.join(format!("{}.txt", text("name"))));
      if write {
        fs::write(&path, &screen).unwrap();
      }
      let there = fs::read_to_string(&path).unwrap_or_default();
      assert_eq!(there, screen, "{} is not what the program shows; see the top of this file", path.display());
      assert!(told.contains(&format!("walkthrough/{}.txt", text("name"))), "the walk does not tell of {}", text("name"));
      if let Some(picture) = step["picture"].as_str() {
        assert!(root().join(format!("docs/screens/{picture}.png")).exists(), "no picture of {picture}");
      }
    }
    pty.send("<C-q>");
    assert!(pty.end().success());
  }
}
