//! The program in a real terminal: pasted lines, and a window that changes its size all the time.

use crate::{pty::Pty, support::Sandbox};
use serde_json::Value;

/// A new draft open in a terminal.
fn start(sandbox: &Sandbox, size: (u16, u16)) -> Pty {
  sandbox.run(&["new", "-o", "d.json"]).expect(0);
  let home = sandbox.path("").to_string_lossy().into_owned();
  let data = format!("{home}/data");
  let env = [("HOME", home.as_str()), ("JILIANG_LANG", "zh"), ("JILIANG_DATA_DIR", &data)];
  let mut pty = Pty::start(env!("CARGO_BIN_EXE_jiliang"), &["edit", "d.json"], &env, &sandbox.path(""), size);
  pty.wait_for("企业名称");
  pty
}

fn answers(sandbox: &Sandbox) -> Value {
  let draft: Value = serde_json::from_str(&sandbox.read("d.json")).unwrap();
  draft["answers"].clone()
}

/// Goes to a field by its id.
fn go_to(pty: &mut Pty, id: &str, label: &str) {
  pty.send(&format!("<C-f>{id}<Enter>"));
  pty.wait_for(&format!("{label}："));
}

#[test]
fn three_pasted_lines_stay_in_their_field_and_submit_nothing() {
  let sandbox = Sandbox::new();
  let mut pty = start(&sandbox, (100, 30));
  pty.paste("虚构九号\r\n衡器\r厂");
  pty.wait_for("虚构九号 衡器 厂");
  // The focus is where it was: typing goes on behind the paste.
  pty.send("有限公司");
  pty.wait_for("虚构九号 衡器 厂有限公司");
  // A long text keeps the lines.
  go_to(&mut pty, "declaration.requirements_other", "其他依据文件");
  pty.paste("一\n二\r\n三");
  pty.wait_for("三");
  pty.send("<C-q>");
  assert!(pty.end().success());
  let answers = answers(&sandbox);
  assert_eq!(answers["enterprise"]["name"], "虚构九号 衡器 厂有限公司");
  let long = &answers["declaration"]["requirements_other"];
  assert_eq!(long, "一\n二\n三");
}

#[test]
fn a_thousand_sizes_lose_nothing_and_the_last_one_is_painted_right() {
  let sandbox = Sandbox::new();
  let mut pty = start(&sandbox, (100, 30));
  pty.send("虚构九号衡器");
  pty.wait_for("虚构九号衡器");
  let mut seed: u32 = 20_250_630;
  for count in 0..1000_u16 {
    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    let (columns, rows) = match count % 10 {
      0 => (1, 1),
      1 => (2, 200),
      2 => (300, 3),
      _ => ((seed >> 16) as u16 % 200 + 1, (seed >> 8) as u16 % 60 + 1),
    };
    pty.resize(columns, rows);
    // Keys come in between, as they do while a window is dragged; on a screen that shows nothing they change nothing.
    if count % 100 == 50 {
      pty.send("<Right>");
    }
  }
  pty.resize(90, 25);
  let painted = |screen: &str| {
    let lines: Vec<&str> = screen.lines().collect();
    lines.first().is_some_and(|line| line.contains("企业基本信息")) && lines.get(24).is_some_and(|line| line.contains("Ctrl-Q 退出"))
  };
  pty.wait("the page in its last size", painted);
  pty.wait_for("虚构九号衡器");
  // As it would have been painted had there been no other size: all of it anew gives the same.
  pty.settle();
  let shown = pty.screen();
  pty.send("<C-l>");
  pty.settle();
  assert_eq!(pty.screen(), shown);
  pty.send("<End>厂");
  pty.wait_for("虚构九号衡器厂");
  pty.send("<C-q>");
  assert!(pty.end().success());
  assert_eq!(pty.left_behind(), Vec::<String>::new());
  assert_eq!(answers(&sandbox)["enterprise"]["name"], "虚构九号衡器厂");
}

#[test]
fn a_key_that_comes_together_with_another_size_is_taken_at_once() {
  let sandbox = Sandbox::new();
  let mut pty = start(&sandbox, (100, 30));
  let mut typed = String::new();
  for count in 0..40_u16 {
    let letter = char::from(b'a' + (count % 26) as u8);
    typed.push(letter);
    pty.resize(100 + count % 2 * 10, 30);
    pty.send(&letter.to_string());
    // A long line scrolls with its caret.
    pty.wait_for(&typed[typed.len().saturating_sub(30)..]);
  }
  pty.send("<C-q>");
  assert!(pty.end().success());
  assert_eq!(answers(&sandbox)["enterprise"]["name"], typed.as_str());
}
