//! Reads and checks the forms that become part of the binary, by the program's own reader, and keeps them in the form of `Form::to_compiled`. A form with
//! mistakes ends the build with all of them.

#![allow(
  dead_code,
  unreachable_pub,
  unused_imports,
  clippy::allow_attributes,
  clippy::unused_self,
  reason = "the program uses what is not used here"
)]

#[path = "src/expr/mod.rs"]
mod expr;
#[path = "src/form/mod.rs"]
mod form;
#[path = "src/lang/mod.rs"]
mod lang;
#[path = "src/metrology/mod.rs"]
mod metrology;
#[path = "src/text/mod.rs"]
mod text;

use form::{Form, FormFiles};
use lang::{Lang, Words};
use std::{
  env,
  error::Error,
  fmt::Write,
  fs,
  path::{Path, PathBuf},
};

fn main() -> Result<(), Box<dyn Error>> {
  println!("cargo::rerun-if-changed=forms");
  println!("cargo::rerun-if-changed=migrations");
  let target = PathBuf::from(env::var("OUT_DIR")?);
  let mut folders: Vec<PathBuf> = fs::read_dir("forms")?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
  folders.sort();
  let mut list = String::new();
  for folder in folders.iter().filter(|folder| folder.join("form.toml").is_file()) {
    let form = match Form::load(&files(folder)?) {
      Ok(form) => form,
      Err(problems) => {
        let words = Words::new(Lang::En);
        problems.iter().for_each(|problem| println!("cargo::error={}/{}", folder.display(), problem.say(&words)));
        return Ok(());
      }
    };
    let bytes = form.to_compiled().ok_or("a form that cannot be written down")?;
    fs::write(target.join(format!("{}.form", form.id)), bytes)?;
    write!(list, "({0:?}, include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{0}.form\"))), ", form.id)?;
  }
  fs::write(target.join("forms.rs"), format!("[{list}]"))?;
  Ok(())
}

/// The files of the form in `folder`.
fn files(folder: &Path) -> Result<FormFiles, Box<dyn Error>> {
  let mut files = FormFiles::default();
  for part in ["", "sections", "lookups"] {
    let Ok(entries) = fs::read_dir(folder.join(part)) else { continue };
    for entry in entries {
      let path = entry?.path();
      let name = path.strip_prefix(folder)?.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
      if FormFiles::wants(&name) {
        files.files.push((name, fs::read_to_string(&path)?));
      }
    }
  }
  files.files.sort();
  Ok(files)
}
