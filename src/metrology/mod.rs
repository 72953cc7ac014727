//! Measured values and the codes that come with them: exact numbers, quantities, due dates, credit codes.
//!
//! Pure: no clock, disk, terminal or language.

mod accuracy;
mod due_date;
mod industry;
mod number;
mod quantity;
mod range;
mod uncertainty;
mod uscc;

pub use self::{
  accuracy::{Accuracy, AccuracyKind},
  due_date::{add_months, due_date},
  industry::{Industry, IndustryProblem},
  number::Number,
  quantity::Quantity,
  range::Range,
  uncertainty::{Uncertainty, UncertaintyForm},
  uscc::{Uscc, UsccProblem},
};
