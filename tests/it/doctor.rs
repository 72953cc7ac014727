//! `jiliang doctor` and `jiliang keys`: what they find, and their exit codes.

use crate::support::Sandbox;
use serde_json::Value as Json;

fn check<'a>(report: &'a Json, name: &str) -> &'a Json {
  let checks = report["checks"].as_array().unwrap();
  checks.iter().find(|check| check["check"] == name).unwrap_or_else(|| panic!("{name} in {report}"))
}

#[test]
fn a_healthy_machine_has_nothing_in_the_way() {
  let sandbox = Sandbox::new();
  let report = sandbox.run(&["doctor", "--format", "json"]).expect(0).json();
  assert_eq!(report["ok"], true);
  assert_eq!(check(&report, "data-folder")["state"], "ok");
  assert_eq!(check(&report, "terminal")["state"], "note");
  let said = sandbox.run(&["doctor"]).expect(0).stdout;
  assert!(said.contains("1234567890|") && said.contains("Nothing stands in the way."), "{said}");
  // What was written to try the folder is gone.
  assert_eq!(std::fs::read_dir(sandbox.path("data/drafts")).unwrap().count(), 0);
}

#[test]
fn what_stands_in_the_way_is_told_with_what_to_do() {
  let sandbox = Sandbox::new();
  let config = "[[platform]]\nname = \"nobody\"\nurl = \"http://127.0.0.1:9\"\n\n[keys]\nfix = \"x\"\n";
  std::fs::write(sandbox.path("config.toml"), config).unwrap();
  let report = sandbox.run(&["doctor", "--config", "config.toml", "--format", "json"]).expect(1).json();
  assert_eq!(report["ok"], false);
  let keys = check(&report, "keys");
  assert!(keys["state"] == "fail" && keys["message"].as_str().unwrap().contains("line 6"), "{keys}");
  let platform = check(&report, "platform");
  assert!(platform["state"] == "fail" && platform["todo"].as_str().unwrap().contains("network"), "{platform}");
  std::fs::write(sandbox.path("config.toml"), "[ui]\ntheme = \"purple\"\n").unwrap();
  let said = sandbox.run(&["doctor", "--config", "config.toml"]).expect(1).stdout;
  assert!(said.contains("line 2") && said.contains("high-contrast"), "{said}");
}

#[test]
fn keys_are_listed_as_they_are_in_force() {
  let sandbox = Sandbox::new();
  std::fs::write(sandbox.path("config.toml"), "[keys]\nfix = [\"Ctrl-F12\", \"Alt-F12\"]\n").unwrap();
  let keys = sandbox.run(&["keys", "--config", "config.toml", "--format", "json"]).expect(0).json();
  let fix = keys.as_array().unwrap().iter().find(|row| row["command"] == "fix").unwrap();
  assert_eq!(fix["keys"], serde_json::json!(["Ctrl-F12", "Alt-F12"]));
  std::fs::write(sandbox.path("config.toml"), "[keys]\nfix = \"Ctrl-Q\"\n").unwrap();
  let ran = sandbox.run(&["keys", "--config", "config.toml"]).expect(1);
  assert!(ran.stderr.contains("line 2") && ran.stderr.contains("Ctrl-Q means quit"), "{}", ran.stderr);
  assert!(ran.stdout.contains("| `Ctrl-T` |"), "{}", ran.stdout);
}

#[test]
fn all_mistakes_of_the_configuration_are_told_at_once() {
  let sandbox = Sandbox::new();
  let config =
    "themes = 1\n[ui]\ntheme = \"purple\"\nmouse = \"no\"\ncolour = 1\n[[platform]]\nname = \"a\"\nurl = \"nonsense\"\n[keys]\nfix = 3\n";
  std::fs::write(sandbox.path("config.toml"), config).unwrap();
  let said = sandbox.run(&["keys", "--config", "config.toml", "--lang", "en"]).expect(2).stderr;
  for line in [1, 3, 4, 5, 8, 10] {
    assert!(said.contains(&format!("line {line}:")), "line {line} is not told:\n{said}");
  }
  let places: Vec<usize> = [1, 3, 4, 5, 8, 10].iter().map(|line| said.find(&format!("line {line}:")).unwrap()).collect();
  assert!(places.is_sorted(), "{said}");
}
