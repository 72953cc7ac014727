//! All SQL of the hub, behind [`Database`].
//!
//! The statements keep to what SQLite and PostgreSQL share: numbered parameters, `RETURNING`, `ON CONFLICT`, times as text.

mod audit;
#[expect(clippy::module_inception, reason = "the type the module is about")]
mod database;
mod location;
mod log;
mod log_entry;
mod query;
mod rows;
mod store;

pub use self::rows::Listed;
pub(super) use self::rows::RevisionEntry;
pub(super) use self::{database::Database, store::Stored};
