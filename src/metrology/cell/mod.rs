//! What people type into one cell: quantities, intervals, tolerances, accuracies, uncertainties.

mod error;
mod numeric;
mod understanding;
mod written;

pub use self::{
  error::{CellError, CellProblem},
  numeric::{TypedQuantity, TypedRange},
  understanding::{Cell, Understanding},
};
