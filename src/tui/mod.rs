//! The terminal program: a model, a pure `update(model, message) -> effects`, views that only read.
//!
//! `term` alone names the terminal library; `host` alone touches files and the network.

pub mod edit;
mod effect;
mod host;
mod key;
mod keymap;
mod message;
pub mod model;
mod run;
mod term;
mod theme;
mod update;
mod view;

pub use self::{
  effect::Effect,
  host::{Host, Reply},
  key::{Code, Key},
  keymap::{Binding, Command, Context, bindings},
  message::{DraftItem, Msg},
  model::{Model, Page, Session},
  run::{Options, Start, run},
  term::is_terminal,
  theme::Theme,
  update::update,
  view::draw,
};
