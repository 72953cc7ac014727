//! Boxes over the page: lists to choose from and questions.

use super::{Canvas, fields, selection};
use crate::{
  check::Finding,
  form::{Choices, Kind},
  lang::Message,
  text::{fit, width, wrap},
  tui::{
    Model, Target,
    edit::{Line, Pick},
    model::{PickFor, PromptFor, QuestionFor},
  },
};
use ratatui::layout::{Position, Rect};

pub(super) fn centred(body: Rect, columns: u16, rows: u16) -> Rect {
  let (columns, rows) = (columns.min(body.width.saturating_sub(2)), rows.min(body.height));
  Rect { x: body.x + (body.width - columns) / 2, y: body.y + (body.height - rows) / 2, width: columns, height: rows }
}

/// A list to choose from, narrowed by what is typed; the caret stands in the filter.
pub(super) fn pick(model: &Model, wanted: &PickFor, pick: &Pick, canvas: &mut Canvas<'_>, body: Rect) -> Position {
  let title = match (wanted, &model.session) {
    (PickFor::Answer(cell), Some(session)) => session.field(*cell).label.get(model.lang()).to_owned(),
    (PickFor::Fix(_), _) => model.words.get("pick-fix"),
    (PickFor::Filter(_), _) => model.words.get("pick-filter-rows"),
    (PickFor::Columns(_), _) => model.words.get("pick-columns"),
    (PickFor::Fill(_), _) => model.words.get("pick-fill"),
    (PickFor::Column(_), _) => model.words.get("pick-column"),
    (PickFor::Sheets, _) => model.words.get("pick-sheets"),
    (PickFor::Header, _) => model.words.get("pick-header"),
    (PickFor::Place(_), _) => model.words.get("pick-place"),
    _ => model.words.get("pick-form"),
  };
  let levels: Vec<&str> = pick.levels().iter().map(|item| item.label.as_str()).collect();
  let title = if levels.is_empty() { title } else { format!("{title} · {}", levels.join(" › ")) };
  let (count, all) = pick.count();
  // Lists that are typed into keep their size while they narrow.
  let rows = (all.min(16).max(count) as u16 + 4).clamp(8, body.height);
  let area = centred(body, if body.width >= 110 { 84 } else { 66 }, rows);
  let inner = canvas.boxed(area, &title, model.theme.quiet(), model.theme.title());
  let label = model.words.get("pick-filter");
  let x = canvas.put(inner.x, inner.y, &label, model.theme.quiet()) + 1;
  let told = model.words.say(&Message::new("pick-count").with("count", count).with("all", all));
  let room = usize::from(inner.right().saturating_sub(x)).saturating_sub(width(&told) + 2);
  let view = pick.filter().view(room);
  canvas.spans(x, inner.y, &selection::spans(model.theme, &view.text, &view.selected, room), room);
  canvas.target(Rect { x, y: inner.y, width: room as u16, height: 1 }, Target::Text);
  canvas.put(inner.right().saturating_sub(width(&told) as u16), inner.y, &told, model.theme.quiet());
  let height = usize::from(inner.height.saturating_sub(2));
  let cells = usize::from(inner.width);
  let list = Rect { y: inner.y + 2, height: height as u16, ..inner };
  let first = canvas.first_of(list, pick.place(), count);
  let rows = pick.rows(first, height);
  if rows.is_empty() {
    for (index, line) in wrap(&model.words.get("pick-none"), cells).iter().take(height).enumerate() {
      canvas.put(inner.x, inner.y + 2 + index as u16, line, model.theme.warning());
    }
  }
  let codes = tells_codes(model, wanted) && rows.iter().all(|row| fields::tells(&row.item.code));
  let code_width = rows.iter().map(|row| width(&row.item.code)).max().unwrap_or(0).min(20);
  // Inside a level every longer name would begin with what the title tells.
  let details = !pick.is_nested() || !pick.filter().text().is_empty();
  let label_width = rows.iter().map(|row| width(&row.item.label)).max().unwrap_or(0).min(cells / 2);
  for (index, row) in rows.into_iter().enumerate() {
    let item = row.item;
    let mark = match (pick.is_many(), row.marked) {
      (true, true) => "[x] ",
      (true, false) => "[ ] ",
      (false, true) => "* ",
      (false, false) => "  ",
    };
    let code = if codes { format!("{}  ", fit(&item.code, code_width)) } else { String::new() };
    let more = if row.holds { " >" } else { "" };
    let detail = Some(&item.detail).filter(|detail| {
      details && tells_detail(model, wanted, &item.code) && !detail.is_empty() && **detail != item.code && **detail != item.label
    });
    let text = match detail {
      Some(detail) => format!("{mark}{code}{}  {detail}{more}", fit(&item.label, label_width)),
      None => format!("{mark}{code}{}{more}", item.label),
    };
    let style = if row.here { model.theme.cursor() } else { model.theme.value() };
    canvas.clip(inner.x, inner.y + 2 + index as u16, &fit(&text, cells), style, cells);
    canvas.target(Rect { y: list.y + index as u16, height: 1, ..list }, Target::Line(first + index));
  }
  Position { x: x + view.caret.min(room.saturating_sub(1)) as u16, y: inner.y }
}

/// Whether codes mean something to people: those of tables of facts and keys of rows do, those of plain lists do not.
fn tells_codes(model: &Model, wanted: &PickFor) -> bool {
  match (wanted, &model.session) {
    (PickFor::Answer(cell), Some(session)) => {
      !matches!(session.field(*cell).kind, Kind::Choice(Choices::List(_)) | Kind::Choices(Choices::List(_)))
    }
    _ => false,
  }
}

/// Whether what stands beside an answer of a table of facts means something without its code.
fn tells_detail(model: &Model, wanted: &PickFor, code: &str) -> bool {
  !tells_codes(model, wanted) || fields::tells(code)
}

/// A question with a line of text.
pub(super) fn prompt(model: &Model, wanted: &PromptFor, line: &Line, canvas: &mut Canvas<'_>, body: Rect) -> Position {
  let (title, text) = match wanted {
    PromptFor::OpenPath => (model.words.get("prompt-open"), model.words.get("prompt-open-text")),
    PromptFor::GoToRow(_) => (model.words.get("prompt-go-to-row"), model.words.get("prompt-go-to-row-text")),
    PromptFor::FindInTable(_) => (model.words.get("prompt-find-in-table"), model.words.get("prompt-find-in-table-text")),
    PromptFor::FilterText(_) => (model.words.get("prompt-filter-text"), model.words.get("prompt-filter-text-text")),
    PromptFor::FillWith(_) => (model.words.get("prompt-fill-with"), model.words.get("prompt-fill-with-text")),
    PromptFor::Override { .. } => (model.words.get("prompt-override"), model.words.get("prompt-override-text")),
  };
  // What a reason is given for is read above it.
  let about = accepted(model, wanted);
  let area = centred(body, 70, if about.is_some() { 10 } else { 7 });
  let inner = canvas.boxed(area, &title, model.theme.quiet(), model.theme.title());
  let room = usize::from(inner.width);
  let mut y = inner.y;
  for (text, style) in about.into_iter().map(|about| (about, model.theme.warning())).chain([(text, model.theme.value())]) {
    for text in wrap(&text, room).iter().take(2) {
      canvas.clip(inner.x, y, text, style, room);
      y += 1;
    }
    y += 1;
  }
  let view = line.view(room);
  let y = inner.bottom().saturating_sub(2);
  canvas.spans(inner.x, y, &selection::spans(model.theme, &view.text, &view.selected, room), room);
  canvas.target(Rect { y, height: 1, ..inner }, Target::Text);
  Position { x: inner.x + view.caret.min(room.saturating_sub(1)) as u16, y }
}

/// The warning that a reason is asked for.
fn accepted(model: &Model, wanted: &PromptFor) -> Option<String> {
  let PromptFor::Override { code, row } = wanted else { return None };
  let session = model.session.as_ref()?;
  let is_meant = |finding: &&Finding| finding.code == code.as_str() && finding.row_id() == row.as_deref();
  let finding = session.report.findings.iter().find(is_meant)?;
  Some(format!("! {}", finding.sentence(&session.form, &model.words)))
}

/// A question with yes or no.
pub(super) fn question(model: &Model, wanted: &QuestionFor, canvas: &mut Canvas<'_>, body: Rect) {
  let (title, message) = match wanted {
    QuestionFor::Bin(path, name) => {
      ("question-bin", Message::new("question-bin-text").with("name", name).with("path", path.display().to_string()))
    }
    QuestionFor::Replace(other) => {
      let numbers =
        Message::new("question-replace-text").with("other", other.to_string()).with("next", (other.saturating_add(1)).to_string());
      ("question-replace", numbers.with("name", model.platform.clone().unwrap_or_default()))
    }
    QuestionFor::Move(_, lines) => return move_question(model, lines, canvas, body),
  };
  /// Of the box, with its frame.
  const WIDTH: u16 = 70;
  let lines = wrap(&model.words.say(&message), usize::from(WIDTH.min(body.width).saturating_sub(4)));
  let area = centred(body, WIDTH, lines.len() as u16 + 2);
  let inner = canvas.boxed(area, &model.words.get(title), model.theme.quiet(), model.theme.title());
  for (index, text) in lines.iter().take(usize::from(inner.height)).enumerate() {
    canvas.clip(inner.x, inner.y + index as u16, text, model.theme.value(), usize::from(inner.width));
  }
}

/// What moving a draft to a newer version of its form would change, before it does.
fn move_question(model: &Model, lines: &[String], canvas: &mut Canvas<'_>, body: Rect) {
  let (words, theme) = (&model.words, model.theme);
  let width = if body.width >= 110 { 96 } else { 76 };
  let wrapped: Vec<String> = lines.iter().flat_map(|line| wrap(line, usize::from(width.min(body.width).saturating_sub(4)))).collect();
  let area = centred(body, width, (wrapped.len() as u16).saturating_add(4));
  let inner = canvas.boxed(area, &words.get("question-move"), theme.quiet(), theme.title());
  let (room, height) = (usize::from(inner.width), usize::from(inner.height.saturating_sub(2)));
  for (index, line) in wrapped.iter().take(height).enumerate() {
    // What does not fit is many renames more; that they are more is told.
    let line = if index + 1 == height && wrapped.len() > height { "…" } else { line };
    canvas.clip(inner.x, inner.y + index as u16, line, theme.value(), room);
  }
  canvas.clip(inner.x, inner.bottom().saturating_sub(1), &words.get("question-move-keys"), theme.quiet(), room);
}
