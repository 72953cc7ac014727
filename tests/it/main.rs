//! The integration tests, one binary.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod architecture;
mod bad_answers;
mod bad_drafts;
mod bad_forms;
mod cli;
#[cfg(feature = "hub")]
mod demo;
mod doctor;
mod document;
#[cfg(feature = "hub")]
mod drafts;
mod editing;
mod expr;
#[cfg(feature = "hub")]
mod fake_platform;
mod fixes;
#[path = "../../examples/generate/mod.rs"]
mod generated;
mod grid;
#[cfg(feature = "hub")]
mod http;
#[cfg(feature = "hub")]
mod hub;
#[cfg(feature = "hub")]
mod hub_process;
mod idle;
mod importing;
#[cfg(unix)]
mod in_a_terminal;
mod ledger_in_a_terminal;
mod ledgers;
mod live_check;
mod migration;
mod mistakes;
mod mouse;
mod next_year;
#[cfg(feature = "hub")]
mod openapi;
#[cfg(feature = "hub")]
mod plain;
#[path = "../shared/pty.rs"]
mod pty;
mod random_keys;
mod rules_of_metrology;
mod schema;
mod screens;
#[cfg(feature = "hub")]
mod sender;
#[cfg(unix)]
mod signals;
mod snapshots;
mod stage;
#[cfg(feature = "hub")]
mod submitting;
#[cfg(feature = "hub")]
mod submitting_ways;
mod support;
#[cfg(feature = "hub")]
mod walkthrough;
