use super::Row;
use std::sync::Arc;

/// Ids one after the other that no row of `rows` has.
pub fn row_id_after(rows: &[Arc<Row>]) -> impl FnMut() -> Arc<str> + use<> {
  let mut highest =
    rows.iter().filter_map(|row| row.id.strip_prefix('r')?.parse::<u64>().ok()).filter(|number| *number < 1 << 53).max().unwrap_or(0);
  move || {
    highest += 1;
    format!("r{highest:03}").into()
  }
}

/// An id that no row of `rows` has: one above the highest of the form `r001`.
pub fn row_id(rows: &[Arc<Row>]) -> Arc<str> {
  row_id_after(rows)()
}
