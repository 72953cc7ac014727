//! The exercise: what to try next is told until it was tried.

use super::context;
use crate::{
  lang::Message,
  tui::{Command, Context, Model},
};

/// A step of the exercise.
struct Step {
  /// Its words.
  words: &'static str,
  /// What it asks for; its key is told in the words.
  wants: Command,
}

const STEPS: [Step; 10] = [
  Step { words: "tour-next", wants: Command::Next },
  Step { words: "tour-finding", wants: Command::NextFinding },
  Step { words: "tour-fix", wants: Command::Fix },
  Step { words: "tour-undo", wants: Command::Undo },
  Step { words: "tour-redo", wants: Command::Redo },
  Step { words: "tour-find", wants: Command::Find },
  Step { words: "tour-outline", wants: Command::Outline },
  Step { words: "tour-steps", wants: Command::Steps },
  Step { words: "tour-help", wants: Command::Help },
  Step { words: "tour-review", wants: Command::Review },
];

/// Goes on with the exercise where a command was what it asks for.
pub(super) fn follow(model: &mut Model, command: Command) {
  if let Some(at) = model.tour
    && STEPS.get(at).is_some_and(|step| step.wants == command)
  {
    model.tour = Some(at + 1);
  }
}

/// What to try now; `None` outside the exercise.
pub(in crate::tui) fn told(model: &Model) -> Option<String> {
  let at = model.tour?;
  let Some(step) = STEPS.get(at) else { return Some(model.words.get("tour-over")) };
  // The key is told as it is where one is, else as it is on a page of fields.
  let places = [context(model), Context::Fields];
  let key = places.into_iter().find_map(|place| model.keymap.bindings(place).find(|binding| binding.command == step.wants));
  let key = key.and_then(|binding| binding.keys.first()).map(ToString::to_string).unwrap_or_default();
  let text = model.words.say(&Message::new(step.words).with("key", key));
  Some(model.words.say(&Message::new("tour-step").with("number", at + 1).with("count", STEPS.len()).with("text", text)))
}
