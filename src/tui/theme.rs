use crate::submit::Look;
use ratatui::style::{Color, Modifier, Style};

/// How things look, by what they are. Colour only repeats what marks and words say.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
  palette: Palette,
  /// Whether frames are drawn with characters that every terminal draws one cell wide.
  pub ascii: bool,
}

/// The colours of roles; `None` leaves the terminal's own.
#[derive(Clone, Copy, Debug)]
struct Palette {
  focus: Option<Color>,
  derived: Option<Color>,
  error: Option<Color>,
  warning: Option<Color>,
  good: Option<Color>,
  info: Option<Color>,
  quiet: Option<Color>,
  /// Whether quiet things may be faint, where they have no colour.
  dim: bool,
  /// Whether what matters is bold as well.
  strong: bool,
}

const NONE: Palette =
  Palette { focus: None, derived: None, error: None, warning: None, good: None, info: None, quiet: None, dim: true, strong: false };

/// The terminal's own colours, which its owner made fit its background.
const AUTO: Palette = Palette {
  focus: Some(Color::Cyan),
  derived: Some(Color::Cyan),
  error: Some(Color::Red),
  warning: Some(Color::Yellow),
  good: Some(Color::Green),
  info: Some(Color::Cyan),
  quiet: Some(Color::DarkGray),
  ..NONE
};

/// On white, yellow and cyan are hard to read.
const LIGHT: Palette = Palette {
  focus: Some(Color::Blue),
  derived: Some(Color::Blue),
  error: Some(Color::Red),
  warning: Some(Color::Magenta),
  good: Some(Color::Green),
  info: Some(Color::Blue),
  quiet: Some(Color::DarkGray),
  ..NONE
};

const DARK: Palette = Palette {
  focus: Some(Color::LightCyan),
  derived: Some(Color::LightCyan),
  error: Some(Color::LightRed),
  warning: Some(Color::LightYellow),
  good: Some(Color::LightGreen),
  info: Some(Color::LightBlue),
  quiet: Some(Color::Gray),
  ..NONE
};

/// With 256 colours: chosen for a contrast of 4.5 and more against white.
const LIGHT_256: Palette = Palette {
  focus: Some(Color::Indexed(25)),
  derived: Some(Color::Indexed(24)),
  error: Some(Color::Indexed(124)),
  warning: Some(Color::Indexed(94)),
  good: Some(Color::Indexed(22)),
  info: Some(Color::Indexed(25)),
  quiet: Some(Color::Indexed(240)),
  ..NONE
};

/// With 256 colours: chosen for a contrast of 4.5 and more against black.
const DARK_256: Palette = Palette {
  focus: Some(Color::Indexed(117)),
  derived: Some(Color::Indexed(152)),
  error: Some(Color::Indexed(210)),
  warning: Some(Color::Indexed(221)),
  good: Some(Color::Indexed(114)),
  info: Some(Color::Indexed(117)),
  quiet: Some(Color::Indexed(247)),
  ..NONE
};

/// The terminal's foreground everywhere but for errors, nothing faint, what matters bold.
const HIGH_CONTRAST: Palette = Palette { error: Some(Color::LightRed), dim: false, strong: true, ..NONE };

impl Theme {
  /// With the terminal's own colours, or without.
  pub fn new(colours: bool) -> Self {
    Self { palette: if colours { AUTO } else { NONE }, ascii: false }
  }

  /// The look a person chose. `no_colour` is the wish of the environment, which a look that was chosen overrides; `many` says whether the terminal has
  /// 256 colours.
  pub fn of(look: Look, no_colour: bool, many: bool) -> Self {
    let palette = match look {
      Look::Auto if no_colour => NONE,
      Look::Auto => AUTO,
      Look::Light if many => LIGHT_256,
      Look::Light => LIGHT,
      Look::Dark if many => DARK_256,
      Look::Dark => DARK,
      Look::HighContrast if no_colour => Palette { error: None, ..HIGH_CONTRAST },
      Look::HighContrast => HIGH_CONTRAST,
      Look::Plain => NONE,
    };
    Self { palette, ascii: false }
  }

  /// The same with frames of `-`, `|` and `+`, or of lines.
  #[must_use]
  pub fn with_ascii(self, ascii: bool) -> Self {
    Self { ascii, ..self }
  }

  fn weighty(self, wanted: Option<Color>) -> Style {
    let style = colour(wanted);
    if self.palette.strong { style.add_modifier(Modifier::BOLD) } else { style }
  }

  /// The first line of the screen.
  pub fn title(self) -> Style {
    Style::new().add_modifier(Modifier::BOLD)
  }

  /// Lines between parts, and what is there but quiet.
  pub fn quiet(self) -> Style {
    match self.palette.quiet {
      None if self.palette.dim => Style::new().add_modifier(Modifier::DIM),
      Some(quiet) => colour(Some(quiet)),
      None => Style::new(),
    }
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
    colour(self.palette.focus).add_modifier(Modifier::BOLD)
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
    colour(self.palette.derived)
  }

  /// Errors.
  pub fn error(self) -> Style {
    self.weighty(self.palette.error)
  }

  /// Warnings.
  pub fn warning(self) -> Style {
    self.weighty(self.palette.warning)
  }

  /// What is complete.
  pub fn good(self) -> Style {
    colour(self.palette.good)
  }

  /// Things to know.
  pub fn info(self) -> Style {
    colour(self.palette.info)
  }

  /// Names of keys.
  pub fn key(self) -> Style {
    Style::new().add_modifier(Modifier::BOLD)
  }
}

fn colour(wanted: Option<Color>) -> Style {
  wanted.map_or_else(Style::new, |colour| Style::new().fg(colour))
}

#[cfg(test)]
mod tests {
  use super::*;

  /// The usual value of a colour of the 256: the cube from 16 on, the greys from 232 on.
  fn rgb(index: u8) -> [f64; 3] {
    let level = |step: u8| if step == 0 { 0.0 } else { f64::from(55 + 40 * step) };
    match index {
      232.. => [f64::from(8 + 10 * (u16::from(index) - 232)); 3],
      _ => {
        let at = index - 16;
        [level(at / 36), level(at / 6 % 6), level(at % 6)]
      }
    }
  }

  /// WCAG 2.1, relative luminance and contrast ratio.
  fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let luminance = |rgb: [f64; 3]| {
      let [r, g, b] = rgb.map(|part| {
        let part = part / 255.0;
        if part <= 0.03928 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
      });
      0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
  }

  #[test]
  fn colours_chosen_by_us_can_be_read() {
    for (palette, background) in [(LIGHT_256, [255.0; 3]), (DARK_256, [0.0; 3])] {
      let Palette { focus, derived, error, warning, good, info, quiet, .. } = palette;
      for colour in [focus, derived, error, warning, good, info, quiet] {
        let Some(Color::Indexed(index)) = colour else { panic!("{colour:?}") };
        assert!(contrast(rgb(index), background) >= 4.5, "{index}: {}", contrast(rgb(index), background));
      }
    }
  }

  #[test]
  fn the_environment_may_forbid_colours_and_a_chosen_look_overrides_it() {
    let coloured = |theme: Theme| [theme.error(), theme.focus(), theme.quiet(), theme.warning()].iter().any(|style| style.fg.is_some());
    assert!(coloured(Theme::of(Look::Auto, false, false)));
    assert!(!coloured(Theme::of(Look::Auto, true, true)));
    assert!(coloured(Theme::of(Look::Dark, true, true)));
    assert!(!coloured(Theme::of(Look::Plain, false, true)));
    assert!(!coloured(Theme::of(Look::HighContrast, true, true)));
    // Without colours quiet things are still told from others, and high contrast has nothing faint.
    assert_ne!(Theme::of(Look::Plain, false, false).quiet(), Style::new());
    assert_eq!(Theme::of(Look::HighContrast, false, false).quiet(), Style::new());
  }
}
