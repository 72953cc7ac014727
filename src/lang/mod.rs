//! The program's own words, in Chinese and English.
//!
//! The core states facts as a [`Message`]: an id and its arguments. [`Words`] turns them into a sentence; the sentences stand in `locales/`.

mod message;
mod words;

pub use self::{
  message::{Argument, Message},
  words::{KeyNames, Lang, Words},
};
