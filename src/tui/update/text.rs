//! Texts being edited, wherever they are: fields, cells, filters, questions.

use super::{answer, fields, grid, history};
use crate::{
  Failure,
  form::Severity,
  lang::Message,
  text::fold_char,
  tui::{
    Effect, Model, Page,
    edit::{Buffer, Outcome, TextEdit},
    model::{ImportStage, ReviewLine, review_lines},
    term::LONGEST_COPY,
  },
};
use unicode_segmentation::UnicodeSegmentation;

/// The text that has the focus.
fn buffer(model: &Model) -> Option<&Buffer> {
  match model.page() {
    Page::Section | Page::Table(_) | Page::Row(_) | Page::Statement(_) => {
      model.session.as_ref()?.editor.as_ref().map(crate::tui::model::FieldEditor::buffer)
    }
    Page::Pick(_, pick) => Some(pick.filter().buffer()),
    Page::Prompt(_, line) => Some(line.buffer()),
    Page::Import(import) if import.stage == ImportStage::File => Some(import.choice.line.buffer()),
    _ => None,
  }
}

/// Edits the text that has the focus. On an answer that is chosen, deleting clears it.
pub(super) fn edit(model: &mut Model, edit: TextEdit, extend: bool) -> Vec<Effect> {
  apply(model, edit, extend);
  let deletes = matches!(edit, TextEdit::DeleteBack | TextEdit::DeleteForward);
  match fields::focused_cell(model) {
    Some(cell) if deletes && buffer(model).is_none() => answer::set(model, cell, None),
    _ => Vec::new(),
  }
}

/// Edits the text that has the focus; `Ignored` where there is none.
pub(super) fn apply(model: &mut Model, edit: TextEdit, extend: bool) -> Outcome {
  match model.pages.last_mut() {
    Some(Page::Section | Page::Table(_) | Page::Row(_) | Page::Statement(_)) => match super::editor(model) {
      Some(editor) => editor.edit(edit, extend),
      None => Outcome::Ignored,
    },
    Some(Page::Pick(_, pick)) => pick.edit(edit, extend),
    Some(Page::Prompt(_, line)) => line.edit(edit, extend),
    Some(Page::Import(import)) if import.stage == ImportStage::File => {
      let outcome = import.choice.line.edit(edit, extend);
      if outcome == Outcome::Changed {
        import.choice.at = None;
      }
      outcome
    }
    _ => Outcome::Ignored,
  }
}

/// Puts typed or pasted text where the caret is.
pub(super) fn insert(model: &mut Model, text: &str) -> Vec<Effect> {
  let removed = match model.pages.last_mut() {
    Some(Page::Section | Page::Table(_) | Page::Row(_) | Page::Statement(_)) => {
      super::editor(model).map_or(0, |editor| editor.insert(text))
    }
    Some(Page::Pick(_, pick)) => {
      pick.narrow(text);
      0
    }
    Some(Page::Prompt(_, line)) => line.insert(text),
    Some(Page::Import(import)) if import.stage == ImportStage::File => {
      import.choice.at = None;
      import.choice.line.insert(text)
    }
    _ => 0,
  };
  super::tell_removed(model, removed);
  Vec::new()
}

/// Pasted text, from the terminal or from what was copied here.
pub(super) fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
  if super::import_file::paste(model, text) {
    return Vec::new();
  }
  if buffer(model).is_some() {
    return insert(model, text);
  }
  if fields::table(model).is_some() {
    return grid::paste(model, text);
  }
  // A list of answers is narrowed by it.
  let folded: String = text.trim().chars().map(fold_char).collect();
  match fields::focused_cell(model) {
    Some(cell) => answer::open_pick(model, cell, &folded).unwrap_or_default(),
    None => Vec::new(),
  }
}

/// Puts in what was copied or cut.
pub(super) fn paste_copied(model: &mut Model) -> Vec<Effect> {
  if model.clipboard.is_empty() {
    model.note = Some(model.words.get("note-nothing-copied"));
    return Vec::new();
  }
  let text = model.clipboard.clone();
  paste(model, &text)
}

/// Has the text that has the focus edited with an editor of the person's own.
pub(super) fn edit_outside(model: &mut Model) -> Vec<Effect> {
  match buffer(model) {
    Some(buffer) => vec![Effect::EditOutside(buffer.text().to_owned())],
    None => {
      model.note = Some(model.words.get("note-no-text"));
      Vec::new()
    }
  }
}

/// Takes the text back; what cannot be taken leaves everything as it was.
pub(super) fn edited_outside(model: &mut Model, result: Result<String, Failure>) -> Vec<Effect> {
  let changed = match result {
    Ok(changed) => changed,
    Err(failure) => {
      model.note = Some(failure.say(&model.words));
      return Vec::new();
    }
  };
  let Some(editor) = super::editor(model) else { return Vec::new() };
  let before = editor.text().to_owned();
  let removed = editor.buffer_mut().replace(&changed);
  let same = editor.text() == before;
  model.note = Some(model.words.get(if same { "note-outside-same" } else { "note-outside-taken" }));
  super::tell_removed(model, removed);
  history::commit(model)
}

/// Copies what is selected, else the whole of what has the focus.
pub(super) fn copy(model: &mut Model) -> Vec<Effect> {
  match selected(model).or_else(|| whole(model)).filter(|text| !text.is_empty()) {
    Some(text) => take(model, text),
    None => {
      model.note = Some(model.words.get("note-nothing-to-copy"));
      Vec::new()
    }
  }
}

/// Copies what is selected; `None` where nothing is.
pub(super) fn copy_selection(model: &mut Model) -> Option<Vec<Effect>> {
  selected(model).map(|text| take(model, text))
}

/// Cuts what is selected.
pub(super) fn cut(model: &mut Model) -> Vec<Effect> {
  let Some(text) = selected(model) else {
    model.note = Some(model.words.get("note-nothing-selected"));
    return Vec::new();
  };
  apply(model, TextEdit::DeleteBack, false);
  take(model, text)
}

/// Offers text to the system, and keeps it for this program. Cells, and what terminals do not take for its length, are kept in a file too.
fn take(model: &mut Model, text: String) -> Vec<Effect> {
  let count = text.graphemes(true).count();
  model.note = Some(model.words.say(&Message::new("note-copied").with("count", count)));
  model.clipboard.clone_from(&text);
  let mut effects = vec![Effect::Copy(text.clone())];
  let is_block = buffer(model).is_none()
    && fields::table(model).zip(model.session.as_ref()).is_some_and(|(table, session)| session.grid(table).is_block());
  if is_block || text.len() > LONGEST_COPY {
    effects.push(Effect::KeepCopy(text));
  }
  effects
}

fn selected(model: &Model) -> Option<String> {
  if let Some(buffer) = buffer(model) {
    return buffer.selected().map(str::to_owned);
  }
  let (table, session) = (fields::table(model)?, model.session.as_ref()?);
  session.grid(table).is_block().then(|| super::block::copied(session, table, model.lang()))
}

/// What people would want to have of what has the focus: the answer, the finding, the number of the receipt.
fn whole(model: &Model) -> Option<String> {
  if let Some(buffer) = buffer(model) {
    return Some(buffer.text().to_owned());
  }
  let lang = model.lang();
  let session = model.session.as_ref()?;
  match model.page() {
    Page::Findings(at) => session.report.findings.get(*at).map(|finding| {
      let mark = if finding.severity == Severity::Error { "x" } else { "!" };
      format!("{mark} {}", finding.sentence(&session.form, &model.words))
    }),
    Page::Review(at) => match review_lines(session).get(*at)? {
      ReviewLine::Answer { cell } => Some(session.text_of(*cell, lang)),
      _ => None,
    },
    Page::Sending(sending) => sending.reference.clone().or_else(|| Some(sending.said.join("\n"))),
    page => {
      let cell = fields::focused_cell_on(model, page)?;
      let text = session.text_of(cell, lang);
      if text.is_empty() { session.derived(cell, lang) } else { Some(text) }
    }
  }
}
