use super::{
  check::json,
  context::{Context, variable},
  output::{print, print_json},
};
use crate::{
  Failure,
  lang::Words,
  submit::Config,
  tui::{Binding, Keymap},
};
use clap::ArgMatches;
use std::process::ExitCode;

/// `jiliang keys`: the keys in force, as a table.
pub(super) fn run(context: &Context, matches: &ArgMatches) -> Result<ExitCode, Failure> {
  let config = Config::find(context.config.as_deref(), &variable)?;
  let (keymap, refused) = Keymap::with(&config.keys);
  for message in &refused {
    super::output::complain(&context.words.say(message));
  }
  if json(matches) {
    let rows = keymap.all().iter().filter(|binding| !binding.contexts.is_empty()).map(|binding| {
      let places: Vec<String> = binding.contexts.iter().map(|context| context.name()).collect();
      serde_json::json!({ "command": binding.command.name(), "keys": binding.keys, "contexts": places })
    });
    print_json(&rows.collect())?;
  } else {
    print(&table(&keymap, &context.words))?;
  }
  Ok(ExitCode::from(u8::from(!refused.is_empty())))
}

/// The table as Markdown; `docs/keys.md` is this.
pub(super) fn table(keymap: &Keymap, words: &Words) -> String {
  let mut lines = vec![words.get("keys-head"), words.get("keys-rule")];
  for binding in keymap.all().iter().filter(|binding| !binding.contexts.is_empty()) {
    lines.push(line(binding, words));
  }
  lines.join("\n")
}

fn line(binding: &Binding, words: &Words) -> String {
  let keys: Vec<String> = binding.keys.iter().map(|key| format!("`{key}`")).collect();
  let everywhere = binding.contexts.len() == crate::tui::Context::ALL.len();
  let places = if everywhere {
    words.get("keys-everywhere")
  } else {
    binding.contexts.iter().map(|context| words.get(context.words())).collect::<Vec<_>>().join(", ")
  };
  format!("| {} | {} | `{}` | {places} |", keys.join(" "), words.get(binding.words), binding.command.name())
}

#[cfg(test)]
mod tests {
  use super::*;
  use crate::lang::Lang;

  #[test]
  fn the_page_about_keys_tells_the_keys_in_force() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/keys.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (head, _) = page.split_once("## 中文").expect("the tables follow the head");
    let of = |lang| table(&Keymap::default(), &Words::new(lang));
    let wanted = format!("{head}## 中文\n\n{}\n\n## English\n\n{}\n", of(Lang::Zh), of(Lang::En));
    if std::env::var_os("JILIANG_WRITE_DOCS").is_some() {
      std::fs::write(&path, &wanted).unwrap();
    } else {
      assert!(page == wanted, "docs/keys.md is old: run JILIANG_WRITE_DOCS=1 cargo test --lib the_page_about_keys");
    }
  }
}
