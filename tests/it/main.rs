//! The integration tests, one binary.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod architecture;
mod bad_answers;
mod bad_drafts;
mod bad_forms;
mod cli;
#[cfg(feature = "hub")]
mod demo;
mod document;
mod expr;
mod fixes;
mod grid;
mod migration;
mod mistakes;
#[cfg(feature = "hub")]
mod plain;
#[path = "../shared/pty.rs"]
mod pty;
mod random_keys;
mod schema;
mod screens;
#[cfg(unix)]
mod signals;
mod stage;
mod support;
