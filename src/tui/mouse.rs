use super::Key;
use ratatui::layout::{Position, Rect};

/// Something done with the mouse, as the terminal tells it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Mouse {
  /// What.
  pub act: Act,
  /// The column of the screen.
  pub column: u16,
  /// The row of the screen.
  pub row: u16,
}

/// What was done with the mouse.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Act {
  /// The left button went down.
  Press,
  /// The mouse moved while the left button was down.
  Drag,
  /// Another button went down; where the mouse is the terminal's, it would paste.
  OtherButton,
  /// The wheel turned towards the top.
  WheelUp,
  /// The wheel turned towards the bottom.
  WheelDown,
}

/// Something on the screen that can be clicked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Target {
  /// An item of a page of fields, by its place.
  Item(usize),
  /// The answer of an item of a page of fields, by its place, and the row of it.
  Value(usize, u16),
  /// A cell of a table, by the places of row and column among those shown.
  Cell(usize, usize),
  /// The name of a column, by its place among those shown.
  Column(usize),
  /// A line of the list or page on top, by its place.
  Line(usize),
  /// A section, by its place in the form.
  Section(usize),
  /// A finding, by its place in the report.
  Finding(usize),
  /// The text that is asked for, or that narrows a list.
  Text,
  /// A day of the month that is shown.
  Day(i8),
  /// A key that the footer tells.
  Key(Key),
}

/// Which part of something longer is seen.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Scroll {
  /// The first row or line that is seen.
  pub first: usize,
  /// The last one that can be the first.
  pub last: usize,
}

/// What a frame showed, for the mouse to be aimed at.
#[derive(Clone, Debug, Default)]
pub struct Picture {
  /// Where the caret stands.
  pub caret: Option<Position>,
  /// What can be clicked; what was drawn later lies over what was drawn before.
  targets: Vec<(Rect, Target)>,
  /// What can be scrolled.
  scrolls: Vec<(Rect, Scroll)>,
  /// Where the rows of a table were drawn, and the first of them; also while something lies over it.
  pub(super) rows: Option<(Rect, usize)>,
}

/// What the mouse points at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Aim {
  /// What can be clicked there.
  pub target: Option<Target>,
  /// How many cells right of its left edge.
  pub right: usize,
  /// How wide it is.
  pub width: usize,
  /// What can be scrolled there.
  pub scroll: Option<Scroll>,
}

impl Picture {
  /// Notes that `target` can be clicked in `area`.
  pub(super) fn target(&mut self, area: Rect, target: Target) {
    self.targets.push((area, target));
  }

  /// Notes that what fills `area` is a part of something longer.
  pub(super) fn scroll(&mut self, area: Rect, scroll: Scroll) {
    self.scrolls.push((area, scroll));
  }

  /// A page begins that lies over everything drawn so far, and takes all clicks.
  pub(super) fn cover(&mut self) {
    self.targets.clear();
    self.scrolls.clear();
  }

  /// How far the page on top can be turned: the last row or line that can be the first; `None` where nothing can be.
  pub fn last_first(&self) -> Option<usize> {
    self.scrolls.last().map(|(_, scroll)| scroll.last)
  }

  /// What lies at a column and row.
  pub fn aim(&self, column: u16, row: u16) -> Aim {
    let at = Position { x: column, y: row };
    let target = self.targets.iter().rev().find(|(area, _)| area.contains(at));
    let scroll = self.scrolls.iter().rev().find(|(area, _)| area.contains(at)).map(|(_, scroll)| *scroll);
    Aim {
      target: target.map(|(_, target)| *target),
      right: target.map_or(0, |(area, _)| usize::from(column - area.x)),
      width: target.map_or(0, |(area, _)| usize::from(area.width)),
      scroll,
    }
  }
}
