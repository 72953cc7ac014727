use crate::{
  Failure,
  lang::Message,
  ledger::{
    Step, Stopped, Watch,
    limits::{MAX_PARTS, MAX_UNPACKED},
    progress::tell,
  },
};
use std::{
  io::{Cursor, Read},
  sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
  },
};
use zip::{ZipArchive, result::ZipError};

/// A compressed workbook. Its parts are never unpacked beyond the limit, whatever the archive says of their size. Copies of it share the limit.
#[derive(Clone)]
pub(super) struct Archive<'b> {
  zip: ZipArchive<Cursor<&'b [u8]>>,
  /// Bytes that may still be unpacked.
  left: Arc<AtomicU64>,
}

/// How much is unpacked between two looks at whether the person still wants it.
const PIECE: usize = 1 << 20;

impl<'b> Archive<'b> {
  pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Stopped> {
    let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if zip.len() > MAX_PARTS {
      return Err(Message::new("ledger-bomb").with("limit", mebibytes(MAX_UNPACKED)).into());
    }
    Ok(Self { zip, left: Arc::new(AtomicU64::new(MAX_UNPACKED)) })
  }

  /// The name of a part as the archive writes it; `/xl/Workbook.xml` and `xl\workbook.xml` are the same part.
  fn find(&self, name: &str) -> Option<usize> {
    let plain = |name: &str| name.trim_start_matches('/').replace('\\', "/").to_lowercase();
    let wanted = plain(name);
    (0..self.zip.len()).find(|index| self.zip.name_for_index(*index).and_then(Result::ok).is_some_and(|name| plain(&name) == wanted))
  }

  pub(super) fn has(&self, name: &str) -> bool {
    self.find(name).is_some()
  }

  /// The text of a part; `None` where there is none.
  pub(super) fn text(&mut self, name: &str, watch: Watch<'_>) -> Result<Option<String>, Stopped> {
    let Some(index) = self.find(name) else { return Ok(None) };
    let mut part = self.zip.by_index(index).map_err(|error| broken(&error))?;
    let said = part.size();
    let mut content = Vec::with_capacity(usize::try_from(said.min(self.left.load(Ordering::Relaxed)).min(64 << 20)).unwrap_or_default());
    loop {
      let before = content.len();
      (&mut part).take(PIECE as u64).read_to_end(&mut content).map_err(|error| damaged().caused_by(error))?;
      let more = (content.len() - before) as u64;
      if more == 0 {
        break;
      }
      if self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(more)).is_err() {
        return Err(Message::new("ledger-bomb").with("limit", mebibytes(MAX_UNPACKED)).into());
      }
      tell(watch, Step::Reading, content.len() as u64, said)?;
    }
    let text = match String::from_utf8(content) {
      Ok(text) => text,
      // XML in UTF-16 is rare, but allowed.
      Err(error) => match encoding_rs::Encoding::for_bom(error.as_bytes()) {
        Some((encoding, _)) => encoding.decode(error.as_bytes()).0.into_owned(),
        None => return Err(damaged().into()),
      },
    };
    Ok(Some(text))
  }

  /// The text of a part that must be there.
  pub(super) fn required(&mut self, name: &str, watch: Watch<'_>) -> Result<String, Stopped> {
    self.text(name, watch)?.ok_or_else(|| damaged().caused_by(name).into())
  }
}

/// A file that is not what it should be.
pub(super) fn damaged() -> Failure {
  Failure::new(Message::new("ledger-damaged")).hint(Message::new("ledger-damaged-hint"))
}

pub(super) fn locked() -> Failure {
  Failure::new(Message::new("ledger-locked")).hint(Message::new("ledger-locked-hint"))
}

pub(super) fn mebibytes(bytes: u64) -> String {
  (bytes >> 20).to_string()
}

fn broken(error: &ZipError) -> Failure {
  match error {
    ZipError::UnsupportedArchive(why) if why.contains("assword") => locked(),
    _ => damaged().caused_by(error),
  }
}
