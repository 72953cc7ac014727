//! Editors by tables: the text before, keys, the text after. `|` is the caret, `[` and `]` stand around what is selected.

use super::{Area, Buffer, Line, Outcome, Pick, PickItem};
use crate::tui::{Code, Command, Context, Key, Keymap};
use unicode_segmentation::UnicodeSegmentation;

/// Puts text, caret and selection of a picture into an editor.
fn place(buffer: &mut Buffer, picture: &str) {
  let plain: String = picture.chars().filter(|c| !"|[]".contains(*c)).collect();
  buffer.replace(&plain);
  let at = |mark: char| {
    let before = picture.split(mark).next().unwrap();
    before.chars().filter(|c| !"|[]".contains(*c)).map(char::len_utf8).sum::<usize>()
  };
  let caret = at('|');
  if picture.contains('[') {
    let (from, to) = (at('['), at(']'));
    buffer.go(if caret == from { to } else { from }, false);
    buffer.go(caret, true);
  } else {
    buffer.go(caret, false);
  }
}

/// The picture of an editor.
fn picture(buffer: &Buffer) -> String {
  let selection = buffer.selection();
  let mut marks: Vec<(usize, &str)> = vec![(buffer.caret(), "|")];
  if !selection.is_empty() {
    // The caret stands inside the brackets, at one of them.
    marks = vec![(selection.start, "["), (buffer.caret(), "|"), (selection.end, "]")];
  }
  let mut shown = buffer.text().to_owned();
  for (at, mark) in marks.into_iter().rev() {
    shown.insert_str(at, mark);
  }
  shown
}

/// Keys as written in the tables: names between `<` and `>`, all else typed.
fn keys(text: &str) -> Vec<Key> {
  let mut keys = Vec::new();
  let mut rest = text;
  while let Some(c) = rest.chars().next() {
    if let Some((name, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
      keys.push(name.parse().unwrap_or_else(|()| panic!("{name} is no key")));
      rest = after;
    } else {
      keys.push(Key::char(c));
      rest = &rest[c.len_utf8()..];
    }
  }
  keys
}

trait Editor {
  fn take(&mut self, key: Key);
  fn text(&mut self) -> &mut Buffer;
}

impl Editor for Line {
  fn take(&mut self, key: Key) {
    match Keymap::default().command(Context::Prompt, key) {
      Some(Command::Edit(edit)) => drop(self.edit(edit, key.shift)),
      Some(Command::Undo) => drop(self.buffer_mut().undo()),
      None => drop(key.typed().map(|c| self.insert(&c.to_string()))),
      Some(other) => panic!("{key} is {other:?}"),
    }
  }

  fn text(&mut self) -> &mut Buffer {
    self.buffer_mut()
  }
}

impl Editor for Area {
  fn take(&mut self, key: Key) {
    use super::TextEdit as E;
    let rows = match key.code {
      Code::Up => Some(E::Up),
      Code::Down => Some(E::Down),
      Code::Enter => Some(E::NewLine),
      _ => None,
    };
    match (rows, Keymap::default().command(Context::Fields, key)) {
      (Some(edit), _) | (_, Some(Command::Edit(edit))) => drop(self.edit(edit, key.shift)),
      _ => drop(key.typed().map(|c| self.insert(&c.to_string()))),
    }
  }

  fn text(&mut self) -> &mut Buffer {
    self.buffer_mut()
  }
}

#[track_caller]
fn check(editor: &mut impl Editor, table: &[(&str, &str, &str)]) {
  for (before, typed, after) in table {
    place(editor.text(), before);
    for key in keys(typed) {
      editor.take(key);
    }
    assert_eq!(picture(editor.text()), *after, "{before} then {typed}");
  }
}

#[test]
fn a_line_is_edited_as_people_expect() {
  check(
    &mut Line::default(),
    &[
      // Typing, and the caret by graphemes.
      ("|", "北京", "北京|"),
      ("北|京", "东", "北东|京"),
      ("游标卡尺|", "<Left><Left>X", "游标X|卡尺"),
      ("|ab", "<Left>", "|ab"),
      ("ab|", "<Right>", "ab|"),
      ("𠮷野|", "<Backspace><Backspace>", "|"),
      ("𠮷|野", "<Left><Del>", "|野"),
      ("|", "👨\u{200d}👩", "👨👩|"),
      // A combining mark joins its letter, and both go together where they do not compose.
      ("e|", "\u{301}", "é|"),
      ("q\u{301}|x", "<Backspace>", "|x"),
      ("q\u{301}x|", "<Left><Left>", "|q\u{301}x"),
      // Words: a run of hanzi, of letters, of digits; punctuation is passed over.
      ("压力表 Y-100，精度1.6级|", "<Ctrl-Left>", "压力表 Y-100，精度1.6|级"),
      ("压力表 Y-100|", "<Ctrl-Left>", "压力表 Y-|100"),
      ("压力表 Y-100|", "<Alt-B><Alt-B><Alt-B>", "|压力表 Y-100"),
      ("|压力表 Y-100", "<Ctrl-Right>", "压力表| Y-100"),
      ("|压力表 Y-100", "<Alt-F><Alt-F>", "压力表 Y|-100"),
      ("|  ，。", "<Ctrl-Right>", "  ，。|"),
      // The ends.
      ("测量|范围", "<Home>", "|测量范围"),
      ("测量|范围", "<Ctrl-A>", "|测量范围"),
      ("测量|范围", "<End>", "测量范围|"),
      ("测量|范围", "<Ctrl-E>", "测量范围|"),
      // Deleting.
      ("一二|三", "<Del>", "一二|"),
      ("一二三|", "<Del>", "一二三|"),
      ("|一", "<Backspace>", "|一"),
      ("检定 校准|", "<Ctrl-W>", "检定 |"),
      ("检定 校准|", "<Ctrl-W><Ctrl-W>", "|"),
      ("|检定 校准", "<Ctrl-Del>", "| 校准"),
      ("检定|校准", "<Ctrl-U>", "|校准"),
      ("检定|校准", "<Ctrl-K>", "检定|"),
      // Selecting with Shift; typing and deleting take its place.
      ("游标|卡尺", "<Shift-Left>", "游[|标]卡尺"),
      ("游标|卡尺", "<Shift-Right><Shift-Right>", "游标[卡尺|]"),
      ("游标|卡尺", "<Shift-Home>", "[|游标]卡尺"),
      ("游标|卡尺", "<Shift-End>数", "游标数|"),
      ("游标 卡尺|", "<Ctrl-Shift-Left><Backspace>", "游标 |"),
      ("游[标卡|]尺", "<Left>", "游|标卡尺"),
      ("游[|标卡]尺", "<Right>", "游标卡|尺"),
      ("游[标卡|]尺", "<Home>", "|游标卡尺"),
      ("游[标卡|]尺", "<Ctrl-W>", "游|尺"),
      ("游[标卡|]尺", "<Ctrl-K>", "游|尺"),
      ("游标|", "<Alt-A>", "[游标|]"),
      ("|", "<Alt-A>", "|"),
      // What hides or reorders text does not get in; tabs and line ends become blanks.
      ("甲|乙", "\u{200b}\u{202e}\u{feff}", "甲|乙"),
      ("甲|乙", "\u{ad}丙", "甲丙|乙"),
    ],
  );
}

#[test]
fn a_text_of_several_lines_is_edited_as_people_expect() {
  let mut area = Area::new("");
  area.set_width(8);
  check(
    &mut area,
    &[
      ("一|二", "<Enter>", "一\n|二"),
      ("一二\n三四|", "<Home>", "一二\n|三四"),
      ("一二\n|三四", "<Ctrl-U>", "一二|三四"),
      ("一二|\n三四", "<Ctrl-K>", "一二|三四"),
      ("一二\n三|四", "<Ctrl-U>", "一二\n|四"),
      ("一二\n三|四", "<Ctrl-Home>", "|一二\n三四"),
      ("一|二\n三四", "<Ctrl-End>", "一二\n三四|"),
      ("一二\n三|四", "<Up>", "一|二\n三四"),
      ("一二\n三|四", "<Shift-Up>", "一[|二\n三]四"),
      ("一|二\n三四", "<Shift-Down>", "一[二\n三|]四"),
      // Up and down go by the rows people see, and keep the column over a short row.
      ("一二三四五六|", "<Up>", "一二|三四五六"),
      ("一二三|\n四\n五六七", "<Down><Down>", "一二三\n四\n五六七|"),
      ("abc defg|", "<Up>", "abc defg|"),
      // Latin words stay whole; closing punctuation does not begin a row.
      ("ab cdefghi|", "<Up>", "ab| cdefghi"),
      ("一二三四，五|", "<Up>", "一二|三四，五"),
    ],
  );
}

#[test]
fn rows_wrap_where_people_would() {
  let mut area = Area::new("");
  area.set_width(8);
  for (text, rows) in [
    ("", vec![""]),
    ("一二三四五", vec!["一二三四", "五"]),
    ("一二三四，五", vec!["一二三", "四，五"]),
    ("一二三（四", vec!["一二三", "（四"]),
    ("ab cdefghi", vec!["ab ", "cdefghi"]),
    ("abcdefghijkl", vec!["abcdefgh", "ijkl"]),
    ("12345678 9", vec!["12345678 ", "9"]),
    ("a\n\nb", vec!["a", "", "b"]),
  ] {
    area.buffer_mut().replace(text);
    let shown: Vec<String> = area.view(99).rows.into_iter().map(|(row, _)| row).collect();
    assert_eq!(shown, rows, "{text:?}");
  }
}

#[test]
fn typing_is_taken_back_word_by_word() {
  let mut buffer = Buffer::new("", false);
  for c in "检定 ab".chars() {
    buffer.insert(&c.to_string());
  }
  buffer.insert("粘贴的一段");
  let mut seen = Vec::new();
  while buffer.undo() {
    seen.push(buffer.text().to_owned());
  }
  assert_eq!(seen, ["检定 ab", "检定 ", "检定", ""]);
  while buffer.redo() {}
  assert_eq!(picture(&buffer), "检定 ab粘贴的一段|");
  buffer.undo();
  buffer.insert("c");
  assert!(!buffer.redo(), "what was typed since is not overwritten");
}

#[test]
fn a_long_line_scrolls_so_that_the_caret_is_seen() {
  let text = "虚构一号精密机械零部件加工有限公司 ABC";
  let mut line = Line::new(text);
  for cells in 1..=44 {
    line.edit(super::TextEdit::TextEnd, false);
    loop {
      let view = line.view(cells);
      assert!(view.caret < cells.max(1), "{cells} {view:?}");
      assert!(crate::text::width(&view.text) <= cells, "{cells} {view:?}");
      assert_eq!(view.clipped_left, !text.starts_with(&view.text) || (view.text.is_empty() && line.buffer().caret() > 0), "{view:?}");
      if line.buffer().caret() == 0 {
        break;
      }
      line.edit(super::TextEdit::Left, false);
    }
  }
}

#[test]
fn a_list_narrows_as_one_types() {
  let items = [("1", "合格"), ("2", "准用"), ("3", "停用")];
  let items: Vec<PickItem> =
    items.iter().map(|(code, label)| PickItem { code: (*code).into(), label: (*label).into(), ..PickItem::default() }).collect();
  let mut pick = Pick::new(items, &["2"], false);
  assert_eq!(pick.current().unwrap().label, "准用");
  pick.narrow("用");
  assert_eq!(pick.count().0, 2);
  pick.narrow("无");
  assert!(pick.is_empty());
  assert_eq!(pick.edit(super::TextEdit::DeleteBack, false), Outcome::Changed);
  assert_eq!(pick.count().0, 2);
}

/// Any keys in any order: the caret stands between graphemes and inside the text, the text stays composed and free of hidden marks.
#[test]
fn any_keys_leave_a_sound_text() {
  use super::TextEdit as E;
  use proptest::prelude::*;
  let edits = prop::sample::select(vec![
    E::Left,
    E::Right,
    E::WordLeft,
    E::WordRight,
    E::Up,
    E::Down,
    E::LineStart,
    E::LineEnd,
    E::TextStart,
    E::TextEnd,
    E::NewLine,
    E::DeleteBack,
    E::DeleteForward,
    E::DeleteWordBack,
    E::DeleteWordForward,
    E::DeleteToStart,
    E::DeleteToEnd,
    E::SelectAll,
  ]);
  let step = prop_oneof![(edits, any::<bool>()).prop_map(Ok), "[一𠮷aé\u{301}\u{200b}👨 ，\n1ｱ]{0,4}".prop_map(Err)];
  proptest!(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() }, |(steps in prop::collection::vec(step, 1..60), cells in 2usize..20)| {
    let mut area = Area::new("");
    area.set_width(cells);
    for step in steps {
      match step {
        Ok((edit, extend)) => drop(area.edit(edit, extend)),
        Err(text) => drop(area.insert(&text)),
      }
      let buffer = area.buffer();
      let mut bounds: Vec<usize> = buffer.text().grapheme_indices(true).map(|(at, _)| at).collect();
      bounds.push(buffer.text().len());
      prop_assert!(bounds.contains(&buffer.caret()));
      prop_assert!(bounds.contains(&buffer.selection().start) && bounds.contains(&buffer.selection().end));
      prop_assert!(crate::text::hostile(buffer.text()).is_none());
      prop_assert!(unicode_normalization::is_nfc(buffer.text()));
      let view = area.view(3);
      prop_assert!(view.caret.0 <= cells && view.caret.1 < 3);
      for (row, _) in &view.rows {
        prop_assert!(crate::text::width(row.trim_end()) <= cells.max(2), "{row:?}");
      }
    }
  });
}

/// A province with a city with a county, and a municipality whose only city is passed over.
fn regions() -> Pick {
  let rows = [
    ("330000", "浙江省", None),
    ("330100", "杭州市", Some(0)),
    ("330110", "余杭区", Some(1)),
    ("330200", "宁波市", Some(0)),
    ("500000", "重庆市", None),
    ("500100", "市辖区", Some(4)),
    ("500101", "万州区", Some(5)),
  ];
  let full = |at: usize| {
    let mut names: Vec<&str> = std::iter::successors(Some(at), |at| rows[*at].2).map(|at| rows[at].1).collect();
    names.reverse();
    names.join(" ")
  };
  let item = |(at, (code, label, inside)): (usize, &(&str, &str, Option<usize>))| PickItem {
    code: (*code).into(),
    label: (*label).into(),
    detail: full(at),
    inside: *inside,
    holds_only: code.ends_with("00"),
    ..PickItem::default()
  };
  Pick::new(rows.iter().enumerate().map(item).collect(), &[], false)
}

fn labels(pick: &Pick) -> Vec<&str> {
  pick.rows(0, 99).iter().map(|row| row.item.label.as_str()).collect()
}

#[test]
fn a_list_of_levels_is_gone_through_or_searched_from_any_level() {
  use super::TextEdit as E;
  let mut pick = regions();
  assert_eq!(labels(&pick), ["浙江省", "重庆市"]);
  pick.edit(E::Right, false);
  assert_eq!(labels(&pick), ["杭州市", "宁波市"]);
  pick.edit(E::Right, false);
  assert_eq!(labels(&pick), ["余杭区"]);
  assert!(!pick.enter(), "nothing lies inside a county");
  pick.edit(E::Left, false);
  assert_eq!((labels(&pick), pick.current().unwrap().label.as_str()), (vec!["杭州市", "宁波市"], "杭州市"));
  pick.edit(E::DeleteBack, false);
  assert_eq!(labels(&pick), ["浙江省", "重庆市"]);
  pick.step(1);
  pick.enter();
  assert_eq!(labels(&pick), ["万州区"], "a level of one is passed over");
  pick.leave();
  assert_eq!(pick.current().unwrap().label, "重庆市");
  for (typed, first) in [("yh", "余杭区"), ("3302", "宁波市"), ("zjyuhang", "余杭区"), ("ｗｚ", "万州区"), ("chongqing", "重庆市")]
  {
    let mut pick = regions();
    pick.narrow(typed);
    assert_eq!(labels(&pick).first(), Some(&first), "{typed}");
  }
  // Typing inside a level looks only there.
  let mut pick = regions();
  pick.enter();
  pick.narrow("wz");
  assert!(pick.is_empty());
}
