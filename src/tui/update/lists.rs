//! Lists to read and to go to a place from.

use super::{cursor::moved, fields, handing_in, history, jump};
use crate::tui::{
  Command, Effect, Model, Page,
  model::{Leap, PageItem, ReviewLine, review_lines},
};

/// A command on a list.
pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
  let count = match (model.page(), &model.session) {
    (Page::Outline(_), Some(session)) => session.form.sections.len(),
    (Page::Findings(_), Some(session)) => session.report.findings.len(),
    (Page::Steps(_), Some(session)) => session.undo.len() + session.redo.len() + 1,
    (Page::Review(_), Some(session)) => review_lines(session).len(),
    // How far a help page can be turned was noted when it was drawn.
    _ => model.picture.last_first().map_or(400, |last| last + 1),
  };
  if let Some(Page::Outline(at) | Page::Findings(at) | Page::Steps(at) | Page::Review(at) | Page::Help(at)) = model.page_mut() {
    *at = moved(command, *at, count).unwrap_or(*at);
  }
  match command {
    Command::Accept => accept(model),
    Command::Back => {
      match model.page() {
        // A submission goes on whether one looks or not; what came of it is told when one comes back.
        Page::Sending(sending) if sending.said.is_empty() => {
          model.note = Some(model.words.get("note-still-sending"));
          return Vec::new();
        }
        // After the end of handing in, the statement and the answers are done with too.
        Page::Sending(sending) if sending.delivered => {
          while model.pages.len() > 1 && matches!(model.page(), Page::Sending(_) | Page::Statement(_) | Page::Review(_)) {
            model.pages.pop();
          }
        }
        _ => {
          if model.pages.len() > 1 {
            model.pages.pop();
          }
        }
      }
      fields::settle(model);
      if matches!(model.page(), Page::Home) { vec![Effect::ListDrafts] } else { Vec::new() }
    }
    _ => Vec::new(),
  }
}

fn accept(model: &mut Model) -> Vec<Effect> {
  let Some(session) = &mut model.session else { return Vec::new() };
  match model.pages.last() {
    Some(Page::Outline(at)) => {
      let at = *at;
      if session.shown_groups.contains(&session.form.sections[at].group) {
        let group = session.form.sections[at].group;
        let field = session.page_items(at).get(session.items[at]).and_then(|item| match item {
          PageItem::Field(_, field) => Some(*field),
          PageItem::Table(_) | PageItem::Cell(_) => None,
        });
        let item = session.items[at];
        jump::leap(model, Leap::Single, |model| {
          jump::to(model, group, None, field);
          if let Some(session) = &mut model.session {
            session.items[at] = item;
          }
          fields::settle(model);
        });
      } else {
        model.note = Some(model.words.get("note-section-off"));
      }
    }
    Some(Page::Findings(at)) => {
      let at = *at;
      jump::leap(model, Leap::Single, |model| jump::to_finding(model, at));
    }
    Some(Page::Steps(at)) => {
      let done = (session.undo.len() + session.redo.len()).saturating_sub(*at);
      return history::go_to(model, done);
    }
    Some(Page::Review(at)) => {
      let line = review_lines(session).into_iter().nth(*at);
      model.review.clone_from(&line);
      let place = match line {
        Some(ReviewLine::Answer { cell }) => (cell.group, cell.row, Some(cell.field)),
        Some(ReviewLine::Table { group } | ReviewLine::Section { group, .. }) => (group, None, None),
        Some(ReviewLine::Blocker { place, .. } | ReviewLine::Accepted { place, .. }) => {
          (place.group, place.row.map(|(row, _)| row), place.field)
        }
        Some(ReviewLine::Onward) => return handing_in::go_on(model),
        None => return Vec::new(),
      };
      jump::leap(model, Leap::Single, |model| jump::to(model, place.0, place.1, place.2));
    }
    _ => {}
  }
  Vec::new()
}

/// Coming back to check-your-answers: the cursor stands on the line one left, also where lines came or went meanwhile.
pub(super) fn return_to_review(model: &mut Model) {
  if !matches!(model.page(), Page::Review(_)) {
    return;
  }
  let (Some(session), Some(left)) = (&model.session, model.review.take()) else { return };
  let lines = review_lines(session);
  let place = lines.iter().position(|line| *line == left);
  if let Some(Page::Review(at)) = model.pages.last_mut() {
    *at = place.unwrap_or((*at).min(lines.len().saturating_sub(1)));
  }
}
