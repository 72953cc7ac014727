use super::{
  context::Context,
  export::put,
  output::{complain, print},
};
use crate::{
  Failure,
  document::Document,
  form::Form,
  lang::{Message, Words},
  ledger::{DueItem, calendar, due, sending_list},
  store::{DraftFile, now, today},
};
use clap::ArgMatches;
use std::{collections::BTreeMap, path::PathBuf, process::ExitCode, sync::Arc};

pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let words = &context.words;
  let day = match super::check::as_of(matches)? {
    Some(day) => day,
    None => today(),
  };
  let within = matches.get_one::<String>("within").map(|text| days(text)).transpose()?;
  let given: Vec<PathBuf> = matches.get_many("file").map(|files| files.cloned().collect()).unwrap_or_default();
  let documents = documents(context, given)?;
  let mut by_form: BTreeMap<String, (Arc<Form>, Vec<Document>)> = BTreeMap::new();
  for (document, form) in documents {
    let key = format!("{} {} {}", form.id, form.version, form.digest);
    by_form.entry(key).or_insert_with(|| (form, Vec::new())).1.push(document);
  }
  let fits = |item: &DueItem| {
    let like = |name: &str, text: &str| matches.get_one::<String>(name).is_none_or(|wanted| text.contains(wanted.as_str()));
    within.is_none_or(|within| item.days <= within) && like("department", &item.department) && like("body", &item.body)
  };
  let found: Vec<(Arc<Form>, Vec<Document>, Vec<DueItem>)> = by_form
    .into_values()
    .map(|(form, documents)| {
      let each = documents.iter().enumerate().flat_map(|(index, document)| due(&form, document, index, day, words.lang()));
      let mut items: Vec<DueItem> = each.filter(fits).collect();
      items.sort_by(|a, b| a.date.cmp(&b.date).then_with(|| a.key.cmp(&b.key)));
      (form, documents, items)
    })
    .collect();
  if let Some(path) = matches.get_one::<PathBuf>("send-list") {
    // One workbook for one form: its columns are the form's.
    let Some((form, documents, items)) = found.iter().max_by_key(|(_, _, items)| items.len()) else {
      return Err(Failure::new(Message::new("due-no-drafts")));
    };
    put(path, &sending_list(form, documents, items, words)?)?;
    complain(&words.say(&Message::new("ledger-written").with("path", path.display().to_string())));
    return Ok(ExitCode::SUCCESS);
  }
  let printed = match matches.get_one::<String>("format").map(String::as_str) {
    Some("csv") => csv(&found, words),
    Some("ics") => ics(&found, words)?,
    Some("json") => {
      let items: Vec<_> = found.iter().flat_map(|(form, documents, items)| items.iter().map(|item| json(form, documents, item))).collect();
      serde_json::to_string_pretty(&items).unwrap_or_default()
    }
    _ => text(&found, words),
  };
  print(&printed)?;
  Ok(ExitCode::SUCCESS)
}

/// The drafts named, or those of the data folder; one that cannot be read is told of and passed over.
fn documents(context: &Context, given: Vec<PathBuf>) -> Result<Vec<(Document, Arc<Form>)>, Failure> {
  let mut found = Vec::new();
  if given.is_empty() {
    for entry in context.data_folder()?.drafts(&context.library)? {
      match entry.document.and_then(|document| context.library.get(&document.form).map(|form| (document, form))) {
        Ok(pair) => found.push(pair),
        Err(failure) => complain(&failure.say(&context.words)),
      }
    }
    return Ok(found);
  }
  for path in given {
    let document = DraftFile::read(&path)?;
    let form = context.library.get(&document.form)?;
    found.push((document, form));
  }
  Ok(found)
}

/// Reads `30d`, `30` or `30天`.
fn days(text: &str) -> Result<i32, Failure> {
  let number = text.trim().trim_end_matches(['d', 'D', '天']).trim();
  let days = number.parse::<i32>().ok().filter(|days| (0..=36_500).contains(days));
  days.ok_or_else(|| Failure::new(Message::new("due-bad-within").with("found", text)))
}

type Found = [(Arc<Form>, Vec<Document>, Vec<DueItem>)];

fn text(found: &Found, words: &Words) -> String {
  const GROUPS: [(&str, std::ops::RangeInclusive<i32>); 5] = [
    ("due-overdue", i32::MIN..=-1),
    ("due-within-30", 0..=30),
    ("due-within-60", 31..=60),
    ("due-within-90", 61..=90),
    ("due-later", 91..=i32::MAX),
  ];
  let all: Vec<&DueItem> = found.iter().flat_map(|(_, _, items)| items).collect();
  if all.is_empty() {
    return words.get("due-none");
  }
  let dash = |text: &str| if text.is_empty() { "—".to_owned() } else { text.to_owned() };
  let mut lines = Vec::new();
  for (id, range) in GROUPS {
    let group: Vec<&&DueItem> = all.iter().filter(|item| range.contains(&item.days)).collect();
    if group.is_empty() {
      continue;
    }
    lines.push(words.say(&Message::new(id).with("count", group.len())));
    for item in group {
      let message = Message::new(if item.days < 0 { "due-line-past" } else { "due-line" })
        .with("date", item.date.to_string())
        .with("days", i64::from(item.days.unsigned_abs()))
        .with("key", dash(&item.key))
        .with("name", &item.name)
        .with("department", dash(&item.department));
      lines.push(format!("  {}", words.say(&message.with("body", dash(&item.body)))));
    }
  }
  for (id, key) in [("due-by-department", (|item| &item.department) as fn(&DueItem) -> &String), ("due-by-body", |item| &item.body)] {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for item in &all {
      *counts.entry(key(item)).or_default() += 1;
    }
    let list: Vec<String> = counts.iter().map(|(name, count)| format!("{} {count}", dash(name))).collect();
    lines.push(words.say(&Message::new(id).with("list", list.join("；"))));
  }
  lines.join("\n")
}

fn csv(found: &Found, words: &Words) -> String {
  let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xef\xbb\xbf".to_vec());
  let heads = ["due-column-date", "due-column-days", "due-column-key", "due-column-name", "due-column-department", "due-column-body"];
  let _ = writer.write_record(heads.map(|id| words.get(id)));
  for item in found.iter().flat_map(|(_, _, items)| items) {
    let texts = [&item.key, &item.name, &item.department, &item.body].map(|text| crate::ledger::guarded(text));
    let record = [item.date.to_string(), item.days.to_string()].into_iter().chain(texts);
    let _ = writer.write_record(record);
  }
  String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn ics(found: &Found, words: &Words) -> Result<String, Failure> {
  let moment = now().parse().map_err(|error| Failure::new(Message::new("cannot-print")).caused_by(error))?;
  let calendars = found.iter().map(|(form, documents, items)| {
    let ids: Vec<uuid::Uuid> = documents.iter().map(|document| document.declaration_id).collect();
    calendar(form, &ids, items, moment, words)
  });
  Ok(calendars.collect())
}

fn json(form: &Form, documents: &[Document], item: &DueItem) -> serde_json::Value {
  serde_json::json!({
    "declaration_id": documents.get(item.document).map(|document| document.declaration_id),
    "table": &*form.group(item.table).path,
    "row": item.row,
    "key": item.key,
    "name": item.name,
    "date": item.date.to_string(),
    "days": item.days,
    "department": item.department,
    "body": item.body,
  })
}
