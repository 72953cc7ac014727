use super::{
  check::json,
  context::Context,
  output::{print, print_json},
};
use crate::{
  Failure,
  lang::Message,
  store::DraftFile,
  submit::{PublicKey, SignedReceipt},
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
  // Beside a draft, the receipt must also be for what the draft says was sent.
  let sent = DraftFile::read(&path).ok().and_then(|document| document.submitted);
  let mut untrue = false;
  let mut told = Vec::new();
  for (path, receipt) in receipts(&path)? {
    let is_last = sent.as_ref().filter(|sent| sent.revision == u64::from(receipt.receipt().revision));
    let verdict = receipt.verify_signature(key.as_ref()).and_then(|()| match is_last {
      Some(sent) if sent.digest != receipt.receipt().digest => Err(Message::new("receipt-other-content")),
      _ => Ok(()),
    });
    let message = match verdict {
      Ok(()) => Message::new(if key.is_some() { "receipt-true-key" } else { "receipt-true" }),
      Err(reason) => {
        untrue = true;
        reason
      }
    };
    told.push(context.words.say(&Message::new("finding-sentence").with("where", path.display().to_string()).with("what", message)));
  }
  print(&told.join("\n"))?;
  Ok(ExitCode::from(u8::from(untrue)))
}

/// The receipt at `path`, or those beside the draft at `path`.
fn receipts(path: &Path) -> Result<Vec<(PathBuf, SignedReceipt)>, Failure> {
  let mut paths = vec![path.to_path_buf()];
  if DraftFile::read(path).is_ok() {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = |name: &str| name.strip_prefix(&stem).is_some_and(|rest| rest.starts_with(".receipt-") && rest.ends_with(".json"));
    paths = fs::read_dir(folder)
      .into_iter()
      .flatten()
      .flatten()
      .map(|entry| entry.path())
      .filter(|path| path.file_name().is_some_and(|name| beside(&name.to_string_lossy())))
      .collect();
    paths.sort();
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
    .with("server", crate::submit::clean(&receipt.server))
    .with("digest", &receipt.digest)
    .with("key", crate::submit::clean(&receipt.key))
    .with("path", path.display().to_string());
  context.words.say(&message)
}
