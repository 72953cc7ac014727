//! Editors as state machines: keys go in, text and a caret come out. They know no screen.

mod area;
mod line;
mod outcome;
mod pick;
mod words;

pub use self::{
  area::{Area, AreaView},
  line::{Line, LineView},
  outcome::Outcome,
  pick::{Pick, PickItem},
};
