//! `jiliang` (计量): a form program for declaring measurement capability, and the hub that collects the declarations.
//!
//! The modules depend on each other in one direction only; `ARCHITECTURE.md` shows it and a test holds it.

pub mod check;
pub mod cli;
pub mod document;
pub mod expr;
pub mod failure;
pub mod form;
#[cfg(feature = "hub")]
pub mod hub;
pub mod lang;
pub mod ledger;
pub mod metrology;
pub mod plain;
pub mod session;
mod share;
pub mod store;
pub mod submit;
pub mod text;
pub mod tui;

pub use self::failure::Failure;
