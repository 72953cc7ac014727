//! What stands around every page: title, help, footer.

use super::Canvas;
use crate::{
  form::Severity,
  lang::Message,
  text::{width, wrap},
  tui::{
    Binding, Command, Model, Page,
    model::{PickFor, Saved},
    update::{context, exercise, focused_cell_on, table_on},
  },
};
use ratatui::layout::Rect;

/// Rows of help under the page.
const HELP_ROWS: u16 = 2;

/// Draws title, help and footer; gives the room in between.
pub(super) fn around(model: &Model, canvas: &mut Canvas<'_>, area: Rect) -> Rect {
  title(model, canvas, area);
  canvas.rule(1, model.theme.quiet());
  let footer_top = area.bottom() - 1;
  footer(model, canvas, footer_top);
  canvas.rule(footer_top - 1, model.theme.quiet());
  help(model, canvas, footer_top - 1 - HELP_ROWS);
  canvas.rule(footer_top - 2 - HELP_ROWS, model.theme.quiet());
  Rect { x: 0, y: 2, width: area.width, height: (footer_top - 2 - HELP_ROWS) - 2 }
}

fn title(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
  let lang = model.lang();
  let words = &model.words;
  let (left, right) = match &model.session {
    None => {
      let platform = match &model.platform {
        Some(name) => words.say(&Message::new("title-platform").with("name", name)),
        None => words.get("title-no-platform"),
      };
      (words.get("title-home"), platform)
    }
    Some(session) => {
      let name = crate::store::draft_name(&session.form, &session.document).unwrap_or_else(|| words.get("title-unnamed"));
      let section = &session.form.sections[session.section];
      let place = match model.ground() {
        Page::Review(_) => words.get("title-review"),
        Page::Statement(_) => words.get("title-statement"),
        Page::Sending(_) => words.get("title-sending"),
        Page::Table(group) => {
          format!("{} {} › {}", session.section + 1, section.title.get(lang), session.form.group(*group).label.get(lang))
        }
        Page::Row(group) => {
          let row = session.grid_cell(*group).and_then(|cell| cell.row).map_or(0, |row| row + 1);
          let row = words.say(&Message::new("title-row").with("row", row));
          format!("{} {} › {row}", session.section + 1, session.form.group(*group).label.get(lang))
        }
        _ => format!("{} {}", session.section + 1, section.title.get(lang)),
      };
      let saved = match &session.saved {
        Saved::At(time) => words.say(&Message::new("saved-at").with("time", time)),
        Saved::Saving => words.get("saved-saving"),
        Saved::Failed => words.get("saved-failed"),
      };
      let counts = Message::new("title-counts")
        .with("errors", session.report.count(Severity::Error))
        .with("warnings", session.report.count(Severity::Warning));
      let revision = Message::new("title-revision").with("revision", session.document.revision.to_string());
      let (saved, counts, revision) = (saved, words.say(&counts), words.say(&revision));
      let unofficial = words.get("title-unofficial");
      if area.width < super::OUTLINE_FROM {
        // Where there is little room the section matters more than the name.
        (format!("{place}（{unofficial}）"), [saved, counts].join(" · "))
      } else {
        (format!("{} › {place}", crate::text::truncate(&name, 24)), [unofficial, revision, saved, counts].join(" · "))
      }
    }
  };
  let room = usize::from(area.width);
  let right_width = width(&right).min(room * 3 / 5);
  canvas.clip(1, 0, &left, model.theme.title(), room.saturating_sub(right_width + 3));
  canvas.clip((room - right_width).saturating_sub(1) as u16, 0, &right, model.theme.value(), right_width);
}

/// A word about what just happened, else help for where one is.
fn help(model: &Model, canvas: &mut Canvas<'_>, top: u16) {
  let room = usize::from(canvas.area().width).saturating_sub(2);
  let (text, style) = match &model.note {
    // At the exercise what comes next is told behind what just happened.
    Some(note) => (std::iter::once(note.clone()).chain(exercise(model)).collect::<Vec<_>>().join("  "), model.theme.title()),
    None => (hint(model).unwrap_or_default(), model.theme.value()),
  };
  for (index, line) in wrap(&text, room).iter().take(usize::from(HELP_ROWS)).enumerate() {
    canvas.clip(1, top + index as u16, line, style, room);
  }
}

fn hint(model: &Model) -> Option<String> {
  if let Some(told) = exercise(model) {
    return Some(told);
  }
  let lang = model.lang();
  match model.page() {
    Page::Home => Some(model.words.get(if model.drafts.is_empty() { "hint-home-empty" } else { "hint-home" })),
    Page::Outline(_) => Some(model.words.get("hint-outline")),
    Page::Findings(_) => Some(model.words.get("hint-findings")),
    Page::Review(_) => Some(model.words.get("hint-review")),
    Page::Month(..) => Some(model.words.get("hint-month")),
    Page::Steps(_) => Some(model.words.get("hint-steps")),
    Page::Pick(PickFor::Place(_), _) => Some(model.words.get("hint-find")),
    Page::Pick(_, pick) if pick.is_nested() && !pick.is_many() => Some(model.words.get("hint-pick-nested")),
    Page::Pick(_, pick) if pick.is_many() => Some(model.words.get("hint-pick-many")),
    Page::Pick(..) => Some(model.words.get("hint-pick")),
    Page::Section | Page::Table(_) | Page::Row(_) | Page::Statement(_) => {
      let session = model.session.as_ref()?;
      let Some(cell) = focused_cell_on(model, model.page()) else {
        return Some(model.words.get(if table_on(model, model.page()).is_some() { "hint-empty-table" } else { "hint-open-table" }));
      };
      let field = session.field(cell);
      let mut text = field.label.get(lang).to_owned();
      for part in field.help.iter().map(|help| help.get(lang)) {
        text = model.words.say(&Message::new("hint-field").with("label", text).with("help", part));
      }
      if let Some(example) = &field.example {
        text.push_str(&model.words.say(&Message::new("hint-example").with("example", example)));
      }
      Some(text)
    }
    _ => None,
  }
}

fn footer(model: &Model, canvas: &mut Canvas<'_>, y: u16) {
  let mut x = 1;
  let room = canvas.area().width;
  let marks = matches!(model.page(), Page::Pick(_, pick) if pick.is_many());
  let fits = |binding: &&Binding| binding.footer && (marks || binding.command != Command::Toggle);
  let leave: Vec<&Binding> = model.keymap.bindings(context(model)).filter(fits).collect();
  for (index, binding) in leave.iter().enumerate() {
    let words = model.words.get(binding.words);
    let needed = width(binding.keys[0]) + 1 + width(&words) + 2;
    // The last one, how to leave, is always told.
    let reserve = if index + 1 == leave.len() {
      0
    } else {
      leave.last().map_or(0, |last| width(last.keys[0]) + width(&model.words.get(last.words)) + 3)
    };
    if usize::from(x) + needed + reserve > usize::from(room) {
      continue;
    }
    x = canvas.put(x, y, binding.keys[0], model.theme.key());
    x = canvas.put(x + 1, y, &words, model.theme.value()) + 2;
  }
}
