//! The least a ratatui form can be: 40 labelled lines of text and a caret. The benchmarks compare jiliang with it.

use ratatui::{
  crossterm::event::{self, Event, KeyCode, KeyModifiers},
  layout::Position,
  text::Line,
  widgets::Paragraph,
};
use std::io;

fn main() -> io::Result<()> {
  let mut values: Vec<String> = (0..40).map(|index| format!("虚构一号精密机械零部件加工有限公司 {index}")).collect();
  ratatui::run(|terminal| {
    loop {
      terminal.draw(|frame| {
        let lines: Vec<Line<'_>> = values
          .iter()
          .enumerate()
          .map(|(index, value)| Line::raw(format!("{:<3} 企业名称第 {index:>2} 项 │ {value}", index + 1)))
          .collect();
        frame.render_widget(Paragraph::new(lines), frame.area());
        frame.set_cursor_position(Position::new(20, 0));
      })?;
      if let Event::Key(key) = event::read()? {
        match key.code {
          KeyCode::Char('q') if key.modifiers.contains(KeyModifiers::CONTROL) => return Ok(()),
          KeyCode::Char(c) => values[0].push(c),
          KeyCode::Backspace => drop(values[0].pop()),
          _ => {}
        }
      }
    }
  })
}
