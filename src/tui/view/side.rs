//! What is wrong, beside the page on a wide screen.

use super::{Canvas, marks};
use crate::{
  check::Finding,
  form::Severity,
  lang::Message,
  text::wrap,
  tui::{Model, Session, Target},
};
use ratatui::{layout::Rect, style::Style};

/// The findings of the section one is in, then how many there are elsewhere.
pub(super) fn draw(model: &Model, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
  let words = &model.words;
  let is_here = |finding: &&Finding| session.form.group(finding.place.group).section == session.section;
  let here: Vec<(usize, &Finding)> = session.report.findings.iter().enumerate().filter(|(_, finding)| is_here(finding)).collect();
  let elsewhere = session
    .report
    .findings
    .iter()
    .filter(|finding| finding.overridden.is_none() && finding.severity != Severity::Info && !is_here(finding))
    .count();
  let cells = usize::from(area.width);
  canvas.clip(area.x, area.y, &words.say(&Message::new("side-title").with("count", here.len())), model.theme.title(), cells);
  // The last two rows tell of the rest.
  let bottom = area.bottom().saturating_sub(2);
  let mut y = area.y + 2;
  if here.is_empty() {
    canvas.clip(area.x, y, &words.get("side-none"), model.theme.good(), cells);
  }
  for (index, finding) in here {
    let (mark, style) = marks::of_finding(model.theme, finding);
    let lines = wrap(&sentence(model, session, finding), cells.saturating_sub(2));
    if y + lines.len() as u16 > bottom {
      canvas.clip(area.x, y, &words.get("side-more"), model.theme.quiet(), cells);
      break;
    }
    canvas.target(Rect { y, height: lines.len() as u16, ..area }, Target::Finding(index));
    put_lines(canvas, area, &mut y, mark, &lines, style, model.theme.value());
    y += 1;
  }
  if elsewhere > 0 {
    let text = words.say(&Message::new("side-elsewhere").with("count", elsewhere));
    canvas.clip(area.x, area.bottom() - 1, &text, model.theme.quiet(), cells);
  }
}

/// What is wrong and where in the section.
fn sentence(model: &Model, session: &Session, finding: &Finding) -> String {
  let (lang, words) = (model.lang(), &model.words);
  let group = session.form.group(finding.place.group);
  let row = finding.place.row.as_ref().map(|(row, _)| format!("{} ", words.say(&Message::new("row-number").with("row", row + 1))));
  let label = finding.place.field.map_or(group.label.get(lang), |field| session.form.field(finding.place.group, field).label.get(lang));
  let place = format!("{}{label}", row.unwrap_or_default());
  words.say(&Message::new("finding-sentence").with("where", place).with("what", finding.message.say(words)))
}

fn put_lines(canvas: &mut Canvas<'_>, area: Rect, y: &mut u16, mark: &str, lines: &[String], mark_style: Style, style: Style) {
  canvas.put(area.x, *y, mark, mark_style);
  for line in lines {
    canvas.clip(area.x + 2, *y, line, style, usize::from(area.width) - 2);
    *y += 1;
  }
}
