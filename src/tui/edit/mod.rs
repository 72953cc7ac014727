//! Editors as state machines: edits go in, text, caret and selection come out. They know no screen and no keys.

mod area;
mod buffer;
mod line;
mod outcome;
mod pick;
#[cfg(test)]
mod tests;
mod text_edit;
mod words;

pub use self::{
  area::{Area, AreaView},
  buffer::Buffer,
  line::{Line, LineView},
  outcome::Outcome,
  pick::{Pick, PickItem, PickRow},
  text_edit::TextEdit,
};
