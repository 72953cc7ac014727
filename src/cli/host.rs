use super::{
  context::Context,
  draft_list::draft_list,
  ledger_desk::{LedgerDesk, PlanOrder},
  sending::Sending,
  waiting::{self, Resend},
};
use crate::{
  Failure,
  document::Document,
  form::Form,
  lang::{Message, Words},
  ledger::carry_over,
  session::{Keeper, OpenDraft, Sent},
  store::{DataFolder, DraftFile, Entry, Journal, KeptCarried, Library, Moved, Step as UndoStep, today, zone},
  submit::{Outbox, Platform, Step, Token, digest_of},
  tui::{Effect, Host, Msg, Reply},
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
use uuid::Uuid;

/// Carries out what the terminal program wants: files in the data folder, submission to the platform.
pub(super) struct LocalHost {
  words: Words,
  library: Arc<Library>,
  folder: DataFolder,
  platform: Option<Platform>,
  token: Option<Token>,
  open: Option<Held>,
  /// What to tell of the draft that was just opened.
  migrated: Option<String>,
  desk: LedgerDesk,
}

struct Held {
  file: DraftFile,
  journal: Journal,
  form: Arc<Form>,
}

/// What comes of taking a draft in hand.
enum Hold {
  Opened(Opened),
  /// It is to be moved to a newer version of its form, which a person is asked about first, in these lines. Nothing was changed.
  Asks(Vec<String>),
}

/// A draft as it was found: its form, its content, and what can be undone and done again.
struct Opened {
  form: Arc<Form>,
  document: Document,
  undo: Vec<UndoStep>,
  redo: Vec<UndoStep>,
}

impl LocalHost {
  /// A host over the data folder that submits to `platform`.
  pub(super) fn new(context: &Context, folder: DataFolder, platform: Option<Platform>, token: Option<Token>) -> Self {
    Self {
      desk: LedgerDesk::new(&context.words, folder.root().join(super::import::MEMORY)),
      words: context.words.clone(),
      library: Arc::clone(&context.library),
      folder,
      platform,
      token,
      open: None,
      migrated: None,
    }
  }

  fn drafts(&self, reply: &Reply) -> Msg {
    draft_list(&self.words, &self.folder, &self.library, reply)
  }

  /// Takes a draft in hand; where it is to be moved to a newer version of its form, only if that is `agreed`.
  fn hold(&mut self, path: &Path, agreed: bool) -> Result<Hold, Failure> {
    // Let go of the draft before, so that the same one can be opened again.
    self.open = None;
    let (mut file, mut document) = DraftFile::open(path)?;
    self.library.get(&document.form)?;
    let (mut journal, mut undo, redo) = Journal::open(path, &mut document);
    let (form, moved) = self.library.adopt(&mut document)?;
    if let (false, Some(Moved { migration, .. })) = (agreed, &moved)
      && let Some(lines) = super::migrate::question(&self.words, &form, &document, migration)
    {
      return Ok(Hold::Asks(lines));
    }
    if let Some(Moved { migration, edit }) = moved {
      // One step of undo, saved at once, and told.
      let said = super::migrate::said(&self.words, &form, &migration);
      if !edit.forward.is_empty() {
        let step = UndoStep::new(&document.updated_at, said.clone(), edit);
        document.journal = journal.append(&Entry::Done(step.clone())).ok().or(document.journal);
        undo.push(step);
      }
      file.save(&document)?;
      self.migrated = Some(said);
    }
    self.open = Some(Held { file, journal, form: Arc::clone(&form) });
    Ok(Hold::Opened(Opened { form, document, undo, redo }))
  }

  /// Opens a draft for a person who fills it in without a screen; `None` where it is of an older version and the person does not `agree` to move it.
  pub(super) fn open_draft(
    &mut self,
    path: &Path,
    today: Date,
    mut agree: impl FnMut(&[String]) -> bool,
  ) -> Result<Option<OpenDraft>, Failure> {
    let held = match self.hold(path, false)? {
      Hold::Asks(lines) if !agree(&lines) => return Ok(None),
      Hold::Asks(_) => self.hold(path, true)?,
      opened @ Hold::Opened(_) => opened,
    };
    let Hold::Opened(Opened { form, document, undo, redo }) = held else { return Ok(None) };
    if let Some(said) = self.migrated.take() {
      super::output::complain(&said);
    }
    Ok(Some(OpenDraft::new(path.to_path_buf(), form, document, undo, redo, today)))
  }

  /// Takes a draft in hand before the screen is taken over, so that what is wrong with it can be told without one; gives what is shown first.
  pub(super) fn begin(&mut self, path: &Path) -> Result<Vec<Msg>, Failure> {
    let opened = self.open(path, false)?;
    Ok(std::iter::once(opened).chain(self.beside(path)).collect())
  }

  fn open(&mut self, path: &Path, agreed: bool) -> Result<Msg, Failure> {
    let Opened { form, document, undo, redo } = match self.hold(path, agreed)? {
      Hold::Opened(opened) => opened,
      Hold::Asks(lines) => return Ok(Msg::ToMove { path: path.to_path_buf(), lines }),
    };
    let time = local(&document.updated_at, "%H:%M:%S");
    Ok(Msg::Opened { path: path.to_path_buf(), form, document: Box::new(document), undo, redo, time })
  }

  /// What belongs to the draft that was just opened: where one was in it, and what was moved.
  fn beside(&mut self, path: &Path) -> Vec<Msg> {
    let place = self.open.as_ref().and_then(|_| self.folder.place_of(path)).map(Msg::LastPlace);
    place.into_iter().chain(self.migrated.take().map(Msg::Done)).collect()
  }

  /// The declaration that the open draft was made from, where it is kept.
  fn carried(&self, path: &Path) -> Option<Msg> {
    let form = &self.open.as_ref()?.form;
    let KeptCarried { mut earlier, on, confirmed } = KeptCarried::read(path)?;
    let (known, _) = self.library.adopt(&mut earlier).ok()?;
    let cleared = carry_over(form, &earlier, on).1;
    (known.id == form.id).then(|| Msg::Carried { earlier: Arc::new(earlier), cleared, confirmed: Some(confirmed) })
  }

  fn tell_carried(&self, path: &Path, reply: &Reply) {
    if let Some(carried) = self.carried(path) {
      let _ = reply.send(carried);
    }
  }

  fn create(&mut self, document: &Document) -> Result<Msg, Failure> {
    let path = self.folder.new_path(document);
    drop(DraftFile::create(&path, document)?);
    self.open(&path, true)
  }

  /// Everything a submission needs; `None` without a platform.
  fn sending(&self, document: &Document, as_of: Date, replace: bool) -> Option<Sending> {
    let (open, platform) = (self.open.as_ref()?, self.platform.clone()?);
    Some(Sending {
      words: self.words.clone(),
      form: Arc::clone(&open.form),
      document: document.clone(),
      as_of,
      draft: open.file.path().to_path_buf(),
      platform,
      token: self.token.clone(),
      outbox: Outbox::of(self.folder.root()),
      replace,
    })
  }

  /// Hands in on a thread of its own, so that saving goes on meanwhile.
  fn submit(&self, document: &Document, as_of: Date, replace: bool, reply: &Reply) {
    let Some(sending) = self.sending(document, as_of, replace) else {
      let _ = reply.send(Msg::NotDelivered { said: vec![self.words.get("note-no-platform")], other_revision: None });
      return;
    };
    self.in_background(reply, move |progress| sending.send(progress));
  }

  /// Sends what waits on a thread of its own.
  fn send_waiting(&self, declaration: Uuid, revision: u32, reply: &Reply) {
    let resend = Resend {
      words: self.words.clone(),
      platform: self.platform.clone(),
      token: self.token.clone(),
      outbox: Outbox::of(self.folder.root()),
    };
    self.in_background(reply, move |progress| resend.send(declaration, revision, progress));
  }

  /// Sends on a thread of its own and tells how it goes.
  fn in_background(&self, reply: &Reply, send: impl FnOnce(&mut dyn FnMut(Step)) -> Result<Sent, Failure> + Send + 'static) {
    let (words, reply) = (self.words.clone(), reply.clone());
    thread::spawn(move || {
      let failed = |said| Msg::NotDelivered { said, other_revision: None };
      let mut progress = |step| drop(reply.send(Msg::Sending(step)));
      let message = match catch_unwind(AssertUnwindSafe(|| send(&mut progress))) {
        Ok(Ok(Sent { delivered: true, said, reference, proof, document, .. })) => {
          Msg::Delivered { reference, said: said.join("\n"), proof, document }
        }
        Ok(Ok(sent)) => Msg::NotDelivered { said: sent.said, other_revision: sent.other_revision },
        Ok(Err(failure)) => failed(failure.say(&words).lines().map(str::to_owned).collect()),
        // The envelope lies in the outbox; nothing is lost by a mistake of ours.
        Err(_) => failed(vec![words.get("note-worker-failed")]),
      };
      let _ = reply.send(message);
    });
  }
}

impl Keeper for LocalHost {
  fn save(&mut self, entry: Option<&Entry>, document: &Document) -> Result<String, Failure> {
    let Some(open) = &mut self.open else { return Ok(String::new()) };
    let mut document = document.clone();
    // A journal that cannot be written costs undo after a restart, not the answers.
    document.journal = match entry {
      Some(entry) => open.journal.append(entry).ok(),
      None => Some(open.journal.reference()),
    };
    open.file.save(&document).map(|time| local(&time, "%H:%M:%S"))
  }

  fn describe(&self, typed: &str) -> Result<Json, Failure> {
    let path = PathBuf::from(typed.trim().trim_matches(['"', '\'']));
    let cannot = |error| Failure::new(Message::new("attachment-cannot-read").with("path", path.display().to_string())).caused_by(error);
    let bytes = fs::read(&path).map_err(cannot)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(json!({ "name": name, "size": bytes.len(), "digest": digest_of(&bytes) }))
  }

  fn hand_in(&mut self, document: &Document, as_of: Date, replace: bool, progress: &mut dyn FnMut(Step)) -> Result<Sent, Failure> {
    let missing = || Failure::new(Message::new("note-no-platform"));
    self.sending(document, as_of, replace).ok_or_else(missing)?.send(progress)
  }
}

impl Host for LocalHost {
  fn handle(&mut self, effect: Effect, reply: &Reply) {
    let failed = |failure: Failure, words: &Words| Msg::Failed(failure.say(words));
    let message = match effect {
      Effect::ListDrafts => {
        let _ = reply.send(Msg::Places(self.folder.places()));
        self.drafts(reply)
      }
      Effect::KeepPlace(place) => {
        // A place forgotten costs nobody an answer.
        let _ = self.folder.keep_place(place);
        return;
      }
      Effect::Open(ref path) | Effect::OpenMoved(ref path) => {
        let agreed = matches!(effect, Effect::OpenMoved(_));
        let opened = self.open(path, agreed).unwrap_or_else(|failure| failed(failure, &self.words));
        let _ = reply.send(opened);
        for message in self.beside(path) {
          let _ = reply.send(message);
        }
        // The screen does not wait for it.
        return self.tell_carried(path, reply);
      }
      Effect::FindCarried(path) => return self.tell_carried(&path, reply),
      Effect::New(id) => {
        let made = self.library.by_id(&id).and_then(|form| self.create(&super::new::empty(&form)));
        made.unwrap_or_else(|failure| failed(failure, &self.words))
      }
      Effect::Exercise => {
        let made = super::new::exercise(&self.words).and_then(|document| self.create(&document));
        made.unwrap_or_else(|failure| failed(failure, &self.words))
      }
      Effect::Duplicate(path) => {
        let made = DraftFile::read(&path).and_then(|document| {
          let copy = super::new::copy(&document);
          DraftFile::create(&self.folder.new_path(&copy), &copy)
        });
        match made {
          Ok(_) => self.drafts(reply),
          Err(failure) => failed(failure, &self.words),
        }
      }
      Effect::NextYear(path) => {
        let made = super::new::carried(&self.library, &path, today());
        match made.and_then(|(next, earlier, cleared)| self.create(&next).map(|opened| (opened, earlier, cleared))) {
          Ok((opened, earlier, cleared)) => {
            let _ = reply.send(opened);
            let kept = KeptCarried { earlier, on: today(), confirmed: Vec::new() };
            if let Some(open) = &self.open {
              // A comparison forgotten costs nobody an answer.
              let _ = kept.write(open.file.path());
            }
            Msg::Carried { earlier: Arc::new(kept.earlier), cleared, confirmed: None }
          }
          Err(failure) => failed(failure, &self.words),
        }
      }
      Effect::Bin(path) => match self.folder.bin(&path) {
        Ok(_) => self.drafts(reply),
        Err(failure) => failed(failure, &self.words),
      },
      Effect::Close => {
        self.open = None;
        return;
      }
      Effect::Save(entry, document) => match self.save(entry.as_ref(), &document) {
        Ok(time) => Msg::Saved(time),
        Err(failure) => Msg::SaveFailed(failure.say(&self.words)),
      },
      Effect::Submit { document, as_of, replace } => return self.submit(&document, as_of, replace, reply),
      Effect::SendWaiting(declaration, revision) => return self.send_waiting(declaration, revision, reply),
      Effect::ReadAttachment(cell, path) => Msg::Attachment(cell, self.describe(&path).map_err(|failure| failure.say(&self.words))),
      Effect::ListFolder(folder) => return self.desk.list(folder, reply),
      Effect::ReadLedger(ticket, path) => return self.desk.read(ticket, path, reply),
      Effect::StopLedger => return self.desk.stop(),
      Effect::PlanLedger { ticket, book, table, wishes, document } => {
        let Some(form) = self.open.as_ref().map(|open| Arc::clone(&open.form)) else { return };
        return self.desk.plan(PlanOrder { ticket, form, document, table, book, wishes: *wishes }, reply);
      }
      Effect::KeepLedger(path, plan, said) => {
        if let Some(open) = &self.open {
          self.desk.keep(&open.form, &path, &plan, &said, reply);
        }
        return;
      }
      Effect::Report(text) => match self.folder.report(&text) {
        Ok(path) => Msg::Reported(path),
        Err(failure) => failed(failure, &self.words),
      },
      Effect::KeepConfirmed(confirmed) => {
        let Some(open) = &self.open else { return };
        let Some(kept) = KeptCarried::read(open.file.path()) else { return };
        match (KeptCarried { confirmed, ..kept }).write(open.file.path()) {
          Ok(()) => return,
          Err(error) => Msg::Failed(Failure::new(Message::new("carried-not-kept")).caused_by(error).say(&self.words)),
        }
      }
      Effect::KeepCopy(text) => match self.folder.keep_copy(&text) {
        Ok(path) => Msg::CopyKept(path),
        Err(failure) => failed(failure, &self.words),
      },
      Effect::EditOutside(_) | Effect::Copy(_) | Effect::Mouse(_) | Effect::Redraw | Effect::Pause | Effect::Retake | Effect::Quit => {
        return;
      }
    };
    let is_list = matches!(message, Msg::Drafts(..));
    // Nobody listens any more once the program ends.
    let _ = reply.send(message);
    if let Some(said) = self.migrated.take() {
      let _ = reply.send(Msg::Done(said));
    }
    if is_list {
      let waiting = waiting::list(&Outbox::of(self.folder.root()), &self.library);
      let _ = reply.send(waiting.map_or_else(|failure| failed(failure, &self.words), Msg::Waiting));
    }
  }
}

/// A time of RFC 3339 as clocks here show it.
pub(super) fn local(time: &str, format: &str) -> String {
  let Ok(time) = time.parse::<Timestamp>() else { return String::new() };
  ZonedDateTime::new(time, zone()).strftime(format).to_string()
}
