//! What the dialogue says.

use super::{
  command::COMMANDS,
  dialogue::Dialogue,
  stop::{self, Stop},
};
use crate::{
  check::{Finding, Progress, State},
  expr::GroupIx,
  form::{Kind, Severity},
  lang::Message,
  session::{CellRef, seen_by},
  text::{fold_search, half_width},
};

/// Answers of a choice are told with the question up to this number.
const FEW: usize = 12;

/// How many rows are told at once.
const ROWS: usize = 20;

impl Dialogue<'_> {
  /// What the draft is, and how the dialogue works.
  pub(super) fn tell_head(&mut self) {
    let lang = self.words.lang();
    let name = crate::store::draft_name(&self.draft.form, &self.draft.document).unwrap_or_else(|| self.words.get("title-unnamed"));
    let title = self.draft.form.title.get(lang).to_owned();
    self.tell(&format!("{title} · {name}"));
    let notice = self.draft.form.notice.get(lang).to_owned();
    self.tell(&notice);
    self.tell_counts();
    self.say(&Message::new("plain-how"));
  }

  fn tell_counts(&mut self) {
    let counts = self.draft.report.counts().say(self.words);
    self.tell(&counts);
  }

  /// The head of a section.
  pub(super) fn tell_section(&mut self, section: usize) {
    let lang = self.words.lang();
    let definition = &self.draft.form.sections[section];
    let title = definition.title.get(lang).to_owned();
    let seen = self.words.get(seen_by(definition.disclose));
    let help = definition.help.as_ref().map(|help| help.get(lang).to_owned());
    self.tell("");
    let seen = self.words.say(&Message::new("review-seen-by").with("who", seen));
    self.say(&Message::new("plain-section").with("number", section + 1).with("title", title).with("seen", seen));
    if let Some(help) = help {
      self.tell(&help);
    }
  }

  /// Asks what is asked here.
  pub(super) fn ask(&mut self) {
    self.listed.clear();
    match (self.at, self.cell()) {
      (_, Some(cell)) => self.ask_cell(cell),
      (Stop::Table(table), _) => self.ask_table(table),
      _ => {
        self.tell_counts();
        self.say(&Message::new("plain-end"));
      }
    }
  }

  fn ask_cell(&mut self, cell: CellRef) {
    let lang = self.words.lang();
    let facts = self.draft.facts();
    let field = self.draft.field(cell);
    let needed = facts.is_required(cell.group, cell.row, cell.field);
    let unit = field.unit.as_ref().map(|unit| format!(" ({})", unit.get(lang))).unwrap_or_default();
    let label = format!("{}{unit}", field.label.get(lang));
    let now = self.draft.in_words(&facts, cell, self.words);
    let question = Message::new(if needed { "plain-question-needed" } else { "plain-question" }).with("label", label).with("now", now);
    self.say(&question);
    self.tell_cell_findings(cell);
    if matches!(self.draft.field(cell).kind, Kind::Boolean) {
      self.say(&Message::new("plain-yes-or-no"));
    }
    if let Some((offers, many)) = self.draft.offers(cell, lang) {
      match offers.len() {
        0 => self.say(&Message::new("plain-no-offers")),
        count if count <= FEW => self.tell_offers(offers, if many { "plain-offers-many" } else { "plain-offers" }),
        count => self.say(&Message::new("plain-offers-find").with("count", count)),
      }
    }
  }

  fn ask_table(&mut self, table: GroupIx) {
    let group = self.draft.form.group(table);
    let label = group.label.get(self.words.lang()).to_owned();
    let count = self.draft.row_count(table);
    self.say(&Message::new("plain-table").with("table", label).with("count", count));
    let wrong: Vec<Finding> =
      self.draft.report.findings.iter().filter(|finding| finding.place.group == table && finding.place.row.is_none()).cloned().collect();
    for finding in &wrong {
      self.tell_finding(finding);
    }
    self.say(&Message::new("plain-table-how"));
  }

  /// A note, or a value the program computes.
  pub(super) fn tell_unasked(&mut self, cell: CellRef) {
    let label = self.draft.field(cell).label.get(self.words.lang()).to_owned();
    if stop::is_note(&self.draft, cell) {
      return self.tell(&label);
    }
    let facts = self.draft.facts();
    let now = self.draft.in_words(&facts, cell, self.words);
    self.say(&Message::new("plain-computed").with("label", label).with("now", now));
  }

  /// What is wrong with a cell.
  pub(super) fn tell_cell_findings(&mut self, cell: CellRef) {
    let findings: Vec<Finding> = self.draft.findings_of(cell).cloned().collect();
    for finding in &findings {
      // That an answer is missing is told with the question.
      if finding.code != "required" {
        self.tell_finding(finding);
      }
    }
  }

  fn tell_finding(&mut self, finding: &Finding) {
    let kind = self.words.get(kind(finding));
    let message = Message::new("plain-finding").with("kind", kind).with("what", finding.message.say(self.words));
    self.say(&message);
    if let Some(hint) = &finding.hint {
      self.tell(&hint.say(self.words));
    }
    if let Some(reference) = &finding.reference {
      self.say(&Message::new("finding-reference").with("reference", reference));
    }
    if let Some(reason) = &finding.overridden {
      self.say(&Message::new("finding-overridden").with("reason", reason));
    } else if finding.overridable && finding.severity == Severity::Warning {
      self.say(&Message::new("plain-can-reason"));
    }
    for fix in &finding.fixes {
      self.say(&Message::new("plain-fix-offer").with("fix", fix.label.say(self.words)));
    }
  }

  /// All findings, each in one line.
  pub(super) fn tell_findings(&mut self) {
    if self.draft.report.findings.is_empty() {
      return self.say(&Message::new("note-no-findings"));
    }
    let form = std::sync::Arc::clone(&self.draft.form);
    for finding in self.draft.report.findings.clone() {
      let kind = self.words.get(kind(&finding));
      self.say(&Message::new("plain-finding").with("kind", kind).with("what", finding.sentence(&form, self.words)));
    }
    self.tell_counts();
  }

  /// The sections, each with how far it is.
  pub(super) fn tell_sections(&mut self) {
    let lang = self.words.lang();
    for (index, progress) in self.draft.progress.clone().iter().enumerate() {
      let section = &self.draft.form.sections[index];
      let is_table = self.draft.form.group(section.group).is_table;
      let title = section.title.get(lang).to_owned();
      let state = self.state(progress, is_table);
      self.tell(&format!("{} {title}: {state}", index + 1));
    }
    self.say(&Message::new("plain-go-how"));
  }

  fn state(&self, progress: &Progress, is_table: bool) -> String {
    let message = match progress.state {
      State::Unchecked => Message::new("counts-checking"),
      State::NotApplicable => Message::new("state-not-applicable"),
      State::NotStarted => Message::new("state-not-started"),
      State::Errors(count) => Message::new("state-errors").with("count", count),
      State::InProgress if is_table => Message::new("state-errors").with("count", progress.errors),
      State::InProgress => Message::new("state-in-progress").with("answered", progress.answered).with("total", progress.total),
      State::Complete if progress.warnings > 0 => Message::new("state-warnings").with("count", progress.warnings),
      State::Complete if is_table => Message::new("state-rows").with("count", progress.answered),
      State::Complete => Message::new("state-complete"),
    };
    self.words.say(&message)
  }

  /// Help for the question.
  pub(super) fn tell_help(&mut self) {
    let lang = self.words.lang();
    let Some(cell) = self.cell() else {
      self.ask();
      return self.tell_commands();
    };
    let form = std::sync::Arc::clone(&self.draft.form);
    let field = form.field(cell.group, cell.field);
    self.tell(field.label.get(lang));
    if let Some(help) = &field.help {
      self.tell(help.get(lang));
    }
    if let Some(example) = &field.example {
      self.say(&Message::new("help-example").with("example", example));
    }
    if let Some(reference) = &field.reference {
      self.say(&Message::new("finding-reference").with("reference", reference));
    }
    let id = format!("{}.{}", form.group(cell.group).path, field.id);
    self.say(&Message::new("help-field-id").with("id", id).with("type", field.kind.name()));
    self.say(&Message::new("plain-how"));
  }

  /// All commands.
  pub(super) fn tell_commands(&mut self) {
    for (_, zh, en, words) in COMMANDS {
      let what = self.words.get(words);
      self.tell(&format!(":{zh}  :{en}  {what}"));
    }
  }

  /// Rows in one line each: from this number on, or those that hold this text.
  pub(super) fn tell_rows(&mut self, table: GroupIx, argument: &str) {
    let count = self.draft.row_count(table);
    let from = half_width(argument).trim().parse::<usize>().ok();
    let wanted = fold_search(argument);
    let lines: Vec<(usize, String)> = (0..count).map(|row| (row, self.row_line(table, row))).collect();
    let fits = |(row, line): &&(usize, String)| match from {
      Some(from) => row + 1 >= from,
      None => wanted.is_empty() || fold_search(line).contains(&wanted),
    };
    let found: Vec<&(usize, String)> = lines.iter().filter(fits).collect();
    self.say(&Message::new("plain-rows").with("count", count).with("found", found.len()));
    for (_, line) in found.iter().take(ROWS) {
      self.tell(line);
    }
    if let Some((next, _)) = found.get(ROWS) {
      self.say(&Message::new("plain-more-rows").with("row", next + 1));
    }
  }

  /// A row in one line: its number, the answers with their columns, how much is wrong.
  fn row_line(&self, table: GroupIx, row: usize) -> String {
    let lang = self.words.lang();
    let answer = |field| {
      let text = self.draft.text_of(CellRef { group: table, row: Some(row), field }, lang);
      (!text.is_empty()).then(|| format!("{} {text}", self.draft.form.field(table, field).label.get(lang)))
    };
    let mut parts: Vec<String> = self.draft.columns(table).into_iter().filter_map(answer).take(6).collect();
    let wrong = self.draft.findings_of_row(table, row);
    let errors = wrong.filter(|finding| finding.severity == Severity::Error && finding.overridden.is_none()).count();
    if errors > 0 {
      parts.push(self.words.say(&Message::new("state-errors").with("count", errors)));
    }
    let number = self.words.say(&Message::new("row-number").with("row", row + 1));
    format!("{number}: {}", parts.join("; "))
  }

  /// All answers, and what comes next.
  pub(super) fn tell_review(&mut self) {
    let mut section = None;
    for stop in stop::all(&self.draft) {
      let now = stop::section(&self.draft, stop);
      if now != section {
        self.tell_section(now.unwrap_or_default());
        section = now;
      }
      match stop {
        Stop::Cell(cell) if !stop::is_note(&self.draft, cell) => {
          let facts = self.draft.facts();
          let now = self.draft.in_words(&facts, cell, self.words);
          let label = self.draft.field(cell).label.get(self.words.lang()).to_owned();
          self.say(&Message::new("plain-answer").with("label", label).with("now", now));
          self.tell_cell_findings(cell);
        }
        Stop::Table(table) => {
          let label = self.draft.form.group(table).label.get(self.words.lang()).to_owned();
          let count = self.draft.row_count(table);
          self.say(&Message::new("plain-table").with("table", label).with("count", count));
        }
        _ => {}
      }
    }
    self.tell("");
    let counts = self.draft.report.counts();
    match counts.blocking() {
      0 => self.say(&Message::new("plain-ready")),
      _ => self.say(&Message::new("plain-errors-block").with("what", counts.blockers())),
    }
  }
}

fn kind(finding: &Finding) -> &'static str {
  match (finding.severity, &finding.overridden) {
    (_, Some(_)) => "plain-kind-accepted",
    _ if finding.is_missing() => "plain-kind-missing",
    (Severity::Error, _) => "plain-kind-error",
    (Severity::Warning, _) => "plain-kind-warning",
    (Severity::Info, _) => "plain-kind-info",
  }
}
