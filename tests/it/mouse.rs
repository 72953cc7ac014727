//! The mouse: where a click goes, what a second one does, what the wheel turns.

use crate::stage::Stage;
use jiliang::{
  lang::Lang,
  tui::{Act, Command, Context, Effect, Page},
};

fn sample() -> Stage {
  Stage::sample(Lang::Zh, (120, 40))
}

#[track_caller]
fn sees(stage: &Stage, text: &str) {
  assert!(stage.screen().contains(text), "no {text:?} in\n{}", stage.screen());
}

/// The sample at its ledger.
fn ledger(size: (u16, u16)) -> Stage {
  let mut stage = Stage::sample(Lang::Zh, size);
  stage.press("<C-f>instruments<Enter>");
  stage
}

#[test]
fn a_click_puts_the_caret_before_the_character_it_points_at() {
  // Where the click goes, counted from the beginning of the name, and the text after it.
  for (right, after) in [(0, "▏虚构一号"), (1, "▏虚构一号"), (2, "虚▏构一号"), (3, "虚▏构一号"), (6, "虚构一▏号"), (50, "(测试数据)▏")]
  {
    let mut stage = sample();
    // The screen tells a caret inside a wide character only where it stands before one.
    stage.mouse(Act::Press, "虚构一号精密", right);
    sees(&stage, after);
    // The same from another field.
    let mut stage = sample();
    stage.press("<Down><Down>");
    stage.mouse(Act::Press, "虚构一号精密", right);
    sees(&stage, after);
  }
}

#[test]
fn a_click_into_a_long_text_counts_from_what_is_seen() {
  let mut stage = Stage::sample(Lang::Zh, (80, 24));
  let long = "甲乙丙丁戊己庚辛壬癸".repeat(8);
  stage.press("<C-u>");
  stage.paste(&long);
  // The end is seen; the character under the mouse is the one before which the caret goes.
  let (column, row) = stage.place_of("辛壬癸  ").or_else(|| stage.place_of("辛壬癸")).unwrap();
  stage.mouse_at(Act::Press, column + 3, row);
  stage.press("X");
  stage.press("<Down>");
  let name = stage.model.session.as_ref().unwrap();
  let answer = name.document.answer("enterprise", None, "name").and_then(serde_json::Value::as_str).unwrap().to_owned();
  assert!(answer.contains('X') && answer.chars().filter(|c| *c != 'X').collect::<String>() == long, "{answer}");
  assert!(answer.contains("辛X壬"), "{answer}");
}

#[test]
fn a_click_goes_to_a_field_and_a_second_one_opens_it() {
  let mut stage = sample();
  stage.press("<C-u>新名称");
  stage.click("主体类型");
  sees(&stage, "主体类型：");
  assert!(!matches!(stage.model.page(), Page::Pick(..)));
  // What was typed is an answer.
  sees(&stage, "新名称");
  stage.click("主体类型 ");
  assert!(matches!(stage.model.page(), Page::Pick(..)), "{}", stage.screen());
}

#[test]
fn a_second_click_finds_what_the_first_one_found_wherever_it_was_on_the_screen() {
  // In twelve of sixteen rows those further down than the middle would come to the middle when keys go there.
  let mut stage = ledger((100, 20));
  let grid = |stage: &Stage| {
    let session = stage.model.session.as_ref().unwrap();
    session.grid(session.form.group_by_path("instruments").unwrap())
  };
  let row = stage.frame().0.area.height - 11;
  stage.mouse_at(Act::Press, 60, row);
  let first = grid(&stage);
  assert!(first.row > 5, "{first:?}\n{}", stage.screen());
  stage.mouse_at(Act::Press, 60, row);
  assert_eq!(grid(&stage), first);
  let opened = stage.model.session.as_ref().unwrap().editor.is_some() || matches!(stage.model.page(), Page::Pick(..));
  assert!(opened, "{}", stage.screen());
}

#[test]
fn in_a_table_a_drag_selects_and_the_head_sorts() {
  let mut stage = ledger((120, 40));
  let table = stage.model.session.as_ref().unwrap().form.group_by_path("instruments").unwrap();
  stage.mouse_at(Act::Press, 50, 5).mouse_at(Act::Drag, 50, 7).mouse_at(Act::Drag, 50, 8);
  let state = stage.model.session.as_ref().unwrap().grid(table);
  assert_eq!(state.rows().count(), 4, "{state:?}");
  sees(&stage, "选中");
  // A click ends the selection.
  stage.mouse_at(Act::Press, 50, 5);
  assert!(!stage.model.session.as_ref().unwrap().grid(table).is_block());
  let name = stage.model.session.as_ref().unwrap().columns(table)[1];
  let label = stage.model.session.as_ref().unwrap().form.field(table, name).label.zh.clone();
  stage.click(&label).click(&label);
  sees(&stage, &format!("^{label}"));
}

#[test]
fn a_drag_selects_text() {
  let mut stage = sample();
  stage.mouse(Act::Press, "虚构一号精密", 4).mouse(Act::Drag, "虚构一号精密", 8);
  stage.press("<A-c>");
  assert_eq!(stage.effects, [Effect::Copy("一号".into())]);
}

#[test]
fn the_wheel_turns_the_page_and_a_key_comes_back_to_the_focus() {
  let mut stage = Stage::sample(Lang::Zh, (80, 24));
  sees(&stage, "企业名称 ");
  for _ in 0..40 {
    stage.mouse_at(Act::WheelDown, 30, 10);
  }
  assert!(stage.place_of("企业名称 ").is_none(), "{}", stage.screen());
  let bottom = stage.screen();
  assert_eq!(stage.frame().1, None, "the caret is not seen");
  // At the end the wheel turns back at once.
  stage.mouse_at(Act::WheelUp, 30, 10);
  assert_ne!(stage.screen(), bottom);
  stage.press("<End>");
  sees(&stage, "企业名称 ");
  assert!(stage.frame().1.is_some());
  // Over help it scrolls help.
  stage.press("<F1>");
  let top = stage.screen();
  stage.mouse_at(Act::WheelDown, 30, 10);
  assert_ne!(stage.screen(), top);
  stage.mouse_at(Act::WheelUp, 30, 10);
  assert_eq!(stage.screen(), top);
}

#[test]
fn sections_findings_lists_and_keys_of_the_last_row_are_clicked() {
  let mut stage = sample();
  stage.click("2 计量机构");
  sees(&stage, "› 2 ");
  stage.press("<Esc>");
  sees(&stage, "› 1 ");
  stage.click("F9");
  assert!(matches!(stage.model.page(), Page::Review(_)));
  stage.click("统一社会信用代码").click("统一社会信用代码");
  sees(&stage, "统一社会信用代码：");
  stage.press("<Esc>");
  assert!(matches!(stage.model.page(), Page::Review(_)));
  stage.press("<Esc>");
  // A list covers what lies below it.
  stage.click("Ctrl-F");
  stage.press("<C-u>");
  stage.click("2 计量机构");
  assert!(matches!(stage.model.page(), Page::Pick(..)), "the outline below the list takes no click");
}

#[test]
fn a_list_takes_the_option_under_the_mouse() {
  let mut stage = sample();
  stage.click("主体类型").click("主体类型");
  let option = match stage.model.page() {
    Page::Pick(_, pick) => pick.rows(1, 1)[0].item.label.clone(),
    page => panic!("{page:?}"),
  };
  stage.click(&option).click(&option);
  assert!(!matches!(stage.model.page(), Page::Pick(..)));
  sees(&stage, &option);
}

#[test]
fn the_mouse_is_given_back_and_taken_by_a_key_and_other_buttons_tell_so() {
  let mut stage = sample();
  stage.mouse_at(Act::OtherButton, 50, 10);
  sees(&stage, "F12 把鼠标交还终端");
  stage.press("<F12>");
  assert_eq!(stage.effects, [Effect::Mouse(false)]);
  sees(&stage, "鼠标已交还终端");
  stage.press("<A-u>");
  assert_eq!(stage.effects.last(), Some(&Effect::Mouse(true)));
  for context in Context::ALL {
    assert_eq!(stage.model.keymap.first(context, Command::Mouse), "F12");
  }
}

#[test]
fn clicks_on_a_screen_that_is_too_small_change_nothing() {
  let mut stage = sample();
  stage.resize(40, 10);
  stage.mouse_at(Act::Press, 5, 5).mouse_at(Act::WheelDown, 5, 5).resize(120, 40);
  sees(&stage, "(测试数据)▏");
}

#[cfg(unix)]
mod in_a_terminal {
  use crate::{pty::Pty, support::Sandbox};

  /// A new draft open in a terminal, with this configuration.
  fn start(sandbox: &Sandbox, config: &str) -> Pty {
    sandbox.run(&["new", "-o", "d.json"]).expect(0);
    std::fs::write(sandbox.path("config.toml"), config).unwrap();
    let home = sandbox.path("").to_string_lossy().into_owned();
    let data = format!("{home}/data");
    let env = [("HOME", home.as_str()), ("JILIANG_LANG", "zh"), ("JILIANG_DATA_DIR", &data)];
    let args = ["--config", "config.toml", "edit", "d.json"];
    let mut pty = Pty::start(env!("CARGO_BIN_EXE_jiliang"), &args, &env, &sandbox.path(""), (100, 30));
    pty.wait_for("企业名称");
    pty
  }

  fn has_mouse(pty: &Pty) -> bool {
    pty.left_behind().iter().any(|mode| mode == "1000")
  }

  #[test]
  fn clicks_arrive_the_key_gives_the_mouse_back_and_backspace_is_backspace_however_it_is_sent() {
    let sandbox = Sandbox::new();
    let mut pty = start(&sandbox, "");
    assert!(has_mouse(&pty));
    pty.wait_for("详细地址");
    let row = pty.screen().lines().position(|line| line.contains("详细地址")).expect("the page is there") as u16;
    pty.mouse(0, 45, row);
    pty.wait_for("详细地址：");
    pty.send("测试路");
    pty.bytes(b"\x08");
    pty.send("街");
    pty.wait_for("测试街");
    pty.send("<F12>");
    pty.wait_for("鼠标已交还终端");
    assert!(!has_mouse(&pty), "{:?}", pty.left_behind());
    pty.send("<F12>");
    pty.wait_for("鼠标已交给本程序");
    assert!(has_mouse(&pty));
    pty.send("<C-q>");
    assert!(pty.end().success());
    assert_eq!(pty.left_behind(), Vec::<String>::new());
  }

  #[test]
  fn the_mouse_stays_the_terminal_s_where_the_configuration_says_so() {
    let sandbox = Sandbox::new();
    let mut pty = start(&sandbox, "[ui]\nmouse = false\n");
    assert!(!has_mouse(&pty));
    pty.send("<F12>");
    pty.wait_for("鼠标已交给本程序");
    assert!(has_mouse(&pty));
    pty.send("<C-q>");
    assert!(pty.end().success());
    assert_eq!(pty.left_behind(), Vec::<String>::new());
  }
}
