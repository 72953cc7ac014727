/// Where one is in a table.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct GridState {
  /// The row.
  pub row: usize,
  /// The column, counted among those shown.
  pub column: usize,
}
