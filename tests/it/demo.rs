//! The main job in a real terminal: from `jiliang demo` to the receipt, and the declaration in the hub's database.

use crate::{pty::Pty, support::Sandbox};
use std::process::Command;

fn start(sandbox: &Sandbox, args: &[&str], size: (u16, u16)) -> Pty {
  let (home, temp) = (sandbox.path(""), sandbox.path("tmp"));
  std::fs::create_dir_all(&temp).unwrap();
  let (home, temp) = (home.to_string_lossy().into_owned(), temp.to_string_lossy().into_owned());
  let env = [("HOME", home.as_str()), ("TMPDIR", temp.as_str()), ("JILIANG_LANG", "zh"), ("JILIANG_DATA_DIR", &format!("{home}/data"))];
  Pty::start(env!("CARGO_BIN_EXE_jiliang"), args, &env, &sandbox.path(""), size)
}

/// The database that the demonstration tells of.
fn database(pty: &Pty) -> String {
  let said = String::from_utf8_lossy(&pty.raw).into_owned();
  let after = said.split("--database ").nth(1).expect("the demonstration tells how to look into its hub");
  after.split_whitespace().next().unwrap().to_owned()
}

fn hub_list(database: &str) -> serde_json::Value {
  let output =
    Command::new(env!("CARGO_BIN_EXE_jiliang")).args(["hub", "list", "--format", "json", "--database", database]).output().unwrap();
  serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn from_the_demonstration_to_the_receipt() {
  let sandbox = Sandbox::new();
  let mut pty = start(&sandbox, &["demo"], (120, 40));
  pty.wait_for("企业基本信息");
  pty.wait_for("0 错误 0 警告");
  let database = database(&pty);
  assert_eq!(hub_list(&database), serde_json::json!([]));

  // A mistake: told at once, blocks submission, is found again and put right.
  pty.send("<Down>");
  pty.send("<C-u>9133O110XYYY00015P<Down>");
  pty.wait_for("第 5 位是字母 O");
  pty.wait_for("1 错误 0 警告");
  pty.send("<F9>");
  pty.wait_for("有 1 处错误");
  pty.send("<F9>");
  pty.wait_for("变更承诺");
  pty.send("<C-s>");
  pty.wait_for("改正后才能提交");
  pty.send("<F6>");
  pty.wait_for("第 5 位是字母 O");
  pty.send("<C-t>");
  pty.wait_for("0 错误 0 警告");
  // Undo and redo.
  pty.send("<C-z>");
  pty.wait_for("1 错误 0 警告");
  pty.send("<C-y>");
  pty.wait_for("0 错误 0 警告");

  // Check the answers, read the statement, hand in.
  pty.send("<F9>");
  pty.wait_for("没有错误，可以提交");
  pty.send("<F9>");
  pty.wait_for("对此承担责任");
  pty.send("<C-s>");
  pty.wait_for("回执编号");
  pty.wait_for("接下来");

  let listed = hub_list(&database);
  let declaration = &listed[0];
  assert_eq!(
    (&declaration["uscc"], &declaration["state"], &declaration["revision"]),
    (&"91330110XYYY00015P".into(), &"received".into(), &1.into())
  );
  pty.send("<C-q>");
  assert!(pty.end().success());
  // Nothing stays behind.
  assert_eq!(std::fs::read_dir(sandbox.path("tmp")).unwrap().count(), 0);
  assert!(!sandbox.path("data").exists());
}

#[test]
fn chinese_text_leaves_the_caret_behind_it() {
  let sandbox = Sandbox::new();
  let mut pty = start(&sandbox, &["demo"], (80, 24));
  pty.wait_for("企业基本信息");
  pty.send("<C-u>");
  pty.settle();
  let before = pty.cursor().expect("the caret is visible");
  pty.send("北京");
  pty.wait_for("北京");
  pty.settle();
  assert_eq!(pty.cursor(), Some((before.0 + 4, before.1)));
  pty.send("<BS>");
  pty.settle();
  assert_eq!(pty.cursor(), Some((before.0 + 2, before.1)));
  pty.send("<C-q>");
  pty.end();
}

#[test]
fn a_draft_that_is_closed_and_opened_goes_on_where_it_was_with_its_undo() {
  let sandbox = Sandbox::new();
  sandbox.run(&["new", "-o", "d.json"]).expect(0);
  let mut pty = start(&sandbox, &["edit", "d.json"], (100, 30));
  pty.wait_for("企业名称");
  pty.send("虚构三号量具厂<Tab>91320582XYYY000317<Tab>");
  pty.wait_for("91320582XYYY000317");
  // A second program is refused while the first has it.
  let refused = sandbox.run(&["set", "d.json", "/answers/enterprise/employees=5"]).expect(2);
  assert!(refused.stderr.contains("is open in another program"), "{}", refused.stderr);
  pty.settle();
  // The lid closes.
  pty.kill();
  let saved: serde_json::Value = serde_json::from_str(&sandbox.read("d.json")).unwrap();
  assert_eq!(saved["answers"]["enterprise"]["uscc"], "91320582XYYY000317");

  let mut pty = start(&sandbox, &["edit", "d.json"], (100, 30));
  pty.wait_for("虚构三号量具厂");
  pty.send("<C-z>");
  pty.wait_for("已撤销");
  // The note at the foot tells what was taken back; the field is empty.
  let field = |screen: &str| screen.lines().find(|line| line.contains("统一社会信用代码 *")).unwrap_or_default().to_owned();
  pty.wait("the code gone", |screen| !field(screen).contains("XYYY000317") && screen.contains("虚构三号量具厂"));
  pty.send("<C-z>");
  pty.wait_for("未命名");
  pty.send("<C-y><C-y>");
  pty.wait_for("91320582XYYY000317");
  pty.send("<C-q>");
  assert!(pty.end().success());
}

#[test]
fn a_table_is_filled_by_keyboard() {
  let sandbox = Sandbox::new();
  sandbox.run(&["new", "-o", "d.json"]).expect(0);
  let mut pty = start(&sandbox, &["edit", "d.json"], (120, 40));
  pty.wait_for("企业名称");
  pty.send("<C-g><Down><Down><Down><Enter>");
  pty.wait_for("这张表还没有行");
  pty.send("<C-n>JX-001<Tab>游标卡尺<Tab>0-150<Tab>A1<Enter>");
  pty.wait_for("游标卡尺");
  pty.send("<C-d>");
  pty.wait("two rows", |screen| screen.matches("游标卡尺").count() == 2);
  pty.send("<C-x>");
  pty.wait("one row", |screen| screen.matches("游标卡尺").count() == 1);
  pty.send("<C-q>");
  assert!(pty.end().success());
  let saved: serde_json::Value = serde_json::from_str(&sandbox.read("d.json")).unwrap();
  let rows = saved["answers"]["instruments"].as_array().unwrap();
  assert_eq!(rows.len(), 1);
  assert_eq!((&rows[0]["asset_no"], &rows[0]["serial_no"]), (&"JX-001".into(), &"A1".into()));
}

#[test]
fn a_small_window_says_so_and_loses_nothing() {
  let sandbox = Sandbox::new();
  let mut pty = start(&sandbox, &["demo"], (80, 24));
  pty.wait_for("企业基本信息");
  pty.send("新名");
  // What is typed must be seen before the window shrinks: keys that come while nothing can be seen are not taken.
  pty.wait_for("新名");
  pty.resize(40, 10);
  pty.wait_for("窗口太小");
  pty.resize(80, 24);
  pty.wait_for("新名");
  pty.send("<C-q>");
  assert!(pty.end().success());
}
