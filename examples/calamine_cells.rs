//! Reads every cell of a workbook with calamine and does nothing else. The benchmarks compare the import of a ledger with it.

use calamine::{Data, Reader, Xlsx, open_workbook};
use std::{io::BufReader, process::ExitCode};

fn main() -> ExitCode {
  let path = std::env::args().nth(1).unwrap_or_default();
  let Ok(mut workbook) = open_workbook::<Xlsx<BufReader<std::fs::File>>, _>(&path) else { return ExitCode::FAILURE };
  let mut cells = 0_u64;
  for name in workbook.sheet_names() {
    if let Ok(range) = workbook.worksheet_range(&name) {
      cells += range.rows().flatten().filter(|cell| **cell != Data::Empty).count() as u64;
    }
  }
  println!("{cells}");
  ExitCode::SUCCESS
}
