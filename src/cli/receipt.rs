use super::{
  check::json,
  context::Context,
  output::{print, print_json},
};
use crate::{
  Failure,
  document::Document,
  lang::Message,
  store::DraftFile,
  submit::{PublicKey, SignedReceipt, digest_of},
};
use clap::ArgMatches;
use std::{
  fs,
  path::{Path, PathBuf},
  process::ExitCode,
};

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  match matches.subcommand() {
    Some(("show", matches)) => show(context, matches),
    Some((_, matches)) => verify(context, matches),
    None => Ok(ExitCode::from(2)),
  }
}

fn show(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let receipts = receipts(&matches.get_one::<PathBuf>("file").cloned().unwrap_or_default())?;
  if json(matches) {
    let values: Vec<_> = receipts.iter().map(|(_, receipt)| receipt.to_value()).collect();
    print_json(&values.into())?;
    return Ok(ExitCode::SUCCESS);
  }
  let texts: Vec<String> = receipts.iter().map(|(path, receipt)| lines(context, path, receipt)).collect();
  print(&texts.join("\n\n"))?;
  Ok(ExitCode::SUCCESS)
}

/// Exit code 0 where every receipt is true, 1 where one is not.
fn verify(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let path = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
  let key: Option<PublicKey> = match matches.get_one::<String>("key") {
    Some(text) => Some(text.parse().map_err(|()| Failure::new(Message::new("receipt-bad-key")))?),
    None => None,
  };
  let draft = DraftFile::read(&path).ok();
  let (mut untrue, mut told, mut json_told) = (false, Vec::new(), Vec::new());
  for (path, receipt) in receipts(&path)? {
    let verdict = fits(&path, &receipt, draft.as_ref()).and_then(|()| receipt.verify_signature(key.as_ref()));
    untrue |= verdict.is_err();
    let valid = verdict.is_ok();
    let message = verdict.err().unwrap_or_else(|| Message::new(if key.is_some() { "receipt-true-key" } else { "receipt-true" }));
    let said = context.words.say(&message);
    json_told.push(serde_json::json!({
      "file": path, "valid": valid, "reference": receipt.receipt().reference, "revision": receipt.receipt().revision, "message": said,
    }));
    told.push(context.words.say(&Message::new("finding-sentence").with("where", path.display().to_string()).with("what", said)));
  }
  if json(matches) {
    print_json(&json_told.into())?;
  } else {
    print(&told.join("\n"))?;
  }
  Ok(ExitCode::from(u8::from(untrue)))
}

/// Whether a receipt is for the draft beside which it lies, and for the bytes that were kept as sent.
fn fits(path: &Path, signed: &SignedReceipt, draft: Option<&Document>) -> Result<(), Message> {
  let receipt = signed.receipt();
  if let Some(draft) = draft {
    if draft.declaration_id != receipt.declaration_id {
      return Err(
        Message::new("receipt-other-declaration")
          .with("declaration", receipt.declaration_id.to_string())
          .with("revision", i64::from(receipt.revision)),
      );
    }
    let is_last = draft.submitted.as_ref().filter(|sent| sent.revision == u64::from(receipt.revision));
    if is_last.is_some_and(|sent| sent.digest != receipt.digest) {
      return Err(Message::new("receipt-other-content"));
    }
  }
  match sent_path(path).and_then(|path| fs::read(path).ok()) {
    Some(sent) if digest_of(&sent) != receipt.digest => Err(Message::new("receipt-other-content")),
    _ => Ok(()),
  }
}

/// Where the bytes lie that a receipt at `path` is for: `NAME.sent-1.jlx` beside `NAME.receipt-1.json`.
fn sent_path(path: &Path) -> Option<PathBuf> {
  let name = path.file_name()?.to_str()?.strip_suffix(".json")?;
  let sent = match name.rsplit_once(".receipt-") {
    Some((stem, revision)) => format!("{stem}.sent-{revision}.jlx"),
    None => format!("{}.jlx", name.strip_suffix(".receipt")?),
  };
  Some(path.with_file_name(sent))
}

/// The receipt at `path`, or those beside the draft at `path`.
fn receipts(path: &Path) -> Result<Vec<(PathBuf, SignedReceipt)>, Failure> {
  let mut paths = vec![path.to_path_buf()];
  if DraftFile::read(path).is_ok() {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let revision_of =
      |name: &str| -> Option<u32> { name.strip_prefix(&stem)?.strip_prefix(".receipt-")?.strip_suffix(".json")?.parse().ok() };
    let found = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<(u32, PathBuf)> =
      found.filter_map(|path| Some((revision_of(&path.file_name()?.to_string_lossy())?, path))).collect();
    found.sort();
    paths = found.into_iter().map(|(_, path)| path).collect();
    if paths.is_empty() {
      return Err(Failure::new(Message::new("receipt-none").with("path", path.display().to_string())));
    }
  }
  let read = |path: PathBuf| {
    let shown = path.display().to_string();
    let bytes = fs::read(&path).map_err(|error| Failure::new(Message::new("receipt-cannot-read").with("path", &shown)).caused_by(error))?;
    Ok((path, SignedReceipt::from_bytes(bytes).map_err(Failure::new)?))
  };
  paths.into_iter().map(read).collect()
}

fn lines(context: &Context, path: &Path, signed: &SignedReceipt) -> String {
  let receipt = signed.receipt();
  let message = Message::new("receipt-lines")
    .with("reference", receipt.reference.as_str())
    .with("declaration", receipt.declaration_id.to_string())
    .with("revision", i64::from(receipt.revision))
    .with("received", receipt.received_at.to_string())
    .with("server", crate::text::clean_foreign(&receipt.server))
    .with("digest", &receipt.digest)
    .with("key", crate::text::clean_foreign(&receipt.key))
    .with("path", path.display().to_string());
  context.words.say(&message)
}
