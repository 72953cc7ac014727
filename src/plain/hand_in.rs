//! Sign and hand in.

use super::{dialogue::Dialogue, stop::Stop};
use crate::{
  lang::Message,
  session::{Keeper, PageItem, Sent},
  submit::Step,
  text::clean_input,
};
use std::sync::Arc;

/// What is said behind the command to replace another revision that the platform holds.
const REPLACE: [&str; 2] = ["替换", "replace"];

impl Dialogue<'_> {
  /// Reads the statement out and asks who signs it.
  pub(super) fn sign(&mut self) {
    let form = Arc::clone(&self.draft.form);
    let Some(statement) = &form.statement else { return self.say(&Message::new("plain-no-statement")) };
    self.tell(&self.words.get("title-statement"));
    self.tell(statement.text.get(self.words.lang()));
    self.statement_told = true;
    if self.draft.statement_items().iter().any(|item| matches!(item, PageItem::Field(..))) {
      self.to(Stop::Signing(0));
    }
  }

  /// Hands in, unless there are errors; nobody signs what was not read out.
  pub(super) fn submit(&mut self, argument: &str, keeper: &mut dyn Keeper, now: &mut dyn FnMut(&str)) {
    if self.draft.form.statement.is_some() && !self.statement_told {
      self.say(&Message::new("plain-sign-first"));
      return self.sign();
    }
    self.exit_code = 1;
    let counts = self.draft.report.counts();
    if counts.blocking() > 0 {
      return self.say(&Message::new("plain-errors-block").with("what", counts.blockers()));
    }
    let Some(platform) = self.platform.clone() else {
      self.exit_code = 2;
      return self.say(&Message::new("note-no-platform"));
    };
    let replace = REPLACE.contains(&argument.to_lowercase().as_str());
    self.say(&Message::new("sending-to").with("name", platform));
    now(&self.take_said());
    let words = self.words;
    let mut progress = |step: Step| now(&format!("{}\n", words.get(step.words())));
    match keeper.hand_in(&self.draft.document, self.draft.as_of, replace, &mut progress) {
      Err(failure) => {
        self.exit_code = 2;
        let said = failure.say(self.words);
        self.tell(&said);
        self.say(&Message::new("plain-nothing-lost"));
      }
      Ok(sent) => self.sent(sent, keeper),
    }
  }

  fn sent(&mut self, sent: Sent, keeper: &mut dyn Keeper) {
    self.exit_code = if sent.delivered { 0 } else { 2 };
    for line in &sent.said {
      self.tell(&clean_input(line, true).text);
    }
    if let Some(revision) = sent.other_revision {
      self.say(&Message::new("plain-replace").with("other", revision.to_string()).with("next", revision.saturating_add(1).to_string()));
    }
    if !sent.reference.is_empty() {
      let reference = self.words.get("receipt-reference");
      self.tell(&format!("{reference} {}", sent.reference));
    }
    if let Some(proof) = &sent.proof {
      self.say(&Message::new("submit-proof").with("path", proof.display().to_string()));
    }
    self.say(&Message::new(if sent.delivered { "submit-what-next" } else { "plain-nothing-lost" }));
    let notice = self.draft.form.notice.get(self.words.lang()).to_owned();
    self.tell(&notice);
    if let Some(received) = sent.document {
      self.draft.take_over(*received);
      self.save(None, keeper);
    }
    self.at = Stop::End;
  }
}
