use super::{
  check::json,
  context::{Context, variable},
  output::{complain, print, print_json},
  submit::{Told, client, exit_code},
};
use crate::{
  Failure,
  lang::Message,
  store::{DraftFile, write_new},
  submit::{Config, Delivery, FrozenEnvelope, Need, Outbox, OutboxItem, Outcome, Retry, Step, deliver, received},
  text::clean_foreign,
};
use clap::ArgMatches;
use jiff::Timestamp;
use serde_json::{Value as Json, json};
use std::{collections::BTreeSet, path::PathBuf, process::ExitCode};

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let outbox = Outbox::of(context.data_folder()?.root());
  let (mut items, broken) = outbox.items()?;
  // What is broken is told and blocks nothing.
  for failure in broken {
    complain(&failure.say(&context.words));
  }
  match matches.subcommand() {
    Some(("send", matches)) => return send(context, matches, &outbox, items),
    Some(("hold", matches)) => {
      let item = chosen(&mut items, matches)?;
      let held = !matches.get_flag("release");
      outbox.hold(item, held)?;
      print(&context.words.say(&Message::new(if held { "outbox-item-held" } else { "outbox-released" }).with("item", item.stem())))?;
    }
    Some(("export", matches)) => {
      let item = chosen(&mut items, matches)?;
      let path = matches.get_one::<PathBuf>("output").cloned().unwrap_or_default();
      write_new(&path, outbox.envelope(item)?.bytes())?;
      print(&context.words.say(&Message::new("outbox-exported").with("item", item.stem()).with("path", path.display().to_string())))?;
    }
    other => list(context, other.map(|(_, matches)| matches), &items)?,
  }
  Ok(ExitCode::SUCCESS)
}

fn list(context: &Context, matches: Option<&ArgMatches>, items: &[OutboxItem]) -> Result<(), Failure> {
  if matches.is_some_and(json) {
    return print_json(&items.iter().map(as_json).collect());
  }
  if items.is_empty() {
    return print(&context.words.get("outbox-empty"));
  }
  let lines: Vec<String> = items.iter().map(|item| line(context, item)).collect();
  print(&lines.join("\n"))
}

fn as_json(item: &OutboxItem) -> Json {
  json!({
    "declaration_id": item.declaration_id, "revision": item.revision, "digest": item.digest, "platform": item.platform, "draft": item.draft,
    "created": item.created, "attempts": item.attempts, "in_doubt": item.in_doubt, "held": item.held, "last": item.last, "next_try": item.next_try,
  })
}

/// An item in two lines: what it is and how it stands, then what the person was told last.
fn line(context: &Context, item: &OutboxItem) -> String {
  let state = match (&item.last, item.held) {
    (_, true) => "outbox-state-held",
    (None, _) if item.attempts == 0 => "outbox-state-new",
    (Some(last), _) if last.need.is_some() => "outbox-state-person",
    _ => "outbox-state-again",
  };
  let message = Message::new("outbox-line")
    .with("item", item.stem())
    .with("platform", clean_foreign(&item.platform))
    .with("state", Message::new(state))
    .with("attempts", i64::from(item.attempts));
  let mut text = context.words.say(&message);
  let draft = item.draft.as_ref().map(|draft| clean_foreign(&draft.display().to_string()));
  for more in draft.into_iter().chain(item.last.as_ref().map(|last| clean_foreign(&last.said))) {
    text.push_str("\n    ");
    text.push_str(&more);
  }
  text
}

/// The one item whose name begins with what the person wrote.
fn chosen<'a>(items: &'a mut [OutboxItem], matches: &ArgMatches) -> Result<&'a mut OutboxItem, Failure> {
  let wanted = matches.get_one::<String>("item").map_or("", String::as_str);
  let mut found = items.iter_mut().filter(|item| item.stem().starts_with(wanted));
  match (found.next(), found.next()) {
    (Some(item), None) => Ok(item),
    (None, _) => {
      Err(Failure::new(Message::new("outbox-no-item").with("item", clean_foreign(wanted))).hint(Message::new("outbox-no-item-hint")))
    }
    (Some(_), Some(_)) => {
      Err(Failure::new(Message::new("outbox-several").with("item", clean_foreign(wanted))).hint(Message::new("outbox-no-item-hint")))
    }
  }
}

/// Sends what is not held, oldest first, or the one item named. A blocked item blocks no other, but for those of a platform that wants to be left
/// alone or a new token.
fn send(context: &Context, matches: &ArgMatches, outbox: &Outbox, mut items: Vec<OutboxItem>) -> Result<ExitCode, Failure> {
  let is_named = matches.get_one::<String>("item").is_some();
  if is_named {
    items = vec![chosen(&mut items, matches)?.clone()];
  }
  let config = Config::find(context.config.as_deref(), &variable)?;
  let (mut worst, mut told, mut left_alone) = (0, Vec::new(), BTreeSet::new());
  for mut item in items {
    if (item.held && !is_named) || left_alone.contains(&item.platform) {
      continue;
    }
    let client = config.platform(Some(&item.platform)).and_then(|platform| client(context, &platform));
    let client = match client {
      Ok(client) => client,
      Err(failure) => {
        complain(&failure.say(&context.words));
        worst = 2;
        continue;
      }
    };
    complain(&context.words.say(&Message::new("outbox-sending").with("item", item.stem()).with("platform", clean_foreign(&item.platform))));
    let frozen = match outbox.envelope(&item) {
      Ok(frozen) => frozen,
      Err(failure) => {
        complain(&failure.say(&context.words));
        worst = 2;
        continue;
      }
    };
    let mut progress = |step: Step| complain(&context.words.get(step.words()));
    let delivery = deliver(outbox, &mut item, &client, &context.words, Timestamp::now(), &mut progress)?;
    if leaves_host_alone(&delivery.outcome) {
      left_alone.insert(item.platform.clone());
    }
    if matches!(delivery.outcome, Outcome::Rejected { .. }) {
      outbox.discard(&item)?;
    }
    note_in_draft(context, &item, &frozen, &delivery);
    worst = worst.max(exit_code(&delivery.outcome));
    let one = Told::of_delivery(&context.words, &delivery, item.declaration_id, u64::from(item.revision));
    if json(matches) { told.push(one.json()) } else { one.tell(context)? }
  }
  if json(matches) {
    print_json(&told.into())?;
  } else if told.is_empty() && worst == 0 && left_alone.is_empty() && outbox.items()?.0.is_empty() {
    print(&context.words.get("outbox-empty"))?;
  }
  Ok(ExitCode::from(worst))
}

fn leaves_host_alone(outcome: &Outcome) -> bool {
  match outcome {
    Outcome::NeedsPerson { need, .. } => Need::holds_queue(need),
    Outcome::NotDelivered { retry, .. } => matches!(retry, Retry::HostAfter(_)),
    _ => false,
  }
}

/// Lets the draft know. Where it is gone or open elsewhere, the proof beside it tells the next submission.
fn note_in_draft(context: &Context, item: &OutboxItem, frozen: &FrozenEnvelope, delivery: &Delivery) {
  let reference = match &delivery.outcome {
    Outcome::Delivered(receipt) => Some(receipt.receipt().reference.as_str().to_owned()),
    Outcome::Acknowledged(acknowledgement) => acknowledgement.id.clone(),
    _ => return,
  };
  let Some(draft) = &item.draft else { return };
  let Ok((mut file, document)) = DraftFile::open(draft) else { return };
  if document.declaration_id != item.declaration_id || document.revision > u64::from(item.revision) {
    return;
  }
  let mut document = received(document, frozen, reference);
  document.revision = u64::from(item.revision);
  if let Err(failure) = file.save(&document) {
    complain(&failure.say(&context.words));
  }
}
