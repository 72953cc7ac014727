//! Lists over the page: the outline, the findings, help.

use super::{Canvas, first_seen, marks};
use crate::{
  check::State,
  form::Severity,
  lang::Message,
  text::{fit, wrap},
  tui::{
    Binding, Command, Model, Session,
    update::{context_below, focused_cell_on},
  },
};
use ratatui::layout::Rect;

/// The sections as a list to go to one.
pub(super) fn outline(model: &Model, at: usize, canvas: &mut Canvas<'_>, body: Rect) {
  let Some(session) = &model.session else { return };
  let rows = (session.form.sections.len() as u16 + 2).min(body.height);
  let area = Rect { x: body.x + 2, y: body.y, width: body.width.saturating_sub(4).min(64), height: rows };
  let inner = canvas.boxed(area, &model.words.get("outline-title"), model.theme.quiet(), model.theme.title());
  outline_lines(model, session, Some(at), canvas, inner);
}

/// The sections with their states; `at` is under the cursor, else the current section is marked.
pub(super) fn outline_lines(model: &Model, session: &Session, at: Option<usize>, canvas: &mut Canvas<'_>, area: Rect) {
  let count = session.form.sections.len();
  let room = usize::from(area.height);
  // Where there is room, the whole is told below the parts.
  let height = if room > count + 1 {
    canvas.clip(area.x, area.bottom() - 1, &in_all(model, session), model.theme.quiet(), usize::from(area.width));
    room - 2
  } else {
    room
  };
  let first = first_seen(at.unwrap_or(session.section), count, height);
  let cells = usize::from(area.width);
  for (line, index) in (first..count).take(height).enumerate() {
    let section = &session.form.sections[index];
    let is_table = session.form.group(section.group).is_table;
    let (mark, state, style) = marks::of_progress(model.theme, &model.words, &session.progress[index], is_table);
    let state_width = 10;
    let title = format!("{mark} {:>2} {}", index + 1, section.title.get(model.lang()));
    let here = at.map_or(index == session.section, |at| at == index);
    let text = format!("{} {}", fit(&title, cells.saturating_sub(state_width + 1)), fit(&state, state_width));
    let style = match (at.is_some(), here) {
      (true, true) => model.theme.cursor(),
      (false, true) => model.theme.focus(),
      _ => style,
    };
    canvas.clip(area.x, area.y + line as u16, &text, style, cells);
  }
}

/// How far the whole is.
fn in_all(model: &Model, session: &Session) -> String {
  let applies = || session.progress.iter().filter(|progress| progress.state != State::NotApplicable);
  let complete = applies().filter(|progress| progress.state == State::Complete).count();
  let answered: usize = applies().filter(|progress| progress.total > 0).map(|progress| progress.answered).sum();
  let total: usize = applies().map(|progress| progress.total).sum();
  let message = Message::new("outline-in-all").with("complete", complete).with("sections", applies().count());
  model.words.say(&message.with("answered", answered).with("total", total))
}

/// All findings, to go to one.
pub(super) fn findings(model: &Model, at: usize, canvas: &mut Canvas<'_>, body: Rect) {
  let Some(session) = &model.session else { return };
  let area = Rect { x: body.x + 1, width: body.width.saturating_sub(2), ..body };
  let counts = Message::new("findings-title")
    .with("errors", session.report.count(Severity::Error))
    .with("warnings", session.report.count(Severity::Warning))
    .with("infos", session.report.count(Severity::Info));
  let inner = canvas.boxed(area, &model.words.say(&counts), model.theme.quiet(), model.theme.title());
  let all = &session.report.findings;
  if all.is_empty() {
    canvas.put(inner.x, inner.y, &model.words.get("findings-none"), model.theme.good());
    return;
  }
  let cells = usize::from(inner.width);
  // The finding under the cursor is told in full below the list.
  let full_rows = 3;
  let height = usize::from(inner.height).saturating_sub(full_rows + 1);
  let first = first_seen(at, all.len(), height);
  for (line, (index, finding)) in all.iter().enumerate().skip(first).take(height).enumerate() {
    let (mark, style) =
      if finding.overridden.is_some() { ("o", model.theme.quiet()) } else { marks::of_severity(model.theme, Some(finding.severity)) };
    let text = fit(&format!("{mark} {}", finding.sentence(&session.form, &model.words)), cells);
    canvas.clip(inner.x, inner.y + line as u16, &text, if index == at { model.theme.cursor() } else { style }, cells);
  }
  if let Some(finding) = all.get(at) {
    let mut text = finding.sentence(&session.form, &model.words);
    if let Some(hint) = &finding.hint {
      text.push_str(&hint.say(&model.words));
    }
    for ground in finding.grounds(&session.form, &model.words) {
      text.push_str("  ");
      text.push_str(&ground);
    }
    let top = inner.bottom().saturating_sub(full_rows as u16);
    for (index, line) in wrap(&text, cells).iter().take(full_rows).enumerate() {
      canvas.clip(inner.x, top + index as u16, line, model.theme.value(), cells);
    }
  }
}

/// Help: the field, then the keys that work now.
pub(super) fn help(model: &Model, at: usize, canvas: &mut Canvas<'_>, body: Rect) {
  let area = Rect { x: body.x + 1, width: body.width.saturating_sub(2), ..body };
  let inner = canvas.boxed(area, &model.words.get("help-title"), model.theme.quiet(), model.theme.title());
  let cells = usize::from(inner.width);
  let mut lines: Vec<(String, bool)> = Vec::new();
  field_help(model, cells, &mut lines);
  let edits = |binding: &&Binding| matches!(binding.command, Command::Edit(_));
  for (title, of_text) in [("help-keys", false), ("help-text-keys", true)] {
    let told: Vec<&Binding> = model.keymap.bindings(context_below(model)).filter(|binding| edits(binding) == of_text).collect();
    if told.is_empty() {
      continue;
    }
    lines.push((model.words.get(title), true));
    for binding in told {
      lines.push((format!("  {}  {}", fit(&binding.keys.join("  "), 26), model.words.get(binding.words)), false));
    }
    lines.push((String::new(), false));
  }
  for line in wrap(&model.words.get("help-editing"), cells) {
    lines.push((line, false));
  }
  let height = usize::from(inner.height);
  let first = at.min(lines.len().saturating_sub(height));
  for (row, (text, strong)) in lines.iter().skip(first).take(height).enumerate() {
    let style = if *strong { model.theme.title() } else { model.theme.value() };
    canvas.clip(inner.x, inner.y + row as u16, text, style, cells);
  }
}

fn field_help(model: &Model, cells: usize, lines: &mut Vec<(String, bool)>) {
  let lang = model.lang();
  let Some(session) = &model.session else { return };
  let Some(cell) = focused_cell_on(model, model.ground()) else { return };
  let field = session.field(cell);
  lines.push((field.label.get(lang).to_owned(), true));
  let mut add = |text: String| lines.extend(wrap(&text, cells).into_iter().map(|line| (line, false)));
  if let Some(help) = &field.help {
    add(help.get(lang).to_owned());
  }
  if let Some(example) = &field.example {
    add(model.words.say(&Message::new("help-example").with("example", example)));
  }
  if let Some(reference) = &field.reference {
    add(model.words.say(&Message::new("finding-reference").with("reference", reference)));
  }
  add(
    model.words.say(
      &Message::new("help-field-id")
        .with("id", format!("{}.{}", session.form.group(cell.group).path, field.id))
        .with("type", field.kind.name()),
    ),
  );
  for finding in session.findings_of(cell) {
    add(finding.sentence(&session.form, &model.words));
    for ground in finding.grounds(&session.form, &model.words) {
      add(format!("  {ground}"));
    }
  }
  lines.push((String::new(), false));
}
