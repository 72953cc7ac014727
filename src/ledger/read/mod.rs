//! From bytes to sheets. What a file is, its first bytes tell, not its name.

mod archive;
mod delimited;
mod number_format;
mod ods;
mod plain;
mod xls;
mod xlsx;
mod xlsx_cells;
mod xlsx_text;
mod xml;

use super::{Book, Step, Stopped, Watch, limits::MAX_BYTES, progress::tell};
use crate::{Failure, lang::Message};
use archive::{Archive, mebibytes};
use std::{
  fs::File,
  io::{self, Read},
  path::Path,
};

pub(super) use number_format::day;

/// Reads a file: XLSX, XLS, ODS, CSV or TSV.
pub fn read_file(path: &Path, watch: Watch<'_>) -> Result<Book, Stopped> {
  let shown = path.display().to_string();
  let cannot = |error: io::Error| {
    let failure = Failure::new(Message::new("ledger-cannot-read").with("path", &shown));
    match error.kind() {
      io::ErrorKind::NotFound => failure.hint(Message::new("ledger-not-found-hint")),
      // Excel and WPS hold a file while it is open.
      io::ErrorKind::PermissionDenied => failure.caused_by(error).hint(Message::new("ledger-held-hint")),
      _ => failure.caused_by(error),
    }
  };
  let file = File::open(path).map_err(cannot)?;
  let metadata = file.metadata().map_err(cannot)?;
  if metadata.is_dir() {
    return Err(Message::new("ledger-is-folder").with("path", &shown).into());
  }
  if metadata.len() > MAX_BYTES {
    return Err(too_large(metadata.len()).into());
  }
  let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
  // A pipe or a device says nothing of its size.
  file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(cannot)?;
  read_bytes(&bytes, watch)
}

/// Reads what a file holds.
pub fn read_bytes(bytes: &[u8], watch: Watch<'_>) -> Result<Book, Stopped> {
  let size = bytes.len() as u64;
  if size > MAX_BYTES {
    return Err(too_large(size).into());
  }
  tell(watch, Step::Reading, 0, size)?;
  let start = bytes.trim_ascii_start();
  match () {
    () if start.is_empty() => Err(Message::new("ledger-empty-file").into()),
    () if bytes.starts_with(b"PK") => archive(bytes, watch),
    () if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") => xls::read(bytes, watch),
    () if bytes.starts_with(b"%PDF") || bytes.starts_with(b"\x89PNG") || bytes.starts_with(b"\xff\xd8\xff") => Err(other_kind().into()),
    () if bytes.starts_with(b"Rar!") || bytes.starts_with(b"7z\xbc\xaf") || bytes.starts_with(b"\x1f\x8b") => Err(other_kind().into()),
    () if is_markup(start) => Err(Failure::new(Message::new("ledger-markup")).hint(Message::new("ledger-save-as-hint")).into()),
    () => delimited::read(bytes, watch),
  }
}

fn archive(bytes: &[u8], watch: Watch<'_>) -> Result<Book, Stopped> {
  let archive = Archive::open(bytes)?;
  if archive.has("xl/workbook.bin") {
    return Err(Failure::new(Message::new("ledger-xlsb")).hint(Message::new("ledger-save-as-hint")).into());
  }
  if archive.has("content.xml") {
    return ods::read(archive, watch);
  }
  if archive.has("[Content_Types].xml") && !archive.has("word/document.xml") && !archive.has("ppt/presentation.xml") {
    return xlsx::read(archive, watch);
  }
  Err(other_kind().into())
}

/// A web page or XML under the name of a workbook, as some systems export.
fn is_markup(start: &[u8]) -> bool {
  let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
  let head = start[..start.len().min(256)].to_ascii_lowercase();
  head.starts_with(b"<?xml") || head.starts_with(b"<html") || head.starts_with(b"<!doctype") || head.starts_with(b"<table")
}

fn other_kind() -> Failure {
  Failure::new(Message::new("ledger-other-kind")).hint(Message::new("ledger-save-as-hint"))
}

fn too_large(size: u64) -> Failure {
  let message = Message::new("ledger-too-large").with("size", mebibytes(size)).with("limit", mebibytes(MAX_BYTES));
  Failure::new(message).hint(Message::new("ledger-too-large-hint"))
}
