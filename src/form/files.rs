/// The files of a form, read by the caller.
#[derive(Clone, Debug, Default)]
pub struct FormFiles {
  /// Names relative to the form's folder, with `/`, and contents. Only `form.toml`, `sections/*.toml` and `lookups/*.csv` matter.
  pub files: Vec<(String, String)>,
}

impl FormFiles {
  /// The most bytes of one file.
  pub const MAX_BYTES: usize = 2 << 20;

  /// Whether a file of this name belongs to the form itself.
  pub fn wants(name: &str) -> bool {
    let in_folder = |folder: &str, ending: &str| {
      name.strip_prefix(folder).is_some_and(|rest| rest.len() > ending.len() && rest.ends_with(ending) && !rest.contains('/'))
    };
    name == "form.toml" || in_folder("sections/", ".toml") || in_folder("lookups/", ".csv")
  }

  /// The content of the file `name`.
  pub fn get(&self, name: &str) -> Option<&str> {
    self.files.iter().find(|(known, _)| known == name).map(|(_, content)| content.as_str())
  }
}
