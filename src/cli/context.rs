use super::output::complain;
use crate::{
  Failure,
  document::Document,
  form::Form,
  lang::{Message, Words},
  store::{DataFolder, Library, Moved},
};
use clap::ArgMatches;
use std::{path::PathBuf, sync::Arc};

/// What every command may need: words, and where things are.
pub(super) struct Context {
  pub(super) words: Words,
  pub(super) config: Option<PathBuf>,
  pub(super) data_dir: Option<PathBuf>,
  pub(super) library: Arc<Library>,
}

impl Context {
  pub(super) fn new(words: Words, matches: &ArgMatches) -> Self {
    let path = |name: &str| matches.get_one::<PathBuf>(name).cloned();
    let folders = matches.get_many::<PathBuf>("forms").map(|folders| folders.cloned().collect()).unwrap_or_default();
    Self {
      words,
      config: path("config").or_else(|| variable("JILIANG_CONFIG").map(PathBuf::from)),
      data_dir: path("data-dir").or_else(|| variable("JILIANG_DATA_DIR").map(PathBuf::from)),
      library: Arc::new(Library::new(folders)),
    }
  }

  /// The form that a draft answers, to whose version it is moved in memory; what that renames is told.
  pub(super) fn adopt_aloud(&self, document: &mut Document) -> Result<Arc<Form>, Failure> {
    let (form, moved) = self.library.adopt(document)?;
    if let Some(Moved { migration, .. }) = moved.filter(|moved| !moved.migration.moved.is_empty()) {
      let count: usize = migration.moved.iter().map(|(_, count)| count).sum();
      let message = Message::new("migrate-aloud").with("from", &migration.from).with("to", &form.version).with("count", count);
      complain(&self.words.say(&message));
    }
    Ok(form)
  }

  pub(super) fn data_folder(&self) -> Result<DataFolder, Failure> {
    DataFolder::open(self.data_dir.as_deref())
  }
}

/// An environment variable that is set and not empty.
pub(super) fn variable(name: &str) -> Option<String> {
  std::env::var(name).ok().filter(|value| !value.is_empty())
}
