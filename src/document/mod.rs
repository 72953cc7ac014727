//! A declaration being filled in: typed answers, rows with lasting ids, and changes that can be taken back.
//!
//! Pure: files are the business of `store`, meaning is given by a form and `check`.

mod answers;
mod change;
mod common;
mod diff;
mod draft;
mod keys;
mod leftover;
mod migrate;
mod path;
mod raw_row;
mod reader;
mod record;
mod row_id;
mod schema;
mod shape;

pub(crate) use self::record::Hint;
pub use self::{
  answers::Answers,
  change::{Change, ChangeError, Edit},
  diff::diff,
  draft::{Document, DocumentError, FORMAT, FormRef, JournalRef, Override, Submitted},
  migrate::{Migration, migration},
  path::{CellPath, PathError},
  record::{Record, Row, Table},
  row_id::{row_id, row_id_after},
  schema::schema,
};
