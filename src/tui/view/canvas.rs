use crate::text::{plain_width, truncate, width};
use crate::tui::{Picture, Scroll, Target, model::Scrolled};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use unicode_width::UnicodeWidthStr;

/// The cells of the screen, written so that no wide character is ever cut in half.
pub(super) struct Canvas<'b> {
  buffer: &'b mut Buffer,
  /// What can be clicked.
  picture: Picture,
  /// Where the page that is being drawn was scrolled to.
  scrolled: Option<Scrolled>,
}

impl<'b> Canvas<'b> {
  pub(super) fn new(buffer: &'b mut Buffer) -> Self {
    Self { buffer, picture: Picture::default(), scrolled: None }
  }

  /// What was drawn, for the mouse.
  pub(super) fn picture(self) -> Picture {
    self.picture
  }

  /// A page begins that was scrolled by hand where `scrolled` says so.
  pub(super) fn begin(&mut self, scrolled: Option<Scrolled>) {
    self.scrolled = scrolled;
  }

  /// What is drawn from now on lies over everything else and takes all clicks.
  pub(super) fn cover(&mut self) {
    self.picture.cover();
  }

  /// Notes that `target` can be clicked in `area`.
  pub(super) fn target(&mut self, area: Rect, target: Target) {
    self.picture.target(area, target);
  }

  /// The first of `count` rows that `area` shows, so that the rows from `top` to before `bottom` are among them: `usual`, unless the page was scrolled
  /// by hand. The wheel can turn from there on.
  pub(super) fn first(&mut self, area: Rect, usual: usize, (top, bottom): (usize, usize), count: usize) -> usize {
    let height = usize::from(area.height.max(1));
    let last = count.saturating_sub(height);
    let first = match self.scrolled {
      Some(Scrolled::Away(first)) => first,
      Some(Scrolled::Near(first)) => first.max(bottom.saturating_sub(height)).min(top),
      None => usual,
    };
    let first = first.min(last);
    self.picture.scroll(area, Scroll { first, last });
    first
  }

  /// The first of `count` lines that `area` shows, so that the line `at` is among them, in the middle where it can be.
  pub(super) fn first_of(&mut self, area: Rect, at: usize, count: usize) -> usize {
    let usual = super::first_seen(at, count, usize::from(area.height));
    self.first(area, usual, (at, at + 1), count)
  }

  /// The first of `count` rows of a table that `area` shows, so that the row `at` is among them: the one of the frame `before` as far as it can be, so that a
  /// step moves the cursor and not the page; after a jump, `at` is in the middle.
  pub(super) fn first_row(&mut self, area: Rect, at: usize, count: usize, before: Option<(Rect, usize)>) -> usize {
    let height = usize::from(area.height.max(1));
    let is_step = |first: usize| (first.saturating_sub(1)..=first + height).contains(&at);
    let usual = match before {
      Some((known, first)) if known == area && is_step(first) => first.max((at + 1).saturating_sub(height)).min(at),
      _ => super::first_seen(at, count, height),
    };
    let first = self.first(area, usual, (at, at + 1), count);
    self.picture.rows = Some((area, first));
    first
  }

  /// The whole screen.
  pub(super) fn area(&self) -> Rect {
    self.buffer.area
  }

  /// Writes text from (x, y) on, to the edge of the screen; gives the column after it.
  pub(super) fn put(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
    let room = usize::from(self.area().right().saturating_sub(x));
    self.clip(x, y, text, style, room)
  }

  /// Writes text cut to `cells`; gives the column after it.
  pub(super) fn clip(&mut self, x: u16, y: u16, text: &str, style: Style, cells: usize) -> u16 {
    if y >= self.area().bottom() || x >= self.area().right() {
      return x;
    }
    let room = cells.min(usize::from(self.area().right() - x));
    if let Some(cells) = plain_width(text).filter(|cells| *cells <= room) {
      return self.plain(x, y, text, style, cells);
    }
    let text = truncate(text, room);
    if let Some(cells) = plain_width(&text) {
      return self.plain(x, y, &text, style, cells);
    }
    self.buffer.set_stringn(x, y, &text, room, style);
    x + width(&text) as u16
  }

  /// What the library does, without the search for characters that join: that took half of the time of a frame.
  fn plain(&mut self, x: u16, y: u16, text: &str, style: Style, cells: usize) -> u16 {
    let first = self.buffer.index_of(x, y);
    let mut row = self.buffer.content[first..].iter_mut();
    for c in text.chars() {
      if let Some(cell) = row.next() {
        cell.set_char(c).set_style(style);
      }
      if is_wide(c)
        && let Some(covered) = row.next()
      {
        covered.reset();
      }
    }
    x + cells as u16
  }

  /// Writes pieces one behind the other, cut to `cells`.
  pub(super) fn spans(&mut self, x: u16, y: u16, spans: &[(String, Style)], cells: usize) {
    let end = x + cells as u16;
    spans.iter().fold(x, |x, (text, style)| self.clip(x, y, text, *style, usize::from(end.saturating_sub(x))));
  }

  /// A line across.
  pub(super) fn rule(&mut self, y: u16, style: Style) {
    let area = self.area();
    if y < area.bottom() {
      let first = self.buffer.index_of(area.x, y);
      for cell in &mut self.buffer.content[first..first + usize::from(area.width)] {
        cell.set_char('─').set_style(style);
      }
    }
  }

  /// A line down, beside the page `body`.
  pub(super) fn column(&mut self, x: u16, body: Rect, style: Style) {
    let area = self.area();
    for y in body.top()..body.bottom().min(area.bottom()) {
      if x < area.right() {
        self.buffer[(x, y)].set_char('│').set_style(style);
      }
    }
  }

  /// Empties a rectangle for a box over the page. Where its edge would cut a wide character in half, the whole character goes.
  pub(super) fn clear(&mut self, area: Rect) {
    let area = area.intersection(self.area());
    for y in area.top()..area.bottom() {
      if area.left() > 0 {
        let left = &mut self.buffer[(area.left() - 1, y)];
        if left.symbol().width() > 1 {
          left.set_symbol(" ");
        }
      }
      for x in area.left()..area.right() {
        self.buffer[(x, y)].reset();
      }
      // The covered half of a character that begins on the last column is blank already; one that begins before the box is gone with it.
      if area.right() < self.area().right() {
        let right = &mut self.buffer[(area.right(), y)];
        if right.symbol().is_empty() {
          right.set_symbol(" ");
        }
      }
    }
  }

  /// A box with a title, emptied; gives its inside.
  pub(super) fn boxed(&mut self, area: Rect, title: &str, style: Style, title_style: Style) -> Rect {
    self.clear(area);
    let inner_width = usize::from(area.width.saturating_sub(2));
    let (top, bottom) = (area.top(), area.bottom().saturating_sub(1));
    self.put(area.x, top, &format!("┌{}┐", "─".repeat(inner_width)), style);
    self.put(area.x, bottom, &format!("└{}┘", "─".repeat(inner_width)), style);
    for y in top + 1..bottom {
      self.put(area.x, y, "│", style);
      self.put(area.right().saturating_sub(1), y, "│", style);
    }
    if !title.is_empty() {
      self.clip(area.x + 2, top, &format!(" {title} "), title_style, inner_width.saturating_sub(2));
    }
    Rect { x: area.x + 2, y: top + 1, width: area.width.saturating_sub(4), height: area.height.saturating_sub(2) }
  }
}

/// Whether a character of a text of plain width takes two cells: those that take one come before the first that takes two.
fn is_wide(c: char) -> bool {
  c >= '\u{3000}'
}

/// Draws frames with characters that are one cell wide everywhere.
pub(super) fn to_ascii(buffer: &mut Buffer) {
  for cell in &mut buffer.content {
    let plain = match cell.symbol() {
      "─" | "━" => "-",
      "│" | "┃" => "|",
      "┌" | "┐" | "└" | "┘" | "├" | "┤" | "┬" | "┴" | "┼" => "+",
      _ => continue,
    };
    cell.set_symbol(plain);
  }
}
