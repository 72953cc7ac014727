//! Measured values and the codes that come with them: exact numbers, quantities, due dates, credit codes.
//!
//! Pure: no clock, disk, terminal or language.

mod accuracy;
mod cell;
mod coverage;
mod due_date;
mod industry;
mod number;
mod quantity;
mod range;
mod uncertainty;
mod unit;
mod uscc;

pub use self::{
  accuracy::{Accuracy, AccuracyKind},
  cell::{Cell, CellError, CellProblem, TypedQuantity, TypedRange, Understanding},
  coverage::coverage_probability,
  due_date::{add_months, due_date},
  industry::{Industry, IndustryProblem},
  number::Number,
  quantity::Quantity,
  range::Range,
  uncertainty::{Uncertainty, UncertaintyForm},
  unit::{Atom, Dimension, Factor, Kind, PREFIXES, Part, Prefix, ReadUnit, Reading, Scale, Status, Unit, UnitError, UnitProblem, slips},
  uscc::{Uscc, UsccProblem},
};
