//! Editing, finding one's way and going back, as a person does it.

use crate::stage::Stage;
use jiliang::{
  lang::Lang,
  tui::{Effect, Msg, Page},
};

fn stage() -> Stage {
  Stage::sample(Lang::Zh, (120, 40))
}

#[track_caller]
fn sees(stage: &Stage, text: &str) {
  assert!(stage.screen().contains(text), "no {text:?} in\n{}", stage.screen());
}

#[test]
fn what_is_copied_in_one_field_is_put_into_another_and_offered_to_the_system() {
  let mut stage = stage();
  stage.press("<C-u>北京一厂<Home><S-Right><S-Right><A-c>");
  assert_eq!(stage.effects, [Effect::Copy("北京".into())]);
  stage.press("<End><C-v>");
  sees(&stage, "北京一厂北京▏");
  // With something selected Ctrl-C copies, without it tells how to leave.
  stage.press("<S-Home><C-c>");
  assert_eq!(stage.effects.last(), Some(&Effect::Copy("北京一厂北京".into())));
  stage.press("<C-x>");
  assert_eq!(stage.model.clipboard, "北京一厂北京");
  stage.press("<C-c>");
  sees(&stage, "Ctrl-Q 退出");
  stage.press("<C-v>");
  sees(&stage, "北京一厂北京▏");
}

#[test]
fn invisible_marks_are_refused_with_a_word_and_rare_hanzi_stay() {
  let mut stage = stage();
  stage.press("<C-u>𠮷\u{200b}野");
  sees(&stage, "𠮷野▏");
  stage.tell(Msg::Paste("\u{202e}厂\u{feff}\r\n二行".into()));
  sees(&stage, "𠮷野厂 二行▏");
  sees(&stage, "2 个看不见的字符");
}

#[test]
fn typing_is_taken_back_word_by_word_then_the_answer() {
  let mut stage = stage();
  stage.press("<C-u>甲 乙");
  stage.tell(Msg::Idle);
  stage.press("<C-z><C-z>");
  sees(&stage, "甲▏");
  stage.press("<C-z><C-z>");
  sees(&stage, "虚构一号精密机械零部件加工有限公司");
  stage.tell(Msg::Idle);
  assert!(stage.model.session.as_ref().is_some_and(|session| session.undo.is_empty()), "nothing is left of what was taken back");
}

#[test]
fn anything_is_found_from_anywhere_and_back_returns() {
  let mut stage = stage();
  for (typed, label) in [("tyshxydm", "统一社会信用代码"), ("enterprise.uscc", "统一社会信用代码"), ("信用代码", "统一社会信用代码")]
  {
    stage.press("<C-f>");
    stage.press(typed);
    stage.press("<Enter>");
    sees(&stage, &format!("{label}："));
    stage.press("<Esc>");
    sees(&stage, "企业名称：");
  }
  // A row, by the initials of its name.
  stage.press("<C-f>ylb<Enter>");
  sees(&stage, "4 计量器具台账");
  sees(&stage, "压力表");
  stage.press("<A-Left>");
  sees(&stage, "› 1 企业基本信息");
  // What was looked for is there again.
  stage.press("<C-f>");
  sees(&stage, "ylb");
  stage.press("<Esc>");
  assert!(matches!(stage.model.page(), Page::Section));
}

#[test]
fn a_tour_of_findings_is_one_jump() {
  let mut stage = stage();
  stage.press("<Down><C-u>1<Down><C-g><Down><Enter>");
  sees(&stage, "› 2 ");
  stage.press("<F6><F6><F6>");
  stage.press("<Esc>");
  sees(&stage, "› 2 ");
  stage.press("<Esc>");
  sees(&stage, "› 1 ");
}

#[test]
fn a_region_is_chosen_level_by_level_or_by_typing() {
  let mut stage = stage();
  stage.press("<C-f>enterprise.reg_region<Enter>");
  stage.press("<Enter>");
  sees(&stage, "注册地 · 浙江省 › 杭州市");
  // Up to the provinces and down again.
  stage.press("<Left><Left>");
  sees(&stage, "浙江省 >");
  stage.press("<C-Home><Right>");
  sees(&stage, "注册地 · 北京市 › 北京市");
  stage.press("<Enter>");
  sees(&stage, "东城区");
  for (typed, name) in
    [("cqwz", "重庆市 万州区"), ("330110", "浙江省 杭州市 余杭区"), ("余杭", "浙江省 杭州市 余杭区"), ("xiamensm", "福建省 厦门市 思明区")]
  {
    stage.press("<Enter><Left><Left>");
    stage.press(typed);
    stage.press("<Enter>");
    sees(&stage, name);
  }
  // A province is no answer here: Enter opens it.
  stage.press("<Enter><Left><Left>浙江<Enter>");
  sees(&stage, "注册地 · 浙江省");
  assert!(matches!(stage.model.page(), Page::Pick(..)));
}

#[test]
fn dates_are_typed_in_any_usual_form_and_moved_by_keys() {
  let mut stage = stage();
  stage.press("<C-f>enterprise.founded<Enter>");
  stage.press("<C-u>二〇二五年六月三十日");
  sees(&stage, "→ 2025-06-30");
  stage.press("<C-u>25-6-30");
  sees(&stage, "尚未读懂");
  // In short; what was founded lies in the past, what is valid until a day does not.
  for (typed, date) in
    [("6-30", "2025-06-30"), ("7.1", "2024-07-01"), ("昨天", "2025-06-29"), ("+1y", "2013-05-18"), ("-12m", "2011-05-18")]
  {
    stage.press("<C-u>");
    stage.press(typed);
    sees(&stage, &format!("→ {date}"));
  }
  stage.press("<Tab>");
  sees(&stage, "2011-05-18");
  stage.press("<C-f>declaration.valid_to<Enter><C-u>6-29");
  sees(&stage, "→ 2026-06-29");
  stage.press("<C-f><C-u>enterprise.founded<Enter>");
  stage.press("<C-u>2025.6.30<A-.>");
  sees(&stage, "2025-07-01▏");
  stage.press("<A-,><A-,>");
  sees(&stage, "2025-06-29▏");
  stage.press("<F2>");
  sees(&stage, "2025 年 6 月");
  stage.press("<PageDown><Right><Enter>");
  sees(&stage, "2025-07-30");
}

#[test]
fn one_can_go_back_to_any_step() {
  let mut stage = stage();
  stage.press("<C-u>甲<Down><Up><C-u>乙<Down><Up><C-u>丙<Down>");
  stage.press("<A-z>");
  sees(&stage, "企业名称 乙 → 丙");
  sees(&stage, "最初");
  stage.press("<Down><Down><Enter>");
  sees(&stage, "甲");
  assert!(!stage.screen().contains('丙'), "{}", stage.screen());
  stage.press("<A-z>");
  sees(&stage, "(企业名称 乙 → 丙)");
  stage.press("<Home><Enter>");
  sees(&stage, "丙");
}

#[test]
fn a_text_from_an_editor_of_ones_own_comes_back_and_can_be_undone() {
  let mut stage = stage();
  stage.press("<C-u>旧<A-e>");
  assert_eq!(stage.effects, [Effect::EditOutside("旧".into())]);
  stage.tell(Msg::EditedOutside(Ok("新\r\n名".into())));
  sees(&stage, "新 名▏");
  stage.press("<C-z>");
  sees(&stage, "旧▏");
}

#[test]
fn where_one_was_is_kept_and_gone_to_again() {
  let mut first = stage();
  first.press("<C-f>ylb<Enter><C-q>");
  let place = first.kept.clone().expect("the place is kept");
  assert!(place.said.contains("计量器具台账"), "{}", place.said);
  let mut again = stage();
  again.tell(Msg::LastPlace(place.clone()));
  sees(&again, "› 4 计量器具台账");
  // Who has gone somewhere already is left there.
  let mut elsewhere = stage();
  elsewhere.press("<C-u>新名");
  elsewhere.tell(Msg::LastPlace(place));
  sees(&elsewhere, "新名▏");
}

#[test]
fn a_draft_is_seen_before_it_is_checked_and_checked_before_anything_is_done_with_it() {
  let mut document = crate::stage::sample();
  document.as_of = Some(crate::stage::TODAY);
  let mut before = Stage::open(Lang::Zh, (120, 40), document);
  let document = before.press("<C-u><Down>").model.session.as_ref().unwrap().document.as_ref().clone();
  let open = || Stage::unchecked(Lang::Zh, (120, 40), document.clone());
  let mut seen = open();
  for told in ["检查中…", "统一社会信用代码", "计量器具台账"] {
    sees(&seen, told);
  }
  for untold in ["错误", "还差", "完成", "已答"] {
    assert!(!seen.screen().contains(untold), "{untold} is told before anybody looked:\n{}", seen.screen());
  }
  let mut checked = open();
  checked.tell(Msg::Check);
  sees(&checked, "还差 1 项");
  assert_eq!(seen.tell(Msg::Check).screen(), checked.screen());
  // A key that comes first finds what the check says.
  let (mut early, mut late) = (open(), checked);
  assert_eq!(early.press("<F8>").screen(), late.press("<F8>").screen());
}

#[test]
fn the_exercise_tells_what_to_try_until_it_was_tried() {
  let mut stage = Stage::with_drafts(Lang::Zh, (80, 24), Vec::new());
  sees(&stage, "欢迎使用计量");
  stage.press("<C-t>");
  assert_eq!(stage.effects, [Effect::Exercise]);
  let mut document = crate::stage::sample();
  document.as_of = Some(crate::stage::TODAY);
  let mut open = Stage::open(Lang::Zh, (80, 24), document);
  open.model.tour = Some(0);
  sees(&open, "练习 1/10");
  open.press("<Down><C-u>9133O110XYYY00015P<Tab>");
  sees(&open, "练习 2/10");
  open.press("<F6>");
  sees(&open, "练习 3/10");
  open.press("<C-t>");
  // A word about what was done comes first; the next key takes it away.
  open.press("<Left>");
  sees(&open, "练习 4/10");
  open.press("<C-z><C-y>");
  open.press("<C-f><Esc><C-g><Esc><A-z><Esc><F1><Esc><F9>");
  sees(&open, "练习完成");
}

/// The editor is a script that changes its file; the screen comes back with the new text.
#[cfg(all(unix, feature = "hub"))]
#[test]
fn an_editor_of_ones_own_takes_the_terminal_and_gives_it_back() {
  use crate::{pty::Pty, support::Sandbox};
  use std::os::unix::fs::PermissionsExt;
  let sandbox = Sandbox::new();
  let script = sandbox.path("editor.sh");
  std::fs::write(&script, "#!/bin/sh\necho EDITING\nread line\nprintf '%s' \"$line\" > \"$1\"\n").unwrap();
  std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).unwrap();
  sandbox.run(&["new", "-o", "d.json"]).expect(0);
  let home = sandbox.path("").to_string_lossy().into_owned();
  let script = script.to_string_lossy().into_owned();
  let data = format!("{home}/data");
  let env = [("HOME", home.as_str()), ("JILIANG_LANG", "zh"), ("JILIANG_DATA_DIR", &data), ("VISUAL", &script)];
  let mut pty = Pty::start(env!("CARGO_BIN_EXE_jiliang"), &["edit", "d.json"], &env, &sandbox.path(""), (100, 30));
  pty.wait_for("企业名称");
  pty.send("<A-e>");
  pty.wait_for("EDITING");
  assert!(!pty.left_behind().iter().any(|mode| mode.starts_with("100")), "the mouse is not the editor's: {:?}", pty.left_behind());
  // Every key is the editor's now.
  pty.send("written outside<Enter>");
  pty.wait_for("已取回");
  pty.wait_for("written outside");
  pty.send(" and here");
  pty.wait_for("written outside and here");
  pty.send("<C-q>");
  assert!(pty.end().success());
  assert!(sandbox.read("d.json").contains("written outside and here"));
}

#[test]
fn in_a_table_what_is_typed_is_read_at_once_too() {
  let mut stage = stage();
  stage.press("<C-f>ylb<Enter>");
  let table = stage.model.session.as_ref().unwrap().form.group_by_path("instruments").unwrap();
  let place = |stage: &Stage, id: &str| {
    let session = stage.model.session.as_ref().unwrap();
    session.columns(table).iter().position(|field| *session.form.field(table, *field).id == *id).unwrap()
  };
  let (range, date) = (place(&stage, "range"), place(&stage, "date"));
  let at = |stage: &mut Stage, column: usize| {
    stage.press("<Home>");
    for _ in 0..column {
      stage.press("<Right>");
    }
  };
  at(&mut stage, range);
  sees(&stage, "测量范围");
  stage.press("0~2.5MPa");
  sees(&stage, "(0~2.5) MPa");
  stage.press("<Enter>");
  at(&mut stage, date);
  stage.press("6-1");
  sees(&stage, "→ 2025-06-01");
}

#[test]
fn what_undo_and_redo_would_do_is_told() {
  let mut stage = Stage::sample(Lang::Zh, (160, 40));
  stage.press("<C-u>新名称<Tab>");
  sees(&stage, "撤销：企业名称 虚构一号");
  stage.press("<C-z>");
  sees(&stage, "重做：企业名称 虚构一号");
  stage.press("<F1>");
  sees(&stage, "重做：企业名称");
}

#[test]
fn where_one_is_is_kept_with_every_answer_and_page_not_only_at_the_end() {
  let mut stage = stage();
  assert!(stage.kept.is_none(), "opening keeps nothing: one has yet to go to where one was");
  stage.press("<C-f>enterprise.address<Enter>");
  stage.press("<C-u>测试路2号");
  stage.tell(Msg::Idle);
  let place = stage.kept.clone().expect("an answer keeps the place");
  assert!(place.said.contains("详细地址") || place.field.is_some(), "{place:?}");
  stage.press("<C-f>ylb<Enter>");
  let place = stage.kept.clone().expect("a page keeps the place");
  assert!(place.said.contains("计量器具台账") && place.said.contains("第 12 行"), "{place:?}");
}

#[test]
fn an_answer_looked_at_from_the_review_leads_back_to_its_line() {
  let mut stage = stage();
  stage.press("<F9><Down><Down><Down>");
  let line = |stage: &Stage| if let Page::Review(at) = stage.model.page() { *at } else { panic!("{:?}", stage.model.page()) };
  let before = line(&stage);
  stage.press("<Enter>");
  assert!(matches!(stage.model.page(), Page::Section));
  stage.press("<Esc>");
  assert_eq!(line(&stage), before);
  // A mistake made there brings a line above; the cursor is on the same answer all the same.
  let label = "主体类型";
  stage.press("<Enter>");
  sees(&stage, &format!("{label}："));
  stage.press("<Up><C-u>9133O110XYYY00015P<Down><F9>");
  assert_eq!(line(&stage), before + 1, "{}", stage.screen());
}
