use crate::{
  check::{Finding, Progress, State},
  form::Severity,
  lang::{Message, Words},
  tui::{Session, Theme},
};
use ratatui::style::Style;

/// The mark of a severity.
pub(super) fn of_severity(theme: Theme, severity: Option<Severity>) -> (&'static str, Style) {
  match severity {
    Some(Severity::Error) => ("x", theme.error()),
    Some(Severity::Warning) => ("!", theme.warning()),
    Some(Severity::Info) => ("i", theme.info()),
    None => (" ", theme.value()),
  }
}

/// The mark of a finding; one that was accepted with a reason, and an answer that is missing, have their own.
pub(super) fn of_finding(theme: Theme, finding: &Finding) -> (&'static str, Style) {
  match finding {
    Finding { overridden: Some(_), .. } => ("o", theme.quiet()),
    _ if finding.is_missing() => ("-", theme.quiet()),
    _ => of_severity(theme, Some(finding.severity)),
  }
}

/// The mark of a field or table: of the worst that is wrong with it, or that it still has to be answered.
pub(super) fn of_place(theme: Theme, findings: &[&Finding]) -> (&'static str, Style) {
  match Session::worst(findings.iter().filter(|finding| !finding.is_missing()).copied()) {
    None if findings.iter().any(|finding| finding.is_missing()) => ("-", theme.quiet()),
    worst => of_severity(theme, worst),
  }
}

/// The mark of a section, its state in words, and how they look.
pub(super) fn of_progress(theme: Theme, words: &Words, progress: &Progress, is_table: bool) -> (&'static str, String, Style) {
  let rows = || words.say(&Message::new("state-rows").with("count", progress.answered));
  match progress.state {
    State::Unchecked => (" ", "…".to_owned(), theme.quiet()),
    State::NotApplicable => (" ", words.get("state-not-applicable"), theme.quiet()),
    State::NotStarted => ("-", words.get("state-not-started"), theme.quiet()),
    State::Errors(count) => ("x", words.say(&Message::new("state-errors").with("count", count)), theme.error()),
    State::InProgress if is_table => ("-", words.say(&Message::new("state-missing").with("count", progress.errors)), theme.value()),
    State::InProgress => {
      let message = Message::new("state-in-progress").with("answered", progress.answered).with("total", progress.total);
      ("-", words.say(&message), theme.value())
    }
    State::Complete if progress.warnings > 0 => {
      ("!", words.say(&Message::new("state-warnings").with("count", progress.warnings)), theme.warning())
    }
    State::Complete if is_table => ("v", rows(), theme.good()),
    State::Complete => ("v", words.get("state-complete"), theme.good()),
  }
}
