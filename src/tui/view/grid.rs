//! A table: header and key column stay, only the rows and columns that are seen are made.

use super::{Canvas, fields, marks, selection};
use crate::{
  check::{Effective, Finding},
  expr::{FieldIx, GroupIx},
  form::Kind,
  lang::Message,
  session::OpenDraft,
  text::{fit, truncate, width, wrap, wrap_to},
  tui::{
    Model, Session, Target,
    model::{CellRef, EditorKind, GridFilter, GridState, derived},
  },
};
use ratatui::layout::{Position, Rect};
use std::collections::VecDeque;

/// Rows at the bottom for what is wrong with the current cell.
const MESSAGE_ROWS: u16 = 2;
/// The narrowest and widest column.
const COLUMN: (usize, usize) = (6, 26);

/// Draws a table; gives where the caret stands.
pub(super) fn draw(model: &Model, session: &Session, table: GroupIx, canvas: &mut Canvas<'_>, body: Rect) -> Option<Position> {
  let columns = session.columns(table);
  let (count, shown) = (session.row_count(table), session.shown_rows(table));
  let state = session.grid(table);
  if shown == 0 {
    let text = model.words.get(if count == 0 { "grid-empty" } else { "grid-nothing-passes" });
    for (index, line) in wrap(&text, usize::from(body.width).saturating_sub(4)).iter().enumerate() {
      canvas.put(body.x + 1, body.y + 1 + index as u16, line, model.theme.value());
    }
    return None;
  }
  let height = usize::from(body.height.saturating_sub(1 + MESSAGE_ROWS + 1));
  let list = Rect { y: body.y + 1, height: height as u16, ..body };
  let first_row = canvas.first_row(list, state.row, shown, model.picture.rows);
  let rows: Vec<usize> = (first_row..(first_row + height).min(shown)).filter_map(|place| session.row_at(table, place)).collect();
  let lead = count.to_string().len() + 3;
  let room = usize::from(body.width).saturating_sub(lead);
  let facts = session.facts();
  let sheet = Sheet { model, session, table, facts: &facts };
  let placed = sheet.place(&columns, state.column, &rows, room);
  for Placed { field, x, column: Column { cells, .. } } in &placed {
    let label = session.form.field(table, *field).label.get(model.lang());
    let style = if columns.get(state.column) == Some(field) { model.theme.focus() } else { model.theme.title() };
    // The mark of the order stands before the name, so that it is seen however narrow the column is.
    let order = match session.look(table).and_then(|look| look.sort).filter(|(sorted, _)| sorted == field) {
      Some((_, false)) => "^",
      Some((_, true)) => "v",
      None => "",
    };
    let at = Rect { x: body.x + (lead + x) as u16, y: body.y, width: *cells as u16, height: 1 };
    canvas.clip(at.x, at.y, &format!("{order}{label}"), style, *cells);
    if let Some(column) = columns.iter().position(|known| known == field) {
      canvas.target(at, Target::Column(column));
    }
  }
  let mut caret = None;
  let mut edited = None;
  let (block_rows, block_columns) = (state.rows(), state.columns());
  for (line, row) in rows.into_iter().enumerate() {
    let y = body.y + 1 + line as u16;
    let place = first_row + line;
    let findings: Vec<&Finding> = session.findings_of_row(table, row).collect();
    let (mark, style) = marks::of_place(model.theme, &findings);
    canvas.put(body.x, y, mark, style);
    canvas.target(Rect { y, height: 1, ..body }, Target::Cell(place, state.column));
    let number_style = if place == state.row { model.theme.focus() } else { model.theme.quiet() };
    canvas.put(body.x + 2, y, &format!("{:>1$}", row + 1, lead - 3), number_style);
    for Placed { field, x, column: Column { cells, texts } } in &placed {
      let column = columns.iter().position(|known| known == field).unwrap_or(usize::MAX);
      let here = place == state.row && column == state.column;
      let selected = state.is_block() && block_rows.contains(&place) && block_columns.contains(&column);
      let at = (body.x + (lead + x) as u16, y);
      canvas.target(Rect { x: at.0, y, width: *cells as u16, height: 1 }, Target::Cell(place, column));
      if here && let Some(editor) = &session.editor {
        // What is typed may be longer than its column; it lies over the next ones then.
        let wanted = (width(editor.text()) + 1).max(*cells).min(usize::from(body.right().saturating_sub(at.0)));
        edited = Some((CellRef { group: table, row: Some(row), field: *field }, at, wanted, Target::Cell(place, column)));
      }
      let cell = CellRef { group: table, row: Some(row), field: *field };
      let Some(text) = texts.get(line) else { continue };
      caret = sheet.cell(canvas, cell, (text, &findings), at, *cells, (here, selected)).or(caret);
    }
  }
  if let Some((cell, at, cells, target)) = edited {
    canvas.target(Rect { x: at.0, y: at.1, width: cells as u16, height: 1 }, target);
    caret = sheet.cell(canvas, cell, (&sheet.text(cell), &[]), at, cells, (true, false)).or(caret);
  }
  sheet.status(canvas, body, state);
  if let Some(row) = session.row_at(table, state.row) {
    sheet.messages(canvas, body, row, columns.get(state.column).copied());
  }
  caret
}

/// A column as it is seen: how wide it is, and for each row its text, and whether that follows from others.
struct Column {
  cells: usize,
  texts: Vec<(String, bool)>,
}

/// A column, and where it begins.
struct Placed {
  field: FieldIx,
  x: usize,
  column: Column,
}

struct Sheet<'s> {
  model: &'s Model,
  session: &'s Session,
  table: GroupIx,
  facts: &'s Effective<'s>,
}

impl Sheet<'_> {
  /// The text of a cell, and whether it follows from others.
  fn text(&self, cell: CellRef) -> (String, bool) {
    // A cell is one line, whatever its answer holds.
    let text = self.session.text_of(cell, self.model.lang()).replace('\n', " ");
    if !text.is_empty() {
      return (text, false);
    }
    match derived(self.facts, cell, self.model.lang()) {
      Some(value) => (value, true),
      None => (String::new(), false),
    }
  }

  /// What stands in the rows of a column that are seen. It is as wide as that and its label, unless a person set its width.
  fn column(&self, field: FieldIx, rows: &[usize]) -> Column {
    let texts: Vec<(String, bool)> = rows.iter().map(|row| self.text(CellRef { group: self.table, row: Some(*row), field })).collect();
    if let Some(cells) = self.session.look(self.table).and_then(|look| look.widths.get(&field)) {
      return Column { cells: *cells, texts };
    }
    let label = width(self.session.form.field(self.table, field).label.get(self.model.lang()));
    let widest = texts.iter().map(|(text, _)| width(text)).max().unwrap_or(0);
    // The mark of the order stands before the name.
    let sorted = self.session.look(self.table).and_then(|look| look.sort).is_some_and(|(sorted, _)| sorted == field);
    Column { cells: (label + usize::from(sorted)).max(widest + 1).clamp(COLUMN.0, COLUMN.1), texts }
  }

  /// Which columns are seen, where each begins and how wide it is. The key stays; the others scroll so that the current one is seen.
  fn place(&self, columns: &[FieldIx], current: usize, rows: &[usize], room: usize) -> Vec<Placed> {
    let made = |column: usize| self.column(columns[column], rows);
    let key = self.session.form.group(self.table).key.and_then(|key| columns.iter().position(|field| *field == key));
    let mut x = 0;
    let mut placed = Vec::new();
    if let Some(key) = key {
      let column = made(key);
      x = column.cells + 2;
      placed.push(Placed { field: columns[key], x: 0, column });
    }
    let others: Vec<usize> = (0..columns.len()).filter(|column| Some(*column) != key).collect();
    let at = others.iter().position(|column| *column == current).unwrap_or(0);
    // From the first column on that lets the current one fit; how wide the ones beyond are is not asked.
    let mut seen: VecDeque<(usize, Column)> = others.get(at).map(|column| (*column, made(*column))).into_iter().collect();
    let mut taken = x + seen.iter().map(|(_, column)| column.cells + 2).sum::<usize>();
    for before in others.iter().take(at).rev() {
      let column = made(*before);
      taken += column.cells + 2;
      if taken > room {
        break;
      }
      seen.push_front((*before, column));
    }
    let beyond = others.iter().skip(at + 1).map(|column| (*column, None));
    for (place, column) in seen.into_iter().map(|(place, column)| (place, Some(column))).chain(beyond) {
      let left = room.saturating_sub(x);
      if left < COLUMN.0 {
        break;
      }
      let mut column = column.unwrap_or_else(|| made(place));
      column.cells = column.cells.min(left);
      let cells = column.cells;
      placed.push(Placed { field: columns[place], x, column });
      x += cells + 2;
    }
    placed
  }

  /// Draws a cell; gives the caret where it is the one with the focus.
  fn cell(
    &self,
    canvas: &mut Canvas<'_>,
    cell: CellRef,
    ((text, follows), findings): (&(String, bool), &[&Finding]),
    (x, y): (u16, u16),
    cells: usize,
    (here, selected): (bool, bool),
  ) -> Option<Position> {
    let theme = self.model.theme;
    if let Some(editor) = self.session.editor.as_ref().filter(|editor| here && editor.cell == cell)
      && let EditorKind::Line(line) = &editor.kind
    {
      let view = line.view(cells);
      canvas.clear(Rect { x, y, width: cells as u16, height: 1 });
      canvas.spans(x, y, &selection::spans(theme, &view.text, &view.selected, cells), cells);
      return Some(Position { x: x + view.caret.min(cells.saturating_sub(1)) as u16, y });
    }
    let worst = Session::worst(findings.iter().copied().filter(|finding| OpenDraft::is_of(finding, cell)));
    let style = match (here || selected, worst, *follows) {
      (true, ..) => theme.cursor(),
      (_, Some(_), _) => marks::of_severity(theme, worst).1,
      (_, None, true) => theme.derived(),
      _ => theme.value(),
    };
    let shown = if here || selected { fit(text, cells) } else { truncate(text, cells).into_owned() };
    canvas.clip(x, y, &shown, style, cells);
    // The terminal's cursor stands on the cell, so that an input method opens there.
    here.then_some(Position { x, y })
  }

  /// How many rows there are, what is shown of them and in which order, what is selected.
  fn status(&self, canvas: &mut Canvas<'_>, body: Rect, state: GridState) {
    let words = &self.model.words;
    let (count, shown) = (self.session.row_count(self.table), self.session.shown_rows(self.table));
    let label = |field: FieldIx| self.session.form.field(self.table, field).label.get(self.model.lang());
    let mut parts = vec![words.say(&Message::new("state-rows").with("count", count))];
    let look = self.session.look(self.table);
    if let Some(filter) = look.and_then(|look| look.filter.as_ref()) {
      let what = match filter {
        GridFilter::Findings => words.get("status-findings"),
        GridFilter::Value(field, text) => words.say(&Message::new("status-value").with("column", label(*field)).with("value", text)),
        GridFilter::Text(text) => words.say(&Message::new("status-text").with("value", text)),
      };
      parts.push(words.say(&Message::new("status-shown").with("shown", shown).with("what", what)));
    }
    if let Some((field, descending)) = look.and_then(|look| look.sort) {
      let id = if descending { "status-sorted-down" } else { "status-sorted-up" };
      parts.push(words.say(&Message::new(id).with("column", label(field))));
    }
    let hidden = look.map_or(0, |look| look.hidden.len());
    if hidden > 0 {
      parts.push(words.say(&Message::new("status-hidden").with("count", hidden)));
    }
    if state.is_block() {
      let (rows, columns) = (state.rows().count(), state.columns().count());
      parts.push(words.say(&Message::new("status-selected").with("rows", rows).with("columns", columns)));
    }
    let room = usize::from(body.width).saturating_sub(2);
    canvas.clip(body.x, body.bottom() - MESSAGE_ROWS - 1, &parts.join(" · "), self.model.theme.quiet(), room);
  }

  /// What is wrong with the current cell, else with its row; else the cell in full where it is cut.
  fn messages(&self, canvas: &mut Canvas<'_>, body: Rect, row: usize, field: Option<FieldIx>) {
    let Some(field) = field else { return };
    let cell = CellRef { group: self.table, row: Some(row), field };
    let top = body.bottom() - MESSAGE_ROWS;
    let room = usize::from(body.width).saturating_sub(2);
    // While a cell is edited, how its text is read comes first.
    let editor = self.session.editor.as_ref().filter(|editor| editor.cell == cell && editor.is_dirty());
    if let Some(reading) = editor.and_then(|editor| fields::reading(self.model, self.session, cell, editor.text())) {
      for (index, line) in wrap_to(&reading, room, usize::from(MESSAGE_ROWS)).iter().enumerate() {
        canvas.clip(body.x, top + index as u16, line, self.model.theme.value(), room);
      }
      return;
    }
    let of_cell: Vec<&Finding> = self.session.findings_of(cell).collect();
    let of_row = || self.session.findings_of_row(self.table, row);
    let findings = if of_cell.is_empty() { of_row().collect() } else { of_cell };
    let Some(finding) = findings.iter().find(|finding| finding.overridden.is_none()).or(findings.first()) else {
      let (text, _) = self.text(cell);
      let definition = self.session.field(cell);
      let kind = matches!(definition.kind, Kind::Computed { .. });
      let explained =
        crate::check::explain(self.facts, self.table, Some(row), field, self.model.lang()).filter(|_| kind || text.is_empty());
      let lens = fields::lens(self.model, self.session, cell, &text, true);
      let whole = Some(text).filter(|text| width(text) > COLUMN.1 || lens.is_some());
      let shown: Vec<String> = [whole, explained, lens].into_iter().flatten().collect();
      for (index, line) in wrap_to(&shown.join("  "), room, usize::from(MESSAGE_ROWS)).iter().enumerate() {
        canvas.clip(body.x, top + index as u16, line, self.model.theme.quiet(), room);
      }
      return;
    };
    let (mark, style) = marks::of_finding(self.model.theme, finding);
    let words = &self.model.words;
    let label =
      finding.place.field.map(|field| self.session.form.field(self.table, field).label.get(self.model.lang())).unwrap_or_default();
    let row_number = words.say(&Message::new("row-number").with("row", row + 1));
    let mut text =
      words.say(&Message::new("finding-sentence").with("where", format!("{row_number} {label}")).with("what", finding.message.say(words)));
    if let [fix] = &finding.fixes[..] {
      text.push_str(&words.say(&Message::new("finding-fix-key").with("fix", fix.label.say(words))));
    }
    if findings.len() > 1 {
      text.push_str(&words.say(&Message::new("finding-more").with("count", findings.len() - 1)));
    }
    for (index, line) in wrap_to(&text, room.saturating_sub(2), usize::from(MESSAGE_ROWS)).iter().enumerate() {
      if index == 0 {
        canvas.put(body.x, top, mark, style);
      }
      canvas.clip(body.x + 2, top + index as u16, line, style, room.saturating_sub(2));
    }
  }
}
