use super::context::Context;
use crate::{
  Failure,
  check::check,
  document::{CellPath, Document},
  form::{Form, Severity},
  lang::{Message, Words},
  store::{DataFolder, DraftEntry, DraftFile, Entry, Journal, Library, today},
  submit::{Client, HandIn, HandedIn, Outbox, Outcome, Platform, Token, clean, digest_of, hand_in},
  tui::{DraftItem, Effect, Host, Msg, Reply},
};
use jiff::{Timestamp, ZonedDateTime, civil::Date};
use serde_json::{Value as Json, json};
use std::{
  fs,
  panic::{AssertUnwindSafe, catch_unwind},
  path::{Path, PathBuf},
  sync::Arc,
  thread,
};

/// Carries out what the terminal program wants: files in the data folder, submission to the platform.
pub(super) struct LocalHost {
  words: Words,
  library: Arc<Library>,
  folder: DataFolder,
  platform: Option<Platform>,
  token: Option<Token>,
  open: Option<OpenDraft>,
}

struct OpenDraft {
  file: DraftFile,
  journal: Journal,
  form: Arc<Form>,
}

impl LocalHost {
  /// A host over the data folder that submits to `platform`.
  pub(super) fn new(context: &Context, folder: DataFolder, platform: Option<Platform>, token: Option<Token>) -> Self {
    Self { words: Words::new(context.words.lang()), library: Arc::clone(&context.library), folder, platform, token, open: None }
  }

  fn drafts(&self) -> Msg {
    let entries = match self.folder.drafts(&self.library) {
      Ok(entries) => entries,
      Err(failure) => return Msg::Failed(failure.say(&self.words)),
    };
    let items = entries.iter().map(|entry| self.item(entry)).collect();
    let forms = self.library.list().into_iter();
    let forms = forms.filter_map(|entry| entry.form.ok()).map(|form| (form.id.clone(), form.title.zh.clone(), form.title.en.clone()));
    Msg::Drafts(items, forms.collect())
  }

  fn item(&self, entry: &DraftEntry) -> DraftItem {
    let file = || entry.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let document = match &entry.document {
      Ok(document) => document,
      Err(failure) => {
        return DraftItem { path: entry.path.clone(), name: file(), problem: Some(failure.say(&self.words)), ..DraftItem::default() };
      }
    };
    match self.library.get(&document.form) {
      Ok(form) => {
        let report = check(&form, document, document.as_of.unwrap_or_else(today));
        let reference = document.submitted.as_ref().filter(|submitted| submitted.revision == document.revision && entry.submitted);
        DraftItem {
          path: entry.path.clone(),
          name: clean(&entry.name.clone().unwrap_or_else(|| self.words.get("title-unnamed"))),
          form: form.title.get(self.words.lang()).to_owned(),
          revision: document.revision,
          counts: Some((report.count(Severity::Error), report.count(Severity::Warning))),
          reference: reference.and_then(|submitted| submitted.reference.clone()),
          time: local(&document.updated_at, "%m-%d %H:%M"),
          problem: None,
        }
      }
      Err(failure) => DraftItem { path: entry.path.clone(), name: file(), problem: Some(failure.say(&self.words)), ..DraftItem::default() },
    }
  }

  fn open(&mut self, path: &Path) -> Result<Msg, Failure> {
    // Let go of the draft before, so that the same one can be opened again.
    self.open = None;
    let (file, mut document) = DraftFile::open(path)?;
    let form = self.library.get(&document.form)?;
    let (journal, undo, redo) = Journal::open(path, &mut document);
    let time = local(&document.updated_at, "%H:%M:%S");
    self.open = Some(OpenDraft { file, journal, form: Arc::clone(&form) });
    Ok(Msg::Opened { path: path.to_path_buf(), form, document: Box::new(document), undo, redo, time })
  }

  fn create(&mut self, document: &Document) -> Result<Msg, Failure> {
    let path = self.folder.new_path(document);
    drop(DraftFile::create(&path, document)?);
    self.open(&path)
  }

  fn save(&mut self, entry: Option<&Entry>, document: &Document) -> Msg {
    let Some(open) = &mut self.open else { return Msg::Saved(String::new()) };
    let mut document = document.clone();
    // A journal that cannot be written costs undo after a restart, not the answers.
    document.journal = match entry {
      Some(entry) => open.journal.append(entry).ok(),
      None => Some(open.journal.reference()),
    };
    match open.file.save(&document) {
      Ok(time) => Msg::Saved(local(&time, "%H:%M:%S")),
      Err(failure) => Msg::SaveFailed(failure.say(&self.words)),
    }
  }

  /// Hands in on a thread of its own, so that saving goes on meanwhile.
  fn submit(&self, document: &Document, as_of: Date, reply: &Reply) {
    let (Some(open), Some(platform)) = (&self.open, self.platform.clone()) else {
      let _ = reply.send(Msg::NotDelivered(vec![self.words.get("note-no-platform")]));
      return;
    };
    let words = Words::new(self.words.lang());
    let (form, draft) = (Arc::clone(&open.form), open.file.path().to_path_buf());
    let (token, outbox, reply) = (self.token.clone(), Outbox::of(self.folder.root()), reply.clone());
    let document = document.clone();
    thread::spawn(move || {
      let sending = || send(&words, &form, document, as_of, &draft, &platform, token.as_ref(), &outbox, &reply);
      let message = match catch_unwind(AssertUnwindSafe(sending)) {
        Ok(Ok(message)) => message,
        Ok(Err(failure)) => Msg::NotDelivered(failure.say(&words).lines().map(str::to_owned).collect()),
        // The envelope lies in the outbox; nothing is lost by a mistake of ours.
        Err(_) => Msg::NotDelivered(vec![words.get("note-worker-failed")]),
      };
      let _ = reply.send(message);
    });
  }
}

#[expect(clippy::too_many_arguments, reason = "the parts of one submission, used once")]
fn send(
  words: &Words,
  form: &Form,
  document: Document,
  as_of: Date,
  draft: &Path,
  platform: &Platform,
  token: Option<&Token>,
  outbox: &Outbox,
  reply: &Reply,
) -> Result<Msg, Failure> {
  let client = Client::new(platform, token, words.lang())?;
  let request = HandIn { form, document, as_of, draft, outbox, platform: &platform.name, client: &client, words };
  let mut progress = |step| drop(reply.send(Msg::Sending(step)));
  Ok(match hand_in(request, &mut progress)? {
    HandedIn::AlreadyReceived(submitted) => {
      let message = Message::new("submit-already")
        .with("revision", submitted.revision.to_string())
        .with("reference", submitted.reference.clone().unwrap_or_default())
        .with("path", draft.display().to_string());
      let reference = submitted.reference.unwrap_or_default();
      Msg::Delivered { reference, said: words.say(&message), proof: None, document: None }
    }
    HandedIn::Attempted { delivery, document } => {
      let said = words.say(&delivery.outcome.message());
      match &delivery.outcome {
        Outcome::Delivered(receipt) => Msg::Delivered {
          reference: receipt.receipt().reference.as_str().to_owned(),
          said,
          proof: delivery.proof,
          document: Some(document),
        },
        Outcome::Acknowledged(_) => Msg::Delivered { reference: String::new(), said, proof: delivery.proof, document: Some(document) },
        Outcome::Rejected { problem, .. } => {
          let findings =
            problem.errors.iter().filter_map(|finding| finding.get("message")?.as_str().map(|text| format!("x {}", clean(text))));
          Msg::NotDelivered(std::iter::once(said).chain(findings).collect())
        }
        Outcome::NotDelivered { .. } | Outcome::NeedsPerson { .. } => Msg::NotDelivered(vec![said]),
      }
    }
  })
}

impl Host for LocalHost {
  fn handle(&mut self, effect: Effect, reply: &Reply) {
    let failed = |failure: Failure, words: &Words| Msg::Failed(failure.say(words));
    let message = match effect {
      Effect::ListDrafts => self.drafts(),
      Effect::Open(path) => self.open(&path).unwrap_or_else(|failure| failed(failure, &self.words)),
      Effect::New(id) => {
        let made = self.library.by_id(&id).and_then(|form| self.create(&super::new::empty(&form)));
        made.unwrap_or_else(|failure| failed(failure, &self.words))
      }
      Effect::Duplicate(path) => {
        let made = DraftFile::read(&path).and_then(|document| {
          let copy = super::new::copy(&document);
          DraftFile::create(&self.folder.new_path(&copy), &copy)
        });
        match made {
          Ok(_) => self.drafts(),
          Err(failure) => failed(failure, &self.words),
        }
      }
      Effect::Bin(path) => match self.folder.bin(&path) {
        Ok(_) => self.drafts(),
        Err(failure) => failed(failure, &self.words),
      },
      Effect::Close => {
        self.open = None;
        return;
      }
      Effect::Save(entry, document) => self.save(entry.as_ref(), &document),
      Effect::Submit(document, as_of) => return self.submit(&document, as_of, reply),
      Effect::ReadAttachment(cell, path) => self.attachment(cell, &path),
      Effect::Report(text) => match self.folder.report(&text) {
        Ok(path) => Msg::Reported(path),
        Err(failure) => failed(failure, &self.words),
      },
      Effect::Copy(_) | Effect::Redraw | Effect::Pause | Effect::Retake | Effect::Quit => return,
    };
    // Nobody listens any more once the program ends.
    let _ = reply.send(message);
  }
}

impl LocalHost {
  fn attachment(&self, cell: CellPath, typed: &str) -> Msg {
    let path = PathBuf::from(typed.trim().trim_matches(['"', '\'']));
    let described = fs::read(&path).map(|bytes| describe(&path, &bytes)).map_err(|error| {
      Failure::new(Message::new("attachment-cannot-read").with("path", path.display().to_string())).caused_by(error).say(&self.words)
    });
    Msg::Attachment(cell, described)
  }
}

fn describe(path: &Path, bytes: &[u8]) -> Json {
  json!({ "name": path.file_name().unwrap_or_default().to_string_lossy(), "size": bytes.len(), "digest": digest_of(bytes) })
}

/// A time of RFC 3339 as clocks here show it.
fn local(time: &str, format: &str) -> String {
  let Ok(time) = time.parse::<Timestamp>() else { return String::new() };
  ZonedDateTime::new(time, jiff::tz::TimeZone::system()).strftime(format).to_string()
}
