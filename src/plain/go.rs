//! From one question to another.

use super::{
  dialogue::Dialogue,
  stop::{self, Stop},
};
use crate::{form::Severity, lang::Message, session::CellRef};

impl Dialogue<'_> {
  /// Tells what the draft is and asks the first question.
  pub(super) fn begin(&mut self) {
    self.tell_head();
    let stops = stop::all(&self.draft);
    self.advance(&stops, 0);
  }

  /// Goes to a stop and asks.
  pub(super) fn to(&mut self, stop: Stop) {
    let before = stop::section(&self.draft, self.at);
    self.at = stop;
    let now = stop::section(&self.draft, stop);
    if now.is_some() && now != before {
      self.tell_section(now.unwrap_or_default());
    }
    self.ask();
  }

  /// The next question.
  pub(super) fn forward(&mut self) {
    match self.at {
      Stop::Cell(CellRef { group, row: Some(row), .. }) => {
        let cells = stop::row(&self.draft, group, row);
        let next = cells.iter().position(|cell| *cell == self.at).map_or(0, |at| at + 1);
        match cells.get(next) {
          Some(cell) => self.to(*cell),
          None => self.to(Stop::Table(group)),
        }
      }
      Stop::Signing(at) if at + 1 < self.draft.statement_items().len() => self.to(Stop::Signing(at + 1)),
      Stop::Signing(_) => {
        self.say(&Message::new("plain-signed"));
        self.at = Stop::End;
      }
      Stop::End => self.ask(),
      stop => {
        let stops = stop::all(&self.draft);
        let here = stop::order(&self.draft, &stops, stop).0;
        // A question that an answer switched off leaves its place to the next one.
        let next = if self.stands(stop) { here + 1 } else { here };
        self.advance(&stops, next);
      }
    }
  }

  /// Goes to the first question from `from` on; what cannot be answered on the way is told.
  fn advance(&mut self, stops: &[Stop], from: usize) {
    for stop in stops.iter().skip(from) {
      if stop::is_asked(&self.draft, *stop) {
        return self.to(*stop);
      }
      if let Stop::Cell(cell) = stop {
        let (before, now) = (stop::section(&self.draft, self.at), stop::section(&self.draft, *stop));
        if before != now {
          self.tell_section(now.unwrap_or_default());
        }
        self.at = *stop;
        self.tell_unasked(*cell);
      }
    }
    self.to(Stop::End);
  }

  /// The question before.
  pub(super) fn backward(&mut self) {
    match self.at {
      Stop::Cell(CellRef { group, row: Some(row), .. }) => {
        let cells = stop::row(&self.draft, group, row);
        let before = cells.iter().position(|cell| *cell == self.at).and_then(|at| at.checked_sub(1));
        self.to(before.map_or(Stop::Table(group), |at| cells[at]));
      }
      Stop::Signing(at) => self.to(at.checked_sub(1).map_or(Stop::End, Stop::Signing)),
      stop => {
        let stops = stop::all(&self.draft);
        let here = stop::order(&self.draft, &stops, stop).0;
        let before = stops[..here.min(stops.len())].iter().rev().find(|stop| stop::is_asked(&self.draft, **stop)).copied();
        match before {
          Some(before) => self.to(before),
          None => self.ask(),
        }
      }
    }
  }

  /// Out of the row to its table, out of the statement to the end.
  pub(super) fn up(&mut self) {
    match self.at {
      Stop::Cell(CellRef { group, row: Some(_), .. }) => self.to(Stop::Table(group)),
      Stop::Signing(_) => self.to(Stop::End),
      _ => self.ask(),
    }
  }

  /// To the next finding, around the end; things to know only where nothing is wrong.
  pub(super) fn next_finding(&mut self) {
    let stops = stop::all(&self.draft);
    let of = |wanted: &dyn Fn(Severity) -> bool| {
      let open = self.draft.report.findings.iter().filter(|finding| finding.overridden.is_none() && wanted(finding.severity));
      let mut found: Vec<Stop> = open.map(|finding| stop::of_finding(&self.draft, &finding.place)).collect();
      found.sort_by_key(|stop| stop::order(&self.draft, &stops, *stop));
      found.dedup();
      found
    };
    let mut found = of(&|severity| severity != Severity::Info);
    if found.is_empty() {
      found = of(&|_| true);
    }
    if found.is_empty() {
      return self.say(&Message::new("note-no-findings"));
    }
    let now = stop::order(&self.draft, &stops, self.at);
    let next = found.iter().position(|stop| stop::order(&self.draft, &stops, *stop) > now).unwrap_or(0);
    self.say(&Message::new("note-finding-of").with("number", next + 1).with("count", found.len()));
    self.to(found[next]);
  }
}
