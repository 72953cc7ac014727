//! Pictures of the model. Views only read; each frame is drawn from the model alone.

mod canvas;
mod fields;
mod fix_all;
mod frame;
mod grid;
mod home;
mod lists;
mod marks;
mod month;
mod popup;
mod review;
mod selection;
mod sending;
mod steps;
mod welcome;

use self::canvas::Canvas;
use super::{
  Model, Page,
  model::Session,
  update::{focus_on, is_too_small, table_on},
};
use crate::{lang::Message, text::width};
use ratatui::layout::{Position, Rect};

pub(super) use self::review::{ReviewLine, review_lines};

/// From this width on the outline stands beside the page.
pub(super) const OUTLINE_FROM: u16 = 100;
/// How wide it is.
pub(super) const OUTLINE_WIDTH: u16 = 32;

/// How wide labels are on a screen of this width.
pub(super) fn label_width(columns: u16) -> usize {
  if columns >= OUTLINE_FROM { 26 } else { 24 }
}

/// Draws the whole screen; gives where the caret stands.
pub fn draw(model: &Model, frame: &mut ratatui::Frame<'_>) -> Option<Position> {
  let caret = paint(model, frame);
  if model.theme.ascii {
    canvas::to_ascii(frame.buffer_mut());
  }
  caret
}

fn paint(model: &Model, frame: &mut ratatui::Frame<'_>) -> Option<Position> {
  let area = frame.area();
  let mut canvas = Canvas::new(frame.buffer_mut());
  if is_too_small(model) {
    return too_small(model, &mut canvas, area);
  }
  let body = frame::around(model, &mut canvas, area);
  let mut caret = ground(model, &mut canvas, body);
  for page in &model.pages {
    caret = match page {
      Page::Outline(at) => {
        lists::outline(model, *at, &mut canvas, body);
        None
      }
      Page::Findings(at) => {
        lists::findings(model, *at, &mut canvas, body);
        None
      }
      Page::Help(at) => {
        lists::help(model, *at, &mut canvas, body);
        None
      }
      Page::Pick(wanted, pick) => Some(popup::pick(model, wanted, pick, &mut canvas, body)),
      Page::Month(cell, date) => model.session.as_ref().map(|session| {
        let label = session.field(*cell).label.get(model.lang());
        month::draw(model, label, *date, &mut canvas, body)
      }),
      Page::Steps(at) => {
        steps::draw(model, *at, &mut canvas, body);
        None
      }
      Page::Prompt(wanted, line) => Some(popup::prompt(model, wanted, line, &mut canvas, body)),
      Page::FixAll(code, at) => {
        fix_all::draw(model, code, *at, &mut canvas, body);
        None
      }
      Page::Question(wanted) => {
        popup::question(model, wanted, &mut canvas, body);
        None
      }
      _ => caret,
    };
  }
  caret
}

/// The page that fills the screen.
fn ground(model: &Model, canvas: &mut Canvas<'_>, body: Rect) -> Option<Position> {
  match (model.ground(), &model.session) {
    (Page::Section | Page::Table(_) | Page::Row(_) | Page::Statement(_), Some(session)) => {
      let body = beside_outline(model, session, canvas, body);
      match (model.ground(), table_on(model, model.ground())) {
        (Page::Statement(at), _) => fields::statement(model, session, *at, canvas, body),
        (_, Some(group)) => grid::draw(model, session, group, canvas, body),
        _ => fields::section(model, session, canvas, body),
      }
    }
    (Page::Review(at), Some(session)) => {
      review::draw(model, session, *at, canvas, body);
      None
    }
    (Page::Sending(sending), Some(session)) => {
      sending::draw(model, session, sending, canvas, body);
      None
    }
    _ => {
      home::draw(model, canvas, body);
      None
    }
  }
}

/// Draws the outline where there is room for it; gives what is left.
fn beside_outline(model: &Model, session: &Session, canvas: &mut Canvas<'_>, body: Rect) -> Rect {
  if body.width < OUTLINE_FROM {
    return body;
  }
  let outline = Rect { x: body.x + 1, width: OUTLINE_WIDTH - 2, ..body };
  lists::outline_lines(model, session, None, canvas, outline);
  for y in body.top()..body.bottom() {
    canvas.put(OUTLINE_WIDTH, y, "│", model.theme.quiet());
  }
  Rect { x: body.x + OUTLINE_WIDTH + 2, width: body.width - OUTLINE_WIDTH - 2, ..body }
}

fn too_small(model: &Model, canvas: &mut Canvas<'_>, area: Rect) -> Option<Position> {
  let message = Message::new("too-small-screen").with("columns", i64::from(area.width)).with("rows", i64::from(area.height));
  let text = model.words.say(&message);
  let x = usize::from(area.width).saturating_sub(width(&text)) / 2;
  if area.height > 0 {
    canvas.clip(x as u16, area.height / 2, &text, model.theme.value(), usize::from(area.width));
  }
  None
}

/// The first of `count` things of which `height` are seen, so that `at` is among them.
fn first_seen(at: usize, count: usize, height: usize) -> usize {
  let height = height.max(1);
  at.saturating_sub(height / 2).min(count.saturating_sub(height))
}

/// The items of the page and which has the focus, also while a list lies over it.
fn focus_below(model: &Model) -> (Vec<super::model::PageItem>, usize) {
  focus_on(model, model.ground()).unwrap_or_default()
}
