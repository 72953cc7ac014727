use crate::text::half_width;

/// Something a person can ask for in the dialogue, after a colon.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Command {
  /// Help for the field.
  Help,
  /// All commands.
  Commands,
  /// The sections and how far they are.
  Sections,
  /// Go to a section or field.
  Go,
  /// The question before.
  Back,
  /// The next question, this answer unchanged.
  Skip,
  /// To the next finding.
  Next,
  /// All findings.
  Findings,
  /// Take the fix that is offered.
  Fix,
  /// Say why a warning is accepted.
  Reason,
  /// Take the last step back.
  Undo,
  /// Do it again.
  Redo,
  /// Take the answer away.
  Clear,
  /// The answers offered, or the rows of the table.
  List,
  /// A new row.
  Add,
  /// Go into a row.
  Edit,
  /// The same row once more.
  Copy,
  /// Take a row out.
  Delete,
  /// Out of the row or the statement.
  Up,
  /// A text of several lines.
  Lines,
  /// All answers.
  Review,
  /// The statement and who signs it.
  Sign,
  /// Hand in.
  Submit,
  /// This question once more.
  Here,
  /// Leave.
  Quit,
}

/// Every command: its name in Chinese, in English, and the words for what it does.
pub(super) const COMMANDS: &[(Command, &str, &str, &str)] = &[
  (Command::Help, "帮助", "help", "plain-help"),
  (Command::Commands, "命令", "commands", "plain-commands"),
  (Command::Here, "此处", "here", "plain-here"),
  (Command::Skip, "下一项", "skip", "plain-skip"),
  (Command::Back, "上一项", "back", "plain-back"),
  (Command::Sections, "目录", "sections", "plain-sections"),
  (Command::Go, "到", "go", "plain-go"),
  (Command::List, "列表", "list", "plain-list"),
  (Command::Clear, "清空", "clear", "plain-clear"),
  (Command::Lines, "多行", "lines", "plain-lines"),
  (Command::Add, "加行", "add", "plain-add"),
  (Command::Edit, "改行", "edit", "plain-edit"),
  (Command::Copy, "复制", "copy", "plain-copy"),
  (Command::Delete, "删行", "delete", "plain-delete"),
  (Command::Up, "返回", "up", "plain-up"),
  (Command::Next, "下一处", "next", "plain-next"),
  (Command::Findings, "问题", "findings", "plain-findings"),
  (Command::Fix, "修正", "fix", "plain-fix"),
  (Command::Reason, "理由", "reason", "plain-reason"),
  (Command::Undo, "撤销", "undo", "plain-undo"),
  (Command::Redo, "重做", "redo", "plain-redo"),
  (Command::Review, "核对", "review", "plain-review"),
  (Command::Sign, "签署", "sign", "plain-sign"),
  (Command::Submit, "提交", "submit", "plain-submit"),
  (Command::Quit, "退出", "quit", "plain-quit"),
];

/// A line as the dialogue understands it.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Line<'a> {
  /// Nothing: leave the answer and go on.
  Empty,
  /// A command with what stands behind it.
  Command(Command, &'a str),
  /// A colon and a name that is no command.
  Unknown(&'a str),
  /// An answer.
  Answer(&'a str),
}

/// Reads a line. A colon of any width begins a command, two an answer that begins with one; a question mark alone asks for help.
pub(super) fn read(line: &str) -> Line<'_> {
  let text = line.trim();
  if text.is_empty() {
    return Line::Empty;
  }
  if text == "?" || text == "？" {
    return Line::Command(Command::Help, "");
  }
  let colon = |text: &str| text.chars().next().filter(|c| matches!(c, ':' | '：')).map(char::len_utf8);
  let Some(first) = colon(text) else { return Line::Answer(text) };
  let rest = &text[first..];
  if colon(rest).is_some() {
    return Line::Answer(rest);
  }
  let (name, argument) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
  let folded = half_width(name).to_lowercase();
  // Chinese names need no space before what follows: 「到4」.
  let exact = COMMANDS.iter().find(|(_, zh, en, _)| *zh == name || *en == folded);
  let begun = || COMMANDS.iter().filter(|(_, _, en, _)| !folded.is_empty() && en.starts_with(&folded));
  if let Some((command, ..)) = exact.or_else(|| begun().next().filter(|_| begun().count() == 1)) {
    return Line::Command(*command, argument.trim());
  }
  let joined = COMMANDS.iter().filter(|(_, zh, ..)| rest.starts_with(zh)).max_by_key(|(_, zh, ..)| zh.len());
  match joined {
    Some((command, zh, ..)) => Line::Command(*command, rest[zh.len()..].trim()),
    None => Line::Unknown(name),
  }
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn lines_are_answers_commands_or_nothing() {
    for (line, expected) in [
      ("", Line::Empty),
      ("  　 ", Line::Empty),
      ("虚构三号", Line::Answer("虚构三号")),
      ("/", Line::Answer("/")),
      ("?", Line::Command(Command::Help, "")),
      ("？", Line::Command(Command::Help, "")),
      (":go 4", Line::Command(Command::Go, "4")),
      ("：ｇｏ　4", Line::Command(Command::Go, "4")),
      ("：到4", Line::Command(Command::Go, "4")),
      (":到 企业名称", Line::Command(Command::Go, "企业名称")),
      (":sec", Line::Command(Command::Sections, "")),
      (":s", Line::Unknown("s")),
      (":FIX 2", Line::Command(Command::Fix, "2")),
      (":nonsense", Line::Unknown("nonsense")),
      ("::begins with one", Line::Answer(":begins with one")),
    ] {
      assert_eq!(read(line), expected, "{line}");
    }
  }

  #[test]
  fn every_command_has_one_name_in_each_language() {
    for (index, (_, zh, en, _)) in COMMANDS.iter().enumerate() {
      for (_, other_zh, other_en, _) in &COMMANDS[index + 1..] {
        assert!(zh != other_zh && en != other_en, "{zh} {en}");
      }
    }
  }
}
