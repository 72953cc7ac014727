use crate::tui::{Context, Model, Page};

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
    Page::FixAll(..) => Context::Preview,
  }
}
