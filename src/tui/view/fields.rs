//! Pages of fields: a section, the statement.

use super::{
  Canvas, focus_below,
  layout::{LEAD, label_width, page_width},
  marks,
  memo::PageKey,
  selection,
};
use crate::{
  check::{Effective, Finding, explain},
  form::Kind,
  lang::Message,
  session::Understood,
  text::{fit, truncate, width, wrap, wrap_to},
  tui::{
    Model, Page, Session, Target,
    model::{CellRef, EditorKind, FieldEditor, PageItem, derived},
  },
};
use ratatui::{
  layout::{Position, Rect},
  style::Style,
};
use std::{cell::OnceCell, rc::Rc};

/// Rows that a text of several lines takes while it has the focus, and otherwise.
pub(in crate::tui) const AREA_ROWS: (usize, usize) = (5, 3);

/// A piece of a line.
pub(super) type Span = (String, Style);

/// What an item looks like: its lines, and the caret in them.
pub(super) struct Drawn {
  lines: Vec<Vec<Span>>,
  caret: Option<(usize, usize)>,
}

/// How wide the page is, and its labels.
#[derive(Clone, Copy)]
struct Columns {
  room: usize,
  label: usize,
}

/// The section one is in.
pub(super) fn section(model: &Model, session: &Session, canvas: &mut Canvas<'_>, body: Rect) -> Option<Position> {
  let (items, at) = focus_below(model);
  page(model, session, &items, at, Vec::new(), canvas, body)
}

/// Items one below the other, under `head`; the one with the focus is always seen.
pub(super) fn page(
  model: &Model,
  session: &Session,
  items: &[PageItem],
  at: usize,
  head: Vec<Vec<Span>>,
  canvas: &mut Canvas<'_>,
  body: Rect,
) -> Option<Position> {
  let facts = OnceCell::new();
  let room = page_width(model);
  let columns = Columns { room, label: label_width(model, session, items, room) };
  let key = PageKey { room, label: columns.label, is_statement: matches!(model.ground(), Page::Statement(_)) };
  let draw = |item, focused| draw_item(model, session, facts.get_or_init(|| session.facts()), item, focused, columns);
  let drawn = items.iter().enumerate().map(|(index, item)| {
    if index == at { Rc::new(draw(*item, true)) } else { model.memo.item(session, key, items, index, || draw(*item, false)) }
  });
  let drawn: Vec<Rc<Drawn>> = drawn.collect();
  let mut lines: Vec<&[Span]> = head.iter().map(Vec::as_slice).collect();
  let mut caret = None;
  let (mut focus_top, mut focus_bottom) = (0, 0);
  let mut tops = Vec::with_capacity(items.len());
  for (index, drawn) in drawn.iter().enumerate() {
    if index == at {
      focus_top = lines.len();
      focus_bottom = lines.len() + drawn.lines.len();
      caret = drawn.caret.map(|(row, column)| (lines.len() + row, column));
    }
    tops.push((lines.len(), lines.len() + drawn.lines.len()));
    lines.extend(drawn.lines.iter().map(Vec::as_slice));
  }
  let height = usize::from(body.height);
  // Two rows stay free under the field that has the focus, for an input method's window.
  let wanted = (focus_bottom + 2).saturating_sub(height).max((focus_top + focus_bottom).saturating_sub(height) / 2);
  let first = canvas.first(body, wanted.min(focus_top), (focus_top, focus_bottom), lines.len());
  clickable(canvas, body, &tops, first, LEAD + columns.label);
  for (row, line) in lines.iter().skip(first).take(height).enumerate() {
    let mut x = body.x;
    for (text, style) in *line {
      let left = usize::from(body.right().saturating_sub(x));
      x = canvas.clip(x, body.y + row as u16, text, *style, left);
    }
  }
  more(model, canvas, body, first, lines.len());
  caret.and_then(|(row, column)| {
    let y = row.checked_sub(first).filter(|row| *row < height)?;
    let x = (usize::from(body.x) + column).min(usize::from(body.right()) - 1);
    Some(Position { x: x as u16, y: body.y + y as u16 })
  })
}

/// Notes what can be clicked of items that begin and end at these lines; their answers begin at the column `indent`.
fn clickable(canvas: &mut Canvas<'_>, body: Rect, items: &[(usize, usize)], first: usize, indent: usize) {
  for (index, (top, bottom)) in items.iter().enumerate() {
    for line in (*top).max(first)..(*bottom).min(first + usize::from(body.height)) {
      let row = Rect { y: body.y + (line - first) as u16, height: 1, ..body };
      canvas.target(row, Target::Item(index));
      let value = Rect { x: body.x + indent as u16, width: body.width.saturating_sub(indent as u16), ..row };
      canvas.target(value, Target::Value(index, (line - top) as u16));
    }
  }
}

/// Tells at the right edge that there is more above or below.
pub(super) fn more(model: &Model, canvas: &mut Canvas<'_>, body: Rect, first: usize, total: usize) {
  let edge = body.right().saturating_sub(1);
  if first > 0 {
    canvas.put(edge, body.y, "^", model.theme.quiet());
  }
  if first + usize::from(body.height) < total {
    canvas.put(edge, body.bottom() - 1, "v", model.theme.quiet());
  }
}

fn draw_item(model: &Model, session: &Session, facts: &Effective<'_>, item: PageItem, focused: bool, columns: Columns) -> Drawn {
  match item {
    PageItem::Table(table) => draw_table_item(model, session, table, focused, columns),
    PageItem::Cell(cell) => draw_field(model, session, facts, cell, focused, columns),
    PageItem::Field(group, field) => draw_field(model, session, facts, CellRef { group, row: None, field }, focused, columns),
  }
}

/// A table inside a section is a line that tells how many rows it has.
fn draw_table_item(model: &Model, session: &Session, table: crate::expr::GroupIx, focused: bool, columns: Columns) -> Drawn {
  let group = session.form.group(table);
  let findings: Vec<&Finding> = session.report.findings.iter().filter(|finding| finding.place.group == table).collect();
  let (mark, mark_style) = marks::of_place(model.theme, &findings);
  let rows = model.words.say(&Message::new("state-rows").with("count", session.row_count(table)));
  let open = if focused { model.words.get("item-open-table") } else { String::new() };
  let label = label_spans(model, group.label.get(model.lang()), false, focused, columns);
  let value_style = if focused { model.theme.cursor() } else { model.theme.value() };
  let mut first = vec![(format!("{mark} "), mark_style)];
  first.extend(label);
  first.extend([(rows, value_style), (format!("  {open}"), model.theme.quiet())]);
  let mut lines = vec![first];
  for finding in findings.iter().filter(|finding| finding.place.row.is_none()) {
    lines.extend(finding_lines(model, finding, columns.room));
  }
  Drawn { lines, caret: None }
}

/// A label with a star where an answer is needed, as wide as the column.
fn label_spans(model: &Model, label: &str, required: bool, focused: bool, columns: Columns) -> Vec<Span> {
  let style = if focused { model.theme.focus() } else { model.theme.label() };
  let label = truncate(label, columns.label - 4).into_owned();
  let star = fit(if required { " *" } else { "" }, columns.label - width(&label));
  vec![(label, style), (star, if focused { style } else { model.theme.quiet() })]
}

fn draw_field(model: &Model, session: &Session, facts: &Effective<'_>, cell: CellRef, focused: bool, columns: Columns) -> Drawn {
  let room = columns.room;
  let lang = model.lang();
  let theme = model.theme;
  let field = session.field(cell);
  if let Kind::Note(text) = &field.kind {
    let mut lines: Vec<Vec<Span>> = wrap(text.get(lang), room.saturating_sub(4))
      .into_iter()
      .map(|line| vec![("  ".to_owned(), theme.quiet()), (line, theme.quiet())])
      .collect();
    lines.push(Vec::new());
    return Drawn { lines, caret: None };
  }
  let required = facts.is_required(cell.group, cell.row, cell.field);
  let findings: Vec<&Finding> = session.findings_of(cell).filter(|finding| finding.place.field == Some(cell.field)).collect();
  let (mark, mark_style) = marks::of_place(theme, &findings);
  let label = label_spans(model, field.label.get(lang), required, focused, columns);
  let indent = LEAD + columns.label;
  let value_room = room.saturating_sub(indent).max(8);
  let text = session.text_of(cell, lang);
  let editor = session.editor.as_ref().filter(|editor| focused && editor.cell == cell);
  let caret;
  let mut value: Vec<Vec<Span>> = Vec::new();
  match editor {
    Some(FieldEditor { kind: EditorKind::Line(line), .. }) => {
      let view = line.view(value_room);
      caret = Some((0, indent + view.caret));
      let cells = value_room.min(width(&view.text).max(view.caret + 1).max(20));
      value.push(selection::spans(theme, &view.text, &view.selected, cells));
    }
    Some(FieldEditor { kind: EditorKind::Area(area), .. }) => {
      let view = area.view(AREA_ROWS.0);
      caret = Some((view.caret.1, indent + view.caret.0));
      for row in 0..AREA_ROWS.0 {
        let (text, selected) = view.rows.get(row).cloned().unwrap_or_default();
        value.push(selection::spans(theme, &text, &selected, value_room));
      }
    }
    None => {
      // An input method opens where the answer stands, as typing opens the list.
      caret = focused.then_some((0, indent));
      let style = if focused && !matches!(field.kind, Kind::Computed { .. }) { theme.cursor() } else { theme.value() };
      if text.is_empty() {
        value.push(empty_value(model, facts, cell, focused, style));
      } else if matches!(field.kind, Kind::Text { long: true, .. }) {
        value.extend(wrap_to(&text, value_room, AREA_ROWS.1).into_iter().map(|line| vec![(line, style)]));
      } else {
        value.push(vec![(truncate(&text, value_room).into_owned(), style)]);
      }
    }
  }
  let typed = editor.map_or(text.as_str(), FieldEditor::text);
  let mut after = match editor.filter(|editor| editor.is_dirty()) {
    Some(editor) => reading(model, session, cell, editor.text()).unwrap_or_else(|| beside(model, session, facts, cell, true)),
    None => {
      let beside = beside(model, session, facts, cell, !text.is_empty() || editor.is_some());
      let lens = lens(model, session, cell, typed, focused);
      [Some(beside).filter(|beside| !beside.is_empty()), lens].into_iter().flatten().collect::<Vec<_>>().join("  ")
    }
  };
  // What is confirmed is read beside the answer.
  if matches!(model.ground(), Page::Statement(_))
    && matches!(field.kind, Kind::Boolean)
    && let Some(help) = &field.help
  {
    help.get(lang).clone_into(&mut after);
  }
  if focused && after.is_empty() && findings.iter().any(|finding| finding.code == "required") {
    after = model.words.get("value-required");
  }
  let mut below = Vec::new();
  if let Some(first) = value.first_mut()
    && !after.is_empty()
  {
    let mut used: usize = first.iter().map(|(text, _)| width(text)).sum();
    // The unit stays with the number, however long what follows it is.
    let mut rest = Vec::new();
    for part in after.split("  ") {
      if rest.is_empty() && used + 2 + width(part) <= value_room {
        first.push((format!("  {part}"), theme.quiet()));
        used += 2 + width(part);
      } else {
        rest.push(part);
      }
    }
    below = wrap(&rest.join("  "), value_room).into_iter().map(|line| vec![(line, theme.quiet())]).collect();
    if rest.is_empty() {
      below.clear();
    }
  }
  value.extend(below);
  let mut lines = Vec::new();
  for (index, spans) in value.into_iter().enumerate() {
    let mut line = if index == 0 { vec![(format!("{mark} "), mark_style)] } else { vec![(" ".repeat(indent), theme.value())] };
    if index == 0 {
      line.extend(label.iter().cloned());
    }
    line.extend(spans);
    lines.push(line);
  }
  // A missing answer is told by its mark and beside the field; nobody is scolded for what they have not come to yet.
  for finding in findings.iter().filter(|finding| finding.code != "required") {
    lines.extend(finding_lines(model, finding, room));
  }
  Drawn { lines, caret }
}

/// What stands where nothing was answered: the value that counts, else how to answer.
fn empty_value(model: &Model, facts: &Effective<'_>, cell: CellRef, focused: bool, style: Style) -> Vec<Span> {
  let field = facts.form().field(cell.group, cell.field);
  if let Some(value) = derived(facts, cell, model.lang()) {
    let text = if matches!(field.kind, Kind::Computed { .. }) {
      value
    } else {
      model.words.say(&Message::new("value-automatic").with("value", value))
    };
    return vec![(text, if focused { style } else { model.theme.derived() })];
  }
  if matches!(field.kind, Kind::Computed { .. }) {
    return vec![("—".to_owned(), model.theme.quiet())];
  }
  if focused {
    let hint = match &field.kind {
      Kind::Boolean => "value-hint-boolean",
      _ => "value-hint-pick",
    };
    return vec![(model.words.get(hint), style)];
  }
  Vec::new()
}

/// How the text being typed into a cell is read; `None` where it is taken as it stands.
pub(super) fn reading(model: &Model, session: &Session, cell: CellRef, typed: &str) -> Option<String> {
  if let Some(lens) = lens(model, session, cell, typed, true) {
    return Some(lens);
  }
  match session.understood(cell, typed, model.lang()) {
    Understood::As(text) => Some(model.words.say(&Message::new("typed-as").with("text", text))),
    Understood::NotYet => Some(match &session.field(cell).example {
      Some(example) => model.words.say(&Message::new("typed-not-yet-example").with("example", example)),
      None => model.words.get("typed-not-yet"),
    }),
    Understood::AsTyped => None,
  }
}

/// What a measured value is understood as: always where the focus is, elsewhere only where it is no legal unit.
pub(super) fn lens(model: &Model, session: &Session, cell: CellRef, typed: &str, focused: bool) -> Option<String> {
  let field = session.field(cell);
  let understanding = session.form.understanding(field, typed)?;
  let worth_telling = focused || understanding.status().is_some_and(|status| status > crate::metrology::Status::Legal);
  let message = understanding.lens(typed).filter(|_| worth_telling)?;
  Some(model.words.say(&message))
}

/// Beside the answer: its unit, what it stands for, how it came about.
fn beside(model: &Model, session: &Session, facts: &Effective<'_>, cell: CellRef, answered: bool) -> String {
  let lang = model.lang();
  let field = session.field(cell);
  let mut parts: Vec<String> = Vec::new();
  if let Some(unit) = &field.unit {
    parts.push(unit.get(lang).to_owned());
  }
  if let Kind::Choice(crate::form::Choices::Lookup { lookup, .. }) = &field.kind
    && let Some(code) =
      session.document.answer(&session.form.group(cell.group).path, cell.row, &field.id).and_then(serde_json::Value::as_str)
    && let Some(detail) = session.form.lookups[*lookup].detail(code)
  {
    // A code that is a word of ours tells nobody anything.
    if tells(code) {
      parts.push(format!("{code} {detail}"));
    }
  }
  if let Some(text) = explain(facts, cell.group, cell.row, cell.field, lang)
    && (!answered || matches!(field.kind, Kind::Computed { .. }))
    && derived(facts, cell, lang).is_some()
  {
    parts.push(text);
  }
  parts.join("  ")
}

/// Whether a code of a table of facts means something to people: those of standards do, the words by which tables of ours name their rows do not.
pub(super) fn tells(code: &str) -> bool {
  code.chars().any(|c| c.is_ascii_digit() || c.is_uppercase())
}

/// What a finding says, under its field; then the key that puts it right.
fn finding_lines(model: &Model, finding: &Finding, room: usize) -> Vec<Vec<Span>> {
  let (theme, words) = (model.theme, &model.words);
  let (mark, style) = marks::of_finding(theme, finding);
  let mut text = finding.message.say(words);
  if let Some(hint) = &finding.hint {
    text.push_str(&hint.say(words));
  }
  if let Some(reason) = &finding.overridden {
    text.push_str(&words.say(&Message::new("finding-accepted").with("reason", reason)));
  }
  let key = match &finding.fixes[..] {
    [] => String::new(),
    [fix] => words.say(&Message::new("finding-fix-key").with("fix", fix.label.say(words))),
    _ => words.get("finding-fix-choose"),
  };
  let cells = room.saturating_sub(8).max(20);
  let lines = wrap(&text, cells).into_iter().enumerate();
  let mut lines: Vec<Vec<Span>> =
    lines.map(|(index, line)| vec![(if index == 0 { format!("    {mark} ") } else { " ".repeat(6) }, style), (line, style)]).collect();
  if !key.is_empty() {
    let used = lines.last().map_or(cells, |line| width(&line[1].0));
    match lines.last_mut() {
      Some(last) if used + 2 + width(key.trim()) <= cells => last.push((format!("  {}", key.trim()), theme.key())),
      _ => lines.push(vec![(format!("{}{}", " ".repeat(6), key.trim()), theme.key())]),
    }
  }
  lines
}
