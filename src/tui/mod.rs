//! The terminal program: a model, a pure `update(model, message) -> effects`, views that only read.
//!
//! `term` alone names the terminal library; `inbox` is where it waits; `host` alone touches files and the network.

mod bindings;
mod command;
mod context;
mod crash;
pub mod edit;
mod effect;
mod end;
mod host;
mod inbox;
mod key;
mod keymap;
mod message;
pub mod model;
mod mouse;
mod outside;
mod paste_guard;
mod rescue;
mod run;
mod signals;
mod term;
mod theme;
mod update;
mod view;
mod worker;

pub use self::{
  bindings::Keymap,
  command::Command,
  context::Context,
  effect::Effect,
  end::End,
  host::Host,
  inbox::Reply,
  key::{Code, Key},
  keymap::Binding,
  message::{DraftItem, FolderItem, Msg, WaitingItem},
  model::{CarriedLine, FileItem, Import, ImportStage, Model, Page, Session, carried_lines},
  mouse::{Act, Aim, Mouse, Picture, Scroll, Target},
  run::{Options, Start, run},
  term::{is_terminal, size as terminal_size},
  theme::Theme,
  update::{update, words_for},
  view::{Memo, draw},
};
