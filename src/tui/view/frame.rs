//! What stands around every page: title, help, footer.

use super::{Canvas, title};
use crate::tui::Target;
use crate::{
  lang::Message,
  store::Step,
  text::{truncate, width, wrap},
  tui::{
    Binding, Command, Context, Model, Page,
    model::{FieldEditor, ImportStage, PickFor},
    update::{can, context, exercise, focused_cell_on, table_on, words_for},
  },
};
use ratatui::layout::Rect;

/// Rows of help under the page.
const HELP_ROWS: u16 = 2;
/// From this height on there is a line between help and footer.
const ROOMY_FROM: u16 = 30;

/// The most cells for what would be undone.
const STEP: usize = 44;

/// Draws title, help and footer; gives the room in between.
pub(super) fn around(model: &Model, canvas: &mut Canvas<'_>, area: Rect) -> Rect {
  title::draw(model, canvas, area);
  canvas.rule(1, model.theme.quiet());
  let footer_top = area.bottom() - 1;
  let mut help_bottom = footer_top;
  if area.height >= ROOMY_FROM {
    help_bottom -= 1;
    canvas.rule(help_bottom, model.theme.quiet());
  }
  let help_top = help_bottom - HELP_ROWS;
  help(model, canvas, help_top);
  canvas.rule(help_top - 1, model.theme.quiet());
  Rect { x: 0, y: 2, width: area.width, height: help_top - 1 - 2 }
}

/// A word about what just happened, else help for where one is: what belongs here, an example, and the source at the right edge where it fits.
fn help(model: &Model, canvas: &mut Canvas<'_>, top: u16) {
  let room = usize::from(canvas.area().width).saturating_sub(2);
  let rows = usize::from(HELP_ROWS);
  let (texts, source, style) = match &model.note {
    // At the exercise what comes next is told behind what just happened.
    Some(note) => {
      (vec![std::iter::once(note.clone()).chain(exercise(model)).collect::<Vec<_>>().join("  ")], String::new(), model.theme.title())
    }
    None => (hints(model), source(model), model.theme.value()),
  };
  // An example that would be cut is left to the help page.
  let all = wrap(&texts.concat(), room);
  let lines = if all.len() > rows { texts.first().map(|text| wrap(text, room)).unwrap_or_default() } else { all };
  for (index, line) in lines.iter().take(rows).enumerate() {
    canvas.clip(1, top + index as u16, line, style, room);
  }
  let fits = |row: &usize| lines.get(*row).map_or(0, |line| width(line) + 3) + width(&source) <= room;
  if let Some(row) = (0..rows).find(fits) {
    canvas.clip((room + 1 - width(&source)) as u16, top + row as u16, &source, model.theme.quiet(), room);
  }
}

/// Law or standard that the field rests on.
fn source(model: &Model) -> String {
  let reference = || {
    let session = model.session.as_ref()?;
    let cell = focused_cell_on(model, model.page())?;
    session.field(cell).reference.clone()
  };
  reference().map(|reference| model.words.say(&Message::new("finding-reference").with("reference", reference))).unwrap_or_default()
}

/// Help for where one is, then an example.
fn hints(model: &Model) -> Vec<String> {
  if let Some(told) = exercise(model) {
    return vec![told];
  }
  let (lang, words) = (model.lang(), &model.words);
  let get = |id| vec![words.get(id)];
  match model.page() {
    Page::Home if !model.listed => Vec::new(),
    Page::Home if model.drafts.is_empty() && model.waiting.is_empty() => get("hint-home-empty"),
    Page::Home if model.draft >= model.drafts.len() => get("hint-home-waiting"),
    Page::Home => get("hint-home"),
    Page::Sending(sending) if sending.said.is_empty() => get("hint-sending"),
    Page::Sending(sending) => get(if sending.delivered { "hint-received" } else { "hint-failed" }),
    Page::Outline(_) => get("hint-outline"),
    Page::Findings(_) => get("hint-findings"),
    Page::Review(_) => get("hint-review"),
    Page::Month(..) => get("hint-month"),
    Page::Steps(_) => get("hint-steps"),
    Page::Help(_) => get("hint-help"),
    Page::FixAll(..) => get("hint-fix-all"),
    Page::Question(_) => get("hint-question"),
    Page::Pick(PickFor::Place(_), _) => get("hint-find"),
    Page::Carried(_) => get("hint-carried"),
    Page::Import(import) => match import.stage {
      ImportStage::File => get("hint-import-file"),
      ImportStage::Reading(_) => get("hint-import-reading"),
      ImportStage::Columns(_) => get("hint-import-columns"),
      ImportStage::Preview(_) => get("hint-import-preview"),
    },
    Page::Pick(_, pick) if pick.is_nested() && !pick.is_many() => get("hint-pick-nested"),
    Page::Pick(_, pick) if pick.is_many() => get("hint-pick-many"),
    Page::Pick(..) => get("hint-pick"),
    Page::Section | Page::Table(_) | Page::Row(_) | Page::Statement(_) => {
      let Some(session) = &model.session else { return Vec::new() };
      let Some(cell) = focused_cell_on(model, model.page()) else {
        return get(if table_on(model, model.page()).is_some() { "hint-empty-table" } else { "hint-open-table" });
      };
      let field = session.field(cell);
      let label = field.label.get(lang);
      let text = match &field.help {
        Some(help) => words.say(&Message::new("hint-field").with("label", label).with("help", help.get(lang))),
        None => label.to_owned(),
      };
      let example = field.example.iter().map(|example| words.say(&Message::new("hint-example").with("example", example)));
      [text].into_iter().chain(example).collect()
    }
    Page::Prompt(..) => Vec::new(),
  }
}

/// What a command would take back or do again.
pub(super) fn step(model: &Model, command: Command) -> Option<String> {
  let session = model.session.as_ref()?;
  let label = |step: &Step| step.label.split_whitespace().collect::<Vec<_>>().join(" ");
  match command {
    Command::Undo if session.editor.as_ref().is_some_and(FieldEditor::is_dirty) => Some(model.words.get("step-typing")),
    Command::Undo => session.undo.last().map(label),
    Command::Redo => session.redo.last().map(label),
    _ => None,
  }
}

/// A key that the footer may tell, with its words here and the cells they take.
struct Told<'m> {
  binding: &'m Binding,
  words: String,
  cells: usize,
}

impl<'m> Told<'m> {
  fn new(model: &'m Model, binding: &'m Binding) -> Self {
    let words = model.words.get(words_for(model, binding));
    let cells = width(binding.keys[0]) + 1 + width(&words) + 2;
    Self { binding, words, cells }
  }

  /// Which are told where there is no room for all, the most useful first; `None` for help and how to leave, which are told always, at the end.
  fn rank(&self, is_page: bool, can_undo: bool) -> Option<u8> {
    match self.binding.command {
      Command::Help | Command::Quit => None,
      // What was offered for this very place comes first.
      Command::Fix | Command::Override => Some(0),
      // That there is something to take back matters more than what is learned first.
      Command::Undo => Some(1),
      Command::Next if can_undo => Some(3),
      // On a page of the draft one rarely wants back; over it, or beside it, it is what one needs to know.
      Command::Back => is_page.then_some(4),
      _ => Some(2),
    }
  }
}

/// The last row: the keys that do something now, the most useful first; help and how to leave are told always, at the end. They can be clicked.
pub(super) fn keys(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
  let y = area.bottom() - 1;
  let context = context(model);
  let works = |binding: &&Binding| binding.footer && can(model, binding.command);
  let told: Vec<Told<'_>> = model.keymap.bindings(context).filter(works).map(|binding| Told::new(model, binding)).collect();
  let is_page = matches!(context, Context::Fields | Context::Table | Context::Cell);
  let can_undo = told.iter().any(|told| told.binding.command == Command::Undo);
  let rank = |place: usize| told[place].rank(is_page, can_undo);
  let (mut others, last): (Vec<usize>, Vec<usize>) = (0..told.len()).partition(|place| rank(*place).is_some());
  let mut room = usize::from(canvas.area().width).saturating_sub(last.iter().map(|place| told[*place].cells).sum());
  others.sort_by_key(|place| rank(*place));
  others.retain(|place| match room.checked_sub(told[*place].cells) {
    Some(left) => {
      room = left;
      true
    }
    None => false,
  });
  others.sort_by_key(|place| (rank(*place) != Some(0), *place));
  let mut x = 1;
  for Told { binding, words, .. } in others.into_iter().chain(last).map(|place| &told[place]) {
    let from = x;
    x = canvas.put(x, y, binding.keys[0], model.theme.key());
    x = canvas.put(x + 1, y, words, model.theme.value());
    // Where there is room left, what would be undone or done again is told.
    if let Some(step) = step(model, binding.command).filter(|_| room > 8) {
      let text = truncate(&model.words.say(&Message::new("key-step").with("step", step)), room.min(STEP)).into_owned();
      x = canvas.put(x, y, &text, model.theme.quiet());
      room -= width(&text);
    }
    if let Ok(key) = binding.keys[0].parse() {
      canvas.target(Rect { x: from, y, width: x - from, height: 1 }, Target::Key(key));
    }
    x += 2;
  }
}
