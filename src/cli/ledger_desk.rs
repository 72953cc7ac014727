use crate::{
  document::Document,
  expr::GroupIx,
  form::Form,
  lang::{Message, Words},
  ledger::{Book, Memory, Plan, Progress, Said, Stopped, Wishes, dropped_path, read_file},
  tui::{FileItem, FolderItem, Msg, Reply},
};
use directories::UserDirs;
use std::{
  fs::{self, DirEntry},
  ops::ControlFlow,
  panic::{AssertUnwindSafe, catch_unwind},
  path::{MAIN_SEPARATOR, Path, PathBuf},
  sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
  },
  thread,
  time::{Duration, Instant},
};

/// What files that can be ledgers are called.
const KINDS: &[&str] = &["xlsx", "xlsm", "xls", "et", "ods", "csv", "tsv", "txt"];
/// How often progress is told.
const PACE: Duration = Duration::from_millis(50);
/// The most entries of a folder that are told.
const MOST: usize = 5_000;

/// Reads ledgers on threads of their own, so that saving goes on meanwhile and a slow disk holds nobody up.
pub(super) struct LedgerDesk {
  lang: crate::lang::Lang,
  memory: PathBuf,
  /// Set where the work that is under way is no longer wanted.
  stopped: Arc<AtomicBool>,
}

impl LedgerDesk {
  /// A desk that keeps what it remembers in `memory`.
  pub(super) fn new(words: &Words, memory: PathBuf) -> Self {
    Self { lang: words.lang(), memory, stopped: Arc::default() }
  }

  /// Ends what is under way.
  pub(super) fn stop(&mut self) {
    self.stopped.store(true, Ordering::Relaxed);
    self.stopped = Arc::default();
  }

  /// Lists a folder; the one used last where none is named.
  pub(super) fn list(&self, folder: Option<String>, reply: &Reply) {
    let (memory, lang, reply) = (self.memory.clone(), self.lang, reply.clone());
    thread::spawn(move || {
      let words = Words::new(lang);
      let recent: Vec<String> = Memory::load(&memory).files().iter().filter(|path| Path::new(path).exists()).cloned().collect();
      let folder = folder.unwrap_or_else(|| usual_folder(&recent));
      let (entries, trouble) = match entries(&folder) {
        Ok(entries) => (entries, None),
        Err(error) => {
          let message = Message::new("import-cannot-list").with("path", &folder).with("problem", error.to_string());
          (Vec::new(), Some(words.say(&message)))
        }
      };
      let _ = reply.send(Msg::Folder(FolderItem { folder, entries, recent, trouble }));
    });
  }

  /// Reads a ledger.
  pub(super) fn read(&mut self, ticket: u64, path: PathBuf, reply: &Reply) {
    self.work(ticket, reply, move |watch| read_file(&at_home(&path), watch).map(Arc::new), Msg::LedgerRead);
  }

  /// Tells what a ledger would change.
  pub(super) fn plan(&mut self, order: PlanOrder, reply: &Reply) {
    let memory = self.memory.clone();
    let work = move |watch: crate::ledger::Watch<'_>| {
      let wishes = Wishes { memory: Memory::load(&memory), ..order.wishes };
      Plan::new(&order.form, &order.document, order.table, &order.book, &wishes, watch).map(Arc::new)
    };
    self.work(order.ticket, reply, work, Msg::LedgerPlanned);
  }

  /// Remembers a file that was read, and what was said about its columns.
  pub(super) fn keep(&self, form: &Form, path: &Path, plan: &Plan, said: &Said, reply: &Reply) {
    let mut memory = Memory::load(&self.memory);
    if !said.is_empty() {
      memory.remember_plan(form, plan, said);
    }
    let whole = at_home(path);
    memory.remember_file(&whole.canonicalize().unwrap_or(whole).display().to_string());
    if let Err(failure) = memory.save(&self.memory) {
      let _ = reply.send(Msg::Failed(failure.say(&Words::new(self.lang))));
    }
  }

  fn work<T: Send + 'static>(
    &mut self,
    ticket: u64,
    reply: &Reply,
    work: impl FnOnce(crate::ledger::Watch<'_>) -> Result<T, Stopped> + Send + 'static,
    told: fn(u64, Result<T, String>) -> Msg,
  ) {
    self.stop();
    let (stopped, lang, reply) = (Arc::clone(&self.stopped), self.lang, reply.clone());
    thread::spawn(move || {
      let words = Words::new(lang);
      let mut last: Option<Instant> = None;
      let mut watch = |progress: Progress| {
        if stopped.load(Ordering::Relaxed) {
          return ControlFlow::Break(());
        }
        if last.is_none_or(|last| last.elapsed() >= PACE) {
          last = Some(Instant::now());
          let _ = reply.send(Msg::LedgerProgress(ticket, progress));
        }
        ControlFlow::Continue(())
      };
      let result = match catch_unwind(AssertUnwindSafe(|| work(&mut watch))) {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(Stopped::Cancelled)) => return,
        Ok(Err(Stopped::Failed(failure))) => Err(failure.say(&words)),
        Err(_) => Err(words.get("note-worker-failed")),
      };
      let _ = reply.send(told(ticket, result));
    });
  }
}

/// What a plan is made of.
pub(super) struct PlanOrder {
  pub(super) ticket: u64,
  pub(super) form: Arc<Form>,
  pub(super) document: Arc<Document>,
  pub(super) table: GroupIx,
  pub(super) book: Arc<Book>,
  pub(super) wishes: Wishes,
}

/// The folder of the file read last; else where people keep their files.
fn usual_folder(recent: &[String]) -> String {
  let last = recent.first().and_then(|path| Path::new(path).parent()).map(Path::to_path_buf);
  let usual = || {
    let dirs = UserDirs::new()?;
    Some(dirs.document_dir().filter(|path| path.is_dir()).unwrap_or_else(|| dirs.home_dir()).to_path_buf())
  };
  let folder = last.or_else(|| std::env::current_dir().ok()).or_else(usual).unwrap_or_default();
  let mut text = folder.display().to_string();
  if !text.ends_with(['/', '\\']) {
    text.push(MAIN_SEPARATOR);
  }
  text
}

/// `~` is the person's own folder.
fn at_home(path: &Path) -> PathBuf {
  match (path.strip_prefix("~"), UserDirs::new()) {
    (Ok(rest), Some(dirs)) => dirs.home_dir().join(rest),
    _ => path.to_path_buf(),
  }
}

fn entries(folder: &str) -> std::io::Result<Vec<FileItem>> {
  let path = dropped_path(folder);
  let path = if path.is_empty() { PathBuf::from(".") } else { at_home(Path::new(&path)) };
  let mut items: Vec<FileItem> = fs::read_dir(path)?.flatten().take(MOST).filter_map(|entry| item(&entry)).collect();
  items.sort_by_cached_key(|item| (!item.is_folder, crate::text::SortKey::new(&item.name)));
  Ok(items)
}

fn item(entry: &DirEntry) -> Option<FileItem> {
  let name = entry.file_name().to_str()?.to_owned();
  // Through links too.
  let metadata = fs::metadata(entry.path()).ok()?;
  if metadata.is_dir() {
    return Some(FileItem { name, is_folder: true, about: String::new() });
  }
  // `~$` is what Excel leaves beside a file that is open.
  let kind = Path::new(&name).extension()?.to_str()?.to_lowercase();
  if !KINDS.contains(&kind.as_str()) || name.starts_with("~$") {
    return None;
  }
  let size = metadata.len().div_ceil(1024);
  let size = if size < 1024 { format!("{size} KiB") } else { format!("{} MiB", size.div_ceil(1024)) };
  let time = metadata.modified().ok().and_then(|time| jiff::Timestamp::try_from(time).ok());
  let time = time.map(|time| super::host::local(&time.to_string(), "  %Y-%m-%d %H:%M")).unwrap_or_default();
  Some(FileItem { name, is_folder: false, about: format!("{size:>9}{time}") })
}
