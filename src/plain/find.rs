//! Going to a place by its number, its words or its id.

use super::{
  dialogue::Dialogue,
  stop::{self, Stop},
};
use crate::{
  lang::Message,
  session::{CellRef, OpenDraft},
  text::{fold_search, half_width},
};

/// How many places are told where several are meant.
const TOLD: usize = 20;

impl Dialogue<'_> {
  /// Goes to the section with this number, or to the section, table or field that the text names.
  pub(super) fn go(&mut self, argument: &str) {
    if argument.is_empty() {
      return self.tell_sections();
    }
    let stops = stop::all(&self.draft);
    if let Ok(number) = half_width(argument).trim().parse::<usize>() {
      let first =
        stops.iter().find(|stop| stop::section(&self.draft, **stop) == number.checked_sub(1) && stop::is_asked(&self.draft, **stop));
      return match first {
        Some(first) => self.to(*first),
        None if (1..=self.draft.form.sections.len()).contains(&number) => self.say(&Message::new("note-section-off")),
        None => self.say(&Message::new("plain-no-section").with("count", self.draft.form.sections.len())),
      };
    }
    let wanted = fold_search(argument);
    let places: Vec<(Stop, Vec<String>)> =
      stops.iter().filter(|stop| stop::is_asked(&self.draft, **stop)).map(|stop| (*stop, names(&self.draft, *stop))).collect();
    let whole: Vec<Stop> = places.iter().filter(|(_, names)| names.contains(&wanted)).map(|(stop, _)| *stop).collect();
    let holds = |(_, names): &&(Stop, Vec<String>)| names.iter().any(|name| name.contains(&wanted));
    let found: Vec<Stop> = if whole.len() == 1 { whole } else { places.iter().filter(holds).map(|(stop, _)| *stop).collect() };
    match found[..] {
      [] => self.say(&Message::new("plain-found-nothing").with("text", argument)),
      [one] => self.to(one),
      _ => {
        self.say(&Message::new("plain-found-several").with("count", found.len()));
        for stop in found.iter().take(TOLD) {
          let name = self.name_of(*stop);
          self.tell(&format!("  {name}"));
        }
      }
    }
  }

  /// Section and label of a stop.
  fn name_of(&self, stop: Stop) -> String {
    let lang = self.words.lang();
    let section = stop::section(&self.draft, stop).map(|at| format!("{} {}", at + 1, self.draft.form.sections[at].title.get(lang)));
    let label = match stop {
      Stop::Cell(CellRef { group, field, .. }) => self.draft.form.field(group, field).label.get(lang),
      Stop::Table(group) => self.draft.form.group(group).label.get(lang),
      Stop::Signing(_) | Stop::End => "",
    };
    format!("{} · {label}", section.unwrap_or_default())
  }
}

/// Everything a stop may be called, folded for searching; the id with its section for a field.
fn names(draft: &OpenDraft, stop: Stop) -> Vec<String> {
  let form = &draft.form;
  let texts = match stop {
    Stop::Cell(CellRef { group, field, .. }) => {
      let (path, field) = (&form.group(group).path, form.field(group, field));
      vec![field.label.zh.to_string(), field.label.en.to_string(), format!("{path}.{}", field.id), field.id.to_string()]
    }
    Stop::Table(group) => {
      let group = form.group(group);
      let section = &form.sections[group.section];
      vec![
        group.label.zh.to_string(),
        group.label.en.to_string(),
        group.path.to_string(),
        section.title.zh.to_string(),
        section.title.en.to_string(),
      ]
    }
    Stop::Signing(_) | Stop::End => Vec::new(),
  };
  texts.iter().map(|text| fold_search(text)).collect()
}
