//! Text as people type it.

mod half_width;
mod hostile;
mod suggest;

pub use self::{half_width::half_width, hostile::hostile, suggest::suggest};
