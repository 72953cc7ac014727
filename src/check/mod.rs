//! `check(form, document, as_of) -> findings`: the same in the terminal, on the command line and in the hub.
//!
//! Pure. Findings are facts; their words stand in the form and in `locales/`.

mod counts;
mod effective;
mod engine;
mod field_check;
mod finding;
mod fix;
mod format;
mod frame;
mod live;
mod payload;
mod personal;
mod progress;
mod rule_tests;
mod say;
mod show;
mod silence;
mod texts;
mod unit_check;
mod work;

pub use self::{
  counts::Counts,
  effective::Effective,
  engine::{check, structure},
  finding::{Finding, Place, Report, Said},
  fix::Fix,
  live::{Extent, Live},
  payload::payload,
  progress::{Progress, State, progress},
  rule_tests::test_rules,
  show::{explain, show_value},
};
