//! From symbols and names to units.

use super::{
  PREFIXES, Prefix, Status, Unit,
  atom::Atom,
  table::{Ask, Tables, tables},
  unit::Part,
};

/// What a run of letters or characters means.
#[derive(Debug)]
pub(super) enum Meaning {
  /// A unit, and whether it is written in a way to be put right.
  Unit(Vec<Part>, bool),
  /// A question to the person, and the prefix before it.
  Ask(&'static Ask, &'static str),
  /// A reading that can be taken for another in other capitals: `PA` is petaampere to the letter, and meant is Pa or pA.
  Slip,
}

impl Meaning {
  fn of(prefix: Option<&'static Prefix>, atom: &'static Atom, loose: bool) -> Self {
    Self::Unit(vec![Part { prefix, atom, exponent: 1 }], loose)
  }
}

/// The meaning of a symbol or an English name; exact in case.
pub(super) fn symbol(run: &str) -> Option<Meaning> {
  let tables = tables();
  if let Some((ask, prefix)) = ask(tables, run) {
    return Some(Meaning::Ask(ask, prefix));
  }
  if let Some((at, loose)) = tables.symbols.get(run) {
    return Some(Meaning::of(None, &tables.atoms[*at], *loose));
  }
  if let Some(at) = tables.alias_of.get(run) {
    return alias(tables, *at, None);
  }
  for (prefix, rest, loose) in prefixed(run) {
    if let Some((at, false)) = tables.symbols.get(rest)
      && tables.atoms[*at].takes(prefix.symbol)
    {
      if is_slip(prefix, &tables.atoms[*at]) {
        return Some(Meaning::Slip);
      }
      return Some(Meaning::of(Some(prefix), &tables.atoms[*at], loose));
    }
    if let Some(at) = tables.alias_of.get(rest)
      && tables.aliases[*at].prefixes.contains(&prefix.symbol)
    {
      return alias(tables, *at, Some(prefix));
    }
  }
  english(tables, run)
}

/// The ways to split a prefix off; `u` is taken for `μ` and put right.
pub(super) fn prefixed(run: &str) -> impl Iterator<Item = (&'static Prefix, &str, bool)> {
  PREFIXES.iter().filter_map(move |prefix| {
    let plain = run.strip_prefix(prefix.symbol).map(|rest| (prefix, rest, false));
    let ascii = || (prefix.symbol == "μ").then(|| run.strip_prefix('u'))?.map(|rest| (prefix, rest, true));
    plain.or_else(ascii).filter(|(_, rest, _)| !rest.is_empty())
  })
}

/// Prefixes that stand before these units only; before others a slip of the shift key is likelier (`MSv`), or something else is meant (`EA`, `RT`).
const USED: [(&str, &[&str]); 18] = [
  ("M", &["Hz", "N", "Pa", "J", "W", "V", "Ω", "Bq", "Gy", "eV", "var"]),
  ("G", &["Hz", "N", "Pa", "J", "W", "V", "Ω", "Bq", "eV", "var"]),
  ("T", &["Hz", "Pa", "J", "W", "Ω", "Bq", "eV"]),
  ("P", &["Hz", "J", "W", "Bq", "eV"]),
  ("E", &["Hz", "J", "Bq", "eV"]),
  ("h", &["m", "g", "L", "Pa"]),
  ("da", &["m", "g", "L", "N", "Pa"]),
  ("d", &["m", "g", "L", "N", "Pa", "S", "tex"]),
  ("c", &["m", "g", "L", "N", "Gy", "mol"]),
  ("f", &["m", "g", "s", "A", "F", "C", "J", "W", "L", "mol"]),
  ("a", &["J", "A", "F", "mol"]),
  ("Q", &[]),
  ("R", &[]),
  ("Y", &[]),
  ("Z", &[]),
  ("z", &[]),
  ("y", &[]),
  ("r", &[]),
];

/// Whether a prefix before a unit that takes all of them is likelier a slip.
pub(super) fn is_slip(prefix: &Prefix, atom: &Atom) -> bool {
  let used =
    USED.iter().find(|(symbol, _)| *symbol == prefix.symbol).map_or(prefix.symbol != "q", |(_, units)| units.contains(&atom.symbol));
  !used && atom.prefixes == ["*"]
}

/// A symbol that is taken for a slip, in words that are none: `兆希沃特` for `MSv`.
pub(super) fn in_words(run: &str) -> Option<String> {
  prefixed(run).find_map(|(prefix, rest, _)| {
    let (at, _) = tables().symbols.get(rest)?;
    let atom = &tables().atoms[*at];
    atom.takes(prefix.symbol).then_some(())?;
    Some(format!("{}{}", prefix.zh, atom.zh.first()?))
  })
}

fn ask(tables: &'static Tables, run: &str) -> Option<(&'static Ask, &'static str)> {
  if let Some(at) = tables.ask_of.get(run) {
    return Some((&tables.asks[*at], ""));
  }
  prefixed(run).find_map(|(prefix, rest, _)| {
    let ask = &tables.asks[*tables.ask_of.get(rest)?];
    ask.prefixes.contains(&prefix.symbol).then_some((ask, prefix.symbol))
  })
}

fn alias(tables: &'static Tables, at: usize, prefix: Option<&'static Prefix>) -> Option<Meaning> {
  let alias = &tables.aliases[at];
  // Aliases stand for plain units, never for each other.
  let unit: Unit = alias.unit.parse().ok()?;
  let mut parts = unit.parts().to_vec();
  if prefix.is_some() {
    parts.first_mut()?.prefix = prefix;
  }
  Some(Meaning::Unit(parts, alias.status == Status::Notation))
}

/// English names: `millimetre`, `pascals`.
fn english(tables: &'static Tables, run: &str) -> Option<Meaning> {
  let find = |name: &str| {
    let singular = name.strip_suffix('s').unwrap_or(name);
    tables.en.get(name).or_else(|| tables.en.get(singular)).map(|at| &tables.atoms[*at])
  };
  if let Some(atom) = find(run) {
    return Some(Meaning::of(None, atom, false));
  }
  PREFIXES.iter().find_map(|prefix| {
    let atom = find(run.strip_prefix(prefix.en)?)?;
    atom.takes(prefix.symbol).then(|| Meaning::of(Some(prefix), atom, false))
  })
}

/// The longest Chinese name has this many characters.
const LONGEST_NAME: usize = 12;

/// The meaning of a run of Chinese characters: `毫克每立方米`, `千瓦时`, `米每二次方秒`. What follows 每 stands below.
pub(super) fn han(run: &str) -> Option<Meaning> {
  let tables = tables();
  if let Some(at) = tables.ask_of.get(run) {
    return Some(Meaning::Ask(&tables.asks[*at], ""));
  }
  let chars: Vec<char> = run.chars().collect();
  if chars.len() > 40 {
    return None;
  }
  let mut parts = Vec::new();
  let mut loose = false;
  han_product(tables, &chars, 1, &mut parts, &mut loose).then_some(Meaning::Unit(parts, loose))
}

fn han_product(tables: &'static Tables, chars: &[char], sign: i16, parts: &mut Vec<Part>, loose: &mut bool) -> bool {
  if chars.is_empty() {
    return !parts.is_empty();
  }
  if chars[0] == '每' {
    // 每 stands once only, and something follows.
    return sign > 0 && chars.len() > 1 && han_product(tables, &chars[1..], -1, parts, loose);
  }
  let (exponent, chars) = power(chars);
  for length in (1..=chars.len().min(LONGEST_NAME)).rev() {
    let name: String = chars[..length].iter().collect();
    let Some((found, found_loose)) = han_name(tables, &name) else { continue };
    let (kept, was_loose) = (parts.len(), *loose);
    parts.extend(found.iter().map(|part| Part { exponent: part.exponent * exponent * sign, ..*part }));
    *loose |= found_loose;
    if chars.len() == length || han_product(tables, &chars[length..], sign, parts, loose) {
      return true;
    }
    parts.truncate(kept);
    *loose = was_loose;
  }
  false
}

/// 平方, 立方 and the like before a name.
fn power(chars: &[char]) -> (i16, &[char]) {
  for (text, exponent) in [("平方", 2), ("立方", 3), ("二次方", 2), ("三次方", 3), ("四次方", 4)] {
    let count = text.chars().count();
    if chars.len() > count && text.chars().eq(chars[..count].iter().copied()) {
      return (exponent, &chars[count..]);
    }
  }
  (1, chars)
}

fn han_name(tables: &'static Tables, name: &str) -> Option<(Vec<Part>, bool)> {
  let part = |prefix, atom| (vec![Part { prefix, atom, exponent: 1 }], false);
  if let Some(at) = tables.zh.get(name) {
    return Some(part(None, &tables.atoms[*at]));
  }
  if let Some(at) = tables.alias_of.get(name)
    && let Some(Meaning::Unit(parts, loose)) = alias(tables, *at, None)
  {
    return Some((parts, loose));
  }
  PREFIXES.iter().find_map(|prefix| {
    let atom = &tables.atoms[*tables.zh.get(name.strip_prefix(prefix.zh)?)?];
    atom.takes(prefix.symbol).then(|| part(Some(prefix), atom))
  })
}
