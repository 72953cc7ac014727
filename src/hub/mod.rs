//! The hub: the server that collects declarations, checks them again, and gives receipts.
//!
//! One process and one SQLite file are enough. What a command of `jiliang hub` does is one function here: [`serve`], [`enrol`], [`list()`], [`show`],
//! [`export`]; [`start`] runs a hub inside another program.

mod accept;
mod caller;
mod database;
mod deadlines;
mod enrol;
mod export;
mod form_entry;
mod list;
mod recheck;
mod refusal;
mod route;
mod router;
mod routes;
mod running;
mod serve;
mod show;
mod signer;
mod state;
mod stop_signal;
#[cfg(test)]
mod trouble_tests;
mod upload;
mod verify;

pub use self::{
  database::Listed,
  enrol::enrol,
  export::export,
  form_entry::FormEntry,
  list::list,
  recheck::{Recheck, Verdict},
  route::Route,
  running::{Running, start},
  serve::serve,
  show::{Shown, show},
  verify::verify,
};
