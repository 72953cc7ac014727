//! What may have been meant by a text that cannot be read as a unit.

use super::{
  PREFIXES, Unit, UnitError, UnitProblem,
  chars::Chars,
  lex::Token,
  names::{self, prefixed},
  read::parse,
  table::tables,
};
use std::{collections::HashMap, sync::OnceLock};

/// Prefixes that people use, for suggestions.
const USUAL: [&str; 10] = ["k", "m", "M", "μ", "n", "G", "c", "d", "h", "p"];

/// Prefixes that nobody means where other capitals make a unit.
const ABSURD: [&str; 11] = ["Q", "R", "Y", "Z", "E", "P", "a", "z", "y", "r", "q"];

/// A text as it should be written, where it can be read.
pub(super) fn canonical(text: &str) -> Option<String> {
  parse(&Chars::new(text)).ok().map(|read| read.unit.to_string())
}

/// The whole text with the part between `from` and `to` replaced, for each replacement that can be read; only those that make a known quantity,
/// where some do.
pub(super) fn choices(chars: &Chars, from: usize, to: usize, replacements: &[&str]) -> Vec<String> {
  let (before, after) = (chars.text(0, from), chars.text(to, chars.len()));
  let mut found: Vec<(String, bool)> = Vec::new();
  let add = |text: String, known: bool, found: &mut Vec<(String, bool)>| {
    if !found.iter().any(|(other, _)| *other == text) {
      found.push((text, known));
    }
  };
  for replacement in replacements {
    match parse(&Chars::new(&format!("{before}{replacement}{after}"))) {
      Ok(read) => add(read.unit.to_string(), read.unit.kind().is_some(), &mut found),
      Err(error) if error.problem == UnitProblem::Ambiguous => error.choices.into_iter().for_each(|text| add(text, true, &mut found)),
      // What is no unit by itself (`×10⁻¹²`) is offered as it stands.
      Err(_) if before.is_empty() && after.is_empty() => add((*replacement).to_owned(), true, &mut found),
      Err(_) => {}
    }
  }
  let known = found.iter().any(|(_, known)| *known);
  found.into_iter().filter(|(_, is_known)| *is_known || !known).map(|(text, _)| text).collect()
}

/// Why a run of letters is no unit.
pub(super) fn problem_of(token: &Token) -> UnitProblem {
  let Token::Symbol(run) = token else { return UnitProblem::Unknown };
  let symbols = &tables().symbols;
  if PREFIXES.iter().any(|prefix| prefix.symbol == run) {
    return UnitProblem::PrefixAlone;
  }
  for (_, rest, _) in prefixed(run) {
    if symbols.contains_key(rest) {
      return UnitProblem::PrefixNotTaken;
    }
    if prefixed(rest).any(|(inner, last, _)| USUAL.contains(&inner.symbol) && symbols.contains_key(last)) {
      return UnitProblem::TwoPrefixes;
    }
  }
  UnitProblem::Unknown
}

/// Adds what may have been meant.
pub(super) fn add_choices(error: &mut UnitError, chars: &Chars) {
  if !matches!(error.problem, UnitProblem::Unknown | UnitProblem::PrefixNotTaken | UnitProblem::TwoPrefixes | UnitProblem::Ambiguous) {
    return;
  }
  let Some(from) = (0..chars.len()).find(|at| chars.place(*at) == error.at) else { return };
  let to = from + error.found.chars().count();
  let candidates = other_case(&error.found);
  if !candidates.is_empty() {
    error.choices = choices(chars, from, to, &candidates.iter().map(String::as_str).collect::<Vec<_>>());
  }
  if error.problem == UnitProblem::Ambiguous
    && (error.choices.is_empty() || !ABSURD.iter().any(|prefix| error.found.starts_with(prefix)))
    && let Some(words) = names::in_words(&error.found)
  {
    // What stands there to the letter is offered in words, and never alone taken.
    error.is_guess = error.choices.is_empty();
    error.choices.extend(choices(chars, from, to, &[&words]));
  }
  if error.choices.is_empty() && error.problem == UnitProblem::Unknown && error.found.chars().count() > 2 {
    error.is_guess = true;
    let known = tables().zh.keys().chain(tables().en.keys()).chain(tables().symbols.keys()).copied();
    let mut near: Vec<&str> = crate::text::suggest(&error.found, known).into_iter().collect();
    near.retain(|name| names::symbol(name).is_some() || names::han(name).is_some());
    error.choices = choices(chars, from, to, &near);
  }
}

/// The units whose symbols differ from `run` in nothing but capitals: `mPa` and `MPa` for `Mpa`.
pub(super) fn other_case(run: &str) -> &'static [String] {
  static FORMS: OnceLock<HashMap<String, Vec<String>>> = OnceLock::new();
  let forms = FORMS.get_or_init(|| {
    let mut forms: HashMap<String, Vec<String>> = HashMap::new();
    let mut add = |typed: String, meant: String| {
      if tables().ask_of.contains_key(typed.as_str()) {
        return;
      }
      let known = forms.entry(typed.to_lowercase()).or_default();
      if !known.contains(&meant) {
        known.push(meant);
      }
    };
    for atom in &tables().atoms {
      for symbol in atom.symbols.iter().chain(&atom.loose).filter(|symbol| !symbol.contains('_')) {
        add((*symbol).to_owned(), atom.symbol.to_owned());
        for prefix in USUAL.iter().filter(|prefix| atom.takes(prefix)) {
          let meant = format!("{prefix}{}", atom.symbol);
          if *prefix == "μ" {
            add(format!("u{symbol}"), meant.clone());
          }
          add(format!("{prefix}{symbol}"), meant);
        }
      }
      for name in &atom.en {
        add((*name).to_owned(), atom.symbol.to_owned());
      }
    }
    for alias in &tables().aliases {
      add(alias.text.to_owned(), alias.unit.to_owned());
      for prefix in USUAL.iter().filter(|prefix| alias.prefixes.contains(prefix)) {
        add(format!("{prefix}{}", alias.text), format!("{prefix}{}", alias.unit));
      }
    }
    forms
  });
  forms.get(&run.to_lowercase()).map_or(&[], Vec::as_slice)
}

/// The units that `text` may be a slip for, in other capitals; for checks that look for slips in what can be read.
pub fn slips(text: &str) -> Vec<Unit> {
  other_case(text).iter().filter_map(|form| form.parse().ok()).collect()
}
