//! Check your answers: every section in short lines.

use super::{Canvas, first_seen, marks};
use crate::{
  check::Effective,
  expr::GroupIx,
  form::{Item, Kind, Severity},
  lang::{Lang, Message},
  session::seen_by,
  text::{fit, truncate, width},
  tui::{Model, Session, model::CellRef},
};
use ratatui::layout::Rect;

/// A line of the list.
#[derive(Clone, Debug)]
pub(in crate::tui) enum ReviewLine {
  /// A section begins.
  Section {
    /// Its group.
    group: GroupIx,
    /// Its place in the form.
    index: usize,
  },
  /// A field.
  Answer {
    /// Where it is.
    cell: CellRef,
  },
  /// A table, in one line.
  Table {
    /// The table.
    group: GroupIx,
  },
}

/// All lines, in the order of the form; sections that are switched off are left out.
pub(in crate::tui) fn review_lines(session: &Session, _: Lang) -> Vec<ReviewLine> {
  let mut lines = Vec::new();
  for (index, section) in session.form.sections.iter().enumerate() {
    if !session.shown_groups.contains(&section.group) {
      continue;
    }
    lines.push(ReviewLine::Section { group: section.group, index });
    if session.form.group(section.group).is_table {
      lines.push(ReviewLine::Table { group: section.group });
    }
    for item in &section.items {
      match item {
        Item::Field(field) => {
          let is_note = matches!(session.form.field(section.group, *field).kind, Kind::Note(_));
          if session.shown.contains(&(section.group, *field)) && !is_note {
            lines.push(ReviewLine::Answer { cell: CellRef { group: section.group, row: None, field: *field } });
          }
        }
        Item::Table(table) if session.shown_groups.contains(table) => lines.push(ReviewLine::Table { group: *table }),
        Item::Table(_) => {}
      }
    }
  }
  lines
}

/// Draws the list; what is wrong, how much there is, and who will see it.
pub(super) fn draw(model: &Model, session: &Session, at: usize, canvas: &mut Canvas<'_>, body: Rect) {
  let lang = model.lang();
  let theme = model.theme;
  let words = &model.words;
  let errors = session.report.count(Severity::Error);
  let (head, style) = if errors > 0 {
    (words.say(&Message::new("review-errors").with("count", errors)), theme.error())
  } else {
    (words.get("review-ready"), theme.good())
  };
  canvas.clip(1, body.y, &head, style, usize::from(body.width).saturating_sub(2));
  let facts = Effective::new(&session.form, &session.document, session.as_of);
  let lines = review_lines(session, lang);
  let height = usize::from(body.height).saturating_sub(2);
  let first = first_seen(at, lines.len(), height);
  let room = usize::from(body.width).saturating_sub(1);
  for (row, (index, line)) in lines.iter().enumerate().skip(first).take(height).enumerate() {
    let y = body.y + 2 + row as u16;
    let (text, mut style) = match line {
      ReviewLine::Section { index, .. } => {
        let section = &session.form.sections[*index];
        let title = format!("{} {}", index + 1, section.title.get(lang));
        let seen = words.say(&Message::new("review-seen-by").with("who", words.get(seen_by(section.disclose))));
        (format!("{}{seen}", fit(&title, room.saturating_sub(1 + width(&seen)))), theme.title())
      }
      ReviewLine::Answer { cell } => {
        let worst = Session::worst(session.findings_of(*cell));
        let (mark, style) = marks::of_severity(theme, worst);
        let label = fit(session.field(*cell).label.get(lang), 26);
        let value = session.in_words(&facts, *cell, words);
        (format!("  {mark} {label} {}", truncate(&value, room.saturating_sub(32))), style)
      }
      ReviewLine::Table { group } => {
        let findings = || session.report.findings.iter().filter(|finding| finding.place.group == *group);
        let (mark, style) = marks::of_severity(theme, Session::worst(findings()));
        let definition = session.form.group(*group);
        let rows = words.say(&Message::new("state-rows").with("count", session.row_count(*group)));
        let wrong = findings().filter(|finding| finding.severity == Severity::Error && finding.overridden.is_none()).count();
        let wrong = if wrong > 0 { words.say(&Message::new("state-errors").with("count", wrong)) } else { String::new() };
        (format!("  {mark} {} {rows}  {wrong}", fit(definition.label.get(lang), 26)), style)
      }
    };
    if index == at {
      style = theme.cursor();
    }
    canvas.clip(body.x + 1, y, &fit(&text, room.saturating_sub(1)), style, room.saturating_sub(1));
  }
}
