//! UCUM codes, `kg.m-3`: read behind `ucum:` only, because `Cel`, `ar`, `PS` and others mean something else, or nothing, to people.
//!
//! The codes are names of our own units; no factor comes from the UCUM table.

use super::{PREFIXES, Prefix, ReadUnit, Scale, Unit, UnitError, UnitProblem, atom::Atom, table::tables, unit::Part};

/// Codes without brackets that take no prefix in UCUM, where our unit takes some.
const WITHOUT_PREFIX: [&str; 1] = ["gon"];

/// Whether a prefix may stand before `code` in UCUM: never before brackets.
fn takes_prefix(code: &str) -> bool {
  !code.starts_with('[') && !WITHOUT_PREFIX.contains(&code)
}

/// Reads a code.
pub(super) fn read(code: &str) -> Result<ReadUnit, UnitError> {
  let wrong = |at: usize, found: &str| UnitError::new(UnitProblem::Unknown, at + "ucum:".len(), found);
  if code.is_empty() || code.len() > 80 {
    return Err(UnitError::new(if code.is_empty() { UnitProblem::Empty } else { UnitProblem::TooLong }, 0, ""));
  }
  let mut parts = Vec::new();
  let (mut at, mut sign) = (0, 1);
  let mut rest = code;
  if let Some(below) = rest.strip_prefix('/') {
    (rest, at, sign) = (below, 1, -1);
  }
  loop {
    // Brackets hold signs that separate elsewhere.
    let mut depth = 0;
    let end = rest.find(|c| {
      depth += i32::from(c == '[') - i32::from(c == ']');
      depth == 0 && matches!(c, '.' | '/')
    });
    let term = &rest[..end.unwrap_or(rest.len())];
    parts.push(part(term, sign).ok_or_else(|| wrong(at, term))?);
    let Some(end) = end else { break };
    sign = if rest[end..].starts_with('/') { -1 } else { 1 };
    at += end + 1;
    rest = &rest[end + 1..];
  }
  Ok(ReadUnit { unit: Unit::product(parts), loose: false, bare_minus: false })
}

fn part(term: &str, sign: i16) -> Option<Part> {
  if let Some((prefix, atom)) = find(term) {
    return Some(Part { prefix, atom, exponent: sign });
  }
  let digits = term.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + term[at..].chars().next().map_or(1, char::len_utf8));
  let start = if term[..digits].ends_with(['-', '+']) { digits - 1 } else { digits };
  let exponent: i16 = term[start..].parse().ok().filter(|exponent| (-9..=9).contains(exponent) && *exponent != 0)?;
  let (prefix, atom) = find(&term[..start])?;
  Some(Part { prefix, atom, exponent: exponent * sign })
}

fn find(code: &str) -> Option<(Option<&'static Prefix>, &'static Atom)> {
  let by_code = |code: &str| tables().atoms.iter().find(|atom| atom.ucum == Some(code));
  let litre = |code: &str| if code == "l" { by_code("L") } else { by_code(code) };
  if let Some(atom) = litre(code) {
    return Some((None, atom));
  }
  PREFIXES.iter().find_map(|prefix| {
    let symbol = if prefix.symbol == "μ" { "u" } else { prefix.symbol };
    let atom = litre(code.strip_prefix(symbol)?)?;
    (takes_prefix(atom.ucum?) && atom.takes(prefix.symbol)).then_some((Some(prefix), atom))
  })
}

impl Unit {
  /// The UCUM code; `None` where a part has none, or none with its prefix. A temperature inside a product is a difference, for which UCUM has only `K`.
  pub fn to_ucum(&self) -> Option<String> {
    if self.is_one() {
      return Some("1".to_owned());
    }
    let alone = self.parts().len() == 1;
    let terms = self.parts().iter().map(|part| {
      let code = match part.atom.scale {
        Scale::Interval if part.atom.symbol == "℃" && !(alone && part.exponent == 1) => "K",
        Scale::Interval if !(alone && part.exponent == 1) => return None,
        _ => part.atom.ucum?,
      };
      if part.prefix.is_some() && !takes_prefix(code) {
        return None;
      }
      let prefix = part.prefix.map_or("", |prefix| if prefix.symbol == "μ" { "u" } else { prefix.symbol });
      let exponent = if part.exponent == 1 { String::new() } else { part.exponent.to_string() };
      Some(format!("{prefix}{code}{exponent}"))
    });
    terms.collect::<Option<Vec<_>>>().map(|terms| terms.join("."))
  }
}
