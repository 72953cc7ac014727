//! Handing a declaration in: the envelope that is sent, the receipt that comes back, and everything between.
//!
//! A declaration is *frozen* once into canonical bytes ([`FrozenEnvelope`]), kept in the [`Outbox`], and sent by a [`Client`] until a [`Platform`]
//! answers with a [`SignedReceipt`] for exactly these bytes. [`judge`] alone decides what an answer means.

mod acknowledgement;
mod client;
mod config;
mod config_reader;
mod config_ui;
mod deliver;
mod digest;
mod envelope;
mod envelope_fault;
mod envelope_parts;
mod expectation;
mod frozen;
mod hand_in;
mod judge;
#[cfg(test)]
mod judge_tests;
mod mapping;
mod outbox;
mod outbox_item;
#[cfg(test)]
mod outbox_tests;
mod outcome;
mod platform;
mod prepare;
mod problem;
mod public_key;
mod receipt;
mod recover;
mod reference;
mod retry;
mod service;
mod signed_receipt;
mod step;
mod strict;
mod token;
mod transport;
mod trouble;

pub use self::{
  acknowledgement::Acknowledgement,
  client::Client,
  config::Config,
  config_ui::{KeyWish, Look, UiSettings},
  deliver::{Delivery, deliver},
  digest::{content_digest, digest_of},
  envelope::Envelope,
  envelope_fault::EnvelopeFault,
  envelope_parts::{Attachment, FormRef, Org, Override, RevisionRef, StatementRef},
  expectation::{Expectation, Subject},
  frozen::FrozenEnvelope,
  hand_in::{HandIn, HandedIn, hand_in},
  judge::judge,
  mapping::Mapping,
  outbox::Outbox,
  outbox_item::{Attempt, OutboxItem},
  outcome::{Need, Outcome},
  platform::{Platform, Profile},
  prepare::{Prepared, prepare, received},
  problem::Problem,
  public_key::PublicKey,
  receipt::Receipt,
  reference::Reference,
  retry::Retry,
  service::{Limits, Service},
  signed_receipt::SignedReceipt,
  step::Step,
  strict::{MAX_BYTES, MAX_DEPTH},
  token::Token,
};
// The hub reads with the same code; it is no part of the library's surface.
#[cfg(feature = "hub")]
pub(crate) use self::strict::read as read_strict;
