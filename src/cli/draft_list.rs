//! The list of drafts as the home screen shows it.

use super::host::local;
use crate::{
  check::check,
  lang::Words,
  ledger::{DueCounts, due_counts},
  store::{DataFolder, DraftEntry, Library, today},
  text::clean_foreign,
  tui::{DraftItem, Msg, Reply},
};
use jiff::civil::Date;
use std::{collections::HashSet, sync::Arc, thread};

/// How many drafts are looked through for what falls due.
const DUE_DRAFTS: usize = 50;

/// The drafts and the forms a new one can be made of. What falls due in them is told later: the list does not wait for it.
pub(super) fn draft_list(words: &Words, folder: &DataFolder, library: &Arc<Library>, reply: &Reply) -> Msg {
  let entries = match folder.drafts(library) {
    Ok(entries) => entries,
    Err(failure) => return Msg::Failed(failure.say(words)),
  };
  let items = entries.iter().map(|entry| item(words, library, entry)).collect();
  let (known, told) = (Arc::clone(library), reply.clone());
  thread::spawn(move || {
    for counts in count_due(entries, &known, today()) {
      if told.send(Msg::Due(counts)).is_err() {
        return;
      }
    }
  });
  let forms = library.list().into_iter();
  let forms = forms
    .filter_map(|entry| entry.form.ok())
    .map(|form| (form.id.clone(), form.title.zh.clone().into_owned(), form.title.en.clone().into_owned()));
  Msg::Drafts(items, forms.collect())
}

/// What falls due on `today`, counted further with each draft. Of an enterprise the draft that was changed last counts, as its ledger is the same in
/// every declaration.
fn count_due(entries: Vec<DraftEntry>, library: &Library, today: Date) -> impl Iterator<Item = DueCounts> {
  let mut seen = HashSet::new();
  let mut counts = DueCounts::default();
  let known = entries.into_iter().filter_map(|entry| Some((entry.name, entry.document.ok()?)));
  known.take(DUE_DRAFTS).filter_map(move |(name, mut document)| {
    let (form, _) = library.adopt(&mut document).ok()?;
    if name.is_some_and(|name| !seen.insert((form.id.clone(), name))) {
      return None;
    }
    counts += due_counts(&form, &document, today);
    Some(counts)
  })
}

fn item(words: &Words, library: &Library, entry: &DraftEntry) -> DraftItem {
  let unread = |said: String| DraftItem {
    path: entry.path.clone(),
    name: entry.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
    problem: Some(said),
    ..DraftItem::default()
  };
  let mut document = match &entry.document {
    Ok(document) => document.clone(),
    Err(failure) => return unread(failure.say(words)),
  };
  let form = match library.adopt(&mut document) {
    Ok((form, _)) => form,
    Err(failure) => return unread(failure.say(words)),
  };
  let report = check(&form, &document, document.as_of.unwrap_or_else(today));
  let reference = document.submitted.as_ref().filter(|submitted| submitted.revision == document.revision && entry.submitted);
  DraftItem {
    path: entry.path.clone(),
    name: clean_foreign(&entry.name.clone().unwrap_or_else(|| words.get("title-unnamed"))),
    form: form.title.get(words.lang()).to_owned(),
    revision: document.revision,
    counts: Some(report.counts()),
    reference: reference.and_then(|submitted| submitted.reference.clone()),
    time: local(&document.updated_at, "%m-%d %H:%M"),
    problem: None,
  }
}

#[cfg(test)]
mod tests {
  use super::*;
  use crate::{
    Failure,
    document::{Change, Document},
    lang::Message,
  };
  use jiff::civil::date;
  use serde_json::json;
  use std::path::PathBuf;

  /// A draft of `name` with instruments due on these days.
  fn entry(library: &Library, name: Option<&str>, due: &[&str]) -> DraftEntry {
    let form = library.by_id("capability").expect("the form");
    let mut document = super::super::new::empty(&form);
    for (index, day) in due.iter().enumerate() {
      let row = json!({ "_row": format!("r{index}"), "asset_no": format!("JX-{index}"), "status": "in_use", "due": day });
      document.apply(Change::InsertRow { group: "instruments".into(), index, row }).expect("a row");
    }
    draft(name, Ok(document))
  }

  fn draft(name: Option<&str>, document: Result<Document, Failure>) -> DraftEntry {
    DraftEntry { path: PathBuf::from("draft.json"), document, name: name.map(str::to_owned), submitted: false }
  }

  #[test]
  fn of_an_enterprise_the_latest_draft_counts_and_drafts_without_a_name_count_each() {
    let library = Library::new(Vec::new());
    let entries = vec![
      entry(&library, Some("甲"), &["2025-06-29", "2025-06-30", "2025-07-30"]),
      // Last year's declaration of the same enterprise.
      entry(&library, Some("甲"), &["2024-06-29"]),
      draft(Some("坏"), Err(Failure::new(Message::new("note-no-platform")))),
      entry(&library, Some("乙"), &["2025-07-31", "2025-08-29", "2025-08-30", "2025-09-28", "2025-09-29"]),
      entry(&library, None, &["2025-06-01"]),
      entry(&library, None, &["2025-06-02", "none"]),
    ];
    let told: Vec<DueCounts> = count_due(entries, &library, date(2025, 6, 30)).collect();
    let last = DueCounts { total: 10, overdue: 3, within_30: 2, within_60: 2, within_90: 2 };
    assert_eq!(told.last(), Some(&last));
    assert_eq!(told.iter().map(|counts| counts.total).collect::<Vec<_>>(), [3, 8, 9, 10]);
  }
}
