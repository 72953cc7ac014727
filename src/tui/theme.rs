use ratatui::style::{Color, Modifier, Style};

/// How things look, by what they are. Colour only repeats what marks and words say.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
  colours: bool,
}

impl Theme {
  /// With colours, or without.
  pub fn new(colours: bool) -> Self {
    Self { colours }
  }

  fn colour(self, colour: Color) -> Style {
    if self.colours { Style::new().fg(colour) } else { Style::new() }
  }

  /// The first line of the screen.
  pub fn title(self) -> Style {
    Style::new().add_modifier(Modifier::BOLD)
  }

  /// Lines between parts, and what is there but quiet.
  pub fn quiet(self) -> Style {
    if self.colours { Style::new().fg(Color::DarkGray) } else { Style::new().add_modifier(Modifier::DIM) }
  }

  /// Labels of fields.
  pub fn label(self) -> Style {
    Style::new()
  }

  /// Answers.
  pub fn value(self) -> Style {
    Style::new()
  }

  /// The label of the field that has the focus.
  pub fn focus(self) -> Style {
    self.colour(Color::Cyan).add_modifier(Modifier::BOLD)
  }

  /// The field or cell that takes what is typed.
  pub fn input(self) -> Style {
    Style::new().add_modifier(Modifier::UNDERLINED)
  }

  /// The line of a list, or the cell of a table, under the cursor.
  pub fn cursor(self) -> Style {
    Style::new().add_modifier(Modifier::REVERSED)
  }

  /// Values that follow from others.
  pub fn derived(self) -> Style {
    self.colour(Color::Cyan)
  }

  /// Errors.
  pub fn error(self) -> Style {
    self.colour(Color::Red)
  }

  /// Warnings.
  pub fn warning(self) -> Style {
    self.colour(Color::Yellow)
  }

  /// What is complete.
  pub fn good(self) -> Style {
    self.colour(Color::Green)
  }

  /// Things to know.
  pub fn info(self) -> Style {
    self.colour(Color::Cyan)
  }

  /// Names of keys.
  pub fn key(self) -> Style {
    Style::new().add_modifier(Modifier::BOLD)
  }
}
