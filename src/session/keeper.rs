use crate::{Failure, document::Document, store::Entry, submit::Step};
use jiff::civil::Date;
use serde_json::Value as Json;
use std::path::PathBuf;

/// Keeps the draft that is open: on disk, and at the platform.
pub trait Keeper {
  /// Writes a line of the undo journal and then the draft; gives the time of day.
  fn save(&mut self, entry: Option<&Entry>, document: &Document) -> Result<String, Failure>;

  /// The description of a file for an attachment.
  fn describe(&self, typed: &str) -> Result<Json, Failure>;

  /// Hands the draft in and waits for what comes of it.
  fn hand_in(&mut self, document: &Document, as_of: Date, progress: &mut dyn FnMut(Step)) -> Result<Sent, Failure>;
}

/// What came of handing in, in words.
#[derive(Debug)]
pub struct Sent {
  /// Whether the platform has it.
  pub delivered: bool,
  /// What to tell, in lines.
  pub said: Vec<String>,
  /// The short name of the receipt; empty where the platform gives none.
  pub reference: String,
  /// Where the proof lies.
  pub proof: Option<PathBuf>,
  /// The draft, which now tells what was received.
  pub document: Option<Box<Document>>,
}
