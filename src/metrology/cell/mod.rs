//! What people type into one cell: quantities, intervals, tolerances, accuracies, uncertainties. It is read whole or refused; digits stay as typed.

mod accuracy;
mod error;
mod formula;
mod numeric;
mod typed;
mod uncertainty;
mod understanding;
mod written;

pub use self::{
  accuracy::TypedAccuracy,
  error::{CellError, CellProblem},
  formula::{Amount, Formula, Term},
  numeric::{TypedQuantity, TypedRange},
  typed::{typed_accuracy, typed_quantity, typed_range, typed_uncertainty},
  uncertainty::TypedUncertainty,
  understanding::{Cell, Understanding},
};
