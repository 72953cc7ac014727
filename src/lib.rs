//! `jiliang` (计量): a form program for declaring measurement capability, and the hub that collects the declarations.
//!
//! The modules depend on each other in one direction only; `ARCHITECTURE.md` shows it and a test holds it.

pub mod failure;
pub mod lang;
pub mod submit;

pub use self::failure::Failure;
