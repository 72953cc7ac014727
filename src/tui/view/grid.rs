//! A table: header and key column stay, only the rows and columns that are seen are made.

use super::{Canvas, first_seen, marks, selection};
use crate::{
  check::{Effective, Finding},
  expr::{FieldIx, GroupIx},
  form::Kind,
  lang::Message,
  text::{fit, truncate, width, wrap},
  tui::{
    Model, Session,
    model::{CellRef, EditorKind, derived},
  },
};
use ratatui::layout::{Position, Rect};

/// Rows at the bottom for what is wrong with the current cell.
const MESSAGE_ROWS: u16 = 2;
/// The narrowest and widest column.
const COLUMN: (usize, usize) = (6, 26);

/// Draws a table; gives where the caret stands.
pub(super) fn draw(model: &Model, session: &Session, table: GroupIx, canvas: &mut Canvas<'_>, body: Rect) -> Option<Position> {
  let columns = session.columns(table);
  let count = session.row_count(table);
  let state = session.grid(table);
  if count == 0 {
    let text = model.words.get("grid-empty");
    for (index, line) in wrap(&text, usize::from(body.width).saturating_sub(4)).iter().enumerate() {
      canvas.put(body.x + 1, body.y + 1 + index as u16, line, model.theme.value());
    }
    return None;
  }
  let height = usize::from(body.height.saturating_sub(1 + MESSAGE_ROWS + 1));
  let first_row = first_seen(state.row, count, height);
  let rows = first_row..(first_row + height).min(count);
  let lead = count.to_string().len() + 3;
  let room = usize::from(body.width).saturating_sub(lead);
  let facts = Effective::new(&session.form, &session.document, session.as_of);
  let sheet = Sheet { model, session, table, facts: &facts };
  let placed = sheet.place(&columns, state.column, rows.clone(), room);
  for (field, x, cells) in &placed {
    let label = session.form.field(table, *field).label.get(model.lang());
    let style = if columns.get(state.column) == Some(field) { model.theme.focus() } else { model.theme.title() };
    canvas.clip(body.x + (lead + x) as u16, body.y, label, style, *cells);
  }
  let mut caret = None;
  for (line, row) in rows.enumerate() {
    let y = body.y + 1 + line as u16;
    let findings = session.by_row.get(&(table, row)).into_iter().flatten().map(|index| &session.report.findings[*index]);
    let (mark, style) = marks::of_severity(model.theme, Session::worst(findings));
    canvas.put(body.x, y, mark, style);
    let number_style = if row == state.row { model.theme.focus() } else { model.theme.quiet() };
    canvas.put(body.x + 2, y, &format!("{:>1$}", row + 1, lead - 3), number_style);
    for (field, x, cells) in &placed {
      let here = row == state.row && columns.get(state.column) == Some(field);
      let at = (body.x + (lead + x) as u16, y);
      let position = sheet.cell(canvas, CellRef { group: table, row: Some(row), field: *field }, at, *cells, here);
      caret = position.or(caret);
    }
  }
  sheet.messages(canvas, body, state.row, columns.get(state.column).copied());
  caret
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
    let text = self.session.text_of(cell, self.model.lang());
    if !text.is_empty() {
      return (text, false);
    }
    match derived(self.facts, cell, self.model.lang()) {
      Some(value) => (value, true),
      None => (String::new(), false),
    }
  }

  /// How wide a column is: its label, and what stands in the rows that are seen.
  fn width(&self, field: FieldIx, rows: std::ops::Range<usize>) -> usize {
    let label = width(self.session.form.field(self.table, field).label.get(self.model.lang()));
    let widest = rows.map(|row| width(&self.text(CellRef { group: self.table, row: Some(row), field }).0)).max().unwrap_or(0);
    label.max(widest + 1).clamp(COLUMN.0, COLUMN.1)
  }

  /// Which columns are seen, where each begins and how wide it is. The key stays; the others scroll so that the current one is seen.
  fn place(&self, columns: &[FieldIx], current: usize, rows: std::ops::Range<usize>, room: usize) -> Vec<(FieldIx, usize, usize)> {
    let widths: Vec<usize> = columns.iter().map(|field| self.width(*field, rows.clone())).collect();
    let key = self.session.form.group(self.table).key.and_then(|key| columns.iter().position(|field| *field == key));
    let mut x = 0;
    let mut placed = Vec::new();
    if let Some(key) = key {
      placed.push((columns[key], 0, widths[key]));
      x = widths[key] + 2;
    }
    let others: Vec<usize> = (0..columns.len()).filter(|column| Some(*column) != key).collect();
    let at = others.iter().position(|column| *column == current).unwrap_or(0);
    // From the first column on that lets the current one fit.
    let mut first = 0;
    while first < at && x + others[first..=at].iter().map(|column| widths[*column] + 2).sum::<usize>() > room {
      first += 1;
    }
    for column in &others[first.min(others.len())..] {
      let left = room.saturating_sub(x);
      if left < COLUMN.0 {
        break;
      }
      let cells = widths[*column].min(left);
      placed.push((columns[*column], x, cells));
      x += cells + 2;
    }
    placed
  }

  /// Draws a cell; gives the caret where it is the one with the focus.
  fn cell(&self, canvas: &mut Canvas<'_>, cell: CellRef, (x, y): (u16, u16), cells: usize, here: bool) -> Option<Position> {
    let theme = self.model.theme;
    if let Some(editor) = self.session.editor.as_ref().filter(|editor| here && editor.cell == cell)
      && let EditorKind::Line(line) = &editor.kind
    {
      let view = line.view(cells);
      canvas.spans(x, y, &selection::spans(theme, &view.text, &view.selected, cells), cells);
      return Some(Position { x: x + view.caret.min(cells.saturating_sub(1)) as u16, y });
    }
    let (text, follows) = self.text(cell);
    let worst = Session::worst(self.session.findings_of(cell));
    let style = match (here, worst, follows) {
      (true, ..) => theme.cursor(),
      (_, Some(_), _) => marks::of_severity(theme, worst).1,
      (_, None, true) => theme.derived(),
      _ => theme.value(),
    };
    let shown = if here { fit(&text, cells) } else { truncate(&text, cells).into_owned() };
    canvas.clip(x, y, &shown, style, cells);
    // The terminal's cursor stands on the cell, so that an input method opens there.
    here.then_some(Position { x, y })
  }

  /// What is wrong with the current cell, else with its row; else the cell in full where it is cut.
  fn messages(&self, canvas: &mut Canvas<'_>, body: Rect, row: usize, field: Option<FieldIx>) {
    let Some(field) = field else { return };
    let cell = CellRef { group: self.table, row: Some(row), field };
    let top = body.bottom() - MESSAGE_ROWS;
    let room = usize::from(body.width).saturating_sub(2);
    let of_cell: Vec<&Finding> = self.session.findings_of(cell).collect();
    let of_row = || self.session.by_row.get(&(self.table, row)).into_iter().flatten().map(|index| &self.session.report.findings[*index]);
    let findings = if of_cell.is_empty() { of_row().collect() } else { of_cell };
    let Some(finding) = findings.iter().find(|finding| finding.overridden.is_none()).or(findings.first()) else {
      let (text, _) = self.text(cell);
      let definition = self.session.field(cell);
      let kind = matches!(definition.kind, Kind::Computed { .. });
      let explained =
        crate::check::explain(self.facts, self.table, Some(row), field, self.model.lang()).filter(|_| kind || text.is_empty());
      let shown = if width(&text) > COLUMN.1 { Some(text) } else { explained };
      for (index, line) in shown.map(|text| wrap(&text, room)).unwrap_or_default().iter().take(usize::from(MESSAGE_ROWS)).enumerate() {
        canvas.clip(body.x, top + index as u16, line, self.model.theme.quiet(), room);
      }
      return;
    };
    let (mark, style) = marks::of_severity(self.model.theme, Some(finding.severity));
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
    for (index, line) in wrap(&text, room.saturating_sub(2)).iter().take(usize::from(MESSAGE_ROWS)).enumerate() {
      if index == 0 {
        canvas.put(body.x, top, mark, style);
      }
      canvas.clip(body.x + 2, top + index as u16, line, style, room.saturating_sub(2));
    }
  }
}
