//! What the program `generate`, the tests and the benchmarks share.

mod articles;
mod draft;

pub(crate) use self::draft::{Plan, Random, generate};
