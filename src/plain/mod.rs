//! The form as a dialogue of lines, for screen readers, terminals that cannot paint, and scripts: a question, a line, the next question. The same
//! draft, checks, undo and messages as on the screen; nothing is painted, nothing moves, the order never changes.

mod answer;
mod command;
mod dialogue;
mod find;
mod go;
mod hand_in;
mod stop;
mod tables;
mod tell;

pub use self::{command::Command, dialogue::Dialogue};

use crate::{
  lang::{Message, Words},
  session::{Keeper, OpenDraft},
};
use std::io::{self, BufRead, Write};

/// Leads the dialogue until the input ends or the person leaves; gives the exit code: 0, 1 where handing in was refused, 2 where something could not
/// be saved or sent.
///
/// `prompt` says whether a person is asked, line by line; a script needs no `>`.
pub fn run(
  draft: OpenDraft,
  keeper: &mut dyn Keeper,
  words: &Words,
  platform: Option<String>,
  prompt: bool,
  input: &mut dyn BufRead,
  output: &mut dyn Write,
) -> io::Result<u8> {
  let mut dialogue = Dialogue::new(draft, words, platform);
  let mut bytes = Vec::new();
  loop {
    output.write_all(dialogue.take_said().as_bytes())?;
    if dialogue.is_over() {
      output.flush()?;
      return Ok(dialogue.exit_code());
    }
    if prompt {
      output.write_all(b"> ")?;
    }
    output.flush()?;
    bytes.clear();
    if input.read_until(b'\n', &mut bytes)? == 0 {
      dialogue.leave();
      continue;
    }
    match str::from_utf8(&bytes) {
      // A line that a Windows program wrote ends in two marks; the mark of UTF-8 may begin the first.
      Ok(line) => dialogue.line(line.trim_end_matches(['\n', '\r']).trim_start_matches('\u{feff}'), keeper, &mut |said| {
        // A submission may take a while; what it does is told as it happens.
        let _ = output.write_all(said.as_bytes()).and_then(|()| output.flush());
      }),
      Err(_) => dialogue.tell(&words.say(&Message::new("plain-not-utf8"))),
    }
  }
}
