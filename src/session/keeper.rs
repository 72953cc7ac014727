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

  /// Hands the draft in and waits for what comes of it; where `replace` is set, as the revision after another one that the platform holds.
  fn hand_in(&mut self, document: &Document, as_of: Date, replace: bool, progress: &mut dyn FnMut(Step)) -> Result<Sent, Failure>;
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
  /// The number of another revision that the platform holds and that these answers may replace, if the person says so.
  pub other_revision: Option<u32>,
}
