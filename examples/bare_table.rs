//! The least a ratatui table can be: 10,000 rows, of which only those that are seen are built, and a cursor that moves by ↑ and ↓. The benchmarks compare
//! the ledger's table with it.

use ratatui::{
  crossterm::event::{self, Event, KeyCode, KeyModifiers},
  layout::Constraint,
  style::{Modifier, Style},
  widgets::{Cell, Row, Table},
};
use std::io;

const ROWS: usize = 10_000;
const COLUMNS: usize = 9;

fn main() -> io::Result<()> {
  let rows: Vec<[String; COLUMNS]> = (0..ROWS)
    .map(|row| std::array::from_fn(|column| if column == 0 { format!("JX-{row:05}") } else { format!("外径千分尺 {}", row * column) }))
    .collect();
  let (mut first, mut cursor) = (0_usize, 0_usize);
  ratatui::run(|terminal| {
    loop {
      terminal.draw(|frame| {
        let height = usize::from(frame.area().height);
        first = first.min(cursor).max((cursor + 1).saturating_sub(height));
        let shown = rows.iter().enumerate().skip(first).take(height).map(|(place, row)| {
          let style = if place == cursor { Style::new().add_modifier(Modifier::REVERSED) } else { Style::new() };
          Row::new(row.iter().map(|cell| Cell::new(cell.as_str()))).style(style)
        });
        frame.render_widget(Table::new(shown, [Constraint::Length(12); COLUMNS]), frame.area());
      })?;
      if let Event::Key(key) = event::read()? {
        match key.code {
          KeyCode::Char('q') if key.modifiers.contains(KeyModifiers::CONTROL) => return Ok(()),
          KeyCode::Down => cursor = (cursor + 1).min(ROWS - 1),
          KeyCode::Up => cursor = cursor.saturating_sub(1),
          _ => {}
        }
      }
    }
  })
}
