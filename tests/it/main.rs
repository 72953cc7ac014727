//! The integration tests, one binary.

mod architecture;
mod bad_drafts;
mod bad_forms;
mod cli;
mod document;
mod expr;
mod schema;
mod support;
