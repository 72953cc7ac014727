//! Pictures of the model. Views only read; each frame is drawn from the model alone.

mod big;
mod canvas;
mod carried;
mod due;
mod fields;
mod fix_all;
mod frame;
mod grid;
mod home;
mod import;
mod import_preview;
mod layout;
mod lists;
mod marks;
mod memo;
mod month;
mod outline;
mod popup;
mod review;
mod selection;
mod sending;
mod side;
mod statement;
mod steps;
mod title;
mod way;
mod welcome;

use self::canvas::Canvas;
use super::{
  Model, Page, Picture,
  model::Session,
  update::{focus_on, is_too_small, table_on},
};
use crate::{
  lang::Message,
  text::{width, wrap},
};
use ratatui::layout::{Position, Rect};

pub use self::memo::Memo;
pub(super) use self::{fields::AREA_ROWS, layout::value_width};

/// Draws the whole screen; gives where the caret stands and what can be clicked.
pub fn draw(model: &Model, frame: &mut ratatui::Frame<'_>) -> Picture {
  let picture = paint(model, frame);
  if model.theme.ascii {
    canvas::to_ascii(frame.buffer_mut());
  }
  picture
}

fn paint(model: &Model, frame: &mut ratatui::Frame<'_>) -> Picture {
  let area = frame.area();
  let mut canvas = Canvas::new(frame.buffer_mut());
  if is_too_small(model) {
    too_small(model, &mut canvas, area);
    return Picture::default();
  }
  let body = frame::around(model, &mut canvas, area);
  canvas.begin(model.scrolled.filter(|_| model.page().is_ground()));
  let mut caret = ground(model, &mut canvas, body);
  for (index, page) in model.pages.iter().enumerate() {
    if !page.is_ground() {
      canvas.begin(model.scrolled.filter(|_| index + 1 == model.pages.len()));
      canvas.cover();
    }
    caret = match page {
      Page::Outline(at) => {
        outline::popup(model, *at, &mut canvas, body);
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
  frame::keys(model, &mut canvas, area);
  let mut picture = canvas.picture();
  picture.caret = caret;
  picture
}

/// The page that fills the screen.
fn ground(model: &Model, canvas: &mut Canvas<'_>, body: Rect) -> Option<Position> {
  match (model.ground(), &model.session) {
    (Page::Section | Page::Table(_) | Page::Row(_), Some(session)) => {
      let body = with_columns(model, session, canvas, body);
      match table_on(model, model.ground()) {
        Some(group) => grid::draw(model, session, group, canvas, body),
        None => fields::section(model, session, canvas, body),
      }
    }
    (Page::Statement(at), Some(session)) => statement::draw(model, session, *at, canvas, body),
    (Page::Review(at), Some(session)) => {
      review::draw(model, session, *at, canvas, body);
      None
    }
    (Page::Carried(at), Some(session)) => {
      carried::draw(model, session, *at, canvas, body);
      None
    }
    (Page::Import(import), Some(session)) => import::draw(model, session, import, canvas, body),
    (Page::Sending(sending), _) => {
      sending::draw(model, sending, canvas, body);
      None
    }
    _ => {
      home::draw(model, canvas, body);
      None
    }
  }
}

/// Draws the outline and the findings beside the page where there is room for them; gives what is left.
fn with_columns(model: &Model, session: &Session, canvas: &mut Canvas<'_>, body: Rect) -> Rect {
  let (left, right) = (layout::outline_width(model), layout::side_width(model));
  if left > 0 {
    outline::column(model, session, canvas, Rect { width: left - 1, ..body });
    canvas.column(left - 1, body, model.theme.quiet());
  }
  if right > 0 {
    let x = body.right() - right;
    canvas.column(x, body, model.theme.quiet());
    side::draw(model, session, canvas, Rect { x: x + 2, width: right - 3, ..body });
  }
  Rect { x: body.x + left + 1, width: body.width - left - right - 1, ..body }
}

fn too_small(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
  let message = Message::new("too-small-screen").with("columns", i64::from(area.width)).with("rows", i64::from(area.height));
  let lines = wrap(&model.words.say(&message), usize::from(area.width));
  let top = usize::from(area.height).saturating_sub(lines.len()) / 2;
  for (row, line) in lines.iter().enumerate() {
    let x = usize::from(area.width).saturating_sub(width(line)) / 2;
    canvas.clip(x as u16, (top + row) as u16, line, model.theme.value(), usize::from(area.width));
  }
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
