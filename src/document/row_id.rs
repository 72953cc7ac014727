use super::Row;
use std::sync::Arc;

/// An id that no row of `rows` has: one above the highest of the form `r001`.
pub fn row_id(rows: &[Arc<Row>]) -> Arc<str> {
  let highest = rows.iter().filter_map(|row| row.id.strip_prefix('r')?.parse::<u64>().ok()).max().unwrap_or(0);
  format!("r{:03}", highest + 1).into()
}
