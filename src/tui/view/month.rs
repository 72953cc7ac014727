//! A month to choose a day from.

use super::{Canvas, popup::centred};
use crate::{
  lang::Message,
  text::width,
  tui::{Model, Target},
};
use jiff::civil::Date;
use ratatui::layout::{Position, Rect};

/// Cells of a day.
const DAY: usize = 4;

/// Draws the month of `date`, weeks from Monday on as calendars here begin; the caret stands on the day.
pub(super) fn draw(model: &Model, label: &str, date: Date, canvas: &mut Canvas<'_>, body: Rect) -> Position {
  let theme = model.theme;
  let title = model.words.say(&Message::new("month-title").with("year", date.year().to_string()).with("month", i64::from(date.month())));
  let area = centred(body, 40, 10);
  let inner = canvas.boxed(area, &format!("{label} · {title}"), theme.quiet(), theme.title());
  for (index, day) in model.words.get("month-days").split_whitespace().enumerate() {
    canvas.put(inner.x + (index * DAY + DAY - 1 - width(day).min(2)) as u16, inner.y, day, theme.quiet());
  }
  let lead = usize::from(date.first_of_month().weekday().to_monday_zero_offset().unsigned_abs());
  let mut caret = Position { x: inner.x, y: inner.y };
  for day in 1..=date.days_in_month() {
    let place = lead + usize::from(day.unsigned_abs()) - 1;
    let (x, y) = (inner.x + (place % 7 * DAY) as u16, inner.y + 1 + (place / 7) as u16);
    let here = day == date.day();
    let is_today = date.year() == model.today.year() && date.month() == model.today.month() && day == model.today.day();
    // Today is told by a mark too, not by colour alone.
    let text = format!("{}{day:>2} ", if is_today { "*" } else { " " });
    let style = match (here, is_today) {
      (true, _) => theme.cursor(),
      (_, true) => theme.focus(),
      _ => theme.value(),
    };
    canvas.clip(x, y, &text, style, DAY);
    canvas.target(Rect { x, y, width: DAY as u16, height: 1 }, Target::Day(day));
    if here {
      caret = Position { x: x + 1, y };
    }
  }
  caret
}
