//! A draft that is open: what it holds, what the check says, steps that can be undone. Shared by everything that shows a draft to a person.

mod cell;
mod in_words;
mod keeper;
mod offer;
mod open_draft;
mod page_item;
mod rows;
mod short_date;
mod told_change;
mod typed;
mod understood;

pub use self::{
  cell::CellRef,
  in_words::seen_by,
  keeper::{Keeper, Sent},
  offer::Offer,
  open_draft::{OpenDraft, derived},
  page_item::PageItem,
  rows::RowChange,
  told_change::told_change,
  typed::{change_of, label_of},
  understood::Understood,
};
