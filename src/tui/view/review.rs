//! Check your answers: what blocks, every section in short lines, who will see what, what was accepted.

use super::{Canvas, fields::Span, first_seen, layout::LEAD, marks, title, way};
use crate::{
  check::{Counts, Effective, Finding, Place, Report},
  form::Disclosure,
  lang::Message,
  session::seen_by,
  text::{fit, width, wrap, wrap_to},
  tui::{
    Model, Session, Target,
    model::{CellRef, ReviewLine, derived, review_lines},
  },
};
use ratatui::{layout::Rect, style::Style};

/// How far answers stand in from their section.
const INDENT: usize = 2;

/// The most rows that one answer or finding takes; all of it is seen where it is answered.
const ROWS: usize = 6;

/// A row of the page: the line the cursor can stand on, if it is one, and what it shows.
struct Row {
  line: Option<usize>,
  spans: Vec<Span>,
}

/// Draws the page.
pub(super) fn draw(model: &Model, session: &Session, at: usize, canvas: &mut Canvas<'_>, body: Rect) {
  let theme = model.theme;
  way::draw(model, way::Stage::Check, canvas, body);
  let body = Rect { x: body.x + 1, y: body.y + 2, width: body.width.saturating_sub(2), height: body.height.saturating_sub(2) };
  // The mark that there is more stands apart.
  let sheet = Sheet::new(model, session, usize::from(body.width).saturating_sub(1));
  let rows = sheet.rows(&review_lines(session));
  let height = usize::from(body.height);
  let cursor = rows.iter().position(|row| row.line == Some(at)).unwrap_or(0);
  let end = cursor + rows.iter().filter(|row| row.line == Some(at)).count().max(1);
  // At the first line the head is seen too.
  let usual = if at == 0 { 0 } else { first_seen(cursor, rows.len(), height) };
  let first = canvas.first(body, usual, (cursor, end), rows.len());
  for (y, row) in rows.iter().skip(first).take(height).enumerate() {
    let y = body.y + y as u16;
    if let Some(line) = row.line {
      canvas.target(Rect { y, height: 1, ..body }, Target::Line(line));
    }
    if row.line == Some(at) {
      let text: String = row.spans.iter().map(|(text, _)| text.as_str()).collect();
      canvas.clip(body.x, y, &fit(&text, sheet.room), theme.cursor(), sheet.room);
      continue;
    }
    let mut x = body.x;
    for (text, style) in &row.spans {
      x = canvas.clip(x, y, text, *style, usize::from(body.right().saturating_sub(x)));
    }
  }
  super::fields::more(model, canvas, Rect { width: body.width + 1, ..body }, first, rows.len());
}

struct Sheet<'s> {
  model: &'s Model,
  session: &'s Session,
  facts: Effective<'s>,
  room: usize,
  label: usize,
}

impl<'s> Sheet<'s> {
  fn new(model: &'s Model, session: &'s Session, room: usize) -> Self {
    let lang = model.lang();
    let labels = review_lines(session).into_iter().map(|line| match line {
      ReviewLine::Answer { cell } => width(session.field(cell).label.get(lang)),
      ReviewLine::Table { group } => width(session.form.group(group).label.get(lang)),
      _ => 0,
    });
    let label = (labels.max().unwrap_or(0) + 2).min(room * 2 / 5);
    Self { model, session, facts: session.facts(), room, label }
  }

  fn rows(&self, lines: &[ReviewLine]) -> Vec<Row> {
    let (theme, words) = (self.model.theme, &self.model.words);
    let mut rows = Vec::new();
    let gap = || Row { line: None, spans: Vec::new() };
    let text = |text: String, style| Row { line: None, spans: vec![(text, style)] };
    let counts = self.session.counts;
    let errors = counts.blocking();
    let (head, style) = if errors > 0 {
      let style = if counts.errors > 0 { theme.error() } else { theme.title() };
      (words.say(&Message::new("review-errors").with("what", counts.blockers())), style)
    } else {
      (words.get("review-ready"), theme.good())
    };
    rows.extend(wrap(&head, self.room).into_iter().map(|line| text(line, style)));
    let mut accepted = false;
    for (index, line) in lines.iter().enumerate() {
      let spans = match line {
        ReviewLine::Blocker { code, place } => self.finding(code, place),
        ReviewLine::Section { index: section, .. } => {
          rows.push(gap());
          vec![self.section(*section)]
        }
        ReviewLine::Answer { cell } => self.answer(*cell),
        ReviewLine::Table { group } => vec![self.table(*group)],
        ReviewLine::Accepted { code, place } => {
          if !accepted {
            accepted = true;
            rows.extend([gap(), text(words.get("review-accepted"), theme.title())]);
          }
          self.finding(code, place)
        }
        ReviewLine::Onward => {
          rows.push(gap());
          rows.extend(self.disclosed());
          rows.push(gap());
          vec![vec![(words.get("review-onward"), if errors > 0 { theme.quiet() } else { theme.focus() })]]
        }
      };
      rows.extend(spans.into_iter().map(|spans| Row { line: Some(index), spans }));
    }
    rows
  }

  /// The title of a section, and at the right who will see it.
  fn section(&self, index: usize) -> Vec<Span> {
    let section = &self.session.form.sections[index];
    let title = format!("{} {}", index + 1, section.title.get(self.model.lang()));
    let seen = self.model.words.get(seen_by(section.disclose));
    vec![(fit(&title, self.room.saturating_sub(width(&seen))), self.model.theme.title()), (seen, self.model.theme.quiet())]
  }

  fn label(&self, label: &str) -> String {
    fit(label, self.label)
  }

  /// An answer with its label; as many rows as it needs.
  fn answer(&self, cell: CellRef) -> Vec<Vec<Span>> {
    let theme = self.model.theme;
    let field = self.session.field(cell);
    let findings = || self.session.findings_of(cell);
    let (mark, style) = marks::of_place(theme, &findings().collect::<Vec<_>>());
    let (value, value_style) = self.value(cell);
    // Who sees this field, where that differs from its section.
    let section = self.session.form.section_of(cell.group).disclose;
    let seen = field.disclose.filter(|own| *own != section).map(|own| self.model.words.get(seen_by(own))).unwrap_or_default();
    let used = INDENT + LEAD + self.label;
    let value_room = self.room.saturating_sub(used + width(&seen) + 1);
    let value_style = if findings().any(|finding| !finding.is_missing()) { style } else { value_style };
    let mut lines = wrap_to(&value, value_room, ROWS).into_iter();
    let first = vec![
      (format!("{}{mark} ", " ".repeat(INDENT)), style),
      (self.label(field.label.get(self.model.lang())), theme.label()),
      (fit(&lines.next().unwrap_or_default(), value_room + 1), value_style),
      (seen, theme.quiet()),
    ];
    std::iter::once(first).chain(lines.map(|line| vec![(" ".repeat(used), theme.value()), (line, value_style)])).collect()
  }

  fn table(&self, group: crate::expr::GroupIx) -> Vec<Span> {
    let (theme, words) = (self.model.theme, &self.model.words);
    let findings: Vec<&Finding> = self.session.report.findings.iter().filter(|finding| finding.place.group == group).collect();
    let (mark, style) = marks::of_place(theme, &findings);
    let rows = words.say(&Message::new("state-rows").with("count", self.session.row_count(group)));
    let of_table = Report { findings: findings.into_iter().cloned().collect() }.counts();
    let errors = if of_table.blocking() > 0 { Counts { warnings: 0, ..of_table }.say(words) } else { String::new() };
    vec![
      (format!("{}{mark} ", " ".repeat(INDENT)), style),
      (self.label(self.session.form.group(group).label.get(self.model.lang())), theme.label()),
      (rows, theme.value()),
      (format!("  {errors}"), title::counts_style(theme, of_table)),
    ]
  }

  fn finding(&self, code: &str, place: &Place) -> Vec<Vec<Span>> {
    let found = self.session.report.findings.iter().find(|finding| finding.code == code && finding.place == *place);
    let Some(finding) = found else { return Vec::new() };
    let (mark, style) = marks::of_finding(self.model.theme, finding);
    let mut text = finding.sentence(&self.session.form, &self.model.words);
    if let Some(reason) = &finding.overridden {
      text.push_str(&self.model.words.say(&Message::new("finding-accepted").with("reason", reason)));
    }
    let room = self.room.saturating_sub(INDENT + LEAD);
    let lead = |row| if row == 0 { format!("{}{mark} ", " ".repeat(INDENT)) } else { " ".repeat(INDENT + LEAD) };
    let lines = wrap_to(&text, room, ROWS).into_iter().enumerate();
    lines.map(|(row, line)| vec![(lead(row), style), (line, self.model.theme.value())]).collect()
  }

  /// The answer in one line, or what its absence means; and how that looks.
  fn value(&self, cell: CellRef) -> (String, Style) {
    let theme = self.model.theme;
    let is_answered = !self.session.text_of(cell, self.model.lang()).is_empty();
    let style = if is_answered {
      theme.value()
    } else if derived(&self.facts, cell, self.model.lang()).is_some() {
      theme.derived()
    } else if self.facts.is_required(cell.group, cell.row, cell.field) {
      theme.value()
    } else {
      theme.quiet()
    };
    (self.session.in_words(&self.facts, cell, &self.model.words), style)
  }

  /// Who will see which sections.
  fn disclosed(&self) -> Vec<Row> {
    let (lang, theme, words) = (self.model.lang(), self.model.theme, &self.model.words);
    let mut rows = vec![Row { line: None, spans: vec![(words.get("review-disclosed"), theme.title())] }];
    for who in [Disclosure::Public, Disclosure::Partner, Disclosure::Regulator] {
      let sections = self.session.form.sections.iter().enumerate();
      let shown = sections.filter(|(_, section)| section.disclose == who && self.session.shown_groups.contains(&section.group));
      let titles: Vec<String> = shown.map(|(index, section)| format!("{} {}", index + 1, section.title.get(lang))).collect();
      if titles.is_empty() {
        continue;
      }
      let label = format!("{}{}", " ".repeat(INDENT + LEAD), self.label(&words.get(seen_by(who))));
      let room = self.room.saturating_sub(width(&label));
      for (index, line) in wrap(&titles.join(&words.get("list-comma")), room).into_iter().enumerate() {
        let lead = if index == 0 { label.clone() } else { " ".repeat(width(&label)) };
        rows.push(Row { line: None, spans: vec![(lead, theme.label()), (line, theme.value())] });
      }
    }
    rows
  }
}
