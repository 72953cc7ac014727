use super::{FieldEditor, fields};
use crate::{
  form::Severity,
  tui::{
    Binding, Command, Context, Model, Page,
    model::{ColumnLine, Import, ImportStage, PickFor, PromptFor},
  },
};

/// What a command is called here, a key of the locale files: the footer tells what a key does and not what it is.
pub fn words_for(model: &Model, binding: &Binding) -> &'static str {
  match (binding.command, model.page()) {
    (Command::Accept, Page::Home) if model.draft >= model.drafts.len() => "key-send-now",
    (Command::Accept, Page::Pick(PickFor::Place(_), _) | Page::Prompt(PromptFor::GoToRow(_), _)) => "key-go-there",
    (Command::Accept, Page::Prompt(PromptFor::OpenPath, _)) => "key-open",
    (Command::Back, Page::Pick(PickFor::Place(_), _)) => "key-back",
    (Command::Accept, Page::Prompt(PromptFor::FindInTable(_), _)) => "key-find",
    (Command::Back, Page::Import(import)) if matches!(import.stage, ImportStage::Reading(_)) => "key-stop",
    _ => binding.words,
  }
}

/// Whether a command would do something now; the footer tells only those.
pub(in crate::tui) fn can(model: &Model, command: Command) -> bool {
  let session = model.session.as_ref();
  let here = || session.zip(fields::focused_cell(model)).into_iter().flat_map(|(session, cell)| session.findings_of(cell));
  match command {
    Command::Fix => here().any(|finding| !finding.fixes.is_empty()),
    Command::Override => here().any(|finding| finding.overridable && finding.severity != Severity::Info),
    Command::Undo => session.is_some_and(|session| !session.undo.is_empty() || session.editor.as_ref().is_some_and(FieldEditor::is_dirty)),
    Command::Redo => session.is_some_and(|session| !session.redo.is_empty()),
    Command::NextFinding | Command::PreviousFinding => session.is_some_and(|session| {
      session.report.findings.iter().any(|finding| finding.overridden.is_none() && finding.severity != Severity::Info)
    }),
    Command::EditCell | Command::DuplicateRow | Command::DeleteRow | Command::RowForm => fields::focused_cell(model).is_some(),
    // A filter that no row passes can still be changed.
    Command::FilterRows | Command::SortColumn => {
      session.zip(fields::table(model)).is_some_and(|(session, table)| session.row_count(table) > 0)
    }
    Command::Submit => session.is_some_and(|session| session.counts.blocking() == 0),
    Command::GoOn => !model.places.is_empty(),
    Command::Back => !matches!(model.page(), Page::Sending(sending) if sending.said.is_empty()),
    Command::Continue => !matches!(model.page(), Page::Import(import) if import.plan.is_none()),
    Command::Clear => !matches!(model.page(), Page::Import(import) if !is_on_taken_column(import)),
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

/// Whether the cursor is on a column of a ledger that goes into a field.
fn is_on_taken_column(import: &Import) -> bool {
  let ImportStage::Columns(at) = import.stage else { return false };
  let line = import.column_lines().into_iter().nth(at);
  let column = import.plan.as_ref().and_then(|plan| match line? {
    ColumnLine::Column(column) => plan.columns.get(column),
    _ => None,
  });
  column.is_some_and(|column| column.target.is_some())
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
