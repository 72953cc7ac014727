//! Units as D-SI writes them, `\milli\metre\tothe{2}`: they begin with a backslash, so they are read wherever a unit is.

use super::{PREFIXES, ReadUnit, Unit, UnitError, UnitProblem, table::tables, unit::Part};

/// Reads an expression.
pub(super) fn read(text: &str) -> Result<ReadUnit, UnitError> {
  let wrong = |at: usize, found: &str| UnitError::new(UnitProblem::Unknown, at, found);
  if text.len() > 200 {
    return Err(UnitError::new(UnitProblem::TooLong, 0, ""));
  }
  let mut parts: Vec<Part> = Vec::new();
  let (mut prefix, mut sign) = (None, 1);
  let mut raised = true;
  let mut at = 0;
  for word in text.split('\\').skip(1) {
    at += 1;
    let exponent = word.strip_prefix("tothe{").and_then(|rest| rest.strip_suffix('}')).and_then(|digits| digits.parse::<i16>().ok());
    if word == "per" && prefix.is_none() && sign == 1 {
      sign = -1;
    } else if let Some(exponent) = exponent.filter(|exponent| (-9..=9).contains(exponent) && *exponent != 0) {
      let last = parts.last_mut().filter(|_| !raised && prefix.is_none()).ok_or_else(|| wrong(at, word))?;
      last.exponent *= exponent;
      raised = true;
    } else if word == "one" && parts.is_empty() && text == "\\one" {
      return Ok(ReadUnit { unit: Unit::ONE, loose: false, bare_minus: false });
    } else if let Some(found) = PREFIXES.iter().find(|known| known.en == word).filter(|_| prefix.is_none()) {
      prefix = Some(found);
    } else if word == "kilogram" && prefix.is_none() {
      let (kilo, gram) = (PREFIXES.iter().find(|known| known.en == "kilo"), tables().atoms.iter().find(|atom| atom.symbol == "g"));
      let atom = gram.ok_or_else(|| wrong(at, word))?;
      parts.push(Part { prefix: kilo, atom, exponent: sign });
      (sign, raised) = (1, false);
    } else {
      let atom = tables().atoms.iter().find(|atom| atom.dsi == Some(word)).ok_or_else(|| wrong(at, word))?;
      if prefix.is_some_and(|prefix| !atom.takes(prefix.symbol)) {
        return Err(UnitError::new(UnitProblem::PrefixNotTaken, at, word));
      }
      parts.push(Part { prefix: prefix.take(), atom, exponent: sign });
      (sign, raised) = (1, false);
    }
    at += word.chars().count();
  }
  if parts.is_empty() || prefix.is_some() || sign < 0 {
    return Err(UnitError::new(UnitProblem::Unexpected, at, ""));
  }
  Ok(ReadUnit { unit: Unit::product(parts), loose: false, bare_minus: false })
}

impl Unit {
  /// The D-SI expression; `None` where a part has none, as `r/min`.
  pub fn to_dsi(&self) -> Option<String> {
    if self.is_one() {
      return Some("\\one".to_owned());
    }
    let terms = self.parts().iter().map(|part| {
      let prefix = part.prefix.map_or(String::new(), |prefix| format!("\\{}", prefix.en));
      let name = part.atom.dsi?;
      let unit = if part.atom.symbol == "g" && prefix == "\\kilo" { "\\kilogram".to_owned() } else { format!("{prefix}\\{name}") };
      Some(if part.exponent == 1 { unit } else { format!("{unit}\\tothe{{{}}}", part.exponent) })
    });
    terms.collect()
  }
}
