//! Screens, drawn without a terminal.

use crate::stage::Stage;
use jiliang::lang::Lang;

#[test]
fn keys_go_in_and_the_screen_comes_out() {
  let mut stage = Stage::sample(Lang::Zh, (120, 40));
  stage.press("<C-u>北京");
  let screen = stage.screen();
  assert!(screen.contains("北京▏"), "{screen}");
  assert!(stage.fault().is_none(), "{:?}", stage.fault());
  // Leaving the field makes it an answer, which is saved.
  stage.press("<Down>");
  assert!(stage.screen().contains("12:03:07"), "{}", stage.screen());
  assert!(stage.effects.is_empty(), "{:?}", stage.effects);
}

/// Every list, question and help lies over the page; under none of them is half a character, at any place of its edge.
#[test]
fn nothing_cuts_a_character_in_half() {
  for lang in [Lang::Zh, Lang::En] {
    for keys in ["", "<C-g>", "<F8>", "<F1>", "<F9>", "<F9><F9>", "<Down><Down><Enter>", "<Down><Down><Down><Enter>"] {
      let mut stage = Stage::sample(lang, (80, 24));
      stage.press(keys);
      for columns in 60..132 {
        stage.resize(columns, 24);
        assert_eq!(stage.fault(), None, "{keys} at {columns} columns\n{}", stage.screen());
      }
    }
  }
}

#[test]
fn a_window_of_any_size_is_drawn() {
  let mut stage = Stage::sample(Lang::Zh, (80, 24));
  for (columns, rows) in [(1, 1), (2, 1), (1, 2), (0, 0), (59, 15), (60, 16), (60, 15), (59, 16), (300, 100), (80, 24)] {
    stage.resize(columns, rows);
    assert_eq!(stage.fault(), None, "{columns}×{rows}");
  }
  assert!(stage.screen().contains("虚构一号"));
}

#[test]
fn nothing_is_edited_while_nothing_can_be_seen() {
  let mut stage = Stage::sample(Lang::Zh, (80, 24));
  stage.press("新名").resize(40, 10).press("abc<BS><BS><C-z>").paste("def");
  assert!(stage.screen().contains("窗口太小"), "{}", stage.screen());
  stage.resize(80, 24);
  assert!(stage.screen().contains("新名"), "{}", stage.screen());
  assert!(!stage.screen().contains("abc") && !stage.screen().contains("def"));
}
