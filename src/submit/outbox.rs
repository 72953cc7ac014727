use super::{Attempt, FrozenEnvelope, Need, OutboxItem, Outcome};
use crate::{
  failure::Failure,
  lang::Message,
  store::{create_private_folder, remove_durably, write_atomic},
};
use jiff::Timestamp;
use std::{
  fs, io,
  path::{Path, PathBuf},
};
use uuid::Uuid;

/// The folder with what waits to be handed in.
///
/// For each revision it holds `<declaration>-<revision>.jlx`, the frozen bytes, and `….state.json`, an [`OutboxItem`]. The bytes are written before the
/// first attempt and removed only after a receipt is on the disk.
#[derive(Clone, Debug)]
pub struct Outbox {
  folder: PathBuf,
  receipts: PathBuf,
}

impl Outbox {
  /// The outbox of the data folder `data`. Nothing is made yet.
  pub fn of(data: &Path) -> Self {
    Self { folder: data.join("outbox"), receipts: data.join("receipts") }
  }

  /// Puts `frozen` in, to be sent to `platform`. The same bytes again change nothing but the platform.
  ///
  /// Other bytes for the same revision are refused while nobody knows whether the first ones arrived.
  pub fn put(&self, frozen: &FrozenEnvelope, platform: &str, draft: Option<&Path>, now: Timestamp) -> Result<OutboxItem, Failure> {
    create_private_folder(&self.folder).map_err(|error| unwritable(&self.folder, error))?;
    let mut item = OutboxItem {
      format: OutboxItem::FORMAT.to_owned(),
      declaration_id: frozen.declaration_id(),
      revision: frozen.revision(),
      digest: frozen.digest().to_owned(),
      platform: platform.to_owned(),
      draft: draft.map(|path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned())),
      created: now,
      attempts: 0,
      in_doubt: false,
      held: false,
      last: None,
      next_try: None,
      rest: serde_json::Map::new(),
    };
    let bytes = self.bytes_path(&item);
    if bytes.exists() {
      let there = read_item(&self.state_path(&item))?;
      if there.digest == item.digest {
        item = OutboxItem { platform: item.platform, draft: item.draft.or(there.draft), ..there };
      } else if there.in_doubt {
        return Err(Failure::new(Message::new("outbox-other-content").with("revision", i64::from(item.revision))));
      }
    }
    // State first: an item is there when its bytes are there.
    self.save(&item)?;
    write_atomic(&bytes, frozen.bytes()).map_err(|error| unwritable(&bytes, error))?;
    Ok(item)
  }

  /// Everything that waits, oldest first, and what could not be read.
  pub fn items(&self) -> Result<(Vec<OutboxItem>, Vec<Failure>), Failure> {
    let entries = match fs::read_dir(&self.folder) {
      Ok(entries) => entries,
      Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((Vec::new(), Vec::new())),
      Err(error) => return Err(unreadable(&self.folder).caused_by(error)),
    };
    let (mut items, mut broken) = (Vec::new(), Vec::new());
    for entry in entries {
      let path = entry.map_err(|error| unreadable(&self.folder).caused_by(error))?.path();
      if path.extension().is_some_and(|ending| ending == "jlx") {
        match read_item(&path.with_extension("state.json")) {
          Ok(item) => items.push(item),
          Err(failure) => broken.push(failure),
        }
      }
    }
    items.sort_by_key(|item| (item.created, item.declaration_id, item.revision));
    Ok((items, broken))
  }

  /// The frozen bytes of `item`, exactly those that were put in.
  pub fn envelope(&self, item: &OutboxItem) -> Result<FrozenEnvelope, Failure> {
    let path = self.bytes_path(item);
    let bytes = fs::read(&path).map_err(|error| unreadable(&path).caused_by(error))?;
    let (frozen, _) = FrozenEnvelope::from_bytes(bytes).map_err(|fault| damaged(&path).caused_by(fault))?;
    if frozen.digest() == item.digest { Ok(frozen) } else { Err(damaged(&path)) }
  }

  /// Notes that sending begins now. Call it before the first byte goes out.
  pub fn begin(&self, item: &mut OutboxItem, now: Timestamp) -> Result<(), Failure> {
    item.attempts = item.attempts.saturating_add(1);
    item.last = None;
    item.in_doubt = true;
    // Should the program die now, the attempt after it comes as after a failed one.
    item.next_try = Some(now);
    self.save(item)
  }

  /// Notes how an attempt ended and what the person was told. `chance`, from 0 to 1, spreads the next attempts of many clients.
  pub fn record(&self, item: &mut OutboxItem, outcome: &Outcome, said: String, now: Timestamp, chance: f64) -> Result<(), Failure> {
    let need = match outcome {
      Outcome::NeedsPerson { need, .. } => Some(Need::code(need).to_owned()),
      _ => None,
    };
    item.last = Some(Attempt { at: now, outcome: outcome.code().to_owned(), need, said });
    item.next_try = match outcome {
      Outcome::NotDelivered { retry, .. } => now.checked_add(retry.delay(item.attempts, chance)).ok(),
      _ => None,
    };
    self.save(item)
  }

  /// Holds `item` back, or lets it go.
  pub fn hold(&self, item: &mut OutboxItem, held: bool) -> Result<(), Failure> {
    item.held = held;
    self.save(item)
  }

  /// Puts the proof and the bytes it is about beside the draft and then takes `item` out. Gives the path of the proof.
  ///
  /// `kind` is `receipt` or `acknowledged`. Where the draft's folder is gone or cannot be written, or holds others of these names, both go to the
  /// `receipts` folder.
  pub fn settle(&self, item: &OutboxItem, kind: &str, proof: &[u8]) -> Result<PathBuf, Failure> {
    let path = self.keep_proof(item, kind, proof)?;
    self.discard(item)?;
    Ok(path)
  }

  /// Takes `item` out without a proof.
  pub fn discard(&self, item: &OutboxItem) -> Result<(), Failure> {
    for path in [self.bytes_path(item), self.state_path(item)] {
      remove_durably(&path).map_err(|error| unwritable(&path, error))?;
    }
    Ok(())
  }

  /// A proof of `kind` for a revision of a declaration, with the bytes it is about: first beside `draft`, then in the `receipts` folder.
  pub(super) fn proof_paths(&self, draft: Option<&Path>, kind: &str, declaration_id: Uuid, revision: u32) -> Vec<(PathBuf, PathBuf)> {
    let mut places = Vec::new();
    if let Some(draft) = draft
      && let Some(stem) = draft.file_stem()
    {
      let beside = |ending: String| {
        let mut name = stem.to_owned();
        name.push(ending);
        draft.with_file_name(name)
      };
      places.push((beside(format!(".{kind}-{revision}.json")), beside(format!(".sent-{revision}.jlx"))));
    }
    let name = |ending: &str| self.receipts.join(format!("{declaration_id}-{revision}.{ending}"));
    places.push((name(&format!("{kind}.json")), name("jlx")));
    places
  }

  fn keep_proof(&self, item: &OutboxItem, kind: &str, proof: &[u8]) -> Result<PathBuf, Failure> {
    let bytes_path = self.bytes_path(item);
    let sent = fs::read(&bytes_path).map_err(|error| unreadable(&bytes_path).caused_by(error))?;
    let mut places = self.proof_paths(item.draft.as_deref(), kind, item.declaration_id, item.revision);
    let last = places.pop();
    // The receipt of another declaration whose draft had the same name must not be lost.
    let free = |path: &Path, content: &[u8]| fs::read(path).map_or(true, |there| there == content);
    for (proof_path, sent_path) in places {
      // The bytes first: a proof is there when what it proves is there.
      if free(&proof_path, proof)
        && free(&sent_path, &sent)
        && write_atomic(&sent_path, &sent).and_then(|()| write_atomic(&proof_path, proof)).is_ok()
      {
        return Ok(proof_path);
      }
    }
    let Some((proof_path, sent_path)) = last else { return Err(unreadable(&self.receipts)) };
    create_private_folder(&self.receipts)
      .and_then(|()| write_atomic(&sent_path, &sent))
      .and_then(|()| write_atomic(&proof_path, proof))
      .map_err(|error| unwritable(&proof_path, error))?;
    Ok(proof_path)
  }

  fn save(&self, item: &OutboxItem) -> Result<(), Failure> {
    let path = self.state_path(item);
    let text = serde_json::to_vec_pretty(item).map_err(io::Error::from);
    text.and_then(|text| write_atomic(&path, &text)).map_err(|error| unwritable(&path, error))
  }

  fn bytes_path(&self, item: &OutboxItem) -> PathBuf {
    self.folder.join(format!("{}.jlx", item.stem()))
  }

  fn state_path(&self, item: &OutboxItem) -> PathBuf {
    self.folder.join(format!("{}.state.json", item.stem()))
  }
}

fn read_item(path: &Path) -> Result<OutboxItem, Failure> {
  let bytes = fs::read(path).map_err(|error| unreadable(path).caused_by(error))?;
  let item: OutboxItem = serde_json::from_slice(&bytes).map_err(|error| damaged(path).caused_by(error))?;
  if item.format == OutboxItem::FORMAT { Ok(item) } else { Err(damaged(path)) }
}

fn unwritable(path: &Path, error: io::Error) -> Failure {
  let failure = Failure::new(Message::new("outbox-unwritable").with("file", path.display().to_string()));
  failure.caused_by(error).hint(Message::new("outbox-unwritable-hint"))
}

fn unreadable(path: &Path) -> Failure {
  Failure::new(Message::new("outbox-unreadable").with("file", path.display().to_string()))
}

fn damaged(path: &Path) -> Failure {
  Failure::new(Message::new("outbox-damaged").with("file", path.display().to_string())).hint(Message::new("outbox-damaged-hint"))
}
