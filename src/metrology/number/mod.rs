//! Exact numbers that keep the digits they were written with.

mod digits;
mod kept;
mod not_a_number;
#[expect(clippy::module_inception, reason = "one type per file, named after it")]
mod number;
#[cfg(test)]
mod tests;
mod text;

pub use self::{not_a_number::NotANumber, number::Number};
