//! Documents as files for other programs and for people.

mod csv;
mod exact;
mod html;
mod value;
mod xlsx;

pub use self::{
  csv::{csv_table, guarded, table_schema},
  html::html,
  xlsx::{sending_list, template, workbook},
};
pub(super) use self::{
  exact::{Exact, FIELD_HEADING, ROW_HEADING},
  xlsx::same_sheet,
};
