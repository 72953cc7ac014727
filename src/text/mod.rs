//! Text as people type it and as terminals show it: widths, folding, cleaning, wrapping, suggestions.

mod clean;
mod fold;
mod half_width;
mod hostile;
mod suggest;
mod width;
mod wrap;

pub use self::{
  clean::{Cleaned, clean_input},
  fold::{fold_char, fold_search},
  half_width::half_width,
  hostile::hostile,
  suggest::suggest,
  width::{fit, truncate, width},
  wrap::wrap,
};
