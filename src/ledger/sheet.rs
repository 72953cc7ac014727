use super::{Address, Cell};

/// A file of sheets, read whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
  /// In the order of the file.
  pub sheets: Vec<Sheet>,
  /// What was found about the file that a person should know, such as its encoding.
  pub notes: Vec<crate::lang::Message>,
}

/// A sheet. Only rows that hold something are kept, each with its number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
  /// What its tab says; empty for text files.
  pub name: String,
  /// Whether it is hidden.
  pub hidden: bool,
  /// Rows with content, from top to bottom.
  pub rows: Vec<SheetRow>,
  /// Cells that are joined.
  pub merges: Vec<Merge>,
  /// Columns that are hidden, first and last, from 0.
  pub hidden_columns: Vec<(u32, u32)>,
}

/// A row of a sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SheetRow {
  /// Its number, from 0.
  pub number: u32,
  /// Its cells up to the last with content.
  pub cells: Vec<Cell>,
}

/// Cells joined to one; the content stands at `from`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Merge {
  /// Upper left.
  pub from: Address,
  /// Lower right, inclusive.
  pub to: Address,
}

impl Merge {
  /// Whether the cell belongs to it.
  pub fn holds(&self, at: Address) -> bool {
    (self.from.row..=self.to.row).contains(&at.row) && (self.from.column..=self.to.column).contains(&at.column)
  }
}

impl SheetRow {
  /// The cell in a column; empty beyond the last.
  pub fn cell(&self, column: u32) -> &Cell {
    const EMPTY: &Cell = &Cell::Empty;
    self.cells.get(column as usize).unwrap_or(EMPTY)
  }

  /// Columns and cells with content.
  pub fn filled(&self) -> impl Iterator<Item = (u32, &Cell)> {
    self.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()).map(|(column, cell)| (column as u32, cell))
  }
}

impl Sheet {
  /// The row with this number, where it holds something.
  pub fn row(&self, number: u32) -> Option<&SheetRow> {
    self.rows.binary_search_by_key(&number, |row| row.number).ok().map(|at| &self.rows[at])
  }

  /// Whether the column is hidden.
  pub(super) fn hides(&self, column: u32) -> bool {
    self.hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&column))
  }

  /// Puts a cell where it belongs. Rows come in rising order from every reader; one out of order is put in its place.
  pub(super) fn put(&mut self, at: Address, cell: Cell) {
    if cell == Cell::Empty {
      return;
    }
    let place = match self.rows.last() {
      Some(last) if last.number == at.row => self.rows.len() - 1,
      Some(last) if last.number > at.row => match self.rows.binary_search_by_key(&at.row, |row| row.number) {
        Ok(place) => place,
        Err(place) => {
          self.rows.insert(place, SheetRow { number: at.row, cells: Vec::new() });
          place
        }
      },
      _ => {
        let width = self.rows.last().map_or(0, |row| row.cells.len());
        self.rows.push(SheetRow { number: at.row, cells: Vec::with_capacity(width) });
        self.rows.len() - 1
      }
    };
    let cells = &mut self.rows[place].cells;
    let column = at.column as usize;
    if column < cells.len() {
      cells[column] = cell;
      return;
    }
    cells.resize(column, Cell::Empty);
    cells.push(cell);
  }

  /// Adds what stands in another sheet; mostly its rows are further down.
  pub(super) fn append(&mut self, other: Self) {
    let in_order = self.rows.last().zip(other.rows.first()).is_none_or(|(last, first)| last.number < first.number);
    if in_order {
      self.rows.extend(other.rows);
    } else {
      for row in other.rows {
        let cells = (0..).zip(row.cells).map(|(column, cell)| (Address::new(row.number, column), cell));
        cells.for_each(|(at, cell)| self.put(at, cell));
      }
    }
    self.merges.extend(other.merges);
  }

  /// The address of a cell with the name of the sheet: `设备台账!F17`.
  pub fn address(&self, at: Address) -> String {
    if self.name.is_empty() { at.to_string() } else { format!("{}!{at}", self.name) }
  }
}
