//! Measured values and the codes that come with them: exact numbers, quantities, due dates, credit codes.
//!
//! Pure: no clock, disk, terminal or language.

mod accuracy;
mod cell;
mod conformity;
mod coverage;
mod due_date;
mod industry;
mod number;
mod quantity;
mod range;
mod rounding;
mod uncertainty;
mod unit;
mod uscc;
mod words;

pub use self::{
  accuracy::{Accuracy, AccuracyKind},
  cell::{
    Amount, Cell, CellError, CellProblem, Formula, Term, TypedAccuracy, TypedQuantity, TypedRange, TypedUncertainty, Understanding,
    typed_accuracy, typed_quantity, typed_range, typed_uncertainty,
  },
  conformity::{Verdict, allowed_uncertainty, capability_grade, capability_index, is_negligible, judge, test_uncertainty_ratio},
  coverage::coverage_probability,
  due_date::{add_months, due_date},
  industry::{Industry, IndustryProblem},
  number::{NotANumber, Number},
  quantity::Quantity,
  range::Range,
  rounding::{Rounding, StatementProblem, check_statement, round_to_uncertainty},
  uncertainty::{Dependence, Uncertainty, UncertaintyForm},
  unit::{Atom, Dimension, Factor, Kind, PREFIXES, Part, Prefix, ReadUnit, Reading, Scale, Status, Unit, UnitError, UnitProblem, slips},
  uscc::{Uscc, UsccProblem},
  words::values_in,
};
