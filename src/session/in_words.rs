use super::{CellRef, OpenDraft, derived};
use crate::{
  check::{Effective, explain},
  form::{Disclosure, Kind},
  lang::{Message, Words},
};

impl OpenDraft {
  /// The answer of a cell in one line, or what its absence means.
  pub fn in_words(&self, facts: &Effective<'_>, cell: CellRef, words: &Words) -> String {
    let lang = words.lang();
    let field = self.field(cell);
    let text = self.text_of(cell, lang).replace('\n', " ");
    let unit = field.unit.as_ref().map(|unit| format!(" {}", unit.get(lang))).unwrap_or_default();
    if !text.is_empty() {
      return format!("{text}{unit}");
    }
    if let Some(value) = derived(facts, cell, lang) {
      let how = explain(facts, cell.group, cell.row, cell.field, lang).map(|how| format!("  {how}")).unwrap_or_default();
      return if matches!(field.kind, Kind::Computed { .. }) {
        format!("{value}{unit}{how}")
      } else {
        format!("{}{unit}", words.say(&Message::new("value-automatic").with("value", value)))
      };
    }
    let needed = facts.is_required(cell.group, cell.row, cell.field);
    words.get(if needed { "review-missing" } else { "review-optional" })
  }
}

/// Who sees answers, a key of the locale files.
pub fn seen_by(disclosure: Disclosure) -> &'static str {
  match disclosure {
    Disclosure::Public => "disclose-public",
    Disclosure::Partner => "disclose-partner",
    Disclosure::Regulator => "disclose-regulator",
  }
}
