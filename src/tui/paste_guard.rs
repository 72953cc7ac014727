use super::{Code, Key, Msg};
use std::time::Duration;

/// The longest time between two keys of a paste. Nobody types that fast; keys of a paste come as fast as they are read.
const GAP: Duration = Duration::from_millis(10);
/// From this many keys on a burst is a paste. An input method hands over a few characters at once too, but no Enter among them.
const FEWEST: usize = 3;

/// Tells pasted text from typed keys where a terminal delivers a paste as keys, as the console of Windows does: an Enter or Tab in the middle of a burst of
/// characters is text. Characters alone go through as they come, and nothing waits for anything.
#[derive(Debug, Default)]
pub(super) struct PasteGuard {
  /// How many characters came in the burst that goes on.
  run: usize,
  /// When the last of them came.
  last: Duration,
}

impl PasteGuard {
  /// What keys that were all there at once, `at` after some beginning, mean.
  pub(super) fn take(&mut self, keys: Vec<Key>, at: Duration) -> Vec<Msg> {
    let mut messages = Vec::new();
    let mut burst = Vec::new();
    for key in keys {
      if text_of(key).is_some() {
        burst.push(key);
      } else {
        self.end(&mut burst, at, &mut messages);
        self.run = 0;
        messages.push(Msg::Key(key));
      }
    }
    self.end(&mut burst, at, &mut messages);
    messages
  }

  /// Whether keys that were there at once look like a paste whose rest may still be on its way.
  pub(super) fn may_go_on(keys: &[Key]) -> bool {
    keys.len() >= FEWEST && is_mixed(keys, 0) && keys.iter().all(|key| text_of(*key).is_some())
  }

  fn end(&mut self, burst: &mut Vec<Key>, at: Duration, messages: &mut Vec<Msg>) {
    let Some(last) = burst.last() else { return };
    let before = if at.saturating_sub(self.last) <= GAP { self.run } else { 0 };
    let is_paste = before + burst.len() >= FEWEST && is_mixed(burst, before);
    (self.run, self.last) = (before + burst.len(), at);
    if !is_paste && last.typed().is_none() {
      // An Enter or Tab that was typed ends what was typed before it.
      self.run = 0;
    }
    if is_paste {
      messages.push(Msg::Paste(burst.drain(..).filter_map(text_of).collect()));
    } else {
      messages.extend(burst.drain(..).map(Msg::Key));
    }
  }
}

/// Whether an Enter or Tab follows a character, of these keys or of the `before` ones that came just now.
fn is_mixed(keys: &[Key], before: usize) -> bool {
  let first = if before > 0 { Some(0) } else { keys.iter().position(|key| key.typed().is_some()) };
  first.is_some_and(|first| keys[first..].iter().any(|key| key.typed().is_none()))
}

/// What a key would be in a text.
fn text_of(key: Key) -> Option<char> {
  match key.code {
    Code::Enter if key == Key::plain(Code::Enter) => Some('\n'),
    Code::Tab if key == Key::plain(Code::Tab) => Some('\t'),
    _ => key.typed(),
  }
}

#[cfg(test)]
mod tests {
  use super::*;

  /// Keys as a text: `\n` is Enter, `\t` Tab, `^` Up.
  fn keys(text: &str) -> Vec<Key> {
    let key = |c| match c {
      '\n' => Key::plain(Code::Enter),
      '\t' => Key::plain(Code::Tab),
      '^' => Key::plain(Code::Up),
      c => Key::char(c),
    };
    text.chars().map(key).collect()
  }

  fn told(batches: &[(u64, &str)]) -> Vec<String> {
    let mut guard = PasteGuard::default();
    let messages = batches.iter().flat_map(|(at, text)| guard.take(keys(text), Duration::from_millis(*at)));
    let told = |message| match message {
      Msg::Key(key) => key.to_string(),
      Msg::Paste(text) => format!("<{text}>"),
      other => format!("{other:?}"),
    };
    messages.map(told).collect()
  }

  #[test]
  fn an_enter_within_a_burst_is_text_and_a_typed_one_is_a_key() {
    for (batches, expected) in [
      // Typed, one by one.
      (&[(0, "5"), (120, "6"), (260, "\n")][..], &["5", "6", "Enter"][..]),
      // An input method hands over three characters at once; Enter follows when the person presses it.
      (&[(0, "北京市"), (90, "\n")], &["北", "京", "市", "Enter"]),
      // Typed ahead while the program was busy: too little for a paste.
      (&[(0, "5\n")], &["5", "Enter"]),
      // Enter held down, or Tab.
      (&[(0, "\n\n\n\n")], &["Enter", "Enter", "Enter", "Enter"]),
      (&[(0, "\t\t\t")], &["Tab", "Tab", "Tab"]),
      // A paste that is there at once.
      (&[(0, "一\n二\n三")], &["<一\n二\n三>"]),
      (&[(0, "JX-1\t卡尺\nJX-2\t表\n")], &["<JX-1\t卡尺\nJX-2\t表\n>"]),
      // Its end, when the beginning was told already.
      (&[(0, "测试路"), (4, "\n"), (8, "1号")], &["测", "试", "路", "<\n>", "1", "号"]),
      (&[(0, "测试路"), (4, "\n1号")], &["测", "试", "路", "<\n1号>"]),
      // Other keys end a burst.
      (&[(0, "甲乙丙^\n")], &["甲", "乙", "丙", "Up", "Enter"]),
      (&[(0, "甲\n乙^丙\n丁")], &["<甲\n乙>", "Up", "<丙\n丁>"]),
    ] {
      assert_eq!(told(batches), expected, "{batches:?}");
    }
  }

  #[test]
  fn only_what_looks_like_a_paste_is_waited_for() {
    for (text, expected) in [("北京市", false), ("5\n", false), ("\n\n\n", false), ("一\n二", true), ("一\t二", true), ("一\n二^", false)]
    {
      assert_eq!(PasteGuard::may_go_on(&keys(text)), expected, "{text:?}");
    }
  }
}
