use crate::{
  Failure,
  document::{ChangeError, Document, Edit, FormRef, Migration, migration},
  form::{Form, FormFiles, Problem, Version},
  lang::Message,
};
use include_dir::{Dir, include_dir};
use std::{
  collections::HashMap,
  fs,
  path::{Path, PathBuf},
  sync::{Arc, Mutex, PoisonError},
};

/// The forms this program carries.
static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/forms");

/// The same forms by id, read and checked when the program was built.
static COMPILED: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/forms.rs"));

/// The forms at hand: those of the user's folders, then those of the binary.
#[derive(Debug, Default)]
pub struct Library {
  folders: Vec<PathBuf>,
  loaded: Mutex<HashMap<String, Arc<Form>>>,
}

/// A form at hand.
#[derive(Clone, Debug)]
pub struct FormEntry {
  /// Its id.
  pub id: String,
  /// The folder it was read from; `None` for one of the binary.
  pub folder: Option<PathBuf>,
  /// The form, or its mistakes.
  pub form: Result<Arc<Form>, Vec<Problem>>,
}

/// A document that was moved to a newer version of its form.
#[derive(Clone, Debug)]
pub struct Moved {
  /// What was moved.
  pub migration: Migration,
  /// The step, to be taken back.
  pub edit: Edit,
}

impl Library {
  /// Forms of these folders (each holds forms, or is one), and of the binary.
  pub fn new(folders: Vec<PathBuf>) -> Self {
    Self { folders, loaded: Mutex::default() }
  }

  /// The form a document answers, to whose version the document is moved in memory by the renames that the form declares; what was moved and
  /// how to take it back, where the document was older.
  pub fn adopt(&self, document: &mut Document) -> Result<(Arc<Form>, Option<Moved>), Failure> {
    let form = self.get(&document.form)?;
    let cannot = |error: ChangeError| Failure::new(Message::new("migrate-cannot")).caused_by(format!("{error:?}"));
    let Some(migration) = migration(&form, document).map_err(cannot)? else { return Ok((form, None)) };
    let edit = document.apply_all(migration.changes.clone()).map_err(cannot)?;
    document.answer_form(&form);
    Ok((form, Some(Moved { migration, edit })))
  }

  /// The form a draft answers: the same id, a version of the same major number, or one that says it takes drafts of that version.
  pub fn get(&self, wanted: &FormRef) -> Result<Arc<Form>, Failure> {
    let form = self.by_id(&wanted.id)?;
    let major = |version: &str| version.split('.').next().map(str::to_owned);
    let taken = form.migrates.is_some_and(|oldest| wanted.version.parse::<Version>().is_ok_and(|wanted| wanted >= oldest));
    let older = wanted.version.parse::<Version>().ok() < form.version.parse().ok();
    if major(&form.version) == major(&wanted.version) || (taken && older) {
      return Ok(form);
    }
    let message = Message::new("form-other-version").with("id", &wanted.id).with("wanted", &wanted.version).with("found", &form.version);
    Err(Failure::new(message).hint(Message::new("form-other-version-hint")))
  }

  /// The form called `id`.
  pub fn by_id(&self, id: &str) -> Result<Arc<Form>, Failure> {
    if let Some(form) = self.loaded.lock().unwrap_or_else(PoisonError::into_inner).get(id) {
      return Ok(Arc::clone(form));
    }
    let form = self.read(id)?.map_err(|problems| {
      Failure::new(Message::new("form-has-mistakes").with("id", id).with("count", problems.len()))
        .hint(Message::new("form-has-mistakes-hint").with("id", id))
    })?;
    self.loaded.lock().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned(), Arc::clone(&form));
    Ok(form)
  }

  fn read(&self, id: &str) -> Result<Result<Arc<Form>, Vec<Problem>>, Failure> {
    match self.folders.iter().find_map(|folder| find(folder, id)) {
      Some(files) => Ok(Form::load(&files).map(Arc::new)),
      None => compiled(id).map_or_else(|| Ok(Form::load(&self.files(id)?).map(Arc::new)), |form| Ok(Ok(Arc::new(form)))),
    }
  }

  /// The files of the form called `id`.
  pub fn files(&self, id: &str) -> Result<FormFiles, Failure> {
    let files = self.folders.iter().find_map(|folder| find(folder, id)).or_else(|| embedded(id));
    files.ok_or_else(|| {
      let known: Vec<String> = self.list().into_iter().map(|entry| entry.id).collect();
      let message = Message::new("form-not-found").with("id", id);
      Failure::new(message).hint(Message::new("form-not-found-hint").with("known", known.join("、")))
    })
  }

  /// Every form at hand; one of a folder stands before one of the binary with the same id.
  pub fn list(&self) -> Vec<FormEntry> {
    let mut entries: Vec<FormEntry> = Vec::new();
    let mut add = |id: String, folder: Option<PathBuf>, form: &dyn Fn() -> Result<Form, Vec<Problem>>| {
      if !entries.iter().any(|entry| entry.id == id) {
        entries.push(FormEntry { id, folder, form: form().map(Arc::new) });
      }
    };
    for folder in &self.folders {
      for form_folder in form_folders(folder) {
        if let Ok(files) = Self::read_folder(&form_folder) {
          add(id_of(&form_folder), Some(form_folder), &|| Form::load(&files));
        }
      }
    }
    let mut names: Vec<&str> = EMBEDDED.dirs().filter_map(|dir| dir.path().to_str()).collect();
    names.sort_unstable();
    for name in names {
      if let Some(files) = embedded(name) {
        add(name.to_owned(), None, &|| compiled(name).map_or_else(|| Form::load(&files), Ok));
      }
    }
    entries
  }

  /// Reads the files of the form in `folder`.
  pub fn read_folder(folder: &Path) -> Result<FormFiles, Failure> {
    let cannot = |path: &Path, error: &dyn std::fmt::Display| {
      Failure::new(Message::new("form-cannot-read").with("path", path.display().to_string())).caused_by(error)
    };
    let main = folder.join("form.toml");
    if !main.is_file() {
      let message = Message::new("form-no-form-toml").with("path", folder.display().to_string());
      return Err(Failure::new(message).hint(Message::new("form-no-form-toml-hint")));
    }
    let mut paths = vec![main];
    for part in ["sections", "lookups"] {
      if let Ok(entries) = fs::read_dir(folder.join(part)) {
        paths.extend(entries.flatten().map(|entry| entry.path()));
      }
    }
    let mut files = FormFiles::default();
    for path in paths {
      let relative = path.strip_prefix(folder).unwrap_or(&path);
      let name = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
      if FormFiles::wants(&name) {
        files.files.push((name, fs::read_to_string(&path).map_err(|error| cannot(&path, &error))?));
      }
    }
    files.files.sort();
    Ok(files)
  }

  /// An example draft of an embedded form, by file name without ending.
  pub fn example(form: &str, name: &str) -> Option<&'static str> {
    EMBEDDED.get_file(format!("{form}/examples/{name}.json"))?.contents_utf8()
  }
}

/// The form called `id` in a folder that holds forms, or is that form.
fn find(folder: &Path, id: &str) -> Option<FormFiles> {
  let found = form_folders(folder).into_iter().find(|folder| id_of(folder) == id)?;
  Library::read_folder(&found).ok()
}

fn form_folders(folder: &Path) -> Vec<PathBuf> {
  if folder.join("form.toml").is_file() {
    return vec![folder.to_path_buf()];
  }
  let mut folders: Vec<PathBuf> = fs::read_dir(folder)
    .into_iter()
    .flatten()
    .flatten()
    .map(|entry| entry.path())
    .filter(|path| path.join("form.toml").is_file())
    .collect();
  folders.sort();
  folders
}

/// The id that a form's folder stands for: its `id`, or its name where that cannot be read.
fn id_of(folder: &Path) -> String {
  let from_file = fs::read_to_string(folder.join("form.toml")).ok().and_then(|text| {
    let table: toml::Table = text.parse().ok()?;
    Some(table.get("id")?.as_str()?.to_owned())
  });
  from_file.unwrap_or_else(|| folder.file_name().unwrap_or_default().to_string_lossy().into_owned())
}

/// The form called `id` as it is part of the binary.
fn compiled(id: &str) -> Option<Form> {
  COMPILED.iter().find(|(known, _)| *known == id).and_then(|(_, bytes)| Form::from_compiled(bytes))
}

fn embedded(id: &str) -> Option<FormFiles> {
  let dir = EMBEDDED.get_dir(id)?;
  let mut files = FormFiles::default();
  let mut add = |file: &include_dir::File<'_>| {
    let name = file.path().strip_prefix(id).ok()?.to_str()?.replace('\\', "/");
    if FormFiles::wants(&name) {
      files.files.push((name, file.contents_utf8()?.to_owned()));
    }
    Some(())
  };
  for file in dir.files() {
    add(file);
  }
  for part in ["sections", "lookups"] {
    for file in dir.get_dir(format!("{id}/{part}")).into_iter().flat_map(Dir::files) {
      add(file);
    }
  }
  files.files.sort();
  files.get("form.toml").is_some().then_some(files)
}

#[cfg(test)]
mod tests {
  use super::*;

  #[test]
  fn forms_of_the_binary_are_what_their_files_say() {
    assert!(!COMPILED.is_empty());
    for (id, bytes) in COMPILED {
      let read = Form::load(&embedded(id).unwrap()).unwrap();
      let carried = Form::from_compiled(bytes).unwrap();
      assert!(read.to_compiled().as_deref() == Some(bytes), "{id}");
      assert!(carried.to_compiled().as_deref() == Some(bytes), "{id}");
      assert!(crate::check::test_rules(&carried).is_empty(), "{id}");
      assert!(carried.rules.iter().all(|rule| !rule.tests.is_empty()), "{id}");
    }
  }
}
