//! Whatever ends or stops the program, the terminal is as it was and what was just typed is in the draft.

use crate::{pty::Pty, support::Sandbox};

/// A draft open in a terminal, with a name typed into its first field and not left yet.
fn typing(sandbox: &Sandbox, more: &[(&str, &str)]) -> Pty {
  sandbox.run(&["new", "-o", "d.json"]).expect(0);
  let home = sandbox.path("").to_string_lossy().into_owned();
  let data = format!("{home}/data");
  let mut env = vec![("HOME", home.as_str()), ("JILIANG_LANG", "zh"), ("JILIANG_DATA_DIR", &data)];
  env.extend(more);
  let mut pty = Pty::start(env!("CARGO_BIN_EXE_jiliang"), &["edit", "d.json"], &env, &sandbox.path(""), (100, 30));
  pty.wait_for("企业名称");
  // The mouse is taken too, so that giving it back is looked at.
  assert!(pty.is_raw() && pty.left_behind().iter().any(|mode| mode == "1000"), "{:?}", pty.left_behind());
  pty.send("虚构九号衡器");
  pty.wait_for("虚构九号衡器");
  pty
}

fn saved_name(sandbox: &Sandbox) -> String {
  let saved: serde_json::Value = serde_json::from_str(&sandbox.read("d.json")).unwrap();
  saved["answers"]["enterprise"]["name"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn signals_save_what_was_just_typed_and_restore_the_terminal() {
  for (name, number) in [("TERM", 15), ("HUP", 1), ("INT", 2), ("QUIT", 3)] {
    let sandbox = Sandbox::new();
    let mut pty = typing(&sandbox, &[]);
    pty.signal(name);
    assert_eq!(pty.end().exit_code(), 128 + number, "{name}");
    assert_eq!(pty.left_behind(), Vec::<String>::new(), "{name}");
    assert_eq!(saved_name(&sandbox), "虚构九号衡器", "{name}");
  }
}

#[test]
fn a_window_that_closes_loses_nothing() {
  let sandbox = Sandbox::new();
  let mut pty = typing(&sandbox, &[]);
  pty.send("厂");
  pty.wait_for("虚构九号衡器厂");
  pty.close_window();
  pty.end();
  assert_eq!(saved_name(&sandbox), "虚构九号衡器厂");
  // The draft is free again, and undo knows what was typed last.
  sandbox.run(&["set", "d.json", "/answers/enterprise/employees=5"]).expect(0);
}

#[test]
fn a_program_that_answers_no_more_still_saves_and_ends() {
  let sandbox = Sandbox::new();
  let mut pty = typing(&sandbox, &[("JILIANG_TEST_HANG", "now")]);
  pty.send("<paste>now</paste>");
  pty.settle();
  pty.signal("TERM");
  assert_eq!(pty.end().exit_code(), 128 + 15);
  assert_eq!(pty.left_behind(), Vec::<String>::new());
  assert_eq!(saved_name(&sandbox), "虚构九号衡器");
}

#[test]
fn a_panic_saves_what_was_just_typed_restores_the_terminal_and_keeps_a_report_without_answers() {
  let sandbox = Sandbox::new();
  let mut pty = typing(&sandbox, &[("JILIANG_TEST_PANIC", "now")]);
  pty.send("<paste>now</paste>");
  assert_eq!(pty.end().exit_code(), 2);
  assert_eq!(pty.left_behind(), Vec::<String>::new());
  assert_eq!(saved_name(&sandbox), "虚构九号衡器");
  let said = pty.screen();
  assert!(said.contains("因自身差错停止") && said.contains("都已保存"), "{said}");
  let reports: Vec<_> = std::fs::read_dir(sandbox.path("data/reports")).unwrap().flatten().collect();
  assert_eq!(reports.len(), 1);
  let report = std::fs::read_to_string(reports[0].path()).unwrap();
  assert!(report.contains("src/tui/run.rs") && !report.contains("虚构") && !report.contains("asked for by a test"), "{report}");
}

#[test]
fn a_program_that_is_stopped_gives_the_terminal_back_and_goes_on_where_it_was() {
  let sandbox = Sandbox::new();
  let mut pty = typing(&sandbox, &[]);
  pty.signal("TSTP");
  pty.wait("the terminal given back", |_| true);
  let start = std::time::Instant::now();
  while !pty.left_behind().is_empty() {
    pty.settle();
    assert!(start.elapsed().as_secs() < 60, "{:?}", pty.left_behind());
  }
  assert_eq!(saved_name(&sandbox), "虚构九号衡器");
  pty.signal("CONT");
  pty.wait_for("虚构九号衡器");
  pty.send("厂");
  pty.wait_for("虚构九号衡器厂");
  assert!(pty.is_raw());
  pty.send("<C-q>");
  assert!(pty.end().success());
  assert_eq!(pty.left_behind(), Vec::<String>::new());
  assert_eq!(saved_name(&sandbox), "虚构九号衡器厂");
}

#[test]
fn after_a_sudden_end_one_is_where_one_was() {
  let sandbox = Sandbox::new();
  let mut pty = typing(&sandbox, &[]);
  pty.send("<C-f>org.dept<Enter>");
  pty.wait_for("› 2 ");
  // The frame may arrive in pieces.
  pty.settle();
  let before = pty.screen().lines().rev().take(4).collect::<Vec<_>>().join(" ");
  // The place is written behind the answer.
  let places = sandbox.path("data/places.json");
  let start = std::time::Instant::now();
  while !std::fs::read_to_string(&places).is_ok_and(|text| text.contains("\"org\"")) {
    assert!(start.elapsed().as_secs() < 60, "the place is not kept");
    pty.settle();
  }
  pty.signal("KILL");
  pty.end();
  let home = sandbox.path("").to_string_lossy().into_owned();
  let data = format!("{home}/data");
  let env = [("HOME", home.as_str()), ("JILIANG_LANG", "zh"), ("JILIANG_DATA_DIR", &data)];
  let mut again = Pty::start(env!("CARGO_BIN_EXE_jiliang"), &["edit", "d.json"], &env, &sandbox.path(""), (100, 30));
  again.wait_for("› 2 ");
  again.settle();
  let after = again.screen().lines().rev().take(4).collect::<Vec<_>>().join(" ");
  let field = |text: &str| text.split('：').next().unwrap_or_default().to_owned();
  assert_eq!(field(&after), field(&before), "another field has the focus");
  assert_eq!(saved_name(&sandbox), "虚构九号衡器");
}
