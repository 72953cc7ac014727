//! The facts, read once from the embedded tables. A line that cannot be read is left out here and found by the tests below.

use super::{
  Dimension, Factor, Kind, Status,
  atom::{Atom, Scale},
};
use std::{collections::HashMap, sync::OnceLock};

const UNITS: &str = include_str!("units.csv");
const KINDS: &str = include_str!("kinds.csv");
const ALIASES: &str = include_str!("aliases.csv");
const ASKS: &str = include_str!("asks.csv");

/// A text that stands for a unit expression: `rpm` for `r/min`.
#[derive(Debug)]
pub(super) struct Alias {
  pub(super) text: &'static str,
  pub(super) unit: &'static str,
  pub(super) prefixes: Vec<&'static str>,
  pub(super) status: Status,
}

/// A text with several meanings, or with one that is not what people mean by it; the person must choose.
#[derive(Debug)]
pub(super) struct Ask {
  pub(super) typed: &'static str,
  pub(super) prefixes: Vec<&'static str>,
  pub(super) choices: Vec<&'static str>,
  /// Whether the only choice is not to be taken by itself, since something else goes with it: `Nm³` has a state of reference that `m³` has not.
  pub(super) is_guess: bool,
  pub(super) zh: &'static str,
  pub(super) en: &'static str,
}

/// All tables with their indices.
#[derive(Debug)]
pub(super) struct Tables {
  pub(super) kinds: Vec<Kind>,
  pub(super) atoms: Vec<Atom>,
  pub(super) aliases: Vec<Alias>,
  pub(super) asks: Vec<Ask>,
  /// Symbols: the atom, and whether the symbol is one to be put right.
  pub(super) symbols: HashMap<&'static str, (usize, bool)>,
  /// Chinese names.
  pub(super) zh: HashMap<&'static str, usize>,
  /// English names.
  pub(super) en: HashMap<&'static str, usize>,
  pub(super) alias_of: HashMap<&'static str, usize>,
  pub(super) ask_of: HashMap<&'static str, usize>,
  /// Symbols and questions that a plain run of letters does not hold, because a blank or a bracket is in them; the longest first.
  pub(super) special: Vec<&'static str>,
}

/// The tables.
pub(super) fn tables() -> &'static Tables {
  static TABLES: OnceLock<Tables> = OnceLock::new();
  TABLES.get_or_init(read)
}

fn read() -> Tables {
  let kinds: Vec<Kind> = lines(KINDS).filter_map(|line| kind(&line)).collect();
  let atoms: Vec<Atom> = lines(UNITS).filter_map(|line| atom(&line)).collect();
  let aliases: Vec<Alias> = lines(ALIASES).filter_map(|line| alias(&line)).collect();
  let asks: Vec<Ask> = lines(ASKS).filter_map(|line| ask(&line)).collect();
  let mut symbols = HashMap::new();
  let (mut zh, mut en) = (HashMap::new(), HashMap::new());
  for (at, atom) in atoms.iter().enumerate() {
    symbols.extend(atom.symbols.iter().map(|symbol| (*symbol, (at, false))));
    symbols.extend(atom.loose.iter().map(|symbol| (*symbol, (at, true))));
    zh.extend(atom.zh.iter().map(|name| (*name, at)));
    en.extend(atom.en.iter().map(|name| (*name, at)));
  }
  let alias_of = aliases.iter().enumerate().map(|(at, alias)| (alias.text, at)).collect();
  let ask_of: HashMap<&'static str, usize> = asks.iter().enumerate().map(|(at, ask)| (ask.typed, at)).collect();
  let in_run = |c: char| super::chars::is_symbol(c);
  // Questions about products are put when the whole is read.
  let whole = |text: &&&str| !text.contains(['/', '·']);
  let texts = symbols.keys().chain(ask_of.keys().filter(whole)).chain(en.keys());
  let mut special: Vec<&'static str> =
    texts.copied().filter(|text| !text.chars().all(in_run) && !text.chars().any(super::chars::is_han)).collect();
  special.sort_unstable_by_key(|text| std::cmp::Reverse((text.chars().count(), *text)));
  Tables { kinds, atoms, aliases, asks, symbols, zh, en, alias_of, ask_of, special }
}

/// The lines below the heading, in columns.
fn lines(source: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
  source.lines().skip(1).filter(|line| !line.is_empty()).map(|line| line.split(',').collect())
}

fn list(cell: &'static str) -> Vec<&'static str> {
  cell.split('|').filter(|item| !item.is_empty()).collect()
}

fn optional(cell: &'static str) -> Option<&'static str> {
  (!cell.is_empty()).then_some(cell)
}

fn kind(line: &[&'static str]) -> Option<Kind> {
  let [id, zh, en, dimension, unit, marks] = *line else { return None };
  Some(Kind { id, zh, en, dimension: Dimension::from_base(dimension)?, unit, marks: list(marks) })
}

fn atom(line: &[&'static str]) -> Option<Atom> {
  let [symbols, loose, zh, en, prefixes, dimension, kind, factor, pi, offset, scale, status, replacement, ucum, dsi, source] = *line else {
    return None;
  };
  let pi = if pi.is_empty() { 0 } else { pi.parse().ok()? };
  let offset = match offset {
    "" => None,
    text => Some(Factor::from_text(text, 0)?.number),
  };
  let scale = match scale {
    "ratio" => Scale::Ratio,
    "interval" => Scale::Interval,
    "log" => Scale::Log,
    "named" => Scale::Named,
    _ => return None,
  };
  let symbols = list(symbols);
  Some(Atom {
    symbol: symbols.first()?,
    symbols,
    loose: list(loose),
    zh: list(zh),
    en: list(en),
    prefixes: list(prefixes),
    dimension: Dimension::from_base(dimension)?,
    kind,
    factor: Factor::from_text(factor, pi)?,
    offset,
    scale,
    status: Status::from_name(status)?,
    replacement: optional(replacement),
    ucum: optional(ucum),
    dsi: optional(dsi),
    source,
  })
}

fn alias(line: &[&'static str]) -> Option<Alias> {
  let [text, unit, prefixes, status] = *line else { return None };
  Some(Alias { text, unit, prefixes: list(prefixes), status: Status::from_name(status)? })
}

fn ask(line: &[&'static str]) -> Option<Ask> {
  let [typed, prefixes, choices, zh, en] = *line else { return None };
  let is_guess = choices.starts_with('?');
  Some(Ask { typed, prefixes: list(prefixes), choices: list(choices.trim_start_matches('?')), is_guess, zh, en })
}
