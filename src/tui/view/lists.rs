//! Lists over the page: the findings, help.

use super::{Canvas, fields::more, marks};
use crate::{
  form::Severity,
  lang::Message,
  text::{fit, wrap},
  tui::{
    Binding, Command, Model, Target,
    update::{context_below, focused_cell_on},
  },
};
use ratatui::layout::Rect;

/// All findings, to go to one.
pub(super) fn findings(model: &Model, at: usize, canvas: &mut Canvas<'_>, body: Rect) {
  let Some(session) = &model.session else { return };
  let all = &session.report.findings;
  // The finding under the cursor is told in full below the list.
  let full_rows = 3;
  let rows = all.len().saturating_add(if all.is_empty() { 3 } else { 3 + full_rows }).min(usize::from(body.height));
  let area = Rect { x: body.x + 1, width: body.width.saturating_sub(2), height: rows as u16, ..body };
  let counts = session.counts.say(&model.words);
  let counts = Message::new("findings-title").with("counts", counts).with("infos", session.report.count(Severity::Info));
  let inner = canvas.boxed(area, &model.words.say(&counts), model.theme.quiet(), model.theme.title());
  if all.is_empty() {
    canvas.put(inner.x, inner.y, &model.words.get("findings-none"), model.theme.good());
    return;
  }
  let cells = usize::from(inner.width);
  let height = usize::from(inner.height).saturating_sub(full_rows + 1);
  let list = Rect { height: height as u16, ..inner };
  let first = canvas.first_of(list, at, all.len());
  more(model, canvas, Rect { width: list.width + 1, ..list }, first, all.len());
  for (line, (index, finding)) in all.iter().enumerate().skip(first).take(height).enumerate() {
    let (mark, style) = marks::of_finding(model.theme, finding);
    let text = fit(&format!("{mark} {}", finding.sentence(&session.form, &model.words)), cells);
    canvas.clip(inner.x, inner.y + line as u16, &text, if index == at { model.theme.cursor() } else { style }, cells);
    canvas.target(Rect { y: inner.y + line as u16, height: 1, ..inner }, Target::Line(index));
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
      let step = super::frame::step(model, binding.command).map(|step| model.words.say(&Message::new("key-step").with("step", step)));
      let words = format!("{}{}", model.words.get(binding.words), step.unwrap_or_default());
      lines.push((format!("  {}  {words}", fit(&binding.keys.join("  "), 26)), false));
    }
    lines.push((String::new(), false));
  }
  let mouse = Message::new("help-mouse").with("key", model.keymap.first(context_below(model), Command::Mouse));
  for text in [model.words.get("help-editing"), String::new(), model.words.say(&mouse)] {
    lines.extend(wrap(&text, cells).into_iter().map(|line| (line, false)));
  }
  let height = usize::from(inner.height);
  let first = canvas.first(inner, at, (at, at + 1), lines.len());
  more(model, canvas, Rect { width: inner.width + 1, ..inner }, first, lines.len());
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
