use super::Report;
use crate::{
  form::Severity,
  lang::{Message, Words},
};

/// What the findings of a document come to, those accepted with a reason left out. What is not answered yet is told apart from what is wrong: nobody is
/// scolded for what they have not come to.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
  /// Answers and rows that are needed and not there.
  pub missing: usize,
  /// Errors besides.
  pub errors: usize,
  /// Warnings.
  pub warnings: usize,
}

impl Report {
  /// What the findings come to.
  pub fn counts(&self) -> Counts {
    let mut counts = Counts { warnings: self.count(Severity::Warning), ..Counts::default() };
    for finding in self.findings.iter().filter(|finding| finding.blocks()) {
      if finding.is_missing() {
        counts.missing += 1;
      } else {
        counts.errors += 1;
      }
    }
    counts
  }
}

impl Counts {
  /// How many keep the declaration from being submitted.
  pub fn blocking(self) -> usize {
    self.missing + self.errors
  }

  /// In short: `35 to fill in, 2 errors`; where nothing is missing always errors and warnings.
  pub fn say(self, words: &Words) -> String {
    let all = self.missing == 0;
    let parts = [
      ("counts-missing", self.missing, !all),
      ("counts-errors", self.errors, all || self.errors > 0),
      ("counts-warnings", self.warnings, all || self.warnings > 0),
    ];
    let told = parts.into_iter().filter(|(.., told)| *told).map(|(id, count, _)| words.say(&Message::new(id).with("count", count)));
    told.collect::<Vec<_>>().join(&words.get("counts-gap"))
  }

  /// What keeps the declaration from being submitted, as the beginning of a sentence.
  pub fn blockers(self) -> Message {
    Message::new("counts-blocking").with("missing", self.missing).with("errors", self.errors)
  }

  /// That it is not submitted, and what keeps it from being.
  pub fn not_submitted(self) -> Message {
    Message::new("submit-has-errors").with("what", self.blockers())
  }
}
