use super::{FieldEditor, fields};
use crate::{
  form::Severity,
  tui::{Command, Context, Model, Page, model::ImportStage},
};

/// Whether a command would do something now; the footer tells only those.
pub(in crate::tui) fn can(model: &Model, command: Command) -> bool {
  let session = model.session.as_ref();
  let mut here = session.zip(fields::focused_cell(model)).into_iter().flat_map(|(session, cell)| session.findings_of(cell));
  match command {
    Command::Fix => here.any(|finding| !finding.fixes.is_empty()),
    Command::Override => here.any(|finding| finding.overridable && finding.severity != Severity::Info),
    Command::Undo => session.is_some_and(|session| !session.undo.is_empty() || session.editor.as_ref().is_some_and(FieldEditor::is_dirty)),
    Command::Redo => session.is_some_and(|session| !session.redo.is_empty()),
    Command::NextFinding | Command::PreviousFinding => session.is_some_and(|session| {
      session.report.findings.iter().any(|finding| finding.overridden.is_none() && finding.severity != Severity::Info)
    }),
    Command::EditCell | Command::DuplicateRow | Command::DeleteRow => fields::focused_cell(model).is_some(),
    Command::Toggle => match model.page() {
      Page::Pick(_, pick) => pick.is_many(),
      Page::Import(_) => true,
      _ => false,
    },
    Command::NextYear if matches!(model.page(), Page::Home) => model.draft < model.drafts.len(),
    Command::DuplicateDraft | Command::BinDraft => model.draft < model.drafts.len(),
    Command::Accept => !matches!(model.page(), Page::Home) || !model.drafts.is_empty() || !model.waiting.is_empty(),
    _ => true,
  }
}

/// Where the person is, as the keymap knows it.
pub(in crate::tui) fn context(model: &Model) -> Context {
  context_on(model, model.page())
}

/// Where the person was before help opened.
pub(in crate::tui) fn context_below(model: &Model) -> Context {
  let below = model.pages.iter().rev().find(|page| !matches!(page, Page::Help(_)));
  context_on(model, below.unwrap_or(&Page::Home))
}

fn context_on(model: &Model, page: &Page) -> Context {
  let editing = model.session.as_ref().is_some_and(|session| session.editor.is_some());
  match page {
    Page::Home => Context::Home,
    Page::Table(_) if editing => Context::Cell,
    Page::Table(_) => Context::Table,
    Page::Section => match &model.session {
      Some(session) if session.form.group(session.form.sections[session.section].group).is_table => {
        if editing {
          Context::Cell
        } else {
          Context::Table
        }
      }
      _ => Context::Fields,
    },
    Page::Row(_) => Context::Fields,
    Page::Outline(_) | Page::Findings(_) | Page::Steps(_) => Context::List,
    Page::Review(_) => Context::Review,
    Page::Statement(_) => Context::Statement,
    Page::Sending(_) | Page::Help(_) => Context::Reading,
    Page::Pick(..) => Context::Pick,
    Page::Month(..) => Context::Month,
    Page::Prompt(..) => Context::Prompt,
    Page::Question(_) => Context::Question,
    Page::Carried(_) => Context::Carried,
    Page::Import(import) => match import.stage {
      ImportStage::File => Context::File,
      ImportStage::Reading(_) => Context::Reading,
      ImportStage::Columns(_) => Context::Columns,
      ImportStage::Preview(_) => Context::Import,
    },
    Page::FixAll(..) => Context::Preview,
  }
}
