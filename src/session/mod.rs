//! A draft that is open: what it holds, what the check says, steps that can be undone. Shared by everything that shows a draft to a person.

mod cell;
mod open_draft;
mod page_item;
mod typed;

pub use self::{
  cell::CellRef,
  open_draft::{OpenDraft, derived},
  page_item::PageItem,
  typed::{change_of, label_of},
};
